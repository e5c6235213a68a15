#include "modules/rules/rule.hpp"

#include <ranges>
#include <set>

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
        case RuleKind::observation_days:
        case RuleKind::ticket_reply_days:
        case RuleKind::ticket_extension_days:
        case RuleKind::supplies_days_required:
        case RuleKind::difficulty_due_days: return Range{1, 60};
        case RuleKind::ticket_return_days: return Range{1, 30};
        case RuleKind::squad_enterprises_least:
        case RuleKind::squad_enterprises_most: return Range{1, 50};
        case RuleKind::fever_threshold:
        case RuleKind::pass_required:
        case RuleKind::resumption_procedure:
        case RuleKind::permit_required:
        case RuleKind::working_hours:
        case RuleKind::message_hours:
        case RuleKind::approval_stages: break;
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

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (const auto part : std::views::split(text, at))
        if (const std::string_view word(part.begin(), part.end()); !word.empty()) parts.push_back(word);
    return parts;
}

/// "08:30" in minutes; 24:00 ends a day.
std::optional<int> minutes_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = shape_detail::integer_of(text.substr(0, 2)), minute = shape_detail::integer_of(text.substr(3));
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
    const auto minutes = static_cast<int>(*hour * 60 + *minute);
    return minutes <= 1440 ? std::optional(minutes) : std::nullopt;
}

std::optional<std::vector<Hours>> read_hours(std::string_view text) {
    std::vector<Hours> hours;
    for (const auto span : split(text, ' ')) {
        if (span.size() != 11 || span[5] != '-') return std::nullopt;
        const auto begin = minutes_of(span.substr(0, 5)), end = minutes_of(span.substr(6));
        if (!begin || !end || *begin >= *end || (!hours.empty() && hours.back().end >= *begin)) return std::nullopt;
        hours.push_back({*begin, *end});
    }
    return hours.empty() ? std::nullopt : std::optional(hours);
}

std::optional<std::vector<std::vector<Stage>>> read_stages(std::string_view text) {
    std::vector<std::vector<Stage>> steps;
    std::set<std::string_view> names;
    for (const auto step : split(text, ' ')) {
        auto& stages = steps.emplace_back();
        for (const auto stage : split(step, '+')) {
            const auto colon = stage.find(':');
            if (colon == 0 || colon == std::string_view::npos) return std::nullopt;
            const auto name = stage.substr(0, colon);
            const auto hours = shape_detail::integer_of(stage.substr(colon + 1));
            if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos) return std::nullopt;
            if (!hours || *hours < 1 || *hours > 400 || !names.insert(name).second) return std::nullopt;
            stages.push_back({std::string(name), static_cast<int>(*hours)});
        }
    }
    return steps.empty() ? std::nullopt : std::optional(steps);
}

Parsed<std::string> parse_hours(std::string_view text) {
    if (read_hours(text)) return std::string(text);
    return {"not_hours", "应写作“08:30-12:00 13:30-17:30”：先后有序，互不重叠。",
            "Must be written as \"08:30-12:00 13:30-17:30\": in order and apart."};
}

Parsed<std::string> parse_stages(std::string_view text) {
    if (read_stages(text)) return std::string(text);
    return {
        "not_stages",
        "应写作“town:8 county_health:16+county_industry:16 county:8”的形式：环节名:工作小时（1–400），"
        "先后以空格、并行以加号分开，环节不得重名，每个环节都要写时限。",
        "Must be written as \"town:8 county_health:16+county_industry:16 county:8\": stage:working hours (1–400), a "
        "space between those in sequence, a plus between those in parallel, no name twice."};
}

}  // namespace

std::vector<Hours> hours_of(std::string_view value) { return read_hours(value).value(); }

std::vector<std::vector<Stage>> stages_of(std::string_view value) { return read_stages(value).value(); }

Parsed<std::string> parse_value(RuleKind kind, std::string_view text) {
    static constexpr std::string_view booleans[] = {"true", "false"};
    const auto half_width = to_half_width(text);
    const auto tidy = trim(half_width);
    if (const auto range = range_of(kind)) return parse_number(tidy, *range);
    if (kind == RuleKind::fever_threshold) return parse_threshold(tidy);
    if (kind == RuleKind::resumption_procedure) return one_of(tidy, names_of<Procedure>());
    if (kind == RuleKind::working_hours || kind == RuleKind::message_hours) return parse_hours(tidy);
    if (kind == RuleKind::approval_stages) return parse_stages(tidy);
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
        {"工作时间", "Working hours"},
        {"可发送消息的时段", "Hours in which messages are sent"},
        {"工单答复时限（工作日）", "Reply to a ticket (working days)"},
        {"工单最长延期（工作日）", "Extension of a ticket (working days)"},
        {"工单退回时限（工作日）", "Return of a ticket (working days)"},
        {"每支先锋队最少联系企业数", "Enterprises of a squad, at least"},
        {"每支先锋队最多联系企业数", "Enterprises of a squad, at most"},
        {"审批环节与时限（工作小时）", "Stages of an approval (working hours)"},
        {"复工须备防疫物资天数", "Supplies before resumption (days)"},
        {"难题解决时限（工作日）", "Solution of a difficulty (working days)"},
    }};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace tongzhou::rules
