-- What waits to be sent by a channel is counted and listed as fast as what a broadcast has.
CREATE INDEX messages_channel ON messages (channel, state, created_at, id) WHERE channel IS NOT NULL;
