#include <iconv.h>

#include "platform/table/test_files.hpp"

namespace tongzhou::table {
namespace {

using Cells = std::vector<std::vector<std::string>>;

class Csv : public testing::Test {
  protected:
    Table read(std::string_view content, const Limits& limits = {}) {
        return read_all(folder.file(content), {"", limits});
    }
    std::string problem(std::string_view content, const Limits& limits = {}) {
        return problem_of([&] { read(content, limits); });
    }
    ScratchFolder folder;
};

std::string converted(std::string text, const char* encoding) {
    auto* converter = iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 4, '\0');
    char *from = text.data(), *to = out.data();
    std::size_t left = text.size(), room = out.size();
    EXPECT_EQ(iconv(converter, &from, &left, &to, &room), 0U);
    iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

TEST_F(Csv, takes_quotes_and_every_line_end) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto table = read("name,address,note" + end + "\"济宁, 市\",\"line one" + end +
                                "line two\",\"say \"\"ok\"\"\"" + end + "b,5\" pipe,");
        EXPECT_EQ(table.header, (std::vector<std::string>{"name", "address", "note"}));
        ASSERT_EQ(table.cells(), (Cells{{"济宁, 市", "line one\nline two", "say \"ok\""}, {"b", "5\" pipe", ""}}));
        EXPECT_EQ(table.rows[0].line, 2U);
        EXPECT_EQ(table.rows[1].line, 4U);
        EXPECT_FALSE(table.rows[0].fault || table.rows[1].fault);
        EXPECT_FALSE(table.complete);
    }
}

TEST_F(Csv, finds_the_separator_in_the_header_line) {
    EXPECT_EQ(read("a;b;c\n1,5;2;3\n").cells(), (Cells{{"1,5", "2", "3"}}));
    EXPECT_EQ(read("a\tb\n1,2\t3;4\n").cells(), (Cells{{"1,2", "3;4"}}));
    EXPECT_EQ(read("\"a;b;c\",d\n1,2\n").header, (std::vector<std::string>{"a;b;c", "d"}));
    EXPECT_EQ(read("\n\none\nx;y\n").cells(), (Cells{{"x;y"}}));
}

TEST_F(Csv, trims_cells_passes_over_empty_rows_and_pads_short_ones) {
    const auto table = read(
        "\xEF\xBB\xBF a ,　b　,c,,\n\n 1 ,\xC2\xA0"
        "2,,,\n,,,,\n \"x\" ,\n1\n");
    EXPECT_EQ(table.header, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(table.cells(), (Cells{{"1", "2", ""}, {"x", "", ""}, {"1", "", ""}}));
    for (const auto& row : table.rows) EXPECT_FALSE(row.fault);
    EXPECT_EQ(table.rows[0].line, 3U);
    EXPECT_EQ(table.rows[1].line, 5U);
}

TEST_F(Csv, blames_a_row_that_is_longer_than_the_header_and_goes_on) {
    const auto table = read("a,b\n1,2,3\n4,5,\n");
    ASSERT_EQ(table.rows.size(), 2U);
    ASSERT_TRUE(table.rows[0].fault);
    EXPECT_NE(table.rows[0].fault->en.find("column 3"), std::string::npos);
    EXPECT_EQ(table.rows[0].cells, (std::vector<std::string>{"1", "2"}));
    EXPECT_FALSE(table.rows[1].fault);
}

TEST_F(Csv, reads_what_excel_in_china_saves) {
    const std::string text = "企业名称,统一社会信用代码,备注\r\n济宁高新区柳行供销合作社,91370800706348746H,㐀镕\r\n";
    const auto wanted = read(text).cells();
    EXPECT_EQ(wanted.at(0).at(0), "济宁高新区柳行供销合作社");
    EXPECT_EQ(read(converted(text, "GB18030")).cells(), wanted);
    EXPECT_EQ(read("\xFF\xFE" + converted(text, "UTF-16LE")).cells(), wanted);
    EXPECT_EQ(read("\xFE\xFF" + converted(text, "UTF-16BE")).cells(), wanted);
}

TEST_F(Csv, learns_the_encoding_from_rows_far_behind_the_header) {
    std::string text = "id,name\n";
    for (int i = 0; i < 100'000; ++i) text += fmt::format("{},plain\n", i);
    const auto table = read(text + converted("x,邹城市振华机械配件有限公司\n", "GBK"));
    EXPECT_EQ(table.rows.back().cells[1], "邹城市振华机械配件有限公司");
    EXPECT_FALSE(table.rows.back().fault);
}

TEST_F(Csv, blames_rows_with_bytes_that_are_no_text) {
    // One bad byte in much UTF-8 does not make it GB18030.
    auto table = read("名称,说明\n济宁,好\n济宁\xFF市,坏\n邹城,好\n曲阜,好\n");
    ASSERT_EQ(table.rows.size(), 4U);
    EXPECT_TRUE(table.rows[1].fault);
    EXPECT_EQ(table.rows[1].cells[0], "济宁\xEF\xBF\xBD市");
    EXPECT_FALSE(table.rows[0].fault || table.rows[2].fault || table.rows[3].fault);

    table = read(converted("名称,说明\n济宁,好\n", "GBK") + "\xFF,x\ny,z\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].cells[0], "济宁");
    EXPECT_TRUE(table.rows[1].fault);
    EXPECT_FALSE(table.rows[2].fault);

    table = read(std::string_view("a,b\n1,x\0y\n2,z\n", 14));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_TRUE(table.rows[0].fault);
    EXPECT_FALSE(table.rows[1].fault);
}

TEST_F(Csv, blames_text_behind_a_closing_quote) {
    const auto table = read("a,b\n\"one\"two,3\n\"one\" ,3\n");
    EXPECT_TRUE(table.rows.at(0).fault);
    EXPECT_FALSE(table.rows.at(1).fault);
    EXPECT_EQ(table.rows.at(1).cells[0], "one");
}

TEST_F(Csv, names_the_line_of_a_quote_that_is_never_closed) {
    try {
        read("a,b\n1,2\n3,\"open\n5,6\n");
        FAIL() << "read to the end";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "unterminated_quote");
        EXPECT_NE(problem.detail().en.find("line 3, column 2"), std::string::npos);
        EXPECT_NE(problem.detail().zh.find("第 3 行第 2 列"), std::string::npos);
    }
}

TEST_F(Csv, blames_what_is_too_large_and_goes_on) {
    const std::string cell(70'000, 'x');
    auto table = read("a,b\n" + cell + ",1\n\"" + cell + "\",2\nok,3\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_TRUE(table.rows[0].fault && table.rows[1].fault);
    EXPECT_EQ(table.rows[1].cells[1], "2");
    EXPECT_FALSE(table.rows[2].fault);

    std::string line = "1";
    for (int i = 0; i < 30; ++i) line += "," + std::string(40'000, 'y');
    table = read("a,b\n" + line + "\nok,3\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_NE(table.rows[0].fault->en.find("longer than 1048576"), std::string::npos);
    EXPECT_FALSE(table.rows[1].fault);

    table = read("a,b\n" + std::string(2'000, ',') + "z\nok,3\n");
    EXPECT_NE(table.rows.at(0).fault->en.find("more than 1024 columns"), std::string::npos);
    EXPECT_FALSE(table.rows.at(1).fault);
}

TEST_F(Csv, refuses_what_is_no_table) {
    EXPECT_EQ(problem(""), "empty_table");
    EXPECT_EQ(problem("\n\n,,\n"), "empty_table");
    EXPECT_EQ(problem("\xEF\xBB\xBF"), "empty_table");
    EXPECT_EQ(problem("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old workbook"), "legacy_workbook");
    EXPECT_EQ(problem("\n <HTML><table><tr>"), "not_a_table");
    EXPECT_EQ(problem("%PDF-1.4"), "not_a_table");
    EXPECT_EQ(problem("a,\xFF\n1,2\n"), "bad_header");
    EXPECT_EQ(problem("a\n1\n2\n3\n", {.rows = 2}), "too_many_rows");
    EXPECT_EQ(problem("a\n1\n2\n", {.rows = 2}), "");
    EXPECT_EQ(problem_of([&] { open_table(folder.path() / "absent"); }), "no_such_file");
    EXPECT_EQ(problem_of([&] { open_table(folder.path()); }), "file_unreadable");
}

// The block that is read at once ends anywhere: between CR and LF, between two quotes, within a character.
TEST_F(Csv, does_not_mind_where_a_block_ends) {
    for (const auto encoding : {"UTF-8", "GB18030"}) {
        for (std::size_t shift = 0; shift < 48; ++shift) {
            std::string text = "甲,乙\n";
            while (text.size() < (256 << 10) - 1'000) text += "0123456789012345678901234567890123456789,\n";
            text += std::string(1'000 - 1 - (text.size() - ((256 << 10) - 1'000)) - shift, 'f') + "\n";
            text += "\"say \"\"ok\"\", 济宁\r\n市\",𠮷\r\n\"x\",y\r\n";
            const auto table = read(converted(text, encoding));
            const auto& row = table.rows.at(table.rows.size() - 2);
            ASSERT_EQ(row.cells, (std::vector<std::string>{"say \"ok\", 济宁\n市", "𠮷"})) << shift << encoding;
            ASSERT_EQ(table.rows.back().line, row.line + 2);
            ASSERT_EQ(table.rows.back().cells, (std::vector<std::string>{"x", "y"}));
            ASSERT_FALSE(row.fault) << row.fault->en;
        }
    }
}

TEST_F(Csv, tells_how_far_it_is) {
    std::string text = "a,b\n";
    for (int i = 0; i < 100'000; ++i) text += "0123456789,0123456789\n";
    const auto reader = open_table(folder.file(text));
    double before = 0;
    for (int i = 0; i < 50'000; ++i) reader->next();
    EXPECT_NEAR(reader->progress(), 0.5, 0.01);
    EXPECT_GT(reader->progress(), before);
}

}  // namespace
}  // namespace tongzhou::table
