// What somebody sees and declares of themselves, on their own phone and without an account. Private to this module.
//
// A phone proves itself once by the employer's invitation, a document and a personal code, and gets a token that opens
// this person's own file at this employer and nothing else: it carries no permission, and its scope is this employer.
#pragma once

#include "modules/people/declarations.hpp"

namespace tongzhou::people {

inline constexpr std::chrono::days own_session_time{90};

struct OwnSignIn {
    Text<100, 1> invitation;
    std::optional<DocumentKind> document_kind = {};  ///< resident_id, unless said
    Text<60, 1> document_number;
    Text<20, 1> code;
};
BOOST_DESCRIBE_STRUCT(OwnSignIn, (), (invitation, document_kind, document_number, code))

struct OwnSession {
    std::string token;  ///< shown this one time
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (token, expires_at))

/// Throws Problem 404 "no_such_invitation", 429 "locked" after too many attempts for one document, and one and the same
/// 401 "own_sign_in_failed" for a document that is not on the roster and a code that is wrong, used or too old.
OwnSession begin_own_session(Database& database, const Actor& actor, const OwnSignIn& request);
/// On all phones of the person.
void end_own_session(Tx& tx, const Actor& actor);

struct OwnDeclaration {
    Id<Declaration> id;
    Instant at;
    Fitness result{};
};
BOOST_DESCRIBE_STRUCT(OwnDeclaration, (), (id, at, result))

struct OwnFile {
    Id<Person> id;
    std::string masked_name;
    Id<Organization> employer;
    std::string employer_name;
    std::optional<std::string> workshop, shuttle;
    std::optional<PassView> pass;                               ///< the newest one, in force or not
    std::optional<OwnDeclaration> declaration;                  ///< the newest one
    DivisionCode province;                                      ///< a stay outside of it is one elsewhere
    std::int64_t observation_days = 0, pass_validity_days = 0;  ///< by the rules in force
};
BOOST_DESCRIBE_STRUCT(OwnFile, (),
                      (id, masked_name, employer, employer_name, workshop, shuttle, pass, declaration, province,
                       observation_days, pass_validity_days))
/// Throws not_found once the person has left the roster.
OwnFile show_own_file(Snapshot& snapshot, const Actor& actor);

struct NewOwnDeclaration {
    Id<Declaration> id;  ///< made by the phone, so that sending it twice declares once
    HealthAnswers answers;
};
BOOST_DESCRIBE_STRUCT(NewOwnDeclaration, (), (id, answers))
DeclarationResult declare_own_health(Tx& tx, const Actor& actor, const NewOwnDeclaration& declaration);

}  // namespace tongzhou::people
