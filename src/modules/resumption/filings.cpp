#include "modules/resumption/filings.hpp"

#include "modules/resumption/notices.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query find_filing{R"(
    SELECT id, county, division, organization, site, place, state, procedure, stages, step, round, priority, queue,
           content, data_key, principal_sealed, principal_name, principal_mobile, lacking, lacking_at, moves,
           checked_at, check_outcome, author, created_at, submitted_at, decided_at, updated_at
    FROM filings WHERE id = :id)"};
const sql::Query hold_row{R"(
    SELECT id FROM filings WHERE id = :id {postgres: FOR UPDATE})"};
const sql::Query insert_row{R"(
    INSERT INTO filings (id, county, division, organization, site, place, state, procedure, stages, step, round,
                         priority, queue, content, data_key, principal_sealed, principal_name, principal_mobile,
                         lacking, lacking_at, moves, checked_at, check_outcome, author, created_at, submitted_at,
                         decided_at, updated_at)
    VALUES (:id, :county, :division, :organization, :site, :place, :state, :procedure, :stages, :step, :round,
            :priority, :queue, :content, :data_key, :principal_sealed, :principal_name, :principal_mobile, :lacking,
            :lacking_at, :moves, :checked_at, :check_outcome, :author, :created_at, :submitted_at, :decided_at,
            :updated_at)
    ON CONFLICT DO NOTHING)"};
const sql::Query update_row{R"(
    UPDATE filings
    SET state = :state, procedure = :procedure, stages = :stages, step = :step, round = :round, priority = :priority,
        queue = :queue, content = :content, data_key = :data_key, principal_sealed = :principal_sealed,
        principal_name = :principal_name, principal_mobile = :principal_mobile, lacking = :lacking,
        lacking_at = :lacking_at, moves = :moves, checked_at = :checked_at, check_outcome = :check_outcome,
        author = :author, submitted_at = :submitted_at, decided_at = :decided_at, updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query find_by_place{R"(
    SELECT id FROM filings
    WHERE place = :place AND state IN ('draft', 'submitted', 'returned', 'accepted', 'approved'))"};
const sql::Query insert_move{R"(
    INSERT INTO filing_moves (county, filing, number, at, actor, actor_name, move, stage, state, why, clause)
    VALUES (:county, :filing, :number, :at, :actor, :actor_name, :move, :stage, :state, :why, :clause))"};
const sql::Query find_moves{R"(
    SELECT number, at, actor_name, move, stage, state, why, clause FROM filing_moves
    WHERE county = :county AND filing = :filing ORDER BY number)"};

struct FilingEvent {
    Id<Filing> id;
    FilingMove move{};
    FilingState state{};
};
BOOST_DESCRIBE_STRUCT(FilingEvent, (), (id, move, state))

}  // namespace

FilingContent FilingRow::read_content() const {
    return from_json<FilingContent>(content.json, {.unknown_fields = UnknownFields::ignore});
}

std::int64_t queue_of(Priority priority, Instant since) {
    constexpr std::int64_t apart = 100'000'000'000'000;  // later than any instant, in milliseconds
    return static_cast<std::int64_t>(priority) * apart + since.ms();
}

FilingRow require_filing(Snapshot& snapshot, const Actor& actor, const Id<Filing>& id) {
    auto filing = snapshot.find<FilingRow>(find_filing, id);
    if (!filing) throw no_such_record();
    actor.scope.require(filing->division, filing->organization);
    return *std::move(filing);
}

FilingRow hold_filing(Tx& tx, const Actor& actor, const Id<Filing>& id) {
    tx.value<Id<Filing>>(hold_row, id);
    return require_filing(tx, actor, id);
}

bool insert_filing(Tx& tx, const FilingRow& filing) { return tx.run(insert_row, filing) != 0; }

std::optional<Id<Filing>> filing_of_place(Snapshot& snapshot, const Uuid& place) {
    return snapshot.value<Id<Filing>>(find_by_place, place);
}

void moved(Tx& tx, const Actor& actor, FilingRow& filing, FilingMove move, const MoveNote& note) {
    filing.updated_at = tx.now();
    ++filing.moves;
    tx.run(update_row, filing);
    const auto who = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    tx.run(insert_move, filing.county, filing.id, filing.moves, tx.now(), who, actor.name, move, note.stage,
           filing.state, note.why, note.clause);
    tx.service<events::Bus>().publish(
        tx, {"filing", filing.division, filing.organization, to_json(FilingEvent{filing.id, move, filing.state})});
    tell_enterprise(tx, filing, move, note);
}

std::vector<FilingMoveRow> moves_of(Snapshot& snapshot, const FilingRow& filing) {
    return snapshot.all<FilingMoveRow>(find_moves, filing.county, filing.id);
}

files::Owner owner_of(const FilingRow& filing) {
    return {"filing", filing.id.uuid(), filing.division, filing.organization};
}

}  // namespace tongzhou::resumption
