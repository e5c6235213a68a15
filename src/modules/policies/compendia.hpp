// Compendia: chosen policies as one document to be printed, with contents. Private to this module.
#pragma once

#include "modules/policies/library.hpp"

namespace tongzhou {

struct Compendium {
    Id<Compendium> id;
    std::optional<DivisionCode> division;  ///< of whom it is for; as a policy's
    std::string title;
    std::string preface;
    std::string author_name;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Compendium, (), (id, division, title, preface, author_name, created_at))

namespace policies {

struct NewCompendium {
    std::optional<Id<Compendium>> id;      ///< made by the client: sending it twice makes one
    std::optional<DivisionCode> division;  ///< that of the actor, unless said
    Text<200, 1> title;
    std::optional<Remark> preface;
    std::vector<Id<Policy>> policies;  ///< in their order, 1 to 500, each once
};
BOOST_DESCRIBE_STRUCT(NewCompendium, (), (id, division, title, preface, policies))
void check(const NewCompendium& compendium, std::vector<FieldFault>& faults);

struct CompendiumById {
    Id<Compendium> id;
};
BOOST_DESCRIBE_STRUCT(CompendiumById, (), (id))

struct CompendiumEntry {
    Id<Policy> policy;
    std::int64_t version = 0;  ///< of the day it was made
    std::string title;
    std::optional<std::string> document_number;
};
BOOST_DESCRIBE_STRUCT(CompendiumEntry, (), (policy, version, title, document_number))

struct CompendiumView : Compendium {
    std::vector<CompendiumEntry> policies;
};
BOOST_DESCRIBE_STRUCT(CompendiumView, (Compendium), (policies))

struct CompendiumFilter : ListRequest {
    std::optional<Text<100>> title;  ///< a part of it
};
BOOST_DESCRIBE_STRUCT(CompendiumFilter, (ListRequest), (title))

CompendiumView make_compendium(Tx& tx, const Actor& actor, const NewCompendium& request);
CompendiumView show_compendium(Snapshot& snapshot, const Actor& actor, const CompendiumById& request);
Page<Compendium> list_compendia(Snapshot& snapshot, const Actor& actor, const CompendiumFilter& filter);
/// A page of HTML made to be printed: cover, contents with links, each policy on a new sheet. Nothing in it runs or is
/// loaded from elsewhere.
http::Response print_compendium(Snapshot& snapshot, const Actor& actor, const CompendiumById& request);

Compendium readable_compendium(Snapshot& snapshot, const Actor& actor, const Id<Compendium>& id);

}  // namespace policies
}  // namespace tongzhou
