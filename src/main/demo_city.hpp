// A synthetic city: enterprises of every size in the counties of Jining, their people, and nobody who exists. All of it
// follows from a seed. Enterprises are held; a person is made anew from (seed, number) whenever asked for, so three
// million of them need no memory.
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
};

class DemoCity {
  public:
    /// 1 to 100,000 enterprises and at most 10,000,000 people. People are dealt out by size: where there are fewer
    /// than enterprises, some stay without.
    DemoCity(std::uint64_t seed, std::int64_t enterprises, std::int64_t people);

    std::uint64_t seed() const { return seed_; }
    const std::vector<DemoEnterprise>& enterprises() const { return enterprises_; }
    /// The enterprise with most staff, whose people the demo accounts are.
    const DemoEnterprise& largest() const;
    std::int64_t people() const { return people_; }
    const std::vector<DemoCounty>& counties() const { return counties_; }

    DemoPerson person(std::int64_t number) const;
    // Parts of a person, for whoever needs no more.
    const DemoEnterprise& employer_of(std::int64_t person) const;
    ResidentId document_of(std::int64_t person) const;
    int gate_of(std::int64_t person, const DemoEnterprise& employer) const;
    bool works_at_night(std::int64_t person, const DemoEnterprise& employer) const;

  private:
    DemoEnterprise make_enterprise(std::int64_t number, std::int64_t first_person, std::int64_t staff) const;

    std::uint64_t seed_;
    std::int64_t document_stride_;
    std::int64_t people_;
    std::vector<DemoCounty> counties_;
    std::vector<std::vector<DivisionCode>> towns_;  // of each county
    std::vector<DemoEnterprise> enterprises_;
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
