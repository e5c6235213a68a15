#include "modules/organizations/enterprises.hpp"

#include "modules/organizations/register.hpp"

namespace tongzhou::organizations {

namespace {

const sql::Query find_enterprise{R"(
    SELECT o.id, o.name, o.uscc, o.county, o.division, o.address, e.legal_type, e.registered, e.capital,
           e.business_scope, e.section, e.size_industry, e.staff, e.revenue, e.assets, e.qualified_contractor,
           e.size_class, e.above_designated_size, e.county_source, e.source, o.created_at, o.updated_at
    FROM   organizations o
    JOIN   enterprises e ON e.organization = o.id
    WHERE  o.id = :id)"};

const sql::Query insert_organization_row{R"(
    INSERT INTO organizations (id, kind, name, uscc, county, division, address, created_at, updated_at)
    VALUES (:id, 'enterprise', :name, :uscc, :county, :division, :address, :created_at, :updated_at))"};

const sql::Query insert_enterprise_row{R"(
    INSERT INTO enterprises (organization, legal_type, registered, capital, business_scope, section, size_industry,
                             staff, revenue, assets, qualified_contractor, size_class, above_designated_size,
                             county_source, source)
    VALUES (:id, :legal_type, :registered, :capital, :business_scope, :section, :size_industry, :staff, :revenue,
            :assets, :qualified_contractor, :size_class, :above_designated_size, :county_source, :source))"};

const sql::Query update_organization_row{R"(
    UPDATE organizations
    SET    name = :name, uscc = :uscc, county = :county, division = :division, address = :address,
           updated_at = :updated_at
    WHERE  id = :id)"};

const sql::Query update_enterprise_row{R"(
    UPDATE enterprises
    SET    legal_type = :legal_type, registered = :registered, capital = :capital, business_scope = :business_scope,
           section = :section, size_industry = :size_industry, staff = :staff, revenue = :revenue, assets = :assets,
           qualified_contractor = :qualified_contractor, size_class = :size_class,
           above_designated_size = :above_designated_size, county_source = :county_source
    WHERE  organization = :id)"};

const List<Enterprise> enterprises{
    {.name = "enterprises",
     .select = R"(SELECT o.id, o.name, o.uscc, o.county, o.division, o.address, e.legal_type, e.registered, e.capital,
                         e.business_scope, e.section, e.size_industry, e.staff, e.revenue, e.assets,
                         e.qualified_contractor, e.size_class, e.above_designated_size, e.county_source, e.source,
                         o.created_at, o.updated_at FROM organizations o JOIN enterprises e ON e.organization = o.id)",
     .scope = {"o.county", "o.division", "o.id"},
     .filters = {{"division", "o.division >= :division_low AND o.division < :division_high", Match::within},
                 {"section", "e.section IN (:section)"},
                 {"size_class", "e.size_class IN (:size_class)"},
                 {"above_designated_size", "e.above_designated_size = :above_designated_size"},
                 {"name", "o.name LIKE :name", Match::contains},
                 {"uscc", "o.uscc = :uscc"},
                 {"source", "e.source = :source"},
                 {"county_source", "e.county_source = :county_source"}},
     .sorts = {{"name", "o.name"}, {"created_at", "o.created_at"}},
     .key = "o.id",
     .labels = {{"name", "企业名称"},
                {"uscc", "统一社会信用代码"},
                {"county", "县市区代码"},
                {"division", "行政区划代码"},
                {"address", "地址"},
                {"legal_type", "企业类型"},
                {"registered", "成立日期"},
                {"capital", "注册资本（分）"},
                {"business_scope", "经营范围"},
                {"section", "行业门类"},
                {"size_industry", "划型行业"},
                {"staff", "从业人员"},
                {"revenue", "营业收入（分）"},
                {"assets", "资产总额（分）"},
                {"qualified_contractor", "有资质建筑业企业"},
                {"size_class", "企业规模"},
                {"above_designated_size", "规模以上"},
                {"county_source", "区县依据"},
                {"source", "来源"},
                {"created_at", "登记时间"},
                {"updated_at", "更新时间"}}}};

std::optional<Money> money(const std::optional<Amount>& amount) {
    return amount ? std::optional(Money::from_fen(*amount)) : std::nullopt;
}

void require_industry_in_section(const EnterpriseFields& fields) {
    if (!fields.section || !fields.size_industry || lies_in(*fields.size_industry, *fields.section)) return;
    throw Problem::invalid("/size_industry", "industry_outside_section", "划型行业不属于所选行业门类，请改正其一。",
                           "The industry does not lie in the section; correct one of them.");
}

/// What the fields say, on top of what the enterprise keeps. A person who names the division settles the county.
void take_fields(Enterprise& enterprise, const EnterpriseFields& fields) {
    const auto division = known_division(fields.division);
    if (division != enterprise.division) enterprise.county_source = CountySource::entered;
    enterprise.name = fields.name.value;
    enterprise.uscc = fields.uscc;
    enterprise.division = division;
    enterprise.address = text_or_nothing(fields.address);
    enterprise.legal_type = text_or_nothing(fields.legal_type);
    enterprise.registered = fields.registered;
    enterprise.capital = money(fields.capital);
    enterprise.business_scope = text_or_nothing(fields.business_scope);
    enterprise.section = fields.section;
    enterprise.size_industry = fields.size_industry;
    enterprise.staff = fields.staff;
    enterprise.revenue = money(fields.revenue);
    enterprise.assets = money(fields.assets);
    enterprise.qualified_contractor = fields.qualified_contractor;
    compute(enterprise);
}

}  // namespace

void compute(Enterprise& enterprise) {
    enterprise.county = enterprise.division.county();
    const SizeInputs inputs{enterprise.section, enterprise.size_industry, enterprise.staff,
                            enterprise.revenue, enterprise.assets,        enterprise.qualified_contractor};
    enterprise.size_class = size_class_of(inputs);
    enterprise.above_designated_size = above_designated_size(inputs);
}

std::optional<Enterprise> load_enterprise(Snapshot& snapshot, const Id<Organization>& id) {
    return snapshot.find<Enterprise>(find_enterprise, id);
}

void insert_enterprise(Tx& tx, const Enterprise& enterprise) {
    tx.run(insert_organization_row, enterprise);
    tx.run(insert_enterprise_row, enterprise);
}

void update_enterprise(Tx& tx, const Enterprise& enterprise) {
    tx.run(update_organization_row, enterprise);
    tx.run(update_enterprise_row, enterprise);
    organization_changes(tx, enterprise.id);
}

Enterprise create_enterprise(Tx& tx, const Actor& actor, const NewEnterprise& request) {
    require_industry_in_section(request);
    Enterprise enterprise;
    enterprise.id = request.id.value_or(Id<Organization>::make(tx.now()));
    enterprise.created_at = enterprise.updated_at = tx.now();
    take_fields(enterprise, request);
    actor.scope.require(enterprise.division, std::nullopt);
    if (const auto before = load_organization(tx, enterprise.id)) {
        actor.scope.require(before->division, before->id);
        if (auto same = load_enterprise(tx, enterprise.id)) {
            enterprise.created_at = same->created_at;
            enterprise.updated_at = same->updated_at;
            if (*same == enterprise) return enterprise;
        }
        throw Problem::conflict("id_taken", "该编号已用于另一个组织。", "That id belongs to another organisation.");
    }
    require_free_uscc(tx, actor, enterprise.uscc, enterprise.id);
    insert_enterprise(tx, enterprise);
    return enterprise;
}

Enterprise change_enterprise(Tx& tx, const Actor& actor, const ChangedEnterprise& request) {
    require_industry_in_section(request);
    const auto before = get_enterprise(tx, actor, {request.id});
    auto enterprise = before;
    take_fields(enterprise, request);
    if (enterprise.division != before.division) actor.scope.require(enterprise.division, std::nullopt);
    if (enterprise.uscc != before.uscc && !actor.scope.covers(before.division, std::nullopt))
        throw Problem::forbidden("not_yours_to_change", "统一社会信用代码由主管部门修改，请联系所在区县。",
                                 "The credit code is changed by the authorities; ask your county.");
    require_free_uscc(tx, actor, enterprise.uscc, enterprise.id);
    enterprise.updated_at = tx.now();
    update_enterprise(tx, enterprise);
    return enterprise;
}

Enterprise get_enterprise(Snapshot& snapshot, const Actor& actor, const OrganizationById& request) {
    auto enterprise = load_enterprise(snapshot, request.id);
    if (!enterprise) throw no_such_record();
    actor.scope.require(enterprise->division, enterprise->id);
    return *std::move(enterprise);
}

Page<Enterprise> list_enterprises(Snapshot& snapshot, const Actor& actor, const EnterpriseFilter& filter) {
    return enterprises.page(snapshot, actor, filter);
}

Download export_enterprises(Database& database, const Actor& actor, const EnterpriseExport& filter) {
    return enterprises.download(database, actor, filter);
}

}  // namespace tongzhou::organizations
