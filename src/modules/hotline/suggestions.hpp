// What the desk shows while a question is typed: passages of policies, articles, earlier answers, and the department it
// would be referred to. Private to this module. Nothing outside the actor's scope is among them.
#pragma once

#include "modules/hotline/tickets.hpp"
#include "modules/policies/policies.hpp"

namespace tongzhou::hotline {

struct SuggestRequest {
    Text<4000> question;                   ///< as far as it is typed
    std::optional<DivisionCode> division;  ///< where the matter is, for the department
};
BOOST_DESCRIBE_STRUCT(SuggestRequest, (), (question, division))

struct SuggestedAnswer {
    Uuid id;                            ///< of the article or ticket
    std::string question, answer;
    std::optional<std::string> source;  ///< the basis of the article, the number of the ticket
    Instant updated_at;
    double score = 0;                   ///< 0–1
};
BOOST_DESCRIBE_STRUCT(SuggestedAnswer, (), (id, question, answer, source, updated_at, score))

struct ProposedDepartment {
    std::string matter;
    double share = 0;  ///< 0–1, of all matters; how sure the classifier is
    std::optional<Id<Organization>> organization;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(ProposedDepartment, (), (matter, share, organization, name))

/// Departments, the likeliest first, and how often the classifier is right.
struct Proposals {
    std::vector<ProposedDepartment> departments;  ///< at most three
    Quality quality;                              ///< of the classifier, cross-validated
    std::string model;                            ///< "examples" until it is trained here
    std::optional<Instant> trained_at;
};
BOOST_DESCRIBE_STRUCT(Proposals, (), (departments, quality, model, trained_at))

struct SuggestionsForCall {
    policies::Suggestions policies;
    std::vector<SuggestedAnswer> articles, answers;  ///< at most three each
    Proposals referral;
};
BOOST_DESCRIBE_STRUCT(SuggestionsForCall, (), (policies, articles, answers, referral))

/// By POST, so that what somebody asks stands in no address and no log. Reads only.
SuggestionsForCall suggest_for_call(Snapshot& snapshot, const Actor& actor, const SuggestRequest& request);
Proposals propose_departments(Snapshot& snapshot, const Actor& actor, const SuggestRequest& request);

}  // namespace tongzhou::hotline
