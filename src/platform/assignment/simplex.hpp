// The network simplex method for clients who each go to one team, every team with bounds on how many it takes. It
// keeps its basis: arcs that are offered later and prices that are raised go on from where it stood, which is what
// pricing the missing arcs needs. Private to this folder.
//
// The basis is a tree over clients, teams and a root. Every client sends one unit, to a team or, unassigned, to the
// root; every team passes what it takes on to the root, through
//   slack     between its bounds, free of charge;
//   overflow  beyond its upper bound, at the team's overflow price;
//   shortage  what it lacks of its bounds comes from the root, at the team's shortage price.
// While overflow and shortage are cheap they hold the prices within a box (Marsten, Hogan, Blankenship 1975).
// The tree is kept strongly feasible (Cunningham 1976), so that it never cycles.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

/// A team that a client may go to.
struct Arc {
    Cost cost = 0;
    int team = 0;
};

class Simplex {
  public:
    struct Bounds {
        int least = 0, most = 0;
    };
    /// `unassigned` is what it costs to leave each client without a team. Every client begins at `first`, one of its
    /// arcs, and every team at the bound that the sign of its price in `guess` says.
    Simplex(std::vector<Bounds> teams, std::vector<Cost> unassigned, const std::vector<Arc>& first,
            std::vector<Cost> guess);

    /// Lets the client go to that team as well.
    void offer(int client, const Arc& arc) { arcs_[index(client)].push_back(arc); }
    /// Overflow costs the guessed price and `within`, at most `most_overflow`; shortage the guessed price taken away
    /// and `within`, at most `most_shortage`. Goes on from the present basis.
    void charge(Cost within, Cost most_overflow, Cost most_shortage);
    /// Pivots until no offered arc would lower the cost.
    void optimise();

    /// The dual value of a place in the team: above 0 when its upper bound binds, below 0 when its lower bound does.
    Cost price(int team) const { return price_[index(team)]; }
    const std::vector<Cost>& prices() const { return price_; }
    /// What the client pays: the cost of its way to a team of the basis and the team's price.
    Cost worth(int client) const;
    /// The team of every client; -1: unassigned.
    std::vector<int> teams_of_clients() const;
    const std::vector<Arc>& arcs(int client) const { return arcs_[index(client)]; }
    bool overflows() const;
    bool falls_short() const;  ///< some team lacks something, at whatever price
    std::int64_t pivots() const { return pivots_; }

  private:
    enum class Kind : std::uint8_t { way, unassigned, slack, overflow, shortage };
    enum class State : std::uint8_t { lower, upper, basic };
    struct Entering {
        int from = 0, to = 0;  ///< as the arc points
        Kind kind{};
        Cost cost = 0, reduced = 0;
        bool growing = true;  ///< its flow; else it leaves its upper bound
    };
    struct Leaving {
        int node = -1;  ///< below the arc
        bool before_entering = false;
        int flow = 0;  ///< by how much the cycle's flow changes
    };
    // Every node but the root has the arc to its parent in the tree.
    struct Node {
        int parent = -1;
        int flow = 0;
        Cost cost = 0;
        Kind kind{};
        int first = -1, next = -1, previous = -1;  ///< children; a client without any is not on its parent's list
        int depth = 0;                             ///< of teams; that of a client follows from its parent
    };

    static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    Node& node(int i) { return nodes_[index(i)]; }
    const Node& node(int i) const { return nodes_[index(i)]; }
    bool is_client(int i) const { return i < clients_; }
    int team_node(int team) const { return clients_ + team; }
    int root() const { return clients_ + teams_; }
    Cost price_of_node(int i) const { return i == root() ? 0 : price_[index(i - clients_)]; }
    int depth(int i) const { return is_client(i) ? node(node(i).parent).depth + 1 : node(i).depth; }
    /// Whether the arc to the parent points at the parent.
    bool upward(int i) const { return is_client(i) || node(i).kind == Kind::slack || node(i).kind == Kind::overflow; }
    int capacity(int i, Kind kind) const;
    void hang_from_root(int team, int count);
    void reprice();
    bool find_entering(Entering& best);
    void look_at_client(int client, Entering& best) const;
    void look_at_team(int team, Entering& best) const;
    void pivot(const Entering& entering);
    int join_of(int a, int b) const;
    Leaving find_leaving(const Entering& entering, int first, int second, int join) const;
    void augment(int first, int second, int join, int flow);
    void replace(const Entering& entering, int inner, int outer, const Leaving& leaving);
    void link(int i);
    void unlink(int i);
    bool is_leaf(int i) const { return is_client(i) && node(i).first < 0; }
    void shift(int top, Cost by);

    int clients_, teams_;
    std::vector<Bounds> bounds_;
    std::vector<Cost> unassigned_, price_, guess_, overflow_, shortage_;
    std::vector<std::vector<Arc>> arcs_;
    std::vector<Node> nodes_;
    std::vector<State> slack_;
    int position_ = 0;  ///< where the search for an entering arc goes on
    int block_;         ///< how many clients and teams it looks at before it takes the best
    std::int64_t pivots_ = 0;
    std::vector<int> path_, stack_;
};

}  // namespace tongzhou::assignment
