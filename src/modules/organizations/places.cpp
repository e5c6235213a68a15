#include "modules/organizations/places.hpp"

#include "modules/organizations/register.hpp"

namespace tongzhou::organizations {

namespace {

const sql::Query site_place{R"(
    SELECT id, organization, division, county, name, lanes, yard_length_dm, deciseconds_per_person,
           CASE WHEN status = 'operating' THEN 1 ELSE 0 END AS operating
    FROM   sites
    WHERE  id = :id)"};

const sql::Query organization_place{"SELECT id, division, name, kind FROM organizations WHERE id = :id"};

const sql::Query id_of_uscc{"SELECT id FROM organizations WHERE uscc = :uscc"};

template <class Remembered, class Found, class T>
std::optional<Found> look_up(Snapshot& snapshot, Memory<Remembered>& memory, const sql::Query& query, const Id<T>& id) {
    if (auto known = memory.recall(id, snapshot.now())) return std::move(known->place);
    auto found = snapshot.find<Found>(query, id);
    if (found) memory.keep(id, {*found}, snapshot.now(), snapshot.began());
    return found;
}

}  // namespace

std::optional<SitePlace> find_site(Snapshot& snapshot, const Id<Site>& id) {
    return look_up<RememberedSite, SitePlace>(snapshot, snapshot.service<Places>().sites, site_place, id);
}

std::optional<Place> find_organization(Snapshot& snapshot, const Id<Organization>& id) {
    return look_up<RememberedOrganization, Place>(snapshot, snapshot.service<Places>().organizations,
                                                  organization_place, id);
}

std::optional<Id<Organization>> find_by_uscc(Snapshot& snapshot, const Uscc& uscc) {
    return snapshot.value<Id<Organization>>(id_of_uscc, uscc);
}

namespace {

template <class Remembered, class T>
void changes(Tx& tx, Memory<Remembered>& memory, const Id<T>& id) {
    memory.change(id, tx.now());
    tx.after_commit([&memory, id] { memory.changed(id); });
}

}  // namespace

void organization_changes(Tx& tx, const Id<Organization>& id) { changes(tx, tx.service<Places>().organizations, id); }

void site_changes(Tx& tx, const Id<Site>& id) { changes(tx, tx.service<Places>().sites, id); }

}  // namespace tongzhou::organizations
