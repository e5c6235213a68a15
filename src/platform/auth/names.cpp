#include "platform/auth/names.hpp"

#include "base/problem.hpp"
#include "base/text.hpp"

namespace tongzhou::auth {

std::string sign_in_key(std::string_view name) { return to_lower_ascii(trim(to_half_width(name))); }

void require_good_sign_in_name(std::string_view name, std::string path) {
    const auto key = sign_in_key(name);
    const auto length = utf8_length(key);
    const bool plain = std::ranges::all_of(key, [](unsigned char c) { return c > ' ' && c != 0x7f; });
    if (length >= 2 && length <= 64 && plain && without_spaces(key) == key) return;
    throw Problem::invalid(std::move(path), "not_a_sign_in_name", "登录名须为 2 至 64 个字符，不含空格。",
                           "A sign-in name has 2 to 64 characters and no spaces.");
}

}  // namespace tongzhou::auth
