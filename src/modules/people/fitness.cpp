#include "modules/people/fitness.hpp"

#include <set>

namespace tongzhou::people {
namespace {

const Bilingual in_the_future{"日期不能晚于今天。", "This day lies in the future."};

/// A stay outside the province, which ends with a return; a stay abroad is one as well.
bool outside(const Stay& stay, const DivisionCode& province) {
    return stay.abroad.value_or(false) || (stay.division && !province.contains(*stay.division));
}

}  // namespace

void check_answers(const HealthAnswers& answers, Date today, std::string_view prefix, std::vector<FieldFault>& faults) {
    const auto not_after_today = [&](const std::optional<Date>& day, std::string_view path) {
        if (day && *day > today) faults.push_back({fmt::format("{}{}", prefix, path), "in_the_future", in_the_future});
    };
    for (std::size_t i = 0; i < answers.symptoms.size(); ++i)
        not_after_today(answers.symptoms[i].last_day, fmt::format("/symptoms/{}/last_day", i));
    for (std::size_t i = 0; i < answers.contacts.size(); ++i)
        not_after_today(answers.contacts[i].last_day, fmt::format("/contacts/{}/last_day", i));
    not_after_today(answers.returned_on, "/returned_on");
    for (std::size_t i = 0; i < answers.stays.size(); ++i) {
        const auto& stay = answers.stays[i];
        not_after_today(stay.from, fmt::format("/stays/{}/from", i));
        not_after_today(stay.until, fmt::format("/stays/{}/until", i));
        if (stay.until && *stay.until < stay.from)
            faults.push_back({fmt::format("{}/stays/{}/until", prefix, i),
                              "ends_before_it_begins",
                              {"离开日期早于到达日期。", "It ends before it begins."}});
        if (!stay.division && !stay.abroad.value_or(false))
            faults.push_back({fmt::format("{}/stays/{}/division", prefix, i),
                              "missing",
                              {"请选择所在地，境外请注明。", "Choose the division, or say that it was abroad."}});
    }
    for (std::size_t i = 0; i < answers.journeys.size(); ++i) {
        const auto& journey = answers.journeys[i];
        not_after_today(journey.departed, fmt::format("/journeys/{}/departed", i));
        if (journey.arrived < journey.departed)
            faults.push_back({fmt::format("{}/journeys/{}/arrived", prefix, i),
                              "ends_before_it_begins",
                              {"到达日期早于出发日期。", "It ends before it begins."}});
    }
}

Judgement fitness_of(const HealthAnswers& answers, const FitnessRules& rules, Date today) {
    std::set<Unfitness> reasons;
    const auto recent = [&](const std::optional<Date>& last_day) {
        return !last_day || (today - *last_day).count() < rules.observation_days;
    };
    if (answers.temperature && *answers.temperature >= rules.fever_threshold) reasons.insert(Unfitness::fever);
    for (const auto& report : answers.symptoms) {
        if (report.symptom == Symptom::fever && recent(report.last_day)) reasons.insert(Unfitness::fever);
        if (report.symptom == Symptom::cough && recent(report.last_day)) reasons.insert(Unfitness::cough);
    }
    if (answers.case_status != CaseStatus::none && answers.case_status != CaseStatus::cleared)
        reasons.insert(Unfitness::case_not_cleared);
    if (answers.under_observation) reasons.insert(Unfitness::under_observation);
    for (const auto& contact : answers.contacts) {
        if (!recent(contact.last_day)) continue;
        const bool with_a_case =
            contact.kind == ContactKind::suspected_case || contact.kind == ContactKind::confirmed_case;
        reasons.insert(with_a_case ? Unfitness::case_contact : Unfitness::outbreak_area_contact);
    }
    for (const auto& stay : answers.stays) {
        if (!recent(stay.until)) continue;
        if (outside(stay, rules.province)) reasons.insert(Unfitness::returned_recently);
        if (stay.outbreak_area.value_or(false)) reasons.insert(Unfitness::outbreak_area_contact);
    }
    if (answers.returned_on && recent(answers.returned_on)) reasons.insert(Unfitness::returned_recently);
    return {reasons.empty() ? Fitness::fit : Fitness::unfit, {reasons.begin(), reasons.end()}};
}

}  // namespace tongzhou::people
