// Rules as they are made, read and held in memory, on the engine under test.

#include <gmock/gmock.h>

#include "modules/rules/endpoints.hpp"
#include "platform/audit/audit.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::rules {
namespace {

using testing::TestDatabase;

const auto sishui = DivisionCode::of("370831");
const auto zoucheng = DivisionCode::of("370883");
const auto jining = DivisionCode::of("3708");

Actor officer_of(const DivisionCode& division) {
    auto actor = Actor::system("officer");
    actor.kind = ActorKind::account;
    actor.id = new_uuid_v7(SystemClock().now());
    actor.scope = Scope::of_division(division);
    return actor;
}

/// The code of the Problem, followed by those of its fields; empty when there was none.
template <class F>
std::string fault_of(F f) {
    try {
        f();
    } catch (const Problem& problem) {
        auto text = problem.code();
        for (const auto& fault : problem.faults()) text += " " + fault.path + ":" + fault.code;
        return text;
    }
    return {};
}

class Rules : public ::testing::Test {
  protected:
    Rules() { book = rules_module.provide(*db); }

    Rule add(const Actor& actor, const NewRule& rule) {
        return db->write_value([&](Tx& tx) { return add_rule(tx, actor, rule); });
    }
    int validity(const DivisionCode& division, Instant at) {
        return db->read_value([&](Snapshot& s) { return pass_validity_days(s, division, at); });
    }
    std::size_t count(const Actor& actor, const RuleFilter& filter = {}) {
        return db->read_value([&](Snapshot& s) { return list_rules(s, actor, filter); }).items.size();
    }
    NewRule pass_days(const char* value, std::optional<DivisionCode> division = sishui) {
        return {.kind = RuleKind::pass_validity_days,
                .division = division,
                .value = value,
                .source = "泗水县疫情防控指挥部〔2020〕3号"};
    }

    std::shared_ptr<void> book;  // outlives the database, whose last commit may still tell it of a change
    TestDatabase db{&audit_migrations, &rules_migrations};
    Instant now = db.clock().now();
    Actor county = officer_of(sishui);
};

TEST_F(Rules, HaveAnAnswerToEveryQuestionFromTheStart) {
    db->read([&](Snapshot& s) {
        for (const auto at : {Instant{}, now})
            for (const auto& place : {DivisionCode{}, sishui}) {
                EXPECT_EQ(fever_threshold(s, place, at), DeciCelsius::of("37.3"));
                EXPECT_EQ(pass_validity_days(s, place, at), 14);
                EXPECT_TRUE(pass_required(s, place, at));
                EXPECT_EQ(resumption_procedure(s, place, at), Procedure::filing);
                EXPECT_FALSE(permit_required(s, place, at));
                EXPECT_EQ(queue_spacing_cm(s, place, at), 300);
                EXPECT_EQ(health_retention_days(s, place, at), 180);
                EXPECT_EQ(passage_retention_days(s, place, at), 365);
                EXPECT_EQ(contact_window_minutes(s, place, at), 15);
                EXPECT_EQ(observation_days(s, place, at), 14);
            }
    });
    EXPECT_EQ(count(Actor::system("test")), values_of<RuleKind>().size());
}

TEST_F(Rules, HoldFromTheNextCallOn) {
    EXPECT_EQ(validity(sishui, now), 14);
    const auto rule = add(county, pass_days("7"));
    EXPECT_EQ(rule.effective_from, now);
    EXPECT_EQ(rule.author, county.id);
    EXPECT_EQ(validity(sishui, now), 7);
    EXPECT_EQ(validity(sishui, now - std::chrono::milliseconds(1)), 14);
    EXPECT_EQ(validity(zoucheng, now), 14);
    add(county, pass_days("withdrawn"));
    EXPECT_EQ(validity(sishui, now), 14);
}

TEST_F(Rules, OfAnotherNodeHoldTwoSecondsLater) {
    EXPECT_EQ(validity(sishui, now), 14);
    RuleBook of_the_other_node;
    db->services().provide(of_the_other_node);
    add(county, pass_days("7"));
    db->services().provide(*std::static_pointer_cast<RuleBook>(book));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (validity(sishui, now) != 7 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(validity(sishui, now), 7);
}

TEST_F(Rules, UndoneWithTheirCallNeverHold) {
    EXPECT_THROW(db->write([&](Tx& tx) {
        add_rule(tx, county, pass_days("7"));
        throw no_such_record();
    }),
                 Problem);
    EXPECT_EQ(validity(sishui, now), 14);
    EXPECT_EQ(count(county, {.division = sishui}), 0u);
}

TEST_F(Rules, AreMadeOnlyForPlacesOnesScopeCovers) {
    EXPECT_EQ(fault_of([&] { add(county, pass_days("7", zoucheng)); }), "not_found");
    EXPECT_EQ(fault_of([&] { add(county, pass_days("7", jining)); }), "not_found");
    EXPECT_EQ(fault_of([&] { add(county, pass_days("7", std::nullopt)); }), "not_found");
    auto enterprise = county;
    enterprise.scope = Scope::of_organization(Id<Organization>::make(now), sishui);
    EXPECT_EQ(fault_of([&] { add(enterprise, pass_days("7")); }), "not_found");
    EXPECT_EQ(add(county, pass_days("7", DivisionCode::of("370831101"))).value, "7");
    EXPECT_EQ(add(Actor::system("test"), pass_days("7", std::nullopt)).division, std::nullopt);
}

TEST_F(Rules, SayWhichFieldIsFaulty) {
    EXPECT_EQ(fault_of([&] { add(county, pass_days("fourteen")); }), "invalid_fields /value:not_an_integer");
    EXPECT_EQ(fault_of([&] { add(Actor::system("test"), pass_days("withdrawn", std::nullopt)); }),
              "invalid_fields /value:country_rule");
    EXPECT_EQ(fault_of([&] { add(county, pass_days("7", DivisionCode::of("370831999"))); }),
              "invalid_fields /division:no_such_division");
    auto rule = pass_days("0");
    rule.effective_from = start_of_day_in_shanghai(date_in_shanghai(now)) - std::chrono::milliseconds(1);
    EXPECT_EQ(fault_of([&] { add(county, rule); }), "invalid_fields /value:out_of_range /effective_from:backdated");
    rule = pass_days("7");
    rule.effective_from = now + std::chrono::days(367);
    EXPECT_EQ(fault_of([&] { add(county, rule); }), "invalid_fields /effective_from:too_far_ahead");
    rule.effective_from = start_of_day_in_shanghai(date_in_shanghai(now));
    EXPECT_EQ(fault_of([&] { add(county, rule); }), "");
}

TEST_F(Rules, SentTwiceAreMadeOnce) {
    auto rule = pass_days("7");
    rule.id = Id<Rule>::make(now);
    const auto first = add(county, rule);
    db.clock().advance(std::chrono::hours(30));  // by then its day is over, and yet the answer is the same
    EXPECT_EQ(add(county, rule).created_at, first.created_at);
    EXPECT_EQ(count(county, {.division = sishui}), 1u);
    rule.value = "8";
    EXPECT_EQ(fault_of([&] { add(county, rule); }), "rule_exists");
    EXPECT_EQ(fault_of([&] {
                  auto theirs = rule;
                  theirs.division = zoucheng;
                  add(officer_of(zoucheng), theirs);
              }),
              "not_found");
}

TEST_F(Rules, AreSeenWithinTheirPlaceAndAboveIt) {
    add(county, pass_days("7"));
    add(officer_of(jining), pass_days("10", jining));
    const auto built_in = values_of<RuleKind>().size();
    EXPECT_EQ(count(county), built_in + 2);
    EXPECT_EQ(count(officer_of(jining)), built_in + 2);
    EXPECT_EQ(count(officer_of(zoucheng)), built_in + 1);
    EXPECT_EQ(count(officer_of(zoucheng), {.division = sishui}), 0u);
    auto enterprise = county;
    enterprise.scope = Scope::of_organization(Id<Organization>::make(now), DivisionCode::of("370831101"));
    EXPECT_EQ(count(enterprise), built_in + 2);
}

TEST_F(Rules, InForceAreExplained) {
    add(officer_of(jining), pass_days("10", jining));
    const auto read = [&](const Actor& actor, const InForceRequest& request) {
        return db->read_value([&](Snapshot& s) { return rules_in_force(s, actor, request); });
    };
    const auto all = read(county, {});
    EXPECT_EQ(all.division, sishui);
    ASSERT_EQ(all.rules.size(), values_of<RuleKind>().size());
    const auto& validity = all.rules[static_cast<std::size_t>(RuleKind::pass_validity_days)];
    EXPECT_EQ(validity.rule.value, "10");
    ASSERT_EQ(validity.steps.size(), 2u);
    EXPECT_EQ(validity.steps[1].division, jining);
    EXPECT_EQ(fault_of([&] { read(county, {.division = zoucheng}); }), "not_found");
    const auto before = read(county, {.at = now - std::chrono::days(1)});
    EXPECT_EQ(before.rules[static_cast<std::size_t>(RuleKind::pass_validity_days)].rule.value, "14");
}

TEST_F(Rules, AreReadByManyWhileTheyChange) {
    std::atomic<bool> done{false};
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            while (!done) {
                const auto days = validity(sishui, now);
                EXPECT_TRUE(days == 14 || (days >= 20 && days < 40)) << days;
            }
        });
    for (int i = 20; i < 40; ++i) {
        add(county, pass_days(std::to_string(i).c_str()));
        EXPECT_EQ(validity(sishui, now), i);
    }
    done = true;
    for (auto& reader : readers) reader.join();
}

TEST(Queries, ArePreparedOnThisEngine) {
    TestDatabase db{&audit_migrations, &rules_migrations};
    db->read([](Snapshot& s) {
        for (const auto* query : sql::Query::all())
            if (std::string_view(query->text()).find(" rules") != std::string_view::npos)
                s.prepare(sql::text_for(s.engine(), query->text()));
    });
}

}  // namespace
}  // namespace tongzhou::rules
