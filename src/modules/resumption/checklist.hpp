// What is looked at on the spot, with its clause. Private to this module.
#pragma once

#include <vector>

#include "base/bounded.hpp"
#include "base/enums.hpp"
#include "base/problem.hpp"

namespace tongzhou::resumption {

BOOST_DEFINE_ENUM_CLASS(CheckItem, head_responsible, entrance_staffed, temperature_at_entry, visitors_registered,
                        fingerprint_clock_suspended, isolation_area, twice_daily_readings, ventilation,
                        named_disinfection, staggered_meals, dormitories, used_mask_bins, supplies_in_store)
BOOST_DEFINE_ENUM_CLASS(CheckResult, ok, not_ok, not_applicable)

const Bilingual& text_of_item(CheckItem item);

struct CheckAnswer {
    CheckItem item{};
    CheckResult result{};
    Text<500> note;
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (item, result, note))

/// Items that no answer is there for, in their order.
std::vector<CheckItem> unanswered(const std::vector<CheckAnswer>& answers);

}  // namespace tongzhou::resumption
