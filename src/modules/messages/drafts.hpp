// From a draft to what is said, to whom and by what: what preview and creation share. Private to this module.
#pragma once

#include "modules/messages/broadcasts.hpp"
#include "modules/messages/place.hpp"

namespace tongzhou::messages {

/// A draft that has been found in order.
struct SettledDraft {
    Whose whose;
    std::optional<StoredChannel> channel;  ///< nothing: the inbox
    ChannelKind kind = ChannelKind::inbox;
    std::string title, text;
    std::vector<VariableValue> values;
    Urgency urgency = Urgency::normal;
    DivisionCode place;  ///< where the group of its channel is
};

SettledDraft settle_draft(Snapshot& snapshot, const Actor& actor, const BroadcastDraft& draft);

}  // namespace tongzhou::messages
