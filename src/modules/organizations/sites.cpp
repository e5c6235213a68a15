#include "modules/organizations/sites.hpp"

#include "modules/organizations/register.hpp"

namespace tongzhou::organizations {

namespace {

const sql::Query site_by_id{R"(
    SELECT id, organization, county, division, name, address, longitude, latitude, lanes, yard_length_dm,
           deciseconds_per_person, status, created_at, updated_at
    FROM   sites
    WHERE  id = :id)"};

const sql::Query insert_site{R"(
    INSERT INTO sites (id, organization, county, division, name, address, longitude, latitude, lanes, yard_length_dm,
                       deciseconds_per_person, status, created_at, updated_at)
    VALUES (:id, :organization, :county, :division, :name, :address, :longitude, :latitude, :lanes, :yard_length_dm,
            :deciseconds_per_person, :status, :created_at, :updated_at))"};

const sql::Query update_site{R"(
    UPDATE sites
    SET    county = :county, division = :division, name = :name, address = :address, longitude = :longitude,
           latitude = :latitude, lanes = :lanes, yard_length_dm = :yard_length_dm,
           deciseconds_per_person = :deciseconds_per_person, status = :status, updated_at = :updated_at
    WHERE  id = :id)"};

const List<Site> sites{
    {.name = "sites",
     .select = R"(SELECT s.id, s.organization, s.county, s.division, s.name, s.address, s.longitude, s.latitude,
                         s.lanes, s.yard_length_dm, s.deciseconds_per_person, s.status, s.created_at, s.updated_at
                  FROM sites s)",
     .scope = {"s.county", "s.division", "s.organization"},
     .filters = {{"organization", "s.organization = :organization"},
                 {"division", "s.division >= :division_low AND s.division < :division_high", Match::within},
                 {"name", "s.name LIKE :name", Match::contains},
                 {"status", "s.status = :status"}},
     .sorts = {{"name", "s.name"}, {"created_at", "s.created_at"}},
     .key = "s.id",
     .labels = {{"organization", "单位"},
                {"county", "县市区代码"},
                {"division", "行政区划代码"},
                {"name", "名称"},
                {"address", "地址"},
                {"longitude", "经度"},
                {"latitude", "纬度"},
                {"lanes", "通道数"},
                {"yard_length_dm", "排队场地长度（分米）"},
                {"deciseconds_per_person", "每人用时（0.1秒）"},
                {"status", "状态"},
                {"created_at", "登记时间"},
                {"updated_at", "更新时间"}}}};

std::optional<Site> load_site(Snapshot& snapshot, const Id<Site>& id) { return snapshot.find<Site>(site_by_id, id); }

void take_fields(Site& site, const SiteFields& fields, const DivisionCode& of_organization) {
    site.division = fields.division ? known_division(*fields.division) : of_organization;
    site.county = site.division.county();
    site.name = fields.name.value;
    site.address = text_or_nothing(fields.address);
    site.longitude = fields.longitude;
    site.latitude = fields.latitude;
    site.lanes = static_cast<int>(fields.lanes.value_or(1));
    site.yard_length_dm = static_cast<int>(fields.yard_length_dm.value_or(0));
    site.deciseconds_per_person = static_cast<int>(fields.deciseconds_per_person.value_or(30));
    site.status = fields.status.value_or(SiteStatus::operating);
}

bool same_request(const Site& a, const Site& b) {
    return std::tie(a.organization, a.division, a.name, a.address, a.longitude, a.latitude, a.lanes, a.yard_length_dm,
                    a.deciseconds_per_person, a.status) == std::tie(b.organization, b.division, b.name, b.address,
                                                                    b.longitude, b.latitude, b.lanes, b.yard_length_dm,
                                                                    b.deciseconds_per_person, b.status);
}

}  // namespace

void check(const SiteFields& site, std::vector<FieldFault>& faults) {
    const auto out_of_range = [&](const std::optional<double>& degrees, double most) {
        return degrees && !(*degrees >= -most && *degrees <= most);
    };
    if (out_of_range(site.longitude, 180))
        faults.push_back({"/longitude", "out_of_range", {"经度应在-180到180之间。", "Give -180 to 180 degrees."}});
    if (out_of_range(site.latitude, 90))
        faults.push_back({"/latitude", "out_of_range", {"纬度应在-90到90之间。", "Give -90 to 90 degrees."}});
    if (site.longitude.has_value() != site.latitude.has_value())
        faults.push_back(
            {"/latitude", "incomplete_location", {"经度和纬度请一并填写。", "Give longitude and latitude together."}});
}

Site create_site(Tx& tx, const Actor& actor, const NewSite& request) {
    const auto organization = get_organization(tx, actor, {request.organization});
    Site site;
    site.id = request.id.value_or(Id<Site>::make(tx.now()));
    site.organization = organization.id;
    site.created_at = site.updated_at = tx.now();
    take_fields(site, request, organization.division);
    actor.scope.require(site.division, site.organization);
    if (auto before = load_site(tx, site.id)) {
        actor.scope.require(before->division, before->organization);
        if (same_request(*before, site)) return *before;
        throw Problem::conflict("id_taken", "该编号已用于另一个厂区。", "That id belongs to another site.");
    }
    tx.run(insert_site, site);
    return site;
}

Site change_site(Tx& tx, const Actor& actor, const ChangedSite& request) {
    auto site = get_site(tx, actor, {request.id});
    take_fields(site, request, site.division);
    actor.scope.require(site.division, site.organization);
    site.updated_at = tx.now();
    tx.run(update_site, site);
    site_changes(tx, site.id);
    return site;
}

Site get_site(Snapshot& snapshot, const Actor& actor, const SiteById& request) {
    auto site = load_site(snapshot, request.id);
    if (!site) throw no_such_record();
    actor.scope.require(site->division, site->organization);
    return *std::move(site);
}

Page<Site> list_sites(Snapshot& snapshot, const Actor& actor, const SiteFilter& filter) {
    return sites.page(snapshot, actor, filter);
}

Download export_sites(Database& database, const Actor& actor, const SiteExport& filter) {
    return sites.download(database, actor, filter);
}

}  // namespace tongzhou::organizations
