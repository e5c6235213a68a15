#include <fstream>

#include "modules/policies/evaluation.hpp"
#include "modules/policies/known_answers.hpp"
#include "modules/policies/test_library.hpp"

namespace tongzhou::policies {
namespace {

TEST(Judge, counts_what_is_shown_and_where) {
    search::Answers answers;
    Uuid first{}, copy{}, second{};
    first.bytes[15] = 1, copy.bytes[15] = 2, second.bytes[15] = 3;
    search::Ranked one, two;
    one.id = first;
    one.copies = {copy};
    const auto prepared = [](const char32_t* text) {
        auto made = std::make_shared<search::PreparedText>();
        made->folded = text;
        return made;
    };
    one.text = prepared(U"甲乙丙丁戊己庚辛");
    two.id = second;
    two.text = prepared(U"子丑寅卯");
    answers.texts = {one, two};
    answers.shown = {{0, {4, 4}, 0}, {0, {0, 4}, 0}, {1, {0, 2}, 0}};
    EXPECT_TRUE(judge(answers, first, "乙 丙").shown_in_one);
    const auto across = judge(answers, copy, "丁戊");
    EXPECT_TRUE(across.shown && !across.shown_in_one) << "the two passages adjoin";
    EXPECT_TRUE(across.first && across.among_five);
    EXPECT_FALSE(across.first_by_id || across.five_by_id) << "it is a copy of the first";
    const auto cut = judge(answers, second, "丑寅");
    EXPECT_FALSE(cut.shown);
    EXPECT_TRUE(cut.among_five && cut.five_by_id && !cut.first);
    Uuid nowhere{};
    EXPECT_FALSE(judge(answers, nowhere, "子").among_five);
}

TEST(Evaluation, refuses_files_that_do_not_fit) {
    const seal::TestFolder folder;
    const auto file = [&](const char* name, const std::string& content) {
        std::ofstream(folder / name) << content;
        return folder / name;
    };
    const auto policies = file("p.jsonl", "{\"id\": \"a\", \"text\": \"减免租金三个月。\"}");
    const auto questions = file("q.csv", "policy_id,question,answer\na,减免几个月租金,三个月\n");
    EXPECT_EQ(problem_of([&] { read_known_answers(policies, file("x.csv", "a,b\n1,2\n"), {}); }), "missing_column");
    EXPECT_EQ(problem_of([&] {
                  read_known_answers(policies, file("y.csv", "policy_id,question,answer\nb,q,a\n"), {});
              }),
              "unknown_policy");
    const auto made = evaluate(read_known_answers(policies, questions, {}), folder / "index");
    EXPECT_EQ(made.questions, 1);
    EXPECT_EQ(made.hit_at_1, 1);
    EXPECT_EQ(made.answer_in_3, 1);
    EXPECT_FALSE(made.false_answer_rate);
    EXPECT_FALSE(std::filesystem::exists(folder / "index"));
}

// The questions that people asked: what the desk must reach.
TEST(Evaluation, reaches_the_bars_on_real_questions) {
    const std::filesystem::path data = TONGZHOU_SHARED_DATA "/hotline";
    if (!std::filesystem::exists(data / "questions.csv")) GTEST_SKIP() << "no real questions beside the project";
    const seal::TestFolder folder;
    auto known = read_known_answers(data / "policies.jsonl", data / "questions.csv", data / "messages.csv");
    known.messages.resize(std::min(known.messages.size(), known.questions.size()));
    const auto made = evaluate(known, folder / "index");
    EXPECT_GE(made.hit_at_1, 0.88);
    EXPECT_GE(made.hit_at_5, 0.975);
    EXPECT_GE(made.answer_in_3, 0.88);
    EXPECT_LE(made.false_answer_rate.value_or(1), 0.05);
    EXPECT_GE(made.kept_answer_rate, 0.85);
}

}  // namespace
}  // namespace tongzhou::policies
