// Search over the library, by words or by a whole question. Private to this module.
#pragma once

#include "modules/policies/library.hpp"

namespace tongzhou::policies {

struct SearchRequest {
    Text<500, 1> question;                   ///< words or a whole question
    std::optional<DivisionCode> division;    ///< of policies that hold there
    std::vector<PolicyKind> kind;
    std::vector<IssuerLevel> issuer_level;
    std::optional<bool> any_standing;        ///< also those not in force
    std::optional<Bounded<1, 10>> limit;     ///< 5, unless said
};
BOOST_DESCRIBE_STRUCT(SearchRequest, (), (question, division, kind, issuer_level, any_standing, limit))

/// A passage of the policy it stands beneath.
struct FoundPassage {
    std::string text;
    std::int64_t offset = 0, length = 0;  ///< characters
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FoundPassage, (), (text, offset, length, reason))

struct FoundPolicy {
    Id<Policy> id;
    std::int64_t version = 0;
    std::string title;
    std::optional<std::string> document_number;
    std::optional<DivisionCode> division;
    double score = 0;                       ///< the higher the better; comparable within one answer only
    std::vector<Id<Policy>> copies;         ///< the same document as others published it; shown as one
    std::vector<FoundPassage> passages;     ///< those that answer, the best first
};
BOOST_DESCRIBE_STRUCT(FoundPolicy, (), (id, version, title, document_number, division, score, copies, passages))

struct Found {
    std::vector<FoundPolicy> items;
    Suggestions suggestions;  ///< what the desk would show
};
BOOST_DESCRIBE_STRUCT(Found, (), (items, suggestions))

Found search_policies(Snapshot& snapshot, const Actor& actor, const SearchRequest& request);

struct SuggestionRequest {
    Text<2000, 1> question;
};
BOOST_DESCRIBE_STRUCT(SuggestionRequest, (), (question))
Suggestions suggest_passages(Snapshot& snapshot, const Actor& actor, const SuggestionRequest& request);

struct Rebuilt {
    bool begun = true;
};
BOOST_DESCRIBE_STRUCT(Rebuilt, (), (begun))
/// Empties this node's index and builds it anew from the database, in the background.
Rebuilt rebuild_index(Database& database, const Actor& actor);

}  // namespace tongzhou::policies
