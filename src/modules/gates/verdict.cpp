#include "modules/gates/verdict.hpp"

namespace tongzhou::gates {

using people::PassState;

bool is_fever(const std::optional<DeciCelsius>& temperature, const GateRules& rules) {
    return temperature && *temperature >= rules.fever_threshold;
}

Decision verdict_of(const Reading& reading, const Facts& facts, const GateRules& rules) {
    const auto refused = [](VerdictReason reason) { return Decision{Verdict::refused, reason}; };
    const bool fever = is_fever(reading.temperature, rules);
    if (reading.direction == Direction::exit)
        return {Verdict::admitted, fever ? VerdictReason::fever : VerdictReason::none};
    if (fever) return {Verdict::held, VerdictReason::fever};
    if (!facts.site_operating) return refused(VerdictReason::site_closed);
    if (rules.permit_required && !facts.site_permitted) return refused(VerdictReason::site_not_permitted);
    if (facts.pass == PassState::forged) return refused(VerdictReason::pass_forged);
    if (facts.pass == PassState::revoked) return refused(VerdictReason::pass_revoked);
    if (reading.means == Means::visitor) {
        if (!facts.visitor_complete) return refused(VerdictReason::visitor_incomplete);
        if (facts.outbreak_contact) return refused(VerdictReason::outbreak_contact);
        return {};
    }
    if (!facts.known && reading.means == Means::pass) return refused(VerdictReason::unknown_person);
    if (!facts.on_roster) return refused(VerdictReason::not_on_roster);
    if (!rules.pass_required || facts.pass == PassState::valid) return {};
    return refused(facts.pass == PassState::expired ? VerdictReason::pass_expired : VerdictReason::no_pass);
}

}  // namespace tongzhou::gates
