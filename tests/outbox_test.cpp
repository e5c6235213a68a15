// The outbox of the real program, killed while it sends: each message is accepted once, as far as its protocol lets one
// know, and none is lost. `tongzhou_bench --outbox 100000` is the same at full size.
#include <gtest/gtest.h>

#include "support/outbox_story.hpp"
#include "support/server_process.hpp"

namespace tongzhou::testing {
namespace {

TEST(Outbox, LosesNothingAndDoublesNothingAcrossKills) {
    const TemporaryFolder folder;
    const auto outcome = play_outbox(folder.path(), {.messages = 1'500, .kills = 3});
    SCOPED_TRACE(to_json(outcome));
    EXPECT_EQ(outcome.accepted + outcome.failed + outcome.uncertain, outcome.messages);
    EXPECT_EQ(outcome.lost, 0);
    EXPECT_EQ(outcome.doubled, 0);
    EXPECT_EQ(outcome.said_accepted_but_were_not, 0);
    EXPECT_EQ(outcome.said_failed_but_were_taken, 0);
    EXPECT_EQ(outcome.uncertain_without_cause, 0);
    EXPECT_GT(outcome.accepted, outcome.messages * 9 / 10);
    // The receivers were as bad as they should be.
    EXPECT_GT(outcome.refused, 0);
    EXPECT_GT(outcome.silent, 0);
    EXPECT_GT(outcome.failed_for_now, 0);
}

}  // namespace
}  // namespace tongzhou::testing
