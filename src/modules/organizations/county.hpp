// Settles in which county an imported enterprise is: by the division in its credit code, else by a column that names
// the county, else by its address. The order and its price: docs/decisions/0011-county-settlement.md.
#pragma once

#include <vector>

#include "modules/organizations/enterprises.hpp"
#include "platform/imports/imports.hpp"

namespace tongzhou::organizations {

struct SettledCounty {
    std::optional<DivisionCode> division;  ///< of a county; of the city where no county could be settled; or unknown
    CountySource source = CountySource::unsettled;
    std::vector<imports::Note> warnings;  ///< county_disagrees, county_unknown, county_unsettled
};

/// `column` is what the file says of the county, by code or name; empty if nothing. `area` is where the rows of the
/// file belong, and where names are looked for; unset: where the credit code says.
SettledCounty settle_county(const Uscc& uscc, std::string_view column, std::string_view address,
                            const DivisionCode& area);

}  // namespace tongzhou::organizations
