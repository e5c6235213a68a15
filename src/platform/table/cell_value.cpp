#include "platform/table/cell_value.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t escape_length = 7;  // _x000D_

/// The character of an escape at the beginning of `text`.
std::optional<char32_t> escape_at(std::string_view text) {
    if (text.size() < escape_length || !text.starts_with("_x") || text[escape_length - 1] != '_') return std::nullopt;
    unsigned value = 0;
    const auto* end = text.data() + escape_length - 1;
    const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c >= 0xD800 && c < 0xE000) {
        text += "\xEF\xBF\xBD";  // half a surrogate pair
    } else {
        text += static_cast<char>(0xE0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

}  // namespace

NumberKind kind_of_builtin_format(unsigned id) {
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return NumberKind::date;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return NumberKind::time;
    return NumberKind::plain;
}

NumberKind kind_of_format(std::string_view code) {
    bool year_or_day = false, month = false, hour_or_second = false;
    for (std::size_t at = 0; at < code.size(); ++at) {
        switch (code[at]) {
            case '"': at = std::min(code.find('"', at + 1), code.size()); break;
            case '\\':
            case '_':
            case '*':
                ++at;  // the next character is shown, or gives a width
                break;
            case '[': {  // a colour, a condition, a locale; or elapsed hours, minutes, seconds
                const auto close = std::min(code.find(']', at), code.size());
                const auto inner = to_lower_ascii(code.substr(at + 1, close - at - 1));
                hour_or_second |= !inner.empty() && inner.find_first_not_of("hms") == inner.npos;
                at = close;
                break;
            }
            case ';': at = code.size(); break;  // what follows is for negative numbers, zero and text
            case 'y':
            case 'Y':
            case 'd':
            case 'D': year_or_day = true; break;
            case 'm':
            case 'M': month = true; break;
            case 'h':
            case 'H':
            case 's':
            case 'S': hour_or_second = true; break;
            case 'G':
            case 'g':  // "General", which has no letters above but would be hard to tell from an era
                if (to_lower_ascii(code.substr(at, 7)) == "general") at += 6;
                break;
            default: break;
        }
    }
    if (year_or_day || (month && !hour_or_second)) return NumberKind::date;
    return hour_or_second ? NumberKind::time : NumberKind::plain;
}

std::string number_text(double number) {
    if (!std::isfinite(number)) return {};
    if (number == 0) return "0";
    if (number < 0) return "-" + number_text(-number);
    // d.dddddddddddddde±xx: the digits that Excel keeps, and where the point stands among them.
    const auto scientific = fmt::format("{:.14e}", number);
    const auto mark = scientific.find('e');
    const auto exponent = std::stoi(scientific.substr(mark + 1));
    auto digits = scientific.substr(0, 1) + scientific.substr(2, mark - 2);
    digits.resize(digits.find_last_not_of('0') + 1);

    if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) return digits + std::string(whole - digits.size(), '0');
    return digits.insert(whole, 1, '.');
}

bool has_lost_digits(double number) { return std::isfinite(number) && std::abs(number) >= 1e15; }

std::optional<std::string> moment_text(double days, NumberKind kind, bool from_1904) {
    using namespace std::chrono;
    constexpr double last_day = 2'958'465;  // 9999-12-31
    if (!(days >= 0) || days > last_day) return std::nullopt;
    const auto total = static_cast<std::int64_t>(std::llround(days * 86'400));
    auto day = total / 86'400;
    const hh_mm_ss clock{seconds(total % 86'400)};
    const auto clock_text =
        fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (kind == NumberKind::time && day == 0) return clock_text;

    auto first = sys_days{1899y / December / 30};
    if (from_1904)
        first = sys_days{1904y / January / 1};
    else if (day < 60)  // Excel believes in 1900-02-29, so days before it count from one later
        ++day;
    const year_month_day date{first + std::chrono::days(day)};
    if (int(date.year()) > 9999) return std::nullopt;
    auto text = fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    return total % 86'400 == 0 ? text : text + "T" + clock_text;
}

std::string unescaped(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const auto underscore = std::min(text.find('_'), text.size());
        plain += text.substr(0, underscore);
        text.remove_prefix(underscore);
        if (const auto character = escape_at(text)) {
            append_utf8(plain, *character);
            text.remove_prefix(escape_length);
        } else if (!text.empty()) {
            plain += '_';
            text.remove_prefix(1);
        }
    }
    return plain;
}

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        std::size_t taken = 1;
        if (escape_at(text)) {
            safe += "_x005F_";
        } else if (text[0] == '\0') {
            safe += "_x0000_";
        } else if (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF")) {
            safe += text[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
            taken = 3;
        } else {
            safe += text[0];
        }
        text.remove_prefix(taken);
    }
    return safe;
}

}  // namespace tongzhou::table
