#include "modules/rules/book.hpp"

#include <mutex>

namespace tongzhou::rules {
namespace {

const sql::Query all_rules{R"(
    SELECT id, kind, division, value, effective_from, source, author, author_name, note, created_at
    FROM rules)"};

using Steady = std::chrono::steady_clock;

// How late a rule of another node may hold here.
constexpr std::chrono::seconds most_stale{2};

// After so long without its commit a change was undone.
constexpr std::chrono::seconds longest_call{10};

}  // namespace

Book::Book(std::vector<Rule> rules) {
    std::ranges::sort(rules, {}, [](const Rule& r) { return std::tuple(r.effective_from, r.created_at, r.id); });
    for (auto& rule : rules) {
        ids_.insert(rule.id);
        by_place_[{rule.kind, rule.division.value_or(DivisionCode{})}].push_back(std::move(rule));
    }
}

const Rule* Book::in_force(RuleKind kind, const DivisionCode& division, Instant at, std::vector<Step>* steps) const {
    const auto take = [&](const DivisionCode& place) -> const Rule* {
        Step step;
        if (place.is_set()) step.division = place;
        const Rule* standing = nullptr;
        if (const auto found = by_place_.find({kind, place}); found != by_place_.end()) {
            const auto& rules = found->second;
            const auto next = std::ranges::upper_bound(rules, at, {}, &Rule::effective_from);
            if (next == rules.begin()) {
                step.standing = Standing::not_yet_effective;
                step.rule = next->id;
            } else {
                const auto& latest = *std::prev(next);
                step.rule = latest.id;
                step.standing = latest.value == withdrawn ? Standing::withdrawn : Standing::in_force;
                if (step.standing == Standing::in_force) standing = &latest;
            }
        }
        if (steps) steps->push_back(step);
        return standing;
    };
    if (division.is_set())
        for (std::optional<DivisionCode> place = division; place; place = place->parent())
            if (const auto* rule = take(*place)) return rule;
    return take({});
}

std::set<Instant> Book::changes(const DivisionCode& division, Instant from, Instant until) const {
    std::set<Instant> instants;
    for (const auto& [place, rules] : by_place_) {
        if (place.second.is_set() && !place.second.contains(division)) continue;
        for (const auto& rule : rules)
            if (rule.effective_from > from && rule.effective_from <= until) instants.insert(rule.effective_from);
    }
    return instants;
}

Book read_book(Snapshot& snapshot) { return Book(snapshot.all<Rule>(all_rules)); }

struct RuleBook::State {
    std::mutex mutex;
    std::shared_ptr<const Book> book;  // null: to be read anew
    Steady::time_point read_at;
    // Rules written here whose commit is not known yet: meanwhile every call reads for itself, so that the first one
    // after the reply has the new rule, and none has one that is undone.
    std::map<Id<Rule>, Steady::time_point> written;
    // Rules committed here that a book must contain before others may use it: a snapshot taken just before the commit
    // still has the old rules and must not put them back.
    std::set<Id<Rule>> awaited;

    // Rules are only ever added, so of two books the larger is the later: one that was read slowly, from a snapshot of
    // long ago, does not replace it.
    std::size_t largest = 0;

    bool may_share(const Book& read) {
        std::erase_if(written, [](const auto& w) { return Steady::now() - w.second > longest_call; });
        return written.empty() && read.size() >= largest &&
               std::ranges::all_of(awaited, [&](const auto& id) { return read.contains(id); });
    }
};

RuleBook::RuleBook() : state_(std::make_unique<State>()) {}
RuleBook::~RuleBook() = default;

namespace {

std::shared_ptr<const Book> current_book(Snapshot& snapshot) {
    auto& state = snapshot.service<RuleBook>().state();
    const auto now = Steady::now();
    {
        std::lock_guard lock(state.mutex);
        if (state.book && now - state.read_at < most_stale) return state.book;
        // One caller reads anew; the others go on with the book at hand meanwhile.
        state.read_at = now;
    }
    auto book = std::make_shared<const Book>(read_book(snapshot));
    std::lock_guard lock(state.mutex);
    if (state.may_share(*book)) {
        state.awaited.clear();
        state.largest = book->size();
        state.book = book;
    }
    return book;
}

template <class T>
T value_of(const Rule& rule) {
    T value{};
    if constexpr (std::is_same_v<T, DeciCelsius>)
        value = DeciCelsius::of(rule.value);  // degrees, while its Shape reads tenths
    else if constexpr (std::is_same_v<T, std::vector<Hours>>)
        value = hours_of(rule.value);
    else if constexpr (std::is_same_v<T, std::vector<std::vector<Stage>>>)
        value = stages_of(rule.value);
    else if (shape_of<T>().from_text(rule.value, &value))
        throw std::logic_error(fmt::format("rule {} has the value {}", rule.id.text(), rule.value));
    return value;
}

template <class T>
T in_force(Snapshot& snapshot, RuleKind kind, const DivisionCode& division, Instant at) {
    const auto book = current_book(snapshot);
    const auto* rule = book->in_force(kind, division, at);
    if (!rule) throw std::logic_error(fmt::format("the country has no rule {}", name_of(kind)));
    return value_of<T>(*rule);
}

}  // namespace

void book_changes(Tx& tx, const Id<Rule>& added) {
    auto& state = tx.service<RuleBook>().state();
    std::lock_guard lock(state.mutex);
    state.written.emplace(added, Steady::now());
    state.book.reset();
    tx.after_commit([&state, added] {
        std::lock_guard lock(state.mutex);
        state.written.erase(added);
        state.awaited.insert(added);
        state.book.reset();
    });
}

DeciCelsius fever_threshold(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<DeciCelsius>(snapshot, RuleKind::fever_threshold, division, at);
}
int pass_validity_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::pass_validity_days, division, at);
}
bool pass_required(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<bool>(snapshot, RuleKind::pass_required, division, at);
}
Procedure resumption_procedure(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<Procedure>(snapshot, RuleKind::resumption_procedure, division, at);
}
bool permit_required(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<bool>(snapshot, RuleKind::permit_required, division, at);
}
int queue_spacing_cm(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::queue_spacing_cm, division, at);
}
int health_retention_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::health_retention_days, division, at);
}
int passage_retention_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::passage_retention_days, division, at);
}
int contact_window_minutes(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::contact_window_minutes, division, at);
}
int observation_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::observation_days, division, at);
}
std::vector<Hours> working_hours(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<std::vector<Hours>>(snapshot, RuleKind::working_hours, division, at);
}
std::vector<Hours> message_hours(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<std::vector<Hours>>(snapshot, RuleKind::message_hours, division, at);
}
int ticket_reply_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::ticket_reply_days, division, at);
}
int ticket_extension_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::ticket_extension_days, division, at);
}
int ticket_return_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::ticket_return_days, division, at);
}
int squad_enterprises_least(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::squad_enterprises_least, division, at);
}
int squad_enterprises_most(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::squad_enterprises_most, division, at);
}
std::vector<std::vector<Stage>> approval_stages(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<std::vector<std::vector<Stage>>>(snapshot, RuleKind::approval_stages, division, at);
}
int supplies_days_required(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::supplies_days_required, division, at);
}
int difficulty_due_days(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return in_force<int>(snapshot, RuleKind::difficulty_due_days, division, at);
}

std::vector<Instant> changes_between(Snapshot& snapshot, const DivisionCode& division, Instant from, Instant until) {
    const auto instants = current_book(snapshot)->changes(division, from, until);
    return {instants.begin(), instants.end()};
}

}  // namespace tongzhou::rules
