// The rows of a chain and the hash that ties each to the row before. Other folders do not need this header.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/tx.hpp"

namespace tongzhou::audit {

/// What a row holds, as it is stored: texts, for a tampered row need not hold valid values.
struct Fields {
    std::int64_t chain, number, at;
    std::string_view actor_kind;
    std::optional<std::string_view> actor;
    std::string_view actor_name, action, subject_kind, subject, county, division;
    std::optional<std::string_view> organization;
    std::string_view outcome, remote, detail;
};

/// BLAKE2b-256 over the hash before (empty before the first row) and all fields, each with its length in front, so that
/// no two rows have the same bytes. In base64url, 43 characters. `scratch` is the caller's, so that a thousand rows
/// need one allocation.
std::string hash_of(const Fields& row, std::string_view previous, std::string& scratch);

/// The end of a chain.
struct Head {
    std::int64_t number = 0;  ///< 0: the chain is empty
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(Head, (), (number, hash))

/// The end of a chain as the database has it. Pruning never takes the last row, so numbers always continue.
Head head_of(Snapshot& snapshot, std::int32_t chain);
/// All chains that have rows, ascending, each found by its index.
std::vector<std::int32_t> chains_of(Snapshot& snapshot);

}  // namespace tongzhou::audit
