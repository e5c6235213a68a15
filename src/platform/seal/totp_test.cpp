#include "platform/seal/totp.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "platform/seal/test_folder.hpp"

namespace tongzhou::seal {
namespace {

// RFC 6238, appendix B: the ASCII secret "12345678901234567890" with SHA-1.
const std::string rfc_secret = base32(bytes_of("12345678901234567890"));

Instant at_second(std::int64_t second) { return Instant::from_ms(second * 1000); }

TEST(Totp, AgreesWithRfc6238) {
    const std::pair<std::int64_t, const char*> vectors[] = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    for (const auto& [second, code] : vectors) {
        const auto step = totp_step(at_second(second));
        EXPECT_EQ(totp_code(rfc_secret, step, 8), code);
        EXPECT_EQ(totp_code(rfc_secret, step), code + 2);
        EXPECT_EQ(verify_totp(rfc_secret, code + 2, at_second(second), std::nullopt), step);
    }
}

TEST(Totp, TakesTheNeighbouringStepsAndNoFurther) {
    const auto now = at_second(1'582'502'400);
    const auto step = totp_step(now);
    for (std::int64_t offset = -3; offset <= 3; ++offset) {
        const auto found = verify_totp(rfc_secret, totp_code(rfc_secret, step + offset), now, std::nullopt);
        if (offset >= -1 && offset <= 1) {
            EXPECT_EQ(found, step + offset);
        } else {
            EXPECT_FALSE(found) << offset;
        }
    }
}

TEST(Totp, ACodeIsGoodOnce) {
    const auto now = at_second(1'582'502'400);
    const auto step = totp_step(now);
    const auto code = totp_code(rfc_secret, step);
    EXPECT_EQ(verify_totp(rfc_secret, code, now, step - 1), step);
    EXPECT_FALSE(verify_totp(rfc_secret, code, now, step));
    EXPECT_FALSE(verify_totp(rfc_secret, code, now, step + 1)) << "nor an older one after a newer";
    EXPECT_EQ(verify_totp(rfc_secret, totp_code(rfc_secret, step + 1), now, step), step + 1);
}

TEST(Totp, RefusesWhatIsNoCode) {
    const auto now = at_second(1'582'502'400);
    const auto code = totp_code(rfc_secret, totp_step(now));
    for (const auto& typed : {std::string{}, code.substr(1), code + "0", std::string{"abcdef"}, std::string(1000, '0')})
        EXPECT_FALSE(verify_totp(rfc_secret, typed, now, std::nullopt)) << typed;
    EXPECT_TRUE(verify_totp(rfc_secret, code.substr(0, 3) + " " + code.substr(3), now, std::nullopt));
}

TEST(Totp, ADamagedSecretIsAProblem) {
    for (const auto* secret : {"", "not base32!", "A"})
        EXPECT_EQ(problem_code([&] { totp_code(secret, 1); }), "totp_secret_damaged") << secret;
}

TEST(Totp, AFreshSecretIsLongEnoughAndItsOwn) {
    const auto secret = new_totp_secret();
    EXPECT_EQ(secret.size(), 32u);
    EXPECT_NE(new_totp_secret(), secret);
    EXPECT_EQ(totp_code(secret, 1).size(), 6u);
}

TEST(Totp, TheAddressEncodesWhatAnAppMustNotMisread) {
    EXPECT_EQ(totp_address("ABC", "同舟", "wang@jn:1 &?"),
              "otpauth://totp/%E5%90%8C%E8%88%9F:wang%40jn%3A1%20%26%3F?secret=ABC&issuer=%E5%90%8C%E8%88%9F"
              "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace tongzhou::seal
