// What an enterprise asks of its squad: skills, the hours in which it can be visited, and, where somebody said so, one
// squad and no other (a pin). Private to this module.
#pragma once

#include "modules/squads/squad_book.hpp"

namespace tongzhou::squads {

struct NeedsRow {
    Id<Organization> organization = {};
    std::string organization_name = {};
    DivisionCode division = {};
    bool looked_after = true;              ///< false: no squad is wanted
    std::string skills = {};               ///< words separated by spaces; its squad has all of them
    int opens = 8 * 60, closes = 18 * 60;  ///< minutes after midnight between which a visit may begin
    int stay = 40;                         ///< minutes
    std::optional<Id<Squad>> squad = {};   ///< pinned to it
    std::optional<std::string> squad_name = {};
    std::optional<std::string> pin_reason = {}, pinned_by = {};
    Instant updated_at = {};
};
BOOST_DESCRIBE_STRUCT(NeedsRow, (),
                      (organization, organization_name, division, looked_after, skills, opens, closes, stay, squad,
                       squad_name, pin_reason, pinned_by, updated_at))

struct NeedsOf {
    Id<Organization> organization;
};
BOOST_DESCRIBE_STRUCT(NeedsOf, (), (organization))

struct NewNeeds {
    Id<Organization> organization;
    std::optional<bool> looked_after;
    std::vector<Skill> skills = {};
    std::optional<Bounded<0, 1439>> opens;
    std::optional<Bounded<1, 1440>> closes;
    std::optional<Bounded<5, 480>> stay;
};
BOOST_DESCRIBE_STRUCT(NewNeeds, (), (organization, looked_after, skills, opens, closes, stay))
void check(const NewNeeds& needs, std::vector<FieldFault>& faults);

struct NewPin {
    Id<Organization> organization;
    Id<Squad> squad;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(NewPin, (), (organization, squad, reason))

struct NeedsFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<bool> pinned;
};
BOOST_DESCRIBE_STRUCT(NeedsFilter, (ListRequest), (division, pinned))

NeedsRow set_needs(Tx& tx, const Actor& actor, const NewNeeds& request);
/// What holds for the enterprise, said or not.
NeedsRow show_needs(Snapshot& snapshot, const Actor& actor, const NeedsOf& request);
/// Keeps the enterprise with that squad in every plan from now on. Throws 422 "no_such_squad" for one of another county
/// or dissolved, 409 "lacks_skill", "squad_pinned_full" when the squad is pinned to as many as it takes.
NeedsRow pin(Tx& tx, const Actor& actor, const NewPin& request);
NeedsRow unpin(Tx& tx, const Actor& actor, const NeedsOf& request);
Page<NeedsRow> list_needs(Snapshot& snapshot, const Actor& actor, const NeedsFilter& filter);

/// The skills that the members of a squad have together.
std::vector<Skill> skills_of_squad(Snapshot& snapshot, const SquadRow& squad);

}  // namespace tongzhou::squads
