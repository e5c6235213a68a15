#include "modules/squads/skills.hpp"

#include <algorithm>

namespace tongzhou::squads {

void check_skills(const std::vector<Skill>& skills, std::string_view path, std::vector<FieldFault>& faults) {
    if (skills.size() > 10)
        faults.push_back({std::string(path), "too_many_items", {"技能最多填10项。", "Give at most ten skills."}});
    for (const auto& skill : skills)
        if (skill.value.find_first_of(" \t\r\n") != std::string::npos ||
            skill.value.find("\u3000") != std::string::npos)
            faults.push_back(
                {std::string(path),
                 "space_in_skill",
                 {"技能名称中不能有空格，请分成几项填写。", "A skill has no spaces; give several skills."}});
}

std::string text_of_skills(const std::vector<Skill>& skills) {
    const std::set<Skill> once(skills.begin(), skills.end());
    std::string text;
    for (const auto& skill : once) text += (text.empty() ? "" : " ") + skill.value;
    return text;
}

std::vector<Skill> skills_of(std::string_view text) {
    std::vector<Skill> skills;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) skills.emplace_back(std::string(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return skills;
}

assignment::Skills SkillBits::of(const std::vector<Skill>& skills) {
    assignment::Skills bits = 0;
    for (const auto& skill : skills) {
        const auto found = std::ranges::find(words_, skill.value);
        const auto bit = static_cast<std::size_t>(found - words_.begin());
        if (found == words_.end()) {
            if (bit == 64)
                throw Problem::invalid("skills", "too_many_skills", "不同技能超过64种，请合并相近的技能。",
                                       "There are more than 64 different skills; merge those that are alike.");
            words_.push_back(skill.value);
        }
        bits |= assignment::Skills{1} << bit;
    }
    return bits;
}

}  // namespace tongzhou::squads
