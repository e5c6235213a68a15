#include "platform/seal/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <cassert>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/seal/bytes.hpp"

namespace tongzhou::seal {
namespace {

constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t sha1_bytes = 20;

std::string decode_secret(std::string_view secret) {
    auto key = from_base32(secret);
    if (!key || key->empty()) {
        throw Problem{500, "totp_secret_damaged", "该账户的动态口令密钥已损坏，请管理员为其重置动态口令。",
                      "The account's one-time-password secret is damaged. An administrator must reset it."};
    }
    return *std::move(key);
}

/// RFC 4226 §5.3.
std::uint32_t truncated_hmac(std::string_view key, std::int64_t step) {
    std::array<unsigned char, 8> counter;
    for (int i = 0; i < 8; ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, sha1_bytes> mac{};
    unsigned int length = 0;
    const auto* done =
        HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), mac.data(), &length);
    if (done == nullptr || length != sha1_bytes) {
        throw Problem{500, "hmac_unavailable", "系统的密码库拒绝计算 HMAC-SHA1，请检查 OpenSSL 的配置（FIPS 模式）。",
                      "The system's OpenSSL refuses HMAC-SHA1; check its configuration (FIPS mode)."};
    }
    const int offset = mac[sha1_bytes - 1] & 0xf;
    return (static_cast<std::uint32_t>(mac[offset] & 0x7f) << 24) |
           (static_cast<std::uint32_t>(mac[offset + 1]) << 16) | (static_cast<std::uint32_t>(mac[offset + 2]) << 8) |
           mac[offset + 3];
}

std::string code_of(std::string_view key, std::int64_t step, int digits) {
    assert(digits >= 6 && digits <= 8);
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    return fmt::format("{:0{}}", truncated_hmac(key, step) % modulus, digits);
}

}  // namespace

std::string new_totp_secret() {
    ready();
    std::array<unsigned char, sha1_bytes> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    return base32(bytes);
}

std::int64_t totp_step(Instant at) { return at.ms() / step_ms; }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    return code_of(decode_secret(secret), step, digits);
}

std::optional<std::int64_t> verify_totp(std::string_view secret, std::string_view typed, Instant now,
                                        std::optional<std::int64_t> last_used) {
    const std::string key = decode_secret(secret);
    const std::string code = without_spaces(typed);
    std::optional<std::int64_t> matched;
    // All three are always compared: the time taken tells nothing about which was right.
    for (const std::int64_t step : {totp_step(now) - 1, totp_step(now), totp_step(now) + 1}) {
        if (constant_time_equal(code_of(key, step, 6), code) && (!last_used || step > *last_used)) matched = step;
    }
    return matched;
}

std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account) {
    const auto encoded = [](std::string_view text) { return boost::urls::encode(text, boost::urls::unreserved_chars); };
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                       encoded(issuer), encoded(account), secret);
}

}  // namespace tongzhou::seal
