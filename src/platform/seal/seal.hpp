// Personal data at rest. A KeyRing holds the master keys of one installation; with it a text is sealed
// (XChaCha20-Poly1305), found again by exact value (blind index), and outlives the rotation of keys.
//
// Three kinds of secrets:
//  - *master keys*: one is active and seals; retired ones still open what they sealed. rotate() adds a new active one.
//    Signing (Ed25519) and tags (csrf, cursors) use keys derived from the masters (crypto_kdf), one per purpose.
//  - *index keys*: blind indexes only. They do not change when the masters rotate, because every stored index would
//    become unfindable; rotate_index() is a step of its own, followed by indexing every row again.
//  - *data keys*: one per person, kept by the module in a row `data_keys(person, wrapped)` and sealed by the ring.
//    Destroying that row erases the person's data at once; what backups still hold is erased when the last backup with
//    that row is. After a rotation only these rows are rewrapped, not the data. A blind index does not depend on the
//    data key: clear it together with the row.
//
// The keys live in the key file (key_file.hpp), never in the database: who steals one has nothing without the other,
// and who loses the key file has lost the data. Back it up apart from the database.
//
// Everything here may be called from many threads. No secret appears in a Problem or a log.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "platform/seal/bytes.hpp"
#include "platform/seal/signing.hpp"

namespace tongzhou::seal {

/// A sealed text: "s1.<key id>.<base64url of nonce and ciphertext>", or "d1.<base64url>" under a data key. Safe to
/// store and to log.
struct Sealed {
    std::string text;
    operator std::string_view() const noexcept { return text; }
    bool operator==(const Sealed&) const = default;
};

/// A data key as it is stored: sealed by the ring.
struct WrappedKey {
    std::string text;
    bool operator==(const WrappedKey&) const = default;
};

/// One person's key, open for use. Keep it no longer than the call.
class DataKey {
  public:
    explicit DataKey(Key key) : key_(std::move(key)) {}
    const Key& key() const noexcept { return key_; }

  private:
    Key key_;
};

/// Seals under a data key. `context` says what the text is and whose ("person.mobile:<person id>"): a sealed text moved
/// to another column or another person does not open.
Sealed seal_with(const DataKey& key, std::string_view plain, std::string_view context);
/// Throws Problem 500 "sealed_text_damaged" if one bit of the text, the context or the key is another.
std::string unseal_with(const DataKey& key, std::string_view sealed, std::string_view context);

/// What the key file says of one key; nothing secret.
struct KeyInfo {
    enum class Kind { master, index };
    enum class Status { active, retired };
    std::string id;  ///< eight hex digits: a fingerprint of the key itself
    Kind kind{};
    Status status{};
    Instant created;
    bool operator==(const KeyInfo&) const = default;
};

class KeyRing {
  public:
    /// Opens the key file. Throws Problem 500: "key_file_missing", "key_file_exposed" (others may read it),
    /// "key_file_damaged" (names the line).
    static KeyRing open(const std::filesystem::path& file);
    /// Makes a key file with fresh random keys, mode 0600. Throws Problem 409 "key_file_exists" rather than overwrite.
    static KeyRing create(const std::filesystem::path& file, Instant now);
    /// Opens the file, or makes it where there is none. For `init` and `demo` only: a server that finds no key file
    /// must stop, not go on with keys that open nothing.
    static KeyRing open_or_create(const std::filesystem::path& file, Instant now);
    /// A ring with fresh keys and no file: for tests.
    static KeyRing in_memory(Instant now);

    KeyRing(KeyRing&&) noexcept;
    KeyRing& operator=(KeyRing&&) noexcept;
    ~KeyRing();

    /// Seals under the active master key. For what belongs to no person (channel secrets, TOTP secrets); personal data
    /// is sealed under the person's data key.
    Sealed seal(std::string_view plain, std::string_view context) const;
    /// Throws Problem 500: "seal_key_missing" (names the key and says to restore the key file; a file that has changed
    /// since is read again first), "sealed_text_damaged".
    std::string unseal(std::string_view sealed, std::string_view context) const;
    /// The same plain text under the active key.
    Sealed reseal(std::string_view sealed, std::string_view context) const;
    /// Whether it is sealed under the active key.
    bool is_current(std::string_view sealed) const;
    /// The id of the key that sealed it; empty if the text is not "s1.…".
    static std::string_view key_id_of(std::string_view sealed);

    WrappedKey new_data_key() const;
    DataKey unwrap(const WrappedKey& wrapped) const;
    WrappedKey rewrap(const WrappedKey& wrapped) const;

    /// Keyed BLAKE2b-128 of a normalised value, 22 characters: equal values of one purpose ("person.mobile") have equal
    /// indexes, and without the key nothing follows from one. `purpose` has no NUL.
    std::string blind_index(std::string_view normalised, std::string_view purpose) const;
    /// The index under every index key held, the active one first: what to look up while rows are being indexed again.
    std::vector<std::string> blind_indexes(std::string_view normalised, std::string_view purpose) const;

    /// A 43-character tag that only this installation can make, for what it hands out and must recognise (csrf tokens,
    /// cursors, one-time links). It outlives a rotation until the old key is dropped.
    std::string tag(std::string_view message, std::string_view purpose) const;
    bool is_tag(std::string_view tag, std::string_view message, std::string_view purpose) const;

    /// The signing key of the active master key.
    std::shared_ptr<const SigningKey> signing_key() const;
    /// The public keys of all masters, the active one first: what devices fetch.
    std::vector<PublicKey> public_keys() const;
    /// Nothing if no master key has this id.
    std::optional<PublicKey> public_key(std::string_view id) const;

    /// Adds a fresh active key and retires the one before; the file is replaced atomically (temporary file, fsync,
    /// rename) before the new key is used, under a lock shared with other processes. Returns the new id.
    std::string rotate(Instant now);
    std::string rotate_index(Instant now);
    /// Drops the retired keys whose ids are not in `used`, and returns the dropped ids. `used` must name every key that
    /// a stored text was sealed with (key_id_of), that signed a pass still in force, or whose indexes are still stored.
    std::vector<std::string> retire_unused(const std::set<std::string>& used);
    /// Reads the file again, after another process has rotated it.
    void reload();

    /// All keys held, masters first, active before retired, newest first.
    std::vector<KeyInfo> keys() const;

  private:
    struct State;
    explicit KeyRing(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tongzhou::seal
