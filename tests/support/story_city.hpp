// A small city for stories: two counties, an enterprise in each, gates, people, and somebody to ask for each of them.
#pragma once

#include <string>
#include <vector>

#include "base/codes.hpp"
#include "main/program.hpp"
#include "modules/gates/gates.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou::testing {

struct StoryEnterprise {
    Id<Organization> id;
    Id<Site> site;
    std::vector<Id<Gate>> gates;
    std::vector<ResidentId> workers;
    std::string officer;  ///< API token of its officer
};

struct StoryCity {
    std::string administrator;     ///< API token that may do everything everywhere
    std::string sishui, jinxiang;  ///< API tokens of the county commands
    StoryEnterprise plant;         ///< in 泗水, with two gates
    StoryEnterprise mill;          ///< in 金乡, with one
};

/// Texts that stand in the plant's records and nowhere else: whoever reads one has seen what is the plant's.
inline constexpr const char* plant_marks[] = {"泗水标记机械厂", "标记东门", "标记西门", "标记车间"};

StoryCity build_story_city(Program& program, int workers = 20);

/// A valid resident ID of a place that was never given out.
ResidentId story_document(int number);

/// The settings of a story: this data folder, no limit on requests, no second factor.
config::Settings story_settings(const std::filesystem::path& data);
/// The same as flags of `tongzhou serve`.
std::vector<std::string> story_flags();

}  // namespace tongzhou::testing
