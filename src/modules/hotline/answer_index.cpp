#include "modules/hotline/answer_index.hpp"

#include <cmath>

namespace tongzhou::hotline {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds reread_after{1};
// A transaction of another writer may commit so long after the time it wrote into its rows.
constexpr std::chrono::seconds overlap{30};
constexpr int page = 2000;
// Older answers are rarely those of today; with them the index would grow for ever.
constexpr std::chrono::days oldest{730};

struct ArticleRead {
    Id<Article> id;
    DivisionCode division;
    std::string question, answer;
    std::optional<std::string> basis;
    ArticleState state{};
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ArticleRead, (), (id, division, question, answer, basis, state, updated_at))

struct TicketRead {
    Id<Ticket> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string number, question;
    std::optional<std::string> answer;
    bool confidential = false;
    TicketState state{};
    std::optional<Rating> rating;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(TicketRead, (),
                      (id, division, organization, number, question, answer, confidential, state, rating, updated_at))

const sql::Query articles_since{R"(
    SELECT id, division, question, answer, basis, state, updated_at FROM articles
    WHERE updated_at >= :since AND (updated_at, id) > (:after, :id) ORDER BY updated_at, id LIMIT :most)"};
const sql::Query tickets_since{R"(
    SELECT id, division, organization, number, question, answer, confidential, state, rating, updated_at FROM tickets
    WHERE updated_at >= :since AND (updated_at, id) > (:after, :id) ORDER BY updated_at, id LIMIT :most)"};

// An answer worth showing again: given, not withdrawn by being redone, and not one that its caller was unhappy with.
bool is_answer(const TicketRead& t) {
    const bool given = t.state == TicketState::answered_directly || t.state == TicketState::replied ||
                       t.state == TicketState::followed_up || t.state == TicketState::closed;
    return given && t.answer && !t.confidential && (!t.rating || is_satisfied(*t.rating));
}

}  // namespace

void AnswerIndex::take_out(const Uuid& id) {
    if (const auto found = place_.find(id); found != place_.end()) {
        kept_[found->second].gone = true;
        place_.erase(found);
    }
}

void AnswerIndex::put(KnownAnswer known) {
    if (const auto found = place_.find(known.id); found != place_.end()) {
        if (kept_[found->second].known.updated_at == known.updated_at) return;
        take_out(known.id);
    }
    auto pairs = pairs_of(known.question);
    const auto at = static_cast<std::uint32_t>(kept_.size());
    for (const auto pair : pairs) postings_[pair].push_back(at);
    place_[known.id] = at;
    kept_.push_back({std::move(known), std::move(pairs)});
}

void AnswerIndex::read_articles(Snapshot& snapshot) {
    const auto since = articles_until_ - overlap;
    auto after = since;
    Id<Article> last;
    for (;;) {
        const auto rows = snapshot.all<ArticleRead>(articles_since, since, after, last, page);
        if (rows.empty()) return;
        after = rows.back().updated_at;
        last = rows.back().id;
        std::lock_guard lock(mutex_);
        articles_until_ = std::max(articles_until_, after);
        for (const auto& a : rows) {
            if (a.state == ArticleState::published)
                put({KnownKind::article, a.id.uuid(), a.division, {}, a.question, a.answer, a.basis, a.updated_at});
            else
                take_out(a.id.uuid());
        }
    }
}

void AnswerIndex::read_tickets(Snapshot& snapshot) {
    const auto since = tickets_until_ - overlap;
    auto after = since;
    Id<Ticket> last;
    for (;;) {
        const auto rows = snapshot.all<TicketRead>(tickets_since, since, after, last, page);
        if (rows.empty()) return;
        after = rows.back().updated_at;
        last = rows.back().id;
        std::lock_guard lock(mutex_);
        tickets_until_ = std::max(tickets_until_, after);
        for (const auto& t : rows) {
            if (is_answer(t))
                put({KnownKind::ticket, t.id.uuid(), t.division, t.organization, t.question, *t.answer, t.number,
                     t.updated_at});
            else
                take_out(t.id.uuid());
        }
    }
}

// What was replaced or taken back still takes room; once it is the larger part, the rest moves together.
void AnswerIndex::drop_gone() {
    std::lock_guard lock(mutex_);
    if (kept_.size() < 1000 || kept_.size() < 2 * place_.size()) return;
    std::vector<Kept> all = std::move(kept_);
    kept_.clear();
    place_.clear();
    postings_.clear();
    for (auto& kept : all)
        if (!kept.gone) put(std::move(kept.known));
}

void AnswerIndex::refresh(Snapshot& snapshot) {
    std::unique_lock reading(reading_, std::try_to_lock);
    if (!reading || Steady::now() - read_at_ < reread_after) return;
    if (tickets_until_ == Instant{}) tickets_until_ = snapshot.now() - oldest;
    read_articles(snapshot);
    read_tickets(snapshot);
    drop_gone();
    read_at_ = Steady::now();
}

std::vector<FoundAnswer> AnswerIndex::find(const Actor& actor, std::string_view question, KnownKind kind,
                                           std::size_t most, double least) const {
    const auto asked = pairs_of(question);
    std::vector<FoundAnswer> found;
    std::lock_guard lock(mutex_);
    // What is asked in every call weighs little: the logarithm of how rare a pair is.
    const auto weight = [&](Pair pair) {
        const auto at = postings_.find(pair);
        const double holding = at == postings_.end() ? 0 : static_cast<double>(at->second.size());
        return std::log(1 + (static_cast<double>(kept_.size()) + 1) / (holding + 1));
    };
    double all = 0;
    std::unordered_map<std::uint32_t, double> shared;
    for (const auto pair : asked) {
        const auto w = weight(pair);
        all += w;
        if (const auto at = postings_.find(pair); at != postings_.end())
            for (const auto doc : at->second) shared[doc] += w;
    }
    if (all == 0) return found;
    for (const auto& [doc, weight_shared] : shared) {
        const auto& kept = kept_[doc];
        if (kept.gone || kept.known.kind != kind) continue;
        // A long question has something of everything: what it has beyond the question counts against it, a little.
        const auto length = static_cast<double>(asked.size() + kept.pairs.size());
        const auto score = weight_shared / all * std::sqrt(2.0 * static_cast<double>(asked.size()) / length);
        if (score < least) continue;
        const bool readable = kind == KnownKind::article
                                  ? reads_knowledge_of(actor, kept.known.division)
                                  : actor.scope.covers(kept.known.division, kept.known.organization);
        if (readable) found.push_back({kept.known, std::min(score, 1.0)});
    }
    std::ranges::sort(found, [](const FoundAnswer& a, const FoundAnswer& b) {
        return a.score != b.score ? a.score > b.score : a.known.updated_at > b.known.updated_at;
    });
    if (found.size() > most) found.resize(most);
    return found;
}

std::size_t AnswerIndex::size() const {
    std::lock_guard lock(mutex_);
    return place_.size();
}

}  // namespace tongzhou::hotline
