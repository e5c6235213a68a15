// Which rule is in force: the precedence of places, dates and withdrawals, as a table.

#include <gtest/gtest.h>

#include "modules/rules/book.hpp"

namespace tongzhou::rules {
namespace {

constexpr const char* country = "";
constexpr const char* shandong = "37";
constexpr const char* jining_code = "3708";
constexpr const char* sishui_code = "370831";
constexpr const char* sihe = "370831001";
constexpr const char* zoucheng_code = "370883";

Instant day(int day, int ms = 0) {
    return start_of_day_in_shanghai(Date::of(fmt::format("2020-02-{:02}", day))) + std::chrono::milliseconds(ms);
}

Rule rule(const char* division, const char* value, Instant from, Instant made = day(1)) {
    Rule r;
    r.id = Id<Rule>::make(made);
    r.kind = RuleKind::pass_validity_days;
    if (*division) r.division = DivisionCode::of(division);
    r.value = value;
    r.effective_from = from;
    r.created_at = made;
    return r;
}

struct Case {
    const char* name;
    std::vector<Rule> rules;  // besides the country's 14
    const char* place;
    Instant at;
    const char* expected;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class Precedence : public ::testing::TestWithParam<Case> {};

TEST_P(Precedence, IsAsTheTableSays) {
    auto rules = GetParam().rules;
    rules.push_back(rule(country, "14", Instant{}, Instant{}));
    for (int turn = 0; turn < 2; ++turn) {  // the order in which the database gives them does not matter
        std::ranges::reverse(rules);
        const Book book(rules);
        const auto place = *GetParam().place ? DivisionCode::of(GetParam().place) : DivisionCode{};
        const auto* found = book.in_force(RuleKind::pass_validity_days, place, GetParam().at);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->value, GetParam().expected);
    }
}

const Case cases[] = {
    {"the country's where nobody said otherwise", {}, sishui_code, day(24), "14"},
    {"the country's for the country", {rule(sishui_code, "7", day(1))}, country, day(24), "14"},
    {"the division's own", {rule(sishui_code, "7", day(1))}, sishui_code, day(24), "7"},
    {"not a sibling's", {rule(zoucheng_code, "7", day(1))}, sishui_code, day(24), "14"},
    {"not one from below", {rule(sihe, "7", day(1))}, sishui_code, day(24), "14"},
    {"the parent's", {rule(jining_code, "10", day(1))}, sishui_code, day(24), "10"},
    {"a town asks four levels up", {rule(shandong, "21", day(1))}, sihe, day(24), "21"},
    {"the nearer wins", {rule(jining_code, "10", day(1)), rule(sishui_code, "7", day(1))}, sihe, day(24), "7"},
    {"the nearer wins though older",
     {rule(sishui_code, "7", day(1)), rule(jining_code, "10", day(20))},
     sishui_code,
     day(24),
     "7"},
    {"the later wins in one place",
     {rule(sishui_code, "7", day(1)), rule(sishui_code, "10", day(20))},
     sishui_code,
     day(24),
     "10"},
    {"a rule to come does not hold yet", {rule(sishui_code, "7", day(25))}, sishui_code, day(25, -1), "14"},
    {"it holds from its instant on", {rule(sishui_code, "7", day(25))}, sishui_code, day(25), "7"},
    {"what held then holds for then",
     {rule(sishui_code, "7", day(1)), rule(sishui_code, "10", day(20))},
     sishui_code,
     day(19),
     "7"},
    {"the later made wins at one instant",
     {rule(sishui_code, "7", day(20), day(18)), rule(sishui_code, "10", day(20), day(19))},
     sishui_code,
     day(24),
     "10"},
    {"the later effective wins though made earlier",
     {rule(sishui_code, "7", day(20), day(1)), rule(sishui_code, "10", day(10), day(2))},
     sishui_code,
     day(24),
     "7"},
    {"withdrawn falls to the parent",
     {rule(sishui_code, "7", day(1)), rule(jining_code, "10", day(1)), rule(sishui_code, "withdrawn", day(20))},
     sishui_code,
     day(24),
     "10"},
    {"withdrawn twice falls to the country",
     {rule(sishui_code, "7", day(1)), rule(jining_code, "10", day(1)), rule(sishui_code, "withdrawn", day(20)),
      rule(jining_code, "withdrawn", day(21))},
     sishui_code,
     day(24),
     "14"},
    {"before the withdrawal it held",
     {rule(sishui_code, "7", day(1)), rule(sishui_code, "withdrawn", day(20))},
     sishui_code,
     day(19),
     "7"},
    {"made again after a withdrawal",
     {rule(sishui_code, "7", day(1)), rule(sishui_code, "withdrawn", day(20)), rule(sishui_code, "9", day(22))},
     sishui_code,
     day(24),
     "9"},
};
INSTANTIATE_TEST_SUITE_P(Rules, Precedence, ::testing::ValuesIn(cases));

TEST(Book, TellsTwoMadeInOneMillisecondApartByTheirIds) {
    const auto first = rule(sishui_code, "7", day(20));
    const auto second = rule(sishui_code, "10", day(20));
    const Book book({second, first});
    EXPECT_EQ(book.in_force(RuleKind::pass_validity_days, DivisionCode::of(sishui_code), day(24))->value, "10");
}

TEST(Book, AnswersNothingForAKindWithoutARule) {
    const Book book({rule(sishui_code, "7", day(1))});
    EXPECT_EQ(book.in_force(RuleKind::fever_threshold, DivisionCode::of(sishui_code), day(24)), nullptr);
    EXPECT_EQ(book.in_force(RuleKind::pass_validity_days, DivisionCode::of(zoucheng_code), day(24)), nullptr);
}

TEST(Book, SaysWhyItIsThatRule) {
    const auto own = rule(sihe, "7", day(25));
    const auto gone = rule(sishui_code, "withdrawn", day(20));
    const auto held = rule(shandong, "21", day(1));
    const Book book({own, gone, held, rule(country, "14", Instant{})});
    std::vector<Step> steps;
    book.in_force(RuleKind::pass_validity_days, DivisionCode::of(sihe), day(24), &steps);
    ASSERT_EQ(steps.size(), 4u);
    EXPECT_EQ(steps[0].standing, Standing::not_yet_effective);
    EXPECT_EQ(steps[0].rule, own.id);
    EXPECT_EQ(steps[1].standing, Standing::withdrawn);
    EXPECT_EQ(steps[1].rule, gone.id);
    EXPECT_EQ(steps[2].standing, Standing::no_rule);
    EXPECT_EQ(steps[2].division, DivisionCode::of(jining_code));
    EXPECT_EQ(steps[3].standing, Standing::in_force);
    EXPECT_EQ(steps[3].rule, held.id);
}

struct Spelling {
    RuleKind kind;
    const char* text;
    const char* expected;  // a value, or a fault's code
};

TEST(Values, AreSpelledAsTheirKindSays) {
    const Spelling spellings[] = {
        {RuleKind::fever_threshold, "37.3", "37.3"},
        {RuleKind::fever_threshold, " ３７．３℃ ", "37.3"},
        {RuleKind::fever_threshold, "37", "37.0"},
        {RuleKind::fever_threshold, "36.0", "36.0"},
        {RuleKind::fever_threshold, "35.9", "out_of_range"},
        {RuleKind::fever_threshold, "39.1", "out_of_range"},
        {RuleKind::pass_validity_days, "014", "14"},
        {RuleKind::pass_validity_days, "1", "1"},
        {RuleKind::pass_validity_days, "0", "out_of_range"},
        {RuleKind::pass_validity_days, "365", "365"},
        {RuleKind::pass_validity_days, "366", "out_of_range"},
        {RuleKind::pass_validity_days, "two weeks", "not_an_integer"},
        {RuleKind::pass_validity_days, "14.0", "not_an_integer"},
        {RuleKind::pass_required, "true", "true"},
        {RuleKind::pass_required, "yes", "not_one_of"},
        {RuleKind::permit_required, "false", "false"},
        {RuleKind::resumption_procedure, "approval", "approval"},
        {RuleKind::resumption_procedure, "审批", "not_one_of"},
        {RuleKind::queue_spacing_cm, "49", "out_of_range"},
        {RuleKind::queue_spacing_cm, "150", "150"},
        {RuleKind::health_retention_days, "13", "out_of_range"},
        {RuleKind::health_retention_days, "14", "14"},
        {RuleKind::passage_retention_days, "3651", "out_of_range"},
        {RuleKind::contact_window_minutes, "1440", "1440"},
        {RuleKind::working_hours, "08:30-12:00 13:30-17:30", "08:30-12:00 13:30-17:30"},
        {RuleKind::working_hours, "00:00-24:00", "00:00-24:00"},
        {RuleKind::working_hours, "08:30-12:00 11:00-17:30", "not_hours"},
        {RuleKind::working_hours, "13:30-17:30 08:30-12:00", "not_hours"},
        {RuleKind::working_hours, "12:00-08:30", "not_hours"},
        {RuleKind::working_hours, "08:60-12:00", "not_hours"},
        {RuleKind::working_hours, "24:01-24:02", "not_hours"},
        {RuleKind::message_hours, "", "not_hours"},
        {RuleKind::approval_stages, "town:8 county_health:16+county_industry:16 county:8",
         "town:8 county_health:16+county_industry:16 county:8"},
        {RuleKind::approval_stages, "town", "not_stages"},
        {RuleKind::approval_stages, "town:8 town:8", "not_stages"},
        {RuleKind::approval_stages, "town:0", "not_stages"},
        {RuleKind::approval_stages, "Town:8", "not_stages"},
        {RuleKind::ticket_return_days, "31", "out_of_range"},
        {RuleKind::squad_enterprises_most, "7", "7"},
    };
    for (const auto& s : spellings) {
        const auto value = parse_value(s.kind, s.text);
        EXPECT_EQ(value ? *value : std::string(value.fault_code), s.expected) << name_of(s.kind) << " " << s.text;
    }
}

TEST(Values, AreReadAsTheyWereWritten) {
    EXPECT_EQ(hours_of("08:30-12:00 13:30-17:30"), (std::vector<Hours>{{510, 720}, {810, 1050}}));
    EXPECT_EQ(stages_of("town:8 health:16+industry:12"),
              (std::vector<std::vector<Stage>>{{{"town", 8}}, {{"health", 16}, {"industry", 12}}}));
}

TEST(Kinds, AreAllNamedInBothLanguages) {
    for (const auto kind : values_of<RuleKind>()) {
        EXPECT_FALSE(name_of_kind(kind).zh.empty());
        EXPECT_FALSE(name_of_kind(kind).en.empty());
    }
}

TEST(Book, SaysWhenThePlaceChanges) {
    const Book book({rule(country, "14", day(20)), rule(jining_code, "10", day(25)), rule(sishui_code, "7", day(26)),
                     rule(sishui_code, "withdrawn", day(27)), rule(sihe, "8", day(26, 5)),
                     rule(zoucheng_code, "9", day(26, 9))});
    EXPECT_EQ(book.changes(DivisionCode::of(sishui_code), day(20), day(27)), (std::set{day(25), day(26), day(27)}))
        << "after the first instant, until the last, of itself and those above";
    EXPECT_EQ(book.changes(DivisionCode::of(sihe), day(25), day(26, 5)), (std::set{day(26), day(26, 5)}));
    EXPECT_TRUE(book.changes(DivisionCode::of(sishui_code), day(27), day(28)).empty());
}

}  // namespace
}  // namespace tongzhou::rules
