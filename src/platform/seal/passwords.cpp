#include <sodium.h>

#include <semaphore>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/seal/bytes.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::seal {
namespace {

/// Holds one of the two places at the hashing table.
class HashingTurn {
  public:
    HashingTurn() { places_.acquire(); }
    ~HashingTurn() { places_.release(); }
    HashingTurn(const HashingTurn&) = delete;
    HashingTurn& operator=(const HashingTurn&) = delete;

  private:
    static inline std::counting_semaphore<2> places_{2};
};

}  // namespace

PasswordCost PasswordCost::least() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

std::string hash_password(std::string_view password, PasswordCost cost) {
    ready();
    const HashingTurn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw Problem::unavailable("no_memory_for_password", "服务器内存不足，暂时无法处理密码，请稍后再试。",
                                   "The server has no memory left to hash a password. Try again shortly.", 5);
    }
    return hash.data();
}

bool verify_password(std::string_view password, const std::string& hash) {
    ready();
    if (!hash.starts_with(crypto_pwhash_argon2id_STRPREFIX)) return false;
    const HashingTurn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void verify_password_of_nobody(std::string_view password) {
    static const std::string nobody = hash_password(base64url(std::span{Key::random().data(), Key::size}));
    (void)verify_password(password, nobody);
}

bool needs_rehash(const std::string& hash, PasswordCost cost) {
    ready();
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory) != 0;
}

}  // namespace tongzhou::seal
