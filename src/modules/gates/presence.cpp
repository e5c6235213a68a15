#include "modules/gates/presence.hpp"

namespace tongzhou::gates {
namespace {

struct PresenceQuery : PresenceFilter {
    std::optional<std::string> county;
};
BOOST_DESCRIBE_STRUCT(PresenceQuery, (PresenceFilter), (county))

struct SiteCount {
    Id<Site> id;
    DivisionCode division;
    Id<Organization> organization;
    std::int64_t inside = 0;
};
BOOST_DESCRIBE_STRUCT(SiteCount, (), (id, division, organization, inside))

const List<SiteCount> sites_with_people{
    {.name = "presence",
     .select = "SELECT s.id, s.division, s.organization, s.inside FROM (SELECT county, site AS id, division, "
               "organization, CAST(SUM(inside) AS BIGINT) AS inside FROM site_inside "
               "GROUP BY county, site, division, organization) s",
     .scope = {"s.county", "s.division", "s.organization"},
     .filters = {{"county", "s.county = :county"},
                 {"division", "s.division >= :division_low AND s.division < :division_high", Match::within},
                 {"organization", "s.organization = :organization"}},
     .sorts = {{"inside", "s.inside", SortOrder::descending}},
     .key = "s.id",
     .where = "s.inside > 0"}};

struct PeopleQuery : ListRequest {
    std::string county;
    Id<Site> site;
};
BOOST_DESCRIBE_STRUCT(PeopleQuery, (ListRequest), (county, site))

const List<PersonInside> people_inside{
    {.name = "people_inside",
     .select = "SELECT p.id, p.masked_name, p.workshop, p.shuttle, p.means, p.gate, p.at FROM presence v "
               "JOIN passages p ON p.county = v.county AND p.id = v.passage",
     .scope = {"p.county", "p.division", "p.organization"},
     .filters = {{"county", "v.county = :county"}, {"site", "v.site = :site"}},
     .sorts = {{"at", "p.at", SortOrder::descending}},
     .key = "p.id",
     .where = "v.inside = 1"}};

}  // namespace

Page<SitePresence> list_presence(Snapshot& snapshot, const Actor& actor, const PresenceFilter& filter) {
    PresenceQuery query;
    static_cast<PresenceFilter&>(query) = filter;
    if (filter.division && filter.division->level() >= DivisionLevel::county) query.county = filter.division->county();
    auto counts = sites_with_people.page(snapshot, actor, query);
    Page<SitePresence> page;
    page.next = std::move(counts.next);
    page.total = counts.total;
    page.total_is_more = counts.total_is_more;
    for (const auto& count : counts.items) {
        const auto site = organizations::find_site(snapshot, count.id);
        page.items.push_back({count.id, site ? site->name : std::string(), count.division, count.organization,
                              count.inside, fmt::format("/sites/{}/presence", count.id.text())});
    }
    return page;
}

Page<PersonInside> list_people_inside(Snapshot& snapshot, const Actor& actor, const PeopleInsideRequest& request) {
    const auto site = organizations::find_site(snapshot, request.id);
    if (!site) throw no_such_record();
    actor.scope.require(site->division, site->organization);
    PeopleQuery query;
    static_cast<ListRequest&>(query) = request;
    query.county = site->division.county();
    query.site = request.id;
    return people_inside.page(snapshot, actor, query);
}

}  // namespace tongzhou::gates
