#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "platform/audit/audit.hpp"
#include "platform/audit/retention.hpp"
#include "platform/audit/verify.hpp"
#include "platform/testing/instrumented.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::audit {
namespace {

using testing::TestDatabase;

Actor an_actor() {
    Actor actor;
    actor.kind = ActorKind::account;
    actor.id = Uuid::of("01706e00-0000-7000-8000-000000000001");
    actor.name = "王科长";
    actor.scope = Scope::of_division(DivisionCode::of("370811"));
    actor.organization = Id<Organization>::of("01706e00-0000-7000-8000-000000000002");
    actor.remote = "10.8.0.5";
    return actor;
}

class AuditLog : public ::testing::Test {
  protected:
    void record_some(int rows) {
        for (int i = 0; i < rows; ++i) {
            db->write([&](Tx& tx) {
                record(tx, an_actor(),
                       {.action = "account_edit",
                        .subject_kind = "account",
                        .subject = std::to_string(i),
                        .detail = R"({"fields":["display_name"]})"});
            });
        }
    }
    std::vector<Anchor> anchor() {
        return db->write_value([&](Tx& tx) { return record_anchors(tx, keys); });
    }
    Verification check(std::span<const Anchor> witnesses = {}) {
        return db->read_value([&](Snapshot& s) { return verify(s, keys, witnesses); });
    }
    void execute(const std::string& text) {
        db->write([&](Tx& tx) { tx.connection().execute(text); });
    }
    std::int64_t count(const std::string& what) {
        return db->read_value(
            [&](Snapshot& s) { return s.all_of<std::int64_t>("SELECT COUNT(*) " + what, {}).front(); });
    }
    /// The chain that has the rows, where one writer wrote them all; PostgreSQL gives calls to any of its writers.
    static sql::Options one_writer() {
        sql::Options options;
        options.writers = 1;
        return options;
    }

    TestDatabase db{{&audit_migrations}, one_writer()};
    seal::KeyRing keys = seal::KeyRing::in_memory(db.clock().now());
};

struct Shown {
    std::int64_t number = 0;
    std::string actor_kind, actor_name, county, division;
    std::optional<std::string> organization;
    std::string outcome, remote;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (number, actor_kind, actor_name, county, division, organization, outcome, remote))

TEST_F(AuditLog, KeepsWhoWhatWhereAndWithWhichResult) {
    db->write([&](Tx& tx) {
        record(tx, an_actor(), {.action = "sign_in", .outcome = Outcome::refused});
        record(tx, Actor::system("job:retention"),
               {.action = "person_erase", .division = DivisionCode::of("370883105")});
        record(tx, Actor{}, {.action = "sign_in"});
    });
    auto rows = db->read_value([](Snapshot& s) {
        return s.all_of<Shown>(
            "SELECT number, actor_kind, actor_name, county, division, organization, outcome, remote FROM audit_log "
            "ORDER BY number",
            {});
    });
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].number, 1);
    EXPECT_EQ(rows[0].actor_name, "王科长");
    EXPECT_EQ(rows[0].county, "370811") << "without a subject's place the actor's own counts";
    EXPECT_EQ(rows[0].organization, "01706e00-0000-7000-8000-000000000002");
    EXPECT_EQ(rows[0].outcome, "refused");
    EXPECT_EQ(rows[0].remote, "10.8.0.5");
    EXPECT_EQ(rows[1].county, "370883");
    EXPECT_EQ(rows[1].division, "370883105");
    EXPECT_EQ(rows[1].organization, std::nullopt);
    EXPECT_EQ(rows[2].actor_kind, "anonymous");
    EXPECT_EQ(rows[2].county, "");
    EXPECT_EQ(check().rows, 3);
    EXPECT_TRUE(check().sound());
}

TEST_F(AuditLog, UndoneCallsLeaveNoRecordAndNoGap) {
    record_some(2);
    EXPECT_THROW(db->write([&](Tx& tx) {
        record(tx, an_actor(), {.action = "account_edit"});
        throw Problem::conflict("no", "不行", "no");
    }),
                 Problem);
    record_some(2);
    auto report = check();
    EXPECT_TRUE(report.sound());
    EXPECT_EQ(report.rows, 4);
}

TEST_F(AuditLog, ChainsGoOnAfterARestart) {
    record_some(3);
    db.reopen();
    record_some(3);
    auto report = check();
    EXPECT_TRUE(report.sound());
    EXPECT_EQ(report.rows, 6);
    // PostgreSQL may still hold the lane of the connection that has just closed; then the next lane's chain goes on.
    if (db->engine() == sql::Engine::sqlite) {
        EXPECT_EQ(report.chains.front().last, 6);
    }
}

TEST_F(AuditLog, AChangeOfAnyFieldIsFoundInItsRow) {
    const std::vector<std::string> changes = {
        "at = at + 1",
        "actor_kind = 'system'",
        "actor = NULL",
        "actor = '01706e00-0000-7000-8000-00000000000f'",
        "actor_name = '李科长'",
        "action = 'account_read'",
        "subject_kind = 'person'",
        "subject = '99'",
        "county = '370812'",
        "division = '370812'",
        "organization = NULL",
        "outcome = 'failed'",
        "outcome = 'no outcome at all'",
        "remote = ''",
        "detail = '{}'",
        "hash = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'",
        "subject_kind = subject_kind || subject, subject = ''",  // the same bytes, cut at another place
    };
    record_some(5);
    execute("CREATE TABLE kept AS SELECT * FROM audit_log");
    for (const auto& change : changes) {
        execute("UPDATE audit_log SET " + change + " WHERE number = 3");
        auto report = check();
        ASSERT_TRUE(report.chains.front().fault) << change;
        EXPECT_EQ(*report.chains.front().fault, Fault::changed) << change;
        EXPECT_EQ(report.chains.front().fault_number, 3) << change;
        EXPECT_EQ(report.chains.front().rows, 2) << change;
        execute("DELETE FROM audit_log; INSERT INTO audit_log SELECT * FROM kept");
        ASSERT_TRUE(check().sound()) << change;
    }
}

TEST_F(AuditLog, BytesThatAreNotTextAreFoundToo) {
    if (db->engine() != sql::Engine::sqlite) GTEST_SKIP() << "PostgreSQL stores valid text only";
    record_some(3);
    execute("UPDATE audit_log SET detail = CAST(x'ff00fe' AS TEXT) WHERE number = 2");
    EXPECT_EQ(check().chains.front().fault_number, 2);
}

TEST_F(AuditLog, RemovedRowsAreMissed) {
    record_some(6);
    execute("DELETE FROM audit_log WHERE number = 4");
    auto report = check().chains.front();
    EXPECT_EQ(report.fault, Fault::missing);
    EXPECT_EQ(report.fault_number, 4);
    execute("DELETE FROM audit_log WHERE number <= 2");
    report = check().chains.front();
    EXPECT_EQ(report.fault, Fault::beginning_missing);
    EXPECT_EQ(report.fault_number, 1);
}

TEST_F(AuditLog, RowsThatChangedPlacesAreFound) {
    record_some(4);
    execute("UPDATE audit_log SET number = 100 WHERE number = 2");
    execute("UPDATE audit_log SET number = 2 WHERE number = 3");
    execute("UPDATE audit_log SET number = 3 WHERE number = 100");
    EXPECT_EQ(check().chains.front().fault_number, 2);
}

TEST_F(AuditLog, ACutEndContradictsTheAnchorInTheDatabase) {
    record_some(6);
    EXPECT_EQ(anchor().size(), 1u);
    EXPECT_EQ(anchor().size(), 0u) << "nothing new, no new anchor";
    ASSERT_TRUE(check().sound());
    EXPECT_EQ(check().chains.front().anchors, 1);
    execute("DELETE FROM audit_log WHERE number >= 5");
    auto report = check().chains.front();
    EXPECT_EQ(report.fault, Fault::end_missing);
    EXPECT_EQ(report.fault_number, 5);
}

TEST_F(AuditLog, ACutEndContradictsTheAnchorInTheLogEvenWithoutItsRow) {
    record_some(6);
    std::stringstream log;
    log << R"({"level":"info","event":"audit_anchor","anchor":")" << anchor().front().text() << "\"}\n";
    log << "chain=0 number=99999 hash=AAAA at=2020-02-24T00:00:00.000Z key=00000000 signature=AAAA\n";
    log << "2020-02-24 08:00:00.000 INFO  chain= is not an anchor\n";
    record_some(1);
    log << "2020-02-24 08:10:00.000 INFO  audit_anchor anchor=\"" << anchor().front().text() << "\"\n";
    auto witnesses = read_anchors(log, keys);
    ASSERT_EQ(witnesses.size(), 1u);
    EXPECT_EQ(witnesses.front().number, 7) << "the newest; the forged one does not count";
    EXPECT_TRUE(check(witnesses).sound());
    execute("DELETE FROM audit_log WHERE number = 7; DELETE FROM audit_anchors");
    EXPECT_TRUE(check().sound()) << "nothing within the database knows of it";
    EXPECT_EQ(check(witnesses).chains.front().fault, Fault::end_missing);
    execute("DELETE FROM audit_log");
    EXPECT_EQ(check(witnesses).chains.front().fault, Fault::end_missing) << "of a whole chain";
}

TEST_F(AuditLog, AHistoryComputedAnewContradictsTheAnchor) {
    record_some(4);
    anchor();
    // The same number of other rows, properly chained: what someone with the program and the database could make.
    execute("CREATE TABLE kept_anchors AS SELECT * FROM audit_anchors");
    execute("DELETE FROM audit_log; DELETE FROM audit_anchors");
    db.reopen();
    for (int i = 0; i < 6; ++i) db->write([&](Tx& tx) { record(tx, an_actor(), {.action = "nothing_happened"}); });
    ASSERT_TRUE(check().sound());
    execute("INSERT INTO audit_anchors SELECT * FROM kept_anchors");
    auto report = check().chains.front();
    EXPECT_EQ(report.fault, Fault::rewritten);
    EXPECT_EQ(report.fault_number, 4);
    execute("UPDATE audit_anchors SET hash = (SELECT hash FROM audit_log WHERE number = 4)");
    EXPECT_EQ(check().chains.front().fault, Fault::forged) << "an anchor that is changed with it is not signed";
}

TEST_F(AuditLog, AnchorsOutliveTheRotationOfKeys) {
    record_some(2);
    anchor();
    const auto signer = keys.signing_key()->id();
    keys.rotate(db.clock().now());
    record_some(2);
    anchor();
    EXPECT_TRUE(check().sound());
    auto used = db->read_value([](Snapshot& s) { return signing_keys_in_use(s); });
    EXPECT_EQ(used, (std::set<std::string>{signer, keys.signing_key()->id()}));
}

TEST_F(AuditLog, IsKeptForSixMonthsAndVerifiesAfterItsBeginningIsGone) {
    record_some(10);
    db.clock().advance(std::chrono::days(100));
    record_some(5);
    anchor();
    db.clock().advance(std::chrono::days(90));
    const auto actor = Actor::system("job:audit_prune");
    const auto half_a_year_ago = db.clock().now() - shortest_retention;
    try {
        db->write([&](Tx& tx) { prune(tx, actor, half_a_year_ago + std::chrono::days(2), keys); });
        FAIL() << "younger than six months";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.faults().front().code, "audit_retention_too_short");
    }
    auto removed = db->write_value([&](Tx& tx) { return prune(tx, actor, half_a_year_ago, keys); });
    EXPECT_EQ(removed, 10);
    EXPECT_EQ(db->write_value([&](Tx& tx) { return prune(tx, actor, half_a_year_ago, keys); }), 0);
    auto report = check();
    EXPECT_TRUE(report.sound());
    EXPECT_EQ(report.chains.front().first, 11);
    EXPECT_EQ(report.rows, 6) << "five young ones and the record of the pruning";
    EXPECT_EQ(count("FROM audit_log WHERE action = 'audit_prune'"), 1);

    execute("DELETE FROM audit_log WHERE number <= 12");
    EXPECT_EQ(check().chains.front().fault, Fault::beginning_missing);
    execute("UPDATE audit_cuts SET number = 12");
    EXPECT_EQ(check().chains.front().fault, Fault::forged);
}

TEST_F(AuditLog, TheLastRowOfAChainStays) {
    record_some(3);
    db.clock().advance(std::chrono::days(400));
    const auto before = db.clock().now() - shortest_retention;
    auto removed = db->write_value([&](Tx& tx) { return prune(tx, Actor::system("job"), before, keys); });
    EXPECT_EQ(removed, 2);
    db.reopen();
    record_some(1);
    EXPECT_TRUE(check().sound());
    EXPECT_EQ(check().chains.front().last, 5);
}

TEST_F(AuditLog, EveryFaultIsExplainedInBothLanguages) {
    for (auto fault : values_of<Fault>()) {
        ChainReport report;
        report.fault = fault;
        report.fault_number = 7;
        EXPECT_NE(explain(report).zh.find("第 7 条"), std::string::npos);
        EXPECT_NE(explain(report).en.find("record 7"), std::string::npos);
    }
}

TEST(AuditLogUnderLoad, WritersAtOnceKeepSoundChains) {
    TestDatabase db{&audit_migrations};
    auto keys = seal::KeyRing::in_memory(db.clock().now());
    constexpr int writers = 8, deeds = 50;
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&db] {
            for (int i = 0; i < deeds; ++i) {
                try {
                    db->write([&](Tx& tx) {
                        record(tx, an_actor(), {.action = "passage_record"});
                        record(tx, an_actor(), {.action = "passage_review"});
                        if (i % 5 == 4) throw Problem::conflict("no", "不行", "no");
                    });
                } catch (const Problem&) {
                    EXPECT_EQ(i % 5, 4);
                }
            }
        });
    }
    threads.clear();
    auto report = db->read_value([&](Snapshot& s) { return verify(s, keys); });
    EXPECT_TRUE(report.sound());
    EXPECT_EQ(report.rows, writers * deeds * 2 * 4 / 5);
    EXPECT_LE(report.chains.size(), db->engine() == sql::Engine::sqlite ? 1u : 4u);
}

std::int64_t peak_memory_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:" && status >> word) return std::stoll(word);
    return 0;
}

// TONGZHOU_TEST_AUDIT_ROWS=200000 measures; the small default keeps the suite quick.
TEST(AuditLogUnderLoad, IsWrittenAndVerifiedInBoundedMemory) {
    const char* wanted = std::getenv("TONGZHOU_TEST_AUDIT_ROWS");
    const std::int64_t rows = wanted ? std::stoll(wanted) : 20'000, group = 500;
    TestDatabase db{&audit_migrations};
    auto keys = seal::KeyRing::in_memory(db.clock().now());
    const auto actor = an_actor();
    const auto subject = actor.id.text();
    // Of the whole process and of the processor only: what other programs take does not count.
    const auto microseconds_of = [](const std::function<void()>& work) {
        const auto begin = std::clock();
        work();
        return double(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
    };
    const auto written = microseconds_of([&] {
        for (std::int64_t done = 0; done < rows; done += group)
            db->write([&](Tx& tx) {
                for (int i = 0; i < group; ++i)
                    record(tx, actor,
                           {.action = "passage_record",
                            .subject_kind = "passage",
                            .subject = subject,
                            .detail = R"({"verdict":"admitted"})"});
            });
    });
    const auto memory_before = peak_memory_kb();
    std::int64_t told = 0;
    const auto checked = microseconds_of([&] {
        auto report = db->read_value([&](Snapshot& s) {
            return verify(s, keys, {}, [&](std::int64_t done, std::int64_t total) {
                EXPECT_EQ(total, rows);
                EXPECT_GE(done, told);
                told = done;
            });
        });
        EXPECT_TRUE(report.sound());
        EXPECT_EQ(report.rows, rows);
    });
    EXPECT_EQ(told, rows);
    const auto grown = peak_memory_kb() - memory_before;
    EXPECT_LT(grown, (tongzhou::testing::instrumented ? 128 : 32) * 1024) << "kB more for reading " << rows << " rows";
    fmt::print("{} audit rows: written {:.2f} µs each, verified {:.2f} µs each, {} kB more memory\n", rows,
               written / rows, checked / rows, grown);
}

}  // namespace
}  // namespace tongzhou::audit
