#include "modules/rules/rule.hpp"

#include "base/text.hpp"

namespace tongzhou::rules {
namespace {

/// A whole number between two limits, both allowed.
struct Range {
    std::int64_t lowest, highest;
};

std::optional<Range> range_of(RuleKind kind) {
    switch (kind) {
        case RuleKind::pass_validity_days: return Range{1, 365};
        case RuleKind::queue_spacing_cm: return Range{50, 1000};
        // Less than one incubation period (14 days) would destroy what contact tracing still needs.
        case RuleKind::health_retention_days:
        case RuleKind::passage_retention_days: return Range{14, 3650};
        case RuleKind::contact_window_minutes: return Range{1, 1440};
        case RuleKind::observation_days: return Range{1, 60};
        case RuleKind::fever_threshold:
        case RuleKind::pass_required:
        case RuleKind::resumption_procedure:
        case RuleKind::permit_required: break;
    }
    return std::nullopt;
}

Parsed<std::string> one_of(std::string_view text, std::span<const std::string_view> words) {
    for (const auto word : words)
        if (text == word) return std::string(word);
    const auto list = fmt::format("{}", fmt::join(words, ", "));
    return {"not_one_of", "只能取其中之一：" + list + "。", "Must be one of: " + list + "."};
}

Parsed<std::string> parse_threshold(std::string_view text) {
    // Below 36.0 every healthy person would have a fever, over 39.0 hardly any patient.
    const auto reading = DeciCelsius::parse(text);
    if (!reading) return {reading.fault_code, reading.message.zh, reading.message.en};
    if (reading->tenths() < 360 || reading->tenths() > 390)
        return {"out_of_range", "发热界值应在 36.0 至 39.0 ℃ 之间。",
                "The fever threshold must lie between 36.0 and 39.0 °C."};
    return reading->text();
}

Parsed<std::string> parse_number(std::string_view text, Range range) {
    const auto number = shape_detail::integer_of(text);
    if (number && *number >= range.lowest && *number <= range.highest) return std::to_string(*number);
    return {number ? "out_of_range" : "not_an_integer",
            fmt::format("应为 {} 至 {} 的整数。", range.lowest, range.highest),
            fmt::format("Must be a whole number from {} to {}.", range.lowest, range.highest)};
}

}  // namespace

Parsed<std::string> parse_value(RuleKind kind, std::string_view text) {
    static constexpr std::string_view booleans[] = {"true", "false"};
    const auto half_width = to_half_width(text);
    const auto tidy = trim(half_width);
    if (const auto range = range_of(kind)) return parse_number(tidy, *range);
    if (kind == RuleKind::fever_threshold) return parse_threshold(tidy);
    if (kind == RuleKind::resumption_procedure) return one_of(tidy, names_of<Procedure>());
    return one_of(tidy, booleans);
}

const Bilingual& name_of_kind(RuleKind kind) {
    static const std::array<Bilingual, EnumTable<RuleKind>::size> names{{
        {"发热界值（℃）", "Fever threshold (°C)"},
        {"健康通行证有效天数", "Validity of a health pass (days)"},
        {"入厂须持健康通行证", "A health pass is required"},
        {"复工程序：备案或审批", "Procedure of resumption: filing or approval"},
        {"复工须有许可", "A permit to resume work is required"},
        {"排队间距（厘米）", "Spacing of a queue (cm)"},
        {"健康信息保存天数", "Retention of health data (days)"},
        {"通行记录保存天数", "Retention of passages (days)"},
        {"密切接触时间窗（分钟）", "Contact window (minutes)"},
        {"医学观察天数", "Observation (days)"},
    }};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace tongzhou::rules
