#include "platform/log/record.hpp"

#include <cmath>

#include "base/text.hpp"

namespace tongzhou::log {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view redacted = "[redacted]";
constexpr std::string_view replacement = "\uFFFD";

// How names of fields end whose value is a secret or personal. "token_id" does not, and may be logged.
constexpr std::string_view telling_endings[] = {
    "password", "password_hash", "secret", "token", "cookie",    "authorization", "api_key",         "csrf",
    "totp",     "recovery_code", "mobile", "phone", "id_number", "resident_id",   "document_number", "private_key"};

bool tells(std::string_view name) {
    const auto lower = to_lower_ascii(name);
    return std::any_of(std::begin(telling_endings), std::end(telling_endings),
                       [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// The length of the valid UTF-8 character at the beginning, 0 if there is none.
std::size_t character_length(std::string_view text) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
        if (valid_utf8(text.substr(0, length))) return length;
    }
    return 0;
}

/// U+0080–U+009F command terminals, and U+2028 and U+2029 end lines for many readers.
bool is_unsafe(std::string_view character) {
    return (character.size() == 2 && character[0] == '\xc2' && static_cast<unsigned char>(character[1]) < 0xa0) ||
           character == "\u2028" || character == "\u2029";
}

void append_escaped_ascii(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
        out += c;
    }
}

/// A JSON string literal; bytes that are not UTF-8 become U+FFFD.
void append_quoted(std::string& out, std::string_view text) {
    const bool cut = text.size() > longest_value;
    if (cut) text = utf8_prefix(text, longest_value);
    out += '"';
    while (!text.empty()) {
        if (static_cast<unsigned char>(text[0]) < 0x80) {
            append_escaped_ascii(out, text[0]);
            text.remove_prefix(1);
            continue;
        }
        const auto length = character_length(text);
        const auto character = text.substr(0, length);
        out += length == 0 || is_unsafe(character) ? replacement : character;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    if (cut) out += "…";
    out += '"';
}

/// Whether a text may stand without quotes: nothing in it could be taken for something else.
bool is_plain(std::string_view text) {
    return !text.empty() && text.size() <= longest_value && valid_utf8(text) &&
           std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte <= ' ' || byte == 0x7f || c == '"' || c == '=' || c == '\\' || byte == 0xc2 || byte == 0xe2;
           });
}

struct AppendValue {
    std::string& out;
    Format format;

    void operator()(std::string_view text) const {
        if (format == Format::text && is_plain(text)) {
            out += text;
        } else {
            append_quoted(out, text);
        }
    }
    void operator()(const std::string& text) const { (*this)(std::string_view{text}); }
    void operator()(std::int64_t number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
    void operator()(std::uint64_t number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
    void operator()(double number) const {
        // JSON has no infinities.
        if (std::isfinite(number)) {
            fmt::format_to(std::back_inserter(out), "{}", number);
        } else {
            out += "null";
        }
    }
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(Redacted) const { (*this)(redacted); }
};

void append_value(std::string& out, Format format, const Field& field) {
    const AppendValue append{out, format};
    if (tells(field.name)) {
        append(redacted);
    } else {
        std::visit(append, field.value);
    }
}

}  // namespace

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warn: return "warn";
        case Level::error: return "error";
        case Level::off: return "off";
    }
    return {};
}

std::string json_record(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields) {
    std::string line = fmt::format(R"({{"at":"{}","level":"{}","event":)", at.iso(), name_of(level));
    append_quoted(line, event);
    for (const auto& field : fields) {
        const bool taken = field.name == "at" || field.name == "level" || field.name == "event";
        line += ',';
        append_quoted(line, taken ? fmt::format("_{}", field.name) : std::string{field.name});
        line += ':';
        append_value(line, Format::json, field);
    }
    return line += '}';
}

std::string text_record(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields) {
    auto time = (at + 8h).iso();  // Shanghai
    time.pop_back();
    time[10] = ' ';
    std::string line = fmt::format("{} {:<5} ", time, to_upper_ascii(name_of(level)));
    AppendValue{line, Format::text}(event);
    for (const auto& field : fields) {
        line += ' ';
        AppendValue{line, Format::text}(field.name);
        line += '=';
        append_value(line, Format::text, field);
    }
    return line;
}

}  // namespace tongzhou::log
