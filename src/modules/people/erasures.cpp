// Destroying what must not be kept, and keeping the keys of the rest current.

#include "modules/people/erasures.hpp"
#include "modules/people/invitations.hpp"
#include "modules/people/passes.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {
struct Destruction;
}

namespace tongzhou::people {
namespace {

BOOST_DEFINE_ENUM_CLASS(DestructionKind, person, health)

struct DestructionRecord {
    std::string county;
    Id<Destruction> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization = {};
    DestructionKind kind{};
    std::optional<Id<Person>> subject = {};
    std::int64_t record_count = 0;
    Instant until_at, at;
    std::string author_name, reason;
};
BOOST_DESCRIBE_STRUCT(DestructionRecord, (),
                      (county, id, division, organization, kind, subject, record_count, until_at, at, author_name,
                       reason))

const sql::Query insert_destruction{R"(
    INSERT INTO destruction_records
           (county, id, division, organization, kind, subject, record_count, until_at, at, author_name, reason)
    VALUES (:county, :id, :division, :organization, :kind, :subject, :record_count, :until_at, :at, :author_name,
            :reason))"};

const sql::Query delete_key{"DELETE FROM data_keys WHERE file = :file"};
const sql::Query delete_document{"DELETE FROM person_documents WHERE file = :file"};
const sql::Query blank_file{R"(
    UPDATE persons
    SET masked_name = '*', masked_document = '*', workshop = NULL, shuttle = NULL, organization = NULL,
        erased_at = :erased_at
    WHERE id = :id)"};
const sql::Query blank_entries{R"(
    UPDATE person_entries
    SET masked_name = '*', masked_document = '*', masked_mobile = NULL, mobile_index = NULL, home_division = NULL,
        household_division = NULL, sex = NULL, birth_year = NULL, workshop = NULL, shuttle = NULL,
        until_at = COALESCE(until_at, :until_at)
    WHERE file = :file)"};
const sql::Query blank_passes{"UPDATE passes SET masked_name = '*' WHERE file = :file"};

const sql::Query divisions_with_declarations{"SELECT DISTINCT division FROM health_declarations ORDER BY division"};
const sql::Query delete_declarations{R"(
    DELETE FROM health_declarations
    WHERE (county, id) IN (SELECT county, id FROM health_declarations
                           WHERE division = :division AND at < :before ORDER BY at LIMIT :most))"};

struct KeyRow {
    std::string county;
    Id<Person> file;
    std::string wrapped;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (county, file, wrapped))

const sql::Query count_keys{"SELECT COUNT(*) FROM data_keys"};
const sql::Query keys_after{R"(
    SELECT county, file, wrapped FROM data_keys WHERE file > :after ORDER BY file LIMIT :most)"};
// Only if nobody erased the person or rewrapped the key meanwhile.
const sql::Query replace_key{R"(
    UPDATE data_keys SET wrapped = :wrapped WHERE county = :county AND file = :file AND wrapped = :before)"};

constexpr std::int64_t batch = 1000;  // rows in one transaction: some milliseconds, so that no other writer waits long

/// Destroys a batch of one division's declarations and returns how many.
std::int64_t destroy_batch(Tx& tx, const Actor& job, const DivisionCode& division) {
    const std::chrono::days kept(rules::health_retention_days(tx, division, tx.now()));
    const auto before = tx.now() - kept;
    const auto destroyed = tx.run(delete_declarations, division, before, batch);
    if (destroyed == 0) return 0;
    const DestructionRecord record{.county = division.county(),
                                   .id = Id<Destruction>::make(tx.now()),
                                   .division = division,
                                   .kind = DestructionKind::health,
                                   .record_count = destroyed,
                                   .until_at = before,
                                   .at = tx.now(),
                                   .author_name = job.name,
                                   .reason = "health_retention_days"};
    tx.run(insert_destruction, record);
    audit::record(tx, job,
                  {.action = "health_destroy",
                   .subject_kind = "destruction",
                   .subject = record.id.text(),
                   .detail = fmt::format(R"({{"count":{},"until":"{}"}})", destroyed, before.iso()),
                   .division = division});
    return destroyed;
}

}  // namespace

void erase_person(Tx& tx, const Actor& actor, const Id<Person>& person, std::string_view reason) {
    const auto sight = require_person(tx, actor, person);
    hold_person(tx, sight.person);
    revoke_passes(tx, sight.person, actor.name, "person_erased");
    const auto files = files_with(tx, sight.person);
    std::int64_t destroyed = 0;
    for (const auto& file : files) {
        destroyed += tx.run(delete_key, file.id);
        tx.run(delete_document, file.id);
        tx.run(blank_file, tx.now(), file.id);
        tx.run(blank_entries, tx.now(), file.id);
        tx.run(blank_passes, file.id);
        forget_codes(tx, file.id);
        auth::revoke_tokens_of(tx, file.id.uuid());
    }
    const auto& entry = sight.entries.front();
    tx.run(insert_destruction, DestructionRecord{.county = entry.county,
                                                 .id = Id<Destruction>::make(tx.now()),
                                                 .division = entry.division,
                                                 .organization = entry.organization,
                                                 .kind = DestructionKind::person,
                                                 .subject = sight.person,
                                                 .record_count = destroyed,
                                                 .until_at = tx.now(),
                                                 .at = tx.now(),
                                                 .author_name = actor.name,
                                                 .reason = std::string(reason)});
}

ErasedPerson erase(Tx& tx, const Actor& actor, const EraseRequest& request) {
    const auto person = require_person(tx, actor, request.id).person;
    erase_person(tx, actor, person, request.reason.value);
    return {person, tx.now()};
}

std::int64_t destroy_expired_health_data(Database& database) {
    const auto job = Actor::system("job:health_retention");
    const auto divisions =
        database.read_value([](Snapshot& snapshot) { return snapshot.all<DivisionCode>(divisions_with_declarations); });
    std::int64_t total = 0;
    for (const auto& division : divisions) {
        std::int64_t destroyed = 0;
        do {
            destroyed = database.write_value([&](Tx& tx) { return destroy_batch(tx, job, division); });
            total += destroyed;
        } while (destroyed == batch);
    }
    return total;
}

std::int64_t rewrap_data_keys(Database& database, const std::function<void(std::int64_t, std::int64_t)>& progress) {
    const auto& ring = database.services().get<seal::KeyRing>();
    const auto total =
        database.read_value([](Snapshot& snapshot) { return snapshot.value<std::int64_t>(count_keys).value_or(0); });
    std::int64_t read = 0, rewrapped = 0;
    Id<Person> after;
    for (;;) {
        const auto keys =
            database.read_value([&](Snapshot& snapshot) { return snapshot.all<KeyRow>(keys_after, after, batch); });
        if (keys.empty()) break;
        after = keys.back().file;
        // Sealing is done before the transaction, which then only writes.
        std::vector<std::pair<const KeyRow*, std::string>> stale;
        for (const auto& key : keys)
            if (!ring.is_current(key.wrapped)) stale.emplace_back(&key, ring.rewrap({key.wrapped}).text);
        if (!stale.empty())
            rewrapped += database.write_value([&](Tx& tx) {
                std::int64_t replaced = 0;
                for (const auto& [key, wrapped] : stale)
                    replaced += tx.run(replace_key, wrapped, key->county, key->file, key->wrapped);
                return replaced;
            });
        read += static_cast<std::int64_t>(keys.size());
        if (progress) progress(std::min(read, total), total);
    }
    return rewrapped;
}

}  // namespace tongzhou::people
