#include "modules/people/timeline.hpp"

namespace tongzhou::people {
namespace {

constexpr std::size_t most_items = 500;

struct DeclaredRow {
    Uuid id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Instant at;
    Fitness result{};
};
BOOST_DESCRIBE_STRUCT(DeclaredRow, (), (id, division, organization, at, result))

struct PassedRow {
    Uuid id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Instant issued_at, expires_at;
    std::optional<Instant> revoked_at;
    std::optional<std::string> revoke_reason;
};
BOOST_DESCRIBE_STRUCT(PassedRow, (), (id, division, organization, issued_at, expires_at, revoked_at, revoke_reason))

const sql::Query declarations_of{R"(
    SELECT id, division, organization, at, result FROM health_declarations
    WHERE person = :person ORDER BY at DESC LIMIT 500)"};
const sql::Query passes_of{R"(
    SELECT id, division, organization, issued_at, expires_at, revoked_at, revoke_reason FROM passes
    WHERE person = :person ORDER BY issued_at DESC LIMIT 500)"};

TimelineItem item(Instant at, Happening happening, const Uuid& id, const DivisionCode& division,
                  const std::optional<Id<Organization>>& employer) {
    TimelineItem item;
    item.at = at;
    item.happening = happening;
    item.id = id;
    item.division = division;
    item.employer = employer;
    return item;
}

void add_entry(const Entry& entry, std::vector<TimelineItem>& items) {
    const auto add = [&](Instant at, Happening happening) {
        auto& added = items.emplace_back(item(at, happening, entry.id.uuid(), entry.division, entry.organization));
        added.workshop = entry.workshop;
        added.shuttle = entry.shuttle;
    };
    add(entry.from_at, Happening::entered);
    if (entry.until_at) add(*entry.until_at, Happening::left);
}

void add_pass(const PassedRow& pass, std::vector<TimelineItem>& items) {
    items.push_back(item(pass.issued_at, Happening::pass_issued, pass.id, pass.division, pass.organization));
    items.back().expires_at = pass.expires_at;
    if (!pass.revoked_at) return;
    items.push_back(item(*pass.revoked_at, Happening::pass_revoked, pass.id, pass.division, pass.organization));
    items.back().reason = pass.revoke_reason;
}

}  // namespace

Timeline show_timeline(Snapshot& snapshot, const Actor& actor, const PersonById& request) {
    const auto sight = require_person(snapshot, actor, request.id);
    Timeline timeline{sight.person, {}};
    auto& items = timeline.items;
    for (const auto& entry : sight.entries) add_entry(entry, items);
    if (actor.permissions.has(Permission::health_read))
        for (const auto& row : snapshot.all<DeclaredRow>(declarations_of, sight.person))
            if (actor.scope.covers(row.division, row.organization)) {
                items.push_back(item(row.at, Happening::declared, row.id, row.division, row.organization));
                items.back().result = row.result;
            }
    if (actor.permissions.has(Permission::pass_read))
        for (const auto& row : snapshot.all<PassedRow>(passes_of, sight.person))
            if (actor.scope.covers(row.division, row.organization)) add_pass(row, items);
    std::ranges::stable_sort(items, std::ranges::greater{}, &TimelineItem::at);
    if (items.size() > most_items) items.resize(most_items);
    return timeline;
}

}  // namespace tongzhou::people
