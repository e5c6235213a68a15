// Members of squads: who they are, what they can do, where they live, when they are away. Private to this module.
//
// Names and mobiles are sealed under a key of the member's own and shown masked; in the clear only with the permission
// person_unmask, on the audit log.
#pragma once

#include "modules/squads/skills.hpp"
#include "modules/squads/squads.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::squads {

struct MemberRow {
    Id<SquadMember> id;
    DivisionCode division;
    MemberRole role{};
    std::string skills;  ///< words separated by spaces
    std::string masked_name;
    std::optional<std::string> masked_mobile;
    std::optional<Uuid> account;
    std::optional<double> longitude, latitude;
    std::optional<Date> absent_from, absent_until;
    std::optional<Instant> left_at;
    std::optional<Id<Squad>> squad;
    std::optional<std::string> squad_name;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (),
                      (id, division, role, skills, masked_name, masked_mobile, account, longitude, latitude,
                       absent_from, absent_until, left_at, squad, squad_name, created_at))

struct MemberFields {
    DivisionCode division;
    MemberRole role{};
    std::vector<Skill> skills = {};
    Text<50, 1> name;
    std::optional<Mobile> mobile;
    std::optional<Uuid> account;                ///< with which the member signs in
    std::optional<double> longitude, latitude;  ///< of home, WGS 84
    std::optional<Date> absent_from, absent_until;
};
BOOST_DESCRIBE_STRUCT(MemberFields, (),
                      (division, role, skills, name, mobile, account, longitude, latitude, absent_from, absent_until))
void check(const MemberFields& member, std::vector<FieldFault>& faults);

struct NewMember : MemberFields {
    std::optional<Id<SquadMember>> id;  ///< made by the client, so that sending it twice makes one
};
BOOST_DESCRIBE_STRUCT(NewMember, (MemberFields), (id))
/// The whole record anew: what is absent is emptied. The county and, within a squad, the role stay.
struct ChangedMember : MemberFields {
    Id<SquadMember> id;
};
BOOST_DESCRIBE_STRUCT(ChangedMember, (MemberFields), (id))

/// When a member is away, and nothing else of the record: nobody need know or read out who it is.
struct MemberAbsence {
    Id<SquadMember> id;
    std::optional<Date> absent_from, absent_until;  ///< both days included; neither: there again
};
BOOST_DESCRIBE_STRUCT(MemberAbsence, (), (id, absent_from, absent_until))
void check(const MemberAbsence& absence, std::vector<FieldFault>& faults);

struct MemberById {
    Id<SquadMember> id;
};
BOOST_DESCRIBE_STRUCT(MemberById, (), (id))

struct MemberFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<MemberRole> role;
    std::optional<Text<30, 1>> skill;
    std::optional<Date> present_on;  ///< not away on that day
    std::optional<bool> seated;      ///< true: sits in a squad
    std::optional<bool> left;        ///< false: members now
};
BOOST_DESCRIBE_STRUCT(MemberFilter, (ListRequest), (division, role, skill, present_on, seated, left))
struct MemberExport : MemberFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(MemberExport, (MemberFilter), (format))

struct UnmaskMember {
    Id<SquadMember> id;
    Text<300, 2> reason;  ///< goes into the audit log
};
BOOST_DESCRIBE_STRUCT(UnmaskMember, (), (id, reason))
struct MemberContact {
    Id<SquadMember> id;
    std::string name;
    std::optional<std::string> mobile;
};
BOOST_DESCRIBE_STRUCT(MemberContact, (), (id, name, mobile))

MemberRow create_member(Tx& tx, const Actor& actor, const NewMember& request);
MemberRow change_member(Tx& tx, const Actor& actor, const ChangedMember& request);
/// Throws 409 "member_left", as change_member() does.
MemberRow set_absence(Tx& tx, const Actor& actor, const MemberAbsence& request);
/// Somebody who is no longer a member: the seat is empty from now on. Once gone they stay gone.
MemberRow member_leaves(Tx& tx, const Actor& actor, const MemberById& request);
MemberRow show_member(Snapshot& snapshot, const Actor& actor, const MemberById& request);
Page<MemberRow> list_members(Snapshot& snapshot, const Actor& actor, const MemberFilter& filter);
Download export_members(Database& database, const Actor& actor, const MemberExport& filter);
MemberContact unmask_member(Tx& tx, const Actor& actor, const UnmaskMember& request);

/// The squad of that county in which the owner of an account sits.
std::optional<Id<Squad>> squad_of_account(Snapshot& snapshot, const std::string& county, const Actor& account);

/// Those of the county who are members and not away on that day, whether they sit in a squad or not.
std::vector<MemberRow> members_present(Snapshot& snapshot, const std::string& county, Date day);

}  // namespace tongzhou::squads
