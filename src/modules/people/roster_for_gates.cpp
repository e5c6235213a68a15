// What a gate takes along of a roster, so that it can decide without a network.

#include <charconv>

#include "modules/people/files.hpp"

namespace tongzhou::people {
namespace {

struct Cursor {
    Instant from_at = Instant::from_ms(std::numeric_limits<std::int64_t>::min());
    Uuid id;
};

struct MemberRow {
    Id<PersonEntry> entry;
    Id<Person> person;
    std::string masked_name;
    std::optional<std::string> workshop, shuttle;
    Instant from_at;
    std::optional<Instant> until_at;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (entry, person, masked_name, workshop, shuttle, from_at, until_at))

// The three queries have one page in common: the same condition, order and limit.
const sql::Query members{R"(
    SELECT id AS entry, person, masked_name, workshop, shuttle, from_at, until_at
    FROM person_entries
    WHERE organization = :organization AND (from_at, id) > (:from_at, :id) AND COALESCE(until_at, :never) > :now
    ORDER BY from_at, id LIMIT :most)"};

struct FileOfMember {
    Id<Person> person, file;
    DocumentKind document_kind{};
    std::string document_sealed;
};
BOOST_DESCRIBE_STRUCT(FileOfMember, (), (person, file, document_kind, document_sealed))

const sql::Query files_of_members{R"(
    WITH page AS (
        SELECT person FROM person_entries
        WHERE organization = :organization AND (from_at, id) > (:from_at, :id) AND COALESCE(until_at, :never) > :now
        ORDER BY from_at, id LIMIT :most)
    SELECT f.id AS person, f.id AS file, f.document_kind, f.document_sealed
    FROM persons f WHERE f.id IN (SELECT person FROM page)
    UNION ALL
    SELECT f.merged_into AS person, f.id AS file, f.document_kind, f.document_sealed
    FROM persons f WHERE f.merged_into IN (SELECT person FROM page))"};

struct PassOfMember {
    Id<Person> person;
    Id<Pass> pass;
    Instant issued_at, expires;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(PassOfMember, (), (person, pass, issued_at, expires, revoked_at))

// What has expired says nothing any more, but for the newest, which says that there was one.
const sql::Query passes_of_members{R"(
    WITH page AS (
        SELECT person FROM person_entries
        WHERE organization = :organization AND (from_at, id) > (:from_at, :id) AND COALESCE(until_at, :never) > :now
        ORDER BY from_at, id LIMIT :most)
    SELECT p.person, p.id AS pass, p.issued_at, p.expires_at AS expires, p.revoked_at
    FROM passes p
    WHERE p.person IN (SELECT person FROM page)
      AND (p.expires_at > :expires_after
           OR NOT EXISTS (SELECT 1 FROM passes n
                          WHERE n.person = p.person AND (n.issued_at, n.id) > (p.issued_at, p.id))))"};

Cursor cursor_from(std::string_view text) {
    if (text.empty()) return {};
    Cursor cursor;
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    std::optional<Uuid> id;
    if (rest.starts_with('.')) id = Uuid::parse(rest.substr(1));
    if (error != std::errc() || !id)
        throw Problem::invalid("cursor", "bad_cursor", "翻页标记无效，请从第一页重新开始。",
                               "This cursor is not valid here; begin again with the first page.");
    return {Instant::from_ms(ms), *id};
}

void add_files(Snapshot& snapshot, const std::vector<FileOfMember>& files,
               std::unordered_map<Id<Person>, RosterMember>& members) {
    for (const auto& row : files) {
        auto& member = members[row.person];
        if (row.file != row.person) member.merged.push_back(row.file);
        if (const auto vault = Vault::open(snapshot, row.file))
            member.documents.push_back(
                Document{row.document_kind, vault->unseal(SealedField::document, row.document_sealed)}.indexed());
    }
}

void add_passes(const std::vector<PassOfMember>& passes, Instant now,
                std::unordered_map<Id<Person>, RosterMember>& members) {
    std::unordered_map<Id<Person>, std::pair<Instant, Id<Pass>>> newest;
    for (const auto& row : passes) {
        auto& member = members[row.person];
        const bool revoked = row.revoked_at && *row.revoked_at <= now;
        if (revoked && row.expires > now) member.revoked_passes.push_back(row.pass);
        const auto [known, first] = newest.try_emplace(row.person, row.issued_at, row.pass);
        if (!first && known->second > std::pair(row.issued_at, row.pass)) continue;
        known->second = {row.issued_at, row.pass};
        const auto state = revoked ? PassState::revoked : now >= row.expires ? PassState::expired : PassState::valid;
        member.newest_pass = {state, row.pass, row.person, row.expires};
    }
}

}  // namespace

std::string for_roster_of(Snapshot& snapshot, const Id<Organization>& organization, std::string_view cursor, int most,
                          const std::function<void(const RosterMember&)>& each) {
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    const auto [from_at, id] = cursor_from(cursor);
    const auto now = snapshot.now();
    auto rows = snapshot.all<MemberRow>(members, organization, from_at, id, never, now, most + 1);
    const bool more = rows.size() > static_cast<std::size_t>(most);
    if (more) rows.pop_back();
    if (rows.empty()) return {};

    std::unordered_map<Id<Person>, RosterMember> known;
    add_files(snapshot, snapshot.all<FileOfMember>(files_of_members, organization, from_at, id, never, now, most),
              known);
    add_passes(snapshot.all<PassOfMember>(passes_of_members, organization, from_at, id, never, now, most, now), now,
               known);
    for (const auto& row : rows) {
        auto& member = known[row.person];
        member.id = row.person;
        member.masked_name = row.masked_name;
        member.workshop = row.workshop;
        member.shuttle = row.shuttle;
        member.since = row.from_at;
        member.until = row.until_at;
        each(member);
    }
    return more ? fmt::format("{}.{}", rows.back().from_at.ms(), rows.back().entry.text()) : std::string();
}

}  // namespace tongzhou::people
