// The machinery of imports with a kind of its own: words, each with a number. A word of another county is refused.
#include "platform/imports/imports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/audit/audit.hpp"
#include "platform/imports/endpoints.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Word {
    Uuid id;
    std::string word;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Word, (), (id, word, number))

const sql::Query find_word{"SELECT id, word, number FROM words WHERE word = :word"};
const sql::Query insert_word{"INSERT INTO words (id, word, number) VALUES (:id, :word, :number)"};
const sql::Query update_word{"UPDATE words SET number = :number WHERE id = :id"};

/// What the tests make go wrong.
struct Trouble {
    std::string throw_problem_at, throw_bug_at, lose_database_at;
    int batches_until_stop = -1;
} trouble;

class WordImporter final : public Importer {
  public:
    std::string key(const Row& row) const override { return std::string(row.cell(0)); }

    void apply(Tx& tx, const Actor&, std::span<const Row> rows, std::span<RowResult> results) override {
        if (trouble.batches_until_stop >= 0 && trouble.batches_until_stop-- == 0)
            throw Problem::unavailable("database_unreachable", "数据库连接不上。", "The database is out of reach.", 5);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& word = rows[i].key;
            auto number = shape_detail::integer_of(rows[i].cell(1));
            if (!number) {
                results[i].refuse({"not_an_integer", "number", "不是整数", "not an integer"});
                continue;
            }
            if (*number == 13) results[i].warnings.push_back({"unlucky", "number", "不吉利", "unlucky"});
            auto known = tx.find<Word>(find_word, word);
            results[i].outcome = !known                     ? RowOutcome::created
                                 : known->number != *number ? RowOutcome::updated
                                                            : RowOutcome::unchanged;
            if (!known)
                tx.run(insert_word, new_uuid_v7(tx.now()), word, *number);
            else if (known->number != *number)
                tx.run(update_word, *number, known->id);
            results[i].subject = tx.find<Word>(find_word, word)->id;
            if (word == trouble.throw_problem_at)
                throw Problem::conflict("taken_meanwhile", "已被占用", "taken meanwhile");
            if (word == trouble.throw_bug_at) throw std::runtime_error("a bug");
        }
    }
};

const Kind words{{.name = "words",
                  .title = {"词", "Words"},
                  .fields = {{"word", "词", "Word", {"term"}, table::Need::required},
                             {"number", "数", "Number", {}, table::Need::required}},
                  .permission = Permission::person_write,
                  .start = [](const Run&) -> std::unique_ptr<Importer> { return std::make_unique<WordImporter>(); }}};

Actor officer_of(std::string_view division) {
    Actor actor;
    actor.kind = ActorKind::account;
    actor.name = "officer";
    actor.scope = Scope::of_division(DivisionCode::of(division));
    actor.permissions = {Permission::import_run, Permission::person_write};
    return actor;
}

class Imports : public ::testing::Test {
  protected:
    Imports() {
        trouble = {};
        db->write([](Tx& tx) {
            tx.connection().execute("CREATE TABLE words (id UUID PRIMARY KEY, word TEXT UNIQUE, number BIGINT)");
        });
        std::filesystem::create_directory(folder);
    }
    ~Imports() override { std::filesystem::remove_all(folder); }

    std::filesystem::path file(const std::string& content) {
        auto path = folder / fmt::format("words-{}.csv", ++files);
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    Import run(const std::string& content, const Options& options = {}, const Progress& progress = {}) {
        return run_import(*db, officer, "words", file(content), options, progress);
    }
    std::vector<std::string> on_record() {
        return db->read_value(
            [](Snapshot& s) { return s.all_of<std::string>("SELECT word FROM words ORDER BY word", {}); });
    }
    std::vector<ImportedRow> rows_of(const Import& import, std::optional<RowOutcome> outcome = {}) {
        RowFilter filter;
        filter.id = import.id;
        filter.outcome = outcome;
        filter.limit = 500;
        return db->read_value([&](Snapshot& s) { return list_rows(s, officer, filter); }).items;
    }
    std::string refused_file(const Import& import, ExportFormat format = ExportFormat::csv) {
        auto download = download_refused(*db, officer, {import.id, format});
        std::string content;
        while (auto chunk = download.source()) content += *chunk;
        return content;
    }
    static std::string counts(const Import& run) {
        return fmt::format("{} = {}+{}+{}+{}, {} warned", run.row_count, run.created, run.updated, run.unchanged,
                           run.refused, run.warned);
    }
    std::string code_of_failure(const Import& import) {
        return from_json<Note>(import.failure.value_or(RawJson{R"({"code":"","field":"","zh":"","en":""})"}).json).code;
    }
    Import read_back(const Id<Import>& id) {
        return db->read_value([&](Snapshot& s) { return get_import(s, officer, {id}); });
    }

    testing::TestDatabase db{&audit_migrations, &imports_migrations};
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("tongzhou-imports-" + new_uuid_v7({}).text());
    int files = 0;
    const Actor officer = officer_of("3708");
};

template <class Call>
std::string problem_of(Call&& call) {
    try {
        call();
        return "";
    } catch (const Problem& problem) {
        return problem.faults().empty() ? problem.code() : problem.faults().front().code;
    }
}

TEST_F(Imports, EveryRowHasItsOutcome) {
    run("词,数\n甲,1\n乙,2\n");
    auto import = run("Term,Number\n甲,1\n乙,3\n丙,13\n丁,x\n");
    EXPECT_EQ(counts(import), "4 = 1+1+1+1, 1 warned");
    EXPECT_EQ(import.state, State::finished);
    EXPECT_EQ(import.permille, 1000);
    const auto rows = rows_of(import);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].line, 2);
    EXPECT_EQ(rows[0].outcome, RowOutcome::unchanged);
    EXPECT_EQ(rows[1].outcome, RowOutcome::updated);
    EXPECT_EQ(rows[2].outcome, RowOutcome::created);
    EXPECT_TRUE(rows[2].warned);
    EXPECT_TRUE(rows[2].subject);
    EXPECT_FALSE(rows[2].cells) << "cells are kept for refused rows only";
    EXPECT_EQ(rows[3].outcome, RowOutcome::refused);
    EXPECT_THAT(rows[3].notes->json, HasSubstr("not_an_integer"));
    EXPECT_EQ(rows[3].cells->json, R"(["丁","x"])");
    EXPECT_EQ(rows_of(import, RowOutcome::refused).size(), 1u);
    EXPECT_EQ(to_json(read_back(import.id)), to_json(import));
}

TEST_F(Imports, AFileImportedAgainIsUnchanged) {
    const std::string content = "词,数\n甲,1\n乙,2\n丙,3\n";
    EXPECT_EQ(counts(run(content)), "3 = 3+0+0+0, 0 warned");
    EXPECT_EQ(counts(run(content)), "3 = 0+0+3+0, 0 warned");
}

TEST_F(Imports, ADryRunSaysTheSameAndLeavesNothing) {
    run("词,数\n甲,1\n");
    const std::string content = "词,数\n甲,2\n乙,2\n乙,3\n丙,x\n丁,13\n";
    Options options;
    options.batch = 2;
    options.dry_run = true;
    auto tried = run(content, options);
    EXPECT_EQ(counts(tried), "5 = 2+1+0+2, 1 warned");
    EXPECT_THAT(on_record(), ElementsAre("甲"));
    for (const auto& row : rows_of(tried, RowOutcome::created)) EXPECT_FALSE(row.subject) << "it does not exist";
    options.dry_run = false;
    EXPECT_EQ(counts(run(content, options)), counts(tried));
}

TEST_F(Imports, TheSecondRowOfAKeyIsRefusedAndNamesTheFirst) {
    Options options;
    options.batch = 1;
    auto import = run("词,数\n甲,1\n乙,2\n甲,1\n", options);
    EXPECT_EQ(counts(import), "3 = 2+0+0+1, 0 warned");
    const auto refused = rows_of(import, RowOutcome::refused);
    ASSERT_EQ(refused.size(), 1u);
    EXPECT_EQ(refused[0].line, 4);
    EXPECT_THAT(refused[0].notes->json, HasSubstr("第2行"));
}

TEST_F(Imports, RefusedRowsAreMendedAndImportedAgain) {
    auto import = run("备注,词,数\n\"a,b\",甲,一\n,乙,2\nc,丙,三\n");
    EXPECT_EQ(counts(import), "3 = 1+0+0+2, 0 warned");
    auto content = refused_file(import);
    EXPECT_THAT(content, HasSubstr("备注,词,数,行号,原因\r\n"));
    EXPECT_THAT(content, HasSubstr("\"a,b\",甲,一,2,不是整数\r\n"));
    EXPECT_THAT(content, HasSubstr("c,丙,三,4,不是整数\r\n"));
    EXPECT_THAT(content, Not(HasSubstr("乙")));
    content.replace(content.find("一"), 3, "1");
    auto mended = run(content);
    EXPECT_EQ(counts(mended), "2 = 1+0+0+1, 0 warned");
    EXPECT_THAT(on_record(), ElementsAre("乙", "甲"));
    // The file of what is still refused has each column once.
    const auto rest = refused_file(mended);
    EXPECT_THAT(rest, HasSubstr("备注,词,数,行号,原因\r\n"));
    EXPECT_EQ(refused_file(import, ExportFormat::xlsx).substr(0, 2), "PK");
}

TEST_F(Imports, AllOrNothingImportsNothingWhileARowIsRefused) {
    Options options;
    options.mode = Mode::all_or_nothing;
    options.batch = 2;
    const auto id = options.id = Id<Import>::make(db.clock().now());
    EXPECT_EQ(problem_of([&] { run("词,数\n甲,1\n乙,2\n丙,x\n", options); }), "rows_refused");
    EXPECT_TRUE(on_record().empty());
    auto import = read_back(*id);
    EXPECT_EQ(import.state, State::failed);
    EXPECT_EQ(code_of_failure(import), "rows_refused");
    EXPECT_EQ(import.refused, 1);
    EXPECT_THAT(refused_file(import), HasSubstr("丙"));

    options.id.reset();
    auto whole = run("词,数\n甲,1\n乙,2\n丙,3\n", options);
    EXPECT_EQ(counts(whole), "3 = 3+0+0+0, 0 warned");
    EXPECT_EQ(rows_of(whole).size(), 3u);
    for (const auto& row : rows_of(whole)) EXPECT_TRUE(row.subject);
    EXPECT_EQ(on_record().size(), 3u);
}

TEST_F(Imports, AllOrNothingIsUndoneWholeWhenItBreaksInTheMiddle) {
    Options options;
    options.mode = Mode::all_or_nothing;
    options.batch = 1;
    options.id = Id<Import>::make(db.clock().now());
    trouble.batches_until_stop = 4;  // three batches of the trial, then the second of the import
    EXPECT_EQ(problem_of([&] { run("词,数\n甲,1\n乙,2\n丙,3\n", options); }), "database_unreachable");
    EXPECT_TRUE(on_record().empty());
    EXPECT_EQ(read_back(*options.id).state, State::failed);
}

TEST_F(Imports, ARowThatBreaksItsBatchIsTheOnlyOneRefused) {
    trouble.throw_problem_at = "乙";
    auto import = run("词,数\n甲,1\n乙,2\n丙,3\n丁,x\n");
    EXPECT_EQ(counts(import), "4 = 2+0+0+2, 0 warned");
    EXPECT_THAT(on_record(), ElementsAre("丙", "甲"));
    const auto refused = rows_of(import, RowOutcome::refused);
    ASSERT_EQ(refused.size(), 2u);
    EXPECT_THAT(refused[0].notes->json, HasSubstr("taken_meanwhile"));
    Options dry;
    dry.dry_run = true;
    EXPECT_EQ(counts(run("词,数\n甲,1\n乙,2\n丙,3\n丁,x\n", dry)), "4 = 0+0+2+2, 0 warned");
    EXPECT_EQ(on_record().size(), 2u);
}

TEST_F(Imports, ABugEndsTheRunAndKeepsWhatWasDone) {
    Options options;
    options.batch = 1;
    options.id = Id<Import>::make(db.clock().now());
    trouble.throw_bug_at = "乙";
    EXPECT_THROW(run("词,数\n甲,1\n乙,2\n丙,3\n", options), std::runtime_error);
    auto import = read_back(*options.id);
    EXPECT_EQ(import.state, State::failed);
    EXPECT_EQ(counts(import), "1 = 1+0+0+0, 0 warned");
    EXPECT_THAT(on_record(), ElementsAre("甲"));
}

// The program is stopped in the middle of a file: the records and the outcomes of whole batches are there, and the same
// file completes the import.
TEST_F(Imports, AnInterruptedRunIsCompletedByTheSameFile) {
    Options options;
    options.batch = 2;
    options.id = Id<Import>::make(db.clock().now());
    const std::string content = "词,数\n甲,1\n乙,2\n丙,3\n丁,4\n戊,5\n";
    // Like kill -9: nothing is written after the second batch, not even the failure.
    struct Killed {};
    int batches = 0;
    const Progress kill = [&](double, const Import&) {
        if (++batches == 2) throw Killed{};
    };
    EXPECT_THROW(run(content, options, kill), Killed);
    auto import = read_back(*options.id);
    EXPECT_EQ(import.state, State::running);
    EXPECT_EQ(counts(import), "4 = 4+0+0+0, 0 warned");
    EXPECT_EQ(rows_of(import).size(), 4u);
    EXPECT_EQ(on_record().size(), 4u);

    close_interrupted(*db, std::chrono::minutes(2));
    EXPECT_EQ(read_back(import.id).state, State::running) << "it may still be alive";
    close_interrupted(*db, std::chrono::milliseconds(0));
    EXPECT_EQ(read_back(import.id).state, State::failed);
    EXPECT_EQ(code_of_failure(read_back(import.id)), "interrupted");

    EXPECT_EQ(counts(run(content)), "5 = 1+0+4+0, 0 warned");
    EXPECT_EQ(on_record().size(), 5u);
}

TEST_F(Imports, ALostDatabaseFailsTheRun) {
    Options options;
    options.batch = 1;
    options.id = Id<Import>::make(db.clock().now());
    trouble.batches_until_stop = 1;
    EXPECT_EQ(problem_of([&] { run("词,数\n甲,1\n乙,2\n", options); }), "database_unreachable");
    EXPECT_EQ(code_of_failure(read_back(*options.id)), "database_unreachable");
    EXPECT_THAT(on_record(), ElementsAre("甲")) << "no row is refused for it";
}

TEST_F(Imports, TheSameUploadSentTwiceIsOneRun) {
    Options options;
    options.id = Id<Import>::make(db.clock().now());
    auto first = run("词,数\n甲,1\n", options);
    auto second = run("词,数\n甲,1\n乙,2\n", options);
    EXPECT_EQ(to_json(second), to_json(first));
    EXPECT_THAT(on_record(), ElementsAre("甲"));
    EXPECT_EQ(problem_of([&] { run_import(*db, officer_of("370831"), "words", file("词,数\n丙,1\n"), options); }),
              "not_found");
    EXPECT_THAT(on_record(), ElementsAre("甲"));
}

TEST_F(Imports, WhatCannotBeReadIsRefusedBeforeAnythingIsOnRecord) {
    EXPECT_EQ(problem_of([&] { run("词\n甲\n"); }), "missing");
    EXPECT_EQ(problem_of([&] { run(""); }), "empty_table");
    EXPECT_EQ(problem_of([&] { run_import(*db, officer, "nouns", file("词,数\n"), {}); }), "no_such_import");
    auto without = officer;
    without.permissions = {Permission::import_run};
    EXPECT_EQ(problem_of([&] { run_import(*db, without, "words", file("词,数\n"), {}); }), "permission_missing");
    without.permissions = {Permission::person_write};
    EXPECT_EQ(problem_of([&] { run_import(*db, without, "words", file("词,数\n"), {}); }), "permission_missing");
    Options elsewhere;
    elsewhere.area = DivisionCode::of("3701");
    EXPECT_EQ(problem_of([&] { run("词,数\n甲,1\n", elsewhere); }), "not_found");
    EXPECT_TRUE(db->read_value([&](Snapshot& s) { return list_imports(s, officer, {}); }).items.empty());
}

TEST_F(Imports, AFileCutShortFailsTheRun) {
    Options options;
    options.id = Id<Import>::make(db.clock().now());
    EXPECT_EQ(problem_of([&] { run("词,数\n甲,1\n# rows,2\n", options); }), "truncated_file");
    EXPECT_EQ(read_back(*options.id).state, State::failed);
}

TEST_F(Imports, ARowThatCannotBeReadIsRefusedAlone) {
    auto import = run("词,数\n甲,1,多余\n乙,2\n");
    EXPECT_EQ(counts(import), "2 = 1+0+0+1, 0 warned");
    EXPECT_THAT(rows_of(import, RowOutcome::refused).at(0).notes->json, HasSubstr("unreadable_row"));
    EXPECT_THAT(refused_file(import), HasSubstr("甲"));
}

TEST_F(Imports, AFileWithoutRowsIsFinished) {
    auto import = run("词,数\n");
    EXPECT_EQ(counts(import), "0 = 0+0+0+0, 0 warned");
    EXPECT_EQ(import.state, State::finished);
    EXPECT_THAT(refused_file(import), HasSubstr("# rows,0"));
}

TEST_F(Imports, ProgressIsToldAfterEveryBatch) {
    std::vector<std::int64_t> rows;
    double last = 0;
    Options options;
    options.batch = 2;
    run("词,数\n甲,1\n乙,2\n丙,3\n", options, [&](double fraction, const Import& import) {
        EXPECT_GE(fraction, last);
        last = fraction;
        rows.push_back(import.row_count);
    });
    EXPECT_THAT(rows, ElementsAre(2, 3, 3));
    EXPECT_EQ(last, 1);
}

TEST_F(Imports, ColumnsThatDoNotSpeakForThemselvesAreChosen) {
    Options options;
    options.columns = {{"A", "word"}, {"B", "number"}};
    auto import = run("A,B\n甲,1\n", options);
    EXPECT_EQ(import.created, 1);
    EXPECT_EQ(import.columns.json, R"([{"header":"A","field":"word"},{"header":"B","field":"number"}])");
    auto preview = preview_columns(*db, officer, {.kind = "words", .sheet = {}, .columns = {}},
                                   {"text/csv", "A,数,Number\n甲,1,2\n乙,2,3\n"});
    EXPECT_FALSE(preview.usable);
    ASSERT_EQ(preview.fields.size(), 2u);
    EXPECT_EQ(preview.fields[0].header, std::nullopt);
    EXPECT_THAT(preview.fields[1].candidates, ElementsAre("数", "Number"));
    ASSERT_EQ(preview.rows.size(), 2u);
    EXPECT_THAT(preview.rows[0].cells, ElementsAre("甲", "1", "2"));
    preview =
        preview_columns(*db, officer,
                        {.kind = "words",
                         .sheet = {},
                         .columns = Text<20'000>(R"([{"header":"A","field":"word"},{"header":"数","field":""}])")},
                        {"text/csv", "A,数,Number\n甲,1,2\n"});
    EXPECT_TRUE(preview.usable);
}

TEST_F(Imports, AnUploadIsImported) {
    UploadRequest request;
    request.kind = "words";
    request.file_name = Text<255>("词表.csv");
    auto import = upload_import(*db, officer, request, {"text/csv", "词,数\n甲,1\n"});
    EXPECT_EQ(import.created, 1);
    EXPECT_EQ(import.file_name, "词表.csv");
}

TEST_F(Imports, KindsAndTemplatesSayWhatCanBeImported) {
    const auto kinds = db->read_value([&](Snapshot& s) { return list_kinds(s, officer); });
    const auto words = std::ranges::find(kinds.items, "words", &KindEntry::name);
    ASSERT_NE(words, kinds.items.end());
    EXPECT_TRUE(words->fields.at(0).required);
    auto without = officer;
    without.permissions = {Permission::import_run};
    EXPECT_TRUE(db->read_value([&](Snapshot& s) { return list_kinds(s, without); }).items.empty());
    auto download = download_template(*db, officer, {.kind = "words", .format = ExportFormat::csv});
    std::string content;
    while (auto chunk = download.source()) content += *chunk;
    EXPECT_THAT(content, HasSubstr("词,数\r\n"));
}

TEST_F(Imports, OfOthersAreNotSeen) {
    auto import = run("词,数\n甲,x\n");
    for (const auto& other : {officer_of("370831"), officer_of("3701")}) {
        EXPECT_EQ(problem_of([&] { db->read([&](Snapshot& s) { get_import(s, other, {import.id}); }); }), "not_found");
        RowFilter rows;
        rows.id = import.id;
        EXPECT_EQ(problem_of([&] { db->read([&](Snapshot& s) { list_rows(s, other, rows); }); }), "not_found");
        EXPECT_EQ(problem_of([&] { download_refused(*db, other, {import.id, {}}); }), "not_found");
        ImportFilter filter;
        filter.count = true;
        auto page = db->read_value([&](Snapshot& s) { return list_imports(s, other, filter); });
        EXPECT_TRUE(page.items.empty());
        EXPECT_EQ(page.total, 0);
    }
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return list_imports(s, officer_of("37"), {}); }).items.size(), 1u);
}

TEST_F(Imports, AreOnTheAuditLog) {
    run("词,数\n甲,1\n");
    const auto actions = db->read_value([](Snapshot& s) {
        return s.all_of<std::string>("SELECT action FROM audit_log ORDER BY at, chain, number", {});
    });
    EXPECT_THAT(actions, ::testing::UnorderedElementsAre("import_words", "import_words_end"));
}

}  // namespace
}  // namespace tongzhou::imports
