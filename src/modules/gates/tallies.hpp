// The counters and the presence of people, gathered call by call and written once for each commit. Private to this
// module.
//
// Presence follows one rule whatever the order of arrival: a person is inside a site exactly when the latest admitted
// passage there (by `at`, then id) that no correction replaced is an entry.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

/// Where a passage counts and what as.
struct Counted {
    DivisionCode division;
    Id<Organization> organization;
    Id<Site> site;
    Instant at;
    Direction direction{};
    Verdict verdict{};
    VerdictReason reason{};
    int change = 1;  ///< -1 takes a corrected passage out
};

/// A passage's say in who is where.
struct Move {
    DivisionCode division;
    Id<Organization> organization;
    Id<Site> site;
    Id<Person> person;
    Instant at;
    Id<Passage> passage;
    Direction direction{};
    bool admitted = false;
    bool recount = false;  ///< a correction: ask the ledger instead of believing this passage
};

class Tallies final : public sql::Gathered {
  public:
    void count(const Counted& counted) { counted_.push_back(counted); }
    void move(const Move& move) { moves_.push_back(move); }

    void merge(sql::Gathered& call) override;
    void flush(Tx& tx) override;

  private:
    struct Change {
        DivisionCode division;
        Id<Organization> organization;
        Id<Site> site;
        int inside;
    };
    std::vector<Change> settle_presence(Tx& tx);
    void count_inside(Tx& tx, std::vector<Change> changes);
    void count_sites(Tx& tx);
    void count_counties(Tx& tx);

    std::vector<Counted> counted_;
    std::vector<Move> moves_;
};

}  // namespace tongzhou::gates
