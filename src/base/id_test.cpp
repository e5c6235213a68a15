#include "base/id.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>
#include <unordered_set>
#include <vector>

namespace tongzhou {
namespace {

using namespace std::chrono_literals;

struct Passage;
struct Person;
static_assert(!std::is_convertible_v<Id<Passage>, Id<Person>>);
static_assert(!std::is_constructible_v<Id<Passage>, Id<Person>>);

// Ids of one program are ordered among all its tests, so each test stands at an hour of its own, later than the last.
Instant hour(int n) { return Instant::of("2020-02-24T00:00:00Z") + std::chrono::hours(n); }

TEST(UuidTest, ReadsTheCanonicalFormOnly) {
    const auto id = Uuid::of("0170777A-b1c2-7def-8123-456789ABCDEF");
    EXPECT_EQ(id.text(), "0170777a-b1c2-7def-8123-456789abcdef");
    for (const std::string_view text :
         {"", "0170777ab1c27def8123456789abcdef", "{0170777a-b1c2-7def-8123-456789abcdef}",
          "0170777a-b1c2-7def-8123-456789abcdeg", "0170777a-b1c2-7def-8123-456789abcde",
          "0170777a-b1c2-7def-8123_456789abcdef", "0170777a-b1c2-7def-8123-456789abcdef ",
          "0170777ab-1c2-7def-8123-456789abcdef"})
        EXPECT_STREQ(Uuid::parse(text).fault_code, "not_an_id") << text;
    EXPECT_TRUE(Uuid().is_nil());
    EXPECT_EQ(Uuid().text(), "00000000-0000-0000-0000-000000000000");
}

RC_GTEST_PROP(UuidProperty, TextIsReadBackAndSortsLikeTheId, ()) {
    const auto any = rc::gen::container<std::array<std::uint8_t, 16>>(rc::gen::arbitrary<std::uint8_t>());
    const Uuid a{*any};
    const Uuid b{*any};
    RC_ASSERT(Uuid::of(a.text()) == a);
    RC_ASSERT((a < b) == (a.text() < b.text()));
}

TEST(UuidTest, HasVersionVariantAndTime) {
    const auto now = hour(1) + 123ms;
    const auto id = new_uuid_v7(now);
    EXPECT_EQ(id.bytes[6] >> 4, 7);
    EXPECT_EQ(id.bytes[8] >> 6, 2);
    EXPECT_EQ(time_of(id), now);
    // RFC 9562, appendix A.6
    EXPECT_EQ(time_of(Uuid::of("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")), Instant::of("2022-02-22T19:22:22Z"));
}

TEST(UuidTest, ThreadsMakeUniqueIdsEachInOrder) {
    constexpr int threads = 4;
    constexpr int each = 25'000;
    std::vector<std::vector<Uuid>> made(threads);
    std::vector<std::thread> makers;
    for (auto& mine : made)
        makers.emplace_back([&mine] {
            for (int i = 0; i < each; ++i) mine.push_back(new_uuid_v7(hour(2)));
        });
    for (auto& maker : makers) maker.join();
    std::unordered_set<Uuid> all;
    for (const auto& mine : made) {
        EXPECT_TRUE(std::ranges::is_sorted(mine, std::less_equal<>())) << "strictly growing";
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), std::size_t{threads} * each);
}

TEST(UuidTest, AClockSetBackALittleKeepsTheOrder) {
    const auto before = new_uuid_v7(hour(3));
    const auto after = new_uuid_v7(hour(3) - 59s);
    EXPECT_LT(before, after);
    EXPECT_EQ(time_of(after), hour(3));
}

TEST(UuidTest, AClockPutRightByMuchIsBelieved) {
    new_uuid_v7(hour(5));
    EXPECT_EQ(time_of(new_uuid_v7(hour(4))), hour(4));
    EXPECT_EQ(time_of(new_uuid_v7(Instant::from_ms(-5))), Instant());
}

TEST(IdTest, IsATypedUuid) {
    const auto id = Id<Passage>::make(hour(6));
    EXPECT_EQ(Id<Passage>::of(id.text()), id);
    EXPECT_EQ(time_of(id.uuid()), hour(6));
    EXPECT_TRUE(Id<Passage>().is_nil());
    EXPECT_LT(Id<Passage>(), id);
    EXPECT_EQ(std::hash<Id<Passage>>{}(id), std::hash<Uuid>{}(id.uuid()));
    EXPECT_STREQ(Id<Passage>::parse("1").fault_code, "not_an_id");
    EXPECT_THROW(Id<Passage>::of("1"), Problem);
}

}  // namespace
}  // namespace tongzhou
