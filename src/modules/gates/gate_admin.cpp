#include "modules/gates/gate_admin.hpp"

#include "modules/gates/register.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_gate{R"(
    INSERT INTO gates (id, county, division, organization, site, name, kind, created_at)
    VALUES (:id, :county, :division, :organization, :site, :name, :kind, :created_at)
    ON CONFLICT (id) DO NOTHING)"};
const sql::Query gate_by_id{R"(
    SELECT id, site, organization, division, name, kind, created_at, closed_at FROM gates WHERE id = :id)"};
const sql::Query update_gate{R"(
    UPDATE gates SET name = COALESCE(:name, name), kind = COALESCE(:kind, kind) WHERE id = :id)"};
const sql::Query close_one{"UPDATE gates SET closed_at = :now WHERE id = :id AND closed_at IS NULL"};
const sql::Query reopen_one{"UPDATE gates SET closed_at = NULL WHERE id = :id AND closed_at IS NOT NULL"};

const List<GateView> gates{
    {.name = "gates",
     .select =
         "SELECT g.id, g.site, g.organization, g.division, g.name, g.kind, g.created_at, g.closed_at FROM gates g",
     .scope = {"g.county", "g.division", "g.organization"},
     .filters = {{"site", "g.site = :site"},
                 {"organization", "g.organization = :organization"},
                 {"division", "g.division >= :division_low AND g.division < :division_high", Match::within},
                 {"name", "g.name LIKE :name", Match::contains},
                 {"closed", "CASE WHEN g.closed_at IS NULL THEN 0 ELSE 1 END = :closed"}},
     .sorts = {{"created_at", "g.created_at", SortOrder::descending}, {"name", "g.name"}},
     .key = "g.id",
     .labels = {{"id", "编号"},
                {"site", "厂区"},
                {"organization", "单位"},
                {"division", "行政区划"},
                {"name", "名称"},
                {"kind", "类型"},
                {"created_at", "设置时间"},
                {"closed_at", "停用时间"}}}};

GateView updated(Tx& tx, const Actor& actor, const Id<Gate>& id, std::int64_t rows) {
    if (rows > 0) gates_changed(tx);
    return show_gate(tx, actor, {id});
}

}  // namespace

std::optional<GateView> find_gate_view(Snapshot& snapshot, const Id<Gate>& id) {
    return snapshot.find<GateView>(gate_by_id, id);
}

Page<GateView> list_gates(Snapshot& snapshot, const Actor& actor, const GateFilter& filter) {
    return gates.page(snapshot, actor, filter);
}
Download export_gates(Database& database, const Actor& actor, const GateExport& request) {
    return gates.download(database, actor, request);
}

GateView show_gate(Snapshot& snapshot, const Actor& actor, const GateById& request) {
    require_gate(snapshot, actor, request.id);
    return *find_gate_view(snapshot, request.id);
}

GateView change_gate(Tx& tx, const Actor& actor, const GateChange& change) {
    require_gate(tx, actor, change.id);
    return updated(tx, actor, change.id, tx.run(update_gate, change.name, change.kind, change.id));
}
GateView close_gate(Tx& tx, const Actor& actor, const GateById& request) {
    require_gate(tx, actor, request.id);
    return updated(tx, actor, request.id, tx.run(close_one, tx.now(), request.id));
}
GateView reopen_gate(Tx& tx, const Actor& actor, const GateById& request) {
    require_gate(tx, actor, request.id);
    return updated(tx, actor, request.id, tx.run(reopen_one, request.id));
}

GateView add_gate(Tx& tx, const Actor& actor, const NewGate& gate) {
    const auto site = organizations::find_site(tx, gate.site);
    if (!site) throw no_such_record();
    actor.scope.require(site->division, site->organization);
    GateView view{.id = gate.id.value_or(Id<Gate>::make(tx.now())),
                  .site = gate.site,
                  .organization = site->organization,
                  .division = site->division,
                  .name = gate.name,
                  .kind = gate.kind.value_or(GateKind::mixed),
                  .created_at = tx.now(),
                  .closed_at = std::nullopt};
    if (tx.run(insert_gate, view.id, site->division.county(), view.division, view.organization, view.site, view.name,
               view.kind, view.created_at) == 0) {
        const auto before = find_gate_view(tx, view.id);
        const bool same = before && before->site == view.site && before->name == view.name && before->kind == view.kind;
        if (!same)
            throw Problem::conflict("id_reused", "此编号已用于另一通道，请换一个新编号。",
                                    "This id is another gate's; send it under a new id.");
        return *before;
    }
    gates_changed(tx);
    return view;
}

}  // namespace tongzhou::gates
