#include "modules/organizations/county.hpp"

#include "base/text.hpp"
#include "modules/organizations/capital.hpp"
#include "modules/organizations/divisions.hpp"

namespace tongzhou::organizations {

namespace {

bool is_county(const DivisionCode& code) {
    return code.is_set() && code.level() == DivisionLevel::county && divisions().has(code);
}

/// The city around an area, or the area itself if it is one or larger.
DivisionCode city_of(DivisionCode area) {
    while (area.level() > DivisionLevel::prefecture) area = *area.parent();
    return area;
}

std::optional<DivisionCode> county_named(std::string_view column, const DivisionCode& hint) {
    if (says_nothing(column)) return std::nullopt;
    if (auto code = DivisionCode::parse(column)) {
        auto county = divisions().in_force(*code);
        while (county.level() > DivisionLevel::county) county = *county.parent();
        if (is_county(county)) return county;
    }
    auto found = divisions().find_by_name(hint, trim(column));
    while (found && found->level() > DivisionLevel::county) found = found->parent();
    return found && is_county(*found) ? found : std::nullopt;
}

imports::Note disagreement(const DivisionCode& code, const DivisionCode& other, bool by_column) {
    const auto ours = divisions().name(code), theirs = divisions().name(other);
    return {"county_disagrees", by_column ? "county" : "address",
            by_column ? fmt::format("信用代码属{}，所属区县一栏为{}，以信用代码为准，请核实。", ours, theirs)
                      : fmt::format("信用代码属{}，地址似在{}，以信用代码为准，请核实。", ours, theirs),
            fmt::format("The credit code belongs to {}, the {} to {}; the code counts, please check.", ours,
                        by_column ? "county column" : "address", theirs)};
}

}  // namespace

SettledCounty settle_county(const Uscc& uscc, std::string_view column, std::string_view address,
                            const DivisionCode& area) {
    SettledCounty settled;
    const auto by_code = divisions().in_force(uscc.division());
    const auto hint = area.is_set() ? city_of(area) : city_of(by_code);
    const auto by_column = county_named(column, hint);
    const auto by_address = divisions().settle_county(address, hint);
    if (!by_column && !says_nothing(column))
        settled.warnings.push_back(
            {"county_unknown", "county", fmt::format("没有“{}”这个区县，未采用，请核实。", trim(column)),
             fmt::format("There is no county “{}”; it was not used, please check.", trim(column))});
    if (is_county(by_code)) {
        settled.division = by_code;
        settled.source = CountySource::code;
        if (by_column && *by_column != by_code)
            settled.warnings.push_back(disagreement(by_code, *by_column, true));
        else if (by_address && *by_address != by_code)
            settled.warnings.push_back(disagreement(by_code, *by_address, false));
    } else if (by_column) {
        settled.division = by_column;
        settled.source = CountySource::column;
    } else if (by_address) {
        settled.division = by_address;
        settled.source = CountySource::address;
    } else {
        // A code of the province's or another city's registry says nothing of where in our area the enterprise is.
        if (area.is_set() && !hint.contains(by_code))
            settled.division = hint;
        else if (divisions().has(city_of(by_code)))
            settled.division = city_of(by_code);
        settled.warnings.push_back({"county_unsettled", "address", "无法由信用代码、所属区县或地址确定区县，请补充。",
                                    "Neither the credit code, a county column nor the address tells the county; "
                                    "please add it."});
    }
    return settled;
}

}  // namespace tongzhou::organizations
