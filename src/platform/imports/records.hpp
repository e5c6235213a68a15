// Runs and their rows in the database. Private to this folder.
#pragma once

#include "platform/imports/imports.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::imports {

/// A column of the file and the field it is; an empty field: to be ignored.
struct ColumnChoice {
    std::string header, field;
};
BOOST_DESCRIBE_STRUCT(ColumnChoice, (), (header, field))

/// What is kept of one row beside its place.
struct Notes {
    std::vector<Note> reasons, warnings;
};
BOOST_DESCRIBE_STRUCT(Notes, (), (reasons, warnings))

/// One row as the list of a run shows it. `id` is that of the run: with `line` it names the row.
struct ImportedRow {
    Id<Import> id;
    std::int64_t line = 0;
    RowOutcome outcome = RowOutcome::unchanged;
    std::optional<Uuid> subject;
    bool warned = false;
    std::optional<RawJson> notes;  ///< reasons and warnings
    std::optional<RawJson> cells;  ///< of a refused row, in the order of the file's header
};
BOOST_DESCRIBE_STRUCT(ImportedRow, (), (id, line, outcome, subject, warned, notes, cells))

/// The `county` of a run and its rows.
std::string county_of(const Import& run);

std::optional<Import> find_import(Snapshot& snapshot, const Id<Import>& id);
/// The run, or the 404 of one that is absent or another's.
Import load_import(Snapshot& snapshot, const Actor& actor, const Id<Import>& id);
/// Of a personal kind also the key of its cells.
void insert_import(Tx& tx, const Actor& actor, const Import& run);
/// The key that seals the cells of the run's refused rows; nothing where they are kept as they were written.
std::optional<seal::DataKey> key_of_cells(Snapshot& snapshot, const Id<Import>& run);
/// State, counts and progress.
void update_import(Tx& tx, const Import& run);
void insert_row(Tx& tx, const Import& run, const table::Row& row, const RowResult& result,
                const std::optional<seal::DataKey>& key);
void delete_rows(Tx& tx, const Import& run);

/// The next refused rows after a line, with their cells in the clear.
std::vector<ImportedRow> refused_after(Snapshot& snapshot, const Import& run, std::int64_t line, int most);

}  // namespace tongzhou::imports
