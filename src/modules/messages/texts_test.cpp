// What is said: cut into parts, with its variables filled in; and when it may be said.
#include <gmock/gmock.h>

#include <random>

#include "base/text.hpp"
#include "modules/messages/pace.hpp"
#include "modules/messages/split.hpp"
#include "modules/messages/variables.hpp"

namespace tongzhou::messages {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The text again from its parts, numbers taken off.
std::string joined(const std::vector<std::string>& parts) {
    if (parts.size() == 1) return parts.front();
    std::string whole;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = fmt::format("({}/{}) ", i + 1, parts.size());
        EXPECT_TRUE(parts[i].starts_with(number)) << parts[i];
        whole += parts[i].substr(number.size());
    }
    return whole;
}

TEST(Split, LeavesAloneWhatFits) {
    EXPECT_THAT(split_text(std::string(2048, 'x'), 2048, cost_in_bytes), ElementsAre(std::string(2048, 'x')));
    EXPECT_EQ(split_text(std::string(2049, 'x'), 2048, cost_in_bytes).size(), 2u);
    EXPECT_THAT(split_text("", 40, cost_in_bytes), ElementsAre(""));
}

TEST(Split, EndsPartsAtLinesThenSentencesThenWords) {
    const std::string line(30, 'a');
    EXPECT_THAT(split_text(line + "\n" + line + "\n", 50, cost_in_bytes),
                ElementsAre("(1/2) " + line + "\n", "(2/2) " + line + "\n"));
    EXPECT_THAT(split_text("一二三四五六七八九十。一二三四五六七八九十。", 50, cost_in_bytes),
                ElementsAre("(1/2) 一二三四五六七八九十。", "(2/2) 一二三四五六七八九十。"));
    EXPECT_THAT(split_text("aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 40, cost_in_bytes),
                ElementsAre("(1/2) aaaaaaaaaaaaaaaaaaaa ", "(2/2) bbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
}

TEST(Split, KeepsALinkWhole) {
    const std::string link = "https://tongzhou.example/l/AbCdEfGhIjKl";
    const auto parts = split_text("疫情防控期间企业复工复产政策请见" + link + "谢谢", 80, cost_in_bytes);
    EXPECT_TRUE(std::ranges::any_of(parts, [&](const auto& part) { return part.find(link) != std::string::npos; }));
}

TEST(Split, LosesNothingAndSplitsNoCharacterWhateverTheText) {
    std::mt19937 random(20200224);
    const std::vector<std::string> characters{"a",  "b", " ", "\n", "。", "中",
                                              "文", "é", "😷", "\"", "\\", "https://x.cn/"};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const auto length = std::uniform_int_distribution(0, 600)(random);
        for (int i = 0; i < length; ++i)
            text += characters[std::uniform_int_distribution<std::size_t>(0, characters.size() - 1)(random)];
        for (Cost cost : {cost_in_bytes, cost_in_json, cost_in_sms}) {
            const auto limit = std::uniform_int_distribution<std::size_t>(40, 200)(random);
            const auto parts = split_text(text, limit, cost);
            EXPECT_EQ(joined(parts), text);
            for (const auto& part : parts) {
                EXPECT_TRUE(valid_utf8(part)) << "round " << round;
                std::size_t used = 0;
                for (std::size_t at = 0; at < part.size();) {
                    const auto first = static_cast<unsigned char>(part[at]);
                    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
                    used += cost(std::string_view(part).substr(at, size));
                    at += size;
                }
                EXPECT_LE(used, limit) << "round " << round;
            }
        }
    }
}

TEST(Split, CountsShortMessagesAsTheNetworkDoes) {
    std::string seventy;
    for (int i = 0; i < 70; ++i) seventy += "字";
    EXPECT_EQ(sms_segments(seventy), 1);
    EXPECT_EQ(sms_segments(seventy + "字"), 2);
    EXPECT_EQ(sms_segments(seventy + seventy.substr(0, 64 * 3)), 2);
    EXPECT_EQ(sms_segments(seventy + seventy.substr(0, 65 * 3)), 3);
    EXPECT_EQ(sms_segments(seventy.substr(3) + "😷"), 2) << "outside the basic plane a character counts twice";
}

TEST(Variables, AreFilledInOnce) {
    EXPECT_EQ(render("{{recipient}}：{{ 文号 }} {{link}}",
                     {{"recipient", "{{link}}"}, {"文号", "〔2020〕4号"}, {"link", "L"}}),
              "{{link}}：〔2020〕4号 L");
    EXPECT_EQ(render("a } b { c", {}), "a } b { c");
    EXPECT_THAT(variables_in("{{b}}{{a}}{{b}}"), ElementsAre("b", "a"));
}

TEST(Variables, ThatNobodyKnowsAreSaid) {
    std::vector<FieldFault> faults;
    check_variables("{{recipient}}{{文号}}{{recipent}}", {"文号"}, "/text", faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].code, "unknown_variable");
    EXPECT_EQ(faults[0].path, "/text");
    EXPECT_THAT(faults[0].message.zh, HasSubstr("“recipent”"));
    EXPECT_THAT(faults[0].message.en, HasSubstr("{{recipient}} {{link}} {{apply_link}} {{文号}}"));
    faults.clear();
    check_variables("a {{link", {}, "/text", faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].code, "variable_not_closed");
}

// The other side counts: however eagerly we send, no minute has more than it takes.
TEST(Pace, NeverExceedsTheMinute) {
    for (const int per_minute : {1, 2, 5, 20, 60, 600}) {
        Pace pace{per_minute, {}};
        std::vector<std::int64_t> sent;
        auto now = Instant::of("2020-02-24T08:00:00+08:00");
        for (int step = 0; step < 60'000; ++step, now += 10ms) {
            const auto n = std::min(pace.allowance(now), 3);
            pace.recovered = pace.after(now, n);
            for (int i = 0; i < n; ++i) sent.push_back(now.ms());
        }
        for (std::size_t i = 0; i + static_cast<std::size_t>(per_minute) < sent.size(); ++i)
            ASSERT_GT(sent[i + static_cast<std::size_t>(per_minute)] - sent[i], 60'000) << per_minute << " a minute";
        const auto in_ten_minutes = static_cast<double>(sent.size());
        EXPECT_GT(in_ten_minutes, per_minute * 10 * 0.7) << "nor is it needlessly slow";
    }
}

TEST(Pace, SaysWhenItGoesOn) {
    Pace pace{20, {}};
    const auto now = Instant::of("2020-02-24T08:00:00+08:00");
    EXPECT_EQ(pace.allowance(now), 4);
    pace.recovered = pace.after(now, 4);
    EXPECT_EQ(pace.allowance(now), 0);
    const auto next = pace.next(now);
    EXPECT_GT(next, now);
    EXPECT_EQ(pace.allowance(next), 1);
    EXPECT_EQ(pace.allowance(next - 1ms), 0);
    EXPECT_GT((Pace{20, now + std::chrono::hours(1)}.after(now, 1) - now).count(), 0);
    EXPECT_LT((Pace{20, now + std::chrono::hours(1)}.after(now, 1) - now), 30s) << "a clock set back silences nobody";
    EXPECT_GT((Pace{0, {}}.allowance(now)), 1'000'000);
}

TEST(BackOff, DoublesUpToAnHour) {
    EXPECT_EQ(back_off(1, 30s), 30s);
    EXPECT_EQ(back_off(2, 30s), 60s);
    EXPECT_EQ(back_off(5, 30s), 480s);
    EXPECT_EQ(back_off(8, 30s), 3600s);
    EXPECT_EQ(back_off(1'000'000, 30s), 3600s);
}

TEST(NightHours, WaitForTheMorning) {
    const auto at = [](const char* time) { return Instant::of(fmt::format("2020-02-24T{}+08:00", time)); };
    const std::vector<rules::Hours> day{{420, 1320}};
    EXPECT_EQ(next_allowed(day, at("07:00:00")), at("07:00:00"));
    EXPECT_EQ(next_allowed(day, at("21:59:59")), at("21:59:59"));
    EXPECT_EQ(next_allowed(day, at("06:59:59")), at("07:00:00"));
    EXPECT_EQ(next_allowed(day, at("22:00:00")), Instant::of("2020-02-25T07:00:00+08:00"));
    const std::vector<rules::Hours> office{{510, 720}, {810, 1050}};
    EXPECT_EQ(next_allowed(office, at("12:30:00")), at("13:30:00"));
    EXPECT_EQ(next_allowed({}, at("03:00:00")), at("03:00:00"));
}

}  // namespace
}  // namespace tongzhou::messages
