// Registered capital as registers write it: "66万人民币", "300(万元人民币)", "5,688(万元人民币)", "1008万元", "12万".
#pragma once

#include <optional>
#include <string_view>

#include "base/quantity.hpp"

namespace tongzhou::organizations {

/// True for what forms and registers write where there is nothing: empty, N/A, 无, -, null.
bool says_nothing(std::string_view text);

/// An amount of RMB; unset where the text says nothing. `unit` is that of the column (万元), for cells without one.
/// Faults: foreign_currency (no rate is fixed to convert it by), no_unit (a bare number could be yuan or 万元),
/// negative_amount, not_an_amount, too_precise, amount_too_large.
Parsed<std::optional<Money>> parse_capital(std::string_view text, std::string_view unit = {});

}  // namespace tongzhou::organizations
