#include "platform/table/test_files.hpp"
#include "platform/table/test_workbooks.hpp"

namespace tongzhou::table {
namespace {

using Cells = std::vector<std::vector<std::string>>;
using Parts = std::map<std::string, std::string>;

class Xlsx : public testing::Test {
  protected:
    std::filesystem::path make(const std::string& sheet_data, const Parts& more = {}) {
        return write_zip(folder.path() / "book", workbook_parts(sheet_data, more));
    }
    Table read(const std::string& sheet_data, const Parts& more = {}) { return read_all(make(sheet_data, more)); }
    std::string problem(const std::string& sheet_data, const Parts& more = {}, const OpenOptions& options = {}) {
        return problem_of([&] { read_all(make(sheet_data, more), options); });
    }
    ScratchFolder folder;
};

std::string text_row(std::initializer_list<std::string_view> cells, const std::string& attributes = "") {
    std::string row = "<row" + attributes + ">";
    for (const auto cell : cells) row += fmt::format("<c t=\"inlineStr\"><is><t>{}</t></is></c>", cell);
    return row + "</row>";
}

TEST_F(Xlsx, reads_cells_of_every_kind) {
    const auto table = read(
        text_row({"a", "b", "c", "d", "e", "f"}, " r=\"2\"") +
            R"(<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5"><v>42</v></c><c r="C5"><v>1.1000000000000001</v></c>)"
            R"(<c r="D5" t="b"><v>1</v></c><c r="E5" t="str"><f>A5&amp;"x"</f><v>made</v></c><c r="F5" t="d"><v>2020-02-24</v></c></row>)"
            R"(<row r="6"><c r="A6" t="s"><v>1</v></c><c r="C6" s="1"><f>TODAY()</f><v>43885</v></c><c r="D6" s="2"><v>0.5</v></c>)"
            R"(<c r="E6" s="3"><v>43885.5</v></c><c r="F6" s="0"><v>9.13708E+11</v></c></row>)",
        {{"xl/sharedStrings.xml",
          "<sst><si><t xml:space=\"preserve\"> 济宁 </t></si><si><r><t>two</t></r><r><rPr/><t> runs_x000D_\nx</t></r>"
          "<rPh><t>reading</t></rPh></si></sst>"},
         {"xl/styles.xml",
          R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/></numFmts>)"
          R"(<cellStyleXfs><xf numFmtId="14"/><xf numFmtId="0"/></cellStyleXfs>)"
          R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/></cellXfs></styleSheet>)"}});
    EXPECT_EQ(table.cells(),
              (Cells{{"济宁", "42", "1.1", "TRUE", "made", "2020-02-24"},
                     {"two runs\nx", "", "2020-02-24", "12:00:00", "2020-02-24T12:00:00", "913708000000"}}));
    EXPECT_EQ(table.rows[0].line, 5U);
    EXPECT_FALSE(table.rows[0].fault || table.rows[1].fault);
}

TEST_F(Xlsx, takes_prefixes_gaps_and_cells_without_reference) {
    const auto table =
        read("", {{"xl/worksheets/sheet1.xml",
                   "<x:worksheet xmlns:x=\"n\"><x:cols/><x:sheetData>"
                   "<x:row/><x:row><x:c t=\"str\"><x:v>a</x:v></x:c><x:c t=\"str\"><x:v>b</x:v></x:c></x:row>"
                   "<x:row r=\"9\"><x:c r=\"B9\"><x:v>7</x:v></x:c></x:row><x:row/></x:sheetData></x:worksheet>"}});
    EXPECT_EQ(table.header, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table.cells(), (Cells{{"", "7"}}));
    EXPECT_EQ(table.rows[0].line, 9U);
}

TEST_F(Xlsx, counts_days_from_1904_where_the_workbook_says_so) {
    const auto table = read(
        text_row({"d"}) + "<row><c s=\"0\"><v>42423</v></c></row>",
        {{"xl/workbook.xml",
          R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="s" r:id="rId1" xmlns:r="r"/></sheets></workbook>)"},
         {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)"}});
    EXPECT_EQ(table.cells(), (Cells{{"2020-02-24"}}));
}

TEST_F(Xlsx, blames_cells_that_do_not_say_what_was_entered) {
    const auto table = read(text_row({"id", "n"}) +
                            "<row><c><v>3.70802199001011E+17</v></c></row>"
                            "<row><c/><c t=\"e\"><v>#REF!</v></c></row>"
                            "<row><c s=\"0\"><v>1</v></c></row>" +
                            text_row({std::string(70'000, 'x')}) + text_row({"a", "b", "c"}) +
                            "<row><c r=\"XFD7\"><v>1</v></c></row>" + text_row({"fine"}));
    ASSERT_EQ(table.rows.size(), 7U);
    EXPECT_NE(table.rows[0].fault->en.find("more than 15 digits"), std::string::npos);
    EXPECT_EQ(table.rows[0].cells[0], "370802199001011000");
    EXPECT_NE(table.rows[1].fault->en.find("#REF!"), std::string::npos);
    EXPECT_FALSE(table.rows[2].fault);
    EXPECT_NE(table.rows[3].fault->en.find("longer than 65536"), std::string::npos);
    EXPECT_NE(table.rows[4].fault->en.find("column 3"), std::string::npos);
    EXPECT_NE(table.rows[5].fault->en.find("1024 columns"), std::string::npos);
    EXPECT_FALSE(table.rows[6].fault);
}

TEST_F(Xlsx, reads_the_first_visible_sheet_or_the_one_named) {
    const Parts two{
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="字典" r:id="rId1" state="hidden"/><sheet name="企业" r:id="rId2"/></sheets></workbook>)"},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + text_row({"second"}) + "</sheetData></worksheet>"}};
    EXPECT_EQ(read(text_row({"first"}), two).header.at(0), "second");
    EXPECT_EQ(read_all(make(text_row({"first"}), two), {"字典", {}}).header.at(0), "first");
    EXPECT_EQ(problem(text_row({"first"}), two, {"名册", {}}), "no_such_sheet");
}

TEST_F(Xlsx, refuses_damage_and_attacks_with_a_problem) {
    const auto header = text_row({"a"});
    EXPECT_EQ(problem(""), "empty_table");
    EXPECT_EQ(problem(header + "<row><c t=\"s\"><v>0</v></c></row>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row><c><v>ten</v></c></row>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row><c><v>nan</v></c></row>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row><c r=\"ZZZZZZZZZ1\"><v>1</v></c></row>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row r=\"99999999\"/>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row r=\"-1\"/>"), "corrupt_workbook");
    EXPECT_EQ(problem(header + "<row><c>"), "corrupt_workbook");
    EXPECT_EQ(problem("", {{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + header}}), "corrupt_workbook");
    EXPECT_EQ(problem("", {{"xl/worksheets/sheet1.xml", ""}}), "corrupt_workbook");
    EXPECT_EQ(problem("", {{"xl/workbook.xml", "<workbook/>"}}), "corrupt_workbook");
    EXPECT_EQ(problem("", {{"_rels/.rels", "<Relationships/>"}}), "corrupt_workbook");
    EXPECT_EQ(
        problem(
            "",
            {{"xl/sharedStrings.xml",
              "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>"}}),
        "corrupt_workbook");
    // Depth, names and attributes without end: all within the one budget of the parser.
    std::string deep, names, attribute;
    for (int i = 0; i < 200'000; ++i) deep += "<d>", names += fmt::format("<n{0}/>", i);
    attribute = "<row r=\"" + std::string(8 << 20, '1') + "\"/>";
    EXPECT_EQ(problem(deep), "corrupt_workbook");
    EXPECT_EQ(problem(names), "corrupt_workbook");
    EXPECT_EQ(problem(attribute), "corrupt_workbook");
}

TEST_F(Xlsx, keeps_to_its_limits) {
    std::string rows = text_row({"a"});
    for (int i = 0; i < 100'000; ++i) rows += "<row><c><v>1</v></c></row>";
    OpenOptions options;
    options.limits.unpacked_bytes = 1 << 20;
    EXPECT_EQ(problem(rows, {}, options), "table_too_large");
    options = {};
    options.limits.rows = 99'999;
    EXPECT_EQ(problem(rows, {}, options), "too_many_rows");

    std::string strings = "<sst>";
    for (int i = 0; i < 100'000; ++i) strings += "<si><t>text</t></si>";
    options = {};
    options.limits.shared_text_bytes = 1 << 20;
    EXPECT_EQ(problem(rows, {{"xl/sharedStrings.xml", strings + "</sst>"}}, options), "table_too_large");
}

TEST_F(Xlsx, refuses_every_cut_and_every_flipped_byte_it_can_see) {
    std::string rows = text_row({"a", "b"});
    for (int i = 0; i < 300; ++i) rows += text_row({fmt::format("name {}", i * 7919), "x"});
    const auto whole = content_of(make(rows));
    for (std::size_t size = 4; size < whole.size(); size += 97) {
        const auto cut = folder.file(whole.substr(0, size), "cut");
        EXPECT_EQ(problem_of([&] { read_all(cut); }), "corrupt_workbook") << size;
    }
    // A flipped byte is refused, or was of no matter: it never changes what is read.
    const auto cells = read_all(folder.file(whole, "whole")).cells();
    int refused = 0;
    for (std::size_t at = 4; at < whole.size(); at += 13) {
        auto flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
        Cells read;
        const auto code = problem_of([&] { read = read_all(folder.file(flipped, "flipped")).cells(); });
        if (code.empty()) {
            ASSERT_EQ(read, cells) << at;
        } else {
            ++refused;
        }
    }
    EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace tongzhou::table
