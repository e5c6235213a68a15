#include "modules/gates/review.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query close_review{R"(
    UPDATE passages SET review = 'closed' WHERE county = :county AND id = :id AND review = 'open')"};
const sql::Query insert_decision{R"(
    INSERT INTO passage_reviews (county, passage, decision, note, decided_by, at)
    VALUES (:county, :passage, :decision, :note, :decided_by, :at)
    ON CONFLICT (county, passage, at, decision) DO NOTHING)"};
const sql::Query decisions_of{R"(
    SELECT decision, note, decided_by, at FROM passage_reviews
    WHERE county = :county AND passage = :passage ORDER BY at, decision)"};
const sql::Query correction_of{R"(
    SELECT id FROM passages WHERE county = :county AND corrects = :id)"};
const sql::Query hold_passage{R"(
    SELECT id FROM passages WHERE county = :county AND id = :id {postgres: FOR UPDATE})"};

void decide(Tx& tx, const Actor& actor, const Record& record, ReviewDecision decision, const std::string& note) {
    tx.run(insert_decision, record.division.county(), record.id, decision, note, actor.name, tx.now());
}

std::vector<ReviewView> decisions(Snapshot& snapshot, const Record& record) {
    return snapshot.all<ReviewView>(decisions_of, record.division.county(), record.id);
}

Record corrected(Tx& tx, const Actor& actor, const Record& wrong, const CorrectionRequest& request) {
    auto record = wrong;
    record.id = request.correction;
    record.corrects = wrong.id;
    record.device = actor.kind == ActorKind::device ? std::optional(Id<Device>(actor.id)) : std::nullopt;
    record.actor = actor.kind == ActorKind::device || actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    record.received_at = tx.now();
    record.offline = false;
    record.skew_ms.reset();
    record.review = Review::none;
    record.review_reasons.reset();
    record.fingerprint = 0;
    if (request.direction) record.direction = *request.direction;
    if (request.temperature) record.temperature = request.temperature;
    if (request.verdict) record.verdict = *request.verdict;
    if (request.reason) record.reason = *request.reason;
    if (request.at) record.at = *request.at;
    if (request.person) {
        const auto passenger = people::find_person(tx, *request.person);
        const bool ours = passenger && (passenger->employer == record.organization ||
                                        people::is_on_roster(tx, passenger->id, record.organization, record.at));
        if (!ours) throw no_such_record();
        record.person = passenger->id;
        record.masked_name = passenger->masked_name;
        record.workshop = passenger->workshop;
        record.shuttle = passenger->shuttle;
        record.means = Means::manual;
    }
    // Without a word on it, an admission needs no reason and anything else keeps the one it had.
    if (record.verdict == Verdict::admitted && !request.reason && wrong.verdict != Verdict::admitted)
        record.reason = VerdictReason::none;
    if (record.verdict != Verdict::admitted && record.reason == VerdictReason::none)
        throw Problem::invalid("/reason", "missing", "请填写未放行的原因。", "Say why the person was not admitted.");
    return record;
}

}  // namespace

PassageRow review_passage(Tx& tx, const Actor& actor, const ReviewRequest& request) {
    const auto record = require_passage(tx, actor, request.id);
    if (request.decision == ReviewDecision::corrected)
        throw Problem::invalid("/decision", "use_correction", "请用“更正”提交正确的内容。",
                               "Send what is true as a correction.");
    if (tx.run(close_review, record.division.county(), record.id) == 0) {
        const auto before = decisions(tx, record);
        if (before.empty() || before.back().decision != request.decision)
            throw Problem::conflict("review_not_open", "这条记录没有待复核事项，请刷新后再看。",
                                    "Nothing about this passage awaits review; read it again.");
    } else {
        decide(tx, actor, record, request.decision, request.note.value);
    }
    return show_passage(tx, actor, {record.id});
}

ReviewHistory show_reviews(Snapshot& snapshot, const Actor& actor, const PassageById& request) {
    const auto record = require_passage(snapshot, actor, request.id);
    return {record.id, decisions(snapshot, record)};
}

void check(const CorrectionRequest& request, std::vector<FieldFault>& faults) {
    if (request.direction || request.person || request.temperature || request.verdict || request.reason || request.at)
        return;
    faults.push_back({"", "nothing_to_correct", {"请至少更正一项。", "Say at least one thing that was different."}});
}

PassageRow correct_passage(Tx& tx, const Actor& actor, const CorrectionRequest& request) {
    const auto wrong = require_passage(tx, actor, request.id);
    const auto county = wrong.division.county();
    tx.value<Id<Passage>>(hold_passage, county, wrong.id);
    if (const auto before = tx.value<Id<Passage>>(correction_of, county, wrong.id)) {
        if (*before == request.correction) return show_passage(tx, actor, {*before});
        throw Problem::conflict("already_corrected",
                                fmt::format("此记录已由 {} 更正，如仍有误请更正那一条。", before->text()),
                                fmt::format("{} has corrected this passage; correct that one.", before->text()));
    }
    const auto record = corrected(tx, actor, wrong, request);
    auto& tallies = tx.gather<Tallies>();
    if (!store(tx, record, {}, rules_at(tx, record.division, record.at))) throw_id_reused(request.correction);
    tallies.count(
        {wrong.division, wrong.organization, wrong.site, wrong.at, wrong.direction, wrong.verdict, wrong.reason, -1});
    if (wrong.person)
        tallies.move({wrong.division, wrong.organization, wrong.site, *wrong.person, wrong.at, wrong.id,
                      wrong.direction, false, true});
    tx.run(close_review, county, wrong.id);
    decide(tx, actor, wrong, ReviewDecision::corrected, request.note.value);
    return show_passage(tx, actor, {record.id});
}

}  // namespace tongzhou::gates
