// Contents: sealed in pieces, found by a keyed hash, kept once. Private to this folder.
#pragma once

#include "platform/files/files.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::files {

/// A content ready to be written; making one costs some milliseconds and is no work for the committer.
struct SealedContent {
    std::string digest;
    std::int64_t size = 0;
    std::string data_key;
    std::vector<std::string> pieces;
};

SealedContent seal_content(const seal::KeyRing& ring, std::string_view content);

/// Writes the content unless it is there. Either way nobody deletes it until this transaction has ended.
void hold_content(Tx& tx, const SealedContent& content);
/// Deletes the content and its key if no file has it any more.
void let_go_content(Tx& tx, const std::string& digest);
std::string open_content(Snapshot& snapshot, const std::string& digest);

}  // namespace tongzhou::files
