// Loads the synthetic city into an empty database: everything happens through the functions that the API calls, at the
// time at which it is said to have happened. So the ledger, counters, presence, passes and incidents are what the
// running program would have made of it, and no second way of writing them exists.
#pragma once

#include <functional>
#include <vector>

#include "main/demo_days.hpp"
#include "main/inner_api.hpp"
#include "modules/gates/gates.hpp"

namespace tongzhou {

struct DemoGate {
    std::int64_t enterprise = 0;
    Id<Gate> id;
    Id<Device> device;
    std::string token;  ///< of the device
};
BOOST_DESCRIBE_STRUCT(DemoGate, (), (enterprise, id, device, token))

/// What a visitor answers at the gate; nothing but the mobile to leave.
gates::VisitorAnswers demo_answers(const DemoVisitor& visitor, DemoDeed deed);
/// The size of a pass and signed by nobody.
std::string demo_forged_pass();

struct DemoPlace {
    Id<Organization> organization;
    std::vector<DemoGate> gates;
};

struct DemoCounts {
    std::int64_t enterprises = 0, people = 0, passages = 0, held = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(DemoCounts, (), (enterprises, people, passages, held, refused))

class DemoLoader {
  public:
    /// Told how much is done, 0 to 1, and at what it is.
    using Progress = std::function<void(double, const std::string&)>;

    DemoLoader(Program& program, const DemoCity& city, const DemoDays& days, Progress progress);

    /// Everything up to and without that day; of that day, what happens before `until`.
    void load(int until_day, std::optional<Instant> until = {});

    const DemoCounts& counts() const { return counts_; }
    /// By number of the enterprise.
    const std::vector<DemoPlace>& places() const { return places_; }
    InnerApi& api() { return api_; }

  private:
    void load_register();
    void load_people();
    void load_day(int day, std::optional<Instant> until = {});

    DemoPlace add_enterprise(Tx& tx, const DemoEnterprise& enterprise);
    DemoGate add_gate(Tx& tx, const DemoEnterprise& enterprise, const Id<Site>& site, int number);
    void add_person(Tx& tx, const DemoPerson& person);
    void play(Tx& tx, int day, const DemoEvent& event);
    void declare(Tx& tx, int day, std::int64_t person, DemoDeed deed);
    void pass(Tx& tx, int day, const DemoEvent& event);
    void visit(Tx& tx, int day, const DemoEvent& event);
    void treat_fever(Tx& tx, int day, std::int64_t person, const Id<Passage>& incident);
    gates::PassageAnswer record(Tx& tx, const DemoPlace& place, const DemoGate& gate, gates::NewPassage passage);
    void report(const std::string& at);

    Program& program_;
    InnerApi api_;
    const DemoCity& city_;
    const DemoDays& days_;
    Progress progress_;
    const Actor author_ = Actor::system("demo");
    std::vector<DemoPlace> places_;
    std::vector<Id<Person>> people_;              // by number
    std::vector<std::string> passes_;             // the newest token of the first people, who show it at the gate
    std::map<std::int64_t, Id<Passage>> fevers_;  // not treated yet: of whom, and the passage that opened the incident
    int until_day_ = 0;
    std::int64_t steps_ = 0, all_steps_ = 1;
    DemoCounts counts_;
};

}  // namespace tongzhou
