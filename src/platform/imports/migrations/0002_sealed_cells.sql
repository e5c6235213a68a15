-- Of kinds whose rows name people, the cells of refused rows are sealed under a key of the run's own.
ALTER TABLE imports ADD COLUMN cells_key TEXT;   -- wrapped; NULL where cells are kept as they were written
