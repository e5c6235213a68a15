// Copies of policies and compendia given out: how many, by whom, to whom, when. Private to this module.
#pragma once

#include "modules/policies/library.hpp"

namespace tongzhou {

struct Handout;
struct Compendium;

namespace policies {

struct NewHandout {
    std::optional<Id<Handout>> id;                 ///< made by the client: sending it twice makes one
    std::optional<Id<Organization>> organization;  ///< who was given it, where it is on the register
    std::optional<DivisionCode> division;          ///< where; that of the organisation or the actor, unless said
    std::optional<Text<200>> recipient;            ///< in words; the organisation's name, unless said
    std::optional<Id<Policy>> policy;              ///< what was given: one of the two
    std::optional<Id<Compendium>> compendium;
    Bounded<1, 100'000> copies;
    std::optional<Instant> given_at;  ///< now, unless said
    std::optional<Remark> note;
};
BOOST_DESCRIBE_STRUCT(NewHandout, (),
                      (id, organization, division, recipient, policy, compendium, copies, given_at, note))
void check(const NewHandout& handout, std::vector<FieldFault>& faults);

struct HandoutRow {
    Id<Handout> id;
    std::string county;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string recipient;
    std::optional<Id<Policy>> policy;
    std::optional<Id<Compendium>> compendium;
    std::string title;
    std::int64_t copies = 0;  ///< below zero in a row that takes another back
    std::optional<Uuid> given_by;
    std::string given_by_name;
    Instant given_at;
    std::optional<Id<Handout>> corrects;
    std::string note;
    bool operator==(const HandoutRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandoutRow, (),
                      (id, county, division, organization, recipient, policy, compendium, title, copies, given_by,
                       given_by_name, given_at, corrects, note))

struct HandoutFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Policy>> policy;
    std::optional<Id<Compendium>> compendium;
    std::optional<Instant> from, until;  ///< given at or after, before
};
BOOST_DESCRIBE_STRUCT(HandoutFilter, (ListRequest), (division, organization, policy, compendium, from, until))
struct HandoutExport : HandoutFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(HandoutExport, (HandoutFilter), (format))

struct HandoutById {
    Id<Handout> id;
    std::optional<Remark> note;
};
BOOST_DESCRIBE_STRUCT(HandoutById, (), (id, note))

/// How much of one policy or compendium was handed out; the list shows its rows, by its id and the same filter.
struct HandoutTotal {
    std::optional<Id<Policy>> policy;
    std::optional<Id<Compendium>> compendium;
    std::string title;            ///< one that it had when it was handed out
    std::int64_t copies = 0;      ///< less those taken back
    std::int64_t handouts = 0;    ///< rows of the list
    std::int64_t recipients = 0;  ///< organisations, each once
};
BOOST_DESCRIBE_STRUCT(HandoutTotal, (), (policy, compendium, title, copies, handouts, recipients))
struct HandoutTotals {
    std::int64_t copies = 0, handouts = 0, recipients = 0;
    std::vector<HandoutTotal> items;  ///< the most copies first, at most 500
};
BOOST_DESCRIBE_STRUCT(HandoutTotals, (), (copies, handouts, recipients, items))

/// Problems: not_found for what the actor does not see; id_taken.
HandoutRow record_handout(Tx& tx, const Actor& actor, const NewHandout& request);
/// A new row with minus as many copies. Problems: already_taken_back, and a row that takes back cannot be taken back.
HandoutRow take_back_handout(Tx& tx, const Actor& actor, const HandoutById& request);
Page<HandoutRow> list_handouts(Snapshot& snapshot, const Actor& actor, const HandoutFilter& filter);
Download export_handouts(Database& database, const Actor& actor, const HandoutExport& filter);
/// Over the rows that list_handouts() has for the same filter.
HandoutTotals total_handouts(Snapshot& snapshot, const Actor& actor, const HandoutFilter& filter);

}  // namespace policies
}  // namespace tongzhou
