#include "modules/hotline/gaps.hpp"

#include "modules/hotline/wording.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query waiting_tickets{R"(
    SELECT id FROM tickets WHERE gap_state = 'waiting' ORDER BY accepted_at, id LIMIT :most)"};
const sql::Query open_gaps{R"(
    SELECT id, division, question, matter, questions, state, article, first_at, last_at FROM knowledge_gaps
    WHERE county = :county AND state = 'open' ORDER BY last_at DESC, id LIMIT :most)"};
const sql::Query find_gap{R"(
    SELECT id, division, question, matter, questions, state, article, first_at, last_at
    FROM knowledge_gaps WHERE id = :id)"};
const sql::Query insert_gap{R"(
    INSERT INTO knowledge_gaps (county, id, division, question, matter, questions, state, first_at, last_at)
    VALUES (:county, :id, :division, :question, :matter, 0, 'open', :first_at, :last_at))"};
const sql::Query insert_question{R"(
    INSERT INTO gap_questions (county, gap, ticket, at) VALUES (:county, :gap, :ticket, :at)
    ON CONFLICT DO NOTHING)"};
const sql::Query count_question{R"(
    UPDATE knowledge_gaps SET questions = questions + 1, last_at = :last_at WHERE county = :county AND id = :id)"};
const sql::Query mark_gathered{R"(
    UPDATE tickets SET gap_state = 'gathered' WHERE county = :county AND id = :id AND gap_state = 'waiting')"};
const sql::Query settle_gap{R"(
    UPDATE knowledge_gaps SET state = :state, article = :article WHERE id = :id AND state = 'open')"};
const sql::Query questions_of_gap{R"(
    SELECT q.ticket, t.number, t.question, t.answer, q.at
    FROM gap_questions q JOIN tickets t ON t.county = q.county AND t.id = q.ticket
    WHERE q.county = :county AND q.gap = :gap ORDER BY q.at DESC, q.ticket LIMIT 100)"};

const List<GapRow> gaps{
    {.name = "knowledge_gaps",
     .select = "SELECT g.id, g.division, g.question, g.matter, g.questions, g.state, g.article, g.first_at, g.last_at "
               "FROM knowledge_gaps g",
     .scope = {"g.county", "g.division", ""},
     .filters = {{"division", "g.division >= :division_low AND g.division < :division_high", Match::within},
                 {"state", "g.state = :state"},
                 {"matter", "g.matter = :matter"}},
     .sorts = {{"questions", "g.questions", SortOrder::descending}, {"last_at", "g.last_at", SortOrder::descending}},
     .key = "g.id"}};

constexpr int waiting_at_once = 100;       // tickets in one transaction
constexpr int most_open = 2000;  // gaps of a county that a question is compared with, the latest

struct Compared {
    Id<KnowledgeGap> id;
    std::vector<Pair> pairs;
};

// The gaps of a county, read once for a batch.
class OpenGaps {
  public:
    OpenGaps(Tx& tx, std::string county) : county_(std::move(county)) {
        for (const auto& gap : tx.all<GapRow>(open_gaps, county_, most_open))
            gaps_.push_back({gap.id, pairs_of(gap.question)});
    }

    Id<KnowledgeGap> of(Tx& tx, const TicketRow& ticket) {
        auto pairs = pairs_of(ticket.question);
        const Compared* nearest = nullptr;
        double most = same_gap;
        for (const auto& gap : gaps_)
            if (const auto alike = likeness(gap.pairs, pairs); alike >= most) {
                nearest = &gap;
                most = alike;
            }
        if (nearest) return nearest->id;
        const auto id = Id<KnowledgeGap>::make(tx.now());
        const auto place =
            ticket.division.level() >= DivisionLevel::county ? DivisionCode::of(county_) : ticket.division;
        tx.run(insert_gap, county_, id, place, ticket.question, ticket.matter, ticket.accepted_at, ticket.accepted_at);
        gaps_.push_back({id, std::move(pairs)});
        return id;
    }

  private:
    std::string county_;
    std::vector<Compared> gaps_;
};

std::int64_t gather(Tx& tx, const std::vector<Id<Ticket>>& ids) {
    std::map<std::string, OpenGaps> open;
    std::int64_t gathered = 0;
    for (const auto& id : ids) {
        const auto ticket = find_ticket(tx, id);
        if (!ticket || tx.run(mark_gathered, ticket->county, id) == 0) continue;
        const auto gap = open.try_emplace(ticket->county, tx, ticket->county).first->second.of(tx, *ticket);
        if (tx.run(insert_question, ticket->county, gap, id, ticket->accepted_at) == 1)
            tx.run(count_question, ticket->accepted_at, ticket->county, gap);
        ++gathered;
    }
    return gathered;
}

}  // namespace

std::int64_t gather_gaps(Database& database) {
    std::int64_t gathered = 0;
    for (;;) {
        const auto ids =
            database.read_value([](Snapshot& snapshot) { return snapshot.all<Id<Ticket>>(waiting_tickets, waiting_at_once); });
        if (ids.empty()) return gathered;
        gathered += database.write_value([&](Tx& tx) { return gather(tx, ids); });
    }
}

GapRow require_gap(Snapshot& snapshot, const Actor& actor, const Id<KnowledgeGap>& id) {
    auto gap = snapshot.find<GapRow>(find_gap, id);
    if (!gap || !actor.scope.covers_division(gap->division)) throw no_such_record();
    return *std::move(gap);
}

Page<GapRow> list_gaps(Snapshot& snapshot, const Actor& actor, const GapFilter& filter) {
    return gaps.page(snapshot, actor, filter);
}

GapView show_gap(Snapshot& snapshot, const Actor& actor, const GapById& request) {
    GapView view;
    static_cast<GapRow&>(view) = require_gap(snapshot, actor, request.id);
    view.asked = snapshot.all<GapQuestion>(questions_of_gap, view.division.county(), view.id);
    return view;
}

GapView dismiss_gap(Tx& tx, const Actor& actor, const GapById& request) {
    const auto gap = require_gap(tx, actor, request.id);
    if (gap.state == GapStanding::filled)
        throw Problem::conflict("gap_filled", "此问题已有答案，不能再忽略。", "This gap has its answer already.");
    tx.run(settle_gap, GapStanding::dismissed, std::optional<Id<Article>>(), request.id);
    return show_gap(tx, actor, request);
}

void fill_gap(Tx& tx, const Id<KnowledgeGap>& gap, const Id<Article>& article) {
    tx.run(settle_gap, GapStanding::filled, std::optional(article), gap);
}

}  // namespace tongzhou::hotline
