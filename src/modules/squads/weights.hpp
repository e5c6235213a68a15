// How much a metre of the way to an enterprise counts. Pure. Private to this module.
#pragma once

#include <cstdint>
#include <optional>

#include "modules/organizations/organizations.hpp"

namespace tongzhou::squads {

struct EnterpriseFacts {
    std::optional<organizations::SizeClass> size_class = {};
    std::optional<bool> above_designated_size = {};
    std::int64_t vital_filings = 0, urgent_filings = 0;  ///< to resume work, by priority
    std::int64_t open_difficulties = 0;
};

/// 2 for everybody. 4 more for livelihood and medical, or 2 for urgent (复工优先顺序); 1 more for a large or medium
/// enterprise or one above designated size; 1 for each open difficulty, up to 3. So 2–10: the squad is near to those
/// who need it most, and where there are too few squads the others are left out.
int weight_of(const EnterpriseFacts& facts);

}  // namespace tongzhou::squads
