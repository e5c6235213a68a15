#include "platform/audit/audit.hpp"
#include "platform/imports/endpoints.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::imports {

namespace {

constexpr std::string_view line_zh = "行号", line_en = "Line", reason_zh = "原因", reason_en = "Reason";

// A file of refused rows that is refused again in part must not grow a pair of columns each time.
bool is_ours(std::string_view header) {
    return header == line_zh || header == line_en || header == reason_zh || header == reason_en;
}

std::string reasons_of(const ImportedRow& row, Language language) {
    std::string text;
    for (const auto& note : from_json<Notes>(row.notes.value_or(RawJson{"{}"}).json).reasons) {
        if (!text.empty()) text += language == Language::zh ? "；" : "; ";
        text += language == Language::zh ? note.zh : note.en;
    }
    return text;
}

}  // namespace

Download download_refused(Database& database, const Actor& actor, const RefusedRequest& request) {
    const auto run = database.read_value([&](Snapshot& s) { return load_import(s, actor, request.id); });
    // The cells leave the building: it is on record before the first byte.
    database.write([&](Tx& tx) {
        audit::record(tx, actor,
                      {.action = "export_refused_rows", .subject_kind = "imports", .subject = run.id.text()});
    });
    const auto original = from_json<std::vector<std::string>>(run.header.json);
    std::vector<std::size_t> kept;
    std::vector<std::string> header;
    for (std::size_t i = 0; i < original.size(); ++i) {
        if (is_ours(original[i])) continue;
        kept.push_back(i);
        header.push_back(original[i]);
    }
    const bool zh = actor.language == Language::zh;
    header.emplace_back(zh ? line_zh : line_en);
    header.emplace_back(zh ? reason_zh : reason_en);
    auto next = [run, kept, language = actor.language](Snapshot& snapshot, const std::string& cursor,
                                                       std::vector<std::vector<std::string>>& table,
                                                       std::string& following) {
        constexpr int most = 500;
        const auto page = refused_after(snapshot, run, cursor.empty() ? 0 : std::stoll(cursor), most);
        for (const auto& row : page) {
            const auto cells = from_json<std::vector<std::string>>(row.cells.value_or(RawJson{"[]"}).json);
            auto& line = table.emplace_back();
            // A row that could not be read may have fewer cells than the header.
            for (auto column : kept) line.push_back(column < cells.size() ? cells[column] : "");
            line.push_back(std::to_string(row.line));
            line.push_back(reasons_of(row, language));
        }
        if (!page.empty()) following = std::to_string(page.back().line);
        return page.size() == most;
    };
    return stream_table(database, "refused", header, request.format.value_or(ExportFormat::csv), std::move(next));
}

Download download_template(Database& database, const Actor& actor, const TemplateRequest& request) {
    const auto& spec = Kind::find(request.kind.text()).spec();
    std::vector<std::string> header;
    for (const auto& field : spec.fields) header.push_back(actor.language == Language::zh ? field.zh : field.en);
    return stream_table(database, fmt::format("{}-template", spec.name), header,
                        request.format.value_or(ExportFormat::xlsx),
                        [](Snapshot&, const std::string&, auto&, std::string&) { return false; });
}

}  // namespace tongzhou::imports
