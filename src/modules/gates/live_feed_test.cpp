// The dashboard as a stream, over a real socket.
#include "modules/gates/live_feed.hpp"

#include <thread>

#include "modules/gates/test_city.hpp"
#include "platform/http/http.hpp"
#include "platform/testing/client.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using tongzhou::testing::Client;

http::Options on_a_free_port() {
    http::Options options;
    options.port = 0;
    return options;
}

class LiveFeeds : public GateTest {
  protected:
    LiveFeeds()
        : server(on_a_free_port(), [this](http::Request&&, http::Reply reply) {
              std::lock_guard lock(mutex);
              next(reply.stream_events());
          }) {
        set_rule("pass_required", "false", sishui);
        db.clock().advance(std::chrono::minutes(1));
        server.start();
    }
    ~LiveFeeds() override { server.stop(); }

    // Connects a client whose stream the feed gets for that actor.
    std::unique_ptr<Client> watch(LiveFeed& feed, const Actor& actor, const DashboardRequest& request = {}) {
        {
            std::lock_guard lock(mutex);
            next = feed.watch(actor, request);
        }
        auto client = std::make_unique<Client>(server.port());
        client->send_raw("GET /dashboard/events HTTP/1.1\r\nHost: x\r\n\r\n");
        return client;
    }
    static constexpr LiveFeed::Options quick{.every = std::chrono::milliseconds(50),
                                             .look_at_others_every = std::chrono::hours(1),
                                             .stream_life = std::chrono::minutes(5),
                                             .most_watchers = 2};

    std::mutex mutex;
    api::Feed next;
    http::Server server;
};

TEST_F(LiveFeeds, SendWhatChangedToThoseWhoSeeIt) {
    LiveFeed feed(*db, quick);
    auto ours = watch(feed, factory.officer);
    EXPECT_THAT(ours->receive_raw(600), AllOf(HasSubstr("event: dashboard"), HasSubstr("\"entries\":{\"value\":0")));
    auto theirs = watch(feed, mill.officer);
    EXPECT_THAT(theirs->receive_raw(600), HasSubstr("event: dashboard"));
    record(passage(factory, 0));
    EXPECT_THAT(ours->receive_raw(600), HasSubstr("\"entries\":{\"value\":1"));
    EXPECT_THAT(theirs->receive_raw(400), Not(HasSubstr("event: dashboard"))) << "nothing changed for them";
    db->write([](Tx&) {});
    EXPECT_THAT(ours->receive_raw(400), Not(HasSubstr("event: dashboard"))) << "a commit that changes no number";
}

TEST_F(LiveFeeds, AreBounded) {
    LiveFeed feed(*db, quick);
    auto first = watch(feed, factory.officer), second = watch(feed, factory.officer);
    first->receive_raw(400);
    second->receive_raw(400);
    EXPECT_EQ(feed.watchers(), 2u);
    EXPECT_EQ(fault_of([&] { feed.watch(factory.officer, {}); }), "too_many_watchers");
    first->hang_up();
    for (int i = 0; i < 100 && feed.watchers() > 1; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(feed.watchers(), 1u) << "who hangs up makes room";
}

TEST_F(LiveFeeds, EndWithTheRightToWatch) {
    LiveFeed feed(*db, quick);
    auto client = watch(feed, factory.officer);
    client->receive_raw(400);
    feed.forget(factory.officer.id);
    record(passage(factory, 0));
    EXPECT_THAT(client->receive_raw(400), Not(HasSubstr("event: dashboard")));
    for (int i = 0; i < 100 && feed.watchers() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(feed.watchers(), 0u);
}

TEST_F(LiveFeeds, EndAfterTheirTime) {
    auto brief = quick;
    brief.stream_life = std::chrono::milliseconds(200);
    LiveFeed feed(*db, brief);
    auto client = watch(feed, factory.officer);
    client->receive_raw(400);
    for (int i = 0; i < 100 && feed.watchers() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(feed.watchers(), 0u);
}

}  // namespace
}  // namespace tongzhou::gates::testing
