// Squads proposed from a county's members: who is in none, one of each role, near to each other. Private to this
// module.
//
// The best triples are a three-dimensional matching, which nobody can compute for a county in time. So there are two
// pairings, each optimal: liaisons to instructors, then officers to the pairs. Nothing is stored; the console shows the
// proposal and forms the squads that somebody agrees to.
#pragma once

#include "modules/squads/squad_book.hpp"

namespace tongzhou::squads {

struct FormingRequest {
    DivisionCode division;    ///< a county
    std::optional<Date> day;  ///< who is away then takes no part; today, unless said
};
BOOST_DESCRIBE_STRUCT(FormingRequest, (), (division, day))
void check(const FormingRequest& request, std::vector<FieldFault>& faults);

struct ProposedSquad {
    std::string name = {};
    DivisionCode division = {};  ///< the instructor's home
    Id<SquadMember> instructor = {}, liaison = {}, officer = {};
    std::string instructor_name = {}, liaison_name = {}, officer_name = {};  ///< masked
    std::string skills = {};                                                 ///< of the three together
    double longitude = 0, latitude = 0;                                      ///< the middle of their homes
    std::int64_t metres = 0;  ///< from the instructor to the liaison, and from the middle of the two to the officer
};
BOOST_DESCRIBE_STRUCT(ProposedSquad, (),
                      (name, division, instructor, liaison, officer, instructor_name, liaison_name, officer_name,
                       skills, longitude, latitude, metres))

struct FormingProposal {
    std::vector<ProposedSquad> squads;
    int instructors = 0, liaisons = 0, officers = 0;  ///< who are in no squad
    int unlocated = 0;  ///< of them without coordinates, whose town has none to lend: they take no part
};
BOOST_DESCRIBE_STRUCT(FormingProposal, (), (squads, instructors, liaisons, officers, unlocated))

/// As many squads as the scarcest role allows. A member without coordinates stands in the middle of the sites of their
/// home division, or else of the county.
FormingProposal propose_squads(Database& database, const Actor& actor, const FormingRequest& request);

}  // namespace tongzhou::squads
