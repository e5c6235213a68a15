// Members and squads: seats, absences, secrets, and squads proposed from members.
#include "modules/squads/test_squads.hpp"

namespace tongzhou::squads::testing {
namespace {

using enum MemberRole;

class Members : public SquadTest {};

TEST_F(Members, AreSealedMaskedAndShownInTheClearOnTheRecordOnly) {
    const auto row = member(party_building_instructor, 117.3, 35.66, "危化品");
    EXPECT_EQ(row.masked_name, "李**");
    EXPECT_EQ(row.masked_mobile, "138****8000");
    EXPECT_EQ(row.skills, "危化品");
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_members WHERE name_sealed LIKE '%李%' OR mobile_sealed LIKE '%138%'"),
              0);
    const auto contact = write(unmask_member, command, UnmaskMember{row.id, "联系走访"});
    EXPECT_EQ(contact.name, "李建国");
    EXPECT_EQ(contact.mobile, "13800138000");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'squad_member_unmask'"), 1);
    EXPECT_EQ(fault_of([&] { write(unmask_member, sibling, UnmaskMember{row.id, "好奇"}); }), "not_found");

    ring.rotate(db.clock().now());
    EXPECT_EQ(rewrap_data_keys(*db), 1);
    EXPECT_EQ(rewrap_data_keys(*db), 0);
    EXPECT_EQ(write(unmask_member, command, UnmaskMember{row.id, "联系走访"}).name, "李建国");
}

TEST_F(Members, SentTwiceAreOneMember) {
    NewMember request;
    request.id = Id<SquadMember>::make(db.clock().now());
    request.division = sizhang;
    request.role = epidemic_prevention_officer;
    request.name = "王芳";
    EXPECT_EQ(write(create_member, command, request).id, write(create_member, command, request).id);
    request.name = "王芬";
    EXPECT_EQ(fault_of([&] { write(create_member, command, request); }), "id_taken");
    EXPECT_EQ(fault_of([&] { write(create_member, sibling, request); }), "not_found");
}

TEST_F(Members, AreAwayWithoutAnybodyReadingOutWhoTheyAre) {
    const auto row = member(party_building_instructor, 117.3, 35.66, "危化品");
    auto clerk = command;
    clerk.permissions = Permissions{Permission::squad_read, Permission::squad_write};
    const auto put = [&](const Actor& actor, const std::string& days) {
        return call("PUT", "/squad-members/{id}/absence", actor,
                    fmt::format(R"({{"id":"{}"{}}})", row.id.text(), days));
    };
    put(clerk, R"(,"absent_from":"2020-03-02","absent_until":"2020-03-04")");
    auto away = read(show_member, clerk, MemberById{row.id});
    EXPECT_EQ(away.absent_from, Date::of("2020-03-02"));
    EXPECT_EQ(away.absent_until, Date::of("2020-03-04"));
    EXPECT_EQ(away.masked_name, row.masked_name);
    EXPECT_EQ(away.skills, "危化品") << "nothing else of the record is touched";
    EXPECT_EQ(write(unmask_member, command, UnmaskMember{row.id, "核对"}).name, "李建国");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'squad_member_unmask'"), 1)
        << "the one that was asked for here";
    EXPECT_EQ(fault_of([&] { put(clerk, R"(,"absent_from":"2020-03-05","absent_until":"2020-03-04")"); }),
              "invalid_fields /absent_until:absence");
    EXPECT_EQ(fault_of([&] { put(clerk, R"(,"absent_from":"2020-03-05")"); }), "invalid_fields /absent_until:absence");
    EXPECT_EQ(fault_of([&] { put(sibling, ""); }), "not_found");
    auto squad_member = command;
    squad_member.permissions = Permissions{Permission::squad_read};
    EXPECT_EQ(fault_of([&] { put(squad_member, ""); }), "permission_missing");
    put(clerk, "");
    EXPECT_FALSE(read(show_member, clerk, MemberById{row.id}).absent_from) << "there again";
    write(member_leaves, command, MemberById{row.id});
    EXPECT_EQ(fault_of([&] { put(clerk, ""); }), "member_left");
}

TEST_F(Members, AreRefusedWithEveryFaultNamed) {
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/squad-members", command,
                       R"({"division":"370831","role":"epidemic_prevention_officer","name":"王芳","longitude":190,
                           "skills":["高压 电"],"absent_from":"2020-03-02","absent_until":"2020-03-01"})");
              }),
              "invalid_fields /skills:space_in_skill /latitude:incomplete_location /longitude:out_of_range "
              "/absent_until:absence");
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/squad-members", city,
                       R"({"division":"3708","role":"epidemic_prevention_officer","name":"王芳"})");
              }),
              "invalid_fields /division:county_needed");
}

TEST_F(Members, SitInOneSquadInTheirOwnRole) {
    const auto east = squad("东队", 117.3, 35.66);
    EXPECT_EQ(read(show_member, command, MemberById{*east.instructor}).squad_name, "东队");
    NewSquad request;
    request.name = "二队";
    request.division = sishui;
    request.instructor = east.instructor;
    request.liaison = east.officer;
    request.officer = member(epidemic_prevention_officer, 116.3, 35.06, {}, jinxiang).id;
    EXPECT_EQ(fault_of([&] { write(create_squad, city, request); }),
              "invalid_fields /instructor:seated /liaison:wrong_role /officer:no_such_member");
    EXPECT_EQ(fault_of([&] { write(create_squad, command, request); }),
              "invalid_fields /instructor:seated /liaison:wrong_role /officer:no_such_member")
        << "a member out of sight is as good as none";

    write(member_leaves, command, MemberById{*east.officer});
    const auto left = read(show_squad, command, SquadById{east.id});
    EXPECT_FALSE(left.officer);
    EXPECT_FALSE(left.complete());
    SquadFilter filter;
    filter.complete = false;
    EXPECT_EQ(read(list_squads, command, filter).items.size(), 1u);
    ChangedSquad filled;
    filled.id = east.id;
    filled.name = "东队";
    filled.division = sishui;
    filled.longitude = 117.3;
    filled.latitude = 35.66;
    filled.instructor = east.instructor;
    filled.liaison = east.liaison;
    filled.officer = *east.officer;
    EXPECT_EQ(fault_of([&] { write(change_squad, command, filled); }), "invalid_fields /officer:member_left");
    filled.officer = member(epidemic_prevention_officer, 117.3, 35.66).id;
    EXPECT_TRUE(write(change_squad, command, filled).complete());
}

TEST_F(Members, OfADissolvedSquadAreFree) {
    const auto east = squad("东队", 117.3, 35.66);
    write(dissolve_squad, command, SquadById{east.id});
    EXPECT_FALSE(read(show_member, command, MemberById{*east.officer}).squad);
    EXPECT_EQ(fault_of([&] {
                  ChangedSquad request;
                  request.id = east.id;
                  request.name = "东队";
                  request.division = sishui;
                  write(change_squad, command, request);
              }),
              "squad_dissolved");
}

TEST_F(Members, AreListedForTheirCountyAlone) {
    member(party_building_instructor, 117.3, 35.66);
    member(party_building_instructor, 116.3, 35.06, {}, jinxiang);
    EXPECT_EQ(read(list_members, command, MemberFilter{}).items.size(), 1u);
    EXPECT_EQ(read(list_members, city, MemberFilter{}).items.size(), 2u);
    MemberFilter filter;
    filter.seated = true;
    EXPECT_TRUE(read(list_members, city, filter).items.empty());
    EXPECT_TRUE(read(list_members, of_enterprise(enterprise("厂", 117.3, 35.66)), MemberFilter{}).items.empty());
    EXPECT_THAT(call("GET", "/squad-members/export", sibling, "{}"), ::testing::Not(::testing::HasSubstr("370831")));
}

TEST_F(Members, AreFoundBySkillAndByTheDaysOnWhichTheyAreThere) {
    member(party_building_instructor, 117.3, 35.66, "危化品");
    NewMember away;
    away.division = sizhang;
    away.role = epidemic_prevention_officer;
    away.name = "王芳";
    away.skills = {Skill("危化品运输"), Skill("会计")};
    away.absent_from = Date::of("2020-02-20");
    away.absent_until = Date::of("2020-02-25");
    write(create_member, command, away);
    const auto count = [&](const char* skill, const char* day) {
        MemberFilter filter;
        if (skill) filter.skill = Text<30, 1>(skill);
        if (day) filter.present_on = Date::of(day);
        return read(list_members, command, filter).items.size();
    };
    EXPECT_EQ(count("危化品", nullptr), 1u) << "a skill is a whole word";
    EXPECT_EQ(count("会计", nullptr), 1u);
    EXPECT_EQ(count("危化%", nullptr), 0u);
    EXPECT_EQ(count(nullptr, "2020-02-19"), 2u);
    EXPECT_EQ(count(nullptr, "2020-02-20"), 1u) << "both ends of an absence are days away";
    EXPECT_EQ(count(nullptr, "2020-02-25"), 1u);
    EXPECT_EQ(count(nullptr, "2020-02-26"), 2u);
    EXPECT_EQ(count("会计", "2020-02-22"), 0u);
}

class Forming : public SquadTest {
  protected:
    FormingProposal propose(std::optional<Date> day = {}) {
        return propose_squads(*db, command, FormingRequest{sishui, day});
    }
};

TEST_F(Forming, TakesOneOfEachRoleNearToEachOther) {
    std::array<Id<SquadMember>, 2> instructors;
    for (int i = 0; i < 2; ++i) {
        const double x = 117.2 + 0.2 * i;
        instructors[static_cast<std::size_t>(i)] = member(party_building_instructor, x, 35.66).id;
        member(government_enterprise_liaison, x + 0.001, 35.66, "会计");
        member(epidemic_prevention_officer, x, 35.661);
    }
    member(epidemic_prevention_officer, 117.9, 35.9);
    const auto proposal = propose();
    ASSERT_EQ(proposal.squads.size(), 2u);
    EXPECT_EQ(proposal.officers, 3);
    for (const auto& squad : proposal.squads) {
        EXPECT_LT(squad.metres, 500);
        EXPECT_EQ(squad.skills, "会计");
        EXPECT_THAT(instructors, ::testing::Contains(squad.instructor));
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM squads"), 0) << "nothing is stored";
    EXPECT_EQ(fault_of([&] { propose_squads(*db, sibling, FormingRequest{sishui, {}}); }), "not_found");
}

TEST_F(Forming, LeavesOutWhoSitsInASquadWhoIsAwayAndWhoHasLeft) {
    squad("东队", 117.3, 35.66);
    member(party_building_instructor, 117.3, 35.66);
    member(government_enterprise_liaison, 117.3, 35.66);
    NewMember away;
    away.division = sizhang;
    away.role = epidemic_prevention_officer;
    away.name = "王芳";
    away.absent_from = Date::of("2020-02-20");
    away.absent_until = Date::of("2020-02-25");
    const auto officer = write(create_member, command, away);
    EXPECT_TRUE(propose().squads.empty());
    EXPECT_EQ(propose(Date::of("2020-02-26")).unlocated, 1) << "no coordinates, and no site of the county has any";
    enterprise("厂", 117.31, 35.66);
    EXPECT_EQ(propose(Date::of("2020-02-26")).squads.size(), 1u);
    write(member_leaves, command, MemberById{officer.id});
    EXPECT_TRUE(propose(Date::of("2020-02-26")).squads.empty());
}

}  // namespace
}  // namespace tongzhou::squads::testing
