// The bus with listeners that are not sockets: who hears what, and what happens when nobody keeps up.
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/events/events.hpp"
#include "platform/http/reply_state.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::events {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Not;

/// The far end of a stream: remembers what was sent.
class Ear final : public http::EventStream::State {
  public:
    bool send(std::string_view event, std::string_view data, std::string_view) override {
        const std::lock_guard lock(mutex_);
        if (!open_) return false;
        heard_.push_back(fmt::format("{} {}", event, data));
        changed_.notify_all();
        return true;
    }
    bool open() const override {
        const std::lock_guard lock(mutex_);
        return open_;
    }
    void on_close(std::function<void()> callback) override {
        const std::lock_guard lock(mutex_);
        callback_ = std::move(callback);
    }
    void close() override {
        std::function<void()> callback;
        {
            const std::lock_guard lock(mutex_);
            open_ = false;
            callback.swap(callback_);
            changed_.notify_all();
        }
        if (callback) callback();
    }

    /// Everything heard, once `last` has been; what there is when it does not come.
    // For events of several writers, whose commits are told in no order among themselves.
    std::vector<std::string> heard_of(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return heard_.size() >= count; });
        return heard_;
    }
    std::vector<std::string> heard_until(const std::string& last) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return !heard_.empty() && heard_.back() == last; });
        return heard_;
    }
    bool closes() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [&] { return !open_; });
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = true;
    std::vector<std::string> heard_;
    std::function<void()> callback_;
};

const auto sishui = DivisionCode::of("370831"), jinxiang = DivisionCode::of("370828");
const auto mill = Id<Organization>::make(Instant::of("2020-02-01T00:00:00Z"));

Actor someone(Scope scope, Permissions permissions = {Permission::passage_read}) {
    Actor actor;
    actor.kind = ActorKind::account;
    actor.id = new_uuid_v7(SystemClock().now());
    actor.scope = std::move(scope);
    actor.permissions = permissions;
    return actor;
}

class BusTest : public ::testing::Test {
  protected:
    BusTest() { open(); }

    void open(Options options = {}) {
        bus = std::make_unique<Bus>(options);
        bus->declare_topic("passage", Permission::passage_read, {"有人通行", "A passage"});
        bus->declare_topic("incident", Permission::incident_read, {"发热事件", "A fever incident"});
    }
    std::shared_ptr<Ear> listening(const Actor& actor, const std::vector<std::string>& topics = {"passage"}) {
        auto ear = std::make_shared<Ear>();
        bus->listen(actor, topics)(http::EventStream(ear));
        return ear;
    }
    void publish(DivisionCode place, std::string json, std::optional<Id<Organization>> organization = {}) {
        db->write([&](Tx& tx) { bus->publish(tx, {"passage", place, organization, json}); });
    }

    std::unique_ptr<Bus> bus;  // lives longer than the threads that publish
    testing::TestDatabase db;
};

TEST_F(BusTest, TellsThoseWhoseScopeCoversThePlace) {
    auto county = listening(someone(Scope::of_division(sishui)));
    auto sibling = listening(someone(Scope::of_division(jinxiang)));
    auto city = listening(someone(Scope::of_division(DivisionCode::of("3708"))));
    auto enterprise = listening(someone(Scope::of_organization(mill, sishui)));
    auto nobody = listening(someone(Scope{}));
    auto administrator = listening(someone(Scope::everything()));

    publish(sishui, "1", mill);
    publish(sishui, "2");
    publish(jinxiang, "3", Id<Organization>::make(SystemClock().now()));
    publish(DivisionCode{}, "4");

    EXPECT_THAT(administrator->heard_until("passage 4"),
                ElementsAre("ready {}", "passage 1", "passage 2", "passage 3", "passage 4"));
    // The administrator listens last, so everyone else has been served.
    EXPECT_THAT(county->heard_until("passage 2"), ElementsAre("ready {}", "passage 1", "passage 2"));
    EXPECT_THAT(sibling->heard_until("passage 3"), ElementsAre("ready {}", "passage 3"));
    EXPECT_THAT(city->heard_until("passage 3"), ElementsAre("ready {}", "passage 1", "passage 2", "passage 3"));
    EXPECT_THAT(enterprise->heard_until("passage 1"), ElementsAre("ready {}", "passage 1"));
    EXPECT_THAT(nobody->heard_until("ready {}"), ElementsAre("ready {}"));
}

TEST_F(BusTest, TellsNothingOfWhatWasUndone) {
    auto ear = listening(someone(Scope::everything()));
    EXPECT_THROW(db->write([&](Tx& tx) {
        bus->publish(tx, {"passage", sishui, {}, "never"});
        throw Problem::conflict("undone", "撤销", "Undone.");
    }),
                 Problem);
    publish(sishui, "kept");
    EXPECT_THAT(ear->heard_until("passage kept"), ElementsAre("ready {}", "passage kept"));
}

TEST_F(BusTest, TellsOnlyOfTheTopicsAskedFor) {
    auto both = listening(someone(Scope::everything(), {Permission::passage_read, Permission::incident_read}),
                          {"passage", "incident", "incident"});
    auto passages = listening(someone(Scope::everything()));
    db->write([&](Tx& tx) { bus->publish(tx, {"incident", sishui, {}, "fever"}); });
    publish(sishui, "1");
    EXPECT_THAT(passages->heard_until("passage 1"), ElementsAre("ready {}", "passage 1"));
    EXPECT_THAT(both->heard_until("passage 1"), ElementsAre("ready {}", "incident fever", "passage 1"));
}

TEST_F(BusTest, RefusesUnknownTopicsAndMissingPermissions) {
    const auto actor = someone(Scope::everything());
    try {
        bus->listen(actor, {"passage", "gossip", "rumour"});
        FAIL() << "two topics are unknown";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.status(), 422);
        ASSERT_EQ(problem.faults().size(), 2u);
        EXPECT_EQ(problem.faults().back().code, "unknown_topic");
        EXPECT_THAT(problem.faults().back().message.en, ::testing::HasSubstr("rumour"));
    }
    try {
        bus->listen(actor, {"passage", "incident"});
        FAIL() << "incidents need a permission";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.status(), 403);
    }
    EXPECT_THROW(bus->listen(actor, {}), Problem);
    EXPECT_EQ(bus->listeners(), 0u);
}

TEST_F(BusTest, KnowsOurOwnMistakes) {
    EXPECT_THROW(bus->declare_topic("passage", Permission::passage_read, {"又一次", "Again"}), std::logic_error);
    EXPECT_THROW(db->write([&](Tx& tx) { bus->publish(tx, {"gossip", sishui, {}, "{}"}); }), std::logic_error);
}

TEST_F(BusTest, ForgetsWhoIsGone) {
    auto leaving = listening(someone(Scope::everything())), staying = listening(someone(Scope::everything()));
    EXPECT_EQ(bus->listeners(), 2u);
    leaving->close();
    EXPECT_EQ(bus->listeners(), 1u);
    publish(sishui, "1");
    EXPECT_THAT(staying->heard_until("passage 1"), ElementsAre("ready {}", "passage 1"));
    EXPECT_EQ(leaving.use_count(), 1) << "the bus keeps nothing of it";
}

TEST_F(BusTest, TellsNothingAfterTheSessionHasEnded) {
    std::atomic<bool> revoked{false};
    auto ending = someone(Scope::everything()), other = someone(Scope::everything());
    bus->set_still_valid([&](const Actor& actor) { return actor.id != ending.id || !revoked; });
    auto revoked_ear = listening(ending), ear = listening(other);
    publish(sishui, "1");
    EXPECT_THAT(revoked_ear->heard_until("passage 1"), ElementsAre("ready {}", "passage 1"));
    revoked = true;
    publish(sishui, "2");
    EXPECT_TRUE(revoked_ear->closes());
    EXPECT_THAT(revoked_ear->heard_until("passage 1"), ElementsAre("ready {}", "passage 1"));
    EXPECT_THAT(ear->heard_until("passage 2"), ElementsAre("ready {}", "passage 1", "passage 2"));
    EXPECT_EQ(bus->listeners(), 1u);
}

TEST_F(BusTest, CutsOffWhoCannotBeChecked) {
    bus->set_still_valid([](const Actor&) -> bool { throw Problem::unavailable("database_gone", "无", "Gone.", 1); });
    auto ear = listening(someone(Scope::everything()));
    publish(sishui, "1");
    EXPECT_TRUE(ear->closes());
    EXPECT_THAT(ear->heard_until("ready {}"), ElementsAre("ready {}"));
}

TEST_F(BusTest, ChecksTheIdleTooAndTellsThemThatItIsThere) {
    open({.check_every = 10ms});
    std::atomic<bool> revoked{false};
    bus->set_still_valid([&](const Actor&) { return !revoked; });
    auto ear = listening(someone(Scope::everything()));
    EXPECT_THAT(ear->heard_until("alive {}"), ::testing::Contains("alive {}"));
    revoked = true;
    EXPECT_TRUE(ear->closes());
    EXPECT_EQ(bus->listeners(), 0u);
}

TEST_F(BusTest, LetsNobodyWaitAndSaysWhatWasMissed) {
    open({.queue_length = 2});
    std::promise<void> asked, go_on;
    bus->set_still_valid([&, first = true](const Actor&) mutable {
        if (std::exchange(first, false)) {
            asked.set_value();
            go_on.get_future().wait();
        }
        return true;
    });
    auto ear = listening(someone(Scope::everything()));
    publish(sishui, "1");
    asked.get_future().wait();                                     // the bus is stuck with the first …
    for (auto json : {"2", "3", "4", "5"}) publish(sishui, json);  // … and these are committed all the same
    // The answer to a caller does not wait for the events, so the last may still be on its way to the queue.
    for (int wait = 0; wait < 200 && bus->missed() < 2; ++wait) std::this_thread::sleep_for(5ms);
    EXPECT_EQ(bus->missed(), 2u);
    go_on.set_value();
    EXPECT_THAT(ear->heard_until("missed {}"),
                ElementsAre("ready {}", "passage 1", "passage 2", "passage 3", "missed {}"));
    publish(sishui, "6");
    EXPECT_THAT(ear->heard_until("passage 6"), ::testing::Contains("passage 6"));
}

TEST_F(BusTest, DeliversFromManyThreadsInTheOrderOfEach) {
    auto ear = listening(someone(Scope::everything()));
    std::vector<std::thread> publishers;
    for (int thread = 0; thread < 4; ++thread)
        publishers.emplace_back([&, thread] {
            for (int number = 0; number < 50; ++number) publish(sishui, fmt::format("{}:{:02}", thread, number));
        });
    for (auto& publisher : publishers) publisher.join();
    auto heard = ear->heard_of(201);
    ASSERT_EQ(heard.size(), 201u);
    for (int thread = 0; thread < 4; ++thread) {
        std::vector<std::string> own;
        std::copy_if(heard.begin(), heard.end(), std::back_inserter(own),
                     [&](const auto& line) { return line.starts_with(fmt::format("passage {}:", thread)); });
        EXPECT_EQ(own.size(), 50u);
        // On PostgreSQL one thread's commits may be told of by two writers.
        EXPECT_TRUE(db->engine() == sql::Engine::postgres || std::is_sorted(own.begin(), own.end()));
    }
}

TEST_F(BusTest, EndsEveryStreamWhenItCloses) {
    auto ear = listening(someone(Scope::everything()));
    bus->close();
    EXPECT_FALSE(ear->open());
    EXPECT_FALSE(listening(someone(Scope::everything()))->open()) << "too late";
    publish(sishui, "1");
    EXPECT_THAT(ear->heard_until("ready {}"), Not(::testing::Contains("passage 1")));
    bus->close();
    EXPECT_EQ(bus->listeners(), 0u);
}

}  // namespace
}  // namespace tongzhou::events
