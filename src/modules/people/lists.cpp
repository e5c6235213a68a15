#include "modules/people/lists.hpp"

#include "modules/organizations/organizations.hpp"

namespace tongzhou::people {
namespace {

constexpr std::string_view select_entries =
    "SELECT e.person AS id, e.id AS entry, e.masked_name, e.document_kind, e.masked_document, e.masked_mobile, "
    "e.organization AS employer, e.division, e.workshop, e.shuttle, e.home_division, e.household_division, e.sex, "
    "e.birth_year, e.from_at, e.until_at FROM person_entries e";
constexpr std::string_view has_left = "CASE WHEN e.until_at IS NULL THEN 0 ELSE 1 END = :left";

std::vector<std::pair<std::string_view, std::string_view>> labels() {
    return {{"id", "人员"},
            {"entry", "编号"},
            {"masked_name", "姓名"},
            {"document_kind", "证件类型"},
            {"masked_document", "证件号码"},
            {"masked_mobile", "手机号"},
            {"employer", "单位"},
            {"division", "行政区划"},
            {"workshop", "车间"},
            {"shuttle", "班车"},
            {"home_division", "居住地"},
            {"household_division", "户籍地"},
            {"sex", "性别"},
            {"birth_year", "出生年份"},
            {"from_at", "入册时间"},
            {"until_at", "离册时间"}};
}

const List<PersonRow> people{
    {.name = "people",
     .select = select_entries,
     .scope = {"e.county", "e.division", "e.organization"},
     .filters = {{"employer", "e.organization = :employer"},
                 {"division", "e.division >= :division_low AND e.division < :division_high", Match::within},
                 {"home_division", "e.home_division >= :home_division_low AND e.home_division < :home_division_high",
                  Match::within},
                 {"household_division",
                  "e.household_division >= :household_division_low AND e.household_division < :household_division_high",
                  Match::within},
                 {"workshop", "e.workshop = :workshop"},
                 {"shuttle", "e.shuttle = :shuttle"},
                 {"left", has_left}},
     .sorts = {{"from_at", "e.from_at", SortOrder::descending}},
     .key = "e.id",
     .labels = labels(),
     .key_member = "entry"}};

const List<PersonRow> roster{{.name = "roster",
                              .select = select_entries,
                              .scope = {"e.county", "e.division", "e.organization"},
                              .filters = {{"id", "e.organization = :id"},
                                          {"workshop", "e.workshop = :workshop"},
                                          {"shuttle", "e.shuttle = :shuttle"},
                                          {"left", has_left}},
                              .sorts = {{"from_at", "e.from_at", SortOrder::descending}},
                              .key = "e.id",
                              .labels = labels(),
                              .key_member = "entry"}};

/// An organisation asks for those who left on its own roster; elsewhere it would tell of people it no longer knows.
template <class Filter>
Filter present_unless_said(Filter filter) {
    if (!filter.left) filter.left = false;
    return filter;
}

void require_organization(Snapshot& snapshot, const Actor& actor, const Id<Organization>& id) {
    const auto place = organizations::find_organization(snapshot, id);
    if (!place) throw no_such_record();
    actor.scope.require(place->division, place->id);
}

}  // namespace

Page<PersonRow> list_people(Snapshot& snapshot, const Actor& actor, const PersonFilter& filter) {
    return people.page(snapshot, actor, present_unless_said(filter));
}

Download export_people(Database& database, const Actor& actor, const PersonExport& filter) {
    return people.download(database, actor, present_unless_said(filter));
}

Page<PersonRow> list_roster(Snapshot& snapshot, const Actor& actor, const RosterFilter& filter) {
    require_organization(snapshot, actor, filter.id);
    return roster.page(snapshot, actor, present_unless_said(filter));
}

Download export_roster(Database& database, const Actor& actor, const RosterExport& filter) {
    database.read([&](Snapshot& snapshot) { require_organization(snapshot, actor, filter.id); });
    return roster.download(database, actor, present_unless_said(filter));
}

}  // namespace tongzhou::people
