#include "platform/seal/keyed_hash.hpp"

#include <gtest/gtest.h>

namespace tongzhou::seal {
namespace {

// Made with Python's hashlib.blake2b(text, key=salt, digest_size=16): devices compute the same with what they have.
TEST(KeyedHash, IsWhatOtherProgramsCompute) {
    EXPECT_EQ(keyed_hash("resident_id:37083119900101001X", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
              "D4ZS8L_VcCWtFuHJBPgdUA");
    EXPECT_EQ(keyed_hash("", "k"), "Cvn0ezCVdhUFZpsDFxRZvQ");
}

TEST(KeyedHash, DiffersWithTheSalt) {
    const auto one = new_salt(), other = new_salt();
    EXPECT_EQ(one.size(), 43u);
    EXPECT_NE(one, other);
    EXPECT_NE(keyed_hash("passport:E12345678", one), keyed_hash("passport:E12345678", other));
    EXPECT_NE(keyed_hash("passport:E12345678", one), keyed_hash("passport:E12345679", one));
}

}  // namespace
}  // namespace tongzhou::seal
