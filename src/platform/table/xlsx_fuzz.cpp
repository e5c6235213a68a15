// The first byte says what the rest is: a whole file, or one part of a workbook that is sound otherwise. Random bytes
// would hardly ever become a zip file whose XML is looked at.
#include <unistd.h>

#include <fstream>

#include "platform/table/fuzz_table.hpp"
#include "platform/table/test_workbooks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tongzhou::table;
    if (size == 0) return 0;
    static const auto path = std::filesystem::temp_directory_path() / fmt::format("xlsx-fuzz-{}", getpid());
    static const std::vector<std::string> parts{
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",       "xl/styles.xml",
        "xl/workbook.xml",          "xl/_rels/workbook.xml.rels", "_rels/.rels"};
    const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t which = data[0] % (parts.size() + 2);
    const std::string row = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43885.5</v></c></row>)";
    if (which < parts.size())
        write_zip(path, workbook_parts(row + row, {{parts[which], content}}));
    else if (which == parts.size())
        write_zip(path, workbook_parts(content, {{"xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"}}));
    else
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
    read_whole(path);
    std::filesystem::remove(path);
    return 0;
}
