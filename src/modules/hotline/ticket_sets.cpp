#include "modules/hotline/ticket_sets.hpp"

namespace tongzhou::hotline {
namespace {

// The states in which a department has a ticket and its term runs; of these, those before its reply; and those after
// it.
constexpr std::string_view with_term = "t.state IN ('dispatched', 'in_progress', 'replied', 'followed_up')";
constexpr std::string_view no_reply = "t.state IN ('dispatched', 'in_progress')";
constexpr std::string_view has_reply = "t.state IN ('replied', 'followed_up', 'closed')";
constexpr std::string_view is_closed = "t.state = 'closed'";
// A red card was given because the term was over, whatever became of the term later.
constexpr std::string_view late = "(t.{} > t.due_at OR t.red_at IS NOT NULL)";

std::string in_time(std::string_view ended, std::string_view moment) {
    return fmt::format("({} AND t.{} <= t.due_at AND t.red_at IS NULL)", ended, moment);
}
std::string overdue(std::string_view open) { return fmt::format("({} AND t.due_at < :now)", open); }
std::string ended_or_overdue(std::string_view ended, std::string_view open) {
    return fmt::format("({} OR {})", ended, overdue(open));
}
std::string late_or_overdue(std::string_view ended, std::string_view moment, std::string_view open) {
    return fmt::format("(({} AND {}) OR {})", ended, fmt::format(late, moment), overdue(open));
}
std::string not_due(std::string_view open) {
    return fmt::format("(t.state = 'accepted' OR ({} AND t.due_at >= :now))", open);
}

/// With `:now` at most once.
std::string condition_of(TicketSet set) {
    using enum TicketSet;
    switch (set) {
        case answerable: return "t.state NOT IN ('rejected', 'merged')";
        case answered_later: return "t.state NOT IN ('rejected', 'merged', 'answered_directly')";
        case closed_on_time: return in_time(is_closed, "closed_at");
        case closed_or_overdue: return ended_or_overdue(is_closed, with_term);
        case closure_late: return late_or_overdue(is_closed, "closed_at", with_term);
        case open_in_time: return not_due(with_term);
        case replied_on_time: return in_time(has_reply, "replied_at");
        case replied_or_overdue: return ended_or_overdue(has_reply, no_reply);
        case reply_late: return late_or_overdue(has_reply, "replied_at", no_reply);
        case reply_not_due: return not_due(no_reply);
        case satisfied: return "t.rating IN ('very_satisfied', 'satisfied', 'basically_satisfied')";
        case unsatisfied: return "t.rating IN ('dissatisfied', 'very_dissatisfied')";
        case rated: return "t.rating IS NOT NULL";
        case not_rated: return "t.rating IS NULL";
    }
    throw std::logic_error("no such set of tickets");
}

}  // namespace

Condition in_set(TicketSet set, Instant now) {
    auto text = condition_of(set);
    const auto at = text.find(":now");
    if (at == std::string::npos) return {std::move(text), {}};
    // Several sets may be counted by one text, each with an argument of its own.
    text.insert(at + 4, fmt::format("_{}", name_of(set)));
    return {std::move(text), {sql::argument(now)}};
}

}  // namespace tongzhou::hotline
