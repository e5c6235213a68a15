// Skills, of members and asked for by enterprises: words of the city's own, such as "chemicals" or "危化品". Private to
// this module.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/bounded.hpp"
#include "base/problem.hpp"
#include "platform/assignment/assignment.hpp"

namespace tongzhou::squads {

using Skill = Text<30, 1>;

/// Faults of a list of skills: no spaces in a word, at most ten.
void check_skills(const std::vector<Skill>& skills, std::string_view path, std::vector<FieldFault>& faults);

/// As stored: sorted, once each, separated by spaces.
std::string text_of_skills(const std::vector<Skill>& skills);
std::vector<Skill> skills_of(std::string_view text);

/// Gives each word a bit, in the order in which they come.
class SkillBits {
  public:
    /// Throws Problem 422 "too_many_skills" for the 65th.
    assignment::Skills of(const std::vector<Skill>& skills);
    const std::vector<std::string>& words() const { return words_; }

  private:
    std::vector<std::string> words_;
};

}  // namespace tongzhou::squads
