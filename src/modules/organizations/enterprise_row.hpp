// What one row of a spreadsheet says of an enterprise. Private to this module.
#pragma once

#include <string>
#include <vector>

#include "modules/organizations/county.hpp"
#include "modules/organizations/enterprises.hpp"
#include "platform/imports/imports.hpp"

namespace tongzhou::organizations {

/// The columns, in the order of EnterpriseColumn.
std::vector<table::FieldSpec> enterprise_columns();

struct EnterpriseRow {
    std::optional<Uscc> uscc;
    std::string name;
    SettledCounty county;
    // Unset where the row says nothing: what is on record stays.
    std::optional<std::string> address, legal_type, business_scope;
    std::optional<Date> registered;
    std::optional<Money> capital, revenue, assets;
    std::optional<IndustrySection> section;
    std::optional<SizeIndustry> size_industry;
    std::optional<std::int64_t> staff;
    std::optional<bool> qualified_contractor;

    std::vector<imports::Note> faults;    ///< why the row cannot be imported; all of them
    std::vector<imports::Note> warnings;  ///< those of the county not included
};

/// The code as on record; nothing if the cell has none that is valid.
std::optional<Uscc> uscc_of(const imports::Row& row);
EnterpriseRow read_enterprise_row(const imports::Row& row, const imports::Run& run);

/// "2020-02-24", "2020/2/24", "2020.2.24", "2020年2月24日", "20200224", with or without a time after it.
Parsed<Date> read_date(std::string_view text);

}  // namespace tongzhou::organizations
