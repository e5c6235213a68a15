#include "modules/gates/queue_plan_endpoint.hpp"

#include <cmath>

#include "modules/gates/staggering.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/rules/rules.hpp"

namespace tongzhou::gates {
namespace {

constexpr std::int64_t slots_of_day = 24 * 60 / slot_minutes;
constexpr std::size_t most_shifts = 50;
constexpr std::int64_t most_people = 50'000;
constexpr int usual_spread_minutes = 20;
constexpr std::int64_t usual_longest_wait_minutes = 10;
constexpr std::chrono::days looked_back{14};

// Everybody who comes in takes a lane's time, admitted or not.
const sql::Query entries_by_hour{R"(
    SELECT hour,
           CAST(SUM(m0) AS BIGINT) AS m0, CAST(SUM(m5) AS BIGINT) AS m5, CAST(SUM(m10) AS BIGINT) AS m10,
           CAST(SUM(m15) AS BIGINT) AS m15, CAST(SUM(m20) AS BIGINT) AS m20, CAST(SUM(m25) AS BIGINT) AS m25,
           CAST(SUM(m30) AS BIGINT) AS m30, CAST(SUM(m35) AS BIGINT) AS m35, CAST(SUM(m40) AS BIGINT) AS m40,
           CAST(SUM(m45) AS BIGINT) AS m45, CAST(SUM(m50) AS BIGINT) AS m50, CAST(SUM(m55) AS BIGINT) AS m55
    FROM site_tallies
    WHERE county = :county AND site = :site AND hour >= :from AND hour < :until AND direction = 'entry'
    GROUP BY hour ORDER BY hour)"};

struct EntriesOfHour {
    Instant hour;
    std::int64_t m0 = 0, m5 = 0, m10 = 0, m15 = 0, m20 = 0, m25 = 0, m30 = 0, m35 = 0, m40 = 0, m45 = 0, m50 = 0,
                 m55 = 0;
};
BOOST_DESCRIBE_STRUCT(EntriesOfHour, (), (hour, m0, m5, m10, m15, m20, m25, m30, m35, m40, m45, m50, m55))

struct RecordedDay {
    Date day;
    Arrivals arrivals;
};

// The last working day is the last one with at least half the entries of the busiest: a Sunday with three watchmen is
// none, and neither is the day that has only begun.
std::optional<RecordedDay> last_working_day(Snapshot& snapshot, const organizations::SitePlace& site) {
    const auto today = start_of_day_in_shanghai(date_in_shanghai(snapshot.now()));
    std::map<Date, Arrivals> days;
    for (const auto& h :
         snapshot.all<EntriesOfHour>(entries_by_hour, site.county, site.id, today - looked_back, today)) {
        auto& day = days[date_in_shanghai(h.hour)];
        int minute = minutes_of_day(h.hour);
        for (auto people : {h.m0, h.m5, h.m10, h.m15, h.m20, h.m25, h.m30, h.m35, h.m40, h.m45, h.m50, h.m55}) {
            if (people > 0) day.add(minute, static_cast<double>(people));
            minute += slot_minutes;
        }
    }
    double busiest = 0;
    for (const auto& [day, arrivals] : days) busiest = std::max(busiest, arrivals.total());
    if (busiest == 0) return std::nullopt;
    const auto last =
        std::find_if(days.rbegin(), days.rend(), [&](auto& d) { return d.second.total() * 2 >= busiest; });
    return RecordedDay{last->first, last->second};
}

std::optional<Arrivals> arrivals_given(const GateQueueRequest& request) {
    if (!request.arrivals) return std::nullopt;
    Arrivals arrivals{static_cast<int>(request.first_minute->value), {}};
    for (const auto& count : *request.arrivals) arrivals.counts.push_back(static_cast<double>(count.value));
    return arrivals;
}

std::vector<Shift> shifts_given(const GateQueueRequest& request) {
    std::vector<Shift> shifts;
    for (const auto& s : request.shifts.value_or(std::vector<ShiftRequest>{}))
        shifts.push_back(shift_of(s.name.value_or(Text<50>()).value, static_cast<int>(s.people),
                                  static_cast<int>(s.start_minute),
                                  static_cast<int>(s.spread_minutes.value_or(usual_spread_minutes).value)));
    return shifts;
}

double tenths(double value) { return std::round(value * 10) / 10; }

QueueForecastView view_of(const QueueForecast& forecast, const QueueTask& task) {
    const auto& gates = task.gates;
    QueueForecastView view{.people = 0,
                           .longest_queue = forecast.longest_queue,
                           .longest_queue_metres = tenths(gates.metres(forecast.longest_queue)),
                           .mean_wait_seconds = tenths(forecast.mean_wait_s),
                           .p95_wait_seconds = tenths(forecast.p95_wait_s),
                           .longest_wait_seconds = tenths(forecast.longest_wait_s),
                           .fits_yard = forecast.fits,
                           .fits_wait = forecast.longest_wait_s <= task.longest_wait_s,
                           .slots = {}};
    double people = 0;
    for (const auto& slot : forecast.slots) {
        people += slot.arrivals;
        view.slots.push_back({.minute = slot.minute,
                              .arrivals = tenths(slot.arrivals),
                              .mean_queue = tenths(slot.mean_queue),
                              .longest_queue = slot.longest_queue,
                              .longest_queue_metres = tenths(gates.metres(slot.longest_queue)),
                              .mean_wait_seconds = tenths(slot.mean_wait_s),
                              .p95_wait_seconds = tenths(slot.p95_wait_s),
                              .longest_wait_seconds = tenths(slot.longest_wait_s),
                              .fits_yard = slot.fits});
    }
    view.people = std::llround(people);
    return view;
}

WavePlanView view_of(const WavePlan& plan, const QueueTask& task) {
    WavePlanView view{{}, plan.person_minutes, view_of(plan.forecast, task)};
    for (const auto& wave : plan.waves)
        view.waves.push_back({task.shifts[wave.shift].name, wave.people, wave.start_minute, wave.moved_minutes});
    return view;
}

Bilingual line_and_wait(const QueueForecastView& f) {
    const double minutes = f.longest_wait_seconds / 60;
    return {fmt::format("排队最长约 {} 人、{:.0f} 米，最长等候约 {:.1f} 分钟", f.longest_queue, f.longest_queue_metres,
                        minutes),
            fmt::format("the line reaches about {} people or {:.0f} m and the longest wait about {:.1f} minutes",
                        f.longest_queue, f.longest_queue_metres, minutes)};
}

Bilingual what_is_wrong(const GateQueuePlan& plan) {
    Bilingual wrong;
    if (plan.forecast.fits_yard == false) {
        wrong.zh += fmt::format("，超出场地 {:.1f} 米", static_cast<double>(plan.yard_length_dm) / 10);
        wrong.en += fmt::format(", more than the yard of {:.1f} m", static_cast<double>(plan.yard_length_dm) / 10);
    }
    if (!plan.forecast.fits_wait) {
        wrong.zh += fmt::format("，超过等候上限 {} 分钟", plan.longest_wait_minutes);
        wrong.en += fmt::format(", longer than the {} minutes allowed", plan.longest_wait_minutes);
    }
    return wrong;
}

Bilingual what_would_help(const QueueNeedsView& needs) {
    Bilingual help;
    if (needs.lanes) {
        help.zh += fmt::format("错峰并开 {} 条通道可以排开。", *needs.lanes);
        help.en += fmt::format(" Staggered starts would do with {} lanes.", *needs.lanes);
    }
    if (needs.yard_length_dm) {
        const double metres = static_cast<double>(*needs.yard_length_dm) / 10;
        help.zh += fmt::format("错峰并有 {:.1f} 米排队场地可以排开。", metres);
        help.en += fmt::format(" Staggered starts would do with a yard of {:.1f} m.", metres);
    }
    if (help.zh.empty())
        return {"增加通道或场地都不够，请另设入口，或把到岗时间分得更开。",
                " Neither more lanes nor more yard would do: open another entrance, or spread the starts further."};
    return help;
}

void say(GateQueuePlan& plan) {
    const auto now = line_and_wait(plan.forecast);
    const auto wrong = what_is_wrong(plan);
    plan.says_zh = now.zh + wrong.zh;
    plan.says_en = "As people come, " + now.en + wrong.en;
    if (plan.finding == QueueFinding::fits) {
        plan.says_zh += "，无需错峰。";
        plan.says_en += "; nothing need change.";
    } else if (plan.proposal) {
        const auto then = line_and_wait(plan.proposal->forecast);
        plan.says_zh += fmt::format("。按方案分 {} 批到岗，{}。", plan.proposal->waves.size(), then.zh);
        plan.says_en += fmt::format(". With starts in {} waves {}.", plan.proposal->waves.size(), then.en);
    } else {
        const auto help = what_would_help(*plan.needs);
        plan.says_zh += "；前后两小时内错峰也排不开。" + help.zh;
        plan.says_en += "; no starts within two hours of those wanted would do." + help.en;
    }
}

// What is known of the site and the request before anything is computed.
struct Question {
    GateQueuePlan plan;
    Arrivals arrivals;
    std::vector<Shift> shifts;
    QueueGates gates;
};

Question question_of(Snapshot& snapshot, const Actor& actor, const GateQueueRequest& request) {
    const auto site = organizations::find_site(snapshot, request.id);
    if (!site) throw no_such_record();
    actor.scope.require(site->division, site->organization);
    Question q{.plan = {}, .arrivals = {}, .shifts = shifts_given(request), .gates = {}};
    q.plan.id = request.id;
    q.plan.lanes = request.lanes.value_or(site->lanes);
    q.plan.deciseconds_per_person = request.deciseconds_per_person.value_or(site->deciseconds_per_person);
    q.plan.yard_length_dm = request.yard_length_dm.value_or(site->yard_length_dm);
    q.plan.spacing_cm = request.spacing_cm.value_or(rules::queue_spacing_cm(snapshot, site->division, snapshot.now()));
    q.plan.longest_wait_minutes = request.longest_wait_minutes.value_or(usual_longest_wait_minutes);
    q.gates = {.lanes = static_cast<int>(q.plan.lanes),
               .seconds_per_person = static_cast<double>(q.plan.deciseconds_per_person) / 10,
               .spacing_cm = static_cast<int>(q.plan.spacing_cm)};
    if (q.plan.yard_length_dm > 0) q.gates.yard_length_dm = static_cast<int>(q.plan.yard_length_dm);
    q.plan.capacity = tenths(q.gates.capacity());
    if (auto given = arrivals_given(request)) {
        q.arrivals = *std::move(given);
    } else if (q.shifts.empty()) {
        auto recorded = last_working_day(snapshot, *site);
        if (!recorded)
            throw Problem::invalid("/arrivals", "missing", "此厂区近两周没有入厂记录，请填写到达人数或班次。",
                                   "Nobody entered this site within two weeks; give the arrivals or the shifts.");
        q.plan.arrivals_of = recorded->day;
        q.arrivals = std::move(recorded->arrivals);
    }
    return q;
}

}  // namespace

void check(const GateQueueRequest& request, std::vector<FieldFault>& faults) {
    const auto whole = [&](std::int64_t minutes, const std::string& path) {
        if (minutes % slot_minutes != 0)
            faults.push_back(
                {path, "not_a_multiple", {"请填写 5 的倍数（分钟）。", "Give a multiple of five minutes."}});
    };
    std::int64_t people = 0;
    if (request.arrivals) {
        const auto first = request.first_minute ? request.first_minute->value : 0;
        if (!request.first_minute)
            faults.push_back(
                {"/first_minute", "missing", {"请填写到达人数的起始时间。", "Say when the arrivals begin."}});
        whole(first, "/first_minute");
        const auto slots = static_cast<std::int64_t>(request.arrivals->size());
        if (slots == 0 || first / slot_minutes + slots > slots_of_day)
            faults.push_back({"/arrivals",
                              "wrong_length",
                              {"请填写至少一个五分钟的到达人数，不超过当天 24 时。",
                               "Give the arrivals of at least one five minutes, up to the end of the day."}});
        for (const auto& count : *request.arrivals) people += count.value;
    }
    if (request.shifts) {
        if (request.shifts->empty() || request.shifts->size() > most_shifts)
            faults.push_back({"/shifts", "wrong_length", {"请填写 1 至 50 个班次。", "Give 1 to 50 shifts."}});
        for (std::size_t i = 0; i < request.shifts->size(); ++i) {
            const auto& shift = (*request.shifts)[i];
            whole(shift.start_minute, fmt::format("/shifts/{}/start_minute", i));
            whole(shift.spread_minutes.value_or(usual_spread_minutes), fmt::format("/shifts/{}/spread_minutes", i));
            people += shift.people.value;
        }
    }
    if (people > most_people)
        faults.push_back({request.shifts ? "/shifts" : "/arrivals",
                          "too_many_people",
                          {"合计不能超过 5 万人，更大的厂区请按入口分别测算。",
                           "At most 50,000 people; plan a larger site entrance by entrance."}});
}

GateQueuePlan plan_gate_queue(Database& database, const Actor& actor, const GateQueueRequest& request) {
    auto q = database.read_value([&](Snapshot& snapshot) { return question_of(snapshot, actor, request); });
    auto& plan = q.plan;
    QueueTask task{.others = std::move(q.arrivals),
                   .shifts = std::move(q.shifts),
                   .gates = q.gates,
                   .longest_wait_s = static_cast<double>(plan.longest_wait_minutes) * 60};
    const auto forecast = forecast_queue(all_arrivals(task), task.gates);
    plan.forecast = view_of(forecast, task);
    if (!holds(forecast, task)) {
        if (task.shifts.empty()) task = task_of(task.others, forecast, task.gates, task.longest_wait_s);
        if (const auto proposal = stagger(task)) {
            plan.finding = QueueFinding::staggered;
            plan.proposal = view_of(*proposal, task);
        } else {
            const auto needs = needs_of(task);
            plan.finding = QueueFinding::impossible;
            plan.needs = QueueNeedsView{needs.lanes, needs.yard_length_dm};
        }
    }
    say(plan);
    return std::move(plan);
}

void add_queue_routes(Api& api) {
    api.post("/sites/{id}/queue-plan", plan_gate_queue)
        .needs(Permission::queue_plan)
        .says("入口排队与错峰方案", "How long the line at the gates gets, and starts that fit");
}

}  // namespace tongzhou::gates
