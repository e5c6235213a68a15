// A token is believed only as it was signed, every byte of it.

#include <random>

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "modules/people/pass_token.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::people {
namespace {

const auto made = Instant::of("2020-02-24T08:00:00+08:00");
const PassClaims claims{Id<Pass>::make(made), Id<Person>::make(made), made + std::chrono::days(14)};

class PassToken : public ::testing::Test {
  protected:
    bool believed(std::string_view token) const {
        const auto read = read_token(token);
        if (!read) return false;
        const auto key = ring.public_key(read->key_id);
        return key && read->is_signed_by(*key);
    }
    seal::KeyRing ring = seal::KeyRing::in_memory(made);
    std::string token = sign_pass(claims, *ring.signing_key());
};

TEST_F(PassToken, SaysWhatWasSigned) {
    EXPECT_EQ(token.size(), token_length);
    ASSERT_TRUE(believed(token));
    EXPECT_EQ(read_token(token)->claims, claims);
    EXPECT_EQ(token, sign_pass(claims, *ring.signing_key()));
}

TEST_F(PassToken, IsNotBelievedWithAnyCharacterChanged) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";
    for (std::size_t i = 0; i < token.size(); ++i)
        for (const char c : alphabet) {
            if (c == token[i]) continue;
            auto changed = token;
            changed[i] = c;
            ASSERT_FALSE(believed(changed)) << i << " " << c;
        }
}

TEST_F(PassToken, IsNotBelievedWithAnyByteChanged) {
    const auto body = from_base64url(std::string_view(token).substr(0, 60)).value();
    for (std::size_t i = 0; i < body.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = body;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            ASSERT_FALSE(believed(base64url(bytes_of(changed)) + token.substr(60))) << i << "." << bit;
        }
}

TEST_F(PassToken, IsNotBelievedCutOrExtended) {
    for (std::size_t length = 0; length < token.size(); ++length) ASSERT_FALSE(believed(token.substr(0, length)));
    EXPECT_FALSE(believed(token + "A"));
    EXPECT_FALSE(believed(token + token));
    EXPECT_FALSE(believed(" " + token));
}

TEST_F(PassToken, OfAnotherInstallationIsNotBelieved) {
    const auto other = seal::KeyRing::in_memory(made);
    EXPECT_FALSE(believed(sign_pass(claims, *other.signing_key())));
    // Nor when it claims to be ours: the id of our key beside a signature of theirs.
    const auto foreign = sign_pass(claims, *other.signing_key());
    EXPECT_FALSE(believed(token.substr(0, 60) + foreign.substr(60)));
}

TEST_F(PassToken, IsNoOtherSignatureOfTheSameKey) {
    const auto bare = ring.signing_key()->sign(token.substr(0, 60));
    EXPECT_FALSE(believed(token.substr(0, 60) + bare));
}

TEST_F(PassToken, OfRandomBytesIsNeverBelieved) {
    std::mt19937 random(20200224);
    for (int i = 0; i < 2'000; ++i) {
        std::string bytes(45 + 64, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        ASSERT_FALSE(believed(bytes));
        bytes[0] = 1;
        bytes.replace(41, 4, from_hex(ring.signing_key()->id()).value());
        ASSERT_FALSE(believed(base64url(bytes_of(std::string_view(bytes).substr(0, 45))) +
                              base64url(bytes_of(std::string_view(bytes).substr(45)))));
    }
}

TEST_F(PassToken, OutlivesTheRotationOfKeys) {
    ring.rotate(made);
    EXPECT_TRUE(believed(token));
    EXPECT_TRUE(believed(sign_pass(claims, *ring.signing_key())));
    EXPECT_NE(sign_pass(claims, *ring.signing_key()), token);
}

}  // namespace
}  // namespace tongzhou::people
