// What messages say, sealed; and the codes of their links. Private to this module.
#pragma once

#include "modules/messages/outbox.hpp"

namespace tongzhou::messages {

/// A payload sealed under the key of the day of its message.
struct SealedPayload {
    std::string key_day, sealed;
};
SealedPayload seal_payload(Tx& tx, const Id<Message>& message, const Payload& payload);
/// Nothing when the day's key has been destroyed: nobody can read it any more.
std::optional<Payload> open_payload(Snapshot& snapshot, const Id<Message>& message,
                                    const std::optional<std::string>& key_day,
                                    const std::optional<std::string>& sealed);

/// What all messages of a broadcast say.
struct BroadcastText {
    std::string title, body, variable_values;
    std::optional<std::string> link, apply_link;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(BroadcastText, (), (title, body, variable_values, link, apply_link, state))
std::optional<BroadcastText> find_broadcast_text(Snapshot& snapshot, const Id<Broadcast>& broadcast);

/// A text ready for its recipient; `variable_values` is a list of NamedValue as JSON, or empty.
struct Composed {
    std::string title, text;
    std::string link;  ///< empty when it has none
};
Composed compose(std::string_view title, std::string_view text, const std::string& variable_values,
                 const std::string& recipient, const std::string& link, const std::string& apply_link);

/// The code of a message's link: 72 bits that only this installation can make, from which nothing follows. The same
/// each time, so that what is sent again says the same.
std::string link_code(Snapshot& snapshot, const Id<Message>& message);
/// Makes the code known, so that it opens.
void keep_link(Tx& tx, const std::string& county, const Id<Message>& message);

std::int64_t rewrap_day_keys(Tx& tx);
/// Destroys the keys of days before that one, as "2020-02-24". Returns how many.
std::int64_t destroy_day_keys(Tx& tx, const std::string& before);

/// Values of a broadcast's own variables, as it keeps them.
struct VariableValue {
    Text<40, 1> name;
    Text<2000> value;
};
BOOST_DESCRIBE_STRUCT(VariableValue, (), (name, value))

}  // namespace tongzhou::messages
