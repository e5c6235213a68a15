// What gates ask while a person waits: each one indexed query, on the way of every passage.

#include <mutex>
#include <unordered_set>

#include "modules/people/files.hpp"
#include "modules/people/pass_token.hpp"

namespace tongzhou::people {
namespace {

struct PassengerRow : Passenger {
    std::optional<Id<Person>> merged_into;
};
BOOST_DESCRIBE_STRUCT(PassengerRow, (Passenger), (merged_into))

const sql::Query person_by_id{R"(
    SELECT id, county, division, organization AS employer, workshop, shuttle, masked_name, merged_into
    FROM persons WHERE id = :id)"};
const sql::Query person_by_document{R"(
    SELECT p.id, p.county, p.division, p.organization AS employer, p.workshop, p.shuttle, p.masked_name, p.merged_into
    FROM person_documents d JOIN persons p ON p.id = d.person
    WHERE d.document_index = :document_index)"};
const sql::Query roster_entry{R"(
    SELECT COUNT(*) FROM person_entries
    WHERE person = :person AND organization = :organization AND from_at <= :at AND COALESCE(until_at, :never) > :then)"};

struct KnownPass {
    Id<Pass> pass;
    Id<Person> person;
    Instant expires;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(KnownPass, (), (pass, person, expires, revoked_at))

const sql::Query pass_by_id{R"(
    SELECT id AS pass, person, expires_at AS expires, revoked_at FROM passes WHERE id = :id)"};
const sql::Query newest_known_pass{R"(
    SELECT id AS pass, person, expires_at AS expires, revoked_at FROM passes
    WHERE person = :person AND issued_at <= :at ORDER BY issued_at DESC, id DESC LIMIT 1)"};
const sql::Query oldest_in_force{R"(
    SELECT issued_at FROM passes WHERE expires_at > :now AND revoked_at IS NULL ORDER BY issued_at LIMIT 1)"};

// Signatures found good, by the whole text of the token: a check costs some 60 µs, and most people show the same pass
// twice a day for two weeks. Two halves, the older of which goes when the younger is full, bound the memory (some 9
// MB).
class GoodTokens {
  public:
    bool has(const std::string& token) {
        std::lock_guard lock(mutex_);
        return young_.contains(token) || old_.contains(token);
    }
    void add(std::string token) {
        std::lock_guard lock(mutex_);
        if (young_.size() >= half) {
            old_ = std::move(young_);
            young_.clear();
        }
        young_.insert(std::move(token));
    }

  private:
    static constexpr std::size_t half = 20'000;
    std::mutex mutex_;
    std::unordered_set<std::string> young_, old_;
};

bool is_ours(const ReadToken& token, std::string_view text, const seal::KeyRing& ring) {
    static GoodTokens good;
    // Asked first in any case: a key that was dropped from the ring vouches for nothing any more.
    const auto key = ring.public_key(token.key_id);
    if (!key) return false;
    auto known = key->text() + std::string(text);
    if (good.has(known)) return true;
    if (!token.is_signed_by(*key)) return false;
    good.add(std::move(known));
    return true;
}

PassReading reading_of(const KnownPass& row, Instant at) {
    const auto state = row.revoked_at && *row.revoked_at <= at ? PassState::revoked
                       : at >= row.expires                     ? PassState::expired
                                                               : PassState::valid;
    return {state, row.pass, row.person, row.expires};
}

std::optional<Id<Person>> kept_file(Snapshot& snapshot, const Id<Person>& id) {
    const auto file = find_file(snapshot, id);
    return file ? file->merged_into : std::nullopt;
}

}  // namespace

std::optional<Passenger> find_person(Snapshot& snapshot, const Id<Person>& id) {
    auto found = snapshot.find<PassengerRow>(person_by_id, id);
    if (found && found->merged_into) found = snapshot.find<PassengerRow>(person_by_id, *found->merged_into);
    return found;
}

std::optional<Passenger> find_person_by_document(Snapshot& snapshot, DocumentKind kind, std::string_view number) {
    const auto document = parse_document(kind, number);
    if (!document) return std::nullopt;
    for (const auto& index : snapshot.service<seal::KeyRing>().blind_indexes(document->indexed(), document_purpose))
        if (auto found = snapshot.find<PassengerRow>(person_by_document, index)) return found;
    return std::nullopt;
}

std::vector<Id<Person>> files_of(Snapshot& snapshot, const Id<Person>& id) {
    std::vector<Id<Person>> ids;
    for (const auto& file : files_with(snapshot, id)) ids.push_back(file.id);
    return ids;
}

bool is_on_roster(Snapshot& snapshot, const Id<Person>& person, const Id<Organization>& organization, Instant at) {
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    const auto entered = [&](const Id<Person>& id) {
        return snapshot.value<std::int64_t>(roster_entry, id, organization, at, never, at).value_or(0) > 0;
    };
    if (entered(person)) return true;
    const auto kept = kept_file(snapshot, person);
    return kept && entered(*kept);
}

PassReading read_pass(Snapshot& snapshot, std::string_view token, Instant at) {
    const auto read = read_token(token);
    if (!read || !is_ours(*read, token, snapshot.service<seal::KeyRing>())) return {.state = PassState::forged};
    const auto row = snapshot.find<KnownPass>(pass_by_id, read->claims.pass);
    if (!row) return {};
    return reading_of(*row, at);
}

PassReading pass_of(Snapshot& snapshot, const Id<Person>& person, Instant at) {
    auto row = snapshot.find<KnownPass>(newest_known_pass, person, at);
    if (!row)
        if (const auto kept = kept_file(snapshot, person)) row = snapshot.find<KnownPass>(newest_known_pass, *kept, at);
    return row ? reading_of(*row, at) : PassReading{};
}

std::optional<Instant> oldest_pass_in_force(Snapshot& snapshot) {
    return snapshot.value<Instant>(oldest_in_force, snapshot.now());
}

}  // namespace tongzhou::people
