// What the files of this module share. Private to it.
#pragma once

#include "modules/organizations/organizations.hpp"

namespace tongzhou::organizations {

/// The division in force behind a code that somebody sent; throws Problem "no_such_division" naming `path`. Villages
/// are known for the program's own city only, so elsewhere one passes if its town exists.
DivisionCode known_division(const DivisionCode& code, std::string_view path = "/division");

std::optional<Organization> load_organization(Snapshot& snapshot, const Id<Organization>& id);
void insert_organization(Tx& tx, const Organization& organization);
/// Everything but the id, the kind and the time of creation.
void update_organization(Tx& tx, const Organization& organization);

/// Throws when another organisation than `self` has the code: "uscc_taken" for one within the actor's scope, else the
/// same not_found as for anything out of it.
void require_free_uscc(Snapshot& snapshot, const Actor& actor, const std::optional<Uscc>& uscc,
                       const Id<Organization>& self);

/// The enterprise's file as it is stored; nothing for an organisation of another kind.
std::optional<Enterprise> load_enterprise(Snapshot& snapshot, const Id<Organization>& id);
void insert_enterprise(Tx& tx, const Enterprise& enterprise);
void update_enterprise(Tx& tx, const Enterprise& enterprise);
/// Sets what follows from the other members: the county, the size class, whether it is above designated size.
void compute(Enterprise& enterprise);

/// Once the change is committed, look-ups read it anew.
void organization_changes(Tx& tx, const Id<Organization>& id);
void site_changes(Tx& tx, const Id<Site>& id);

template <std::size_t Longest, std::size_t Shortest>
std::optional<std::string> text_or_nothing(const std::optional<Text<Longest, Shortest>>& text) {
    return text && !text->empty() ? std::optional(text->value) : std::nullopt;
}

}  // namespace tongzhou::organizations
