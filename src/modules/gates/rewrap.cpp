// After a rotation of the master keys: the keys of visitors' answers and of what could not be read are sealed anew.
#include "modules/gates/gates.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::gates {
namespace {

struct KeyRow {
    std::string county;
    Id<Passage> passage;
    std::string data_key;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (county, passage, data_key))

const sql::Query visitor_keys_after{R"(
    SELECT county, passage, data_key FROM visitors
    WHERE (county, passage) > (:county, :passage) ORDER BY county, passage LIMIT :most)"};
const sql::Query faulty_keys_after{R"(
    SELECT county, id AS passage, data_key FROM faulty_passages
    WHERE (county, id) > (:county, :passage) ORDER BY county, id LIMIT :most)"};
// Only if nobody destroyed the row or rewrapped the key meanwhile.
const sql::Query replace_visitor_key{R"(
    UPDATE visitors SET data_key = :data_key WHERE county = :county AND passage = :passage AND data_key = :before)"};
const sql::Query replace_faulty_key{R"(
    UPDATE faulty_passages SET data_key = :data_key WHERE county = :county AND id = :passage AND data_key = :before)"};

constexpr int batch = 1000;  // rows in one transaction: some milliseconds, so that no other writer waits long

std::int64_t rewrap(Database& database, const sql::Query& keys_after, const sql::Query& replace_key) {
    const auto& ring = database.services().get<seal::KeyRing>();
    std::int64_t rewrapped = 0;
    std::string county;
    Id<Passage> passage;
    for (;;) {
        const auto keys = database.read_value(
            [&](Snapshot& snapshot) { return snapshot.all<KeyRow>(keys_after, county, passage, batch); });
        if (keys.empty()) return rewrapped;
        county = keys.back().county;
        passage = keys.back().passage;
        std::vector<std::pair<const KeyRow*, std::string>> stale;
        for (const auto& key : keys)
            if (!ring.is_current(key.data_key)) stale.emplace_back(&key, ring.rewrap({key.data_key}).text);
        if (stale.empty()) continue;
        rewrapped += database.write_value([&](Tx& tx) {
            std::int64_t replaced = 0;
            for (const auto& [key, wrapped] : stale)
                replaced += tx.run(replace_key, wrapped, key->county, key->passage, key->data_key);
            return replaced;
        });
    }
}

}  // namespace

std::int64_t rewrap_data_keys(Database& database) {
    return rewrap(database, visitor_keys_after, replace_visitor_key) +
           rewrap(database, faulty_keys_after, replace_faulty_key);
}

}  // namespace tongzhou::gates
