// A small city for the tests of this folder: two enterprises in 泗水 and one in 金乡, each with a site, two gates and
// workers, and somebody to ask for each. Other modules are spoken to through their endpoints, as the console does.
#pragma once

#include <gmock/gmock.h>

#include "modules/gates/gates.hpp"
#include "modules/messages/messages.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/people/people.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/events/events.hpp"
#include "platform/files/files.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::gates::testing {

inline const auto sishui = DivisionCode::of("370831");
inline const auto sizhang = DivisionCode::of("370831102");
inline const auto jinxiang = DivisionCode::of("370828");
inline const auto jining = DivisionCode::of("3708");

struct Plant {
    Id<Organization> organization;
    Id<Site> site;
    DivisionCode division;
    std::vector<Id<Gate>> gates;
    std::vector<Id<Person>> workers;
    std::vector<std::string> documents;  ///< of the workers
    Actor officer;                       ///< sees this enterprise only
};

/// The code of the Problem, followed by those of its fields; empty when there was none.
template <class F>
std::string fault_of(F f) {
    try {
        f();
    } catch (const Problem& problem) {
        auto text = problem.code();
        for (const auto& fault : problem.faults()) text += " " + fault.path + ":" + fault.code;
        return text;
    }
    return {};
}

class GateTest : public ::testing::Test {
  protected:
    GateTest();
    ~GateTest() override;

    /// Sends JSON to an endpoint, named as in its route, and returns its JSON. The members of the path stand in the
    /// body with the others.
    std::string call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json);
    template <class Out>
    Out call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json) {
        return from_json<Out>(call(method, route, actor, json), {.unknown_fields = UnknownFields::ignore});
    }

    Plant add_plant(const char* name, const DivisionCode& division, int workers, const char* workshop = "一车间");
    Id<Person> hire(Plant& plant, const std::string& workshop, const std::string& shuttle = {});
    /// A health declaration without anything in it; returns the token of the pass.
    std::string declare_healthy(const Id<Person>& person);
    Actor officer_of(const DivisionCode& division, const char* name = "officer");
    Actor device_of(const Plant& plant, std::size_t gate = 0);
    void set_rule(const std::string& kind, const std::string& value, const DivisionCode& division);

    NewPassage passage(const Plant& plant, std::size_t worker, Direction direction = Direction::entry);
    PassageAnswer record(const NewPassage& passage) { return record(passage, everything); }
    PassageAnswer record(const NewPassage& passage, const Actor& actor) {
        return db->write_value([&](Tx& tx) { return record_passage(tx, actor, passage); });
    }
    std::int64_t number(const std::string& sql) {
        return db->read_value([&](Snapshot& s) { return s.all_of<std::int64_t>(sql, {}).front(); });
    }
    void expect_counters() {
        db->read([](Snapshot& s) { EXPECT_THAT(check_counters(s), ::testing::IsEmpty()); });
    }

    struct Keys;
    std::unique_ptr<Keys> keys_;
    tongzhou::testing::TestDatabase db;
    std::vector<std::shared_ptr<void>> kept_;
    std::unique_ptr<Api> api_;
    Actor everything = Actor::system("test");
    int documents_ = 0;

    Plant factory, workshop_next_door, mill;
    Actor city, sishui_officer, jinxiang_officer;
};

}  // namespace tongzhou::gates::testing
