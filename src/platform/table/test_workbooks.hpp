// Workbooks made by hand, for the tests and the fuzzer.
#pragma once

#include <zip.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace tongzhou::table {

/// A zip file of these parts: name and content.
inline std::filesystem::path write_zip(const std::filesystem::path& path,
                                       const std::map<std::string, std::string>& parts) {
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0);
    if (zip_close(archive) != 0) throw std::runtime_error("zip not written");
    return path;
}

/// The least workbook: one sheet whose <sheetData> is given, and further parts that replace or join the usual ones.
inline std::map<std::string, std::string> workbook_parts(const std::string& sheet_data,
                                                         const std::map<std::string, std::string>& more = {}) {
    const std::string relations =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    const std::string type = R"(http://schemas.openxmlformats.org/officeDocument/2006/relationships/)";
    std::map<std::string, std::string> parts{
        {"_rels/.rels", relations + R"(<Relationship Id="rId1" Target="xl/workbook.xml" Type=")" + type +
                            R"(officeDocument"/></Relationships>)"},
        {"xl/_rels/workbook.xml.rels",
         relations + R"(<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type=")" + type + R"(worksheet"/>)" +
             R"(<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml" Type=")" + type + R"(worksheet"/>)" +
             R"(<Relationship Id="rId3" Target="styles.xml" Type=")" + type + R"(styles"/>)" +
             R"(<Relationship Id="rId4" Target="sharedStrings.xml" Type=")" + type +
             R"(sharedStrings"/></Relationships>)"},
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="企业" sheetId="7" r:id="rId1"/></sheets></workbook>)"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
    for (const auto& [name, content] : more) parts[name] = content;
    return parts;
}

}  // namespace tongzhou::table
