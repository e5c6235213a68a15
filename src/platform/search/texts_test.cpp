// What is decided by texts alone: characters, sentences, passages, copies, places, training.
#include <gtest/gtest.h>

#include "platform/search/characters.hpp"
#include "platform/search/passages.hpp"
#include "platform/search/places.hpp"
#include "platform/search/sketch.hpp"
#include "platform/search/terms.hpp"
#include "platform/search/training.hpp"

namespace tongzhou::search {
namespace {

std::u32string wide(std::string_view text) { return folded(Characters(text).view()); }

TEST(CharactersOfAText, are_counted_as_people_count_them) {
    const Characters text(
        "a中𠀀\xFF"
        "b");
    ASSERT_EQ(text.size(), 5U);
    EXPECT_EQ(text.utf8(1, 2), "中𠀀");
    EXPECT_EQ(text[3], U'\uFFFD') << "a byte that belongs to no character";
    EXPECT_EQ(text.utf8(4, 9), "b");
    EXPECT_EQ(text.utf8(9, 1), "");
    EXPECT_EQ(Characters("\xE4\xB8").size(), 2U) << "cut off in the middle";
    EXPECT_EQ(to_utf8(wide("ＡＢ１後")), "ab1后");
}

TEST(TermsOfAText, are_pairs_words_and_numbers) {
    std::vector<std::u32string> terms;
    const auto text = wide("减免3个月VAT，是");
    each_term(text,
              [&](std::uint64_t, std::size_t at, std::size_t length) { terms.push_back(text.substr(at, length)); });
    EXPECT_EQ(terms, (std::vector<std::u32string>{U"减免", U"3", U"个月", U"vat"}));
}

TEST(Sentences, begin_after_stops_and_closing_marks) {
    const auto text = wide("甲。“乙！”丙；丁");
    std::vector<std::size_t> starts = sentence_starts(text);
    EXPECT_EQ(starts, (std::vector<std::size_t>{0, 2, 6, 8}));
    EXPECT_EQ(sentence_starts(U""), std::vector<std::size_t>{0});
}

std::vector<Sentence> sentences(std::initializer_list<std::pair<std::size_t, double>> lengths) {
    std::vector<Sentence> made;
    std::size_t at = 0;
    for (const auto& [length, likelihood] : lengths) {
        made.push_back({at, length, {}, likelihood});
        at += length;
    }
    return made;
}

TEST(Passages, are_whole_sentences_no_longer_than_can_be_read_at_a_glance) {
    const std::vector<std::vector<Sentence>> texts{sentences({{100, 0.1}, {100, 0.3}, {100, 0.2}, {240, 0.05}}),
                                                   sentences({{50, 0.25}, {250, 0.1}})};
    const auto chosen = choose_passages(texts, 3);
    ASSERT_EQ(chosen.size(), 3U);
    EXPECT_EQ(chosen[0].text, 0U);
    EXPECT_EQ(chosen[0].passage.offset, 100U);
    EXPECT_EQ(chosen[0].passage.length, 200U);
    EXPECT_DOUBLE_EQ(chosen[0].likelihood, 0.5);
    EXPECT_EQ(chosen[1].text, 1U);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        EXPECT_LE(chosen[i].passage.length, longest_passage);
        for (std::size_t j = 0; j < i; ++j) {
            const auto &a = chosen[i].passage, &b = chosen[j].passage;
            EXPECT_TRUE(chosen[i].text != chosen[j].text || a.offset >= b.offset + b.length ||
                        b.offset >= a.offset + a.length)
                << "nothing is shown twice";
        }
    }
    EXPECT_TRUE(choose_passages({}, 3).empty());
}

TEST(Copies, are_known_by_what_they_share) {
    std::string body;
    for (int i = 0; i < 60; ++i) body += fmt::format("第{}条 支持第{}类企业开展复工复产的具体规定。", i, i * 7);
    const auto original = sketch_of(wide("关于复工的通知。" + body));
    EXPECT_TRUE(is_copy(original, sketch_of(wide("县政府转发：" + body))));
    EXPECT_FALSE(is_copy(original, sketch_of(wide("关于租金的通知。免收两个月租金，由出租人申报，逐级审核。"))));
    EXPECT_DOUBLE_EQ(resemblance(original, original), 1);
    EXPECT_DOUBLE_EQ(resemblance({}, {}), 0);
}

TEST(Places, are_found_by_the_longest_name) {
    Gazetteer names;
    names.add("山东", "37");
    names.add("山东省", "37");
    names.add("济宁", "3708");
    names.add("济宁", "9999");
    EXPECT_EQ(names.places_in(U"山东省济宁市通知", 100), (std::vector<std::string_view>{"37", "3708"}));
    EXPECT_EQ(names.places_in(U"山东省济宁市通知", 3), std::vector<std::string_view>{"37"});
    EXPECT_TRUE(names.places_in(U"通知", 100).empty());
}

TEST(Training, learns_which_feature_tells_and_leaves_the_others) {
    std::vector<Example> examples;
    for (int i = 0; i < 60; ++i) {
        const double noise = (i * 37 % 11) / 11.0, other = (i * 53 % 7) / 7.0;
        examples.push_back({{{1.0 + noise * 0.2, other, 3}, {0.2, noise, 3}, {0.1, other, 3}}, {true, false, false}});
    }
    const auto weights = train_softmax(examples, 0.01, 300);
    ASSERT_EQ(weights.size(), 3U);
    EXPECT_GT(weights[0], 3 * std::abs(weights[1]));
    EXPECT_NEAR(weights[2], 0, 1e-6) << "the same for all candidates";
    EXPECT_EQ(weights, train_softmax(examples, 0.01, 300));
}

}  // namespace
}  // namespace tongzhou::search
