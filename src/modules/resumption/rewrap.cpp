// After a rotation of the master keys: the keys that seal the heads of enterprises are sealed anew.
#include "modules/resumption/filings.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::resumption {
namespace {

struct KeyRow {
    std::string county;
    Id<Filing> id;
    std::string data_key;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (county, id, data_key))

const sql::Query keys_after{R"(
    SELECT county, id, data_key FROM filings
    WHERE (county, id) > (:county, :id) AND data_key IS NOT NULL ORDER BY county, id LIMIT :most)"};
// Only if nobody rewrapped the key meanwhile.
const sql::Query replace_key{R"(
    UPDATE filings SET data_key = :data_key WHERE county = :county AND id = :id AND data_key = :before)"};

constexpr int batch = 1000;  // rows in one transaction: some milliseconds, so that no other writer waits long

}  // namespace

std::int64_t rewrap_data_keys(Database& database) {
    const auto& ring = database.services().get<seal::KeyRing>();
    std::int64_t rewrapped = 0;
    std::string county;
    Id<Filing> id;
    for (;;) {
        const auto keys = database.read_value(
            [&](Snapshot& snapshot) { return snapshot.all<KeyRow>(keys_after, county, id, batch); });
        if (keys.empty()) return rewrapped;
        county = keys.back().county;
        id = keys.back().id;
        rewrapped += database.write_value([&](Tx& tx) {
            std::int64_t replaced = 0;
            for (const auto& key : keys)
                if (!ring.is_current(key.data_key))
                    replaced += tx.run(replace_key, ring.rewrap({key.data_key}).text, key.county, key.id, key.data_key);
            return replaced;
        });
    }
}

}  // namespace tongzhou::resumption
