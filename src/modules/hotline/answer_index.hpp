// What has been answered before, in memory: published articles and the answers on tickets, found by the pairs of
// characters of a question. Every node has its own and reads what changed since, so it is behind others by a second.
// Private to this module.
#pragma once

#include <mutex>
#include <unordered_map>

#include "modules/hotline/articles.hpp"
#include "modules/hotline/wording.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(KnownKind, article, ticket)

struct KnownAnswer {
    KnownKind kind{};
    Uuid id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string question, answer;
    std::optional<std::string> source;  ///< the number of a ticket, the basis of an article
    Instant updated_at;
};

struct FoundAnswer {
    KnownAnswer known;
    double score = 0;  ///< 0–1: how much of the question, by weight, the other question has too
};

class AnswerIndex {
  public:
    /// Reads what changed since the last time, at most once a second; nobody waits for another's reading.
    void refresh(Snapshot& snapshot);

    /// The best `most` of the kind that the actor may read, the best first, none below `least`.
    std::vector<FoundAnswer> find(const Actor& actor, std::string_view question, KnownKind kind, std::size_t most,
                                  double least) const;

    std::size_t size() const;

  private:
    struct Kept {
        KnownAnswer known;
        std::vector<Pair> pairs;
        bool gone = false;
    };
    void put(KnownAnswer known);
    void take_out(const Uuid& id);
    void drop_gone();
    void read_articles(Snapshot& snapshot);
    void read_tickets(Snapshot& snapshot);

    mutable std::mutex mutex_;
    std::mutex reading_;
    std::vector<Kept> kept_;
    std::unordered_map<Uuid, std::size_t> place_;
    std::unordered_map<Pair, std::vector<std::uint32_t>> postings_;
    std::chrono::steady_clock::time_point read_at_{};
    Instant articles_until_, tickets_until_;
};

}  // namespace tongzhou::hotline
