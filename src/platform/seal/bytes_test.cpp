#include "platform/seal/bytes.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace tongzhou::seal {
namespace {

TEST(Base64Url, EveryByteThatIsNoDigitIsRefusedEverywhere) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::array<unsigned char, 3> out;
    for (int position = 0; position < 4; ++position) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = "AAAA";
            text[position] = static_cast<char>(byte);
            const bool digit = alphabet.find(text[position]) != std::string::npos;
            EXPECT_EQ(read_base64url(text, out), digit) << position << ' ' << byte;
        }
    }
}

TEST(Base64Url, TakesOnlyTheOneSpellingOfTheRightLength) {
    std::array<unsigned char, 2> two;
    EXPECT_TRUE(read_base64url("AAE", two));
    EXPECT_EQ(two, (std::array<unsigned char, 2>{0, 1}));
    EXPECT_FALSE(read_base64url("AAF", two)) << "the last bit belongs to no byte";
    EXPECT_FALSE(read_base64url("AAE=", two));
    EXPECT_FALSE(read_base64url("AA", two));
    EXPECT_FALSE(read_base64url("AAEA", two));
    for (std::size_t size = 0; size < 50; ++size) {
        std::string text = "x";
        std::string bytes(size, '\xa5');
        append_base64url(text, {raw(bytes), size});
        EXPECT_EQ(text.size(), 1 + base64url_length(size));
        EXPECT_EQ(base64url_bytes(base64url_length(size)), size);
        std::string again(size, '\0');
        EXPECT_TRUE(read_base64url(text.substr(1), {raw(again), size}));
        EXPECT_EQ(again, bytes);
    }
}

TEST(Key, IsWipedWhereItWasMovedFrom) {
    Key key = Key::random();
    const Key none;
    ASSERT_NE(std::memcmp(key.data(), none.data(), Key::size), 0);
    std::array<unsigned char, Key::size> before;
    std::copy_n(key.data(), Key::size, before.begin());
    const Key moved = std::move(key);
    EXPECT_EQ(std::memcmp(key.data(), none.data(), Key::size), 0);
    EXPECT_EQ(std::memcmp(moved.data(), before.data(), Key::size), 0);
}

TEST(Key, IsWipedWhenItEnds) {
    alignas(Key) std::array<unsigned char, sizeof(Key)> place;
    auto* key = new (place.data()) Key{Key::random()};
    key->~Key();
    EXPECT_TRUE(std::all_of(place.begin(), place.end(), [](unsigned char byte) { return byte == 0; }));
}

}  // namespace
}  // namespace tongzhou::seal
