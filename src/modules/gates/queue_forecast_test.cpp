// The forecast against what is known of such queues, and against a simulation written in another way.
#include "modules/gates/queue_forecast.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <queue>
#include <random>

namespace tongzhou::gates {
namespace {

using ::testing::DoubleNear;

// Event by event, second by second as it would be watched: a line, lanes that are free or not, the next thing to
// happen. It shares nothing with what it checks, not even the way people are drawn.
class Watched {
  public:
    Watched(int lanes, double service) : free_(lanes), service_(service) {}

    /// When each came to a lane.
    std::vector<double> run(const std::vector<double>& arrivals) {
        std::vector<double> turns(arrivals.size());
        std::size_t next = 0;
        while (next < arrivals.size() || !line_.empty()) {
            const bool somebody_comes = next < arrivals.size() && (busy_.empty() || arrivals[next] < busy_.top());
            const double now = somebody_comes ? arrivals[next] : busy_.top();
            if (somebody_comes) {
                line_.push_back(next++);
            } else {
                busy_.pop();
                ++free_;
            }
            if (free_ > 0 && !line_.empty()) {
                turns[line_.front()] = now;
                line_.pop_front();
                --free_;
                busy_.push(now + service_);
            }
        }
        return turns;
    }

  private:
    int free_;
    double service_;
    std::deque<std::size_t> line_;
    std::priority_queue<double, std::vector<double>, std::greater<>> busy_;
};

std::vector<double> random_arrivals(const std::vector<double>& counts, std::mt19937& random) {
    std::vector<double> times;
    for (std::size_t slot = 0; slot < counts.size(); ++slot) {
        std::uniform_real_distribution<double> within(static_cast<double>(slot) * 300,
                                                      static_cast<double>(slot + 1) * 300);
        for (int n = std::poisson_distribution<int>(counts[slot])(random); n > 0; --n) times.push_back(within(random));
    }
    std::sort(times.begin(), times.end());
    return times;
}

// A morning in which 600 people come within an hour, most of them in ten minutes.
const std::vector<double> rush{10, 15, 30, 60, 110, 130, 100, 70, 40, 20, 10, 5};

TEST(Turns, AreThoseOfAnyFirstComeFirstServedLine) {
    std::mt19937 random(5);
    for (int lanes = 1; lanes <= 6; ++lanes) {
        const auto arrivals = random_arrivals(rush, random);
        const auto ours = turns(arrivals, lanes, 7.5), watched = Watched(lanes, 7.5).run(arrivals);
        for (std::size_t i = 0; i < arrivals.size(); ++i) ASSERT_NEAR(ours[i], watched[i], 1e-6) << lanes << ' ' << i;
    }
}

// The M/D/1 queue in its steady state waits ρ / (2 μ (1 − ρ)) on average (Pollaczek–Khinchine), and by Little's law its
// line has λ times as many people.
TEST(QueueForecast, IsThatOfPollaczekAndKhinchineAtOneLane) {
    for (const double load : {0.3, 0.5, 0.7, 0.85}) {
        const QueueGates gates{.lanes = 1, .seconds_per_person = 3};
        Arrivals arrivals{0, std::vector<double>(288, load * gates.capacity())};
        const auto forecast = forecast_queue(arrivals, gates);
        double wait = 0, queue = 0;
        for (std::size_t s = 12; s < 288; ++s)
            wait += forecast.slots[s].mean_wait_s, queue += forecast.slots[s].mean_queue;
        const double expected = load * 3 / (2 * (1 - load));
        EXPECT_NEAR(wait / 276, expected, expected * 0.03) << load;
        EXPECT_NEAR(queue / 276, expected * load / 3, expected * load / 3 * 0.03) << load;
    }
}

// With several lanes there is no such formula; Cosmetatos' approximation of the M/D/c wait is within about one in a
// hundred: half the M/M/c wait (Erlang C), times 1 + (1 − ρ)(c − 1)(√(4 + 5c) − 2) / (16 ρ c).
TEST(QueueForecast, IsNearCosmetatosAtSeveralLanes) {
    for (const int lanes : {2, 4, 6}) {
        const double load = 0.8, service = 4, offered = load * lanes;
        double term = 1, sum = 0;
        for (int n = 0; n < lanes; ++n) sum += term, term *= offered / (n + 1);
        const double waits = term / (1 - load) / (sum + term / (1 - load));
        const double mmc = waits * service / (lanes * (1 - load));
        const double expected =
            mmc / 2 * (1 + (1 - load) * (lanes - 1) * (std::sqrt(4 + 5.0 * lanes) - 2) / (16 * load * lanes));
        const QueueGates gates{.lanes = lanes, .seconds_per_person = service};
        const auto forecast = forecast_queue({0, std::vector<double>(288, load * gates.capacity())}, gates);
        EXPECT_NEAR(forecast.mean_wait_s, expected, expected * 0.04) << lanes;
    }
}

TEST(QueueForecast, AgreesWithAMorningWatchedEventByEvent) {
    for (int lanes = 2; lanes <= 6; ++lanes) {
        // Loaded so that each number of lanes has a rush it can and a rush it cannot serve at once.
        const double service = 3.0 * lanes;
        const QueueGates gates{.lanes = lanes, .seconds_per_person = service, .yard_length_dm = 900};
        const auto forecast = forecast_queue({420, rush}, gates);
        std::mt19937 random(static_cast<unsigned>(lanes));
        constexpr int mornings = 1'500;
        std::vector<double> waited(rush.size()), stood(rush.size()), longest_waits;
        std::vector<int> came(rush.size()), longest_queues;
        for (int morning = 0; morning < mornings; ++morning) {
            const auto arrivals = random_arrivals(rush, random);
            const auto turns = Watched(lanes, service).run(arrivals);
            double longest = 0;
            int queue = 0;
            for (std::size_t i = 0; i < arrivals.size(); ++i) {
                const auto slot = static_cast<std::size_t>(arrivals[i] / 300);
                const double wait = turns[i] - arrivals[i];
                waited[slot] += wait;
                ++came[slot];
                longest = std::max(longest, wait);
                const auto gone = std::upper_bound(turns.begin(), turns.end(), arrivals[i]) - turns.begin();
                queue = std::max(queue, static_cast<int>(i + 1) - static_cast<int>(gone));
                for (std::size_t s = slot; s < rush.size(); ++s) {
                    const double begin = std::max(arrivals[i], static_cast<double>(s) * 300);
                    stood[s] += std::max(0.0, std::min(turns[i], static_cast<double>(s + 1) * 300) - begin);
                }
            }
            longest_waits.push_back(longest);
            longest_queues.push_back(queue);
        }
        for (std::size_t s = 0; s < rush.size(); ++s) {
            const double wait = waited[s] / came[s], queue = stood[s] / 300 / mornings;
            EXPECT_EQ(forecast.slots[s].minute, 420 + static_cast<int>(s) * 5);
            EXPECT_NEAR(forecast.slots[s].mean_wait_s, wait, wait * 0.05 + 0.5) << lanes << ' ' << s;
            EXPECT_NEAR(forecast.slots[s].mean_queue, queue, queue * 0.05 + 0.2) << lanes << ' ' << s;
        }
        std::sort(longest_waits.begin(), longest_waits.end());
        std::sort(longest_queues.begin(), longest_queues.end());
        const double wait = longest_waits[mornings * 95 / 100];
        const int queue = longest_queues[mornings * 95 / 100];
        EXPECT_NEAR(forecast.longest_wait_s, wait, wait * 0.06) << lanes;
        EXPECT_NEAR(forecast.longest_queue, queue, queue * 0.06) << lanes;
        EXPECT_EQ(forecast.fits, queue <= 30) << lanes;
    }
}

TEST(QueueForecast, SaysTheSameToTheSameQuestion) {
    const QueueGates gates{.lanes = 2, .seconds_per_person = 4, .yard_length_dm = 600};
    const auto first = forecast_queue({420, rush}, gates), second = forecast_queue({420, rush}, gates);
    EXPECT_EQ(first.longest_queue, second.longest_queue);
    EXPECT_EQ(first.mean_wait_s, second.mean_wait_s);
    EXPECT_EQ(first.longest_wait_s, second.longest_wait_s);
}

TEST(QueueForecast, FollowsTheLineUntilItIsGone) {
    // 200 people in five minutes at one lane of 3 s: the last of them leaves the line five minutes later.
    const auto forecast = forecast_queue({480, {200}}, {.lanes = 1, .seconds_per_person = 3, .yard_length_dm = 3'900});
    ASSERT_THAT(forecast.slots.size(), ::testing::AllOf(::testing::Ge(2u), ::testing::Le(4u)));
    EXPECT_EQ(forecast.slots[1].minute, 485);
    EXPECT_EQ(forecast.slots[1].arrivals, 0);
    EXPECT_THAT(forecast.slots[1].mean_queue, DoubleNear(50, 3)) << "a hundred at its beginning, none at its end";
    EXPECT_THAT(forecast.longest_queue, ::testing::AllOf(::testing::Ge(110), ::testing::Le(135)));
    EXPECT_EQ(forecast.fits, true);
    EXPECT_EQ(forecast.slots.back().mean_wait_s, 0) << "nobody arrives there";
}

TEST(QueueForecast, OfNobodyIsEmpty) {
    const auto forecast = forecast_queue({480, {0, 0}}, {.yard_length_dm = 0});
    EXPECT_EQ(forecast.longest_queue, 0);
    EXPECT_EQ(forecast.longest_wait_s, 0);
    EXPECT_EQ(forecast.fits, true);
    EXPECT_EQ(forecast_queue({480, {}}, {}).slots.size(), 0u);
}

TEST(QueueForecast, OfMoreThanADayIsCutAtADay) {
    const auto forecast = forecast_queue({0, {20'000}}, {.lanes = 1, .seconds_per_person = 60});
    EXPECT_EQ(forecast.slots.size(), 288u);
    EXPECT_GT(forecast.longest_wait_s, 86'400 * 10) << "the wait itself is not cut";
}

TEST(QueueGates, ChargeTheLineForEachPerson) {
    QueueGates gates{.lanes = 3, .seconds_per_person = 5, .spacing_cm = 300, .yard_length_dm = 299};
    EXPECT_EQ(gates.capacity(), 180);
    EXPECT_EQ(gates.places(), 9);
    EXPECT_EQ(gates.metres(10), 30);
    gates.yard_length_dm.reset();
    EXPECT_EQ(gates.places(), std::nullopt);
}

TEST(Arrivals, GrowToEitherSide) {
    Arrivals arrivals;
    arrivals.add(480, 3);
    arrivals.add(490, 1);
    arrivals.add(-5, 2);
    EXPECT_EQ(arrivals.first_minute, -5);
    EXPECT_EQ(arrivals.counts.size(), 100u);
    EXPECT_EQ(arrivals.counts.front(), 2);
    EXPECT_EQ(arrivals.counts.back(), 1);
    EXPECT_EQ(arrivals.total(), 6);
}

}  // namespace
}  // namespace tongzhou::gates
