// Explanations of a plan in words. Private to this module.
#pragma once

#include "base/problem.hpp"
#include "platform/assignment/explain.hpp"

namespace tongzhou::squads {

Bilingual words_of(const assignment::Explanation& explanation);
Bilingual words_of(const assignment::Lack& lack);

}  // namespace tongzhou::squads
