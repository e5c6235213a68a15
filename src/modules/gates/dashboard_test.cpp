// The numbers of the day: each equals its list, each actor sees their own.
#include "modules/gates/dashboard.hpp"

#include <numeric>

#include "modules/gates/ledger.hpp"
#include "modules/gates/test_city.hpp"
#include "platform/http/http.hpp"

namespace tongzhou::gates::testing {
namespace {

class Dashboards : public GateTest {
  protected:
    Dashboards() {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        db.clock().advance(std::chrono::minutes(10));
        pass(factory, 4);  // yesterday
        db.clock().advance(std::chrono::hours(24));
        for (std::size_t i = 0; i < 4; ++i) pass(factory, i);
        pass(factory, 0, Direction::exit);
        auto hot = passage(factory, 5);
        hot.temperature = DeciCelsius::of("38");
        record(hot);
        pass(workshop_next_door, 0);
        auto stranger = passage(mill, 0);
        stranger.document = Text<40>("E33333333");
        record(stranger);
        pass(mill, 1);
    }
    void pass(const Plant& plant, std::size_t worker, Direction direction = Direction::entry) {
        db.clock().advance(std::chrono::seconds(10));
        record(passage(plant, worker, direction));
    }
    Dashboard board(const Actor& actor, std::optional<DivisionCode> division = {}) {
        return db->read_value([&](Snapshot& s) { return show_dashboard(s, actor, {division}); });
    }
    // The number of rows of the list that a figure names.
    std::int64_t listed(const std::string& link, const Actor& actor) {
        const auto question = link.find('?');
        EXPECT_EQ(link.substr(0, question), "/passages");
        PassageFilter filter;
        filter.limit = 500;
        for (const auto& [name, value] : http::parse_query(link.substr(question + 1))) {
            const auto* member = shape_of<PassageFilter>().find(name);
            if (!member) throw std::logic_error("a link with an unknown parameter: " + link);
            void* target = member->shape().add(member->in(&filter));
            if (member->shape().element().from_text(value, target)) throw std::logic_error("a bad link: " + link);
        }
        return static_cast<std::int64_t>(
            db->read_value([&](Snapshot& s) { return list_passages(s, actor, filter); }).items.size());
    }
};

TEST_F(Dashboards, EveryNumberHasItsListBehindIt) {
    for (const auto& actor : {city, sishui_officer, officer_of(sizhang), factory.officer, mill.officer}) {
        const auto shown = board(actor);
        for (const auto* figure : {&shown.entries, &shown.exits, &shown.held, &shown.refused})
            EXPECT_EQ(figure->value, listed(figure->list, actor)) << figure->list;
        for (const auto& figure : shown.verdicts) EXPECT_EQ(figure.value, listed(figure.list, actor)) << figure.list;
        for (const auto& county : shown.counties)
            EXPECT_EQ(county.entries + county.exits + county.held + county.refused, listed(county.list, actor));
        for (const auto& hour : shown.hours)
            EXPECT_EQ(hour.entries + hour.exits + hour.kept_out, listed(hour.list, actor)) << hour.list;
    }
}

TEST_F(Dashboards, CountTheDayAndTheDayBefore) {
    const auto shown = board(city);
    EXPECT_EQ(shown.entries.value, 6);
    EXPECT_EQ(shown.exits.value, 1);
    EXPECT_EQ(shown.held.value, 1);
    EXPECT_EQ(shown.refused.value, 1);
    EXPECT_EQ(shown.inside.value, 6) << "yesterday's fifth worker never left";
    EXPECT_EQ(shown.open_incidents.value, 1);
    EXPECT_EQ(shown.operating_sites.value, 3);
    EXPECT_EQ(std::accumulate(shown.arrivals_today.begin(), shown.arrivals_today.end(), 0), 8);
    EXPECT_EQ(std::accumulate(shown.arrivals_yesterday.begin(), shown.arrivals_yesterday.end(), 0), 1);
    EXPECT_EQ(shown.arrivals_yesterday[98], 1) << "08:10 is the ninety-eighth five minutes";
    EXPECT_EQ(shown.hours[8].entries, 6);
    ASSERT_EQ(shown.counties.size(), 2u);
    EXPECT_EQ(shown.counties[0].name, "金乡县");
    EXPECT_EQ(shown.counties[1].inside, 5);
    EXPECT_EQ(shown.counties[1].held, 1);
}

TEST_F(Dashboards, ShowNothingOfOthers) {
    EXPECT_EQ(board(factory.officer).entries.value, 4);
    EXPECT_EQ(board(workshop_next_door.officer).entries.value, 1);
    EXPECT_EQ(board(workshop_next_door.officer).open_incidents.value, 0);
    EXPECT_EQ(board(mill.officer).refused.value, 1);
    EXPECT_EQ(board(jinxiang_officer).held.value, 0);
    EXPECT_EQ(board(jinxiang_officer).counties.size(), 0u);
    const auto asked_elsewhere = board(jinxiang_officer, sishui);
    EXPECT_EQ(asked_elsewhere.entries.value + asked_elsewhere.inside.value + asked_elsewhere.operating_sites.value +
                  asked_elsewhere.open_incidents.value + asked_elsewhere.held.value,
              0);
    EXPECT_EQ(board(city, jinxiang).entries.value, 1);
    EXPECT_EQ(board(sishui_officer, sizhang).entries.value, 4);
    EXPECT_EQ(board(sishui_officer, jining).entries.value, 5) << "what a wider place and the scope have in common";
    EXPECT_EQ(board(factory.officer, sishui).entries.value, 4);
    EXPECT_EQ(board(factory.officer, jinxiang).entries.value, 0);
    EXPECT_EQ(board(everything, sishui).entries.value, 5);
}

TEST_F(Dashboards, ShowASiteLive) {
    const auto live = [&](const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return show_live(s, actor, {factory.site}); });
    };
    const auto shown = live(factory.officer);
    EXPECT_EQ(shown.inside.value, 4);
    EXPECT_EQ(shown.entries.value, 4);
    EXPECT_EQ(shown.held.value, 1);
    EXPECT_EQ(shown.open_incidents.value, 1);
    for (const auto& figure : shown.verdicts) EXPECT_EQ(figure.value, listed(figure.list, factory.officer));
    EXPECT_EQ(fault_of([&] { live(mill.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { live(jinxiang_officer); }), "not_found");
}

}  // namespace
}  // namespace tongzhou::gates::testing
