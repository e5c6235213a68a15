// The stages of an approval: their order, their clock, who decides them, what is listed once, and two who decide at
// once.
#include <thread>

#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::ElementsAre;

class Reviews : public ResumptionTest {
  protected:
    Reviews() { set_rule("resumption_procedure", "approval"); }
    std::vector<std::string> open_stages(const Id<Filing>& id) {
        std::vector<std::string> open;
        for (const auto& review : show(id).reviews)
            if (review.state == ReviewState::open) open.push_back(review.stage);
        std::ranges::sort(open);
        return open;
    }
    std::size_t read_offices(const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return list_offices(s, actor); }).items.size();
    }
};

TEST_F(Reviews, ComeOneAfterTheOtherEachWithItsClock) {
    set_rule("approval_stages", "town:8 county:16");
    db.clock().set(Instant::of("2020-02-24T10:00:00+08:00"));  // a Monday
    const auto id = submitted(plant);
    EXPECT_THAT(open_stages(id), ElementsAre("town"));
    // 2 h this morning, 4 h this afternoon, 2 h tomorrow morning.
    EXPECT_EQ(show(id).reviews[0].due_at, Instant::of("2020-02-25T10:30:00+08:00"));
    EXPECT_EQ(fault_of([&] { decide(county, id, "county"); }), "no_open_stage");
    db.clock().set(Instant::of("2020-02-28T16:30:00+08:00"));  // a Friday: 1 h, then 7.5 h on Monday and on Tuesday
    EXPECT_EQ(decide(town, id, "town").state, FilingState::submitted);
    EXPECT_THAT(open_stages(id), ElementsAre("county"));
    EXPECT_EQ(show(id).reviews[1].due_at, Instant::of("2020-03-03T17:30:00+08:00"));
    EXPECT_EQ(decide(county, id, "county").state, FilingState::approved);
    const auto moves = show(id).moves;
    EXPECT_EQ(moves[moves.size() - 2].stage, "town");
    EXPECT_EQ(moves[moves.size() - 2].actor_name, "town officer");
    EXPECT_EQ(moves.back().at, Instant::of("2020-02-28T16:30:00+08:00"));
}

TEST_F(Reviews, AreSeenWhenTheyAreLate) {
    set_rule("approval_stages", "county:4");
    db.clock().set(Instant::of("2020-02-24T08:30:00+08:00"));
    const auto id = submitted(plant);
    FilingFilter late;
    late.overdue = true;
    ReviewFilter late_reviews;
    late_reviews.overdue = true;
    db.clock().set(Instant::of("2020-02-24T14:00:00+08:00"));
    EXPECT_EQ(read(list_filings, county, late).items.size(), 0u) << "at the last moment it is in time";
    db.clock().advance(std::chrono::milliseconds(1));
    ASSERT_EQ(read(list_filings, county, late).items.size(), 1u);
    EXPECT_EQ(read(list_filings, county, late).items[0].id, id);
    EXPECT_EQ(read(list_reviews, county, late_reviews).items.size(), 1u);
    decide(county, id, "county");
    EXPECT_EQ(read(list_filings, county, late).items.size(), 0u);
    EXPECT_EQ(read(list_reviews, county, late_reviews).items.size(), 0u);
}

TEST_F(Reviews, TellHowMuchWorkingTimeIsLeft) {
    set_rule("approval_stages", "county:8");
    const auto in_queue = [&](const Actor& actor) {
        const auto filings = read(list_filings, actor, FilingFilter{}).items;
        const auto reviews = read(list_reviews, actor, ReviewFilter{}).items;
        EXPECT_EQ(filings.at(0).working_minutes_left, reviews.at(0).working_minutes_left);
        EXPECT_EQ(reviews.at(0).organization_name, "泗水造纸厂");
        return reviews.at(0).working_minutes_left;
    };
    db.clock().set(Instant::of("2020-03-31T17:00:00+08:00"));
    const auto id = submitted(plant);
    EXPECT_EQ(in_queue(county), 480) << "as many as the rule gave it";
    db.clock().set(Instant::of("2020-04-01T08:00:00+08:00"));
    EXPECT_EQ(in_queue(county), 450) << "half an hour of yesterday is gone, nothing of the night";
    EXPECT_EQ(show(id).reviews[0].working_minutes_left, 450);
    db.clock().set(Instant::of("2020-04-01T16:00:00.001+08:00"));
    EXPECT_EQ(in_queue(county), 89) << "a minute that has begun is not whole";

    // The office closes at its end. From Saturday 4 to Monday 6 April 2020 nobody works (Qingming).
    EXPECT_EQ(show(id).reviews[0].due_at, Instant::of("2020-04-01T17:30:00+08:00"));
    db.clock().set(Instant::of("2020-04-01T20:00:00+08:00"));
    EXPECT_EQ(in_queue(county), 0) << "overdue, and nobody has worked since";
    db.clock().set(Instant::of("2020-04-07T08:31:00+08:00"));
    EXPECT_EQ(in_queue(county), -(2 * 450 + 1)) << "Thursday, Friday, and a minute of Tuesday";
    decide(county, id, "county");
    EXPECT_EQ(in_queue(county), std::nullopt) << "what is decided has no clock";
    EXPECT_EQ(show(id).reviews[0].working_minutes_left, std::nullopt);
}

TEST_F(Reviews, ListWhatIsMissingOnceAndTogether) {
    set_rule("approval_stages", "county_health:8+county_industry:8 county:8");
    const auto id = submitted(plant);
    EXPECT_THAT(open_stages(id), ElementsAre("county_health", "county_industry"));
    decide(county, id, "county_health", ReviewDecision::lacking, {{Paper::roster, "缺外包人员"}});
    EXPECT_EQ(show(id).state, FilingState::submitted) << "the other has not spoken yet";
    decide(county, id, "county_industry", ReviewDecision::lacking, {{Paper::control_plan, "缺通风安排"}});
    auto view = show(id);
    EXPECT_EQ(view.state, FilingState::returned);
    ASSERT_EQ(view.lacking.size(), 2u);
    EXPECT_EQ(view.lacking[0].paper, Paper::roster);
    EXPECT_EQ(view.lacking[1].paper, Paper::control_plan);
    ASSERT_EQ(view.reviews[0].lacking.size(), 1u) << "each stage keeps what it listed";
    EXPECT_EQ(view.reviews[0].lacking[0].note.value, "缺外包人员");

    submit(plant, id);
    EXPECT_THAT(open_stages(id), ElementsAre("county_health", "county_industry"));
    EXPECT_EQ(fault_of([&] {
                  decide(county, id, "county_health", ReviewDecision::lacking, {{Paper::supplies, "口罩不足"}});
              }),
              "listed_once");
    decide(county, id, "county_health", ReviewDecision::lacking, {{Paper::roster, "仍缺一人"}});
    decide(county, id, "county_industry");
    EXPECT_EQ(show(id).state, FilingState::returned);
    submit(plant, id);
    EXPECT_THAT(open_stages(id), ElementsAre("county_health")) << "what was passed stays passed";
    decide(county, id, "county_health");
    EXPECT_THAT(open_stages(id), ElementsAre("county"));
    EXPECT_EQ(fault_of([&] {
                  decide(county, id, "county", ReviewDecision::lacking, {{Paper::emergency_plan, "太短"}});
              }),
              "listed_once")
        << "not by a later stage either";
    EXPECT_EQ(decide(county, id, "county").state, FilingState::approved);
}

TEST_F(Reviews, OneRefusalEndsItWithItsClause) {
    set_rule("approval_stages", "county_health:8+county_industry:8");
    const auto id = submitted(plant);
    DecideRequest bare;
    bare.id = id;
    bare.decision = ReviewDecision::refuse;
    std::vector<FieldFault> faults;
    check(bare, faults);
    ASSERT_EQ(faults.size(), 2u);
    EXPECT_EQ(faults[1].path, "/clause");
    const auto view = decide(county, id, "county_industry", ReviewDecision::refuse);
    EXPECT_EQ(view.state, FilingState::refused);
    EXPECT_EQ(view.moves.back().clause, "国发明电〔2020〕4号");
    EXPECT_EQ(view.reviews[0].state, ReviewState::closed);
    EXPECT_FALSE(view.permit);
}

TEST_F(Reviews, AreDecidedByWhoeverTheyBelongTo) {
    set_rule("approval_stages", "town:8 county_health:8");
    const auto id = submitted(plant);
    EXPECT_EQ(fault_of([&] { decide(plant.officer, id, "town"); }), "office_only");
    EXPECT_EQ(fault_of([&] { decide(mill.officer, id, "town"); }), "not_found");
    EXPECT_EQ(fault_of([&] { decide(other_county, id, "town"); }), "not_found");
    decide(county, id, "town");  // a county does what its towns do
    EXPECT_EQ(fault_of([&] { decide(town, id, "county_health"); }), "lower_level");

    const auto health = office("泗水县卫健局", sishui);
    auto doctor = officer_of(sishui, "doctor");
    doctor.organization = health;
    write(name_office, county, OfficeRequest{sishui, "county_health", health});
    EXPECT_EQ(fault_of([&] { decide(county, id, "county_health"); }), "other_office");
    EXPECT_EQ(fault_of([&] {
                  write(name_office, other_county, OfficeRequest{sishui, "county_health", {}});
              }),
              "not_found");
    EXPECT_EQ(fault_of([&] {
                  write(name_office, county, OfficeRequest{sishui, "county_health", mill.id});
              }),
              "invalid_fields /organization:no_such_organization");
    EXPECT_EQ(decide(doctor, id, "").state, FilingState::approved) << "the only stage that is theirs";
    EXPECT_EQ(read_offices(plant.officer), 1u) << "whom to ask is no secret within the county";
    EXPECT_EQ(read_offices(other_county), 0u);
}

TEST_F(Reviews, AreNotForWhoeverSubmitted) {
    set_rule("approval_stages", "county:8");
    const auto id = draft(plant);
    write(submit_filing, county, FilingById{id});
    EXPECT_EQ(fault_of([&] { decide(county, id, "county"); }), "own_filing");
    EXPECT_EQ(decide(city, id, "county").state, FilingState::approved);
}

TEST_F(Reviews, MadeAgainChangeNothing) {
    set_rule("approval_stages", "town:8 county:8");
    const auto id = submitted(plant);
    decide(town, id, "town");
    const auto before = to_json(show(id));
    EXPECT_EQ(to_json(decide(town, id, "town")), before);
    EXPECT_EQ(fault_of([&] { decide(county, id, "town"); }), "no_open_stage");
}

TEST_F(Reviews, KeepTheProcedureTheyWereSubmittedUnder) {
    set_rule("approval_stages", "town:8 county:8");
    const auto before = submitted(plant);
    const auto site = site_of(plant, "东厂");
    const auto returned = submitted(plant, site);
    decide(town, returned, "town", ReviewDecision::lacking, {{Paper::roster, "缺三人"}});
    const auto waiting = draft(plant, site_of(plant, "西厂"));

    db.clock().advance(std::chrono::hours(1));
    set_rule("resumption_procedure", "filing");
    set_rule("approval_stages", "county:1");
    EXPECT_EQ(submit(plant, waiting).state, FilingState::accepted) << "submitted under the new rule";
    EXPECT_EQ(show(before).procedure, rules::Procedure::approval);
    EXPECT_EQ(show(before).procedure_now, rules::Procedure::filing);
    decide(town, before, "town");
    EXPECT_THAT(open_stages(before), ElementsAre("county"));
    EXPECT_EQ(decide(county, before, "county").state, FilingState::approved) << "both stages of its own time";
    EXPECT_EQ(submit(plant, returned).state, FilingState::submitted) << "handed in anew, it is still the same filing";

    // And the other way round: what was accepted is not reviewed after all.
    db.clock().advance(std::chrono::hours(1));
    set_rule("resumption_procedure", "approval");
    EXPECT_EQ(show(waiting).state, FilingState::accepted);
    EXPECT_FALSE(show(waiting).permit->revoked_at);
    revoke(waiting);
    check_on_site(waiting);
    EXPECT_EQ(write(reinstate_filing, county, ReinstateRequest{waiting, "整改完成"}).state, FilingState::accepted);
}

// Two stages side by side, and two who want the same one: for each filing all four decide at once.
TEST_F(Reviews, SurviveManyWhoDecideAtOnce) {
    set_rule("approval_stages", "county_health:8+county_industry:8");
    std::vector<Id<Filing>> filings;
    for (int i = 0; i < 12; ++i) filings.push_back(submitted(enterprise(fmt::format("企业{}", i), sishui)));
    const std::pair<const char*, Actor> reviewers[] = {{"county_health", officer_of(sishui, "a")},
                                                       {"county_health", officer_of(sishui, "b")},
                                                       {"county_industry", officer_of(sishui, "c")},
                                                       {"county_industry", officer_of(sishui, "d")}};
    std::atomic<int> passed = 0, too_late = 0, other = 0;
    std::vector<std::thread> threads;
    for (const auto& [stage, actor] : reviewers)
        threads.emplace_back([&, stage = stage, actor = actor] {
            for (const auto& id : filings) {
                const auto fault = fault_of([&] { decide(actor, id, stage); });
                if (fault.empty())
                    ++passed;
                else if (fault == "stage_decided" || fault == "filing_state")
                    ++too_late;
                else
                    ++other;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(passed, 24) << "each stage of each filing once";
    EXPECT_EQ(too_late, 24);
    EXPECT_EQ(other, 0);
    for (const auto& id : filings) {
        EXPECT_EQ(show(id).state, FilingState::approved);
        EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM permits WHERE filing = '{}'", id.text())), 1);
        const auto moves = show(id).moves;
        for (std::size_t i = 0; i < moves.size(); ++i) EXPECT_EQ(moves[i].number, static_cast<int>(i) + 1);
    }
    EXPECT_EQ(number("SELECT COUNT(DISTINCT number) FROM permits"), 12);
    EXPECT_EQ(number("SELECT last FROM permit_numbers WHERE county = '370831'"), 12) << "no number is left out";
}

}  // namespace
}  // namespace tongzhou::resumption::testing
