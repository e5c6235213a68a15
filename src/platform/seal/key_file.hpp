// The key file: one line a key, readable by its owner only, always replaced whole.
//
//   # comment
//   tongzhou-keys 1
//   master 5f0c2a91 active 2020-02-24T00:00:00.000Z <base64url of 32 bytes>
//   index  0b77d3e4 active 2020-02-24T00:00:00.000Z <base64url of 32 bytes>
//
// The id is a fingerprint of the key, so a line that was damaged or pasted together is noticed. There is exactly one
// active key of each kind.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/seal/bytes.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::seal {

struct StoredKey {
    KeyInfo info;
    Key secret;
};

/// A fresh active key whose id none of `others` has.
StoredKey new_stored_key(KeyInfo::Kind kind, Instant now, const std::vector<StoredKey>& others);

/// Derives the key of one purpose from another key (crypto_kdf).
enum class Derivation : unsigned { fingerprint = 1, sealing = 2, signing = 3, tags = 4, blind_index = 5 };
Key derive(const Key& key, Derivation purpose);

/// Throws the Problems of KeyRing::open.
std::vector<StoredKey> read_key_file(const std::filesystem::path& file);
/// Durable when it returns; the file is then either the old one or the new one, never a mixture. Needs a KeyFileLock.
/// Throws Problem 500 "key_file_unwritable".
void write_key_file(const std::filesystem::path& file, const std::vector<StoredKey>& keys);

/// Which version of a file one has read: changes when the file is replaced or edited.
struct FileStamp {
    std::uint64_t inode = 0;
    std::int64_t modified_ns = 0;
    std::int64_t size = 0;
    bool operator==(const FileStamp&) const = default;
};
/// A stamp of zeros if there is no such file.
FileStamp stamp_of(const std::filesystem::path& file);

/// Keeps other processes from changing the key files of a folder while it lives.
class KeyFileLock {
  public:
    explicit KeyFileLock(const std::filesystem::path& file);
    ~KeyFileLock();
    KeyFileLock(const KeyFileLock&) = delete;
    KeyFileLock& operator=(const KeyFileLock&) = delete;

  private:
    int folder_ = -1;
};

}  // namespace tongzhou::seal
