#include "modules/policies/policy_import.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <ranges>

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/policies/visible.hpp"
#include "platform/search/characters.hpp"
#include "platform/table/text_input.hpp"

namespace tongzhou::policies {

namespace {

using imports::Note;
using imports::Row;
using imports::RowOutcome;
using imports::RowResult;

enum class Column { external_id, title, text, document_number, issuer, issuer_level, kind, division, published_on,
                    effective_from, effective_until, source };

std::vector<table::FieldSpec> columns() {
    using table::Need;
    return {{"external_id", "来源编号", "Id", {"id", "编号", "序号"}},
            {"title", "标题", "Title", {"文件名称", "政策名称", "名称"}},
            {"text", "正文", "Text", {"内容", "全文", "content"}, Need::required},
            {"document_number", "文号", "Document number", {"发文字号"}},
            {"issuer", "发文机关", "Issuer", {"发布单位", "发文单位", "发布机构"}},
            {"issuer_level", "发文层级", "Issuer level", {"层级"}},
            {"kind", "文种", "Kind", {"类型", "类别"}},
            {"division", "适用地区", "Division", {"行政区划", "地区", "区划代码"}},
            {"published_on", "发布日期", "Published on", {"发文日期", "成文日期", "日期"}},
            {"effective_from", "生效日期", "Effective from", {"施行日期"}},
            {"effective_until", "失效日期", "Effective until", {"有效期至", "截止日期"}},
            {"source", "来源", "Source", {"网址", "url", "链接"}}};
}

std::string_view cell(const Row& row, Column column) { return row.cell(static_cast<std::size_t>(column)); }

std::optional<std::string> text_or_nothing(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

// The same spellings as offices write: 2020-02-24, 2020/2/24, 2020.2.24, 2020年2月24日, 20200224.
Parsed<Date> date_of(std::string_view text) {
    int parts[3] = {0, 0, 0}, part = 0, digits = 0;
    if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos)
        return Date::parse(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (++digits > 4) break;
            parts[part] = parts[part] * 10 + (c - '0');
        } else if (digits > 0) {
            digits = 0;
            if (++part == 3) break;
        }
    }
    return Date::from_parts(parts[0], parts[1], parts[2]);
}

IssuerLevel level_of(std::string_view text) {
    if (const auto level = enum_from<IssuerLevel>(text)) return *level;
    static constexpr std::pair<std::string_view, IssuerLevel> words[] = {
        {"国", IssuerLevel::country},    {"中央", IssuerLevel::country}, {"省", IssuerLevel::province},
        {"自治区", IssuerLevel::province}, {"市", IssuerLevel::prefecture}, {"县", IssuerLevel::county},
        {"区", IssuerLevel::county},     {"镇", IssuerLevel::town},      {"乡", IssuerLevel::town}};
    for (const auto& [word, level] : words)
        if (text.find(word) != std::string_view::npos) return level;
    throw Problem::invalid("issuer_level", "not_a_level", "发文层级应为国家、省、市、县或乡镇。",
                           "The level must be country, province, prefecture, county or town.");
}

/// The first line or clause of a text that came without a title, at most 100 characters.
std::string title_in(std::string_view utf8) {
    const search::Characters text(utf8);
    std::size_t from = 0;
    while (from < text.size() && search::is_space(text[from])) ++from;
    auto to = from;
    while (to < text.size() && to - from < 100 && !search::is_space(text[to]) && text[to] != U'。') ++to;
    return text.utf8(from, to - from);
}

class PolicyImporter final : public imports::Importer {
  public:
    explicit PolicyImporter(const imports::Run& run) : run_(run) {}

    std::string key(const Row& row) const override {
        if (const auto id = cell(row, Column::external_id); !id.empty()) return "id:" + std::string(id);
        if (const auto number = cell(row, Column::document_number); !number.empty()) return "no:" + std::string(number);
        return {};
    }

    void apply(Tx& tx, const Actor& actor, std::span<const Row> rows, std::span<RowResult> results) override {
        for (std::size_t i = 0; i < rows.size(); ++i) carry_out(tx, actor, rows[i], results[i]);
    }

  private:
    void carry_out(Tx& tx, const Actor& actor, const Row& row, RowResult& result) const {
        StoredPolicy read;
        read_row(actor, row, read, result);
        if (result.outcome == RowOutcome::refused) return;
        if (!may_keep(actor, read.division))
            return result.refuse({"outside_scope", "division", "适用地区不在您的管辖范围内，请核对。",
                                  "The division lies outside your scope; check it."});
        const auto known = find(tx, actor, read);
        if (!known) {
            read.id = Id<Policy>::make(tx.now());
            read.created_at = read.updated_at = tx.now();
            insert_policy(tx, actor, read);
            result.outcome = RowOutcome::created;
            result.subject = read.id.uuid();
            return;
        }
        auto policy = *known;
        take(policy, read, row);
        result.subject = known->id.uuid();
        result.outcome = policy == *known ? RowOutcome::unchanged : RowOutcome::updated;
        if (result.outcome == RowOutcome::updated) update_policy(tx, actor, *known, policy, "import");
    }

    static bool may_keep(const Actor& actor, const std::optional<DivisionCode>& division) {
        return division ? actor.scope.covers_division(*division) : actor.scope.is_everything();
    }

    void read_row(const Actor& actor, const Row& row, StoredPolicy& policy, RowResult& result) const;
    static std::optional<StoredPolicy> find(Tx& tx, const Actor& actor, const StoredPolicy& policy);
    static void take(StoredPolicy& policy, const StoredPolicy& read, const Row& row);

    const imports::Run run_;
};

const sql::Query with_external_id{"SELECT id FROM policies WHERE external_id = :external_id ORDER BY id"};
const sql::Query with_number{"SELECT id FROM policies WHERE document_number = :document_number ORDER BY id"};

// What is entered elsewhere under the same number is another library's, and nobody's business here.
std::optional<StoredPolicy> PolicyImporter::find(Tx& tx, const Actor& actor, const StoredPolicy& policy) {
    std::vector<Id<Policy>> ids;
    if (policy.external_id)
        ids = tx.all<Id<Policy>>(with_external_id, *policy.external_id);
    else if (policy.document_number)
        ids = tx.all<Id<Policy>>(with_number, *policy.document_number);
    for (const auto& id : ids) {
        auto found = load_policy(tx, id);
        if (found && found->division == policy.division && may_keep(actor, found->division)) return found;
    }
    return std::nullopt;
}

void PolicyImporter::read_row(const Actor& actor, const Row& row, StoredPolicy& policy, RowResult& result) const {
    const auto fault = [&](std::string_view code, std::string_view field, std::string zh, std::string en) {
        result.refuse({std::string(code), std::string(field), std::move(zh), std::move(en)});
    };
    policy.text = cell(row, Column::text);
    if (policy.text.empty()) return fault("missing", "text", "正文是空的，请补充。", "The text is empty; add it.");
    policy.title = cell(row, Column::title);
    if (policy.title.empty()) policy.title = title_in(policy.text);
    if (policy.title.empty() || utf8_length(policy.title) > 300)
        return fault("bad_title", "title", "标题应有 1 至 300 个字。", "The title must have 1 to 300 characters.");
    policy.external_id = text_or_nothing(cell(row, Column::external_id));
    policy.document_number = text_or_nothing(cell(row, Column::document_number));
    policy.issuer = text_or_nothing(cell(row, Column::issuer));
    policy.source = text_or_nothing(cell(row, Column::source));
    const auto kind = cell(row, Column::kind);
    policy.kind = enum_from<PolicyKind>(kind).value_or(kind_of_title(kind.empty() ? policy.title : std::string(kind)));
    policy.division = run_.area.is_set() ? std::optional(run_.area) : std::nullopt;
    if (!policy.division && actor.scope.division().is_set()) policy.division = actor.scope.division();
    if (const auto place = cell(row, Column::division); !place.empty()) {
        const auto& all = organizations::divisions();
        const auto code = DivisionCode::parse(place);
        if (code && all.has(*code))
            policy.division = *code;
        else if (const auto named = all.find_by_name({}, place))
            policy.division = *named;
        else
            return fault("no_such_division", "division", "没有这个行政区划，请填写名称或代码。",
                         "There is no such division; give its name or code.");
    }
    const auto date = [&](Column column, std::string_view field, std::optional<Date>& into) {
        const auto text = cell(row, column);
        if (text.empty()) return;
        if (const auto parsed = date_of(text))
            into = *parsed;
        else
            fault("not_a_date", field, "日期无法识别，请写作 2020-02-24。", "The date cannot be read; write 2020-02-24.");
    };
    date(Column::published_on, "published_on", policy.published_on);
    date(Column::effective_from, "effective_from", policy.effective_from);
    date(Column::effective_until, "effective_until", policy.effective_until);
    if (const auto level = cell(row, Column::issuer_level); !level.empty()) policy.issuer_level = level_of(level);
}

// A cell that says nothing leaves what is on record.
void PolicyImporter::take(StoredPolicy& policy, const StoredPolicy& read, const Row& row) {
    const auto replace = [](auto& on_record, const auto& in_file) {
        if (in_file) on_record = in_file;
    };
    if (!cell(row, Column::title).empty()) policy.title = read.title;
    if (!cell(row, Column::kind).empty()) policy.kind = read.kind;
    policy.text = read.text;
    replace(policy.document_number, read.document_number);
    replace(policy.issuer, read.issuer);
    replace(policy.issuer_level, read.issuer_level);
    replace(policy.published_on, read.published_on);
    replace(policy.effective_from, read.effective_from);
    replace(policy.effective_until, read.effective_until);
    replace(policy.source, read.source);
}

/// 国办发明电〔2020〕4号: brackets of any kind around a year, then 第…号.
std::optional<std::string> number_in(const search::Characters& text, std::size_t until) {
    for (std::size_t at = 1; at + 6 < std::min(until, text.size()); ++at) {
        const auto open = text[at], close = text[at + 5];
        const bool bracketed = (open == U'〔' && close == U'〕') || (open == U'[' && close == U']') ||
                               (open == U'（' && close == U'）') || (open == U'【' && close == U'】');
        if (!bracketed || !std::ranges::all_of(std::views::iota(at + 1, at + 5),
                                               [&](std::size_t i) { return search::is_digit(text[i]); }))
            continue;
        auto from = at;
        while (from > 0 && at - from < 12 && search::is_han(text[from - 1])) --from;
        auto to = at + 6;
        while (to < text.size() && to - at < 14 && text[to] != U'号' && !search::is_space(text[to])) ++to;
        if (from < at && to < text.size() && text[to] == U'号') return text.utf8(from, to + 1 - from);
    }
    return std::nullopt;
}

/// The bytes as UTF-8; nothing if they are no text.
std::optional<std::string> decoded(std::string_view bytes) {
    const int file = ::memfd_create("policy", MFD_CLOEXEC);
    if (file < 0 || ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
        if (file >= 0) ::close(file);
        throw Problem::unavailable("no_memory", "内存不足，请稍后再试。", "There is not enough memory; try again later.", 30);
    }
    std::string text;
    table::TextInput input(fmt::format("/proc/self/fd/{}", file));
    std::vector<char> block(64 << 10);
    while (const auto length = input.read(block)) text.append(block.data(), length);
    ::close(file);
    return valid_utf8(text) && text.find('\0') == std::string::npos ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

imports::Kind::Spec policy_import() {
    return {.name = "policies",
            .title = {"政策文件", "Policies"},
            .fields = columns(),
            .permission = Permission::policy_write,
            .start = [](const imports::Run& run) -> std::unique_ptr<imports::Importer> {
                return std::make_unique<PolicyImporter>(run);
            }};
}

PlainText read_plain_text(std::string_view text) {
    PlainText plain;
    auto rest = trim(text);
    plain.title = title_in(rest.substr(0, rest.find('\n')));
    plain.text = rest;
    plain.document_number = number_in(search::Characters(rest), 600);
    return plain;
}

Policy create_from_text(Database& database, const Actor& actor, const PlainTextRequest& request, const Upload& upload) {
    if (trim(upload.body).empty())
        throw Problem::bad_request("empty_file", "文件是空的，请重新选择。", "The file is empty; choose another.");
    const auto text = decoded(upload.body);
    if (!text)
        throw Problem::bad_request("not_text", "文件不是纯文本（UTF-8 或 GB18030），请另存为 .txt 后再上传。",
                                   "The file is no plain text in UTF-8 or GB18030; save it as .txt and try again.");
    if (utf8_length(*text) > PolicyText::longest)
        throw Problem::bad_request("text_too_long", "正文不得超过 20 万字，请拆分。",
                                   "A text may have 200,000 characters; split it.");
    auto plain = read_plain_text(*text);
    NewPolicy policy;
    policy.division = request.division;
    policy.title = request.title && !request.title->empty() ? request.title->value : plain.title;
    policy.text = plain.text;
    if (plain.document_number) policy.document_number = *plain.document_number;
    return database.write_value([&](Tx& tx) { return create_policy(tx, actor, policy); });
}

}  // namespace tongzhou::policies
