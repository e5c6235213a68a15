#include "platform/search/index.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "base/problem.hpp"
#include "platform/search/answers.hpp"
#include "platform/search/characters.hpp"

namespace tongzhou::search {
namespace {

bool all(std::string_view) { return true; }

Uuid numbered(std::uint8_t number) {
    Uuid id{};
    id.bytes[15] = number;
    return id;
}

class IndexTest : public ::testing::Test {
  protected:
    IndexTest() : folder_(std::filesystem::temp_directory_path() / new_uuid_v7(SystemClock().now()).text()) {}
    ~IndexTest() override { std::filesystem::remove_all(folder_); }

    static std::vector<Entry> three() {
        return {{numbered(1), "租金", "承租国有房产的企业，免收两个月租金。", "a"},
                {numbered(2), "补贴", "企业吸纳劳动者就业，给予一千元补贴。", "b"},
                {numbered(3), "口罩", "口罩ＡＢＣ生产企业日产量应报2020年统计。", "a"}};
    }
    static std::vector<std::uint8_t> found(const Index& index, std::string_view question,
                                           const Accepts& accepts = all) {
        const Question asked(index, question);
        std::vector<std::uint8_t> numbers;
        for (const auto& candidate : index.find(asked.weighted(), 10, accepts))
            numbers.push_back(candidate.id.bytes[15]);
        return numbers;
    }
    std::filesystem::path folder_;
};

using Numbers = std::vector<std::uint8_t>;

TEST_F(IndexTest, finds_pairs_of_characters_words_and_numbers) {
    Index index(folder_);
    EXPECT_EQ(index.mark(), 0);
    EXPECT_TRUE(found(index, "租金").empty());
    index.put(three(), 7);
    EXPECT_EQ(index.mark(), 7);
    EXPECT_EQ(index.size(), 3U);
    EXPECT_EQ(found(index, "租金"), Numbers{1});
    EXPECT_EQ(found(index, "abc"), Numbers{3}) << "full width and capitals are the same";
    EXPECT_EQ(found(index, "2020"), Numbers{3});
    EXPECT_TRUE(found(index, "高铁").empty());
    EXPECT_TRUE(found(index, "什么").empty()) << "a word of asking is in no text for a reason";
    EXPECT_EQ(found(index, "吸纳就业补贴和租金").front(), 2);
}

TEST_F(IndexTest, leaves_out_what_is_not_accepted_before_it_counts_to_the_limit) {
    Index index(folder_);
    index.put(three(), 1);
    EXPECT_EQ(found(index, "企业").size(), 3U);
    EXPECT_EQ(found(index, "企业", [](std::string_view facets) { return facets == "b"; }), Numbers{2});
    const Question asked(index, "企业");
    EXPECT_EQ(index.find(asked.weighted(), 1, all).size(), 1U);
}

TEST_F(IndexTest, replaces_a_text_and_its_words) {
    Index index(folder_);
    index.put(three(), 1);
    const std::vector<Entry> change{{numbered(1), "电价", "降低电价百分之五。", "a"}};
    index.put(change, 2);
    EXPECT_EQ(index.size(), 3U);
    EXPECT_TRUE(found(index, "租金").empty());
    EXPECT_EQ(found(index, "电价"), Numbers{1});
}

TEST_F(IndexTest, stands_on_disk_and_begins_anew_when_a_batch_was_cut_off) {
    {
        Index index(folder_);
        index.put(three(), 5);
    }
    {
        const Index again(folder_);
        EXPECT_EQ(again.mark(), 5);
        EXPECT_EQ(again.size(), 3U);
        EXPECT_EQ(found(again, "租金"), Numbers{1});
    }
    std::filesystem::remove(folder_ / "mark");
    {
        const Index cut(folder_);
        EXPECT_EQ(cut.mark(), 0);
        EXPECT_EQ(cut.size(), 0U);
    }
    std::ofstream(folder_ / "mark", std::ios::trunc) << "9\n";
    for (const auto& file : std::filesystem::directory_iterator(folder_))
        if (file.path().filename() == "index") std::ofstream(file.path(), std::ios::trunc) << "no database";
    const Index damaged(folder_);
    EXPECT_EQ(damaged.mark(), 0) << "what the engine cannot open is made anew";
}

TEST_F(IndexTest, is_emptied) {
    Index index(folder_);
    index.put(three(), 5);
    index.clear();
    EXPECT_EQ(index.mark(), 0);
    EXPECT_EQ(index.size(), 0U);
    index.put(three(), 6);
    EXPECT_EQ(found(index, "租金"), Numbers{1});
}

TEST_F(IndexTest, searches_while_it_is_written) {
    Index index(folder_);
    index.put(three(), 1);
    std::atomic<bool> done = false;
    std::vector<std::jthread> readers;
    std::atomic<int> wrong = 0;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!done)
                if (found(index, "就业补贴") != Numbers{2}) ++wrong;
        });
    for (std::uint8_t round = 10; round < 40; ++round) {
        const std::vector<Entry> more{{numbered(round), "其他", "春耕备耕的具体规定。", ""}};
        index.put(more, round);
    }
    done = true;
    readers.clear();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(index.size(), 33U);
}

TEST_F(IndexTest, says_what_cannot_be_used) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "file") << "x";
    EXPECT_THROW(Index(folder_ / "file" / "below"), Problem);
}

TEST_F(IndexTest, answers_with_the_passage_that_answers) {
    Index index(folder_);
    index.put(three(), 1);
    const auto said = answer(index, {}, "国有房产免收几个月租金？", all);
    ASSERT_FALSE(said.texts.empty());
    EXPECT_EQ(said.texts.front().id, numbered(1));
    ASSERT_FALSE(said.shown.empty());
    const auto& shown = said.shown.front();
    const auto& text = said.texts[shown.text].text->folded;
    EXPECT_NE(text.substr(shown.passage.offset, shown.passage.length).find(U"两个月租金"), std::u32string::npos);
    EXPECT_TRUE(answer(index, {}, "？", all).texts.empty());
    EXPECT_TRUE(answer(index, {}, "", all).shown.empty());
    EXPECT_TRUE(answer(index, {}, "租金", [](std::string_view) { return false; }).texts.empty());
}

}  // namespace
}  // namespace tongzhou::search
