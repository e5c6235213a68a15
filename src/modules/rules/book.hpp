// All rules at one moment, ordered for the one question asked of them. Private to this module.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "modules/rules/rule.hpp"

namespace tongzhou::rules {

BOOST_DEFINE_ENUM_CLASS(Standing, in_force, withdrawn, not_yet_effective, no_rule)

/// One place that was asked on the way from a division up to the country.
struct Step {
    std::optional<DivisionCode> division;  ///< absent: the whole country
    Standing standing = Standing::no_rule;
    std::optional<Id<Rule>> rule;  ///< the one that stands, was withdrawn by, or begins next
};
BOOST_DESCRIBE_STRUCT(Step, (), (division, standing, rule))

class Book {
  public:
    Book() = default;
    explicit Book(std::vector<Rule> rules);

    /// The rule in force; null only when the country has none of the kind, which the first migration rules out.
    /// `steps`, if given, gets every place that was asked, the nearest first, the last one with the rule in force.
    const Rule* in_force(RuleKind kind, const DivisionCode& division, Instant at,
                         std::vector<Step>* steps = nullptr) const;
    /// When rules for the division, or for one above it, take effect after `from` and until `until`.
    std::set<Instant> changes(const DivisionCode& division, Instant from, Instant until) const;
    bool contains(const Id<Rule>& id) const { return ids_.contains(id); }
    std::size_t size() const { return ids_.size(); }
    /// Of one place, in the order in which they take effect.
    const std::map<std::pair<RuleKind, DivisionCode>, std::vector<Rule>>& by_place() const { return by_place_; }

  private:
    std::map<std::pair<RuleKind, DivisionCode>, std::vector<Rule>> by_place_;  // the country: an unset code
    std::set<Id<Rule>> ids_;
};

/// All rules, as this snapshot has them.
Book read_book(Snapshot& snapshot);

/// The rules of a running program, in memory; a service of its database.
class RuleBook {
  public:
    RuleBook();
    ~RuleBook();
    RuleBook(const RuleBook&) = delete;
    RuleBook& operator=(const RuleBook&) = delete;

    struct State;
    State& state() { return *state_; }

  private:
    std::unique_ptr<State> state_;
};

/// To be called by whoever adds a rule, right after: from then on no call answers by the book in memory without it.
void book_changes(Tx& tx, const Id<Rule>& added);

}  // namespace tongzhou::rules
