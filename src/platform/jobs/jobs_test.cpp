#include "platform/jobs/jobs.hpp"

#include <barrier>
#include <future>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/audit/audit.hpp"
#include "platform/jobs/records.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::jobs {
namespace {

using namespace std::chrono_literals;

class JobsTest : public ::testing::Test {
  protected:
    /// A scheduler with the one job "sweep".
    std::unique_ptr<Scheduler> node(Schedule schedule, std::function<void(Database&)> work, Options options = {}) {
        auto scheduler = std::make_unique<Scheduler>(*db, db.clock(), options);
        scheduler->add("sweep", schedule, {"打扫", "Sweep"}, std::move(work));
        return scheduler;
    }
    std::function<void(Database&)> counting() {
        return [this](Database&) { ++runs; };
    }
    Record record() { return db->read_value(records_of).at(0); }
    bool eventually(const std::function<bool()>& holds) {
        for (int wait = 0; wait < 1000; ++wait) {
            if (holds()) return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }

    std::atomic<int> runs{0};
    testing::TestDatabase db{&audit_migrations, &jobs_migrations};
};

TEST_F(JobsTest, RunEachTimeTheyAreDueAndOnlyThen) {
    auto scheduler = node(Schedule::every(10min), counting());
    EXPECT_EQ(scheduler->run_due(), 0) << "a new job waits for its time";
    EXPECT_EQ(record().next_run_at, Instant::of("2020-02-24T08:10:00+08:00"));
    db.clock().advance(9min);
    EXPECT_EQ(scheduler->run_due(), 0);
    db.clock().advance(90s);
    EXPECT_EQ(scheduler->run_due(), 1);
    EXPECT_EQ(scheduler->run_due(), 0);
    auto after = record();
    EXPECT_EQ(after.next_run_at, Instant::of("2020-02-24T08:20:00+08:00"));
    EXPECT_EQ(after.last_started_at, Instant::of("2020-02-24T08:10:30+08:00"));
    EXPECT_EQ(after.last_finished_at, after.last_started_at);
    EXPECT_EQ(after.last_outcome, JobOutcome::done);
    EXPECT_EQ(after.last_error, std::nullopt);
    EXPECT_EQ(after.lease_until, std::nullopt);
    EXPECT_EQ(runs, 1);
}

TEST_F(JobsTest, RunOnceAtStartWhenNightsWereMissed) {
    node(Schedule::daily_at(3, 0), counting())->run_due();
    db.clock().advance(72h);
    auto restarted = node(Schedule::daily_at(3, 0), counting());
    EXPECT_EQ(restarted->run_due(), 1);
    EXPECT_EQ(restarted->run_due(), 0);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(record().next_run_at, Instant::of("2020-02-28T03:00:00+08:00"));
}

TEST_F(JobsTest, AreTriedAgainLaterAndLaterUntilTheySucceed) {
    bool broken = true;
    auto scheduler = node(Schedule::daily_at(3, 0), [&](Database&) {
        ++runs;
        if (broken) throw std::runtime_error("the shelf is full");
    });
    scheduler->run_due();
    db.clock().set(Instant::of("2020-02-25T03:00:00+08:00"));
    std::int64_t failures = 0;
    for (auto wait : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
        EXPECT_EQ(scheduler->run_due(), 1);
        auto failed = record();
        EXPECT_EQ(failed.last_outcome, JobOutcome::failed);
        EXPECT_EQ(failed.last_error, "the shelf is full");
        EXPECT_EQ(failed.failures, ++failures);
        EXPECT_EQ(failed.next_run_at, db.clock().now() + wait);
        db.clock().advance(wait - 1s);
        EXPECT_EQ(scheduler->run_due(), 0);
        db.clock().advance(1s);
    }
    broken = false;
    EXPECT_EQ(scheduler->run_due(), 1);
    EXPECT_EQ(record().failures, 0);
    EXPECT_EQ(record().last_error, std::nullopt);
    EXPECT_EQ(record().next_run_at, Instant::of("2020-02-26T03:00:00+08:00"));
}

TEST_F(JobsTest, OfOneNodeDoNotHinderEachOther) {
    auto scheduler = node(Schedule::every(10min), [](Database&) { throw 42; });
    scheduler->add("anchor", Schedule::every(10min), {"锚定", "Anchor"},
                   [](Database&) { throw std::runtime_error("bad \xff bytes"); });
    scheduler->add("tidy", Schedule::every(10min), {"整理", "Tidy"}, counting());
    scheduler->run_due();
    db.clock().advance(10min);
    EXPECT_EQ(scheduler->run_due(), 3);
    EXPECT_EQ(runs, 1);
    auto records = db->read_value(records_of);
    ASSERT_EQ(records.size(), 3u);
    EXPECT_EQ(records[0].last_outcome, JobOutcome::failed) << "anchor: its text is no UTF-8, the record is kept";
    EXPECT_EQ(records[1].last_outcome, JobOutcome::failed);
    EXPECT_EQ(records[2].last_outcome, JobOutcome::done);
}

TEST_F(JobsTest, RunOnExactlyOneOfTwoNodes) {
    // A node is a process with a database object of its own.
    sql::Options options;
    options.url = db.url();
    options.writers = 2;
    Database second_database(options, db.clock());
    auto first = node(Schedule::every(10min), counting());
    Scheduler second(second_database, db.clock());
    second.add("sweep", Schedule::every(10min), {"打扫", "Sweep"}, counting());
    first->run_due();

    constexpr int rounds = 20;
    std::atomic<int> ran{0};
    std::barrier together(2, [this]() noexcept { db.clock().advance(10min); });
    auto look = [&](Scheduler& scheduler) {
        for (int round = 0; round < rounds; ++round) {
            together.arrive_and_wait();
            ran += scheduler.run_due();
        }
    };
    std::thread other(look, std::ref(second));
    look(*first);
    other.join();
    EXPECT_EQ(runs, rounds);
    EXPECT_EQ(ran, rounds);
}

TEST_F(JobsTest, AreTakenOverWhenTheNodeThatRunsThemDies) {
    std::promise<void> begun, die;
    auto dying = node(Schedule::every(10min),
                      [&](Database&) {
                          begun.set_value();
                          die.get_future().wait();
                      },
                      {.renew_every = 1h});  // it hangs, and does not come to renew its lease
    auto other = node(Schedule::every(10min), counting());
    dying->run_due();
    db.clock().advance(10min);
    std::thread node_thread([&] { dying->run_due(); });
    begun.get_future().wait();
    db.clock().advance(119s);
    EXPECT_EQ(other->run_due(), 0) << "the lease still holds";
    db.clock().advance(1s);
    EXPECT_EQ(other->run_due(), 1);
    EXPECT_EQ(runs, 1);
    const auto by_other = record();

    die.set_value();  // it was only slow after all: what it has to say comes too late
    db.clock().advance(5s);
    node_thread.join();
    EXPECT_EQ(record().last_finished_at, by_other.last_finished_at);
    EXPECT_EQ(record().next_run_at, by_other.next_run_at);
}

TEST_F(JobsTest, KeepTheirLeaseHoweverLongTheyTake) {
    auto other = node(Schedule::every(10min), counting());
    auto slow = node(Schedule::every(10min),
                     [&](Database&) {
                         for (int minute = 0; minute < 5; ++minute) {
                             db.clock().advance(1min);
                             EXPECT_TRUE(eventually([&] { return record().lease_until == db.clock().now() + 2min; }));
                             EXPECT_EQ(other->run_due(), 0);
                         }
                     },
                     {.renew_every = 5ms});
    slow->run_due();
    db.clock().advance(10min);
    EXPECT_EQ(slow->run_due(), 1);
    EXPECT_EQ(record().last_outcome, JobOutcome::done);
    EXPECT_EQ(runs, 0);
}

TEST_F(JobsTest, RecoverFromAClockThatWasWrong) {
    auto scheduler = node(Schedule::daily_at(3, 0), counting());
    const auto right = db.clock().now();
    db.clock().advance(24h * 365);
    scheduler->run_due();  // planned for next year, and a run dies there with its lease
    db->write([&](Tx& tx) {
        take_lease(tx, "sweep", Id<struct jobs::Run>::make(db.clock().now()), db.clock().now(),
                   db.clock().now() + 2min);
    });
    db.clock().set(right);
    EXPECT_EQ(scheduler->run_due(), 0);
    EXPECT_EQ(record().next_run_at, Instant::of("2020-02-25T03:00:00+08:00"));
    db.clock().advance(24h);
    EXPECT_EQ(scheduler->run_due(), 1);
}

TEST_F(JobsTest, RunOnDemand) {
    auto scheduler = node(Schedule::daily_at(3, 0), counting());
    scheduler->run_now("sweep");
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(record().last_outcome, JobOutcome::done);
    EXPECT_EQ(record().next_run_at, Instant::of("2020-02-25T03:00:00+08:00"));
    try {
        scheduler->run_now("swoop");
        FAIL() << "there is no such job";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "no_such_job");
    }
    EXPECT_THROW(scheduler->add("sweep", Schedule::every(1min), {"又", "Again"}, counting()), std::logic_error);
}

TEST_F(JobsTest, DoNotRunOnDemandWhileTheyRun) {
    std::unique_ptr<Scheduler> scheduler;
    auto code_of = [](const std::function<void()>& call) -> std::string {
        try {
            call();
        } catch (const Problem& problem) {
            return problem.code();
        }
        return "";
    };
    scheduler = node(Schedule::daily_at(3, 0), [&](Database& database) {
        ++runs;
        EXPECT_EQ(code_of([&] { scheduler->run_now("sweep"); }), "job_running");
        EXPECT_EQ(code_of([&] { database.write([&](Tx& tx) { scheduler->request_run(tx, "sweep"); }); }),
                  "job_running");
        throw Problem::conflict("shelf_full", "架子满了", "The shelf is full.");
    });
    EXPECT_EQ(code_of([&] { scheduler->run_now("sweep"); }), "shelf_full") << "the caller is told";
    EXPECT_EQ(record().last_error, "shelf_full: The shelf is full.") << "and it is recorded";
    EXPECT_EQ(runs, 1);
}

TEST_F(JobsTest, RunByThemselvesOnceStarted) {
    auto scheduler = node(Schedule::daily_at(3, 0), counting(), {.look_every = 1h});
    scheduler->run_due();
    db.clock().advance(24h);
    scheduler->start();  // looks at once: a night was missed
    EXPECT_TRUE(eventually([&] { return record().last_outcome == JobOutcome::done; }));
    db->write([&](Tx& tx) { scheduler->request_run(tx, "sweep"); });  // wakes it long before the hour is over
    EXPECT_TRUE(eventually([&] { return runs == 2; }));
    scheduler->stop();
    scheduler->stop();
    db->write([&](Tx& tx) { scheduler->request_run(tx, "sweep"); });
    EXPECT_EQ(scheduler->run_due(), 1) << "stopped, it ran nothing";
}

TEST_F(JobsTest, AreWaitedForWhenTheProgramStops) {
    std::promise<void> begun;
    bool complete = false;
    auto scheduler = node(Schedule::every(1min), [&](Database&) {
        begun.set_value();
        std::this_thread::sleep_for(50ms);
        complete = true;
    });
    scheduler->add("next", Schedule::every(1min), {"下一个", "The next"}, counting());
    scheduler->run_due();
    db.clock().advance(1min);
    scheduler->start();
    begun.get_future().wait();
    scheduler->stop();
    EXPECT_TRUE(complete);
    EXPECT_EQ(runs, 0) << "no other is started";
}

TEST_F(JobsTest, OutliveADatabaseThatDoesNotAnswer) {
    auto scheduler = node(Schedule::every(1min), counting(), {.look_every = 5ms});
    db->stop();
    scheduler->start();
    std::this_thread::sleep_for(30ms);
    scheduler->stop();
    EXPECT_EQ(runs, 0);
    EXPECT_THROW(scheduler->run_due(), Problem);
}

}  // namespace
}  // namespace tongzhou::jobs
