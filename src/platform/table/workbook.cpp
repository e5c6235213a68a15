#include "platform/table/workbook.hpp"

#include <charconv>

#include "base/text.hpp"
#include "platform/table/xml_stream.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t workbook_block = 1 << 20;
// Beyond these a file is an attack on our memory; what is left out is then missing, and is told as such.
constexpr std::size_t most_entries = 10'000;
constexpr std::size_t longest_entry = 1'000;

unsigned number_or(std::string_view text, unsigned otherwise) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

/// A listener that only looks at where elements begin.
class Elements : public XmlListener {
  public:
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

struct Relation {
    std::string type;  ///< the last word of its URI: worksheet, styles, sharedStrings …
    std::string target;
};

/// The relations of a part, by id.
class Relations : public Elements {
  public:
    /// `folder` is where relative targets start, "" or with a slash at its end.
    explicit Relations(std::string folder) : folder_(std::move(folder)) {}

    void start(std::string_view element, const XmlAttributes& attributes) override {
        if (element != "Relationship" || attributes["TargetMode"] == "External" || by_id.size() >= most_entries) return;
        const auto type = attributes["Type"];
        const auto target = attributes["Target"];
        if (type.size() + target.size() + attributes["Id"].size() > longest_entry) return;
        const auto path = std::filesystem::path(target.starts_with('/') ? "" : folder_) /
                          target.substr(target.starts_with('/') ? 1 : 0);
        by_id[std::string(attributes["Id"])] = {std::string(type.substr(type.rfind('/') + 1)),
                                                path.lexically_normal().string()};
    }

    /// The target of the first relation of a type, empty if there is none.
    std::string of_type(std::string_view type) const {
        for (const auto& [id, relation] : by_id)
            if (relation.type == type) return relation.target;
        return {};
    }

    std::map<std::string, Relation> by_id;

  private:
    std::string folder_;
};

class WorkbookPart : public Elements {
  public:
    WorkbookPart(Workbook& workbook, const Relations& relations) : workbook_(workbook), relations_(relations) {}

    void start(std::string_view element, const XmlAttributes& attributes) override {
        if (element == "workbookPr") {
            const auto value = attributes["date1904"];
            workbook_.from_1904 = value == "1" || value == "true";
        } else if (element == "sheet" && workbook_.sheets.size() < most_entries) {
            // The attribute is r:id; sheetId is another.
            const auto relation = relations_.by_id.find(std::string(attributes["id"]));
            if (relation == relations_.by_id.end() || relation->second.type != "worksheet") return;  // a chart
            if (attributes["name"].size() > longest_entry) return;
            const auto state = attributes["state"];
            workbook_.sheets.push_back(
                {std::string(attributes["name"]), relation->second.target, state != "hidden" && state != "veryHidden"});
        }
    }

  private:
    Workbook& workbook_;
    const Relations& relations_;
};

class StylesPart : public XmlListener {
  public:
    explicit StylesPart(std::vector<NumberKind>& kinds) : kinds_(kinds) {}

    void start(std::string_view element, const XmlAttributes& attributes) override {
        if (element == "numFmt" && written_.size() < 10 * most_entries) {
            written_[number_or(attributes["numFmtId"], 0)] = kind_of_format(attributes["formatCode"]);
        } else if (element == "cellXfs") {
            in_cell_formats_ = true;
        } else if (element == "xf" && in_cell_formats_ && kinds_.size() < 10 * most_entries) {
            const auto id = number_or(attributes["numFmtId"], 0);
            const auto written = written_.find(id);
            kinds_.push_back(written == written_.end() ? kind_of_builtin_format(id) : written->second);
        }
    }
    void end(std::string_view element) override {
        if (element == "cellXfs") in_cell_formats_ = false;
    }
    void text(std::string_view) override {}

  private:
    std::vector<NumberKind>& kinds_;
    std::map<unsigned, NumberKind> written_;
    bool in_cell_formats_ = false;
};

/// <si><t>…</t></si>, or in pieces <si><r><t>…</t></r>…</si>; <rPh> holds how to pronounce it.
class SharedStringsPart : public XmlListener {
  public:
    SharedStringsPart(SharedStrings& strings, const Limits& limits) : strings_(strings), limits_(limits) {}

    void start(std::string_view element, const XmlAttributes&) override {
        if (element == "si")
            text_.clear();
        else if (element == "t")
            in_text_ = !in_phonetic_;
        else if (element == "rPh")
            in_phonetic_ = true;
    }
    void end(std::string_view element) override {
        if (element == "t")
            in_text_ = false;
        else if (element == "rPh")
            in_phonetic_ = false;
        else if (element == "si")
            keep();
    }
    void text(std::string_view piece) override {
        // One byte over the limit is enough to tell, when a cell uses it, that the text is too long.
        if (in_text_) text_ += piece.substr(0, limits_.cell_bytes + 1 - std::min(text_.size(), limits_.cell_bytes + 1));
    }

  private:
    void keep() {
        strings_.add(text_);
        if (strings_.bytes() > limits_.shared_text_bytes)
            throw Problem::bad_request(
                "table_too_large",
                fmt::format("该 .xlsx 文件的文字超过 {} MB，请分成几个文件或另存为 CSV。",
                            limits_.shared_text_bytes >> 20),
                fmt::format("The text of the .xlsx file exceeds {} MB. Split it, or save it as CSV.",
                            limits_.shared_text_bytes >> 20));
    }

    SharedStrings& strings_;
    const Limits& limits_;
    std::string text_;
    bool in_text_ = false, in_phonetic_ = false;
};

Relations read_relations(ZipArchive& archive, const std::filesystem::path& part) {
    const auto folder = part.parent_path().string();
    Relations relations(folder.empty() ? "" : folder + "/");
    parse_part(archive, (part.parent_path() / "_rels" / (part.filename().string() + ".rels")).string(), relations);
    return relations;
}

}  // namespace

void SharedStrings::add(std::string_view text) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
        blocks_.emplace_back().reserve(std::max(workbook_block, text.size()));
    auto& block = blocks_.back();
    const auto start = block.size();
    block += text;
    texts_.emplace_back(block.data() + start, text.size());
    bytes_ += text.size() + sizeof(std::string_view);
}

std::optional<std::string_view> SharedStrings::at(std::size_t index) const {
    if (index >= texts_.size()) return std::nullopt;
    return texts_[index];
}

Workbook read_workbook(ZipArchive& archive, const Limits& limits) {
    Relations package("");
    parse_part(archive, "_rels/.rels", package);
    const auto main_part = package.of_type("officeDocument");
    if (main_part.empty() || !archive.contains(main_part)) throw corrupt_workbook("not a workbook");

    const auto relations = read_relations(archive, main_part);
    Workbook workbook;
    WorkbookPart sheets(workbook, relations);
    parse_part(archive, main_part, sheets);
    if (const auto part = relations.of_type("styles"); archive.contains(part)) {
        StylesPart styles(workbook.kinds);
        parse_part(archive, part, styles);
    }
    if (const auto part = relations.of_type("sharedStrings"); archive.contains(part)) {
        SharedStringsPart strings(workbook.shared, limits);
        parse_part(archive, part, strings);
    }
    return workbook;
}

std::size_t find_sheet(const Workbook& workbook, const std::string& name) {
    const auto& sheets = workbook.sheets;
    if (sheets.empty()) throw corrupt_workbook("no worksheet");
    const auto wanted = std::ranges::find_if(
        sheets, [&](const Sheet& sheet) { return name.empty() ? sheet.visible : sheet.name == name; });
    if (wanted != sheets.end()) return static_cast<std::size_t>(wanted - sheets.begin());
    if (name.empty()) return 0;
    std::string names;
    for (const auto& sheet : sheets) {
        if (names.size() > 500) break;
        names += (names.empty() ? "" : ", ") + sheet.name;
    }
    throw Problem::bad_request("no_such_sheet", fmt::format("工作簿中没有名为“{}”的工作表，现有：{}。", name, names),
                               fmt::format("The workbook has no sheet \"{}\". It has: {}.", name, names));
}

}  // namespace tongzhou::table
