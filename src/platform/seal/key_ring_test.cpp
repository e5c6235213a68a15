#include <gtest/gtest.h>

#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "platform/seal/seal.hpp"
#include "platform/seal/test_folder.hpp"

namespace tongzhou::seal {
namespace {

const Instant february = Instant::of("2020-02-24T08:00:00+08:00");
const Instant march = Instant::of("2020-03-24T08:00:00+08:00");
const Instant april = Instant::of("2020-04-24T08:00:00+08:00");
constexpr auto context = "person.mobile:018f";

TEST(KeyRing, OpensWhatItSealed) {
    const auto ring = KeyRing::in_memory(february);
    for (const std::string& plain : {std::string{}, std::string{"13800138000"}, std::string("\0\xff\n", 3),
                                     std::string{"济宁市任城区太白楼中路"}, std::string(100'000, 'x')}) {
        const auto sealed = ring.seal(plain, context);
        EXPECT_EQ(ring.unseal(sealed, context), plain);
        EXPECT_TRUE(sealed.text.starts_with("s1." + ring.keys().front().id + "."));
    }
}

TEST(KeyRing, SealsTheSameTextDifferentlyEachTime) {
    const auto ring = KeyRing::in_memory(february);
    EXPECT_NE(ring.seal("13800138000", context).text, ring.seal("13800138000", context).text);
}

TEST(KeyRing, NoticesEveryChangedCharacterAndEveryCut) {
    const auto ring = KeyRing::in_memory(february);
    const auto sealed = ring.seal("370811199001010014", context).text;
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        for (const char other : {'A', 'B', '0', '.', '=', ' ', '\0', '\xff'}) {
            if (sealed[i] == other) continue;
            auto changed = sealed;
            changed[i] = other;
            EXPECT_THROW(ring.unseal(changed, context), Problem) << changed;
        }
        EXPECT_THROW(ring.unseal(sealed.substr(0, i), context), Problem) << i;
    }
    EXPECT_EQ(problem_code([&] { ring.unseal(sealed + "A", context); }), "sealed_text_damaged");
    EXPECT_EQ(problem_code([&] { ring.unseal("13800138000", context); }), "sealed_text_damaged");
}

TEST(KeyRing, NoticesEveryFlippedBitOfTheBody) {
    const auto ring = KeyRing::in_memory(february);
    const auto sealed = ring.seal("张三", context).text;
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (std::size_t i = 12; i < sealed.size(); ++i) {
        for (int bit = 0; bit < 6; ++bit) {
            auto changed = sealed;
            changed[i] = alphabet[alphabet.find(sealed[i]) ^ (1u << bit)];
            EXPECT_EQ(problem_code([&] { ring.unseal(changed, context); }), "sealed_text_damaged") << i << ' ' << bit;
        }
    }
}

TEST(KeyRing, OpensOnlyInItsOwnContext) {
    const auto ring = KeyRing::in_memory(february);
    const auto sealed = ring.seal("13800138000", "person.mobile:1");
    for (const auto* other : {"person.mobile:2", "person.resident_id:1", "", "person.mobile:1 "})
        EXPECT_EQ(problem_code([&] { ring.unseal(sealed, other); }), "sealed_text_damaged") << other;
}

TEST(KeyRing, AProblemTellsNeitherThePlainTextNorTheKeys) {
    const TestFolder folder;
    const auto ring = KeyRing::create(folder / "keys", february);
    auto sealed = ring.seal("13800138000", context).text;
    sealed.back() = sealed.back() == 'A' ? 'Q' : 'A';
    try {
        ring.unseal(sealed, context);
        FAIL() << "opened";
    } catch (const Problem& problem) {
        EXPECT_NE(problem.detail().en.find(context), std::string::npos);
        EXPECT_EQ(problem.detail().en.find("13800138000"), std::string::npos);
        EXPECT_EQ(problem.detail().en.find(sealed), std::string::npos);
    }
}

TEST(KeyRing, SaysWhichKeyIsMissingAndWhatToDo) {
    const auto ring = KeyRing::in_memory(february);
    const auto stranger = KeyRing::in_memory(february);
    const auto sealed = stranger.seal("13800138000", context);
    try {
        ring.unseal(sealed, context);
        FAIL() << "opened";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "seal_key_missing");
        EXPECT_NE(problem.detail().en.find(std::string{KeyRing::key_id_of(sealed)}), std::string::npos);
        EXPECT_NE(problem.detail().en.find("Restore the key file"), std::string::npos);
        EXPECT_NE(problem.detail().zh.find("恢复密钥文件"), std::string::npos);
    }
}

TEST(KeyRing, RotationKeepsOldDataReadable) {
    const TestFolder folder;
    auto ring = KeyRing::create(folder / "keys", february);
    const auto old = ring.seal("13800138000", context);
    const auto second = ring.rotate(march);

    EXPECT_EQ(ring.unseal(old, context), "13800138000");
    EXPECT_FALSE(ring.is_current(old));
    const auto fresh = ring.reseal(old, context);
    EXPECT_TRUE(ring.is_current(fresh));
    EXPECT_EQ(KeyRing::key_id_of(fresh), second);

    const auto again = KeyRing::open(folder / "keys");
    EXPECT_EQ(again.unseal(old, context), "13800138000");
    EXPECT_EQ(again.unseal(fresh, context), "13800138000");
    EXPECT_EQ(again.keys(), ring.keys());
    ASSERT_EQ(again.keys().size(), 3u);
    EXPECT_EQ(again.keys()[0], (KeyInfo{second, KeyInfo::Kind::master, KeyInfo::Status::active, march}));
    EXPECT_EQ(again.keys()[1].status, KeyInfo::Status::retired);
}

TEST(KeyRing, DropsOnlyRetiredKeysThatNothingUses) {
    const TestFolder folder;
    auto ring = KeyRing::create(folder / "keys", february);
    const auto first = ring.keys().front().id;
    const auto old = ring.seal("13800138000", context);
    const auto second = ring.rotate(march);
    ring.rotate(april);

    EXPECT_EQ(ring.retire_unused({first}), std::vector{second});
    EXPECT_EQ(ring.unseal(old, context), "13800138000");
    EXPECT_EQ(ring.retire_unused({}), std::vector{first});
    EXPECT_EQ(problem_code([&] { ring.unseal(old, context); }), "seal_key_missing");
    EXPECT_EQ(ring.retire_unused({}), std::vector<std::string>{});
    EXPECT_EQ(KeyRing::open(folder / "keys").keys().size(), 2u) << "the active master and the index key stay";
}

TEST(KeyRing, FollowsTheFileThatAnotherProcessRotated) {
    const TestFolder folder;
    const auto server = KeyRing::create(folder / "keys", february);
    auto command = KeyRing::open(folder / "keys");
    command.rotate(march);
    const auto sealed = command.seal("13800138000", context);
    EXPECT_EQ(server.unseal(sealed, context), "13800138000");
    EXPECT_TRUE(server.is_current(sealed));
}

TEST(KeyRing, RotationsOfTwoProcessesDoNotLoseEachOther) {
    const TestFolder folder;
    auto one = KeyRing::create(folder / "keys", february);
    auto two = KeyRing::open(folder / "keys");
    const auto sealed = one.seal("a", context);
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) one.rotate(march);
    });
    threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) two.rotate_index(march);
    });
    for (auto& thread : threads) thread.join();
    const auto all = KeyRing::open(folder / "keys");
    EXPECT_EQ(all.keys().size(), 42u);
    EXPECT_EQ(all.unseal(sealed, context), "a");
}

TEST(KeyRing, BlindIndexFindsEqualValuesAndSurvivesRotation) {
    auto ring = KeyRing::in_memory(february);
    const auto index = ring.blind_index("13800138000", "person.mobile");
    EXPECT_EQ(index.size(), 22u);
    EXPECT_EQ(ring.blind_index("13800138000", "person.mobile"), index);
    EXPECT_NE(ring.blind_index("13800138001", "person.mobile"), index);
    EXPECT_NE(ring.blind_index("13800138000", "person.contact"), index);
    EXPECT_NE(ring.blind_index("b", "a"), ring.blind_index("", "ab")) << "purpose and value do not run together";
    EXPECT_NE(KeyRing::in_memory(february).blind_index("13800138000", "person.mobile"), index);

    ring.rotate(march);
    EXPECT_EQ(ring.blind_index("13800138000", "person.mobile"), index);
    ring.rotate_index(march);
    const auto all = ring.blind_indexes("13800138000", "person.mobile");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0], ring.blind_index("13800138000", "person.mobile"));
    EXPECT_NE(all[0], index);
    EXPECT_EQ(all[1], index);
}

TEST(KeyRing, TagsOutliveARotation) {
    auto ring = KeyRing::in_memory(february);
    const auto tag = ring.tag("session-1", "csrf");
    ring.rotate(march);
    EXPECT_TRUE(ring.is_tag(tag, "session-1", "csrf"));
    EXPECT_FALSE(ring.is_tag(tag, "session-2", "csrf"));
    EXPECT_FALSE(ring.is_tag(tag, "session-1", "cursor"));
    EXPECT_FALSE(ring.is_tag("", "session-1", "csrf"));
    ring.retire_unused({});
    EXPECT_FALSE(ring.is_tag(tag, "session-1", "csrf"));
}

TEST(KeyRing, SignaturesOfARetiredKeyVerifyUntilItIsDropped) {
    auto ring = KeyRing::in_memory(february);
    const auto key = ring.signing_key();
    const auto signature = key->sign("pass");
    ring.rotate(march);
    EXPECT_NE(ring.signing_key()->id(), key->id());
    EXPECT_EQ(ring.public_keys().size(), 2u);
    EXPECT_EQ(ring.public_keys().front(), ring.signing_key()->public_key());
    const auto found = ring.public_key(key->id());
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->verify("pass", signature));
    ring.retire_unused({});
    EXPECT_FALSE(ring.public_key(key->id()));
}

TEST(DataKey, OnePersonsDataDoesNotOpenWithAnothersKey) {
    const auto ring = KeyRing::in_memory(february);
    const auto mine = ring.unwrap(ring.new_data_key());
    const auto yours = ring.unwrap(ring.new_data_key());
    const auto sealed = seal_with(mine, "体温 36.5", context);
    EXPECT_EQ(unseal_with(mine, sealed, context), "体温 36.5");
    EXPECT_EQ(problem_code([&] { unseal_with(yours, sealed, context); }), "sealed_text_damaged");
    EXPECT_EQ(problem_code([&] { unseal_with(mine, sealed, "person.mobile:2"); }), "sealed_text_damaged");
    EXPECT_EQ(problem_code([&] { unseal_with(mine, ring.seal("a", context), context); }), "sealed_text_damaged");
    for (std::size_t i = 0; i < sealed.text.size(); ++i) {
        auto changed = sealed.text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_THROW(unseal_with(mine, changed, context), Problem) << i;
    }
}

TEST(DataKey, RewrappingAfterARotationLeavesTheDataAsItIs) {
    auto ring = KeyRing::in_memory(february);
    const auto wrapped = ring.new_data_key();
    const auto sealed = seal_with(ring.unwrap(wrapped), "13800138000", context);
    ring.rotate(march);
    const auto rewrapped = ring.rewrap(wrapped);
    EXPECT_TRUE(ring.is_current(rewrapped.text));
    ring.retire_unused({});
    EXPECT_EQ(unseal_with(ring.unwrap(rewrapped), sealed, context), "13800138000");
    EXPECT_EQ(problem_code([&] { ring.unwrap(wrapped); }), "seal_key_missing");
}

TEST(DataKey, OnlyAWrappedKeyUnwraps) {
    const auto ring = KeyRing::in_memory(february);
    EXPECT_EQ(problem_code([&] { ring.unwrap({ring.seal("13800138000", "data_key").text}); }), "sealed_text_damaged");
    EXPECT_EQ(problem_code([&] { ring.unwrap({ring.seal(std::string(32, 'k'), context).text}); }),
              "sealed_text_damaged");
    EXPECT_EQ(problem_code([&] { ring.unwrap({""}); }), "sealed_text_damaged");
}

TEST(KeyRing, SealsAndOpensWhileKeysRotate) {
    auto ring = KeyRing::in_memory(february);
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0;
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            const auto plain = "1380013800" + std::to_string(i);
            const auto index = ring.blind_index(plain, "person.mobile");
            while (!stop) {
                const auto sealed = ring.seal(plain, context);
                if (ring.unseal(sealed, context) != plain) ++wrong;
                if (ring.blind_index(plain, "person.mobile") != index) ++wrong;
                const auto key = ring.signing_key();
                if (!key->public_key().verify(plain, key->sign(plain))) ++wrong;
                ++done;
            }
        });
    }
    for (int i = 0; i < 50; ++i) {
        ring.rotate(march);
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    stop = true;
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(done, 0);
}

}  // namespace
}  // namespace tongzhou::seal
