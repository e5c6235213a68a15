// Plans: what is proposed, why, what it changes, what comes into force.
#include <atomic>
#include <thread>

#include "modules/squads/test_squads.hpp"
#include "modules/squads/weights.hpp"

namespace tongzhou::squads::testing {
namespace {

class Plans : public TownTest {};

TEST_F(Plans, AreProposedProvedAndComeIntoForceWhenAccepted) {
    const auto plan = propose(command);
    EXPECT_EQ(plan.state, PlanState::proposed);
    EXPECT_EQ(plan.cost, plan.bound);
    EXPECT_EQ(plan.assigned, 6);
    EXPECT_EQ(plan.unassigned + plan.lacking + plan.moved, 0);
    for (const auto& id : eastern) EXPECT_EQ(squad_in(plan.id, id), east.id);
    for (const auto& id : western) EXPECT_EQ(squad_in(plan.id, id), west.id);
    for (const auto& place : places(plan.id)) EXPECT_EQ(place.latitude, 35.661) << "for the map";
    EXPECT_EQ(places(plan.id, true).size(), 6u) << "against nothing in force everything is new";
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_assignments"), 0);

    EXPECT_EQ(write(accept_plan, command, PlanById{plan.id}).state, PlanState::accepted);
    EXPECT_EQ(write(accept_plan, command, PlanById{plan.id}).state, PlanState::accepted) << "again it is the same";
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_assignments"), 6);
    const auto own = read(list_assignments, of_enterprise(eastern[0]), AssignmentFilter{});
    ASSERT_EQ(own.items.size(), 1u) << "an enterprise sees its own squad";
    EXPECT_EQ(own.items.front().squad_name, "东队");
    EXPECT_EQ(read(show_squad, command, SquadById{east.id}).enterprises, 3);
    EXPECT_TRUE(places(propose(command).id, true).empty()) << "planned again, nothing changes";
}

TEST_F(Plans, SentTwiceIsOnePlan) {
    NewPlan request;
    request.division = sishui;
    request.id = Id<SquadPlan>::make(db.clock().now());
    const auto first = propose_plan(*db, command, request);
    const auto second = propose_plan(*db, command, request);
    EXPECT_EQ(first.id, second.id);
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_plans"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'post_squad_plans'"), 1);
}

TEST_F(Plans, AreOutdatedWhenAnotherCameIntoForceOrASquadBroke) {
    const auto first = propose(command), second = propose(command);
    write(accept_plan, command, PlanById{first.id});
    EXPECT_EQ(fault_of([&] { write(accept_plan, command, PlanById{second.id}); }), "plan_outdated");
    EXPECT_EQ(write(withdraw_plan, command, PlanById{second.id}).state, PlanState::withdrawn);
    EXPECT_EQ(fault_of([&] { write(accept_plan, command, PlanById{second.id}); }), "plan_decided");
    const auto third = propose(command);
    write(member_leaves, command, MemberById{*east.officer});
    EXPECT_EQ(fault_of([&] { write(accept_plan, command, PlanById{third.id}); }), "plan_outdated");
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_assignments"), 6) << "a refusal changes nothing";
}

TEST_F(Plans, OfWhichTwoAreAcceptedAtOnceComeIntoForceOne) {
    for (int round = 0; round < 5; ++round) {
        std::atomic<int> accepted = 0, outdated = 0;
        std::vector<std::jthread> officers;
        for (const auto& plan : {propose(command), propose(command), propose(city)})
            officers.emplace_back([&, id = plan.id] {
                const auto fault = fault_of([&] { write(accept_plan, command, PlanById{id}); });
                if (fault.empty()) ++accepted;
                if (fault == "plan_outdated") ++outdated;
            });
        officers.clear();
        EXPECT_EQ(accepted, 1);
        EXPECT_EQ(outdated, 2);
        EXPECT_EQ(number("SELECT COUNT(*) FROM squad_plans WHERE state = 'accepted'"), 1);
        EXPECT_EQ(number("SELECT COUNT(*) FROM squad_assignments"), 6);
    }
}

TEST_F(Plans, WhenASquadLeavesInTheMiddleOfTheWeekItsEnterprisesGoToTheOthers) {
    const auto south = squad("南队", 117.25, 35.62);
    for (int i = 0; i < 3; ++i) enterprise(fmt::format("南{}厂", i), 117.25 + 0.001 * i, 35.621);
    write(accept_plan, command, PlanById{propose(command).id});
    EXPECT_EQ(write(dissolve_squad, command, SquadById{south.id}).enterprises, 3) << "until a new plan is in force";
    set_rule("squad_enterprises_most", "5");
    const auto plan = propose(command);
    EXPECT_EQ(plan.assigned, 9);
    EXPECT_EQ(plan.moved, 0) << "those of the squads that stay keep them";
    const auto changed = places(plan.id, true);
    EXPECT_EQ(changed.size(), 3u);
    for (const auto& place : changed) {
        EXPECT_EQ(place.present, south.id);
        EXPECT_TRUE(place.squad == east.id || place.squad == west.id);
    }
    write(accept_plan, command, PlanById{plan.id});
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_assignments"), 9);
    EXPECT_EQ(read(show_squad, command, SquadById{south.id}).enterprises, 0);
}

TEST_F(Plans, WhoKeepsTheirSquadKeepsTheDaySinceWhen) {
    write(accept_plan, command, PlanById{propose(command).id});
    db.clock().advance(std::chrono::hours(48));
    const auto late = enterprise("新厂", 117.30, 35.662);
    write(accept_plan, command, PlanById{propose(command).id});
    EXPECT_EQ(number("SELECT COUNT(DISTINCT since) FROM squad_assignments"), 2);
    EXPECT_EQ(number("SELECT COUNT(DISTINCT plan) FROM squad_assignments"), 1);
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return squad_of(s, late); })->id, east.id);
}

TEST_F(Plans, LeaveOutWhoHasNoPlaceOnTheMapAndSayWhy) {
    const auto lost = unplaced("无址厂");
    const auto plan = propose(command);
    EXPECT_EQ(plan.unlocated, 1);
    EXPECT_EQ(plan.enterprises, 7);
    const auto view = show_place(*db, command, PlaceOf{plan.id, lost});
    EXPECT_EQ(view.place.why, PlaceWhy::no_location);
    EXPECT_THAT(view.text_zh, ::testing::HasSubstr("经纬度"));
    EXPECT_TRUE(view.alternatives.empty());
}

TEST_F(Plans, KeepWhoIsPinnedEvenWithoutAPlaceOnTheMap) {
    const auto lost = unplaced("无址厂");
    const auto before = propose(command);
    write(pin, command, NewPin{lost, east.id, "就近"});
    EXPECT_EQ(fault_of([&] { write(accept_plan, command, PlanById{before.id}); }), "plan_outdated")
        << "pinned after it was made";
    const auto plan = propose(command);
    EXPECT_EQ(plan.unlocated, 0);
    EXPECT_EQ(plan.cost, plan.bound);
    const auto place = show_place(*db, command, PlaceOf{plan.id, lost}).place;
    EXPECT_EQ(place.squad, east.id);
    EXPECT_EQ(place.why, PlaceWhy::pinned);
    EXPECT_EQ(place.metres, 0);
    EXPECT_EQ(write(accept_plan, command, PlanById{plan.id}).state, PlanState::accepted);
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return squad_of(s, lost); })->id, east.id);
}

TEST_F(Plans, SayWhichSquadsLackEnterprisesAndWhichEnterprisesLackASquad) {
    set_rule("squad_enterprises_least", "4");
    const auto few = propose(command);
    EXPECT_EQ(few.lacking, 2);
    ASSERT_FALSE(few.lacks.empty());
    EXPECT_THAT(few.lacks.front().text_en, ::testing::HasSubstr("2 squads need 8 enterprises at least, and only 6"));
    EXPECT_THAT(few.lacks.front().squad_name, ::testing::AnyOf("东队", "西队"));
    set_rule("squad_enterprises_least", "1");
    set_rule("squad_enterprises_most", "2");
    const auto many = propose(command);
    EXPECT_EQ(many.unassigned, 2);
    for (const auto& place : places(many.id))
        if (!place.squad) {
            EXPECT_EQ(place.why, PlaceWhy::all_full);
            EXPECT_EQ(place.full_places, 4);
            EXPECT_EQ(place.wanting, 6);
        }
}

TEST_F(Plans, CountTheEnterprisesLeftOutByReasonAndListThem) {
    EXPECT_TRUE(propose(command).left_out.empty());
    write(accept_plan, command, PlanById{propose(command).id});
    set_rule("squad_enterprises_least", "1");
    set_rule("squad_enterprises_most", "2");
    unplaced("无址厂");
    NewNeeds needs;
    needs.organization = eastern[0];
    needs.looked_after = false;
    write(set_needs, command, needs);
    needs.organization = western[0];
    needs.looked_after = true;
    needs.skills = {Skill("高压电")};
    write(set_needs, command, needs);
    const auto plan = propose(command);
    std::map<PlaceWhy, std::int64_t> counts;
    for (const auto& [why, enterprises] : plan.left_out) {
        counts[why] = enterprises;
        PlaceFilter filter;
        filter.id = plan.id;
        filter.unassigned = true;
        filter.why = {why};
        EXPECT_EQ(std::ssize(read(list_places, command, filter).items), enterprises) << name_of(why);
    }
    // West keeps two of its three, one of which nobody has the skill for.
    EXPECT_EQ(counts, (std::map<PlaceWhy, std::int64_t>{
                          {PlaceWhy::no_such_skill, 1}, {PlaceWhy::no_location, 1}, {PlaceWhy::not_wanted, 1}}));
    EXPECT_EQ(plan.unassigned + plan.unlocated, 2);
}

TEST_F(Plans, GiveSkillsToThoseWhoNeedThem) {
    NewNeeds needs;
    needs.organization = western[0];
    needs.skills = {Skill("危化品")};
    write(set_needs, command, needs);
    const auto plan = propose(command);
    EXPECT_EQ(squad_in(plan.id, western[0]), east.id);
    const auto view = show_place(*db, command, PlaceOf{plan.id, western[0]});
    EXPECT_EQ(view.place.why, PlaceWhy::lacks_skill);
    needs.skills = {Skill("高压电")};
    write(set_needs, command, needs);
    for (const auto& place : places(propose(command).id))
        EXPECT_EQ(place.why == PlaceWhy::no_such_skill, place.organization == western[0]);
}

TEST_F(Plans, LeaveThoseAloneWhoWantNoSquad) {
    write(accept_plan, command, PlanById{propose(command).id});
    NewNeeds needs;
    needs.organization = eastern[0];
    needs.looked_after = false;
    write(set_needs, command, needs);
    const auto plan = propose(command);
    const auto changed = places(plan.id, true);
    ASSERT_EQ(changed.size(), 1u) << "the difference says who loses a squad";
    EXPECT_EQ(changed.front().why, PlaceWhy::not_wanted);
    write(accept_plan, command, PlanById{plan.id});
    EXPECT_FALSE(db->read_value([&](Snapshot& s) { return squad_of(s, eastern[0]); }));
}

TEST_F(Plans, MovesByHandOfferTheCheapestAlternativesAndArePinned) {
    const auto plan = propose(command);
    const auto view = show_place(*db, command, PlaceOf{plan.id, eastern[0]});
    ASSERT_EQ(view.alternatives.size(), 1u);
    const auto& other = view.alternatives.front();
    EXPECT_EQ(other.squad, west.id);
    ASSERT_FALSE(other.moves.empty());
    EXPECT_EQ(other.moves.front().organization, eastern[0]);

    const MoveRequest move{plan.id, eastern[0], west.id, "同一集团"};
    const auto moved = move_place(*db, command, move);
    EXPECT_EQ(moved.cost, plan.cost + other.extra) << "exactly what was said";
    EXPECT_EQ(moved.cost, moved.bound);
    EXPECT_EQ(moved.moves, 1);
    EXPECT_EQ(to_json(move_place(*db, command, move)), to_json(moved)) << "sent twice it is one move";
    EXPECT_EQ(squad_in(plan.id, eastern[0]), west.id);
    EXPECT_EQ(read(show_needs, command, NeedsOf{eastern[0]}).squad, west.id);
    const auto pinned = read(list_needs, command, NeedsFilter{}).items.at(0);
    EXPECT_EQ(pinned.organization_name, "东0厂");
    EXPECT_EQ(pinned.squad_name, "西队");
    EXPECT_EQ(read(show_needs, command, NeedsOf{eastern[1]}).organization_name, "东1厂")
        << "also where nothing is said";
    EXPECT_EQ(squad_in(propose(command).id, eastern[0]), west.id) << "kept in later plans";
    write(unpin, command, NeedsOf{eastern[0]});
    EXPECT_EQ(squad_in(propose(command).id, eastern[0]), east.id);
}

TEST_F(Plans, RefusePinsThatCannotHold) {
    NewNeeds needs;
    needs.organization = eastern[0];
    needs.skills = {Skill("危化品")};
    write(set_needs, command, needs);
    EXPECT_EQ(fault_of([&] { write(pin, command, NewPin{eastern[0], west.id, "就近"}); }), "lacks_skill");
    set_rule("squad_enterprises_most", "2");
    write(pin, command, NewPin{western[0], west.id, "就近"});
    write(pin, command, NewPin{western[1], west.id, "就近"});
    EXPECT_EQ(fault_of([&] { write(pin, command, NewPin{western[2], west.id, "就近"}); }), "squad_pinned_full");
    EXPECT_EQ(fault_of([&] {
                  write(pin, command, NewPin{western[2], Id<Squad>::make({}), "就近"});
              }),
              "invalid_fields /squad:no_such_squad");
    write(member_leaves, command, MemberById{*west.liaison});
    EXPECT_EQ(fault_of([&] { propose(command); }), "pinned_squad_incomplete");
}

TEST_F(Plans, OfOneCountyAreNobodyElses) {
    const auto plan = propose(command);
    for (const auto& actor : {sibling, of_enterprise(eastern[0])}) {
        EXPECT_EQ(fault_of([&] { propose(actor); }), "not_found");
        EXPECT_EQ(fault_of([&] { read(show_plan, actor, PlanById{plan.id}); }), "not_found");
        PlaceFilter filter;
        filter.id = plan.id;
        EXPECT_EQ(fault_of([&] { read(list_places, actor, filter); }), "not_found");
        EXPECT_EQ(fault_of([&] { show_place(*db, actor, PlaceOf{plan.id, eastern[0]}); }), "not_found");
        EXPECT_EQ(fault_of([&] {
                      move_place(*db, actor, MoveRequest{plan.id, eastern[0], west.id, "试试"});
                  }),
                  "not_found");
        EXPECT_EQ(fault_of([&] { write(accept_plan, actor, PlanById{plan.id}); }), "not_found");
        EXPECT_TRUE(read(list_plans, actor, PlanFilter{}).items.empty());
        EXPECT_TRUE(read(list_squads, actor, SquadFilter{}).items.empty());
        EXPECT_EQ(fault_of([&] { read(show_squad, actor, SquadById{east.id}); }), "not_found");
        EXPECT_THAT(call("GET", "/squads/export", actor, "{}"), ::testing::Not(::testing::HasSubstr("东队")));
    }
    write(accept_plan, command, PlanById{plan.id});
    EXPECT_TRUE(read(list_assignments, sibling, AssignmentFilter{}).items.empty());
    EXPECT_EQ(read(list_assignments, city, AssignmentFilter{}).items.size(), 6u);
    EXPECT_EQ(read(list_plans, city, PlanFilter{}).items.size(), 1u);
}

TEST_F(Plans, ShowAMemberOfASquadItsOwnPlacesAlone) {
    const auto plan = propose(command);
    auto walker = officer_of(sizhang, "member");  // sees one town, and the squad's enterprises lie in others
    const auto bind = [&](const Id<SquadMember>& id, std::optional<Uuid> account) {
        ChangedMember changed;
        changed.id = id;
        changed.division = sishui;
        changed.role = MemberRole::party_building_instructor;
        changed.name = "李建国";
        changed.account = account;
        write(change_member, command, changed);
    };
    PlaceFilter filter;
    filter.id = plan.id;
    const auto seen = [&] {
        std::set<Id<Organization>> ids;
        for (const auto& place : read(list_places, walker, filter).items) ids.insert(place.organization);
        return ids;
    };
    EXPECT_EQ(fault_of(seen), "not_found") << "a member of no squad";
    bind(*east.instructor, walker.id);
    EXPECT_EQ(seen(), std::set(eastern.begin(), eastern.end()));
    const auto file =
        call("GET", "/squad-plans/{id}/places/export", walker, fmt::format(R"({{"id":"{}"}})", plan.id.text()));
    EXPECT_THAT(file, ::testing::HasSubstr("东0厂"));
    EXPECT_THAT(file, ::testing::Not(::testing::HasSubstr("西0厂")));
    filter.squad = west.id;
    EXPECT_TRUE(seen().empty()) << "another squad's are not theirs";
    filter.squad.reset();
    filter.unassigned = true;
    EXPECT_TRUE(seen().empty());
    filter.unassigned.reset();
    EXPECT_EQ(fault_of([&] { read(show_plan, walker, PlanById{plan.id}); }), "not_found");
    EXPECT_EQ(fault_of([&] { show_place(*db, walker, PlaceOf{plan.id, eastern[0]}); }), "not_found");
    auto device = walker;
    device.kind = ActorKind::device;
    EXPECT_EQ(fault_of([&] { read(list_places, device, filter); }), "not_found") << "an id of another kind";
    write(member_leaves, command, MemberById{*east.instructor});
    EXPECT_EQ(fault_of(seen), "not_found") << "who has left";
}

TEST_F(Plans, NeedASquadAndACounty) {
    NewPlan request;
    request.division = jinxiang;
    EXPECT_EQ(fault_of([&] { propose_plan(*db, city, request); }), "no_squads");
    EXPECT_EQ(fault_of([&] { call("POST", "/squad-plans", city, R"({"division":"3708"})"); }),
              "invalid_fields /division:county_needed");
}

TEST(WeightOf, FollowsItsTable) {
    using organizations::SizeClass;
    EXPECT_EQ(weight_of({}), 2);
    EXPECT_EQ(weight_of({.size_class = SizeClass::micro}), 2);
    EXPECT_EQ(weight_of({.size_class = SizeClass::medium}), 3);
    EXPECT_EQ(weight_of({.above_designated_size = true}), 3);
    EXPECT_EQ(weight_of({.urgent_filings = 1}), 4);
    EXPECT_EQ(weight_of({.vital_filings = 1, .urgent_filings = 1}), 6);
    EXPECT_EQ(weight_of({.open_difficulties = 2}), 4);
    EXPECT_EQ(weight_of({.size_class = SizeClass::large, .vital_filings = 2, .open_difficulties = 9}), 10);
}

}  // namespace
}  // namespace tongzhou::squads::testing
