#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "base/id.hpp"
#include "platform/sql/database.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::sql {
namespace {

using testing::TestDatabase;

struct Boat {
    Id<Boat> id;
    std::string name;
    std::optional<std::int64_t> oars;
    bool afloat = false;
    Instant built;
    double length = 0;
};
BOOST_DESCRIBE_STRUCT(Boat, (), (id, name, oars, afloat, built, length))

struct Call {
    std::string port;
    std::optional<Instant> at = {};
};
BOOST_DESCRIBE_STRUCT(Call, (), (port, at))
struct Voyage {
    Id<Boat> boat;
    std::vector<Call> calls;
    std::optional<Call> home;
};
BOOST_DESCRIBE_STRUCT(Voyage, (), (boat, calls, home))

// Not Query objects of the program: the table exists only in these tests, so they are text.
const Migration boats[] = {
    {1, "boats",
     "CREATE TABLE boats (id UUID NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, oars BIGINT, afloat SMALLINT NOT "
     "NULL, built BIGINT NOT NULL, length DOUBLE PRECISION NOT NULL){sqlite: WITHOUT ROWID}; CREATE TABLE tallies "
     "(lane INTEGER NOT NULL PRIMARY KEY, boats BIGINT NOT NULL); CREATE TABLE voyages (boat UUID NOT NULL PRIMARY "
     "KEY, "
     "calls TEXT NOT NULL, home TEXT);"}};
const MigrationSet boat_set{"boats", boats};

const Query insert_boat{
    "INSERT INTO boats (id, name, oars, afloat, built, length) VALUES (:id, :name, :oars, :afloat, :built, :length) ON "
    "CONFLICT (id) DO NOTHING"};
const Query find_boat{"SELECT id, name, oars, afloat, built, length FROM boats WHERE id = :id"};
const Query count_boats{"SELECT COUNT(*) FROM boats"};
const Query rename_boat{"UPDATE boats SET name = :name WHERE id = :id RETURNING name"};
const Query raise_tally{
    "INSERT INTO tallies (lane, boats) VALUES (:lane, :boats) ON CONFLICT (lane) DO UPDATE SET boats = tallies.boats + "
    "excluded.boats"};
const Query read_tally{"SELECT CAST(COALESCE(SUM(boats), 0) AS BIGINT) FROM tallies"};
const Query insert_voyage{"INSERT INTO voyages (boat, calls, home) VALUES (:boat, :calls, :home)"};
const Query find_voyages{"SELECT boat, calls, home FROM voyages ORDER BY boat"};
const Query spoil_voyages{"UPDATE voyages SET calls = :calls"};
const Query wrong_columns{"SELECT name, id FROM boats"};

struct Tally final : Gathered {
    std::int64_t boats = 0;
    void merge(Gathered& call) override { boats += static_cast<Tally&>(call).boats; }
    void flush(Tx& tx) override { tx.run(raise_tally, tx.lane(), boats); }
};

Boat a_boat(std::string name) {
    return {Id<Boat>::make(SystemClock().now()),
            std::move(name),
            std::nullopt,
            true,
            Instant::of("2020-02-24T00:05:00Z"),
            4.25};
}

TEST(Queries, DropTheOtherEnginesPart) {
    EXPECT_EQ(text_for(Engine::sqlite, "a{sqlite: x}{postgres: y}b"), "a xb");
    EXPECT_EQ(text_for(Engine::postgres, "a{sqlite: x}{postgres: y}b"), "a yb");
    EXPECT_EQ(parameters_of("SELECT ':no' -- :no\n, :a::text, :b /* :no */"), (std::vector<std::string>{"a", "b"}));
    EXPECT_THROW(Query("SELECT :a, :a"), std::logic_error);
}

TEST(Tx, WritesARowAndReadsItBack) {
    TestDatabase db{&boat_set};
    auto boat = a_boat("同舟");
    EXPECT_EQ(db->write_value([&](Tx& tx) { return tx.run(insert_boat, boat); }), 1);
    EXPECT_EQ(db->write_value([&](Tx& tx) { return tx.run(insert_boat, boat); }), 0) << "the same id is the same boat";
    auto found = db->read_value([&](Snapshot& s) { return s.find<Boat>(find_boat, boat.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "同舟");
    EXPECT_EQ(found->oars, std::nullopt);
    EXPECT_EQ(found->built, boat.built);
    EXPECT_EQ(found->length, 4.25);
    boat = a_boat("with oars");
    boat.oars = 8;
    db->write([&](Tx& tx) { tx.run(insert_boat, boat); });
    db->read([&](Snapshot& s) {
        EXPECT_EQ(s.find<Boat>(find_boat, boat.id)->oars, 8);
        EXPECT_EQ(s.value<std::int64_t>(count_boats), 2);
        EXPECT_EQ(s.find<Boat>(find_boat, Id<Boat>{}), std::nullopt);
    });
    EXPECT_EQ(db->write_value([&](Tx& tx) { return tx.value<std::string>(rename_boat, "new", boat.id); }), "new");
}

TEST(Tx, KeepsListsAndStructsWithinARowAsJson) {
    TestDatabase db{&boat_set};
    const Voyage there{
        Id<Boat>::make(SystemClock().now()), {{"济宁"}, {"泗水", Instant::of("2020-02-24T00:05:00Z")}}, {}};
    const Voyage back{Id<Boat>::make(SystemClock().now()), {}, Call{"\"家\""}};
    db->write([&](Tx& tx) {
        tx.run(insert_voyage, there);
        tx.run(insert_voyage, back);
    });
    const auto all = [&] { return db->read_value([](Snapshot& s) { return s.all<Voyage>(find_voyages); }); };
    const auto found = all();
    ASSERT_EQ(found.size(), 2u);
    ASSERT_EQ(found[0].calls.size(), 2u);
    EXPECT_EQ(found[0].calls[1].port, "泗水");
    EXPECT_EQ(found[0].calls[1].at, there.calls[1].at);
    EXPECT_FALSE(found[0].home);
    EXPECT_TRUE(found[1].calls.empty());
    EXPECT_EQ(found[1].home->port, "\"家\"");

    db->write([&](Tx& tx) { tx.run(spoil_voyages, R"([{"port":"曲阜","tide":3}])"); });
    EXPECT_EQ(all().front().calls.front().port, "曲阜") << "what another release wrote beside it is passed over";
    for (const char* spoilt : {"[", R"([{"at":"2020-02-24T00:05:00Z"}])"}) {
        db->write([&](Tx& tx) { tx.run(spoil_voyages, spoilt); });
        EXPECT_THROW(all(), std::logic_error) << spoilt;
    }
}

TEST(Tx, UndoesAFailedCallAloneAndWhatItGathered) {
    TestDatabase db{&boat_set};
    std::vector<std::thread> threads;
    std::atomic<int> failed = 0, landed = 0;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 40; ++i) {
                try {
                    db->write([&](Tx& tx) {
                        tx.run(insert_boat, a_boat(fmt::format("{}-{}", t, i)));
                        tx.gather<Tally>().boats += 1;
                        if (i % 4 == 0) throw Problem::conflict("sunk", "沉", "sunk");
                    });
                    ++landed;
                } catch (const Problem& problem) {
                    EXPECT_EQ(problem.code(), "sunk");
                    ++failed;
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(failed, 80);
    EXPECT_EQ(landed, 240);
    db->read([&](Snapshot& s) {
        EXPECT_EQ(s.value<std::int64_t>(count_boats), 240);
        EXPECT_EQ(s.value<std::int64_t>(read_tally), 240);
    });
}

TEST(Tx, SurvivesAStatementThatTheEngineRefuses) {
    TestDatabase db{&boat_set};
    std::vector<std::thread> threads;
    std::atomic<int> landed = 0, refused = 0;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                try {
                    db->write([&](Tx& tx) { tx.run(insert_boat, a_boat(fmt::format("the only {}", i))); });
                    ++landed;
                } catch (const Problem& problem) {
                    ADD_FAILURE() << "a broken UNIQUE is a fault of the rule that let it happen: " << problem.what();
                } catch (const std::exception&) {
                    ++refused;
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(landed, 20);
    EXPECT_EQ(refused, 140);
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return *s.value<std::int64_t>(count_boats); }), 20);
}

TEST(Database, KeepsWhatItAcknowledgedAcrossAReopen) {
    TestDatabase db{&boat_set};
    db->write([&](Tx& tx) { tx.run(insert_boat, a_boat("kept")); });
    db.reopen();
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return *s.value<std::int64_t>(count_boats); }), 1);
}

TEST(Database, RunsAfterCommitActionsOnlyForCommittedCalls) {
    TestDatabase db{&boat_set};
    std::promise<void> ran;
    db->write([&](Tx& tx) { tx.after_commit([&] { ran.set_value(); }); });
    ran.get_future().get();
    EXPECT_THROW(db->write([&](Tx& tx) {
        tx.after_commit([] { FAIL() << "an undone call has no consequences"; });
        throw Problem::conflict("no", "否", "no");
    }),
                 Problem);
}

TEST(Database, ForgetsBeforeItAnswers) {
    TestDatabase db{&boat_set};
    std::atomic<bool> forgotten = false;
    db->write([&](Tx& tx) {
        tx.after_commit([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            forgotten = true;
        });
    });
    EXPECT_TRUE(forgotten) << "the caller was answered while the old state was still remembered";
}

TEST(Database, RefusesWhenTheQueueIsFull) {
    Options options;
    options.write_queue = 3;
    options.writers = 1;
    TestDatabase db({&boat_set}, options);
    std::promise<void> hold, holding;
    auto held = std::async(std::launch::async, [&] {
        db->write([&](Tx&) {
            holding.set_value();
            hold.get_future().wait();
        });
    });
    holding.get_future().wait();
    struct Nothing final : WriteCall {
        void run(Tx&) override {}
        void finish(std::exception_ptr) noexcept override {}
    };
    int accepted = 0;
    for (int i = 0; i < 10; ++i) {
        std::unique_ptr<WriteCall> call = std::make_unique<Nothing>();
        accepted += db->submit(call);
        if (i >= 3) {
            EXPECT_NE(call, nullptr) << "a refused call stays with its owner";
        }
    }
    EXPECT_EQ(accepted, 3);
    hold.set_value();
    held.get();
}

TEST(Connection, TellsARowThatDoesNotFitItsColumns) {
    TestDatabase db{&boat_set};
    if (db->engine() != Engine::sqlite)
        GTEST_SKIP() << "PostgreSQL does not name the columns before it has run the query";
    EXPECT_THROW(db->read([](Snapshot& s) { s.all<Boat>(wrong_columns); }), std::logic_error);
}

TEST(Migrations, AreAppliedOnceAndRefuseAChangedText) {
    TestDatabase db{&boat_set};
    const MigrationSet* sets[] = {&boat_set};
    EXPECT_EQ(db->migrate(sets), 0);
    EXPECT_TRUE(db->is_migrated(sets));
    const Migration changed[] = {{1, "boats", "CREATE TABLE other (id BIGINT)"}};
    const MigrationSet changed_set{"boats", changed};
    const MigrationSet* changed_sets[] = {&changed_set};
    try {
        db->migrate(changed_sets);
        FAIL();
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "migration_changed");
    }
    const MigrationSet older{"boats", {}};
    const MigrationSet* older_sets[] = {&older};
    EXPECT_THROW(db->migrate(older_sets), Problem) << "a program older than its database must not touch it";
}

TEST(Migrations, AFailedOneLeavesNothing) {
    TestDatabase db;
    const Migration broken[] = {{1, "broken", "CREATE TABLE fine (id BIGINT); CREATE TABLE fine (id BIGINT);"}};
    const MigrationSet broken_set{"broken", broken};
    const MigrationSet* sets[] = {&broken_set};
    EXPECT_ANY_THROW(db->migrate(sets));
    EXPECT_FALSE(db->is_migrated(sets));
    const Migration mended[] = {{1, "mended", "CREATE TABLE fine (id BIGINT);"}};
    const MigrationSet mended_set{"broken", mended};
    const MigrationSet* mended_sets[] = {&mended_set};
    EXPECT_EQ(db->migrate(mended_sets), 1);
}

TEST(Backup, CopiesALiveDatabase) {
    TestDatabase db{&boat_set};
    if (db->engine() != Engine::sqlite) GTEST_SKIP() << "PostgreSQL is backed up by its own tools";
    db->write([&](Tx& tx) { tx.run(insert_boat, a_boat("copied")); });
    auto copy = db.folder() / "copy.db";
    db->backup(copy.string(), {});
    SystemClock clock;
    Database restored({.url = "sqlite:" + copy.string()}, clock);
    EXPECT_EQ(restored.read_value([&](Snapshot& s) { return *s.value<std::int64_t>(count_boats); }), 1);
}

}  // namespace
}  // namespace tongzhou::sql
