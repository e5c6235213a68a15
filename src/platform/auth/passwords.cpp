#include "platform/auth/passwords.hpp"

#include <cctype>

#include "base/text.hpp"

namespace tongzhou::auth {
namespace {

constexpr std::size_t shortest = 8, longest = 128;
constexpr int classes_needed = 3;

// The heads of the passwords that guessing programs begin with, among those that would pass the other checks. In lower
// case; what follows in a longer password does not make it better when it is only digits or signs.
constexpr std::string_view common[] = {
    "admin",    "administrator", "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwerty", "qwer",     "asdf",
    "1qaz",     "zaq1",          "abc",      "abcd",     "abcdef",   "aa",       "a",      "woaini",   "test",
    "root",     "welcome",       "changeme", "letmein",  "iloveyou", "user",     "guest",  "tongzhou", "jining",
    "huawei",   "admin@",        "1q2w3e4r", "1q2w3e",   "q1w2e3r4", "zxcvbnm",  "zxcv",   "qazwsx",   "1qaz2wsx",
    "1qaz@wsx", "!qaz2wsx",      "!qaz@wsx", "p@$$w0rd", "pa$$w0rd", "sysadmin",
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// "Admin@123" → "admin": what is left when the usual decoration at both ends is taken off.
bool is_common(std::string_view password) {
    const auto lower = to_lower_ascii(password);
    if (std::ranges::find(common, lower) != std::end(common)) return true;
    std::string_view core = lower;
    while (!core.empty() && !is_letter(core.back())) core.remove_suffix(1);
    if (std::ranges::find(common, core) != std::end(common)) return true;
    while (!core.empty() && !is_letter(core.front())) core.remove_prefix(1);
    return std::ranges::find(common, core) != std::end(common);
}

int classes_of(std::string_view password) {
    bool lower = false, upper = false, digit = false, other = false;
    for (const char c : password) {
        if (c >= 'a' && c <= 'z')
            lower = true;
        else if (c >= 'A' && c <= 'Z')
            upper = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    return lower + upper + digit + other;
}

bool contains_name(std::string_view password, std::string_view name) {
    const auto small = to_lower_ascii(name);
    return utf8_length(small) >= 3 && to_lower_ascii(password).find(small) != std::string::npos;
}

}  // namespace

std::optional<FieldFault> fault_of_password(std::string_view password, std::initializer_list<std::string_view> names,
                                            std::string path) {
    const auto length = utf8_length(password);
    if (length < shortest || length > longest)
        return FieldFault{
            std::move(path), "password_length", {"密码须为 8 至 128 个字符。", "A password has 8 to 128 characters."}};
    if (classes_of(password) < classes_needed)
        return FieldFault{std::move(path),
                          "password_too_simple",
                          {"密码须含大写字母、小写字母、数字、其他字符中的至少三类。",
                           "A password has at least three of upper case, lower case, digits and other characters."}};
    if (is_common(password))
        return FieldFault{std::move(path),
                          "password_common",
                          {"这个密码太常见，容易被猜中，请换一个。",
                           "This password is among the first that are guessed. Choose another one."}};
    for (const auto name : names)
        if (contains_name(password, name))
            return FieldFault{std::move(path),
                              "password_contains_name",
                              {"密码不能包含登录名或姓名。", "A password must not contain the name of its owner."}};
    return std::nullopt;
}

void require_good_password(std::string_view password, std::initializer_list<std::string_view> names, std::string path) {
    if (auto fault = fault_of_password(password, names, std::move(path)))
        throw Problem::invalid(std::vector<FieldFault>{std::move(*fault)});
}

}  // namespace tongzhou::auth
