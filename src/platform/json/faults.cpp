#include "platform/json/faults.hpp"

#include <limits>
#include <numeric>

namespace tongzhou::json_faults {
namespace {

Bilingual name_of_kind(Shape::Kind kind) {
    switch (kind) {
        case Shape::Kind::boolean: return {"true 或 false", "true or false"};
        case Shape::Kind::integer: return {"整数", "a whole number"};
        case Shape::Kind::number: return {"数字", "a number"};
        case Shape::Kind::text: return {"文本（加双引号）", "text in double quotes"};
        case Shape::Kind::list: return {"列表 […]", "a list […]"};
        case Shape::Kind::object: return {"对象 {…}", "an object {…}"};
        case Shape::Kind::raw:
        case Shape::Kind::optional: break;
    }
    return {"任意 JSON 值", "any JSON value"};
}

Bilingual name_of_found(Found found) {
    switch (found) {
        case Found::null: return {"null", "null"};
        case Found::boolean: return name_of_kind(Shape::Kind::boolean);
        case Found::number: return name_of_kind(Shape::Kind::number);
        case Found::text: return {"文本", "text"};
        case Found::list: return name_of_kind(Shape::Kind::list);
        case Found::object: break;
    }
    return name_of_kind(Shape::Kind::object);
}

// "receivedAt" and "received-at" are meant as "received_at".
std::string folded(std::string_view name) {
    std::string out = to_lower_ascii(name);
    std::erase_if(out, [](char c) { return c == '_' || c == '-' || c == ' '; });
    return out;
}

/// Levenshtein's: the least number of letters put in, taken out or replaced.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string_view nearest(std::string_view name, const Shape& object) {
    constexpr std::size_t longest_worth_comparing = 64;
    if (name.size() > longest_worth_comparing) return {};
    const std::string meant = folded(name);
    std::string_view best;
    std::size_t best_distance = meant.size() / 3 + 2;  // that far away it is another word
    for (const Member& member : object.members) {
        const std::size_t d = distance(meant, folded(member.name));
        if (d < best_distance) best = member.name, best_distance = d;
    }
    return best;
}

std::string names_of_members(const Shape& object) {
    std::string out;
    for (const Member& member : object.members) out.append(out.empty() ? "" : ", ").append(member.name);
    return out;
}

}  // namespace

LeafFault missing() { return {"missing", {"缺少此字段，请填写。", "This field is missing; give it."}}; }

LeafFault unknown_field(std::string_view name, const Shape& object) {
    if (auto near = nearest(name, object); !near.empty()) {
        return {"unknown_field",
                {fmt::format("没有这个字段，是否想写“{}”？", near),
                 fmt::format("There is no such field. Did you mean \"{}\"?", near)}};
    }
    if (object.members.empty())
        return {"unknown_field", {"没有这个字段，请删去。", "There is no such field; remove it."}};
    auto names = names_of_members(object);
    return {"unknown_field",
            {"没有这个字段，请删去。可用字段：" + names + "。",
             "There is no such field; remove it. The fields are: " + names + "."}};
}

LeafFault duplicate_key() {
    return {"duplicate_key",
            {"此字段出现了不止一次，请只保留一个。", "This field stands here more than once; keep one."}};
}

LeafFault wrong_kind(Shape::Kind expected, Found found) {
    auto want = name_of_kind(expected);
    auto got = name_of_found(found);
    return {"wrong_kind",
            {fmt::format("应为{}，实为{}。", want.zh, got.zh), fmt::format("Give {}; this is {}.", want.en, got.en)}};
}

LeafFault null_not_allowed() {
    return {"null_not_allowed", {"此字段不能为 null，请填写。", "This field must not be null; give a value."}};
}

LeafFault has_fraction() {
    return {"not_an_integer",
            {"应为整数，不带小数点和指数：写 1，不写 1.0 或 1e0。",
             "Give a whole number without a decimal point or exponent: 1, not 1.0 or 1e0."}};
}

LeafFault integer_out_of_range(const Shape& integer) {
    return shape_detail::out_of_range(integer.lowest.value_or(std::numeric_limits<std::int64_t>::min()),
                                      integer.highest.value_or(std::numeric_limits<std::int64_t>::max()));
}

LeafFault number_out_of_range() {
    return {"out_of_range",
            {"数字过大或过小，超出双精度范围。", "The number is too large or too small for double precision."}};
}

LeafFault nul_character() {
    return {"nul_character",
            {"文本不能含有 NUL 字符（\\u0000），请删去。", "Text must not contain NUL (\\u0000); remove it."}};
}

LeafFault too_many_items(std::size_t limit) {
    return {"too_many_items",
            {fmt::format("列表最多 {} 项，请分批提交。", limit),
             fmt::format("A list may have {} items; send it in parts.", limit)}};
}

LeafFault too_many_faults(std::size_t limit) {
    return {"too_many_faults",
            {fmt::format("错误超过 {} 处，其余未再检查；请先改正以上各处。", limit),
             fmt::format("There are more than {} faults and the rest was not read; correct these first.", limit)}};
}

}  // namespace tongzhou::json_faults
