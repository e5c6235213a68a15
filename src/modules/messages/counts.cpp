// The counters of broadcasts: what each call changes is gathered and written once per commit.
#include "modules/messages/outbox.hpp"

namespace tongzhou::messages {
namespace {

const sql::Query add_counts{R"(
    UPDATE broadcasts
    SET recipients = recipients + :recipients, waiting = waiting + :waiting, accepted = accepted + :accepted,
        delivered = delivered + :delivered, opened = opened + :opened, applied = applied + :applied,
        failed = failed + :failed, uncertain = uncertain + :uncertain
    WHERE id = :id)"};
const sql::Query finish{R"(
    UPDATE broadcasts
    SET state = CASE WHEN failed + uncertain > 0 OR cut_short IS NOT NULL THEN 'done_with_failures' ELSE 'done' END,
        finished_at = :now
    WHERE id = :id AND waiting = 0 AND state = 'sending')"};
// A receipt may say of a finished one that something did not arrive, or a late answer that it did.
const sql::Query change_end{R"(
    UPDATE broadcasts
    SET state = CASE WHEN failed + uncertain > 0 OR cut_short IS NOT NULL THEN 'done_with_failures' ELSE 'done' END
    WHERE id = :id AND waiting = 0 AND state IN ('done', 'done_with_failures'))"};

class BroadcastCounts final : public sql::Gathered {
  public:
    void add(const Id<Broadcast>& broadcast, const Change& change) {
        auto& sum = sums_[broadcast];
        sum.recipients += change.recipients;
        sum.waiting += change.waiting;
        sum.accepted += change.accepted;
        sum.delivered += change.delivered;
        sum.opened += change.opened;
        sum.applied += change.applied;
        sum.failed += change.failed;
        sum.uncertain += change.uncertain;
    }
    void merge(Gathered& call) override {
        for (const auto& [broadcast, change] : static_cast<BroadcastCounts&>(call).sums_) add(broadcast, change);
    }
    // In the order of ids, so that two writers never wait for each other in a circle.
    void flush(Tx& tx) override {
        for (const auto& [id, c] : sums_) {
            tx.run(add_counts, c.recipients, c.waiting, c.accepted, c.delivered, c.opened, c.applied, c.failed,
                   c.uncertain, id);
            const bool is_only_read = c.recipients == 0 && c.waiting == 0 && c.failed == 0 && c.uncertain == 0 &&
                                      c.delivered + c.opened + c.applied != 0;
            if (is_only_read) continue;
            tx.run(finish, tx.now(), id);
            if (c.failed != 0 || c.uncertain != 0) tx.run(change_end, id);
        }
    }

  private:
    std::map<Id<Broadcast>, Change> sums_;
};

struct Recount {
    Id<Broadcast> id;
    std::int64_t recipients = 0, waiting = 0, accepted = 0, delivered = 0, opened = 0, applied = 0, failed = 0,
                 uncertain = 0;
};
BOOST_DESCRIBE_STRUCT(Recount, (), (id, recipients, waiting, accepted, delivered, opened, applied, failed, uncertain))

const sql::Query counters_of_all{R"(
    SELECT id, recipients, waiting, accepted, delivered, opened, applied, failed, uncertain FROM broadcasts ORDER BY id)"};
const sql::Query recount_all{R"(
    SELECT b.id, COUNT(m.id) AS recipients,
           CAST(SUM(CASE WHEN m.state IN ('waiting', 'sending') THEN 1 ELSE 0 END) AS BIGINT) AS waiting,
           COUNT(m.accepted_at) AS accepted, COUNT(m.delivered_at) AS delivered, COUNT(m.opened_at) AS opened,
           COUNT(m.applied_at) AS applied,
           CAST(SUM(CASE WHEN m.state = 'failed' THEN 1 ELSE 0 END) AS BIGINT) AS failed,
           CAST(SUM(CASE WHEN m.state = 'uncertain' THEN 1 ELSE 0 END) AS BIGINT) AS uncertain
    FROM broadcasts b LEFT JOIN messages m ON m.broadcast = b.id
    GROUP BY b.id ORDER BY b.id)"};

}  // namespace

void count(Tx& tx, const std::optional<Id<Broadcast>>& broadcast, const Change& change) {
    if (broadcast) tx.gather<BroadcastCounts>().add(*broadcast, change);
}

std::vector<std::string> check_counters(Snapshot& snapshot) {
    const auto kept = snapshot.all<Recount>(counters_of_all), counted = snapshot.all<Recount>(recount_all);
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < kept.size() && i < counted.size(); ++i) {
        const auto values = [](const Recount& r) {
            return std::tuple(r.recipients, r.waiting, r.accepted, r.delivered, r.opened, r.applied, r.failed,
                              r.uncertain);
        };
        if (kept[i].id == counted[i].id && values(kept[i]) == values(counted[i])) continue;
        faults.push_back(fmt::format(
            "broadcast {}: recipients {}/{} waiting {}/{} accepted {}/{} delivered {}/{} opened {}/{} applied {}/{} "
            "failed {}/{} uncertain {}/{} (kept/counted)",
            kept[i].id.text(), kept[i].recipients, counted[i].recipients, kept[i].waiting, counted[i].waiting,
            kept[i].accepted, counted[i].accepted, kept[i].delivered, counted[i].delivered, kept[i].opened,
            counted[i].opened, kept[i].applied, counted[i].applied, kept[i].failed, counted[i].failed,
            kept[i].uncertain, counted[i].uncertain));
    }
    return faults;
}

}  // namespace tongzhou::messages
