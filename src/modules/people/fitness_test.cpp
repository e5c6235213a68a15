// Who is fit for a pass: every disqualifier, and the boundaries of the fourteen days, as a table.

#include <gmock/gmock.h>

#include "modules/people/fitness.hpp"

namespace tongzhou::people {
namespace {

const auto today = Date::of("2020-02-24");
const FitnessRules shandong{DeciCelsius::of("37.3"), 14, DivisionCode::of("37")};

Date days_ago(int days) { return today - std::chrono::days(days); }

struct Case {
    const char* name;
    HealthAnswers answers;
    std::vector<Unfitness> reasons;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class FitnessTable : public ::testing::TestWithParam<Case> {};

TEST_P(FitnessTable, DecidesAsWritten) {
    const auto judgement = fitness_of(GetParam().answers, shandong, today);
    EXPECT_EQ(judgement.reasons, GetParam().reasons);
    EXPECT_EQ(judgement.result, GetParam().reasons.empty() ? Fitness::fit : Fitness::unfit);
}

HealthAnswers symptom(Symptom symptom, std::optional<Date> last_day) { return {.symptoms = {{symptom, last_day}}}; }
HealthAnswers contact(ContactKind kind, int days) { return {.contacts = {{kind, days_ago(days)}}}; }
HealthAnswers stay(const char* division, std::optional<Date> until, bool outbreak_area = false) {
    return {.stays = {{.place = "某地",
                       .division = DivisionCode::of(division),
                       .outbreak_area = outbreak_area,
                       .from = days_ago(40),
                       .until = until}}};
}
HealthAnswers abroad(std::optional<Date> until) {
    return {.stays = {{.place = "首尔", .abroad = true, .from = days_ago(40), .until = until}}};
}

const Case cases[] = {
    {"nothing to declare", {}, {}},
    {"one tenth below the threshold", {.temperature = DeciCelsius::of("37.2")}, {}},
    {"at the threshold", {.temperature = DeciCelsius::of("37.3")}, {Unfitness::fever}},
    {"a fever that lasts", symptom(Symptom::fever, std::nullopt), {Unfitness::fever}},
    {"a fever today", symptom(Symptom::fever, today), {Unfitness::fever}},
    {"a fever 13 days ago", symptom(Symptom::fever, days_ago(13)), {Unfitness::fever}},
    {"a fever 14 days ago", symptom(Symptom::fever, days_ago(14)), {}},
    {"a cough that lasts", symptom(Symptom::cough, std::nullopt), {Unfitness::cough}},
    {"a cough 13 days ago", symptom(Symptom::cough, days_ago(13)), {Unfitness::cough}},
    {"a cough 14 days ago", symptom(Symptom::cough, days_ago(14)), {}},
    {"fatigue alone", symptom(Symptom::fatigue, std::nullopt), {}},
    {"a suspected case", {.case_status = CaseStatus::suspected}, {Unfitness::case_not_cleared}},
    {"a case without symptoms", {.case_status = CaseStatus::asymptomatic}, {Unfitness::case_not_cleared}},
    {"a confirmed case", {.case_status = CaseStatus::confirmed}, {Unfitness::case_not_cleared}},
    {"a case that is cleared", {.case_status = CaseStatus::cleared}, {}},
    {"under observation", {.under_observation = true}, {Unfitness::under_observation}},
    {"met a case 13 days ago", contact(ContactKind::confirmed_case, 13), {Unfitness::case_contact}},
    {"met a case 14 days ago", contact(ContactKind::confirmed_case, 14), {}},
    {"met a suspected case", contact(ContactKind::suspected_case, 0), {Unfitness::case_contact}},
    {"met someone of an outbreak area 13 days ago",
     contact(ContactKind::from_outbreak_area, 13),
     {Unfitness::outbreak_area_contact}},
    {"met someone of an outbreak area 14 days ago", contact(ContactKind::from_outbreak_area, 14), {}},
    {"met someone from abroad", contact(ContactKind::from_abroad, 1), {Unfitness::outbreak_area_contact}},
    {"left Hubei 13 days ago", stay("42", days_ago(13)), {Unfitness::returned_recently}},
    {"left Hubei 14 days ago", stay("42", days_ago(14)), {}},
    {"is still in Hubei", stay("4201", std::nullopt), {Unfitness::returned_recently}},
    {"was elsewhere in the province", stay("3702", today), {}},
    {"was in an outbreak area of the province 13 days ago",
     stay("370829", days_ago(13), true),
     {Unfitness::outbreak_area_contact}},
    {"was in an outbreak area of the province 14 days ago", stay("370829", days_ago(14), true), {}},
    {"came from abroad 13 days ago", abroad(days_ago(13)), {Unfitness::returned_recently}},
    {"came from abroad 14 days ago", abroad(days_ago(14)), {}},
    {"says to be back since 13 days", {.returned_on = days_ago(13)}, {Unfitness::returned_recently}},
    {"says to be back since 14 days", {.returned_on = days_ago(14)}, {}},
    {"everything at once, each reason once",
     {.symptoms = {{Symptom::fever, today}, {Symptom::cough, std::nullopt}},
      .temperature = DeciCelsius::of("39.0"),
      .case_status = CaseStatus::confirmed,
      .under_observation = true,
      .stays = {{.place = "武汉", .division = DivisionCode::of("4201"), .outbreak_area = true, .from = days_ago(9)}},
      .contacts = {{ContactKind::confirmed_case, today}, {ContactKind::suspected_case, today}},
      .returned_on = today},
     {Unfitness::fever, Unfitness::cough, Unfitness::case_not_cleared, Unfitness::under_observation,
      Unfitness::case_contact, Unfitness::returned_recently, Unfitness::outbreak_area_contact}},
};
INSTANTIATE_TEST_SUITE_P(Domain5, FitnessTable, ::testing::ValuesIn(cases));

TEST(Fitness, GoesByTheRulesInForce) {
    const FitnessRules strict{DeciCelsius::of("37.2"), 21, DivisionCode::of("37")};
    EXPECT_EQ(fitness_of({.temperature = DeciCelsius::of("37.2")}, strict, today).result, Fitness::unfit);
    EXPECT_EQ(fitness_of(symptom(Symptom::cough, days_ago(20)), strict, today).result, Fitness::unfit);
    EXPECT_EQ(fitness_of(symptom(Symptom::cough, days_ago(21)), strict, today).result, Fitness::fit);
}

TEST(Answers, ThatDoNotFitTogetherAreNamed) {
    HealthAnswers answers;
    answers.symptoms = {{Symptom::fever, today + std::chrono::days(1)}};
    answers.stays = {{.place = "某地", .from = today, .until = days_ago(1)}};
    answers.contacts = {{ContactKind::confirmed_case, today + std::chrono::days(1)}};
    answers.journeys = {{.from = "甲", .to = "乙", .departed = today, .arrived = days_ago(1)}};
    answers.returned_on = today + std::chrono::days(1);
    std::vector<FieldFault> faults;
    check_answers(answers, today, "/answers", faults);
    std::vector<std::string> paths;
    for (const auto& fault : faults) paths.push_back(fault.path + ":" + fault.code);
    EXPECT_THAT(paths, ::testing::UnorderedElementsAre(
                           "/answers/symptoms/0/last_day:in_the_future", "/answers/contacts/0/last_day:in_the_future",
                           "/answers/returned_on:in_the_future", "/answers/stays/0/until:ends_before_it_begins",
                           "/answers/stays/0/division:missing", "/answers/journeys/0/arrived:ends_before_it_begins"));
    faults.clear();
    check_answers({.stays = {{.place = "首尔", .abroad = true, .from = days_ago(3)}}}, today, "", faults);
    EXPECT_TRUE(faults.empty());
}

}  // namespace
}  // namespace tongzhou::people
