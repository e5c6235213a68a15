#include "modules/hotline/referral.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "modules/hotline/test_hotline.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::HasSubstr;

std::filesystem::path messages_file() { return "/work/shared/data/hotline/messages.csv"; }

class Referral : public ::testing::Test {
  protected:
    Referral() : folder(std::filesystem::temp_directory_path() / new_uuid_v7(SystemClock().now()).text()) {
        std::filesystem::create_directories(folder);
    }
    ~Referral() override { std::filesystem::remove_all(folder); }
    std::filesystem::path write(const char* name, std::string_view text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }
    // Every second example, so that the others are new.
    std::filesystem::path halves(const char* name, std::size_t half) {
        std::string text = "category,words\n";
        const auto& all = shipped_examples();
        for (std::size_t i = half; i < all.size(); i += 2) text += all[i].category + "," + all[i].text + "\n";
        return write(name, text);
    }
    std::filesystem::path folder;
};

TEST_F(Referral, TermsArePairsAndTriplesWhateverTheSpaces) {
    EXPECT_EQ(terms_of("口罩 哪里 买"), terms_of("口罩哪里买"));
    EXPECT_EQ(terms_of("口罩_x000D_哪里"), terms_of("口罩哪里"));
    EXPECT_NE(terms_of("口罩，哪里买"), terms_of("口罩哪里买")) << "punctuation parts";
    EXPECT_TRUE(terms_of("").empty());
    EXPECT_TRUE(terms_of("一").empty());
    EXPECT_EQ(terms_of("一二三").size(), 2 * 3u) << "two pairs and a triple, each also as a beginning";
    EXPECT_EQ(fingerprint_of("口罩 哪里买"), fingerprint_of("口罩哪里 买"));
    EXPECT_NE(fingerprint_of("口罩哪里买"), fingerprint_of("口罩哪里卖"));
}

TEST_F(Referral, LearnsFromOneHalfAndKnowsItsOwnFromNew) {
    const auto model = folder / "half.model";
    const auto trained = train_referral(halves("first.csv", 0), model, {});
    EXPECT_EQ(trained.model, "cross-validated");
    EXPECT_EQ(trained.messages, std::ssize(shipped_examples()) / 2);
    const auto others = evaluate_referral(halves("second.csv", 1), model, {});
    EXPECT_EQ(others.seen, 0);
    EXPECT_GT(others.accuracy, 0.13) << "six examples of each of ten classes are few, and better than chance";
    const auto own = evaluate_referral(folder / "first.csv", model, {});
    EXPECT_EQ(own.seen, own.messages) << "what a model was trained on says nothing";
    EXPECT_GT(own.accuracy, 0.95);
    std::int64_t all = 0;
    for (const auto count : own.own) all += count;
    EXPECT_EQ(all, own.messages);
}

TEST_F(Referral, IsTheSameEveryTime) {
    const auto file = halves("first.csv", 0);
    train_referral(file, folder / "a.model", {});
    train_referral(file, folder / "b.model", {});
    const auto a = ReferralModel::load(folder / "a.model"), b = ReferralModel::load(folder / "b.model");
    for (const auto& example : shipped_examples())
        EXPECT_EQ(a.classify(terms_of(example.text)), b.classify(terms_of(example.text)));
    EXPECT_EQ(to_json(evaluate_referral(file, {}, {})), to_json(evaluate_referral(file, {}, {})));
}

TEST_F(Referral, RefusesWhatItCannotUse) {
    const auto code = [](auto f) { return fault_of(f); };
    EXPECT_EQ(code([&] { evaluate_referral(write("a.csv", "a,b\n1,2\n"), {}, {}); }), "invalid_fields :no_such_column");
    EXPECT_EQ(code([&] { evaluate_referral(write("b.csv", "category,words\n甲,乙\n"), {}, {}); }),
              "invalid_fields :too_few_examples");
    EXPECT_EQ(code([&] { evaluate_referral(halves("c.csv", 0), folder / "none.model", {}); }), "no_such_model");
    EXPECT_EQ(code([&] { evaluate_referral(halves("c.csv", 0), write("d.model", "not a model"), {}); }),
              "model_damaged");
    train_referral(halves("c.csv", 0), folder / "e.model", {});
    std::ifstream in(folder / "e.model", std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    for (const auto length : {bytes.size() - 1, bytes.size() / 2, std::size_t{30}})
        EXPECT_EQ(code([&] { ReferralModel::load(write("f.model", bytes.substr(0, length))); }), "model_damaged");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    EXPECT_EQ(code([&] { ReferralModel::load(write("f.model", bytes)); }), "model_damaged");
    EXPECT_EQ(code([&] { train_referral(halves("c.csv", 0), folder / "absent" / "x.model", {}); }), "model_unwritable");
}

TEST_F(Referral, ProposesFromTheShippedExamplesUntilItIsTrained) {
    ReferralDesk desk;
    const auto first = desk.model();
    EXPECT_EQ(first->source(), "examples");
    EXPECT_GT(first->quality().accuracy, 0.1) << "better than chance, and said beside every proposal";
    const auto proposed = first->propose("增值税的申报期限能不能再延长几天？", 3);
    ASSERT_EQ(proposed.size(), 3u);
    EXPECT_EQ(proposed[0].category, "税务");
    EXPECT_GT(proposed[0].share, proposed[1].share);
    EXPECT_TRUE(first->propose("？？", 3).empty()) << "nothing is proposed for nothing";
    train_referral(halves("first.csv", 0), folder / "a.model", {});
    desk.use(folder / "a.model");
    EXPECT_EQ(desk.model()->source(), "first.csv");
    EXPECT_TRUE(desk.model()->trained_at());
    desk.use(write("b.model", "damaged"));
    EXPECT_EQ(desk.model()->source(), "examples") << "a damaged file stops nobody";
}

// The bar of the hotline: at least nine in ten of citizens' messages.
TEST_F(Referral, JudgesCitizensMessages) {
    if (!std::filesystem::exists(messages_file())) GTEST_SKIP() << messages_file() << " is not here";
    if (testing::engine_under_test() != sql::Engine::sqlite) GTEST_SKIP() << "half a minute, without a database";
    const auto evaluation = evaluate_referral(messages_file(), {}, {});
    EXPECT_EQ(evaluation.messages, 5569);
    EXPECT_GE(evaluation.accuracy, 0.90);
    EXPECT_GE(evaluation.macro_f1, 0.89);
}

using OwnTickets = HotlineTest;

TEST_F(OwnTickets, AreTrainedOn) {
    call(name_matter_department, command, {sishui, "劳动", labour});
    call(name_matter_department, command, {sishui, "卫生", health});
    const auto model = db.folder() / "own.model";
    EXPECT_EQ(fault_of([&] { train_referral(*db, model, {}); }), "invalid_fields :too_few_examples");
    for (int i = 0; i < 12; ++i) {
        replied(fmt::format("工资第{}次没有发，怎么办？", i).c_str());
        const auto id = opened(fmt::format("车间第{}次消毒用什么药水？", i).c_str()).id;
        call(dispatch_ticket, desk, {id, health, {}, {}, {}});
        call(reply_ticket, health_officer, {id, "按说明。"});
    }
    dispatched("还没有答复的不算？");
    EXPECT_EQ(train_referral(*db, model, {}).messages, 24);
    EXPECT_EQ(ReferralModel::load(model).propose("工资什么时候发", 1).at(0).category, "劳动");
}

}  // namespace
}  // namespace tongzhou::hotline
