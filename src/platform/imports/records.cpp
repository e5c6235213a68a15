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
                         started_at, touched_at, cells_key)
    VALUES (:id, :kind, :county, :division, :organization, :actor, :actor_name, :file_name, :mode, :dry_run, :state,
            :failure, :header, :columns, 0, 0, 0, 0, 0, 0, 0, :started_at, :touched_at, :cells_key))"};

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

struct KeyRow {
    Id<Import> id;
    std::optional<std::string> cells_key;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (id, cells_key))

const sql::Query find_key{"SELECT id, cells_key FROM imports WHERE id = :id"};
const sql::Query all_keys{"SELECT id, cells_key FROM imports WHERE cells_key IS NOT NULL"};
const sql::Query replace_key{"UPDATE imports SET cells_key = :cells_key WHERE id = :id"};

std::string context_of(const Id<Import>& run, std::int64_t line) {
    return fmt::format("import.cells:{}:{}", run.text(), line);
}

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
    std::optional<std::string> key;
    if (Kind::find(run.kind).spec().personal) key = tx.service<seal::KeyRing>().new_data_key().text;
    tx.run(insert_run, run.id, run.kind, county_of(run), run.division, run.organization, who, run.actor_name,
           run.file_name, run.mode, run.dry_run, run.state,
           run.failure ? std::optional(run.failure->json) : std::nullopt, run.header.json, run.columns.json,
           run.started_at, run.touched_at, key);
}

std::optional<seal::DataKey> key_of_cells(Snapshot& snapshot, const Id<Import>& run) {
    auto wrapped = snapshot.find<KeyRow>(find_key, run);
    if (!wrapped || !wrapped->cells_key) return std::nullopt;
    return snapshot.service<seal::KeyRing>().unwrap({*std::move(wrapped->cells_key)});
}

void update_import(Tx& tx, const Import& run) { tx.run(update_run, run); }

void insert_row(Tx& tx, const Import& run, const table::Row& row, const RowResult& result,
                const std::optional<seal::DataKey>& key) {
    std::optional<std::string> notes, cells;
    if (!result.reasons.empty() || !result.warnings.empty()) notes = to_json(Notes{result.reasons, result.warnings});
    const auto line = static_cast<std::int64_t>(row.line);
    if (result.outcome == RowOutcome::refused) cells = to_json(row.cells);
    if (cells && key) cells = seal::seal_with(*key, *cells, context_of(run.id, line)).text;
    tx.run(insert_one_row, county_of(run), run.id, line, result.outcome, result.subject, !result.warnings.empty(),
           notes, cells);
}

void delete_rows(Tx& tx, const Import& run) { tx.run(delete_all_rows, county_of(run), run.id); }

std::vector<ImportedRow> refused_after(Snapshot& snapshot, const Import& run, std::int64_t line, int most) {
    auto rows = snapshot.all<ImportedRow>(next_refused, run.id, line, most);
    if (const auto key = key_of_cells(snapshot, run.id))
        for (auto& row : rows)
            if (row.cells) row.cells->json = seal::unseal_with(*key, row.cells->json, context_of(run.id, row.line));
    return rows;
}

std::int64_t rewrap_keys(Database& database) {
    const auto& ring = database.services().get<seal::KeyRing>();
    return database.write_value([&](Tx& tx) {
        std::int64_t rewrapped = 0;
        for (const auto& row : tx.all<KeyRow>(all_keys))
            if (!ring.is_current(*row.cells_key))
                rewrapped += tx.run(replace_key, ring.rewrap({*row.cells_key}).text, row.id);
        return rewrapped;
    });
}

void close_interrupted(Database& database, std::chrono::milliseconds silent_for) {
    static const std::string failure = to_json(
        Note{"interrupted", "", "导入中途停止。已导入的行保留，请重新导入同一文件以完成其余部分。",
             "The import was stopped half-way. What was imported stays; import the same file again to finish."});
    database.write([&](Tx& tx) { tx.run(close_silent, failure, tx.now(), tx.now() - silent_for); });
}

}  // namespace tongzhou::imports
