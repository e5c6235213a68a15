// Why a message failed, in words that say what to do. Pure. Private to this module.
#pragma once

#include <string_view>

#include "base/problem.hpp"

namespace tongzhou::messages {

/// Every reason has words; one that is not known by name is explained by its kind: "smtp_550", "http_404".
Bilingual explain_reason(std::string_view reason);

}  // namespace tongzhou::messages
