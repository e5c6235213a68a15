// The list of difficulties, and what is behind each number of the statistics. Private to this module.
#pragma once

#include "modules/difficulties/records.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::difficulties {

struct DifficultyListRow {
    Id<Difficulty> id;
    Instant raised_at, due_at;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    DifficultyKind kind{};
    std::string text;
    DifficultySource source{};
    DifficultyState state{};
    DivisionLevel level{};
    std::optional<Id<Organization>> department;
    std::optional<std::string> department_name;
    std::optional<Instant> solved_at, confirmed_at;
    int reopened = 0;
    std::optional<Id<Solution>> solution;
};
BOOST_DESCRIBE_STRUCT(DifficultyListRow, (),
                      (id, raised_at, due_at, division, organization, organization_name, kind, text, source, state,
                       level, department, department_name, solved_at, confirmed_at, reopened, solution))

struct DifficultyFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Text<6, 6>> county;  ///< 370800: of enterprises whose county is not settled
    std::optional<Id<Organization>> organization;
    std::vector<DifficultyKind> kind;
    std::vector<DifficultyState> state;
    std::optional<bool> open;     ///< true: somebody is at work on it
    std::optional<bool> overdue;  ///< true: open and past its term
    std::optional<DivisionLevel> level;
    std::optional<Id<Organization>> department;
    std::optional<bool> without_department;  ///< true: nobody is named and nobody has claimed it
    std::optional<DifficultySource> source;
    std::optional<Id<Solution>> solution;
    std::optional<Text<100>> text;       ///< a part of it
    std::optional<Instant> from, until;  ///< raised
};
BOOST_DESCRIBE_STRUCT(DifficultyFilter, (ListRequest),
                      (division, county, organization, kind, state, open, overdue, level, department,
                       without_department, source, solution, text, from, until))
struct DifficultyExport : DifficultyFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(DifficultyExport, (DifficultyFilter), (format))

Page<DifficultyListRow> list_difficulties(Snapshot& snapshot, const Actor& actor, const DifficultyFilter& filter);
Download export_difficulties(Database& database, const Actor& actor, const DifficultyExport& filter);

BOOST_DEFINE_ENUM_CLASS(StatisticsBy, kind, county, department)

struct StatisticsRequest {
    StatisticsBy by{};
    std::optional<DivisionCode> division;
    std::optional<Instant> from, until;  ///< raised
};
BOOST_DESCRIBE_STRUCT(StatisticsRequest, (), (by, division, from, until))

struct DifficultyFigure {
    std::int64_t value = 0;
    std::string list;  ///< where these difficulties are
};
BOOST_DESCRIBE_STRUCT(DifficultyFigure, (), (value, list))

struct DifficultyStatistics {
    std::string key;  ///< kind, code of the county, id of the department; empty: no department
    std::string name_zh, name_en;
    DifficultyFigure all, open, overdue, waiting, confirmed;  ///< waiting: solved, for the enterprise's word
    /// From raising to the enterprise's confirmation, of those confirmed; the lower of the two in the middle.
    std::optional<std::int64_t> median_minutes;
};
BOOST_DESCRIBE_STRUCT(DifficultyStatistics, (),
                      (key, name_zh, name_en, all, open, overdue, waiting, confirmed, median_minutes))
struct DifficultyStatisticsList {
    StatisticsBy by{};
    DifficultyStatistics all;
    std::vector<DifficultyStatistics> items;
};
BOOST_DESCRIBE_STRUCT(DifficultyStatisticsList, (), (by, all, items))

DifficultyStatisticsList show_statistics(Snapshot& snapshot, const Actor& actor, const StatisticsRequest& request);

/// "通勤"
const Bilingual& name_of_kind(DifficultyKind kind);

}  // namespace tongzhou::difficulties
