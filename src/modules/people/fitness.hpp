// What somebody declares about their health and travels, and whether it earns a pass. No I/O. Private to this module.
//
// Shandong 2020, health pass: no fever or cough for 14 days, and none of: a case not cleared; a contact under
// observation; back in the province for less than 14 days; contact with an outbreak area less than 14 days ago.
#pragma once

#include "modules/people/people.hpp"

namespace tongzhou::people {

BOOST_DEFINE_ENUM_CLASS(Symptom, fever, cough, fatigue, sore_throat, breathlessness, diarrhoea, other)
/// Whether the person has been a case; cleared: recovered, discharged and released from observation.
BOOST_DEFINE_ENUM_CLASS(CaseStatus, none, suspected, asymptomatic, confirmed, cleared)
BOOST_DEFINE_ENUM_CLASS(ContactKind, suspected_case, confirmed_case, from_outbreak_area, from_abroad)
BOOST_DEFINE_ENUM_CLASS(Transport, train, flight, coach, car, ship, other)

struct SymptomReport {
    Symptom symptom{};
    std::optional<Date> last_day = {};  ///< the last day with it; absent: it lasts
};
BOOST_DESCRIBE_STRUCT(SymptomReport, (), (symptom, last_day))

/// A place of the last fourteen days.
struct Stay {
    Text<100, 1> place = {};
    std::optional<DivisionCode> division = {};  ///< absent only abroad
    std::optional<bool> abroad = {}, outbreak_area = {};
    Date from;
    std::optional<Date> until = {};  ///< absent: still there
};
BOOST_DESCRIBE_STRUCT(Stay, (), (place, division, abroad, outbreak_area, from, until))

struct Contact {
    ContactKind kind{};
    Date last_day;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (kind, last_day))

struct Journey {
    Transport transport{};
    std::optional<Text<40>> number = {};  ///< of the train, flight or car
    Text<100, 1> from = {}, to = {};
    std::optional<Text<300>> route = {};
    Date departed, arrived;
};
BOOST_DESCRIBE_STRUCT(Journey, (), (transport, number, from, to, route, departed, arrived))

struct HealthAnswers {
    std::vector<SymptomReport> symptoms = {};
    std::optional<DeciCelsius> temperature = {};
    CaseStatus case_status{};
    bool under_observation = false;  ///< as a close contact
    std::vector<Stay> stays = {};
    std::vector<Contact> contacts = {};
    std::vector<Journey> journeys = {};
    std::optional<Date> returned_on = {};  ///< back in the province, as the person says
};
BOOST_DESCRIBE_STRUCT(HealthAnswers, (),
                      (symptoms, temperature, case_status, under_observation, stays, contacts, journeys, returned_on))

/// What does not fit together: days in the future, a stay that ends before it begins, a stay at no known place.
/// `prefix` stands before the paths.
void check_answers(const HealthAnswers& answers, Date today, std::string_view prefix, std::vector<FieldFault>& faults);

BOOST_DEFINE_ENUM_CLASS(Fitness, fit, unfit)
BOOST_DEFINE_ENUM_CLASS(Unfitness, fever, cough, case_not_cleared, under_observation, case_contact, returned_recently,
                        outbreak_area_contact)

/// The rules in force that decide it.
struct FitnessRules {
    DeciCelsius fever_threshold;
    int observation_days = 14;
    DivisionCode province;  ///< outside of it is elsewhere
};

struct Judgement {
    Fitness result = Fitness::fit;
    std::vector<Unfitness> reasons = {};  ///< each once, in the order of the enum; empty when fit
};

/// Days are whole days of the calendar: a fever that ended on the 10th is 14 days past on the 24th.
Judgement fitness_of(const HealthAnswers& answers, const FitnessRules& rules, Date today);

}  // namespace tongzhou::people
