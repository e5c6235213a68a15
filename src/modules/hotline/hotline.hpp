// The hotline: calls and what becomes of them. This is the module's face.
//
// Every call makes one Ticket. It is answered within the call (`answered_directly`) or referred to a department, which
// replies within a term of working days; then the caller is asked, and the ticket is closed. GB/T 33358-2016 names the
// states and moves; states.hpp has the table of what may follow what.
//
// The city and each county have a desk, and one queue: a ticket lies where its matter is, so a county's desk sees what
// the city's took for it.
//
// Needs the services seal::KeyRing, events::Bus, jobs::Scheduler and those of organizations, rules and policies.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "modules/organizations/organizations.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {
struct Call;
struct Ticket;
struct Article;
struct KnowledgeGap;
extern const sql::MigrationSet hotline_migrations;
extern const Module hotline_module;
}  // namespace tongzhou

namespace tongzhou::hotline {

/// How good a classifier of questions is on questions it has not seen.
struct Quality {
    double accuracy = 0;        ///< of all messages, the share given their own class
    double macro_f1 = 0;        ///< mean over the classes of 2 × hits ÷ (given + own)
    std::int64_t messages = 0;  ///< looked at
};
BOOST_DESCRIBE_STRUCT(Quality, (), (accuracy, macro_f1, messages))

struct Evaluation : Quality {
    std::string model;          ///< the file; "cross-validated" when each message was judged by a model of the others
    std::int64_t seen = 0;      ///< messages that the model was trained on: they say nothing about others
    std::int64_t foreign = 0;   ///< messages of classes that the model does not know
    std::vector<std::string> classes;
    std::vector<std::int64_t> own, given, hits;  ///< by class: of that class, taken for it, rightly so
};
BOOST_DESCRIBE_STRUCT(Evaluation, (Quality), (model, seen, foreign, classes, own, given, hits))

/// Trains the classifier that proposes a department's class, from a table with the columns `category` and `words` (or
/// `question`), and writes it to `model`. The quality stored and returned is cross-validated. `progress` gets 0…1 and
/// may be empty. Throws Problem for a table it cannot use: no such columns, fewer than two classes or twenty messages.
Evaluation train_referral(const std::filesystem::path& messages, const std::filesystem::path& model,
                          const std::function<void(double)>& progress);
/// Judges messages of the same form: by the model when one is given, else by cross-validation.
Evaluation evaluate_referral(const std::filesystem::path& messages, const std::optional<std::filesystem::path>& model,
                             const std::function<void(double)>& progress);
/// Trains from the tickets of this installation whose matter a department has confirmed by its reply.
Evaluation train_referral(Database& database, const std::filesystem::path& model,
                          const std::function<void(double)>& progress);

/// Where the program keeps its model, and the service looks for it: referral.model in the data folder.
std::filesystem::path default_model(const std::filesystem::path& data_folder);
/// Called once by the program: proposals come from that file from now on, and from its successor as soon as it is
/// replaced. Until there is one they come from the examples that the program ships.
void use_referral_model(Database& database, const std::filesystem::path& model);

/// After a rotation of the master keys: seals the callers' data keys under the active one, in short transactions.
/// Returns how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database);

}  // namespace tongzhou::hotline
