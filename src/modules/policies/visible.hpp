// Who sees a policy and who keeps it. A policy binds everyone below the place where it holds, so it is seen from there
// down; and by those above, who cover that place. A sibling county sees nothing of it.
#pragma once

#include "platform/access/actor.hpp"

namespace tongzhou::policies {

bool sees(const Actor& actor, const std::optional<DivisionCode>& division);
/// Throws no_such_record().
void require_sees(const Actor& actor, const std::optional<DivisionCode>& division);
/// A policy is entered and changed by those who cover the whole place; one that holds everywhere by those who see
/// everything. Throws no_such_record().
void require_keeps(const Actor& actor, const std::optional<DivisionCode>& division);

/// The same rule for lists: what of these is set is compared with a row's division by the conditions below.
struct SeenFrom {
    std::optional<std::string> seen_from;     ///< a command's place: what holds there, above it and below it
    std::optional<std::string> holding_for;   ///< an organisation's place: what holds there and above it
    std::optional<std::string> seen_by_none;  ///< set for an actor that sees nothing
};
BOOST_DESCRIBE_STRUCT(SeenFrom, (), (seen_from, holding_for, seen_by_none))
SeenFrom seen_from(const Actor& actor);

/// Conditions on the column `division` of the table `p`; codes nest by prefix, and NULL is everywhere.
inline constexpr std::string_view seen_from_condition =
    "EXISTS (SELECT 1 FROM (SELECT CAST(:seen_from AS TEXT) AS code) here WHERE substr(here.code, 1, "
    "length(COALESCE(p.division, ''))) = COALESCE(p.division, '') OR substr(p.division, 1, length(here.code)) = "
    "here.code)";
inline constexpr std::string_view holding_for_condition =
    "EXISTS (SELECT 1 FROM (SELECT CAST(:holding_for AS TEXT) AS code) here WHERE substr(here.code, 1, "
    "length(COALESCE(p.division, ''))) = COALESCE(p.division, ''))";
inline constexpr std::string_view seen_by_none_condition = "1 = 0 AND p.title = :seen_by_none";

/// The actor for a List whose rows are told apart by these conditions instead of the columns of its scope.
Actor for_list(const Actor& actor);

}  // namespace tongzhou::policies
