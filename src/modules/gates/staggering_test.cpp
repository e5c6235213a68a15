// Staggered starts: proposals hold, are as small as they can be, and where there are none the needs are true.
#include "modules/gates/staggering.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace tongzhou::gates {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;
using ::testing::SizeIs;

// Two lanes of 4 s let 150 people through in five minutes; the yard holds a line of 40.
const QueueGates gates{.lanes = 2, .seconds_per_person = 4, .spacing_cm = 300, .yard_length_dm = 1'200};

QueueTask one_shift(int people, int start_minute = 480) {
    return {.others = {}, .shifts = {shift_of("早班", people, start_minute, 20)}, .gates = gates};
}

// Everybody of the task is in a wave, every wave is where it may be, and the plan holds with other mornings than those
// it was chosen by, but for the chance that is in them.
void expect_sound(const WavePlan& plan, const QueueTask& task) {
    std::vector<int> people(task.shifts.size());
    auto arrivals = task.others;
    std::int64_t person_minutes = 0;
    for (const auto& wave : plan.waves) {
        const auto& shift = task.shifts.at(wave.shift);
        EXPECT_GT(wave.people, 0);
        EXPECT_EQ(wave.start_minute % 5, 0);
        EXPECT_EQ(wave.start_minute, shift.start_minute + wave.moved_minutes);
        EXPECT_LE(std::abs(wave.moved_minutes), furthest_shift_minutes);
        EXPECT_THAT(wave.start_minute, AllOf(Ge(0), Le(1440)));
        people[wave.shift] += wave.people;
        person_minutes += std::int64_t{wave.people} * std::abs(wave.moved_minutes);
        arrivals.add(shift.arrivals, wave.people / shift.arrivals.total(), wave.moved_minutes);
    }
    for (std::size_t i = 0; i < people.size(); ++i)
        EXPECT_EQ(people[i], std::lround(task.shifts[i].arrivals.total())) << task.shifts[i].name;
    EXPECT_EQ(plan.person_minutes, person_minutes);
    EXPECT_TRUE(holds(plan.forecast, task));
    const auto other = forecast_queue(arrivals, task.gates, {.seed = 77, .people = 300'000});
    if (const auto places = task.gates.places()) {
        EXPECT_LE(other.longest_queue, *places * 1.15 + 2);
    }
    EXPECT_LE(other.longest_wait_s, task.longest_wait_s * 1.1 + 5);
}

void expect_plan(const QueueTask& task) {
    const auto plan = stagger(task);
    ASSERT_TRUE(plan);
    expect_sound(*plan, task);
}

TEST(ShiftOf, SpreadsItsPeopleOverATriangleBeforeTheStart) {
    const auto shift = shift_of("早班", 800, 480, 20);
    EXPECT_EQ(shift.arrivals.first_minute, 460);
    EXPECT_THAT(shift.arrivals.counts, ElementsAre(100, 300, 300, 100));
    EXPECT_THAT(shift_of("", 9, 0, 5).arrivals.counts, ElementsAre(9));
}

TEST(Stagger, LeavesAloneWhatFits) {
    const auto plan = stagger(one_shift(200));
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->waves, ElementsAre(Wave{0, 200, 480, 0}));
    EXPECT_EQ(plan->person_minutes, 0);
}

TEST(Stagger, SplitsACrowdIntoWavesThatFit) {
    for (const int people : {500, 1'500, 3'000}) {
        SCOPED_TRACE(people);
        const auto task = one_shift(people);
        EXPECT_FALSE(holds(forecast_queue(all_arrivals(task), gates), task));
        expect_plan(task);
    }
}

// Every time at which a shift could begin in one or in two equal waves is tried.
TEST(Stagger, HasNoMoreWavesAndMovesNobodyFurtherThanNeeded) {
    const auto fits = [](const QueueTask& task, std::initializer_list<int> moves) {
        Arrivals arrivals;
        for (int moved : moves) arrivals.add(task.shifts[0].arrivals, 1.0 / static_cast<double>(moves.size()), moved);
        return holds(forecast_queue(arrivals, task.gates, {.people = 100'000}), task);
    };
    const auto two = one_shift(600), three = one_shift(950);
    const auto two_waves = stagger(two), three_waves = stagger(three);
    ASSERT_TRUE(two_waves && three_waves);
    EXPECT_FALSE(fits(two, {0})) << "at one time, whichever it is, 600 are too many";
    EXPECT_THAT(two_waves->waves, SizeIs(2));
    for (int distance = 0; distance <= 240; distance += 5) EXPECT_FALSE(fits(three, {0, distance})) << distance;
    EXPECT_THAT(three_waves->waves, SizeIs(3));
    int distance = 5;
    while (!fits(two, {0, distance})) distance += 5;
    EXPECT_LE(two_waves->person_minutes, 300 * (distance + 5)) << "halves would do at " << distance << " minutes";
}

TEST(Stagger, MakesRoomBesideThoseWhoComeWhenTheyCome) {
    auto task = one_shift(500);
    for (int minute = 480; minute < 540; minute += 5) task.others.add(minute, 120);
    const auto plan = stagger(task);
    ASSERT_TRUE(plan);
    expect_sound(*plan, task);
    std::int64_t moved = 0;
    for (const auto& wave : plan->waves) moved += std::int64_t{wave.people} * wave.moved_minutes;
    EXPECT_LT(moved, 0) << "there is room before eight, not after";

    for (auto& count : task.others.counts) count = 200;
    EXPECT_FALSE(stagger(task)) << "too many already without the shift";
}

TEST(Stagger, PlansSeveralShiftsTogether) {
    QueueTask task{.others = {}, .shifts = {}, .gates = gates};
    task.shifts = {shift_of("一车间", 400, 480, 20), shift_of("二车间", 300, 480, 15), shift_of("机关", 120, 510, 30)};
    const auto plan = stagger(task);
    ASSERT_TRUE(plan);
    expect_sound(*plan, task);
    EXPECT_LE(plan->waves.size(), 5u);
}

TEST(Stagger, IsBoundByTheWaitWhereNoYardIs) {
    auto task = one_shift(1'500);
    task.gates.yard_length_dm.reset();
    const auto plan = stagger(task);
    ASSERT_TRUE(plan);
    expect_sound(*plan, task);
    EXPECT_EQ(plan->forecast.fits, std::nullopt);
    auto shorter = task;
    shorter.longest_wait_s = 120;
    const auto stricter = stagger(shorter);
    ASSERT_TRUE(stricter);
    expect_sound(*stricter, shorter);
    EXPECT_GT(stricter->person_minutes, plan->person_minutes);
}

TEST(Stagger, KeepsToTheDay) { expect_plan(one_shift(900, 0)); }

TEST(Stagger, HoldsForAnyTask) {
    std::mt19937 random(11);
    const auto between = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
    int found = 0;
    for (int round = 0; round < 12; ++round) {
        SCOPED_TRACE(round);
        QueueTask task;
        task.gates = {
            .lanes = between(1, 6), .seconds_per_person = between(20, 90) / 10.0, .spacing_cm = between(1, 3) * 100};
        if (round % 4) task.gates.yard_length_dm = between(300, 2'000);
        for (int i = between(1, 4); i > 0; --i)
            task.shifts.push_back(shift_of("班", between(50, 800), between(80, 110) * 5, between(1, 6) * 5));
        for (int minute = 420; minute < 560; minute += 5) task.others.add(minute, between(0, 10));
        if (const auto plan = stagger(task)) {
            ++found;
            expect_sound(*plan, task);
        }
    }
    EXPECT_GE(found, 4);
}

TEST(NeedsOf, AreTheFewestLanesAndTheShortestYard) {
    // In the four hours around its start two lanes let 7,200 through: 9,000 are too many whatever the yard.
    auto crowd = one_shift(9'000);
    EXPECT_FALSE(stagger(crowd));
    const auto needs = needs_of(crowd);
    EXPECT_EQ(needs.yard_length_dm, std::nullopt);
    ASSERT_TRUE(needs.lanes);
    EXPECT_THAT(*needs.lanes, AllOf(Ge(3), Le(4)));
    crowd.gates.lanes = *needs.lanes;
    EXPECT_TRUE(stagger(crowd));

    auto narrow = one_shift(400);
    narrow.gates.yard_length_dm = 15;
    EXPECT_FALSE(stagger(narrow)) << "a yard without room for one person";
    const auto room = needs_of(narrow).yard_length_dm;
    ASSERT_TRUE(room);
    narrow.gates.yard_length_dm = *room;
    EXPECT_TRUE(stagger(narrow));
    narrow.gates.yard_length_dm = *room - 30;
    EXPECT_FALSE(stagger(narrow));
}

TEST(TaskOf, FindsTheRushesOfADay) {
    // A quiet night, a rush at eight that begins gently, a quiet noon, a rush at four.
    Arrivals day{0, std::vector<double>(288, 5)};
    day.counts[91] = 60;
    for (std::size_t slot = 92; slot < 98; ++slot) day.counts[slot] = 220;
    for (std::size_t slot = 188; slot < 192; ++slot) day.counts[slot] = 260;
    const auto task = task_of(day, forecast_queue(day, gates), gates, 600);
    ASSERT_THAT(task.shifts, SizeIs(2));
    EXPECT_EQ(task.shifts[0].name, "07:35–08:10");
    EXPECT_EQ(task.shifts[0].start_minute, 490);
    EXPECT_EQ(task.shifts[0].arrivals.total(), 60 + 6 * 220);
    EXPECT_EQ(task.shifts[1].name, "15:40–16:00");
    EXPECT_EQ(all_arrivals(task), day) << "nobody is lost";
    expect_plan(task);
}

TEST(TaskOf, FindsNothingToMoveWhereAllFits) {
    const Arrivals quiet{400, {10, 40, 60, 30}};
    const auto task = task_of(quiet, forecast_queue(quiet, gates), gates, 600);
    EXPECT_THAT(task.shifts, SizeIs(0));
    EXPECT_EQ(task.others, quiet);
}

}  // namespace
}  // namespace tongzhou::gates
