// A k-d tree over the teams that knows their prices: which teams would cost a client least, price and way together,
// without looking at all of them. Private to this folder.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

struct Offer {
    Cost paid = 0;  ///< weight × metres + price
    int team = -1;
    auto operator<=>(const Offer&) const = default;
};

class TeamTree {
  public:
    explicit TeamTree(std::span<const Team> teams);
    void set_prices(std::span<const Cost> prices);

    /// The `count` cheapest teams with the client's skills that cost less than `limit`, cheapest first.
    void cheapest(const Client& client, std::size_t count, Cost limit, std::vector<Offer>& found) const;

    static constexpr Cost no_limit = std::numeric_limits<Cost>::max();

  private:
    struct Node {
        double west = 0, south = 0, east = 0, north = 0;
        Cost price = 0;     ///< the lowest below
        Skills skills = 0;  ///< of any team below
        int begin = 0, end = 0;
        int right = -1;  ///< -1: a leaf; the left child is the next node
    };
    struct Search {
        const Client& client;
        std::size_t count;
        Cost limit;
        std::vector<Offer>& found;
    };
    int build(int begin, int end);
    void visit(int at, Search& search) const;
    Cost lowest(const Node& node, const Client& client) const;

    std::span<const Team> teams_;
    std::vector<Cost> prices_;
    std::vector<int> order_;
    std::vector<Node> nodes_;
};

}  // namespace tongzhou::assignment
