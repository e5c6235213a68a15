// Knowledge gaps: questions that could not be answered at once, the similar ones together, so that somebody writes the
// answer. Private to this module.
#pragma once

#include "modules/hotline/tickets.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::hotline {

/// filled by a published article; dismissed: nothing to be written down.
BOOST_DEFINE_ENUM_CLASS(GapStanding, open, filled, dismissed)

/// From this likeness on a question belongs to a gap: see likeness(). At a half, two wordings of one question are
/// together and questions on neighbouring subjects apart (gaps_test.cpp).
inline constexpr double same_gap = 0.45;

struct GapRow {
    Id<KnowledgeGap> id;
    DivisionCode division;
    std::string question;  ///< the first of them
    std::optional<std::string> matter;
    std::int64_t questions = 0;
    GapStanding state{};
    std::optional<Id<Article>> article;
    Instant first_at, last_at;
};
BOOST_DESCRIBE_STRUCT(GapRow, (), (id, division, question, matter, questions, state, article, first_at, last_at))

struct GapFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<GapStanding> state;
    std::optional<Text<50>> matter;
};
BOOST_DESCRIBE_STRUCT(GapFilter, (ListRequest), (division, state, matter))
/// The most asked first.
Page<GapRow> list_gaps(Snapshot& snapshot, const Actor& actor, const GapFilter& filter);

struct GapById {
    Id<KnowledgeGap> id;
};
BOOST_DESCRIBE_STRUCT(GapById, (), (id))
struct GapQuestion {
    Id<Ticket> ticket;
    std::string number, question;
    std::optional<std::string> answer;  ///< of the department, by now
    Instant at;
};
BOOST_DESCRIBE_STRUCT(GapQuestion, (), (ticket, number, question, answer, at))
struct GapView : GapRow {
    std::vector<GapQuestion> asked;  ///< the latest first, at most a hundred
};
BOOST_DESCRIBE_STRUCT(GapView, (GapRow), (asked))
GapView show_gap(Snapshot& snapshot, const Actor& actor, const GapById& request);
GapView dismiss_gap(Tx& tx, const Actor& actor, const GapById& request);

/// Throws the 404 of a gap that does not exist or lies outside the actor's scope.
GapRow require_gap(Snapshot& snapshot, const Actor& actor, const Id<KnowledgeGap>& id);
void fill_gap(Tx& tx, const Id<KnowledgeGap>& gap, const Id<Article>& article);

/// The job: gathers the questions of tickets that were referred since. Returns how many.
std::int64_t gather_gaps(Database& database);

}  // namespace tongzhou::hotline
