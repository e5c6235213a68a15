#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

PassageAnswer record_passage(Tx& tx, const Actor& actor, const NewPassage& passage) {
    const auto gate = require_gate(tx, actor, passage.gate);
    const auto site = organizations::find_site(tx, gate->site);
    if (!site) throw no_such_record();
    if (gate->closed_at)
        throw Problem::conflict("gate_closed", "此通道已停用，请改用其他通道。",
                                "This gate is closed; use another one.");
    auto faults = faults_of(passage);
    for (auto& fault : missing_answers(passage)) faults.push_back(std::move(fault));
    if (!faults.empty()) throw Problem::invalid(std::move(faults));

    const auto at = passage.at.value_or(tx.now());
    const auto rules = rules_at(tx, gate->division, at);
    const auto identified = identify(tx, *site, passage, rules, at);
    const auto decision = verdict_of({passage.direction, passage.means, passage.temperature},
                                     facts_of(tx, identified, *site, passage, rules, at), rules);
    auto record = record_of(passage, *gate, identified, actor, at, tx.now());
    record.verdict = decision.verdict;
    record.reason = decision.reason;
    if (passage.at) {
        record.skew_ms = (tx.now() - at).count();
        if (*record.skew_ms < -tolerated_skew.count()) doubt(record, "in_future");
        if (*record.skew_ms > tolerated_skew.count()) doubt(record, "clock_skew");
    }
    if (store(tx, record, passage, rules)) return answer_of(record);

    const auto before = recorded(tx, gate->division, passage.id);
    if (!before || !same_passage(*before, passage)) throw_id_reused(passage.id);
    return answer_of(*before);
}

}  // namespace tongzhou::gates
