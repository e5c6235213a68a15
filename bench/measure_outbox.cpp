// `tongzhou_bench --outbox MESSAGES`: the outbox of the real program against bad receivers, killed while it sends.
// Writes docs/figures/outbox.md.
#include <fstream>

#include "measures.hpp"
#include "support/outbox_story.hpp"
#include "support/server_process.hpp"

namespace tongzhou::bench {
namespace {

std::string table_of(const testing::OutboxOutcome& o) {
    const auto sending = o.seconds - o.seconds_waiting;
    std::string out = fmt::format(
        "# The outbox\n\nMeasured by `tongzhou_bench --outbox {}` on {} cores; the program, its database and the "
        "receivers "
        "share them. Webhooks, SMS, an official account and mail with STARTTLS; two robots at their pace of 20 a "
        "minute. "
        "The receivers throttle, fail, keep silent before and after they have taken a message, and answer 200 with an "
        "error "
        "code; the program is killed (`kill -9`) while it sends.\n\n| what | messages |\n|---|---:|\n",
        o.messages, std::thread::hardware_concurrency());
    const auto line = [&](const char* what, std::int64_t count) { out += fmt::format("| {} | {} |\n", what, count); };
    line("written", o.messages);
    line("accepted, each once", o.accepted);
    line("failed: refused for good by the receiver", o.failed);
    line("uncertain: no answer, by a channel that tells no doubles", o.uncertain);
    line("**lost**", o.lost);
    line("**taken twice**", o.doubled);
    line("said to be accepted and were not", o.said_accepted_but_were_not);
    line("said to have failed and were taken", o.said_failed_but_were_taken);
    line("uncertain without a cause", o.uncertain_without_cause);
    line("sent again and recognised by their id", o.recognised);
    out += fmt::format(
        "\nThe receivers saw {} requests: {} throttled, {} refused for good, {} failed for now, {} kept silent about. "
        "{} "
        "kills. {:.0f} s in all, {:.0f} s of them waiting (leases of killed programs, back-off, the robots' pace): "
        "{:.0f} "
        "messages a second.\n",
        o.requests, o.throttled, o.refused, o.failed_for_now, o.silent, o.kills, o.seconds, o.seconds_waiting,
        static_cast<double>(o.messages) / std::max(1.0, sending));
    return out;
}

}  // namespace

int measure_outbox(std::int64_t messages) {
    const testing::TemporaryFolder folder;
    const auto outcome = testing::play_outbox(folder.path(), {.messages = messages,
                                                              .kills = 6,
                                                              .between_kills = std::chrono::seconds(3),
                                                              .patience = std::chrono::minutes(20)});
    const auto table = table_of(outcome);
    fmt::print("{}\n{}\n", table, to_json(outcome));
    std::ofstream(std::filesystem::path(TONGZHOU_SOURCE_DIR) / "docs/figures/outbox.md") << table;
    const bool sound = outcome.lost + outcome.doubled + outcome.said_accepted_but_were_not +
                           outcome.said_failed_but_were_taken + outcome.uncertain_without_cause ==
                       0;
    return sound ? 0 : 1;
}

}  // namespace tongzhou::bench
