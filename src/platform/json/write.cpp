#include <charconv>
#include <cmath>

#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

// RFC 8259 §7: the quote, the backslash and the control characters must be escaped, all else may stand.
constexpr auto needs_escape = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
    table['"'] = table['\\'] = true;
    return table;
}();

bool must_escape(char c) { return needs_escape[static_cast<unsigned char>(c)]; }

void append_escape(char c, std::string& out) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
    }
    constexpr char digits[] = "0123456789abcdef";
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 0xF];
}

void append_escaped(std::string_view text, std::string& out) {
    while (!text.empty()) {
        auto plain = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), must_escape) - text.begin());
        out.append(text.substr(0, plain));
        if (plain == text.size()) return;
        append_escape(text[plain], out);
        text.remove_prefix(plain + 1);
    }
}

// Most texts need no escape, so they are written in place and rewritten only if they do.
void write_text(const Shape& shape, const void* value, std::string& out) {
    out += '"';
    const auto begin = out.size();
    shape.to_text(value, out);
    if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), must_escape)) {
        const std::string text = out.substr(begin);
        out.resize(begin);
        append_escaped(text, out);
    }
    out += '"';
}

// A RawJson that was never read is null; nothing at all would break the JSON around it.
void write_raw(const Shape& shape, const void* value, std::string& out) {
    const auto begin = out.size();
    shape.to_text(value, out);
    if (out.size() == begin) out += "null";
}

template <class N>
void write_number(N value, std::string& out) {
    char digits[32];
    auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end);
}

bool is_written(const Shape& shape, const void* value) {
    if (shape.kind == Shape::Kind::optional)
        return shape.size(value) > 0 && is_written(shape.element(), shape.at(value, 0));
    return shape.kind != Shape::Kind::number || std::isfinite(shape.to_number(value));
}

void write_object(const Shape& shape, const void* object, std::string& out) {
    char separator = '{';
    for (const Member& member : shape.members) {
        const Shape& of_member = member.shape();
        const void* value = member.in_const(object);
        if (!is_written(of_member, value)) continue;
        out += separator;
        out += '"';
        out += member.name;  // a C++ identifier: nothing to escape
        out += "\":";
        write_json(of_member, value, out);
        separator = ',';
    }
    if (separator == '{') out += '{';
    out += '}';
}

void write_list(const Shape& shape, const void* list, std::string& out) {
    const Shape& element = shape.element();
    const std::size_t size = shape.size(list);
    out += '[';
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) out += ',';
        write_json(element, shape.at(list, i), out);
    }
    out += ']';
}

}  // namespace

void write_json_text(std::string_view text, std::string& out) {
    out += '"';
    append_escaped(text, out);
    out += '"';
}

void write_json(const Shape& shape, const void* value, std::string& out) {
    if (!is_written(shape, value)) {
        out += "null";
        return;
    }
    switch (shape.kind) {
        case Shape::Kind::boolean: out += shape.to_integer(value) ? "true" : "false"; return;
        case Shape::Kind::integer: write_number(shape.to_integer(value), out); return;
        case Shape::Kind::number: write_number(shape.to_number(value), out); return;
        case Shape::Kind::text: write_text(shape, value, out); return;
        case Shape::Kind::raw: write_raw(shape, value, out); return;
        case Shape::Kind::optional: write_json(shape.element(), shape.at(value, 0), out); return;
        case Shape::Kind::list: write_list(shape, value, out); return;
        case Shape::Kind::object: write_object(shape, value, out); return;
    }
}

}  // namespace tongzhou
