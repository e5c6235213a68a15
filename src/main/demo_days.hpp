// What happens in the synthetic city: who declares, comes, is sent away and goes home, day by day. Day 0 is the first
// day of passages; enterprises open one after the other, so the first declarations come before it.
//
// A day is made anew from the seed whenever it is asked for. The stories hold together across days: whoever had a fever
// stays away, whoever forgot to renew a pass is refused, declares at the gate and comes back.
#pragma once

#include <vector>

#include "main/demo_city.hpp"

namespace tongzhou {

/// What somebody does, without saying what becomes of it: that is for the program to decide.
enum class DemoDeed : std::uint8_t {
    declare,           ///< healthy, which earns a pass
    declare_unfit,     ///< a reason to stay at home
    enter,             ///< in the usual way
    enter_feverish,    ///< with a reading over any threshold
    enter_forged,      ///< with a pass that somebody made up
    enter_elsewhere,   ///< at the gate of another enterprise, by mistake
    leave,             ///<
    visit,             ///< who: the visitor's number
    visit_in_contact,  ///< somebody who was in contact with an outbreak and says so
    visit_ends
};

struct DemoEvent {
    std::int32_t second = 0;  ///< of the day, in Shanghai
    DemoDeed deed{};
    std::int64_t who = 0;  ///< number of the person, or of the visitor
    auto operator<=>(const DemoEvent&) const = default;
};

struct DemoVisitor {
    std::int64_t enterprise = 0;
    std::string name, origin, employer, purpose;
    Mobile mobile;
};

class DemoDays {
  public:
    /// Nothing happens before this day.
    static constexpr int first_day = -11;

    DemoDays(const DemoCity& city, Date day_zero) : city_(city), day_zero_(day_zero) {}

    Date date(int day) const { return day_zero_ + std::chrono::days(day); }
    Instant instant(int day, std::int32_t second) const;

    /// In the order of time; the order of what happens in the same second is arbitrary and always the same.
    std::vector<DemoEvent> events(int day) const;
    /// About how many events there are from first_day up to and without `day`: for progress.
    std::int64_t estimate(int day) const;

    /// What a thermometer says of somebody without fever. `occasion` tells the readings of a day apart.
    DeciCelsius reading(std::int64_t who, int day, int occasion) const;
    DeciCelsius feverish_reading(std::int64_t who, int day) const;
    DemoVisitor visitor(std::int64_t number, int day) const;
    /// Where somebody ends up who takes the wrong gate.
    std::int64_t enterprise_beside(std::int64_t enterprise) const;
    /// The day an enterprise opens; nothing when it stays closed.
    std::optional<int> opening_day(std::int64_t enterprise) const;

  private:
    class Story;
    void add_person(std::vector<DemoEvent>& events, const DemoEnterprise& employer, std::int64_t person, int day) const;
    void add_visitors(std::vector<DemoEvent>& events, const DemoEnterprise& host, int day) const;
    bool is_worked_on(const DemoEnterprise& employer, std::int64_t person, int day) const;

    const DemoCity& city_;
    Date day_zero_;
};

}  // namespace tongzhou
