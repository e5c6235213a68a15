#include <rapidcheck.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.hpp"
#include "platform/table/formula_guard.hpp"
#include "platform/table/test_files.hpp"
#include "platform/table/trimmed.hpp"

namespace tongzhou::table {
namespace {

using Cells = std::vector<std::vector<std::string>>;

const std::vector<std::string> header{"名称", "code", "note"};

std::string csv_of(const std::vector<std::string>& head, const Cells& rows, CsvOptions options = {}) {
    std::string file;
    const auto writer = write_csv(
        head, [&](std::string_view bytes) { file += bytes; }, options);
    for (const auto& row : rows) writer->write(row);
    writer->finish();
    return file;
}

/// What anyone might type, and worse.
rc::Gen<std::string> nasty_cell() {
    const std::vector<std::string> pieces{"",      "\"",     ",",       ";",
                                          "\t",    "\n",     "'",       "=",
                                          "+",     "-",      "@",       " ",
                                          "　",    "\u00A0", "007",     "370802199001011234",
                                          "1.50",  "济宁",   "𠮷",      "👩‍🚒",
                                          "<&>",   "]]>",    "_x0041_", "_x005F_",
                                          "\x01",  "\uFFFE", "a",       "91370800706348746H",
                                          "# rows"};
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                        [](const auto& parts) {
                            std::string cell;
                            for (const auto& part : parts) cell += part;
                            return cell;
                        });
}

rc::Gen<Cells> nasty_rows() {
    return rc::gen::container<Cells>(rc::gen::container<std::vector<std::string>>(header.size(), nasty_cell()));
}

/// What a reader gives back: trimmed, without rows that are empty.
Cells as_read(const Cells& rows) {
    Cells kept;
    for (auto row : rows) {
        for (auto& cell : row) cell = std::string(trim(cell));
        if (std::ranges::any_of(row, [](const auto& cell) { return !cell.empty(); })) kept.push_back(row);
    }
    return kept;
}

TEST(Trimmed, is_what_trim_does) {
    EXPECT_TRUE(rc::check([] {
        const auto cell = *nasty_cell();
        for (const auto space : {"", " ", "\n", "\u3000", "\u00A0", "\u200B", "\uFEFF"}) {
            RC_ASSERT(trimmed(space + cell) == trim(space + cell));
            RC_ASSERT(trimmed(cell + space) == trim(cell + space));
        }
    }));
}

TEST(CsvWriter, writes_rfc_4180_and_the_count) {
    EXPECT_EQ(csv_of(header, {{"济宁, 市", "007", "say \"ok\""}, {"", "  ", ""}, {"two\nlines", "-3.5", "=1+1"}}),
              "\xEF\xBB\xBF名称,code,note\r\n\"济宁, 市\",007,\"say \"\"ok\"\"\"\r\n\"two\nlines\",-3.5,'=1+1\r\n# "
              "rows,2\r\n");
    EXPECT_EQ(csv_of({"a"}, {}, {.byte_order_mark = false}), "a\r\n# rows,0\r\n");
}

TEST(CsvWriter, guards_formulas_but_not_numbers) {
    for (const auto cell : {"=1+1", "+86 537", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", "'=1", "''@x", "＝1", "-",
                            "-.5", "-1.", "-1.5.2"})
        EXPECT_TRUE(needs_formula_guard(cell)) << cell;
    for (const auto cell : {"-3.5", "-7", "a=b", "", " ", "'quoted'", "'", "\t", "济宁", "1-2"})
        EXPECT_FALSE(needs_formula_guard(cell)) << cell;
}

TEST(CsvWriter, comes_back_as_it_was) {
    const ScratchFolder folder;
    EXPECT_TRUE(rc::check([&] {
        const auto rows = *nasty_rows();
        const CsvOptions options{*rc::gen::arbitrary<bool>(), *rc::gen::element(',', ';', '\t')};
        const auto table = read_all(folder.file(csv_of(header, rows, options)));
        RC_ASSERT(table.header == header);
        RC_ASSERT(table.cells() == as_read(rows));
        RC_ASSERT(table.complete);
        for (const auto& row : table.rows) RC_ASSERT(!row.fault);
    }));
}

TEST(XlsxWriter, comes_back_as_it_was) {
    EXPECT_TRUE(rc::check([&] {
        const auto rows = *nasty_rows();
        const auto writer = write_xlsx(header, {.rows_per_sheet = *rc::gen::inRange<std::size_t>(3, 20)});
        for (const auto& row : rows) writer->write(row);
        const auto table = read_all(writer->finish_to_file());
        RC_ASSERT(table.header == header);
        RC_ASSERT(table.cells() == as_read(rows));
        RC_ASSERT(table.complete);
        for (const auto& row : table.rows) RC_ASSERT(!row.fault);
    }));
}

TEST(XlsxWriter, writes_numbers_only_where_told) {
    const auto writer = write_xlsx(header, {.number_columns = {2}});
    writer->write({"1.50", "007", "1.50"});
    writer->write({"1", "370802199001011234", "not a number"});
    writer->write({"1", "2", "370802199001011234"});
    EXPECT_EQ(
        read_all(writer->finish_to_file()).cells(),
        (Cells{{"1.50", "007", "1.5"}, {"1", "370802199001011234", "not a number"}, {"1", "2", "370802199001011234"}}));
}

TEST(XlsxWriter, refuses_a_cell_that_it_would_have_to_cut) {
    const auto writer = write_xlsx({"a"});
    writer->write({std::string(32'767, 'x')});
    EXPECT_EQ(problem_of([&] { writer->write({std::string(32'768, 'x')}); }), "cell_too_long");
}

TEST(XlsxWriter, removes_its_file) {
    std::filesystem::path name;
    {
        const auto writer = write_xlsx({"a"});
        writer->write({"1"});
        name = writer->finish_to_file();
        EXPECT_TRUE(std::filesystem::exists(name));
        const auto unfinished = write_xlsx({"a"});
        unfinished->write({"1"});
    }
    EXPECT_FALSE(std::filesystem::exists(name));
    EXPECT_EQ(problem_of([] { write_xlsx({"a"}, {.temporary_folder = "/nowhere/at/all"}); }), "disk_full");
}

TEST(XlsxWriter, notices_a_full_disk) {
    // A child whose files may not grow beyond 100 kB stands for a full disk.
    const auto child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::string code;
        try {
            const auto writer = write_xlsx({"a"});
            for (int i = 0; i < 20'000; ++i) writer->write({std::to_string(i * 7919)});
            writer->finish();
        } catch (const Problem& problem) {
            code = problem.code();
        }
        _exit(code == "disk_full" ? 42 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 42);
}

TEST(Trailer, is_checked) {
    const ScratchFolder folder;
    const auto read = [&](std::string_view text) { return read_all(folder.file(text)); };
    EXPECT_TRUE(read("a,b\n1,2\n3,4\n# rows,2\n").complete);
    EXPECT_TRUE(read("a,b\n1,2\n3,4\n# rows,2,,\n\n,\n").complete);
    EXPECT_TRUE(read("a\n1\n# rows,1\n").complete);
    EXPECT_EQ(problem_of([&] { read("a,b\n1,2\n# rows,2\n"); }), "truncated_file");
    EXPECT_EQ(problem_of([&] { read("a,b\n1,2\n3,4\n5,6\n# rows,2\n"); }), "truncated_file");
    // Not the last row, or no count: a row like any other.
    EXPECT_EQ(read("a,b\n# rows,1\n3,4\n").rows.size(), 2U);
    EXPECT_EQ(read("a,b\n1,2\n# rows,two\n").rows.size(), 2U);
    EXPECT_EQ(read("a,b\n# rows,1\n# rows,1\n").rows.size(), 1U);
}

}  // namespace
}  // namespace tongzhou::table
