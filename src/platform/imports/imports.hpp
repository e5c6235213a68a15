// Spreadsheets into records, for every kind of record: the columns are mapped, the rows run through in bounded memory,
// and each row of the file has its outcome (created, updated, unchanged, or refused and why) on record.
//
// A module says what it can import by one `const Kind` at namespace scope, which registers itself, and an Importer
// that turns rows into records. The rest is here: reading, mapping, batches, dry runs, progress, the file of refused
// rows that is mended and imported again, the endpoints, and the audit record.
//
//   row_by_row      good rows are kept, faulty ones refused. A batch of rows and their outcomes are one transaction, so
//                   when the program stops in mid-file, the records and the outcomes agree; importing the file again
//                   completes it, and what was done shows as unchanged.
//   all_or_nothing  the whole file is tried first, as a dry run does; if no row is refused, it is imported in one
//                   transaction. That holds other writers off for as long as it takes, some seconds per 100,000 rows.
//   dry run         each batch is carried out and undone; outcomes are those of a real run, and they stay on record.
//
// A row whose key stood in the file before is refused: which of the two is right, only its author knows.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/api/api.hpp"
#include "platform/sql/database.hpp"
#include "platform/table/columns.hpp"
#include "platform/table/table.hpp"

namespace tongzhou {
extern const sql::MigrationSet imports_migrations;
extern const Module imports_module;  ///< adds a job, so it stands after jobs_module
}  // namespace tongzhou

namespace tongzhou::imports {

BOOST_DEFINE_ENUM_CLASS(RowOutcome, created, updated, unchanged, refused)
BOOST_DEFINE_ENUM_CLASS(Mode, row_by_row, all_or_nothing)
/// running: also when the program was stopped in the middle, until that is noticed; see close_interrupted().
BOOST_DEFINE_ENUM_CLASS(State, running, finished, failed)

/// Why a row is refused, or what its author should look at.
struct Note {
    std::string code;   ///< snake_case, stable: "not_a_uscc", "county_disagrees"
    std::string field;  ///< of the kind; empty: the whole row
    std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(Note, (), (code, field, zh, en))

/// One row of the file, seen through the mapping of columns.
class Row {
  public:
    Row(const table::Row& row, std::span<const std::optional<std::size_t>> columns) : row_(&row), columns_(columns) {}
    /// The cell of the kind's field number `field`; empty when the file has no such column.
    std::string_view cell(std::size_t field) const {
        const auto& column = columns_[field];
        return column ? std::string_view(row_->cells[*column]) : std::string_view{};
    }
    std::size_t line() const { return row_->line; }
    const table::Row& whole() const { return *row_; }
    std::string key;  ///< what Importer::key() said

  private:
    const table::Row* row_;
    std::span<const std::optional<std::size_t>> columns_;
};

struct RowResult {
    RowOutcome outcome = RowOutcome::unchanged;
    std::optional<Uuid> subject;  ///< of the record
    std::vector<Note> reasons;    ///< of the refusal; empty otherwise
    std::vector<Note> warnings;

    void refuse(Note reason) {
        outcome = RowOutcome::refused;
        reasons.push_back(std::move(reason));
    }
};

/// What a run is about, for Importer.
struct Run {
    DivisionCode area;               ///< where the rows belong if they do not say; unset: anywhere
    std::vector<std::string> units;  ///< of each field's column, from its header: 万元; empty if none
    std::vector<std::optional<std::size_t>> columns;  ///< of each field
};

/// Turns rows into records: one object for each run, used by one thread at a time.
class Importer {
  public:
    virtual ~Importer() = default;
    /// What the row is about, spelled as on record (a credit code). Empty: no key, or an unreadable one.
    virtual std::string key(const Row& row) const = 0;
    /// Carries out some rows in order, each key once, and says what became of each; `results` has as many places. A row
    /// is refused by its result, before anything of it is written. When this throws, everything is undone and the rows
    /// are tried one by one; a Problem then refuses its row, another exception ends the run. The same rows may come
    /// again, so nothing is kept between calls but what the database would say too.
    virtual void apply(Tx& tx, const Actor& actor, std::span<const Row> rows, std::span<RowResult> results) = 0;
};

/// A kind of record that can be imported. Registers itself; lives as long as the program.
class Kind {
  public:
    struct Spec {
        std::string_view name;  ///< in paths and commands: "enterprises"
        Bilingual title;
        std::vector<table::FieldSpec> fields;
        Permission permission;  ///< needed beside import_run
        std::unique_ptr<Importer> (*start)(const Run& run);
        bool personal = false;  ///< rows name people: the cells kept of refused ones are sealed, and not listed
    };
    explicit Kind(Spec spec);
    Kind(const Kind&) = delete;
    Kind& operator=(const Kind&) = delete;

    const Spec& spec() const { return spec_; }
    static const std::vector<const Kind*>& all();
    /// Throws Problem 404 naming the kinds there are.
    static const Kind& find(std::string_view name);

  private:
    Spec spec_;
};

/// One run, as it is on record. `id` may be made by the client, which can then ask for the progress of its own upload.
struct Import {
    Id<Import> id;
    std::string kind;
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::string actor_name;
    std::string file_name;
    Mode mode = Mode::row_by_row;
    bool dry_run = false;
    State state = State::running;
    std::optional<RawJson> failure;  ///< a Note
    RawJson header, columns;
    std::int64_t row_count = 0, created = 0, updated = 0, unchanged = 0, refused = 0;
    std::int64_t warned = 0;  ///< rows with a warning, whatever their outcome
    int permille = 0;
    Instant started_at;
    Instant touched_at;
    std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(Import, (),
                      (id, kind, division, organization, actor_name, file_name, mode, dry_run, state, failure, header,
                       columns, row_count, created, updated, unchanged, refused, warned, permille, started_at,
                       touched_at, finished_at))

struct Options {
    Mode mode = Mode::row_by_row;
    bool dry_run = false;
    table::ColumnChoices columns = {};      ///< from headers to fields, where they do not speak for themselves
    std::string file_name = {};             ///< as people know it; empty: that of the path
    std::string sheet = {};                 ///< of an .xlsx
    std::optional<Id<Import>> id = {};      ///< a run that has this id already is returned as it is
    std::optional<DivisionCode> area = {};  ///< a narrower one than the actor's; it also owns the record of the run
    std::size_t batch = 500;
};

/// Called after every batch, on the calling thread: how much is read, 0 to 1, and the counts so far.
using Progress = std::function<void(double, const Import&)>;

/// Imports a file and returns when it is done; blocks. Throws the Problem of an unreadable file, of unusable columns or
/// of a missing permission before anything is on record; later ones (a lost database, a file cut short) when the
/// record says `failed`.
Import run_import(Database& database, const Actor& actor, std::string_view kind, const std::filesystem::path& path,
                  const Options& options = {}, const Progress& progress = {});

/// How long nothing has been heard of a run before it is taken for dead: it reports after every batch.
inline constexpr std::chrono::minutes silence_of_the_dead{2};

/// After a rotation of the master keys: seals the keys of personal kinds' runs under the active one. Returns how many.
std::int64_t rewrap_keys(Database& database);

/// Marks runs as failed that a stopped program left behind: those that have been silent for so long. A job and every
/// run do it.
void close_interrupted(Database& database, std::chrono::milliseconds silent_for = silence_of_the_dead);

}  // namespace tongzhou::imports
