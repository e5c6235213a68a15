#include "modules/gates/register.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_gate{R"(
    INSERT INTO gates (id, county, division, organization, site, name, kind, created_at)
    VALUES (:id, :county, :division, :organization, :site, :name, :kind, :created_at)
    ON CONFLICT (id) DO NOTHING)"};
const sql::Query find_gate_view{R"(
    SELECT id, site, organization, division, name, kind, created_at, closed_at FROM gates WHERE id = :id)"};

}  // namespace

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
        const auto before = tx.find<GateView>(find_gate_view, view.id);
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
