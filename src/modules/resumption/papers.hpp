// The papers of a filing (domain: application, commitment letter 承诺书, roster, control plan, emergency plan, health
// proof, supplies, isolation area, where the staff return from), and which of them are missing. Pure. Private to this
// module.
#pragma once

#include <set>
#include <vector>

#include "base/bounded.hpp"
#include "base/codes.hpp"
#include "base/enums.hpp"

namespace tongzhou::resumption {

BOOST_DEFINE_ENUM_CLASS(Paper, application, commitment_letter, roster, origins, control_plan, emergency_plan,
                        health_proof, supplies, isolation_area)
const Bilingual& name_of_paper(Paper paper);

/// Why work cannot wait. livelihood: what the city lives on; medical: what doctors work with; urgent: as a command
/// ordered.
BOOST_DEFINE_ENUM_CLASS(Necessity, livelihood, medical, urgent, ordinary)
/// The order of work: livelihood and medical, then urgent or above-size, then others.
BOOST_DEFINE_ENUM_CLASS(Priority, vital, urgent, ordinary)
Priority priority_of(Necessity necessity, bool above_designated_size);

/// masks 只, disinfectant and alcohol 升, thermometers 支, gloves 副, protective_suits 件, goggles 个.
BOOST_DEFINE_ENUM_CLASS(SupplyItem, masks, disinfectant, alcohol, thermometers, gloves, protective_suits, goggles)

struct Supply {
    SupplyItem item{};
    Bounded<0, 100'000'000> quantity;
    Bounded<0, 10'000'000> daily_use;  ///< 0: not used up
};
BOOST_DESCRIBE_STRUCT(Supply, (), (item, quantity, daily_use))

/// Staff that return from one place.
struct Origin {
    DivisionCode division;  ///< a prefecture or closer
    Bounded<1, 10'000'000> people;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (division, people))

/// What is filed, apart from the head's name and mobile.
struct FilingContent {
    std::optional<Date> resume_on;
    std::optional<Bounded<1, 10'000'000>> staff_total;
    std::optional<Bounded<1, 10'000'000>> staff_returning;  ///< with the first shift
    std::optional<Necessity> necessity;                     ///< ordinary, unless said
    std::optional<Text<1000>> work;                         ///< what is made or done
    std::optional<bool> committed;                          ///< the commitments as shown are taken on
    std::optional<Text<20'000>> control_plan;
    std::optional<Text<20'000>> emergency_plan;
    std::vector<Origin> origins;
    std::vector<Supply> supplies;
    std::optional<Bounded<0, 10'000>> isolation_rooms;
    std::optional<Text<300>> isolation_place;
};
BOOST_DESCRIBE_STRUCT(FilingContent, (),
                      (resume_on, staff_total, staff_returning, necessity, work, committed, control_plan,
                       emergency_plan, origins, supplies, isolation_rooms, isolation_place))

/// What stands beside the content when its papers are looked through.
struct PapersAtHand {
    bool principal = false;      ///< the head is named, with a mobile
    std::set<Paper> attached;    ///< as files
    std::int64_t on_roster = 0;  ///< people the program has on the enterprise's roster
    std::int64_t with_pass = 0;  ///< of them, with a health pass in force
    int supplies_days_required = 3;
};

/// For how many days the least of what is used up lasts; nothing when nothing is used up.
std::optional<std::int64_t> days_of_supplies(const std::vector<Supply>& supplies);

/// Every paper that is missing, in the order of the enum, with what to do about it. What the program knows already
/// (the roster, the passes) need not be handed in, and any paper but the application may be a file.
std::vector<FieldFault> missing_papers(const FilingContent& content, const PapersAtHand& at_hand);

}  // namespace tongzhou::resumption
