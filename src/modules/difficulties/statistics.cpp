// Difficulties in numbers, each with the list behind it.
#include "modules/difficulties/lists.hpp"

namespace tongzhou::difficulties {
namespace {

struct GroupRow {
    std::optional<std::string> key;
    std::int64_t all = 0, open = 0, overdue = 0, waiting = 0, confirmed = 0;
};
BOOST_DESCRIBE_STRUCT(GroupRow, (), (key, all, open, overdue, waiting, confirmed))
struct TimeRow {
    std::optional<std::string> key;
    std::int64_t milliseconds = 0;
};
BOOST_DESCRIBE_STRUCT(TimeRow, (), (key, milliseconds))

constexpr std::string_view sums = R"(
    CAST(COUNT(*) AS BIGINT) AS "all",
    CAST(SUM(CASE WHEN d.state IN ('raised', 'verified', 'claimed') THEN 1 ELSE 0 END) AS BIGINT) AS open,
    CAST(SUM(CASE WHEN d.state IN ('raised', 'verified', 'claimed') AND d.due_at < CAST(:now AS BIGINT)
                  THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
    CAST(SUM(CASE WHEN d.state = 'solved' THEN 1 ELSE 0 END) AS BIGINT) AS waiting,
    CAST(SUM(CASE WHEN d.state = 'confirmed' THEN 1 ELSE 0 END) AS BIGINT) AS confirmed)";

std::string_view column_of(StatisticsBy by) {
    switch (by) {
        case StatisticsBy::kind: return "d.kind";
        case StatisticsBy::county: return "d.county";
        case StatisticsBy::department: break;
    }
    return "CAST(d.department AS TEXT)";
}

// What the request and the scope leave, as a condition.
struct Selected {
    std::string where;
    std::vector<sql::Argument> arguments;

    Selected(const Actor& actor, const StatisticsRequest& request) {
        auto scope = actor.scope.where({"d.county", "d.division", "d.organization"});
        where = std::move(scope.text);
        arguments = std::move(scope.arguments);
        if (request.division) {
            const auto [low, high] = request.division->range();
            add("d.division >= :low", sql::argument(low));
            add("d.division < :high", sql::argument(high));
        }
        if (request.from) add("d.raised_at >= :from", sql::argument(*request.from));
        if (request.until) add("d.raised_at < :until", sql::argument(*request.until));
    }
    void add(std::string_view condition, sql::Argument argument) {
        where += fmt::format(" AND {}", condition);
        arguments.push_back(std::move(argument));
    }
};

std::vector<GroupRow> groups_of(Snapshot& snapshot, const Selected& selected, std::string_view column) {
    std::vector<sql::Argument> arguments{sql::argument(snapshot.now())};
    arguments.insert(arguments.end(), selected.arguments.begin(), selected.arguments.end());
    return snapshot.all_of<GroupRow>(
        fmt::format("SELECT {0} AS key, {1} FROM difficulties d WHERE {2} GROUP BY {0} ORDER BY {0}", column, sums,
                    selected.where),
        std::move(arguments));
}

using Times = std::map<std::string, std::vector<std::int64_t>>;  // milliseconds, by key

Times times_of(Snapshot& snapshot, const Selected& selected, std::string_view column) {
    Times times;
    for (const auto& row : snapshot.all_of<TimeRow>(
             fmt::format("SELECT {} AS key, d.confirmed_at - d.raised_at AS milliseconds FROM difficulties d "
                         "WHERE {} AND d.state = 'confirmed'",
                         column, selected.where),
             selected.arguments))
        times[row.key.value_or("")].push_back(row.milliseconds);
    return times;
}

std::optional<std::int64_t> median_minutes(std::vector<std::int64_t> times) {
    if (times.empty()) return std::nullopt;
    const auto middle = times.begin() + (std::ssize(times) - 1) / 2;
    std::nth_element(times.begin(), middle, times.end());
    return *middle / 60'000;
}

std::string encoded(const Instant& at) { return at.iso(); }  // digits, dashes, colons: nothing to encode

DifficultyStatistics statistics_of(const GroupRow& row, const StatisticsRequest& request, const std::string& own) {
    std::string list = "/difficulties?";
    const auto with = [&](const std::string& part) { list += (list.ends_with('?') ? "" : "&") + part; };
    if (!own.empty()) with(own);
    if (request.division) with("division=" + request.division->text());
    if (request.from) with("from=" + encoded(*request.from));
    if (request.until) with("until=" + encoded(*request.until));
    const auto figure = [&](std::int64_t value, std::string_view more) {
        auto there = list;
        if (!more.empty()) there += (there.ends_with('?') ? "" : "&") + std::string(more);
        if (there.ends_with('?')) there.pop_back();
        return DifficultyFigure{value, there};
    };
    DifficultyStatistics statistics;
    statistics.key = row.key.value_or("");
    statistics.all = figure(row.all, "");
    statistics.open = figure(row.open, "open=true");
    statistics.overdue = figure(row.overdue, "overdue=true");
    statistics.waiting = figure(row.waiting, "state=solved");
    statistics.confirmed = figure(row.confirmed, "state=confirmed");
    return statistics;
}

std::string filter_of(const GroupRow& row, const StatisticsRequest& request) {
    const auto key = row.key.value_or("");
    switch (request.by) {
        case StatisticsBy::kind: return "kind=" + key;
        case StatisticsBy::county: return "county=" + key;
        case StatisticsBy::department: break;
    }
    return key.empty() ? "without_department=true" : "department=" + key;
}

Bilingual name_of_group(Snapshot& snapshot, StatisticsBy by, const std::string& key) {
    switch (by) {
        case StatisticsBy::kind:
            if (const auto kind = enum_from<DifficultyKind>(key)) return name_of_kind(*kind);
            break;
        case StatisticsBy::county: {
            const auto name = organizations::divisions().name(DivisionCode::of(key));
            return {name, name};
        }
        case StatisticsBy::department: {
            if (key.empty()) return {"尚无责任部门", "No department yet"};
            if (const auto place = organizations::find_organization(snapshot, Id<Organization>::of(key)))
                return {place->name, place->name};
            break;
        }
    }
    return {key, key};
}

}  // namespace

DifficultyStatisticsList show_statistics(Snapshot& snapshot, const Actor& actor, const StatisticsRequest& request) {
    const Selected selected(actor, request);
    const auto column = column_of(request.by);
    auto times = times_of(snapshot, selected, column);
    DifficultyStatisticsList list;
    list.by = request.by;
    GroupRow all;
    std::vector<std::int64_t> all_times;
    for (const auto& row : groups_of(snapshot, selected, column)) {
        auto statistics = statistics_of(row, request, filter_of(row, request));
        const auto name = name_of_group(snapshot, request.by, statistics.key);
        statistics.name_zh = name.zh;
        statistics.name_en = name.en;
        const auto& own = times[statistics.key];
        statistics.median_minutes = median_minutes(own);
        all_times.insert(all_times.end(), own.begin(), own.end());
        all.all += row.all;
        all.open += row.open;
        all.overdue += row.overdue;
        all.waiting += row.waiting;
        all.confirmed += row.confirmed;
        list.items.push_back(std::move(statistics));
    }
    list.all = statistics_of(all, request, "");
    list.all.name_zh = "合计";
    list.all.name_en = "All";
    list.all.median_minutes = median_minutes(std::move(all_times));
    return list;
}

}  // namespace tongzhou::difficulties
