// Visitors: what they answer is sealed, and somebody who comes again is known by mobile or document without either
// being readable. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

/// The id a visitor has in passages and presence: made from the blind index of the mobile, else of the document, so
/// that leaving with the mobile alone is leaving. Of UUID version 8, so never a person's. Nothing without either.
std::optional<Id<Person>> visitor_id(Snapshot& snapshot, const std::optional<VisitorAnswers>& answers);

void keep_answers(Tx& tx, const Record& passage, const VisitorAnswers& answers);

/// The answers as given; nothing when the passage has none. Whoever shows them has checked scope and permission.
std::optional<VisitorAnswers> answers_of(Snapshot& snapshot, const DivisionCode& division, const Id<Passage>& passage);

}  // namespace tongzhou::gates
