// The library of policies: documents with their versions, search by words or by a whole question, who may claim what,
// hand-outs and compendia. This is the module's face: what other modules may include.
//
// A policy holds in a division (or the whole country) and is seen by those who cover that place and by those it holds
// for: everyone below. Search answers from an index that each node keeps for itself beside its database and brings up
// to date from the sequence of changes, about a second after a commit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "modules/policies/evaluation.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {

struct Policy;
struct Organization;  // modules/organizations

extern const sql::MigrationSet policies_migrations;
/// Its `provide` makes the index that the functions below need. Stands after organizations and jobs.
extern const Module policies_module;

namespace policies {

/// Has this process's index follow the database, on a thread of its own, until stop_indexing() or the end. The server
/// calls it once the database has the tables; commands that do not search do without.
void start_indexing(Database& database);
/// Returns when the thread has ended.
void stop_indexing(Database& database);
/// Brings the index up to the last commit on the calling thread: for whoever has not called start_indexing().
void bring_index_up(Database& database);

/// A passage of a policy that answers a question, as the desk shows it. Offsets count characters (Unicode code points)
/// in the policy's current text, so that the passage can be opened in its place and highlighted.
struct SuggestedPassage {
    Id<Policy> policy;
    std::int64_t version = 0;  ///< of the policy's text that the offsets are in
    std::string title;
    std::optional<std::string> document_number;  ///< 文号
    std::string text;                            ///< as it stands in the policy, at most 250 characters
    std::int64_t offset = 0;                     ///< of its first character in the policy's text
    std::int64_t length = 0;                     ///< in characters
    double score = 0;                            ///< how likely the answer stands in it, 0–1, beside the others
    std::string reason;                          ///< the words of the question that it contains, "厂房 · 租金 · 减免"
};
BOOST_DESCRIBE_STRUCT(SuggestedPassage, (),
                      (policy, version, title, document_number, text, offset, length, score, reason))

/// At most three passages, the best first.
struct Suggestions {
    bool good = false;     ///< the first of them is likely to answer; false: show them with reserve, or refer the question
    double confidence = 0; ///< what `good` goes by, 0–1
    std::vector<SuggestedPassage> passages;
};
BOOST_DESCRIBE_STRUCT(Suggestions, (), (good, confidence, passages))

/// What the library says to a question, from the policies in force that the actor may see. Empty for a question without
/// a word in it. Reads the index only; some milliseconds.
Suggestions suggest(Snapshot& snapshot, const Actor& actor, std::string_view question);

struct EligibleEnterprises {
    std::vector<Id<Organization>> enterprises;
    std::optional<std::string> next;  ///< where to go on; unset at the end
};

/// The enterprises within the actor's scope for which all conditions of the policy hold, some hundreds at a time; a
/// part may be empty while `next` is set. Throws 404 for a policy that the actor does not see, 409 "no_conditions".
EligibleEnterprises eligible_enterprises(Snapshot& snapshot, const Actor& actor, const Id<Policy>& policy,
                                         const std::optional<std::string>& after = {});

/// For what names a policy in another module: throws 422 "no_such_policy" at `pointer` unless the actor sees it.
void require_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& policy, std::string_view pointer);

/// Copies of a policy given to an enterprise on an occasion that is recorded elsewhere, such as a visit.
struct CopiesGiven {
    Id<Organization> organization;
    Id<Policy> policy;
    std::int64_t copies = 1;
    Instant given_at;
};
/// Counts them among the hand-outs, in the transaction of the occasion. Throws 404 for what the actor does not see.
void hand_out(Tx& tx, const Actor& actor, const CopiesGiven& given);

}  // namespace policies
}  // namespace tongzhou
