// Many messages through the outbox of the real program, to receivers that throttle, fail, keep silent and answer 200
// with an error code, while the program is killed in the middle; and what came of it on both sides.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/json/json.hpp"

namespace tongzhou::testing {

struct OutboxPlan {
    std::int64_t messages = 600;
    int kills = 2;
    std::chrono::milliseconds between_kills{400};  ///< of sending
    std::chrono::seconds patience{240};            ///< until every message has come to its end
};

struct OutboxOutcome {
    std::int64_t messages = 0, accepted = 0, failed = 0, uncertain = 0;
    std::int64_t lost = 0;     ///< that have not come to an end, or are not there
    std::int64_t doubled = 0;  ///< taken more than once by a receiver
    std::int64_t said_accepted_but_were_not = 0, said_failed_but_were_taken = 0;
    std::int64_t uncertain_without_cause = 0;  ///< neither kept silent about nor under way at a kill
    std::int64_t recognised = 0;               ///< sent again, and recognised by its id
    std::int64_t requests = 0;                 ///< that the receivers saw
    std::int64_t throttled = 0, refused = 0, silent = 0, failed_for_now = 0;
    int kills = 0;
    double seconds = 0;          ///< of sending, from the first start to the last end
    double seconds_waiting = 0;  ///< of those for leases of killed programs
};
BOOST_DESCRIBE_STRUCT(OutboxOutcome, (),
                      (messages, accepted, failed, uncertain, lost, doubled, said_accepted_but_were_not,
                       said_failed_but_were_taken, uncertain_without_cause, recognised, requests, throttled, refused,
                       silent, failed_for_now, kills, seconds, seconds_waiting))

/// Makes keys, tables, channels and messages in the folder, serves it, kills it and counts.
OutboxOutcome play_outbox(const std::filesystem::path& data, const OutboxPlan& plan);

}  // namespace tongzhou::testing
