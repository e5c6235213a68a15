#include "modules/gates/dashboard.hpp"

#include "modules/gates/tally_rows.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query open_incidents_of_site{R"(
    SELECT COUNT(*) FROM fever_incidents WHERE county = :county AND site = :site AND state <> 'closed')"};

constexpr int slots_of_day = 288;
constexpr int slots_of_hour = 12;

struct Day {
    Instant from, until;
};

Day day_of(Date day) { return {start_of_day_in_shanghai(day), start_of_day_in_shanghai(day + std::chrono::days(1))}; }

// "/passages?…" with what the number was counted by, so that the list has as many rows.
class Link {
  public:
    explicit Link(std::string_view path, const std::string& place = {}) : text_(path) {
        if (!place.empty()) add(place);
    }
    Link& with(std::string_view name, std::string_view value) {
        add(fmt::format("{}={}", name, value));
        return *this;
    }
    Link& within(const Day& day) { return with("from", day.from.iso()).with("until", day.until.iso()); }
    std::string text() const { return text_; }

  private:
    void add(std::string_view part) {
        text_ += text_.find('?') == std::string::npos ? '?' : '&';
        text_ += part;
    }
    std::string text_;
};

// What rows of counters say of a day, and of the day before.
struct DayNumbers {
    Figure entries, exits, held, refused;
    std::vector<VerdictFigure> verdicts;
    std::vector<HourFigure> hours;
    std::vector<std::int64_t> arrivals_today = std::vector<std::int64_t>(slots_of_day);
    std::vector<std::int64_t> arrivals_yesterday = std::vector<std::int64_t>(slots_of_day);
};

void add_arrivals(std::vector<std::int64_t>& day, const TallyRow& row) {
    if (row.direction != Direction::entry) return;
    const auto begin = static_cast<std::size_t>(minutes_of_day(row.hour) / 60 * slots_of_hour);
    const auto slots = row.slots();
    for (std::size_t i = 0; i < slots.size(); ++i) day[begin + i] += slots[i];
}

DayNumbers numbers_of(const std::vector<TallyRow>& rows, const Day& today, const std::string& place) {
    DayNumbers numbers;
    const auto ledger = [&] { return Link("/passages", place).with("standing", "true"); };
    numbers.entries.list = ledger().with("direction", "entry").with("verdict", "admitted").within(today).text();
    numbers.exits.list = ledger().with("direction", "exit").with("verdict", "admitted").within(today).text();
    numbers.held.list = ledger().with("verdict", "held").within(today).text();
    numbers.refused.list = ledger().with("verdict", "refused").within(today).text();
    for (int hour = 0; hour < 24; ++hour) {
        const auto begin = today.from + std::chrono::hours(hour);
        numbers.hours.push_back({.hour = hour, .list = ledger().within({begin, begin + std::chrono::hours(1)}).text()});
    }
    std::map<std::tuple<Direction, Verdict, VerdictReason>, std::int64_t> verdicts;
    for (const auto& row : rows) {
        if (row.hour < today.from) {
            add_arrivals(numbers.arrivals_yesterday, row);
            continue;
        }
        add_arrivals(numbers.arrivals_today, row);
        const auto n = row.total();
        verdicts[{row.direction, row.verdict, row.reason}] += n;
        auto& hour = numbers.hours[static_cast<std::size_t>(minutes_of_day(row.hour) / 60)];
        switch (row.verdict) {
            case Verdict::admitted: {
                const bool in = row.direction == Direction::entry;
                (in ? hour.entries : hour.exits) += n;
                (in ? numbers.entries : numbers.exits).value += n;
                break;
            }
            case Verdict::held:
                numbers.held.value += n;
                hour.kept_out += n;
                break;
            case Verdict::refused:
                numbers.refused.value += n;
                hour.kept_out += n;
                break;
        }
    }
    for (const auto& [key, n] : verdicts) {
        const auto& [direction, verdict, reason] = key;
        if (n == 0) continue;
        numbers.verdicts.push_back({direction, verdict, reason, n,
                                    ledger()
                                        .with("direction", name_of(direction))
                                        .with("verdict", name_of(verdict))
                                        .with("reason", name_of(reason))
                                        .within(today)
                                        .text()});
    }
    return numbers;
}

template <class Numbers>
void take_over(Numbers& into, DayNumbers&& from) {
    into.entries = std::move(from.entries);
    into.exits = std::move(from.exits);
    into.held = std::move(from.held);
    into.refused = std::move(from.refused);
    into.verdicts = std::move(from.verdicts);
    into.hours = std::move(from.hours);
    into.arrivals_today = std::move(from.arrivals_today);
    into.arrivals_yesterday = std::move(from.arrivals_yesterday);
}

// What the actor's scope and the division have in common.
Scope common(const Scope& scope, const std::optional<DivisionCode>& division) {
    if (!division) return scope;
    if (scope.covers_division(*division)) return Scope::of_division(*division);
    return division->contains(scope.division()) ? scope : Scope();
}

std::int64_t count_where(Snapshot& snapshot, std::string_view select, const Scope& scope, std::string_view table) {
    const auto column = [&](const char* name) { return fmt::format("{}.{}", table, name); };
    auto condition = scope.where({column("county"), column("division"), column("organization")});
    return snapshot
        .all_of<std::int64_t>(fmt::format("{} AND {}", select, condition.text), std::move(condition.arguments))
        .front();
}

std::int64_t count_open_incidents(Snapshot& snapshot, const Scope& scope) {
    return count_where(snapshot, "SELECT COUNT(*) FROM fever_incidents i WHERE i.state <> 'closed'", scope, "i");
}

std::int64_t count_open_reviews(Snapshot& snapshot, const Scope& scope) {
    return count_where(snapshot, "SELECT COUNT(*) FROM passages p WHERE p.review <> 'none' AND p.review = 'open'",
                       scope, "p");
}

std::int64_t count_operating_sites(Snapshot& snapshot, const Scope& scope) {
    auto asker = Actor::system("dashboard");
    asker.scope = scope;
    organizations::SiteFilter filter;
    filter.status = organizations::SiteStatus::operating;
    filter.limit = 1;
    filter.count = true;
    return organizations::list_sites(snapshot, asker, filter).total.value_or(0);
}

std::vector<CountyFigure> county_figures(Snapshot& snapshot, const Scope& scope, const Day& today) {
    std::map<std::string, CountyFigure> counties;
    for (const auto& total : county_totals(snapshot, scope, today.from, today.until)) {
        auto& figure = counties[total.county];
        if (total.verdict == Verdict::held) figure.held += total.total;
        if (total.verdict == Verdict::refused) figure.refused += total.total;
        if (total.verdict == Verdict::admitted)
            (total.direction == Direction::entry ? figure.entries : figure.exits) += total.total;
    }
    for (const auto& inside : inside_by_county(snapshot, scope)) counties[inside.county].inside = inside.inside;
    std::vector<CountyFigure> figures;
    for (auto& [county, figure] : counties) {
        figure.division = DivisionCode::of(county);
        figure.name = organizations::divisions().name(figure.division);
        figure.list = Link("/passages").with("standing", "true").with("division", county).within(today).text();
        figures.push_back(std::move(figure));
    }
    return figures;
}

}  // namespace

Dashboard show_dashboard(Snapshot& snapshot, const Actor& actor, const DashboardRequest& request) {
    const auto scope = common(actor.scope, request.division);
    const auto day = date_in_shanghai(snapshot.now());
    const auto today = day_of(day), yesterday = day_of(day - std::chrono::days(1));
    const auto place = request.division ? "division=" + request.division->text() : std::string();

    Dashboard board;
    board.at = snapshot.now();
    board.division = request.division;
    take_over(board, numbers_of(tallies_of(snapshot, scope, yesterday.from, today.until), today, place));
    board.inside = {people_inside(snapshot, scope), Link("/presence", place).text()};
    board.open_incidents = {count_open_incidents(snapshot, scope),
                            Link("/fever-incidents", place).with("open", "true").text()};
    board.open_reviews = {count_open_reviews(snapshot, scope), Link("/passages", place).with("review", "open").text()};
    board.operating_sites = {count_operating_sites(snapshot, scope),
                             Link("/sites", place).with("status", "operating").text()};
    const bool has_counties =
        counts_by_county(scope) && (scope.is_everything() || scope.division().level() < DivisionLevel::county);
    if (has_counties) board.counties = county_figures(snapshot, scope, today);
    return board;
}

SiteLive show_live(Snapshot& snapshot, const Actor& actor, const LiveRequest& request) {
    const auto site = organizations::find_site(snapshot, request.id);
    if (!site) throw no_such_record();
    actor.scope.require(site->division, site->organization);
    const auto day = date_in_shanghai(snapshot.now());
    const auto today = day_of(day), yesterday = day_of(day - std::chrono::days(1));

    SiteLive live;
    live.id = site->id;
    live.name = site->name;
    live.operating = site->operating;
    live.at = snapshot.now();
    const auto place = "site=" + site->id.text();
    take_over(live, numbers_of(tallies_of(snapshot, *site, yesterday.from, today.until), today, place));
    live.inside = {people_inside(snapshot, *site), fmt::format("/sites/{}/presence", site->id.text())};
    live.open_incidents = {
        snapshot.value<std::int64_t>(open_incidents_of_site, site->division.county(), site->id).value_or(0),
        Link("/fever-incidents", place).with("open", "true").text()};
    return live;
}

std::vector<std::int64_t> arrivals_at(Snapshot& snapshot, const organizations::SitePlace& site, Date day) {
    std::vector<std::int64_t> arrivals(slots_of_day);
    const auto span = day_of(day);
    for (const auto& row : tallies_of(snapshot, site, span.from, span.until)) add_arrivals(arrivals, row);
    return arrivals;
}

}  // namespace tongzhou::gates
