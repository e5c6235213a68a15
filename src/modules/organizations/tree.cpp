#include "modules/organizations/tree.hpp"

#include "modules/organizations/register.hpp"

namespace tongzhou::organizations {

namespace {

const sql::Query find_in_tree{R"(
    SELECT id, kind, parent, name, uscc, county, division, address, created_at, updated_at
    FROM   organizations
    WHERE  id = :id)"};

const sql::Query insert_in_tree{R"(
    INSERT INTO organizations (id, kind, parent, name, uscc, county, division, address, created_at, updated_at)
    VALUES (:id, :kind, :parent, :name, :uscc, :county, :division, :address, :created_at, :updated_at))"};

const sql::Query update_in_tree{R"(
    UPDATE organizations
    SET    parent = :parent, name = :name, uscc = :uscc, county = :county, division = :division, address = :address,
           updated_at = :updated_at
    WHERE  id = :id)"};

// The circle test asks upwards, for a tree is much wider than deep.
const sql::Query is_above{R"(
    WITH RECURSIVE above (id, parent) AS (
        SELECT id, parent FROM organizations WHERE id = :child
        UNION
        SELECT o.id, o.parent FROM organizations o JOIN above ON o.id = above.parent)
    SELECT COUNT(*) FROM above WHERE id = :candidate)"};

const sql::Query children_outside{R"(
    SELECT COUNT(*)
    FROM   organizations
    WHERE  parent = :parent AND NOT (division >= :low AND division < :high))"};

const List<Organization> organizations{
    {.name = "organizations",
     .select = R"(SELECT o.id, o.kind, o.parent, o.name, o.uscc, o.county, o.division, o.address, o.created_at,
                         o.updated_at FROM organizations o)",
     .scope = {"o.county", "o.division", "o.id"},
     .filters = {{"kind", "o.kind IN (:kind)"},
                 {"parent", "o.parent = :parent"},
                 {"division", "o.division >= :division_low AND o.division < :division_high", Match::within},
                 {"name", "o.name LIKE :name", Match::contains},
                 {"uscc", "o.uscc = :uscc"}},
     .sorts = {{"name", "o.name"}, {"created_at", "o.created_at"}},
     .key = "o.id",
     .labels = {{"kind", "类别"},
                {"parent", "上级"},
                {"name", "名称"},
                {"uscc", "统一社会信用代码"},
                {"county", "县市区代码"},
                {"division", "行政区划代码"},
                {"address", "地址"},
                {"created_at", "登记时间"},
                {"updated_at", "更新时间"}}}};

struct FlatNode {
    Id<Organization> id;
    OrganizationKind kind = OrganizationKind::department;
    std::optional<Id<Organization>> parent;
    std::string name;
    DivisionCode division;
};
BOOST_DESCRIBE_STRUCT(FlatNode, (), (id, kind, parent, name, division))

/// The level that the name of a kind promises; nothing when it promises none.
bool level_fits(OrganizationKind kind, DivisionLevel level) {
    switch (kind) {
        case OrganizationKind::city_command: return level == DivisionLevel::prefecture;
        case OrganizationKind::county_command: return level == DivisionLevel::county;
        case OrganizationKind::town_command: return level == DivisionLevel::town;
        case OrganizationKind::community: return level >= DivisionLevel::town;
        default: return true;
    }
}

void require_level(OrganizationKind kind, const DivisionCode& division) {
    if (level_fits(kind, division.level())) return;
    throw Problem::invalid("/division", "wrong_level", "该类组织与行政区划的级别不符，请改选区划。",
                           "An organisation of this kind belongs to a division of another level; choose another one.");
}

/// The parent must be the actor's own organisation or one within its scope, and its division must hold the child.
void require_parent(Snapshot& snapshot, const Actor& actor, const Id<Organization>& id, const DivisionCode& child) {
    auto parent = load_organization(snapshot, id);
    if (!parent) throw no_such_record();
    if (id != actor.organization) actor.scope.require(parent->division, parent->id);
    if (parent->division.contains(child)) return;
    throw Problem::invalid("/division", "outside_parent", "下级组织须在上级组织的行政区划之内。",
                           "The division must lie within that of the parent.");
}

/// Who hangs where, and under which code, is for those above to say: neither a county nor an association takes itself
/// out of the tree.
void require_above(Snapshot& snapshot, const Actor& actor, const Organization& before,
                   const ChangedOrganization& request) {
    const auto forbidden = [] {
        return Problem::forbidden("not_yours_to_change", "上级单位和统一社会信用代码由上级修改，请联系上级。",
                                  "The parent and the credit code are changed by the level above; ask there.");
    };
    const bool covers_place = actor.scope.covers(before.division, std::nullopt);
    if (request.uscc != before.uscc && !covers_place) throw forbidden();
    if (request.parent == before.parent) return;
    const auto above = before.parent ? load_organization(snapshot, *before.parent) : std::nullopt;
    if (!covers_place || (above && !actor.scope.covers(above->division, above->id))) throw forbidden();
}

std::optional<Id<Organization>> parent_or_own(const Actor& actor, const std::optional<Id<Organization>>& parent) {
    if (parent || actor.organization.is_nil()) return parent;
    return actor.organization;
}

bool same_request(const Organization& record, const Organization& asked) {
    return std::tie(record.kind, record.parent, record.name, record.uscc, record.division, record.address) ==
           std::tie(asked.kind, asked.parent, asked.name, asked.uscc, asked.division, asked.address);
}

}  // namespace

DivisionCode known_division(const DivisionCode& code, std::string_view path) {
    const auto in_force = divisions().in_force(code);
    const bool known = divisions().has(in_force) ||
                       (in_force.level() == DivisionLevel::village && divisions().has(*in_force.parent()));
    if (known) return in_force;
    throw Problem::invalid(std::string(path), "no_such_division", "没有这个行政区划，请从列表中选择。",
                           "There is no such division; choose one of the list.");
}

std::optional<Organization> load_organization(Snapshot& snapshot, const Id<Organization>& id) {
    return snapshot.find<Organization>(find_in_tree, id);
}

void insert_organization(Tx& tx, const Organization& organization) { tx.run(insert_in_tree, organization); }

void update_organization(Tx& tx, const Organization& organization) {
    tx.run(update_in_tree, organization);
    organization_changes(tx, organization.id);
}

void require_free_uscc(Snapshot& snapshot, const Actor& actor, const std::optional<Uscc>& uscc,
                       const Id<Organization>& self) {
    if (!uscc) return;
    const auto holder = find_by_uscc(snapshot, *uscc);
    if (!holder || *holder == self) return;
    const auto organization = load_organization(snapshot, *holder);
    actor.scope.require(organization->division, organization->id);
    throw Problem::conflict("uscc_taken", fmt::format("该统一社会信用代码已登记为“{}”。", organization->name),
                            fmt::format("That unified social credit code is registered for “{}”.", organization->name));
}

Organization create_organization(Tx& tx, const Actor& actor, const NewOrganization& request) {
    if (request.kind == OrganizationKind::enterprise)
        throw Problem::invalid("/kind", "use_enterprises", "企业请在企业名录中登记。",
                               "Enterprises are entered in the register of enterprises.");
    Organization organization;
    organization.id = request.id.value_or(Id<Organization>::make(tx.now()));
    organization.kind = request.kind;
    organization.parent = parent_or_own(actor, request.parent);
    organization.name = request.name.value;
    organization.uscc = request.uscc;
    organization.division = known_division(request.division);
    organization.county = organization.division.county();
    organization.address = text_or_nothing(request.address);
    organization.created_at = organization.updated_at = tx.now();

    require_level(organization.kind, organization.division);
    actor.scope.require(organization.division, std::nullopt);
    if (auto before = load_organization(tx, organization.id)) {
        actor.scope.require(before->division, before->id);
        if (same_request(*before, organization)) return *before;
        throw Problem::conflict("id_taken", "该编号已用于另一个组织。", "That id belongs to another organisation.");
    }
    if (organization.parent) require_parent(tx, actor, *organization.parent, organization.division);
    require_free_uscc(tx, actor, organization.uscc, organization.id);
    insert_organization(tx, organization);
    return organization;
}

Organization change_organization(Tx& tx, const Actor& actor, const ChangedOrganization& request) {
    auto organization = get_organization(tx, actor, {request.id});
    if (organization.kind == OrganizationKind::enterprise)
        throw Problem::invalid("/id", "use_enterprises", "企业请在企业名录中修改。",
                               "Enterprises are changed in the register of enterprises.");
    require_above(tx, actor, organization, request);
    const auto division = known_division(request.division);
    const bool moves = division != organization.division;
    require_level(organization.kind, division);
    if (moves) actor.scope.require(division, std::nullopt);
    if (request.parent && (moves || request.parent != organization.parent)) {
        require_parent(tx, actor, *request.parent, division);
        if (tx.value<std::int64_t>(is_above, *request.parent, organization.id).value_or(0) > 0)
            throw Problem::invalid("/parent", "parent_within", "上级不能是自己或自己的下级。",
                                   "The parent cannot be the organisation itself or lie below it.");
    }
    const auto [low, high] = division.range();
    if (moves && tx.value<std::int64_t>(children_outside, organization.id, low, high).value_or(0) > 0)
        throw Problem::conflict("children_outside", "仍有下级组织不在新的行政区划内，请先调整它们。",
                                "Organisations below it lie outside the new division; move them first.");
    require_free_uscc(tx, actor, request.uscc, organization.id);
    organization.parent = request.parent;
    organization.name = request.name.value;
    organization.uscc = request.uscc;
    organization.division = division;
    organization.county = division.county();
    organization.address = text_or_nothing(request.address);
    organization.updated_at = tx.now();
    update_organization(tx, organization);
    return organization;
}

Organization get_organization(Snapshot& snapshot, const Actor& actor, const OrganizationById& request) {
    auto organization = load_organization(snapshot, request.id);
    if (!organization) throw no_such_record();
    actor.scope.require(organization->division, organization->id);
    return *std::move(organization);
}

Page<Organization> list_organizations(Snapshot& snapshot, const Actor& actor, const OrganizationFilter& filter) {
    return organizations.page(snapshot, actor, filter);
}

Download export_organizations(Database& database, const Actor& actor, const OrganizationExport& filter) {
    return organizations.download(database, actor, filter);
}

OrganizationTree organization_tree(Snapshot& snapshot, const Actor& actor) {
    auto scope = actor.scope.where({"o.county", "o.division", "o.id"});
    const auto flat =
        snapshot.all_of<FlatNode>(fmt::format("SELECT o.id, o.kind, o.parent, o.name, o.division FROM organizations o "
                                              "WHERE o.kind <> 'enterprise' AND {} ORDER BY o.division, o.name, o.id",
                                              scope.text),
                                  std::move(scope.arguments));
    std::unordered_map<Id<Organization>, std::vector<const FlatNode*>> below;
    std::unordered_map<Id<Organization>, bool> in_sight;
    for (const auto& node : flat) in_sight[node.id] = true;
    OrganizationTree tree;
    std::vector<const FlatNode*> roots;
    for (const auto& node : flat) {
        const bool has_parent = node.parent && in_sight.contains(*node.parent);
        (has_parent ? below[*node.parent] : roots).push_back(&node);
    }
    const auto grow = [&](const auto& self, const FlatNode& node) -> OrganizationNode {
        OrganizationNode grown{node.id, node.kind, node.name, node.division, {}};
        if (auto children = below.find(node.id); children != below.end())
            for (const auto* child : children->second) grown.children.push_back(self(self, *child));
        return grown;
    };
    for (const auto* root : roots) tree.roots.push_back(grow(grow, *root));
    return tree;
}

}  // namespace tongzhou::organizations
