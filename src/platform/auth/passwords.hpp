// Which passwords are good enough (GB/T 22239-2019 8.1.4.1 a).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/parsed.hpp"

namespace tongzhou::auth {

/// What is wrong with it, if anything: shorter than 8 or longer than 128 characters, fewer than three of lower case,
/// upper case, digits and other characters, one of the passwords everybody tries first, or it contains one of `names`
/// (the sign-in name or the display name, of three characters and more). The password is never part of the answer.
std::optional<FieldFault> fault_of_password(std::string_view password, std::initializer_list<std::string_view> names,
                                            std::string path);

/// Throws Problem::invalid with that fault.
void require_good_password(std::string_view password, std::initializer_list<std::string_view> names, std::string path);

}  // namespace tongzhou::auth
