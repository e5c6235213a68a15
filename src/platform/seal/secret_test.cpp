#include "platform/seal/secret.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace tongzhou::seal {
namespace {

TEST(Password, VerifiesOnlyTheSameOne) {
    const auto hash = hash_password("同舟共济 2020", PasswordCost::least());
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_LE(hash.size(), 127u);
    EXPECT_TRUE(verify_password("同舟共济 2020", hash));
    EXPECT_FALSE(verify_password("同舟共济 2021", hash));
    EXPECT_FALSE(verify_password("", hash));
    EXPECT_NE(hash_password("同舟共济 2020", PasswordCost::least()), hash) << "each has its own salt";
}

TEST(Password, ADamagedHashVerifiesNothing) {
    for (const auto* hash : {"", "$argon2id$", "plain", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", "$2y$10$abc"})
        EXPECT_FALSE(verify_password("", hash)) << hash;
}

TEST(Password, ThePasswordMayHoldAnyBytes) {
    const std::string odd("a\0b\xff", 4);
    const auto hash = hash_password(odd, PasswordCost::least());
    EXPECT_TRUE(verify_password(odd, hash));
    EXPECT_FALSE(verify_password("a", hash));
}

TEST(Password, AHashOfAnotherCostNeedsReplacing) {
    const auto cheap = hash_password("x", PasswordCost::least());
    EXPECT_FALSE(needs_rehash(cheap, PasswordCost::least()));
    EXPECT_TRUE(needs_rehash(cheap));
    EXPECT_TRUE(needs_rehash("not a hash"));
    const auto standard = hash_password("x");
    EXPECT_FALSE(needs_rehash(standard));
    EXPECT_TRUE(verify_password("x", standard));
    EXPECT_NE(standard.find("$m=32768,t=3,p=1$"), std::string::npos) << standard;
}

TEST(Password, ManyAtOnceAllFinish) {
    const auto hash = hash_password("x", PasswordCost::least());
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            verify_password_of_nobody("x");
            if (verify_password(i % 2 == 0 ? "x" : "y", hash)) ++right;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 4);
}

TEST(Token, ShowsItsKindAndNothingElse) {
    const auto token = new_token(TokenKind::device);
    EXPECT_TRUE(token.starts_with("tz_d_"));
    EXPECT_EQ(token.size(), 48u);
    EXPECT_TRUE(is_token(token, TokenKind::device));
    EXPECT_FALSE(is_token(token, TokenKind::api));
    EXPECT_FALSE(is_token(token.substr(0, 47), TokenKind::device));
    EXPECT_FALSE(is_token(token + "A", TokenKind::device));
    EXPECT_FALSE(is_token("tz_d_" + std::string(43, '!'), TokenKind::device));
    std::set<std::string> all;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(all.insert(new_token(TokenKind::session)).second);
}

TEST(Token, ItsHashIsBlake2b) {
    // BLAKE2b-256 of the empty text: 0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8.
    EXPECT_EQ(hash_token(""), "DldRwCblQ7Loqy6wYJnaodHl30d3j3eH-qtFzfEv46g");
    EXPECT_EQ(hash_token(new_token(TokenKind::api)).size(), 43u);
}

TEST(RecoveryCode, IsFoundHoweverItIsTyped) {
    EXPECT_EQ(hash_recovery_code("k7pm-2vxc-9dq0-h1ta"), hash_recovery_code(" K7PM 2VXC9DQO-HLTA\r\n"));
    EXPECT_NE(hash_recovery_code("k7pm-2vxc-9dq0-h1ta"), hash_recovery_code("k7pm-2vxc-9dq0-h1tb"));
    const auto codes = new_recovery_codes(200);
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 200u);
    for (const auto& code : codes) {
        EXPECT_EQ(code.size(), 19u);
        EXPECT_EQ(code.find_first_of("iloU"), std::string::npos) << code;
    }
    EXPECT_EQ(new_recovery_codes().size(), 10u);
}

}  // namespace
}  // namespace tongzhou::seal
