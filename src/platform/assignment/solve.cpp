// assign(): the simplex method and the pricing of the missing arcs take turns.
#include <algorithm>
#include <cassert>

#include "platform/assignment/bound.hpp"
#include "platform/assignment/coarse.hpp"
#include "platform/assignment/simplex.hpp"
#include "platform/assignment/indices.hpp"

namespace tongzhou::assignment {
namespace {

constexpr std::size_t arcs_at_first = 8, arcs_at_once = 6;

/// Of an instance without pins.
class Solver {
  public:
    Solver(const Instance& instance, const Penalties& penalties, std::vector<Cost> guess)
        : instance_(instance), tree_(instance.teams), penalties_(penalties), simplex_(begin(std::move(guess))) {}

    /// Until at most this share of the clients would go elsewhere; 0: the optimum.
    void solve(double tolerance);
    const Simplex& simplex() const { return simplex_; }
    int rounds() const { return rounds_; }

  private:
    int clients() const { return static_cast<int>(instance_.clients.size()); }
    Cost change_of(const Client& c) const { return c.present ? instance_.change_price : 0; }
    Simplex begin(std::vector<Cost> guess);
    void near_arcs(const Client& c, std::span<const Cost> guess, std::vector<Arc>& arcs);
    int offer_missing();

    const Instance& instance_;
    TeamTree tree_;
    Penalties penalties_;
    std::vector<Offer> found_;
    Cost usual_ = 0;  ///< what the way to the nearest team costs, on average
    int rounds_ = 0;
    Simplex simplex_;
};

/// Arcs to the teams that are cheapest under the guessed prices, the cheapest first, and to the present one.
void Solver::near_arcs(const Client& c, std::span<const Cost> guess, std::vector<Arc>& arcs) {
    arcs.clear();
    tree_.cheapest(c, arcs_at_first, TeamTree::no_limit, found_);
    for (const auto& offer : found_) arcs.push_back({instance_.cost_of(c, offer.team), offer.team});
    const auto is_present = [&](const Arc& arc) { return arc.team == c.present; };
    if (c.present && std::ranges::none_of(arcs, is_present) && instance_.can_go(c, instance_.teams[index(*c.present)]))
        arcs.push_back({instance_.cost_of(c, *c.present), *c.present});
    const auto paid = [&](const Arc& arc) { return arc.cost + guess[index(arc.team)]; };
    if (!arcs.empty()) std::ranges::iter_swap(arcs.begin(), std::ranges::min_element(arcs, {}, paid));
}

/// Everybody at the cheapest team under the guessed prices, as if teams had no bounds.
Simplex Solver::begin(std::vector<Cost> guess) {
    std::vector<Simplex::Bounds> bounds;
    for (const auto& team : instance_.teams) bounds.push_back({team.least, team.most});
    std::vector<Arc> first(index(clients()), Arc{0, -1});
    std::vector<Cost> unassigned(index(clients()));
    std::vector<std::vector<Arc>> near(index(clients()));
    tree_.set_prices(guess);
    for (int i = 0; i < clients(); ++i) {
        const auto& c = instance_.clients[index(i)];
        unassigned[index(i)] = c.weight * penalties_.unassigned;
        auto& arcs = near[index(i)];
        near_arcs(c, guess, arcs);
        if (arcs.empty()) continue;
        first[index(i)] = arcs.front();
        usual_ += arcs.front().cost;
    }
    usual_ = 1 + usual_ / std::max(1, clients());
    Simplex simplex(std::move(bounds), std::move(unassigned), first, std::move(guess));
    for (int i = 0; i < clients(); ++i)
        for (std::size_t k = 1; k < near[index(i)].size(); ++k) simplex.offer(i, near[index(i)][k]);
    return simplex;
}

/// Offers every client the arcs that would lower the cost under the present prices; returns to how many.
int Solver::offer_missing() {
    int wanting = 0;
    tree_.set_prices(simplex_.prices());
    for (int i = 0; i < clients(); ++i) {
        const auto& c = instance_.clients[index(i)];
        tree_.cheapest(c, arcs_at_once, simplex_.worth(i) - change_of(c), found_);
        if (!found_.empty()) ++wanting;
        for (const auto& offer : found_) simplex_.offer(i, {instance_.cost_of(c, offer.team), offer.team});
    }
    ++rounds_;
    return wanting;
}

// Places beyond the bounds are cheap at first and become dearer: prices that may leave the guess only step by step
// keep the arcs that are offered near to those that are needed. At the end no place beyond the upper bounds is as
// cheap as leaving somebody out.
void Solver::solve(double tolerance) {
    const Cost last = (penalties_.heaviest + 2) * penalties_.unassigned;
    const Cost far = last / std::max(1, clients());
    for (Cost within = 1 + usual_ / 2;;) {
        simplex_.charge(within, last, penalties_.lacking);
        simplex_.optimise();
        const int wanting = offer_missing();
        const bool relaxed = within < last && (simplex_.overflows() || simplex_.falls_short());
        if (!relaxed && wanting <= tolerance * clients()) return;
        if (relaxed && wanting * 4 <= clients()) within = within > far ? 2 * last : 2 * within;
    }
}

std::vector<Cost> guess_prices(const Instance& instance) {
    if (instance.teams.size() <= coarse_enough) return std::vector<Cost>(instance.teams.size());
    const auto coarse = coarsen(instance);
    Solver solver(coarse.instance, penalties_of(coarse.instance), guess_prices(coarse.instance));
    solver.solve(0.02);
    std::vector<Cost> guess;
    // Where the rough instance has no plan its prices say no more than that.
    const auto most = penalties_of(instance).lacking / 2;
    for (int group : coarse.group_of) guess.push_back(std::clamp(solver.simplex().price(group), -most, most));
    return guess;
}

void count(const Instance& instance, Plan& plan) {
    std::vector<int> taken(instance.teams.size());
    for (std::size_t i = 0; i < plan.team_of.size(); ++i) {
        const int team = plan.team_of[i];
        const auto& c = instance.clients[i];
        if (team < 0) {
            ++plan.unassigned;
            continue;
        }
        ++plan.assigned;
        ++taken[index(team)];
        plan.travel += c.weight * metres(c.at, instance.teams[index(team)].at);
        plan.cost += instance.cost_of(c, team);
        if (c.present && *c.present != team) ++plan.moved;
    }
    for (std::size_t t = 0; t < taken.size(); ++t) plan.lacking += std::max(0, instance.teams[t].least - taken[t]);
}

/// Who is pinned takes a place and is out of the question.
Instance without_pins(const Instance& instance) {
    auto free = instance;
    for (const auto& c : instance.clients)
        if (c.pinned) {
            auto& team = free.teams[index(*c.pinned)];
            team.least = std::max(0, team.least - 1);
            --team.most;
        }
    std::erase_if(free.clients, [](const Client& c) { return c.pinned.has_value(); });
    return free;
}

}  // namespace

Plan assign(const Instance& instance) {
    assert(faults_of(instance).empty());
    const auto free = without_pins(instance);
    Solver solver(free, penalties_of(instance), guess_prices(free));
    solver.solve(0);

    Plan plan;
    plan.rounds = solver.rounds();
    plan.pivots = solver.simplex().pivots();
    plan.price = solver.simplex().prices();
    const auto teams = solver.simplex().teams_of_clients();
    for (std::size_t next = 0; const auto& c : instance.clients)
        plan.team_of.push_back(c.pinned ? *c.pinned : teams[next++]);
    count(instance, plan);
    plan.bound = bound_under(instance, plan.price, plan);
    assert(plan.proved());
    return plan;
}

}  // namespace tongzhou::assignment
