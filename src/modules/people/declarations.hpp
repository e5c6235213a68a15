// Health declarations. Private to this module.
#pragma once

#include "modules/people/fitness.hpp"
#include "modules/people/passes.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {
struct Declaration;
}

namespace tongzhou::people {

struct NewDeclaration {
    Id<Person> id;                                    ///< who declares
    std::optional<Id<Declaration>> declaration = {};  ///< made by the client, so that sending it twice declares once
    std::optional<Id<Organization>> employer = {};  ///< for whose roster; the newest entry the actor sees, unless said
    HealthAnswers answers;
};
BOOST_DESCRIBE_STRUCT(NewDeclaration, (), (id, declaration, employer, answers))

/// What became of a declaration. The answers themselves are sealed; POST /declarations/{id}/unmask shows them.
struct DeclarationResult {
    Id<Declaration> id;
    Id<Person> person;
    Instant at;
    Fitness result{};
    std::vector<Unfitness> reasons;
    std::optional<IssuedPass> pass;  ///< when fit
};
BOOST_DESCRIBE_STRUCT(DeclarationResult, (), (id, person, at, result, reasons, pass))

/// Records the declaration and decides by the rules in force there and now: fit issues a pass, unfit revokes those the
/// person has. Throws Problem 422 with every faulty answer.
DeclarationResult declare_health(Tx& tx, const Actor& actor, const NewDeclaration& declaration);

struct UnmaskDeclaration {
    Id<Declaration> id;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskDeclaration, (), (id, reason))

struct UnmaskedDeclaration {
    Id<Declaration> id;
    Id<Person> person;
    Instant at;
    Fitness result{};
    std::vector<Unfitness> reasons;
    HealthAnswers answers;
};
BOOST_DESCRIBE_STRUCT(UnmaskedDeclaration, (), (id, person, at, result, reasons, answers))

/// The answers in the clear; the reading goes into the audit log with its reason.
UnmaskedDeclaration unmask_declaration(Tx& tx, const Actor& actor, const UnmaskDeclaration& request);

struct DeclarationFilter : ListRequest {
    std::optional<Id<Person>> person = {};
    std::optional<Id<Organization>> employer = {};
    std::optional<DivisionCode> division = {};
    std::optional<Fitness> result = {};
    std::optional<Instant> from = {}, until = {};
};
BOOST_DESCRIBE_STRUCT(DeclarationFilter, (ListRequest), (person, employer, division, result, from, until))

struct DeclarationRow {
    Id<Declaration> id;
    Id<Person> person;
    DivisionCode division;
    std::optional<Id<Organization>> employer;
    Instant at;
    Fitness result{};
    std::string author_name;
};
BOOST_DESCRIBE_STRUCT(DeclarationRow, (), (id, person, division, employer, at, result, author_name))

Page<DeclarationRow> list_declarations(Snapshot& snapshot, const Actor& actor, const DeclarationFilter& filter);

}  // namespace tongzhou::people
