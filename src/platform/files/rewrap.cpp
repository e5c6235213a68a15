#include "platform/files/files.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::files {
namespace {

struct KeyRow {
    std::string digest, data_key;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (digest, data_key))

const sql::Query keys_after{R"(
    SELECT digest, data_key FROM file_contents WHERE digest > :digest ORDER BY digest LIMIT :most)"};
// Only if nobody deleted the content or rewrapped the key meanwhile.
const sql::Query replace_key{R"(
    UPDATE file_contents SET data_key = :data_key WHERE digest = :digest AND data_key = :before)"};

constexpr int batch = 1000;  // rows in one transaction: some milliseconds, so that no other writer waits long

}  // namespace

std::int64_t rewrap_data_keys(Database& database) {
    const auto& ring = database.services().get<seal::KeyRing>();
    std::int64_t rewrapped = 0;
    std::string digest;
    for (;;) {
        const auto keys =
            database.read_value([&](Snapshot& snapshot) { return snapshot.all<KeyRow>(keys_after, digest, batch); });
        if (keys.empty()) return rewrapped;
        digest = keys.back().digest;
        rewrapped += database.write_value([&](Tx& tx) {
            std::int64_t replaced = 0;
            for (const auto& key : keys)
                if (!ring.is_current(key.data_key))
                    replaced += tx.run(replace_key, ring.rewrap({key.data_key}).text, key.digest, key.data_key);
            return replaced;
        });
    }
}

}  // namespace tongzhou::files
