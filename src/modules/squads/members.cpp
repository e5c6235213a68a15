#include "modules/squads/members.hpp"

#include "base/text.hpp"
#include "modules/squads/squad_book.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_member_row{R"(
    SELECT m.id, m.division, m.role, m.skills, m.masked_name, m.masked_mobile, m.account, m.longitude, m.latitude,
           m.absent_from, m.absent_until, m.left_at, s.id AS squad, s.name AS squad_name, m.created_at
    FROM squad_members m
    LEFT JOIN squads s ON s.county = m.county AND (s.instructor = m.id OR s.liaison = m.id OR s.officer = m.id)
    WHERE m.id = :id)"};
const sql::Query find_present{R"(
    SELECT m.id, m.division, m.role, m.skills, m.masked_name, m.masked_mobile, m.account, m.longitude, m.latitude,
           m.absent_from, m.absent_until, m.left_at, s.id AS squad, s.name AS squad_name, m.created_at
    FROM squad_members m
    LEFT JOIN squads s ON s.county = m.county AND (s.instructor = m.id OR s.liaison = m.id OR s.officer = m.id)
    WHERE m.county = :county AND m.left_at IS NULL
      AND (m.absent_from IS NULL OR m.absent_from > :day OR m.absent_until < :same_day)
    ORDER BY m.created_at, m.id)"};
const sql::Query find_sealed{R"(
    SELECT data_key, name_sealed, mobile_sealed FROM squad_members WHERE id = :id)"};
const sql::Query insert_member_row{R"(
    INSERT INTO squad_members (county, id, division, role, skills, account, data_key, name_sealed, mobile_sealed,
                               masked_name, masked_mobile, longitude, latitude, absent_from, absent_until, left_at,
                               created_at, updated_at)
    VALUES (:county, :id, :division, :role, :skills, :account, :data_key, :name_sealed, :mobile_sealed, :masked_name,
            :masked_mobile, :longitude, :latitude, :absent_from, :absent_until, NULL, :created_at, :updated_at))"};
const sql::Query update_member_row{R"(
    UPDATE squad_members
    SET division = :division, role = :role, skills = :skills, account = :account, name_sealed = :name_sealed,
        mobile_sealed = :mobile_sealed, masked_name = :masked_name, masked_mobile = :masked_mobile,
        longitude = :longitude, latitude = :latitude, absent_from = :absent_from, absent_until = :absent_until,
        updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query set_absence_row{R"(
    UPDATE squad_members SET absent_from = :absent_from, absent_until = :absent_until, updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query find_squad_of_account{R"(
    SELECT s.id FROM squad_members m
    JOIN squads s ON s.county = m.county AND (s.instructor = m.id OR s.liaison = m.id OR s.officer = m.id)
    WHERE m.county = :county AND m.account = :account AND m.left_at IS NULL ORDER BY s.id)"};
const sql::Query leave_row{R"(
    UPDATE squad_members SET left_at = :left_at, account = NULL, updated_at = :updated_at
    WHERE county = :county AND id = :id AND left_at IS NULL)"};

struct MemberQuery : MemberFilter {
    std::optional<bool> in_squad, in_none, gone, there;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(MemberQuery, (MemberFilter), (in_squad, in_none, gone, there, format))

const List<MemberRow> members{
    {.name = "squad-members",
     .select = R"(SELECT m.id, m.division, m.role, m.skills, m.masked_name, m.masked_mobile, m.account, m.longitude,
                         m.latitude, m.absent_from, m.absent_until, m.left_at, s.id AS squad,
                         s.name AS squad_name, m.created_at
                  FROM squad_members m
                  LEFT JOIN squads s ON s.county = m.county
                            AND (s.instructor = m.id OR s.liaison = m.id OR s.officer = m.id))",
     .scope = {"m.county", "m.division", ""},
     .filters = {{"division", "m.division >= :division_low AND m.division < :division_high", Match::within},
                 {"role", "m.role = :role"},
                 {"skill", "(REPLACE(' ' || m.skills || ' ', ' ' || :skill || ' ', '') <> ' ' || m.skills || ' ')"},
                 {"present_on",
                  "NOT (:present_on BETWEEN COALESCE(m.absent_from, '9999-12-31') "
                  "AND COALESCE(m.absent_until, '0001-01-01'))"},
                 {"in_squad", "s.id IS NOT NULL AND 1 = :in_squad"},
                 {"in_none", "s.id IS NULL AND 1 = :in_none"},
                 {"gone", "m.left_at IS NOT NULL AND 1 = :gone"},
                 {"there", "m.left_at IS NULL AND 1 = :there"}},
     .sorts = {{"created_at", "m.created_at"}},
     .key = "m.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"role", "角色"},
                {"skills", "技能"},
                {"masked_name", "姓名"},
                {"masked_mobile", "手机"},
                {"account", "账号"},
                {"longitude", "经度"},
                {"latitude", "纬度"},
                {"absent_from", "请假起"},
                {"absent_until", "请假止"},
                {"left_at", "退出时间"},
                {"squad", "先锋队编号"},
                {"squad_name", "先锋队"},
                {"created_at", "登记时间"}}}};

MemberQuery query_of(const MemberFilter& filter) {
    MemberQuery query;
    static_cast<MemberFilter&>(query) = filter;
    if (filter.seated) (*filter.seated ? query.in_squad : query.in_none) = true;
    if (filter.left) (*filter.left ? query.gone : query.there) = true;
    return query;
}

struct SealedMember {
    std::string data_key, name_sealed;
    std::optional<std::string> mobile_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedMember, (), (data_key, name_sealed, mobile_sealed))

struct UnmaskDetail {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskDetail, (), (reason))

std::string context(std::string_view field, const Id<SquadMember>& id) {
    return fmt::format("squad_member.{}:{}", field, id.text());
}

// The columns of a member as they are stored.
struct Stored {
    std::string county = {};
    Id<SquadMember> id = {};
    DivisionCode division = {};
    MemberRole role{};
    std::string skills = {};
    std::optional<Uuid> account = {};
    std::string data_key = {}, name_sealed = {};
    std::optional<std::string> mobile_sealed = {};
    std::string masked_name = {};
    std::optional<std::string> masked_mobile = {};
    std::optional<double> longitude = {}, latitude = {};
    std::optional<Date> absent_from = {}, absent_until = {};
    Instant created_at = {}, updated_at = {};
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (county, id, division, role, skills, account, data_key, name_sealed, mobile_sealed, masked_name,
                       masked_mobile, longitude, latitude, absent_from, absent_until, created_at, updated_at))

Stored stored(Tx& tx, const Id<SquadMember>& id, const MemberFields& member, std::string wrapped) {
    const auto key = tx.service<seal::KeyRing>().unwrap({wrapped});
    Stored row{.county = member.division.county(),
               .id = id,
               .division = member.division,
               .role = member.role,
               .skills = text_of_skills(member.skills),
               .account = member.account,
               .data_key = std::move(wrapped),
               .name_sealed = seal::seal_with(key, member.name.value, context("name", id)).text,
               .masked_name = masked_name(member.name.value),
               .longitude = member.longitude,
               .latitude = member.latitude,
               .absent_from = member.absent_from,
               .absent_until = member.absent_until,
               .created_at = tx.now(),
               .updated_at = tx.now()};
    if (member.mobile) {
        row.mobile_sealed = seal::seal_with(key, member.mobile->text(), context("mobile", id)).text;
        row.masked_mobile = member.mobile->masked();
    }
    return row;
}

MemberContact contact_of(Snapshot& snapshot, const Id<SquadMember>& id) {
    const auto sealed = snapshot.find<SealedMember>(find_sealed, id);
    if (!sealed) throw no_such_record();
    const auto key = snapshot.service<seal::KeyRing>().unwrap({sealed->data_key});
    MemberContact contact{id, seal::unseal_with(key, sealed->name_sealed, context("name", id)), {}};
    if (sealed->mobile_sealed) contact.mobile = seal::unseal_with(key, *sealed->mobile_sealed, context("mobile", id));
    return contact;
}

bool same(const MemberRow& row, const MemberContact& contact, const MemberFields& member) {
    const auto mobile = member.mobile ? std::optional(std::string(member.mobile->text())) : std::nullopt;
    return std::tie(row.division, row.role, row.account, row.longitude, row.latitude, row.absent_from, row.absent_until,
                    contact.name, contact.mobile) == std::tie(member.division, member.role, member.account,
                                                              member.longitude, member.latitude, member.absent_from,
                                                              member.absent_until, member.name.value, mobile) &&
           row.skills == text_of_skills(member.skills);
}

void check_absence(const std::optional<Date>& from, const std::optional<Date>& until, std::vector<FieldFault>& faults) {
    if (from.has_value() != until.has_value() || (from && *from > *until))
        faults.push_back({"/absent_until",
                          "absence",
                          {"请假起止日期须一并填写，且先后有序。", "Give both days of an absence, in order."}});
}

void require_member(const MemberRow& member) {
    if (member.left_at)
        throw Problem::conflict("member_left", "该队员已退出，请重新登记。", "This member has left; enter them anew.");
}

void require_county(const DivisionCode& division) {
    if (division.level() < DivisionLevel::county)
        throw Problem::invalid("/division", "county_needed", "请填写到县（市、区）或以下的区划。",
                               "Give a county or a place within one.");
}

}  // namespace

void check(const MemberFields& member, std::vector<FieldFault>& faults) {
    check_skills(member.skills, "/skills", faults);
    check_location(member.longitude, member.latitude, faults);
    check_absence(member.absent_from, member.absent_until, faults);
}

void check(const MemberAbsence& absence, std::vector<FieldFault>& faults) {
    check_absence(absence.absent_from, absence.absent_until, faults);
}

MemberRow create_member(Tx& tx, const Actor& actor, const NewMember& request) {
    actor.scope.require(request.division, std::nullopt);
    require_county(request.division);
    const auto id = request.id.value_or(Id<SquadMember>::make(tx.now()));
    if (const auto before = tx.find<MemberRow>(find_member_row, id)) {
        actor.scope.require(before->division, std::nullopt);
        if (same(*before, contact_of(tx, id), request)) return *before;
        throw Problem::conflict("id_taken", "该编号已用于另一名队员。", "That id belongs to another member.");
    }
    const auto& ring = tx.service<seal::KeyRing>();
    tx.run(insert_member_row, stored(tx, id, request, ring.new_data_key().text));
    return show_member(tx, actor, {id});
}

MemberRow change_member(Tx& tx, const Actor& actor, const ChangedMember& request) {
    const auto before = show_member(tx, actor, {request.id});
    actor.scope.require(request.division, std::nullopt);
    require_member(before);
    if (before.division.county() != request.division.county())
        throw Problem::conflict("other_county", "队员跨县调动，请先在原县退出，再到新县登记。",
                                "To move to another county a member leaves here and is entered there.");
    if (before.squad && before.role != request.role)
        throw Problem::conflict("seated", "队员已编入先锋队，角色不能更改，请先调整先锋队。",
                                "The member sits in a squad in that role; change the squad first.");
    tx.run(update_member_row,
           stored(tx, request.id, request, tx.find<SealedMember>(find_sealed, request.id)->data_key));
    return show_member(tx, actor, {request.id});
}

MemberRow set_absence(Tx& tx, const Actor& actor, const MemberAbsence& request) {
    const auto member = show_member(tx, actor, {request.id});
    require_member(member);
    tx.run(set_absence_row, request.absent_from, request.absent_until, tx.now(), member.division.county(), member.id);
    return show_member(tx, actor, {request.id});
}

MemberRow member_leaves(Tx& tx, const Actor& actor, const MemberById& request) {
    const auto member = show_member(tx, actor, request);
    if (member.left_at) return member;
    tx.run(leave_row, tx.now(), tx.now(), member.division.county(), request.id);
    if (member.squad) empty_seat(tx, actor, *member.squad, request.id);
    return show_member(tx, actor, request);
}

MemberRow show_member(Snapshot& snapshot, const Actor& actor, const MemberById& request) {
    auto member = snapshot.find<MemberRow>(find_member_row, request.id);
    if (!member) throw no_such_record();
    actor.scope.require(member->division, std::nullopt);
    return *std::move(member);
}

Page<MemberRow> list_members(Snapshot& snapshot, const Actor& actor, const MemberFilter& filter) {
    return members.page(snapshot, actor, query_of(filter));
}

Download export_members(Database& database, const Actor& actor, const MemberExport& filter) {
    auto query = query_of(filter);
    query.format = filter.format;
    return members.download(database, actor, query);
}

MemberContact unmask_member(Tx& tx, const Actor& actor, const UnmaskMember& request) {
    const auto member = show_member(tx, actor, {request.id});
    audit::record(tx, actor,
                  {.action = "squad_member_unmask",
                   .subject_kind = "squad_member",
                   .subject = request.id.text(),
                   .detail = to_json(UnmaskDetail{request.reason.value}),
                   .division = member.division});
    return contact_of(tx, request.id);
}

std::optional<Id<Squad>> squad_of_account(Snapshot& snapshot, const std::string& county, const Actor& account) {
    if (account.kind != ActorKind::account) return std::nullopt;
    return snapshot.value<Id<Squad>>(find_squad_of_account, county, account.id);
}

std::vector<MemberRow> members_present(Snapshot& snapshot, const std::string& county, Date day) {
    return snapshot.all<MemberRow>(find_present, county, day, day);
}

}  // namespace tongzhou::squads
