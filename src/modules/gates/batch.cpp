// Batches of devices that were offline. Everything that only reads (parsing, who it was, what the rules say) is done on
// a reader; the committer gets rows that are ready to be written.
#include "modules/gates/batch.hpp"

#include "modules/gates/faulty.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::gates {
namespace {

constexpr std::size_t most_passages = 2'000;

// One item on its way: either faulty, or a record to be stored.
struct Item {
    OfflinePassage passage;
    std::optional<Record> record;
    GateRules rules;
    std::optional<std::string> fault;
};

struct Prepared {
    std::shared_ptr<const GateFacts> own_gate;  // of a device
    std::vector<Item> items;
    Instant received_at;
};

std::string codes_of(const std::vector<FieldFault>& faults) {
    std::string codes;
    for (const auto& fault : faults) codes += (codes.empty() ? "" : " ") + fault.path + ":" + fault.code;
    return codes;
}

std::vector<FieldFault> read_item(const RawJson& raw, OfflinePassage& passage) {
    std::vector<FieldFault> faults;
    read_json(shape_of<OfflinePassage>(), &passage, raw.json, faults);
    if (!faults.empty()) return faults;
    faults = faults_of(passage);
    const auto missing = [&](const char* path) {
        faults.push_back({path, "missing", {"请填写此项。", "This field is missing."}});
    };
    if (!passage.at) missing("/at");
    if (passage.verdict != Verdict::admitted && passage.reason.value_or(VerdictReason::none) == VerdictReason::none)
        missing("/reason");
    return faults;
}

// Reads an item, finds out who it was, and notes what the rules of that time have against the decision.
class Preparation {
  public:
    Preparation(Snapshot& snapshot, const Actor& actor, const PassageBatch& batch, DeviceStanding standing)
        : snapshot_(snapshot), actor_(actor), standing_(standing), skew_(snapshot.now() - batch.sent_at) {}

    Prepared prepare(const std::vector<RawJson>& raws) {
        Prepared prepared;
        prepared.received_at = snapshot_.now();
        if (actor_.kind == ActorKind::device)
            prepared.own_gate = find_gate(snapshot_, require_device(snapshot_, actor_)->gate);
        own_gate_ = prepared.own_gate.get();
        prepared.items.resize(raws.size());
        for (std::size_t i = 0; i < raws.size(); ++i) prepare(raws[i], prepared.items[i]);
        return prepared;
    }

  private:
    void prepare(const RawJson& raw, Item& item) {
        if (const auto faults = read_item(raw, item.passage); !faults.empty()) {
            item.fault = codes_of(faults);
            return;
        }
        const auto& passage = item.passage;
        const auto gate = find_gate(snapshot_, passage.gate);
        const auto site = gate ? organizations::find_site(snapshot_, gate->site) : std::nullopt;
        // A device may hold passages of the gate it served before, within its organisation.
        const bool own = gate && (own_gate_ ? gate->organization == own_gate_->organization
                                            : actor_.scope.covers(gate->division, gate->organization));
        if (!own || !site) {
            item.fault = "/gate:not_found";
            return;
        }
        const auto at = *passage.at;
        item.rules = rules_at(snapshot_, gate->division, at);
        const auto identified = identify(snapshot_, *site, passage, item.rules, at);
        auto& record = item.record.emplace(record_of(passage, *gate, identified, actor_, at, snapshot_.now()));
        record.verdict = passage.verdict;
        record.reason = passage.reason.value_or(VerdictReason::none);
        record.offline = true;
        record.skew_ms = skew_.count();
        const auto ours = verdict_of({passage.direction, passage.means, passage.temperature},
                                     facts_of(snapshot_, identified, *site, passage, item.rules, at), item.rules);
        // Whom the gatekeeper did not let in was kept out on the spot; only an admission can have broken a rule: a pass
        // that was revoked meanwhile, or the site's permit.
        if (passage.verdict == Verdict::admitted && ours.verdict != Verdict::admitted)
            doubt(record, name_of(ours.reason));
        if (standing_ == DeviceStanding::revoked) doubt(record, "device_revoked");
        if (own_gate_ && passage.gate != own_gate_->id) doubt(record, "other_gate");
        if (gate->closed_at && *gate->closed_at <= at) doubt(record, "gate_closed");
        if (std::chrono::abs(skew_) > tolerated_skew) doubt(record, "clock_skew");
        if (at - snapshot_.now() > tolerated_skew) doubt(record, "in_future");
    }

    Snapshot& snapshot_;
    const Actor& actor_;
    const DeviceStanding standing_;
    const std::chrono::milliseconds skew_;
    const GateFacts* own_gate_ = nullptr;
};

void settle(Tx& tx, const Actor& actor, const Prepared& prepared, const PassageBatch& batch, std::size_t i,
            BatchAnswer& answer) {
    const auto& item = prepared.items[i];
    auto& outcome = answer.outcomes.emplace_back();
    outcome.index = static_cast<std::int64_t>(i);
    if (!item.passage.id.is_nil()) outcome.id = item.passage.id;
    const auto keep = [&](const std::string& why) {
        outcome.fault = why;
        keep_faulty(tx, actor, prepared.own_gate.get(),
                    {.id = outcome.id,
                     .gate = item.passage.gate.is_nil() ? std::nullopt : std::optional(item.passage.gate),
                     .reason = why,
                     .raw = batch.passages[i].json});
    };
    if (!item.record) {
        outcome.status = BatchStatus::faulty;
        ++answer.faulty;
        return keep(*item.fault);
    }
    if (store(tx, *item.record, item.passage, item.rules)) {
        outcome.status = BatchStatus::recorded;
        outcome.verdict = item.record->verdict;
        outcome.review = item.record->review_reasons;
        ++answer.recorded;
        answer.for_review += outcome.review.has_value();
        return;
    }
    const auto before = recorded(tx, item.record->division, item.passage.id);
    if (!before || !same_passage(*before, item.passage)) {
        outcome.status = BatchStatus::conflict;
        ++answer.conflicts;
        return keep("/id:id_reused");
    }
    outcome.status = BatchStatus::already_recorded;
    outcome.verdict = before->verdict;
    outcome.review = before->review_reasons;
    ++answer.already_recorded;
}

}  // namespace

void check(const PassageBatch& batch, std::vector<FieldFault>& faults) {
    if (batch.passages.size() > most_passages)
        faults.push_back({"/passages",
                          "too_many_items",
                          {"一批最多 2000 条，请分批发送。", "Send at most 2,000 passages in a batch."}});
}

BatchAnswer record_batch(Database& database, const Actor& actor, const PassageBatch& batch) {
    return record_batch(database, actor, batch, DeviceStanding::in_force);
}

BatchAnswer record_batch(Database& database, const Actor& actor, const PassageBatch& batch, DeviceStanding standing) {
    const auto prepared = database.read_value(
        [&](Snapshot& snapshot) { return Preparation(snapshot, actor, batch, standing).prepare(batch.passages); });
    return database.write_value([&](Tx& tx) {
        BatchAnswer answer;
        answer.skew_ms = (prepared.received_at - batch.sent_at).count();
        answer.outcomes.reserve(prepared.items.size());
        for (std::size_t i = 0; i < prepared.items.size(); ++i) settle(tx, actor, prepared, batch, i, answer);
        audit::record(
            tx, actor,
            {.action = "post_passages_batch",
             .subject_kind = "passages",
             .detail = fmt::format(
                 R"({{"recorded":{},"already_recorded":{},"conflicts":{},"faulty":{},"for_review":{}}})",
                 answer.recorded, answer.already_recorded, answer.conflicts, answer.faulty, answer.for_review)});
        return answer;
    });
}

}  // namespace tongzhou::gates
