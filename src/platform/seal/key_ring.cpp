#include <sodium.h>

#include <shared_mutex>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/seal/keys.hpp"
#include "platform/seal/seal.hpp"
#include "platform/seal/sealing.hpp"

namespace tongzhou::seal {
namespace {

constexpr std::string_view ring_prefix = "s1.";
constexpr std::size_t id_length = 8;
constexpr std::size_t body_start = ring_prefix.size() + id_length + 1;
constexpr std::string_view data_key_context = "data_key";

constexpr std::size_t index_bytes = 16;
constexpr std::size_t keyed_tag_bytes = 32;

std::vector<StoredKey> fresh_keys(Instant now) {
    std::vector<StoredKey> keys;
    keys.push_back(new_stored_key(KeyInfo::Kind::master, now, keys));
    keys.push_back(new_stored_key(KeyInfo::Kind::index, now, keys));
    return keys;
}

std::string replace_active(std::vector<StoredKey>& keys, KeyInfo::Kind kind, Instant now) {
    for (auto& key : keys) {
        if (key.info.kind == kind) key.info.status = KeyInfo::Status::retired;
    }
    keys.push_back(new_stored_key(kind, now, keys));
    return keys.back().info.id;
}

Sealed seal_under(const Master& master, std::span<const unsigned char> plain, std::string_view context) {
    Sealed sealed;
    sealed.text.reserve(body_start + base64url_length(plain.size() + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                                                      crypto_aead_xchacha20poly1305_ietf_ABYTES));
    sealed.text.append(ring_prefix).append(master.info.id).push_back('.');
    append_sealed(sealed.text, master.sealing, plain, context);
    return sealed;
}

[[noreturn]] void fail_key_missing(std::string_view id, const std::filesystem::path& file) {
    throw Problem{
        500, "seal_key_missing",
        fmt::format("找不到编号为 {} 的密钥，该内容无法解开。请从备份恢复密钥文件 {} 后重试。", id, file.string()),
        fmt::format("The key {} is not in the key file {}, so this text cannot be opened. Restore the key file "
                    "from your backup and try again.",
                    id, file.string())};
}

/// The keys and, among them, the one that sealed the text. Holding the first keeps the second alive.
struct Opener {
    std::shared_ptr<const Keys> keys;
    const Master* master = nullptr;
};

}  // namespace

struct KeyRing::State {
    State(std::filesystem::path key_file, std::vector<StoredKey> stored, FileStamp read)
        : file(std::move(key_file)), keys(std::make_shared<const Keys>(std::move(stored))), stamp(read) {}

    std::shared_ptr<const Keys> now() const {
        const std::shared_lock lock{reading};
        return keys;
    }

    void install(std::vector<StoredKey> stored) {
        auto next = std::make_shared<const Keys>(std::move(stored));
        const std::lock_guard lock{reading};
        keys = std::move(next);
    }

    /// Another process may have rotated since: reads the file again if it has changed.
    void follow_file() {
        const std::lock_guard lock{changing};
        if (file.empty()) return;
        const auto found = stamp_of(file);
        if (found == stamp) return;
        install(read_key_file(file));
        stamp = found;
    }

    /// The master key that sealed the text. Throws what KeyRing::unseal throws.
    Opener opener_of(std::string_view sealed, std::string_view context) {
        const auto id = key_id_of(sealed);
        if (id.empty()) fail_damaged(context);
        Opener opener{now(), nullptr};
        opener.master = opener.keys->master(id);
        if (opener.master != nullptr) return opener;
        follow_file();
        opener.keys = now();
        opener.master = opener.keys->master(id);
        if (opener.master == nullptr) fail_key_missing(id, file);
        return opener;
    }

    /// Lets `change` edit the keys, writes them and puts them to use, in this order and under both locks.
    template <class Change>
    void edit(Change change) {
        const std::lock_guard lock{changing};
        if (file.empty()) {
            auto stored = now()->stored();
            change(stored);
            install(std::move(stored));
            return;
        }
        const KeyFileLock file_lock{file};
        auto stored = read_key_file(file);
        change(stored);
        write_key_file(file, stored);
        stamp = stamp_of(file);
        install(std::move(stored));
    }

    const std::filesystem::path file;  ///< empty: in memory only
    mutable std::shared_mutex reading;
    std::shared_ptr<const Keys> keys;
    std::mutex changing;
    FileStamp stamp;
};

KeyRing::KeyRing(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyRing::KeyRing(KeyRing&&) noexcept = default;
KeyRing& KeyRing::operator=(KeyRing&&) noexcept = default;
KeyRing::~KeyRing() = default;

KeyRing KeyRing::open(const std::filesystem::path& file) {
    ready();
    // The stamp is taken before reading: a change in between is then noticed later, not missed.
    const auto stamp = stamp_of(file);
    // rename() would replace a symbolic link, not the file it names.
    std::error_code unresolved;
    auto real = std::filesystem::canonical(file, unresolved);
    if (unresolved) real = file;
    auto keys = read_key_file(real);
    return KeyRing{std::make_unique<State>(std::move(real), std::move(keys), stamp)};
}

KeyRing KeyRing::create(const std::filesystem::path& file, Instant now) {
    ready();
    {
        const KeyFileLock lock{file};
        if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
            throw Problem::conflict(
                "key_file_exists",
                fmt::format("密钥文件 {} 已存在，未作改动。要更换密钥请运行 tongzhou keys rotate。", file.string()),
                fmt::format("The key file {} exists already and was left as it is. To change keys, "
                            "run `tongzhou keys rotate`.",
                            file.string()));
        }
        write_key_file(file, fresh_keys(now));
    }
    return open(file);
}

KeyRing KeyRing::open_or_create(const std::filesystem::path& file, Instant now) {
    std::error_code unreadable;
    return std::filesystem::exists(file, unreadable) ? open(file) : create(file, now);
}

KeyRing KeyRing::in_memory(Instant now) {
    ready();
    return KeyRing{std::make_unique<State>(std::filesystem::path{}, fresh_keys(now), FileStamp{})};
}

Sealed KeyRing::seal(std::string_view plain, std::string_view context) const {
    return seal_under(state_->now()->active(), {raw(plain), plain.size()}, context);
}

std::string_view KeyRing::key_id_of(std::string_view sealed) {
    if (sealed.size() < body_start || !sealed.starts_with(ring_prefix) || sealed[body_start - 1] != '.') return {};
    const auto id = sealed.substr(ring_prefix.size(), id_length);
    return id.find_first_not_of("0123456789abcdef") == std::string_view::npos ? id : std::string_view{};
}

std::string KeyRing::unseal(std::string_view sealed, std::string_view context) const {
    const auto opener = state_->opener_of(sealed, context);
    return open_sealed(opener.master->sealing, sealed.substr(body_start), context);
}

Sealed KeyRing::reseal(std::string_view sealed, std::string_view context) const {
    std::string plain = unseal(sealed, context);
    auto again = seal(plain, context);
    sodium_memzero(plain.data(), plain.size());
    return again;
}

bool KeyRing::is_current(std::string_view sealed) const { return key_id_of(sealed) == state_->now()->active().info.id; }

WrappedKey KeyRing::new_data_key() const {
    const Key key = Key::random();
    return {seal_under(state_->now()->active(), {key.data(), Key::size}, data_key_context).text};
}

DataKey KeyRing::unwrap(const WrappedKey& wrapped) const {
    const auto opener = state_->opener_of(wrapped.text, data_key_context);
    Key key;
    open_sealed_into({key.data(), Key::size}, opener.master->sealing, std::string_view{wrapped.text}.substr(body_start),
                     data_key_context);
    return DataKey{std::move(key)};
}

WrappedKey KeyRing::rewrap(const WrappedKey& wrapped) const {
    const DataKey key = unwrap(wrapped);
    return {seal_under(state_->now()->active(), {key.key().data(), Key::size}, data_key_context).text};
}

std::string KeyRing::blind_index(std::string_view normalised, std::string_view purpose) const {
    return keyed_hash(state_->now()->indexes.front().indexing, purpose, normalised, index_bytes);
}

std::vector<std::string> KeyRing::blind_indexes(std::string_view normalised, std::string_view purpose) const {
    std::vector<std::string> all;
    const auto keys = state_->now();
    for (const auto& key : keys->indexes) all.push_back(keyed_hash(key.indexing, purpose, normalised, index_bytes));
    return all;
}

std::string KeyRing::tag(std::string_view message, std::string_view purpose) const {
    return keyed_hash(state_->now()->active().tags, purpose, message, keyed_tag_bytes);
}

bool KeyRing::is_tag(std::string_view tag, std::string_view message, std::string_view purpose) const {
    const auto keys = state_->now();
    return std::any_of(keys->masters.begin(), keys->masters.end(), [&](const Master& master) {
        return constant_time_equal(tag, keyed_hash(master.tags, purpose, message, keyed_tag_bytes));
    });
}

std::shared_ptr<const SigningKey> KeyRing::signing_key() const { return state_->now()->active().signing; }

std::vector<PublicKey> KeyRing::public_keys() const {
    std::vector<PublicKey> all;
    const auto keys = state_->now();
    for (const auto& master : keys->masters) all.push_back(master.signing->public_key());
    return all;
}

std::optional<PublicKey> KeyRing::public_key(std::string_view id) const {
    const auto keys = state_->now();
    const auto* master = keys->master(id);
    if (master == nullptr) return std::nullopt;
    return master->signing->public_key();
}

std::string KeyRing::rotate(Instant now) {
    std::string id;
    state_->edit([&](auto& keys) { id = replace_active(keys, KeyInfo::Kind::master, now); });
    return id;
}

std::string KeyRing::rotate_index(Instant now) {
    std::string id;
    state_->edit([&](auto& keys) { id = replace_active(keys, KeyInfo::Kind::index, now); });
    return id;
}

std::vector<std::string> KeyRing::retire_unused(const std::set<std::string>& used) {
    std::vector<std::string> dropped;
    state_->edit([&](std::vector<StoredKey>& keys) {
        std::erase_if(keys, [&](const StoredKey& key) {
            const bool keep = key.info.status == KeyInfo::Status::active || used.contains(key.info.id);
            if (!keep) dropped.push_back(key.info.id);
            return !keep;
        });
    });
    return dropped;
}

void KeyRing::reload() { state_->follow_file(); }

std::vector<KeyInfo> KeyRing::keys() const {
    std::vector<KeyInfo> all;
    const auto keys = state_->now();
    for (const auto& key : keys->masters) all.push_back(key.info);
    for (const auto& key : keys->indexes) all.push_back(key.info);
    return all;
}

}  // namespace tongzhou::seal
