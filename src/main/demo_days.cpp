#include "main/demo_days.hpp"

namespace tongzhou {

namespace {

constexpr std::int32_t minute = 60;

// Seconds by which people come before their shift begins, at sixteenths of probability: lognormal, median 13 minutes.
constexpr int seconds_early[] = {139, 288, 369,  438,  503,  568,  634,  704, 780,
                                 864, 959, 1072, 1209, 1388, 1648, 2114, 3733};
// And after which they go home once it has ended: lognormal, median 11 minutes, with a long tail of overtime.
constexpr int seconds_late[] = {79,  193, 263, 325,  385,  446,  511,  582, 660,
                                749, 852, 976, 1132, 1342, 1657, 2252, 4534};

constexpr std::int64_t visitors_at_most = 256;  // of an enterprise on a day

}  // namespace

// A person's way through the weeks: the few days on which something out of the ordinary happens.
class DemoDays::Story {
  public:
    enum class Kind { steady, undeclared, unfit, forgetful, forger };
    enum class Coming {
        not_at_all,
        plainly,
        without_pass,
        unfit,
        with_forgery,
        with_fever,
        to_closed_gate,
        to_wrong_gate
    };

    Story(const DemoDays& days, const DemoEnterprise& employer, std::int64_t person)
        : days_(days), employer_(employer), person_(person) {
        DemoRandom random(days.city_.seed(), "story", person);
        opening_ = days.opening_day(employer.number);
        const auto kind = random.below(1000);
        kind_ = kind < 4    ? Kind::undeclared
                : kind < 14 ? Kind::unfit
                : kind < 64 ? Kind::forgetful
                : kind < 66 ? Kind::forger
                            : Kind::steady;
        const auto start = opening_.value_or(0);
        // The pass of a 14-day-old declaration must have run out under somebody's eyes, so some declare early.
        first_declaration_ = start - 1 - static_cast<int>(random.happens(3, 10) ? random.below(10) : 0);
        if (kind_ == Kind::undeclared) first_declaration_ = start;
        // One worker in some nine thousand falls ill on a day.
        fever_day_ = start + static_cast<int>(random.below(9'000));
        tries_closed_gate_ = random.happens(1, 40);
    }

    /// Declarations at home, in the evening; those at the gate belong to coming().
    std::optional<DemoDeed> declares_at_home(int day) const {
        if (!opening_ || day >= fever_day_) return std::nullopt;
        if (kind_ == Kind::unfit) {
            if (day == first_declaration_) return DemoDeed::declare_unfit;
            return day > first_declaration_ && (day - first_declaration_) % renewal == 2 && day > *opening_ + 14
                       ? std::optional(DemoDeed::declare)
                       : std::nullopt;
        }
        if (day == first_declaration_)
            return kind_ == Kind::undeclared ? std::nullopt : std::optional(DemoDeed::declare);
        const auto base = kind_ == Kind::forgetful ? forgotten_until() : first_declaration_;
        return day > base && (day - base) % renewal == 0 ? std::optional(DemoDeed::declare) : std::nullopt;
    }

    Coming coming(int day) const {
        if (!opening_) return tries_closed_gate_ && day >= 1 && day <= 5 ? Coming::to_closed_gate : Coming::not_at_all;
        // Some think that a night's sleep was enough. Their pass was revoked with the declaration made in isolation.
        if (day == fever_day_ + 1 && person_ % 3 == 0) return Coming::unfit;
        if (day < *opening_ || day > fever_day_) return Coming::not_at_all;
        if (day == fever_day_) return Coming::with_fever;
        if (kind_ == Kind::undeclared && day == first_declaration_) return Coming::without_pass;
        if (kind_ == Kind::unfit && day <= *opening_ + 16)
            return day == *opening_ || day == *opening_ + 2 ? Coming::unfit : Coming::not_at_all;
        if (kind_ == Kind::forgetful && day == forgotten_until()) return Coming::without_pass;
        if (kind_ == Kind::forgetful && day == forgotten_until() - 1) return Coming::not_at_all;
        if (!days_.is_worked_on(employer_, person_, day)) return Coming::not_at_all;
        if (kind_ == Kind::forger && day % 5 == 3) return Coming::with_forgery;
        return DemoRandom(days_.city_.seed(), "mistake", person_, day).happens(1, 2'000) ? Coming::to_wrong_gate
                                                                                         : Coming::plainly;
    }

    /// Whether coming() ends inside.
    bool gets_in(int day) const {
        switch (coming(day)) {
            case Coming::plainly:
            case Coming::without_pass:
            case Coming::with_forgery:
            case Coming::to_wrong_gate: return true;
            case Coming::not_at_all:
            case Coming::unfit:
            case Coming::with_fever:
            case Coming::to_closed_gate: break;
        }
        return false;
    }

  private:
    // A pass holds 14 days; careful people renew it on the evening of the 13th.
    static constexpr int renewal = 13;
    // The first morning on which a pass that nobody renewed has run out, whatever the hour it was made.
    int forgotten_until() const { return first_declaration_ + 15; }

    const DemoDays& days_;
    const DemoEnterprise& employer_;
    std::int64_t person_;
    Kind kind_{};
    std::optional<int> opening_;
    int first_declaration_ = 0;
    int fever_day_ = 0;
    bool tries_closed_gate_ = false;
};

Instant DemoDays::instant(int day, std::int32_t second) const {
    return start_of_day_in_shanghai(date(day)) + std::chrono::seconds(second);
}

std::optional<int> DemoDays::opening_day(std::int64_t enterprise) const {
    DemoRandom random(city_.seed(), "opening", enterprise);
    const auto place = random.below(100);
    if (place < 40) return 0;
    if (place < 80) return static_cast<int>(random.between(1, 3));
    if (place < 97) return static_cast<int>(random.between(4, 9));
    return std::nullopt;
}

bool DemoDays::is_worked_on(const DemoEnterprise& employer, std::int64_t person, int day) const {
    const auto workplace = employer.industry->workplace;
    const bool runs_on = workplace == DemoWorkplace::plant || workplace == DemoWorkplace::pit;
    const auto weekday = date(day).weekday();
    const int present = weekday <= 5 ? 95 : weekday == 6 ? (runs_on ? 85 : 25) : (runs_on ? 20 : 8);
    return DemoRandom(city_.seed(), "attendance", person, day).happens(present, 100);
}

void DemoDays::add_person(std::vector<DemoEvent>& events, const DemoEnterprise& employer, std::int64_t person,
                          int day) const {
    const Story story(*this, employer, person);
    DemoRandom random(city_.seed(), "hours", person, day);
    const auto add = [&](std::int32_t second, DemoDeed deed) { events.push_back({second, deed, person}); };
    if (const auto declaration = story.declares_at_home(day))
        add(static_cast<std::int32_t>(random.between(18 * 60, 22 * 60) * minute + random.below(60)), *declaration);
    if (day < 0) return;

    const bool nights = city_.works_at_night(person, employer);
    // Twelve-hour nights, nine and a half hours by day.
    const auto begins = (nights ? employer.shift_minutes + 12 * 60 : employer.shift_minutes) * minute;
    const auto ends = (nights ? employer.shift_minutes : employer.shift_minutes + 10 * 60) * minute;
    const auto arrives = static_cast<std::int32_t>(begins + 4 * minute - random.from_quantiles(seconds_early));
    const auto leaves = static_cast<std::int32_t>(ends + random.from_quantiles(seconds_late));
    if (nights ? day > 0 && story.gets_in(day - 1) : story.gets_in(day)) add(leaves, DemoDeed::leave);
    switch (story.coming(day)) {
        case Story::Coming::not_at_all: break;
        case Story::Coming::plainly:
        case Story::Coming::unfit:
        case Story::Coming::to_closed_gate: add(arrives, DemoDeed::enter); break;
        case Story::Coming::with_fever:
            add(arrives, DemoDeed::enter_feverish);
            add(arrives + 40 * minute, DemoDeed::declare_unfit);
            break;
        case Story::Coming::without_pass:
            add(arrives, DemoDeed::enter);
            add(arrives + 12 * minute, DemoDeed::declare);
            add(arrives + 19 * minute, DemoDeed::enter);
            break;
        case Story::Coming::with_forgery:
            add(arrives, DemoDeed::enter_forged);
            add(arrives + 3 * minute, DemoDeed::enter);
            break;
        case Story::Coming::to_wrong_gate:
            add(arrives, DemoDeed::enter_elsewhere);
            add(arrives + 16 * minute, DemoDeed::enter);
            break;
    }
}

void DemoDays::add_visitors(std::vector<DemoEvent>& events, const DemoEnterprise& host, int day) const {
    const auto opening = opening_day(host.number);
    if (day < 0 || !opening || day < *opening || date(day).weekday() > 5) return;
    DemoRandom random(city_.seed(), "visitors", host.number, day);
    const auto count = std::min(host.staff / 80 + random.below(2), visitors_at_most);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto who = host.number * visitors_at_most + i;
        const auto comes = static_cast<std::int32_t>(random.between(8 * 60 + 40, 16 * 60) * minute + random.below(60));
        if (random.happens(1, 60)) {
            events.push_back({comes, DemoDeed::visit_in_contact, who});
            continue;
        }
        events.push_back({comes, DemoDeed::visit, who});
        events.push_back(
            {comes + static_cast<std::int32_t>(random.between(15 * minute, 110 * minute)), DemoDeed::visit_ends, who});
    }
}

std::vector<DemoEvent> DemoDays::events(int day) const {
    std::vector<DemoEvent> events;
    for (const auto& employer : city_.enterprises()) {
        for (auto person = employer.first_person; person < employer.first_person + employer.staff; ++person)
            add_person(events, employer, person, day);
        add_visitors(events, employer, day);
    }
    std::sort(events.begin(), events.end());
    return events;
}

std::int64_t DemoDays::estimate(int day) const {
    // Everybody declares once and again later, and comes and goes on three days of four.
    return city_.people() * 2 + city_.people() * std::max(day, 0) * 3 / 2;
}

DeciCelsius DemoDays::reading(std::int64_t who, int day, int occasion) const {
    DemoRandom random(city_.seed(), "reading", who, day * 8 + occasion);
    // 36.4 ± 0.25 °C at the wrist. The tail over 37.0 is left to those who are ill, or every day would have dozens.
    const auto tenths = (364'000 + random.normal_thousandths() * 5 / 2 + 500) / 1000;
    return *DeciCelsius::from_tenths(std::clamp<std::int64_t>(tenths, 354, 370));
}

DeciCelsius DemoDays::feverish_reading(std::int64_t who, int day) const {
    DemoRandom random(city_.seed(), "fever", who, day);
    return *DeciCelsius::from_tenths(random.between(374, 391));
}

DemoVisitor DemoDays::visitor(std::int64_t number, int day) const {
    DemoRandom random(city_.seed(), "visitor", number, day);
    const auto sex = random.happens(4, 5) ? Sex::male : Sex::female;
    DemoVisitor v;
    v.enterprise = number / visitors_at_most;
    v.name = demo_person_name(random, sex);
    v.origin = "山东省济宁市" + random.one_of(std::span<const DemoCounty>(city_.counties())).name;
    v.employer = demo_visitor_employer(random);
    v.purpose = demo_visitor_purpose(random);
    v.mobile = Mobile::of(fmt::format("1549{:07}", random.below(10'000'000)));
    return v;
}

std::int64_t DemoDays::enterprise_beside(std::int64_t enterprise) const {
    return (enterprise + 1) % std::ssize(city_.enterprises());
}

}  // namespace tongzhou
