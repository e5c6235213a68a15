// The squads: who sits in them and where their days begin. Private to this module.
#pragma once

#include "modules/squads/members.hpp"

namespace tongzhou::squads {

struct SquadRow {
    Id<Squad> id;
    DivisionCode division;
    std::string name;
    std::optional<Id<SquadMember>> instructor, liaison, officer;
    std::optional<std::string> instructor_name, liaison_name, officer_name;  ///< masked
    double longitude = 0, latitude = 0;
    std::int64_t enterprises = 0;  ///< that it looks after now
    std::optional<Instant> dissolved_at;
    Instant created_at;
    bool complete() const { return instructor && liaison && officer && !dissolved_at; }
};
BOOST_DESCRIBE_STRUCT(SquadRow, (),
                      (id, division, name, instructor, liaison, officer, instructor_name, liaison_name, officer_name,
                       longitude, latitude, enterprises, dissolved_at, created_at))

struct SquadFields {
    Title name;
    DivisionCode division;
    std::optional<Id<SquadMember>> instructor, liaison, officer;  ///< one of each role; an empty seat: not complete
    double longitude = 0, latitude = 0;                           ///< where its days begin, WGS 84
};
BOOST_DESCRIBE_STRUCT(SquadFields, (), (name, division, instructor, liaison, officer, longitude, latitude))
void check(const SquadFields& squad, std::vector<FieldFault>& faults);

struct NewSquad : SquadFields {
    std::optional<Id<Squad>> id;  ///< made by the client, so that sending it twice makes one
};
BOOST_DESCRIBE_STRUCT(NewSquad, (SquadFields), (id))
struct ChangedSquad : SquadFields {
    Id<Squad> id;
};
BOOST_DESCRIBE_STRUCT(ChangedSquad, (SquadFields), (id))
struct SquadById {
    Id<Squad> id;
};
BOOST_DESCRIBE_STRUCT(SquadById, (), (id))

struct SquadFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Text<100>> name;  ///< a part of it
    std::optional<bool> complete;   ///< true: every seat is taken; false: one is empty
    std::optional<bool> dissolved;  ///< false: squads that exist
};
BOOST_DESCRIBE_STRUCT(SquadFilter, (ListRequest), (division, name, complete, dissolved))
struct SquadExport : SquadFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(SquadExport, (SquadFilter), (format))

/// Throws 422 for a member who does not exist here ("no_such_member"), has another role ("wrong_role"), has left or
/// sits in another squad ("seated"); 409 "id_taken".
SquadRow create_squad(Tx& tx, const Actor& actor, const NewSquad& request);
/// The same; the county stays.
SquadRow change_squad(Tx& tx, const Actor& actor, const ChangedSquad& request);
/// A squad that leaves: its seats are free, its enterprises keep it as what they had until a new plan is in force.
SquadRow dissolve_squad(Tx& tx, const Actor& actor, const SquadById& request);
SquadRow show_squad(Snapshot& snapshot, const Actor& actor, const SquadById& request);
Page<SquadRow> list_squads(Snapshot& snapshot, const Actor& actor, const SquadFilter& filter);
Download export_squads(Database& database, const Actor& actor, const SquadExport& filter);

/// The squad loses that member; command is told (event "squad"), for its enterprises need another plan.
void empty_seat(Tx& tx, const Actor& actor, const Id<Squad>& squad, const Id<SquadMember>& member);
/// All squads of the county that are not dissolved, in the order in which they were made.
std::vector<SquadRow> squads_of_county(Snapshot& snapshot, const std::string& county);

/// Longitude and latitude in their range, both or neither.
void check_location(const std::optional<double>& longitude, const std::optional<double>& latitude,
                    std::vector<FieldFault>& faults);

}  // namespace tongzhou::squads
