#include "platform/shape/shape.hpp"

#include <charconv>
#include <cmath>

namespace tongzhou {

const Member* Shape::find(std::string_view member) const {
    for (const auto& m : members)
        if (m.name == member) return &m;
    return nullptr;
}

namespace shape_detail {

// "… [with T = tongzhou::Page<tongzhou::gates::Passage>; …]" → "PassagePage"
std::string component_name(std::string_view pretty) {
    auto begin = pretty.find("T = ");
    auto end = pretty.find_first_of(";]", begin);
    auto type = begin == std::string_view::npos ? pretty : pretty.substr(begin + 4, end - begin - 4);
    std::string outer, inner;
    auto open = type.find('<');
    if (open != std::string_view::npos) {
        auto argument = type.substr(open + 1, type.rfind('>') - open - 1);
        inner = component_name(argument.substr(0, argument.find(',')));
        type = type.substr(0, open);
    }
    auto colon = type.rfind("::");
    outer = std::string(colon == std::string_view::npos ? type : type.substr(colon + 2));
    std::string name = inner + outer;
    std::erase_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
    return name;
}

LeafFault not_an_integer() { return {"not_an_integer", {"应为整数。", "Give a whole number."}}; }
LeafFault not_a_boolean() { return {"not_a_boolean", {"应为 true 或 false。", "Give true or false."}}; }
LeafFault not_a_number() { return {"not_a_number", {"应为数字。", "Give a number."}}; }

LeafFault out_of_range(std::int64_t lowest, std::int64_t highest) {
    return {"out_of_range",
            {fmt::format("应在 {} 到 {} 之间。", lowest, highest),
             fmt::format("Give a value from {} to {}.", lowest, highest)}};
}

LeafFault wrong_length(std::size_t shortest, std::size_t longest) {
    return {"wrong_length",
            {fmt::format("应为 {} 到 {} 个字的 UTF-8 文本。", shortest, longest),
             fmt::format("Give UTF-8 text of {} to {} characters.", shortest, longest)}};
}

LeafFault not_one_of(std::span<const std::string_view> names) {
    auto list = fmt::format("{}", fmt::join(names, ", "));
    return {"not_one_of", {"应为下列之一：" + list + "。", "Give one of: " + list + "."}};
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<bool> boolean_of(std::string_view text) {
    if (text == "true" || text == "1" || text == "是") return true;
    if (text == "false" || text == "0" || text == "否") return false;
    return std::nullopt;
}

std::optional<std::string> text_of(std::string_view text, std::size_t shortest, std::size_t longest) {
    if (!valid_utf8(text)) return std::nullopt;
    auto trimmed = trim(text);
    auto length = utf8_length(trimmed);
    if (length < shortest || length > longest) return std::nullopt;
    return std::string(trimmed);
}

void append_number(double value, std::string& out) {
    char buffer[32];
    auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    out.append(buffer, error == std::errc{} ? end : buffer);
}

}  // namespace shape_detail
}  // namespace tongzhou
