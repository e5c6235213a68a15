// What a demo city has beside its registers and gates: policies, calls and tickets, filings and permits, squads with a
// plan and visits, difficulties, messages. All of it is told by demo_services.json, a list of calls of the API with who
// makes them and when; squads follow from the enterprises of the county.
#pragma once

#include <map>

#include "main/demo_files.hpp"

namespace tongzhou {

/// The department of the county whose officer has an account; made before the accounts are.
Id<Organization> make_demo_bureau(InnerApi& api, const DivisionCode& county);

class DemoServices {
  public:
    /// The clock is that of the program behind the API; it is set to the time of each call, and stands at `now` again
    /// afterwards.
    DemoServices(InnerApi& api, ManualClock& clock, const DemoCity& city, const std::vector<DemoPlace>& places,
                 const std::vector<DemoAccount>& accounts, const Id<Organization>& bureau);

    /// Throws the Problem of a call that is refused, with the call. A call that names an enterprise which a small city
    /// does not have is left out, and so is what follows from it; returns how many were.
    int load();

  private:
    struct Step;

    void name_city(const std::vector<DemoPlace>& places);
    void form_squads(const Step& step);
    bool play(const Step& step);
    /// With ${name} replaced; nothing when a name is not known.
    std::optional<std::string> filled(std::string text) const;
    std::optional<std::string> value_of(const std::string& name) const;
    Instant time_of(const std::string& day_and_time) const;
    const Actor& actor(const std::string& name) const;

    InnerApi& api_;
    ManualClock& clock_;
    const Instant now_;
    const DemoCity& city_;
    std::vector<const DemoEnterprise*> neighbours_;  // of the county
    std::map<std::string, std::string> names_;
    std::map<std::string, Actor> actors_;
    DivisionCode county_;
};

}  // namespace tongzhou
