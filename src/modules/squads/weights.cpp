#include "modules/squads/weights.hpp"

#include <algorithm>

namespace tongzhou::squads {

int weight_of(const EnterpriseFacts& facts) {
    using organizations::SizeClass;
    const bool large = facts.size_class == SizeClass::large || facts.size_class == SizeClass::medium ||
                       facts.above_designated_size.value_or(false);
    const int priority = facts.vital_filings > 0 ? 4 : facts.urgent_filings > 0 ? 2 : 0;
    return 2 + priority + (large ? 1 : 0) + static_cast<int>(std::clamp<std::int64_t>(facts.open_difficulties, 0, 3));
}

}  // namespace tongzhou::squads
