// Fever incidents: their moves, and who was near.
#include "modules/gates/contacts.hpp"
#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

class Incidents : public GateTest {
  protected:
    Incidents() {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        hire(factory, "二车间", "1号线");  // 6
        hire(factory, "三车间", "1号线");  // 7
        hire(factory, "三车间", {});       // 8
        db.clock().advance(std::chrono::hours(2));
    }
    Id<FeverIncident> open(const Plant& plant, std::size_t worker, const char* temperature = "38.2") {
        auto p = passage(plant, worker);
        p.temperature = DeciCelsius::of(temperature);
        return Id<FeverIncident>(record(p).id.uuid());
    }
    Page<ContactRow> contacts(const Id<FeverIncident>& id, const Actor& actor, std::optional<ContactWhy> why = {}) {
        ContactRequest request;
        request.id = id;
        request.why = why;
        return db->read_value([&](Snapshot& s) { return list_contacts(s, actor, request); });
    }
    std::vector<Id<Person>> people(const Page<ContactRow>& page) {
        std::vector<Id<Person>> ids;
        for (const auto& row : page.items) ids.push_back(row.id);
        return ids;
    }
    template <class In, class Out = IncidentRow>
    Out move(Out (*f)(Tx&, const Actor&, const In&), const In& in, const Actor& actor) {
        return db->write_value([&](Tx& tx) { return f(tx, actor, in); });
    }
};

TEST_F(Incidents, FindWhoWasNear) {
    using ::testing::UnorderedElementsAre;
    const auto pass = [&](std::size_t worker, std::size_t gate, int minutes_later) {
        db.clock().advance(std::chrono::minutes(minutes_later));
        auto p = passage(factory, worker);
        p.gate = factory.gates[gate];
        record(p);
    };
    pass(0, 1, 0);   // the same workshop by another gate, long before
    pass(8, 0, 30);  // the same gate, but 30 minutes before
    pass(7, 0, 20);  // the same gate, 10 minutes before
    db.clock().advance(std::chrono::minutes(10));
    const auto id = open(factory, 1);
    const auto w = factory.workers;
    EXPECT_THAT(people(contacts(id, factory.officer)), UnorderedElementsAre(w[0], w[7]));
    EXPECT_THAT(people(contacts(id, factory.officer, ContactWhy::same_gate)), UnorderedElementsAre(w[7]));
    EXPECT_THAT(people(contacts(id, factory.officer, ContactWhy::same_workshop)), UnorderedElementsAre(w[0]));

    pass(6, 0, 15);  // at the edge of the window
    pass(3, 1, 60);  // the same workshop, later that day
    EXPECT_EQ(trace_open_incidents(*db), 1);
    EXPECT_THAT(people(contacts(id, factory.officer)), UnorderedElementsAre(w[0], w[7], w[6], w[3]));
    const auto shown = db->read_value([&](Snapshot& s) { return show_incident(s, sishui_officer, {id}); });
    EXPECT_EQ(shown.contacts, 4);

    const auto on_shuttle = open(factory, 6);
    EXPECT_THAT(people(contacts(on_shuttle, factory.officer, ContactWhy::same_shuttle)), UnorderedElementsAre(w[7]));
    EXPECT_EQ(fault_of([&] { contacts(id, mill.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { contacts(id, jinxiang_officer); }), "not_found");
}

TEST_F(Incidents, StopBeingTracedWhenNobodyCanBeAddedAnyMore) {
    open(factory, 1);
    db.clock().advance(std::chrono::minutes(5));
    EXPECT_EQ(trace_open_incidents(*db), 1);
    EXPECT_EQ(trace_open_incidents(*db), 0) << "just looked";
    db.clock().advance(std::chrono::hours(48));
    EXPECT_EQ(trace_open_incidents(*db), 1) << "once more after its day";
    db.clock().advance(std::chrono::hours(1));
    EXPECT_EQ(trace_open_incidents(*db), 0);
}

TEST_F(Incidents, GoTheirWayAndNoOther) {
    const auto id = open(factory, 1);
    EXPECT_EQ(fault_of([&] {
                  move<CloseRequest>(close_incident, {id, IncidentOutcome::released, {}}, factory.officer);
              }),
              "second_reading_needed");
    EXPECT_EQ(move<IsolateRequest>(isolate, {id, "1号隔离间"}, factory.officer).state, IncidentState::isolated);
    EXPECT_EQ(move<IsolateRequest>(isolate, {id, "1号隔离间"}, factory.officer).notes,
              move<IsolateRequest>(isolate, {id, {}}, factory.officer).notes)
        << "made again it changes nothing";
    EXPECT_EQ(fault_of([&] { move<IsolateRequest>(isolate, {id, {}}, mill.officer); }), "not_found");
    const auto high = DeciCelsius::of("37.3"), low = DeciCelsius::of("36.8");
    EXPECT_EQ(move<SecondReadingRequest>(read_again, {id, high, {}}, factory.officer).state,
              IncidentState::second_reading);
    EXPECT_EQ(fault_of([&] {
                  move<SecondReadingRequest>(read_again, {id, low, {}}, factory.officer);
              }),
              "incident_moved_on");
    EXPECT_EQ(fault_of([&] {
                  move<CloseRequest>(close_incident, {id, IncidentOutcome::false_alarm, {}}, city);
              }),
              "still_feverish");
    EXPECT_EQ(move<CloseRequest>(close_incident, {id, IncidentOutcome::transferred, "县医院"}, city).outcome,
              IncidentOutcome::transferred);
    EXPECT_EQ(fault_of([&] {
                  move<CloseRequest>(close_incident, {id, IncidentOutcome::home, {}}, city);
              }),
              "incident_moved_on");
    EXPECT_EQ(fault_of([&] { move<IsolateRequest>(isolate, {id, {}}, city); }), "incident_moved_on");
}

// Every state against every move.
TEST(Incident, MovesOnlyForward) {
    for (auto from : values_of<IncidentState>())
        for (auto to : values_of<IncidentState>()) {
            IncidentRow incident;
            incident.state = from;
            const auto obstacle = obstacle_to(incident, to, IncidentOutcome::transferred);
            EXPECT_EQ(obstacle.empty(), static_cast<int>(to) > static_cast<int>(from))
                << name_of(from) << " to " << name_of(to);
        }
    IncidentRow cooled;
    cooled.threshold = DeciCelsius::of("37.3");
    cooled.state = IncidentState::second_reading;
    cooled.second_reading = DeciCelsius::of("37.2");
    for (auto outcome : values_of<IncidentOutcome>())
        EXPECT_EQ(obstacle_to(cooled, IncidentState::closed, outcome), "");
}

TEST_F(Incidents, AreListedForThoseWhoMaySeeThem) {
    const auto id = open(factory, 1);
    open(mill, 0);
    const auto count = [&](const Actor& actor, const IncidentFilter& filter = {}) {
        return db->read_value([&](Snapshot& s) { return list_incidents(s, actor, filter); }).items.size();
    };
    EXPECT_EQ(count(city), 2u);
    EXPECT_EQ(count(sishui_officer), 1u);
    EXPECT_EQ(count(mill.officer), 1u);
    EXPECT_EQ(count(workshop_next_door.officer), 0u);
    IncidentFilter filter;
    filter.open = true;
    filter.division = sishui;
    EXPECT_EQ(count(city, filter), 1u);
    move<CloseRequest>(close_incident, {id, IncidentOutcome::home, {}}, factory.officer);
    EXPECT_EQ(count(city, filter), 0u);
    EXPECT_THAT(call("GET", "/fever-incidents/export", jinxiang_officer, "{}"),
                ::testing::Not(::testing::HasSubstr(id.text())));
}

}  // namespace
}  // namespace tongzhou::gates::testing
