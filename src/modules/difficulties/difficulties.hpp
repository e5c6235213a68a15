// What an enterprise struggles with, carried until the enterprise itself says that it is solved. This is the module's
// face.
//
// A difficulty is raised by the enterprise, on a visit, in a call or at a gate. A department answers for it, by the
// table of departments (the nearest division that names one for the kind), within the working days of the rule
// difficulty_due_days. It goes raise → verify → claim → solve → confirm; what is overdue rises a level, from the town
// to the county to the city. Nobody but the enterprise closes it, and the enterprise may open it again.
//
// Needs the services events::Bus, jobs::Scheduler, and those that organizations and rules provide.
#pragma once

#include <optional>

#include "base/bounded.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/access/actor.hpp"
#include "platform/api/api.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {
struct Difficulty;
struct Solution;
extern const sql::MigrationSet difficulties_migrations;
extern const Module difficulties_module;
}  // namespace tongzhou

namespace tongzhou::difficulties {

BOOST_DEFINE_ENUM_CLASS(DifficultyKind, commuting, raw_materials, product_transport, loans, hiring, supplies, rent,
                        others)
/// `enterprise`: raised by itself.
BOOST_DEFINE_ENUM_CLASS(DifficultySource, enterprise, visit, call, gate)
/// returned: sent back with a question; confirmed and withdrawn: closed by the enterprise.
BOOST_DEFINE_ENUM_CLASS(DifficultyState, raised, returned, verified, claimed, solved, confirmed, withdrawn)

struct NewDifficulty {
    std::optional<Id<Difficulty>> id = {};  ///< made by the client, so that sending it twice makes one
    Id<Organization> organization;          ///< the enterprise
    DifficultyKind kind{};
    Text<2000, 4> text;
    std::optional<DifficultySource> source = {};  ///< enterprise, unless said
    std::optional<Uuid> source_record = {};       ///< the visit, the call or the gate
};
BOOST_DESCRIBE_STRUCT(NewDifficulty, (), (id, organization, kind, text, source, source_record))

struct RaisedDifficulty {
    Id<Difficulty> id;
    DifficultyState state{};
    DivisionLevel level{};                       ///< whose it is
    std::optional<Id<Organization>> department;  ///< that answers for it; nothing: whoever claims it
    Instant due_at;                              ///< the end of its last working day
};
BOOST_DESCRIBE_STRUCT(RaisedDifficulty, (), (id, state, level, department, due_at))

/// Throws no_such_record() for an enterprise outside the actor's scope, 409 "id_taken" for an id that was used for
/// something else.
RaisedDifficulty raise(Tx& tx, const Actor& actor, const NewDifficulty& difficulty);

}  // namespace tongzhou::difficulties
