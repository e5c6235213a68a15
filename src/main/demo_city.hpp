// A synthetic city: enterprises of every size in the counties of Jining, their people, and nobody who exists. All of it
// follows from a seed. Enterprises are counted out once; a person is made anew from (seed, number) whenever asked for,
// so three million of them need no memory.
//
// Codes are valid and none was ever given out: credit codes have organisation codes MAX…, resident IDs the area 370899,
// mobiles the range 154.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/quantity.hpp"
#include "main/demo_names.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou {

struct DemoCounty {
    DivisionCode code;
    std::string name;        ///< 泗水县
    std::string short_name;  ///< 泗水
    double longitude = 0, latitude = 0;
    int share = 0;  ///< of 1000 enterprises
};

struct DemoEnterprise {
    std::int64_t number = 0;
    std::string name;
    Uscc uscc;
    std::size_t county = 0;  ///< of DemoCity::counties()
    DivisionCode division;   ///< its town
    std::string address;
    const DemoIndustry* industry = nullptr;
    std::int64_t staff = 0;  ///< all of them are on the roster
    Money revenue, assets;
    Date registered;
    double longitude = 0, latitude = 0;  ///< of the gate
    int gates = 1;
    int lanes = 1;  ///< of all gates together
    int yard_length_dm = 0;
    int deciseconds_per_person = 30;
    int shift_minutes = 450;  ///< of the day when the day shift begins
    bool night_shift = false;
    std::int64_t first_person = 0;  ///< number of the first of its people; the others follow
};

struct DemoPerson {
    std::int64_t number = 0;
    std::string name;
    ResidentId document;
    Mobile mobile;
    std::string address;
    DivisionCode home, household;
    std::int64_t enterprise = 0;
    std::string workshop;
    std::optional<std::string> shuttle;
    bool returned = false;  ///< came from another province for this work
    int gate = 0;           ///< of the enterprise's gates, where the person goes in and out
};

class DemoCity {
  public:
    /// At least one enterprise; at most ten million people, for so many documents there are. People are dealt out by
    /// size: where there are fewer than enterprises, some stay without.
    DemoCity(std::uint64_t seed, std::int64_t enterprises, std::int64_t people);

    std::uint64_t seed() const { return seed_; }
    std::int64_t enterprises() const { return std::ssize(first_person_) - 1; }
    std::int64_t people() const { return first_person_.back(); }
    const std::vector<DemoCounty>& counties() const { return counties_; }

    DemoEnterprise enterprise(std::int64_t number) const;
    DemoPerson person(std::int64_t number) const;
    /// The same when the enterprise is at hand already.
    DemoPerson person(std::int64_t number, const DemoEnterprise& employer) const;
    /// Without making the rest of the person.
    bool works_at_night(std::int64_t person, const DemoEnterprise& employer) const;
    std::int64_t employer_of(std::int64_t person) const;

  private:
    std::uint64_t seed_;
    std::vector<DemoCounty> counties_;
    std::vector<std::vector<DivisionCode>> towns_;  // of each county
    std::vector<std::int64_t> first_person_;        // of each enterprise, and one more at the end
};

/// `beginning` and the one character of `alphabet` that makes a valid code of it.
template <class T>
T completed(const std::string& beginning, std::string_view alphabet) {
    // Asking the type itself keeps the rule of the check character in one place.
    for (const char last : alphabet)
        if (auto code = T::parse(beginning + last)) return *std::move(code);
    throw std::logic_error("no check character completes " + beginning);
}

}  // namespace tongzhou
