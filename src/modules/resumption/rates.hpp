// How many enterprises and how many of their staff are back at work, by place, industry, size and day; and the list
// behind every number, by the same filter. Private to this module.
//
// An enterprise has resumed work on a day when a permit of it, for any of its sites, was in force at the end of that
// day (of today: now). Its staff at work are those told last by that day under its permits in force, at most the staff
// that the register says; an enterprise whose staff the register does not know counts for enterprises, not for staff.
#pragma once

#include "modules/resumption/resumption.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::resumption {

BOOST_DEFINE_ENUM_CLASS(RateBy, county, section, size_class, day)

/// What a rate and its list are filtered by.
struct StandingFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Text<6, 6>> county;      ///< 370800: those whose county is not settled
    std::optional<IndustrySection> section;
    std::optional<organizations::SizeClass> size_class;
    std::optional<bool> above_designated_size;
    std::optional<bool> without_section, without_size_class;  ///< true: those of which it is not known
    std::optional<Date> day;                                  ///< today, unless said; not ahead
    std::optional<bool> resumed;                              ///< of the list
};
BOOST_DESCRIBE_STRUCT(StandingFilter, (ListRequest),
                      (division, county, section, size_class, above_designated_size, without_section,
                       without_size_class, day, resumed))
void check(const StandingFilter& filter, std::vector<FieldFault>& faults);

struct StandingExport : StandingFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(StandingExport, (StandingFilter), (format))

struct RatesRequest {
    RateBy by{};
    std::optional<DivisionCode> division;
    std::optional<Text<6, 6>> county;
    std::optional<IndustrySection> section;
    std::optional<organizations::SizeClass> size_class;
    std::optional<bool> above_designated_size, without_section, without_size_class;
    std::optional<Date> day;             ///< the day, or the last of them
    std::optional<Bounded<1, 31>> days;  ///< of `by=day`, 14 unless said
};
BOOST_DESCRIBE_STRUCT(RatesRequest, (),
                      (by, division, county, section, size_class, above_designated_size, without_section,
                       without_size_class, day, days))

struct ResumptionRate {
    std::string key;  ///< code of the county, section, size class, or day; empty: not known
    std::string name_zh, name_en;
    std::int64_t enterprises = 0, resumed = 0;
    std::int64_t staff = 0, staff_resumed = 0;
    std::optional<double> rate, staff_rate;  ///< 0–1, not rounded; nothing of nothing
    std::string list, resumed_list;          ///< where these enterprises are
};
BOOST_DESCRIBE_STRUCT(ResumptionRate, (),
                      (key, name_zh, name_en, enterprises, resumed, staff, staff_resumed, rate, staff_rate, list,
                       resumed_list))
struct ResumptionRates {
    RateBy by{};
    Date day;
    ResumptionRate all;
    std::vector<ResumptionRate> rates;
};
BOOST_DESCRIBE_STRUCT(ResumptionRates, (), (by, day, all, rates))

ResumptionRates show_rates(Snapshot& snapshot, const Actor& actor, const RatesRequest& request);

/// An enterprise and whether it has resumed work.
struct StandingRow {
    Id<Organization> id;
    std::string name;
    DivisionCode division;
    std::optional<IndustrySection> section;
    std::optional<organizations::SizeClass> size_class;
    std::optional<bool> above_designated_size;
    std::optional<std::int64_t> staff;  ///< by the register
    bool resumed = false;               ///< on the day asked for
    std::int64_t staff_resumed = 0;
};
BOOST_DESCRIBE_STRUCT(StandingRow, (),
                      (id, name, division, section, size_class, above_designated_size, staff, resumed, staff_resumed))

Page<StandingRow> list_standings(Snapshot& snapshot, const Actor& actor, const StandingFilter& filter);
Download export_standings(Database& database, const Actor& actor, const StandingExport& filter);

/// The instant at which a day is looked at: its end, or now.
Instant looked_at(Date day, Instant now);

}  // namespace tongzhou::resumption
