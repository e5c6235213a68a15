// A filing until it is submitted: begun with what is known, completed by hand. Private to this module.
#pragma once

#include "modules/resumption/view.hpp"

namespace tongzhou::resumption {

struct NewFiling {
    std::optional<Id<Filing>> id;  ///< made by the client, so that sending it twice makes one
    Id<Organization> organization;
    std::optional<Id<Site>> site;  ///< absent: for all its sites
};
BOOST_DESCRIBE_STRUCT(NewFiling, (), (id, organization, site))

/// The content anew: what is absent is emptied, but for the head, who stays as sealed unless named.
struct ChangedFiling : FilingContent {
    Id<Filing> id;
    std::optional<Text<50, 1>> principal_name;
    std::optional<Mobile> principal_mobile;
};
BOOST_DESCRIBE_STRUCT(ChangedFiling, (FilingContent), (id, principal_name, principal_mobile))
void check(const ChangedFiling& filing, std::vector<FieldFault>& faults);

/// Begins a filing, filled with what is known. Throws 409 "filing_open", which names it, while the place has another
/// that is on its way or in force.
FilingView create_filing(Tx& tx, const Actor& actor, const NewFiling& request);
FilingView change_filing(Tx& tx, const Actor& actor, const ChangedFiling& request);

/// Hands the filing in. Every paper that is missing is listed at once, in one 422. The first submission decides the
/// procedure; a later one takes up the stages that had found something lacking.
FilingView submit_filing(Tx& tx, const Actor& actor, const FilingById& request);

struct WithdrawRequest {
    Id<Filing> id;
    std::optional<Text<500>> why;
};
BOOST_DESCRIBE_STRUCT(WithdrawRequest, (), (id, why))
FilingView withdraw_filing(Tx& tx, const Actor& actor, const WithdrawRequest& request);

/// What the reviewers read but the enterprise does not choose.
struct PrioritiseRequest {
    Id<Filing> id;
    Necessity necessity{};
    Text<500, 2> why;
};
BOOST_DESCRIBE_STRUCT(PrioritiseRequest, (), (id, necessity, why))
FilingView prioritise_filing(Tx& tx, const Actor& actor, const PrioritiseRequest& request);

}  // namespace tongzhou::resumption
