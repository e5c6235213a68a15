// The verdict at a gate: a pure function of what is known of the person, what was measured, and the rules in force.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

/// What is measured and shown at the gate.
struct Reading {
    Direction direction{};
    Means means{};
    std::optional<DeciCelsius> temperature;
};

/// What is known when the person stands there.
struct Facts {
    bool known = false;                          ///< there is a file of this person
    bool on_roster = false;                      ///< of the organisation whose site it is
    std::optional<people::PassState> pass = {};  ///< the one shown, else the newest; nothing when none was looked for
    bool visitor_complete = false;               ///< name, mobile, origin, employer and contact are answered
    bool outbreak_contact = false;               ///< as the visitor answers
    bool site_operating = true;                  ///< its own word
    bool site_permitted = true;                  ///< it had a permit to resume work then; asked where one is required
};

/// The rules in force where and when the person passes.
struct GateRules {
    DeciCelsius fever_threshold;
    bool pass_required = true;
    bool permit_required = false;
};

struct Decision {
    Verdict verdict = Verdict::admitted;
    VerdictReason reason = VerdictReason::none;
    bool operator==(const Decision&) const = default;
};

/// At or over the threshold (国发明电〔2020〕4号: temperature at every entry).
bool is_fever(const std::optional<DeciCelsius>& temperature, const GateRules& rules);

/// An exit is always admitted, for someone must be able to leave; a fever noticed on the way out is its reason.
///
/// An entry fails by the first that holds:
///   1. a fever: held, whoever it is, for what comes next is a doctor's business;
///   2. the site is closed, or a permit is required and it has none;
///   3. a pass that is forged or was revoked, required or not;
///   4. a visitor: answers missing, or contact with an outbreak. Visitors are admitted on their answers: the register
///      of visitors is for those who have no pass of this city;
///   5. nobody on file, for a pass; not on the roster of the site's organisation. A document or a manual entry that
///      nobody here knows is `not_on_roster` too: whether another employer knows the person is not told to a gate;
///   6. where a pass is required: it has expired, or there is none.
Decision verdict_of(const Reading& reading, const Facts& facts, const GateRules& rules);

}  // namespace tongzhou::gates
