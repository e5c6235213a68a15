// One run: read, map, carry out batch by batch, account for every row.
#include <unordered_map>

#include "platform/audit/audit.hpp"
#include "platform/imports/imports.hpp"
#include "platform/imports/records.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::imports {

namespace {

/// Thrown by a dry run when a batch is done, so that the transaction is undone. Never leaves this file.
struct Undo : std::exception {};

Note note_of(const Problem& problem) { return {problem.code(), "", problem.detail().zh, problem.detail().en}; }

/// True for what says nothing of the row: a lost database, a full disk.
bool is_of_the_machine(const Problem& problem) { return problem.status() >= 500; }

class Runner {
  public:
    Runner(Database& database, Actor actor, const Kind& kind, const std::filesystem::path& path, const Options& options,
           const Progress& progress)
        : database_(database),
          actor_(std::move(actor)),
          kind_(kind),
          path_(path),
          options_(options),
          progress_(progress) {}

    Import run() {
        open();
        map_columns();
        if (auto before = begin()) return *before;
        try {
            if (options_.mode == Mode::all_or_nothing)
                run_all_or_nothing();
            else
                run_batches(options_.dry_run);
            end(State::finished);
        } catch (const Problem& problem) {
            fail(note_of(problem));
            throw;
        } catch (const std::exception&) {
            fail({"internal", "", "系统内部错误，导入停止；已导入的行保留。",
                  "The program failed and the import stopped; what was imported stays."});
            throw;
        }
        return record_;
    }

  private:
    void open() {
        reader_ = table::open_table(path_, {.sheet = options_.sheet, .limits = {}});
        seen_.clear();
    }

    void map_columns() {
        const auto& fields = kind_.spec().fields;
        const auto& header = reader_->header();
        auto map = table::map_columns(header, fields, options_.columns);
        if (!map.usable()) throw table::unusable_columns(map, header, fields);
        run_.area = actor_.scope.division();
        run_.columns.resize(fields.size());
        run_.units.resize(fields.size());
        std::vector<ColumnChoice> taken;
        for (std::size_t i = 0; i < fields.size(); ++i)
            for (const auto& column : map.mapped) {
                if (column.field != fields[i].name) continue;
                run_.columns[i] = column.column;
                run_.units[i] = column.unit;
                taken.push_back({column.header, column.field});
            }
        record_.header.json = to_json(header);
        record_.columns.json = to_json(taken);
        importer_ = kind_.spec().start(run_);
    }

    /// Puts the run on record; or returns the one that has its id already.
    std::optional<Import> begin() {
        close_interrupted(database_);
        record_.kind = kind_.spec().name;
        if (actor_.scope.division().is_set()) record_.division = actor_.scope.division();
        if (!actor_.organization.is_nil()) record_.organization = actor_.organization;
        record_.actor_name = actor_.name;
        record_.file_name = options_.file_name.empty() ? path_.filename().string() : options_.file_name;
        record_.mode = options_.mode;
        record_.dry_run = options_.dry_run;
        std::optional<Import> before;
        database_.write([&](Tx& tx) {
            before.reset();
            record_.id = options_.id.value_or(Id<Import>::make(tx.now()));
            record_.started_at = record_.touched_at = tx.now();
            if (options_.id && find_import(tx, *options_.id)) {
                before = load_import(tx, actor_, *options_.id);
                return;
            }
            insert_import(tx, actor_, record_);
            cells_key_ = key_of_cells(tx, record_.id);
            audit::record(tx, actor_, audit_entry("import_" + record_.kind));
        });
        return before;
    }

    audit::Entry audit_entry(std::string action) const {
        audit::Entry entry{.action = std::move(action), .subject_kind = "imports", .subject = record_.id.text()};
        entry.detail = R"({"file_name":)";
        write_json_text(record_.file_name, entry.detail);
        entry.detail +=
            fmt::format(R"(,"mode":"{}","dry_run":{},"created":{},"updated":{},"unchanged":{},"refused":{}}})",
                        name_of(record_.mode), record_.dry_run, record_.created, record_.updated, record_.unchanged,
                        record_.refused);
        return entry;
    }

    void end(State state, std::optional<Note> failure = {}) {
        database_.write([&](Tx& tx) {
            record_.state = state;
            if (failure) record_.failure = RawJson{to_json(*failure)};
            if (state == State::finished) record_.permille = 1000;
            record_.touched_at = tx.now();
            record_.finished_at = tx.now();
            update_import(tx, record_);
            auto entry = audit_entry("import_" + record_.kind + "_end");
            if (state == State::failed) entry.outcome = audit::Outcome::failed;
            audit::record(tx, actor_, std::move(entry));
        });
        if (progress_) progress_(1, record_);
    }

    void fail(const Note& why) {
        try {
            end(State::failed, why);
        } catch (const Problem&) {
            // The database is out of reach, which is why we are here: close_interrupted() puts it on record later.
        }
    }

    /// The next rows of the file, with those refused already that no Importer should see. False at the end.
    bool read_batch() {
        rows_.clear();
        while (rows_.size() < options_.batch) {
            auto row = reader_->next();
            if (!row) break;
            rows_.push_back(std::move(*row));
        }
        results_.assign(rows_.size(), {});
        good_.clear();
        good_at_.clear();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (const auto& fault = rows_[i].fault) {
                results_[i].refuse({"unreadable_row", "", fault->zh, fault->en});
                continue;
            }
            Row row(rows_[i], run_.columns);
            row.key = importer_->key(row);
            if (!row.key.empty()) {
                // 64 bits of a hash stand for the key: two of a million rows share them once in ten million files.
                auto [first, is_new] = seen_.try_emplace(std::hash<std::string>{}(row.key), row.line());
                if (!is_new) {
                    results_[i].refuse(
                        {"duplicate_row", "", fmt::format("与第{}行重复，请只保留正确的一行。", first->second),
                         fmt::format("The same as line {}; keep the one that is right.", first->second)});
                    continue;
                }
            }
            good_.push_back(std::move(row));
            good_at_.push_back(i);
        }
        return !rows_.empty();
    }

    /// The Importer's work on some of the batch's good rows.
    void apply(Tx& tx, std::size_t first, std::size_t count) {
        std::vector<RowResult> results(count);
        importer_->apply(tx, actor_, std::span(good_).subspan(first, count), results);
        for (std::size_t i = 0; i < count; ++i) results_[good_at_[first + i]] = std::move(results[i]);
    }

    /// Writes the outcomes of rows [first, last) of the batch and the counts. The caller keeps `next` after the commit.
    void account(Tx& tx, std::size_t first, std::size_t last, bool undone, Import& next) {
        next = record_;
        for (std::size_t i = first; i < last; ++i) {
            auto& result = results_[i];
            if (undone && result.outcome == RowOutcome::created) result.subject.reset();
            insert_row(tx, record_, rows_[i], result, cells_key_);
            ++next.row_count;
            ++count_of(next, result.outcome);
            if (!result.warnings.empty()) ++next.warned;
        }
        next.permille = static_cast<int>(reader_->progress() * 999);
        next.touched_at = tx.now();
        update_import(tx, next);
    }

    static std::int64_t& count_of(Import& run, RowOutcome outcome) {
        switch (outcome) {
            case RowOutcome::created: return run.created;
            case RowOutcome::updated: return run.updated;
            case RowOutcome::unchanged: return run.unchanged;
            case RowOutcome::refused: break;
        }
        return run.refused;
    }

    /// Carries out good rows [first, first+count), which stand in rows [row_first, row_last), in one transaction with
    /// their outcomes; a dry run undoes the former and keeps the latter.
    void carry_out(std::size_t first, std::size_t count, std::size_t row_first, std::size_t row_last, bool undo) {
        Import next;
        if (undo) {
            try {
                database_.write([&](Tx& tx) {
                    apply(tx, first, count);
                    throw Undo{};
                });
            } catch (const Undo&) {
                // As intended: what was written is gone, what was found out stays in results_.
            }
            database_.write([&](Tx& tx) { account(tx, row_first, row_last, true, next); });
        } else {
            database_.write([&](Tx& tx) {
                apply(tx, first, count);
                account(tx, row_first, row_last, false, next);
            });
        }
        record_ = next;
    }

    void account_only(std::size_t row) {
        Import next;
        database_.write([&](Tx& tx) { account(tx, row, row + 1, false, next); });
        record_ = next;
    }

    /// Some row broke its batch, for instance because another writer made the same record meanwhile.
    void carry_out_one_by_one(bool undo) {
        std::size_t good = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (good == good_at_.size() || good_at_[good] != i) {
                account_only(i);
                continue;
            }
            try {
                carry_out(good, 1, i, i + 1, undo);
            } catch (const Problem& problem) {
                if (is_of_the_machine(problem)) throw;
                results_[i] = {};
                results_[i].refuse(note_of(problem));
                account_only(i);
            }
            ++good;
        }
    }

    void run_batches(bool undo) {
        while (read_batch()) {
            try {
                carry_out(0, good_.size(), 0, rows_.size(), undo);
            } catch (const Problem& problem) {
                if (is_of_the_machine(problem)) throw;
                carry_out_one_by_one(undo);
            } catch (const std::exception&) {
                carry_out_one_by_one(undo);
            }
            if (progress_) progress_(reader_->progress(), record_);
        }
    }

    void run_all_or_nothing() {
        run_batches(true);
        if (options_.dry_run) return;
        if (record_.refused > 0)
            throw Problem(422, "rows_refused",
                          fmt::format("有{}行被拒绝，整个文件未导入。请下载被拒绝的行，改正后重新导入整个文件。",
                                      record_.refused),
                          fmt::format("{} rows are refused, so nothing was imported. Download the refused rows, mend "
                                      "them in the file, and import it again.",
                                      record_.refused));
        const Import tried = record_;
        try {
            database_.write([&](Tx& tx) {
                record_ = tried;
                record_.row_count = record_.created = record_.updated = record_.unchanged = record_.warned = 0;
                import_whole_file(tx);
            });
        } catch (...) {
            record_ = tried;
            throw;
        }
    }

    void import_whole_file(Tx& tx) {
        open();
        delete_rows(tx, record_);
        while (read_batch()) {
            apply(tx, 0, good_.size());
            for (std::size_t i = 0; i < rows_.size(); ++i)
                if (results_[i].outcome == RowOutcome::refused)
                    throw changed_meanwhile(rows_[i].line, results_[i].reasons.front());
            Import next;
            account(tx, 0, rows_.size(), false, next);
            record_ = next;
            if (progress_) progress_(reader_->progress(), record_);
        }
    }

    static Problem changed_meanwhile(std::size_t line, const Note& why) {
        return Problem::conflict(
            "changed_meanwhile", fmt::format("第{}行在导入期间不再成立，整个文件未导入：{}", line, why.zh),
            fmt::format("Line {} ceased to hold during the import, so nothing was imported: {}", line, why.en));
    }

    Database& database_;
    const Actor actor_;
    const Kind& kind_;
    const std::filesystem::path path_;
    const Options& options_;
    const Progress& progress_;
    std::unique_ptr<table::RowReader> reader_;
    Run run_;
    std::unique_ptr<Importer> importer_;
    Import record_;
    std::optional<seal::DataKey> cells_key_;
    std::unordered_map<std::size_t, std::size_t> seen_;  // hash of a key → its line
    // The batch: its rows, what became of each, and those an Importer gets to see.
    std::vector<table::Row> rows_;
    std::vector<RowResult> results_;
    std::vector<Row> good_;
    std::vector<std::size_t> good_at_;
};

}  // namespace

Import run_import(Database& database, const Actor& actor, std::string_view kind, const std::filesystem::path& path,
                  const Options& options, const Progress& progress) {
    const auto& found = Kind::find(kind);
    actor.require(Permission::import_run);
    actor.require(found.spec().permission);
    Actor within = actor;
    if (options.area) {
        if (!actor.scope.covers_division(*options.area)) throw no_such_record();
        within.scope = Scope::of_division(*options.area);
    }
    return Runner(database, std::move(within), found, path, options, progress).run();
}

}  // namespace tongzhou::imports
