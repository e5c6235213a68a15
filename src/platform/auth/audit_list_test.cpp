#include "platform/auth/audit_list.hpp"

#include "platform/auth/test_city.hpp"

namespace tongzhou::auth {
namespace {

/// A line of SQLite's EXPLAIN QUERY PLAN.
struct PlanLine {
    std::int64_t id = 0, parent = 0, notused = 0;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (id, parent, notused, detail))

class AuditListTest : public testing::CityTest {
  protected:
    static Actor at(const DivisionCode& division, ActorKind kind = ActorKind::account) {
        Actor actor;
        actor.kind = kind;
        actor.id =
            Uuid::of("01706e00-0000-7000-8000-00000000000" + std::string(division == testing::sishui ? "1" : "2"));
        actor.scope = Scope::of_division(division);
        return actor;
    }
    void deed(const Actor& actor, std::string action, std::string subject = "s") {
        db->write(
            [&](Tx& tx) { audit::record(tx, actor, {.action = action, .subject_kind = "thing", .subject = subject}); });
        wait(std::chrono::seconds(1));
    }
    std::string seen(const Actor& actor, const AuditFilter& filter = {}) {
        std::string actions;
        auto page = db->read_value([&](Snapshot& s) { return list_audit(s, actor, filter); });
        for (const auto& record : page.items) actions += record.action + " ";
        return actions;
    }
};

TEST_F(AuditListTest, ShowsTheLatestFirstWithinTheScope) {
    deed(at(testing::sishui), "one");
    deed(at(testing::jinxiang), "two");
    deed(at(testing::sishui), "three");
    EXPECT_EQ(seen(root()), "three two one ");
    EXPECT_EQ(seen(at(testing::sishui)), "three one ");
    EXPECT_EQ(seen(at(testing::jinxiang)), "two ");
    EXPECT_EQ(seen(at(testing::city)), "three two one ");
}

TEST_F(AuditListTest, FindsWhatWasDoneByWhomToWhat) {
    const auto begin = db.clock().now();
    deed(at(testing::sishui), "one", "a");
    deed(at(testing::jinxiang), "two", "b");
    deed(at(testing::jinxiang, ActorKind::device), "three", "b");
    AuditFilter by_actor, by_device, by_subject, by_time, by_action;
    by_actor.actor = by_device.device = at(testing::jinxiang).id;
    by_subject.subject = Text<100>("b");
    by_time.from = begin + std::chrono::seconds(1);
    by_time.to = begin + std::chrono::seconds(2);
    by_action.action = Text<100>("one");
    EXPECT_EQ(seen(root(), by_actor), "two ");
    EXPECT_EQ(seen(root(), by_device), "three ");
    EXPECT_EQ(seen(root(), by_subject), "two ") << "what devices do stands in the ledger";
    EXPECT_EQ(seen(root(), by_time), "two ");
    EXPECT_EQ(seen(root(), by_action), "one ");
}

TEST_F(AuditListTest, GoesThroughEqualTimesPageByPage) {
    db->write([&](Tx& tx) {
        for (int i = 0; i < 25; ++i) audit::record(tx, root(), {.action = "deed", .subject = std::to_string(i)});
    });
    std::set<Uuid> ids;
    AuditFilter filter;
    filter.limit = 10;
    std::vector<std::size_t> sizes;
    for (;;) {
        auto page = db->read_value([&](Snapshot& s) { return list_audit(s, root(), filter); });
        sizes.push_back(page.items.size());
        for (const auto& record : page.items) ids.insert(record.id);
        if (!page.next) break;
        filter.cursor = Text<500>(*page.next);
    }
    EXPECT_EQ(sizes, (std::vector<std::size_t>{10, 10, 5}));
    EXPECT_EQ(ids.size(), 25u);
    EXPECT_TRUE(ids.begin()->text().ends_with("-0000-7000-8000-000000000001")) << ids.begin()->text();
}

TEST_F(AuditListTest, LooksUpActorsAndSubjectsByTheirIndex) {
    if (db->engine() != sql::Engine::sqlite) GTEST_SKIP() << "PostgreSQL scans small tables";
    const auto plan = [&](const std::string& condition) {
        return db->read_value([&](Snapshot& s) {
            return s
                .all_of<PlanLine>("EXPLAIN QUERY PLAN SELECT r.number FROM audit_log r WHERE " + condition +
                                      " ORDER BY r.at DESC LIMIT 50",
                                  {})
                .front()
                .detail;
        });
    };
    EXPECT_NE(plan("r.actor = 'x' AND r.actor_kind <> 'device'").find("audit_log_actor"), std::string::npos);
    EXPECT_NE(plan("r.subject = 'x' AND r.actor_kind <> 'device'").find("audit_log_subject"), std::string::npos);
    EXPECT_NE(plan("1 = 1").find("audit_log_at"), std::string::npos);
}

}  // namespace
}  // namespace tongzhou::auth
