#include "platform/imports/records.hpp"

#include "platform/json/json.hpp"

namespace tongzhou::imports {

namespace {

const sql::Query find_by_id{R"(
    SELECT id, kind, division, organization, actor_name, file_name, mode, dry_run, state, failure, header, columns,
           row_count, created, updated, unchanged, refused, warned, permille, started_at, touched_at, finished_at
    FROM   imports
    WHERE  id = :id)"};

const sql::Query insert_run{R"(
    INSERT INTO imports (id, kind, county, division, organization, actor, actor_name, file_name, mode, dry_run, state,
                         failure, header, columns, row_count, created, updated, unchanged, refused, warned, permille,
                         started_at, touched_at)
    VALUES (:id, :kind, :county, :division, :organization, :actor, :actor_name, :file_name, :mode, :dry_run, :state,
            :failure, :header, :columns, 0, 0, 0, 0, 0, 0, 0, :started_at, :touched_at))"};

const sql::Query update_run{R"(
    UPDATE imports
    SET    state = :state, failure = :failure, row_count = :row_count, created = :created, updated = :updated,
           unchanged = :unchanged, refused = :refused, warned = :warned, permille = :permille,
           touched_at = :touched_at, finished_at = :finished_at
    WHERE  id = :id)"};

const sql::Query insert_one_row{R"(
    INSERT INTO import_rows (county, import, line, outcome, subject, warned, notes, cells)
    VALUES (:county, :import, :line, :outcome, :subject, :warned, :notes, :cells))"};

const sql::Query delete_all_rows{"DELETE FROM import_rows WHERE county = :county AND import = :import"};

const sql::Query next_refused{R"(
    SELECT   import AS id, line, outcome, subject, warned, notes, cells
    FROM     import_rows
    WHERE    import = :import AND outcome = 'refused' AND line > :line
    ORDER BY line
    LIMIT    :most)"};

const sql::Query close_silent{R"(
    UPDATE imports
    SET    state = 'failed', failure = :failure, finished_at = :now
    WHERE  state = 'running' AND touched_at <= :before)"};

}  // namespace

std::string county_of(const Import& run) { return run.division ? run.division->county() : ""; }

std::optional<Import> find_import(Snapshot& snapshot, const Id<Import>& id) {
    return snapshot.find<Import>(find_by_id, id);
}

Import load_import(Snapshot& snapshot, const Actor& actor, const Id<Import>& id) {
    auto run = find_import(snapshot, id);
    if (!run) throw no_such_record();
    actor.scope.require(run->division.value_or(DivisionCode{}), run->organization);
    return *std::move(run);
}

void insert_import(Tx& tx, const Actor& actor, const Import& run) {
    std::optional<Uuid> who;
    if (!actor.id.is_nil()) who = actor.id;
    tx.run(insert_run, run.id, run.kind, county_of(run), run.division, run.organization, who, run.actor_name,
           run.file_name, run.mode, run.dry_run, run.state,
           run.failure ? std::optional(run.failure->json) : std::nullopt, run.header.json, run.columns.json,
           run.started_at, run.touched_at);
}

void update_import(Tx& tx, const Import& run) { tx.run(update_run, run); }

void insert_row(Tx& tx, const Import& run, const table::Row& row, const RowResult& result) {
    std::optional<std::string> notes, cells;
    if (!result.reasons.empty() || !result.warnings.empty()) notes = to_json(Notes{result.reasons, result.warnings});
    if (result.outcome == RowOutcome::refused) cells = to_json(row.cells);
    tx.run(insert_one_row, county_of(run), run.id, static_cast<std::int64_t>(row.line), result.outcome, result.subject,
           !result.warnings.empty(), notes, cells);
}

void delete_rows(Tx& tx, const Import& run) { tx.run(delete_all_rows, county_of(run), run.id); }

std::vector<ImportedRow> refused_after(Snapshot& snapshot, const Import& run, std::int64_t line, int most) {
    return snapshot.all<ImportedRow>(next_refused, run.id, line, most);
}

void close_interrupted(Database& database, std::chrono::milliseconds silent_for) {
    static const std::string failure = to_json(
        Note{"interrupted", "", "导入中途停止。已导入的行保留，请重新导入同一文件以完成其余部分。",
             "The import was stopped half-way. What was imported stays; import the same file again to finish."});
    database.write([&](Tx& tx) { tx.run(close_silent, failure, tx.now(), tx.now() - silent_for); });
}

}  // namespace tongzhou::imports
