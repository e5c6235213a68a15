#include "platform/seal/signing.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace tongzhou::seal {
namespace {

Key seed_of(std::string_view hex_digits) {
    const auto bytes = from_hex(hex_digits).value();
    Key key;
    std::copy(bytes.begin(), bytes.end(), key.data());
    return key;
}

// RFC 8032 §7.1, tests 1 to 3.
struct Vector {
    const char* seed;
    const char* public_key;
    const char* message;
    const char* signature;
};
const Vector vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "551"
     "41438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00d"
     "291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "027"
     "beceea1ec40a"},
};

TEST(Signing, AgreesWithRfc8032) {
    for (const auto& vector : vectors) {
        const SigningKey key{"k", seed_of(vector.seed)};
        const auto message = from_hex(vector.message).value();
        EXPECT_EQ(hex(key.public_key().bytes), vector.public_key);
        EXPECT_EQ(from_base64url(key.sign(message)), from_hex(vector.signature));
        EXPECT_TRUE(key.public_key().verify(message, key.sign(message)));
    }
}

TEST(Signing, RefusesEveryOtherMessageSignatureAndKey) {
    const SigningKey key{"k", Key::random()};
    const SigningKey stranger{"k", Key::random()};
    const std::string message = "pass 018f until 2020-03-09";
    const auto signature = key.sign(message);
    EXPECT_EQ(signature.size(), 86u);
    EXPECT_FALSE(stranger.public_key().verify(message, signature));
    EXPECT_FALSE(key.public_key().verify(message + " ", signature));
    EXPECT_FALSE(key.public_key().verify(message, ""));
    EXPECT_FALSE(key.public_key().verify(message, signature + "A"));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto changed = signature;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(key.public_key().verify(message, changed)) << i;
    }
}

TEST(Signing, APublicKeyTravelsAsText) {
    const SigningKey key{"5f0c2a91", Key::random()};
    const auto text = key.public_key().text();
    EXPECT_EQ(text.size(), 43u);
    EXPECT_EQ(PublicKey::parse("5f0c2a91", text), key.public_key());
    EXPECT_FALSE(PublicKey::parse("5f0c2a91", text.substr(1)));
    EXPECT_FALSE(PublicKey::parse("5f0c2a91", text + "A"));
    EXPECT_FALSE(PublicKey::parse("5f0c2a91", "!" + text.substr(1)));
}

}  // namespace
}  // namespace tongzhou::seal
