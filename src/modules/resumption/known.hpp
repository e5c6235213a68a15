// What the program knows of an enterprise before anybody types: the register, the roster and its passes, and what the
// enterprise filed last time (a fact is entered once). Private to this module.
#pragma once

#include "modules/people/people.hpp"
#include "modules/resumption/filings.hpp"

namespace tongzhou::resumption {

/// The head of the enterprise, the first responsible (国发明电〔2020〕4号).
struct Principal {
    Text<50> name;
    Mobile mobile;
};
BOOST_DESCRIBE_STRUCT(Principal, (), (name, mobile))

/// Seals the head's name and mobile into the filing's row, under a key of the filing's own.
void seal_principal(Snapshot& snapshot, FilingRow& filing, const Principal& principal);
/// Nothing when the filing names none.
std::optional<Principal> open_principal(Snapshot& snapshot, const FilingRow& filing);

BOOST_DEFINE_ENUM_CLASS(KnownSource, registered, roster, earlier_filing)

struct KnownField {
    std::string field;
    KnownSource source{};
};
BOOST_DESCRIBE_STRUCT(KnownField, (), (field, source))

struct Known {
    organizations::Enterprise enterprise;
    people::RosterFigures roster;
    FilingContent content;  ///< as far as it is known
    std::optional<Principal> principal;
    std::vector<KnownField> fields;  ///< of the whole form
};

/// What the register has of the enterprise. Like what_is_known() it asks for no scope: a filing lies where its site
/// lies, which may be another county than the enterprise's, and whoever may see the filing may see whose it is.
organizations::Enterprise enterprise_of(Snapshot& snapshot, const Id<Organization>& organization);

/// What is known to fill a filing of that enterprise; `except` is no source for itself.
Known what_is_known(Snapshot& snapshot, const Id<Organization>& organization, const Id<Filing>& except);

/// The fields of the form that nobody had to type: those the filing never asks for, because the register has them, and
/// those whose value is still the known one.
std::vector<KnownField> untyped_fields(Snapshot& snapshot, const FilingRow& filing, const Known& known);

/// How many fields the form has, the register's among them.
int fields_of_form();

}  // namespace tongzhou::resumption
