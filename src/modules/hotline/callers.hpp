// Who asks: sealed under a key of the call's own, found again by number, shown masked. Private to this module.
#pragma once

#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(CallerKind, enterprise, person)

/// As somebody gave it. A number is a mobile or a landline; the person may stay unnamed.
struct Caller {
    CallerKind kind = CallerKind::person;
    std::optional<Id<Organization>> organization;  ///< the enterprise, where it is in the register
    std::optional<Text<50>> name;
    std::optional<Text<30>> number;
    std::optional<Text<200>> address;
};
BOOST_DESCRIBE_STRUCT(Caller, (), (kind, organization, name, number, address))
void check(const Caller& caller, std::vector<FieldFault>& faults);

/// What of a caller is kept in the open.
struct SealedCaller {
    std::optional<std::string> data_key, sealed, masked_name, masked_number, number_index;
};
SealedCaller seal_caller(Snapshot& snapshot, const Id<Call>& call, const Caller& caller);
Caller open_caller(Snapshot& snapshot, const Id<Call>& call, std::string_view data_key, std::string_view sealed);

/// Digits only, +86 taken off; nothing when it cannot be a Chinese number of 7 to 12 digits.
std::optional<std::string> normalised_number(std::string_view number);
/// "138****8000", "0537****118"
std::string masked_number(std::string_view normalised);
/// How the calls of that number are found: see KeyRing::blind_indexes.
std::vector<std::string> number_indexes(Snapshot& snapshot, std::string_view number);

struct UnmaskCaller {
    Id<Ticket> id;
    Text<300, 2> reason;  ///< why it must be read
};
BOOST_DESCRIBE_STRUCT(UnmaskCaller, (), (id, reason))
struct CallerView {
    Id<Ticket> id;
    std::vector<Caller> callers;  ///< of its calls, the first one first
};
BOOST_DESCRIBE_STRUCT(CallerView, (), (id, callers))
/// For the desk, for the ticket's handlers and for those with person_unmask; audited with the reason. The caller of a
/// confidential ticket is shown to the desk alone (GB/T 33358-2016). Throws 403 "not_the_handler", "confidential_ticket".
CallerView unmask_caller(Tx& tx, const Actor& actor, const UnmaskCaller& request);

}  // namespace tongzhou::hotline
