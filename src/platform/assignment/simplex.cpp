#include "platform/assignment/simplex.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace tongzhou::assignment {
namespace {
constexpr int unlimited = std::numeric_limits<int>::max();
}

Simplex::Simplex(std::vector<Bounds> teams, std::vector<Cost> unassigned, const std::vector<Arc>& first,
                 std::vector<Cost> guess)
    : clients_(static_cast<int>(unassigned.size())),
      teams_(static_cast<int>(teams.size())),
      bounds_(std::move(teams)),
      unassigned_(std::move(unassigned)),
      price_(bounds_.size()),
      guess_(std::move(guess)),
      overflow_(bounds_.size()),
      shortage_(bounds_.size()),
      arcs_(unassigned_.size()),
      nodes_(unassigned_.size() + bounds_.size() + 1),
      slack_(bounds_.size()),
      block_(std::max(10, static_cast<int>(std::sqrt(clients_ + teams_) / 2))) {
    std::vector<int> count(bounds_.size());
    for (int client = 0; client < clients_; ++client) {
        const auto& arc = first[index(client)];
        auto& leaf = node(client);
        leaf.flow = 1;
        leaf.cost = arc.cost;
        if (arc.team < 0) {
            leaf.parent = root();
            leaf.kind = Kind::unassigned;
            leaf.cost = unassigned_[index(client)];
        } else {
            leaf.parent = team_node(arc.team);
            leaf.kind = Kind::way;
            offer(client, arc);
            ++count[index(arc.team)];
        }
    }
    for (int team = 0; team < teams_; ++team) hang_from_root(team, count[index(team)]);
}

void Simplex::hang_from_root(int team, int count) {
    const auto [least, most] = bounds_[index(team)];
    auto& child = node(team_node(team));
    auto& slack = slack_[index(team)];
    const auto guess = guess_[index(team)];
    child.parent = root();
    child.depth = 1;
    if (guess == 0 && count >= least && count < most) {
        child.kind = Kind::slack;
        child.flow = count - least;
        slack = State::basic;
        link(team_node(team));
        return;
    }
    slack = guess > 0 || (guess == 0 && count >= most) ? State::upper : State::lower;
    const int beyond = count - (slack == State::upper ? most : least);
    // A team that is exactly full hangs from its overflow: a full slack could send nothing more to the root.
    child.kind = beyond >= 0 ? Kind::overflow : Kind::shortage;
    child.flow = std::abs(beyond);
    link(team_node(team));
}

int Simplex::capacity(int i, Kind kind) const {
    if (kind != Kind::slack) return unlimited;
    const auto& bounds = bounds_[index(i - clients_)];
    return bounds.most - bounds.least;
}

Cost Simplex::worth(int client) const { return node(client).cost + price_of_node(node(client).parent); }

void Simplex::charge(Cost within, Cost most_overflow, Cost most_shortage) {
    for (std::size_t t = 0; t < guess_.size(); ++t) {
        overflow_[t] = std::min(guess_[t] + within, most_overflow);
        shortage_[t] = std::min(within - guess_[t], most_shortage);
    }
    reprice();
}

/// Prices follow from the tree: an arc of the basis has the reduced cost 0.
void Simplex::reprice() {
    for (int top = node(root()).first; top >= 0; top = node(top).next) {
        if (is_client(top)) continue;  // leaving it out costs what it did
        auto& hung = node(top);
        const auto team = index(top - clients_);
        if (hung.kind == Kind::overflow) hung.cost = overflow_[team];
        if (hung.kind == Kind::shortage) hung.cost = shortage_[team];
        shift(top, (hung.kind == Kind::shortage ? -hung.cost : hung.cost) - price_[team]);
    }
}

void Simplex::optimise() {
    Entering entering;
    while (find_entering(entering)) pivot(entering);
}

void Simplex::look_at_client(int client, Entering& best) const {
    const auto paid = worth(client);
    for (const auto& arc : arcs_[index(client)])
        if (const auto reduced = arc.cost + price_[index(arc.team)] - paid; reduced < best.reduced)
            best = {client, team_node(arc.team), Kind::way, arc.cost, reduced, true};
    if (const auto reduced = unassigned_[index(client)] - paid; reduced < best.reduced)
        best = {client, root(), Kind::unassigned, unassigned_[index(client)], reduced, true};
}

void Simplex::look_at_team(int team, Entering& best) const {
    const auto price = price_[index(team)];
    const auto slack = slack_[index(team)];
    const int at = team_node(team);
    if (capacity(at, Kind::slack) > 0) {
        if (slack == State::lower && -price < best.reduced) best = {at, root(), Kind::slack, 0, -price, true};
        if (slack == State::upper && price < best.reduced) best = {at, root(), Kind::slack, 0, price, false};
    }
    const auto over = overflow_[index(team)], shortage = shortage_[index(team)];
    if (over - price < best.reduced) best = {at, root(), Kind::overflow, over, over - price, true};
    if (shortage + price < best.reduced) best = {root(), at, Kind::shortage, shortage, shortage + price, true};
}

/// The best of a block of clients and teams; the next search goes on behind it.
bool Simplex::find_entering(Entering& best) {
    best = {};
    const int items = clients_ + teams_;
    for (int seen = 1; seen <= items; ++seen) {
        if (is_client(position_))
            look_at_client(position_, best);
        else
            look_at_team(position_ - clients_, best);
        if (++position_ == items) position_ = 0;
        if (best.reduced < 0 && seen % block_ == 0) break;
    }
    return best.reduced < 0;
}

void Simplex::pivot(const Entering& entering) {
    ++pivots_;
    // The change of flow runs first → second over the entering arc, and back through the tree.
    const int first = entering.growing ? entering.from : entering.to;
    const int second = entering.growing ? entering.to : entering.from;
    const int join = join_of(first, second);
    const auto leaving = find_leaving(entering, first, second, join);
    augment(first, second, join, leaving.flow);
    if (leaving.node < 0) {  // the entering arc itself is what fills up first
        slack_[index(entering.from - clients_)] = entering.growing ? State::upper : State::lower;
        return;
    }
    if (leaving.before_entering)
        replace(entering, first, second, leaving);
    else
        replace(entering, second, first, leaving);
}

int Simplex::join_of(int a, int b) const {
    int deep_a = depth(a), deep_b = depth(b);
    for (; deep_a > deep_b; --deep_a) a = node(a).parent;
    for (; deep_b > deep_a; --deep_b) b = node(b).parent;
    while (a != b) {
        a = node(a).parent;
        b = node(b).parent;
    }
    return a;
}

/// The last blocking arc of the cycle, seen from the join in the direction of the flow: that keeps the tree strongly
/// feasible.
Simplex::Leaving Simplex::find_leaving(const Entering& entering, int first, int second, int join) const {
    Leaving leaving{.flow = entering.kind == Kind::slack ? capacity(entering.from, Kind::slack) : unlimited};
    const auto room = [&](int i, bool along) {
        const auto& n = node(i);
        if (!along) return n.flow;
        const int most = n.kind == Kind::slack ? capacity(i, n.kind) : unlimited;
        return most == unlimited ? unlimited : most - n.flow;
    };
    for (int i = first; i != join; i = node(i).parent)
        if (const int most = room(i, !upward(i)); most < leaving.flow) leaving = {i, true, most};
    for (int i = second; i != join; i = node(i).parent)
        if (const int most = room(i, upward(i)); most <= leaving.flow) leaving = {i, false, most};
    assert(leaving.flow != unlimited);
    return leaving;
}

void Simplex::augment(int first, int second, int join, int flow) {
    if (flow == 0) return;
    for (int i = first; i != join; i = node(i).parent) node(i).flow += upward(i) ? -flow : flow;
    for (int i = second; i != join; i = node(i).parent) node(i).flow += upward(i) ? flow : -flow;
}

/// The part of the tree below the leaving arc is hung from `outer` by its node `inner`, over the entering arc.
void Simplex::replace(const Entering& entering, int inner, int outer, const Leaving& leaving) {
    path_.clear();
    for (int i = inner;; i = node(i).parent) {
        path_.push_back(i);
        if (i == leaving.node) break;
    }
    const auto cut = node(leaving.node);
    if (cut.kind == Kind::slack) slack_[index(leaving.node - clients_)] = cut.flow == 0 ? State::lower : State::upper;
    for (auto i = path_.rbegin(); i != path_.rend(); ++i)
        if (!is_leaf(*i)) unlink(*i);
    if (is_leaf(cut.parent)) unlink(cut.parent);
    for (std::size_t i = path_.size() - 1; i > 0; --i) {
        const auto& below = node(path_[i - 1]);
        auto& turned = node(path_[i]);
        turned.parent = path_[i - 1];
        turned.flow = below.flow;
        turned.cost = below.cost;
        turned.kind = below.kind;
    }
    auto& top = node(inner);
    top.parent = outer;
    top.kind = entering.kind;
    top.cost = entering.cost;
    top.flow = entering.growing ? leaving.flow : capacity(entering.from, Kind::slack) - leaving.flow;
    if (entering.kind == Kind::slack) slack_[index(entering.from - clients_)] = State::basic;

    const bool outer_was_leaf = is_leaf(outer);
    for (auto i = path_.rbegin(); i != path_.rend(); ++i)
        if (!is_leaf(*i)) link(*i);
    if (outer_was_leaf && !is_leaf(outer)) link(outer);

    if (is_leaf(inner)) return;
    // Only teams have prices of their own: what hangs below a client follows from its new parent.
    if (!is_client(inner)) {
        const auto reduced = entering.growing ? entering.reduced : -entering.reduced;
        shift(inner, inner == entering.from ? reduced : -reduced);
        return;
    }
    shift(inner, entering.reduced);
}

void Simplex::link(int i) {
    auto& child = node(i);
    auto& parent = node(child.parent);
    child.previous = -1;
    child.next = parent.first;
    if (parent.first >= 0) node(parent.first).previous = i;
    parent.first = i;
}

void Simplex::unlink(int i) {
    auto& child = node(i);
    if (child.previous >= 0)
        node(child.previous).next = child.next;
    else
        node(child.parent).first = child.next;
    if (child.next >= 0) node(child.next).previous = child.previous;
}

/// Adds to the prices below `top`, and counts depths anew.
void Simplex::shift(int top, Cost by) {
    stack_.assign(1, top);
    while (!stack_.empty()) {
        const int i = stack_.back();
        stack_.pop_back();
        if (!is_client(i)) {
            price_[index(i - clients_)] += by;
            node(i).depth = depth(node(i).parent) + 1;
        }
        for (int child = node(i).first; child >= 0; child = node(child).next) stack_.push_back(child);
    }
}

std::vector<int> Simplex::teams_of_clients() const {
    std::vector<int> teams(index(clients_), -1);
    for (int client = 0; client < clients_; ++client)
        if (node(client).kind == Kind::way && node(client).flow == 1)
            teams[index(client)] = node(client).parent - clients_;
    for (int team = 0; team < teams_; ++team)
        if (const auto& n = node(team_node(team)); n.kind == Kind::way && n.flow == 1) teams[index(n.parent)] = team;
    return teams;
}

bool Simplex::overflows() const {
    return std::ranges::any_of(nodes_, [](const Node& n) { return n.kind == Kind::overflow && n.flow > 0; });
}

bool Simplex::falls_short() const {
    return std::ranges::any_of(nodes_, [](const Node& n) { return n.kind == Kind::shortage && n.flow > 0; });
}

}  // namespace tongzhou::assignment
