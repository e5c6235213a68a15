// Rosters from spreadsheets, as employers keep them. The document is the key; a cell that says nothing leaves what is
// on record as it is. Rows name people, so what is kept of refused ones is sealed.

#include "modules/people/roster_import.hpp"

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/people/enrol.hpp"

namespace tongzhou::people {
namespace {

using imports::Note;
using imports::Row;
using imports::RowOutcome;
using imports::RowResult;

enum RosterColumn : std::size_t {
    name_column,
    document_number_column,
    document_kind_column,
    mobile_column,
    workshop_column,
    shuttle_column,
    address_column,
    home_division_column,
    household_division_column,
    since_column,
    employer_column
};

std::vector<table::FieldSpec> roster_columns() {
    using enum table::Need;
    return {
        {"name", "姓名", "Name", {"员工姓名", "人员姓名", "full name"}, required},
        {"document_number",
         "证件号码",
         "Document number",
         {"身份证号", "身份证号码", "身份证", "公民身份号码", "证件号", "id number", "resident id"},
         required},
        {"document_kind", "证件类型", "Document kind", {"证件种类", "document type"}, optional},
        {"mobile", "手机号", "Mobile", {"手机", "手机号码", "联系电话", "电话", "mobile number", "phone"}, optional},
        {"workshop", "车间", "Workshop", {"部门", "班组", "车间班组", "department"}, optional},
        {"shuttle", "班车", "Shuttle", {"班车线路", "shuttle bus"}, optional},
        {"address", "现住址", "Address", {"住址", "家庭住址", "居住地址", "home address"}, optional},
        {"home_division", "居住地", "Home division", {"居住地区划", "居住地行政区划"}, optional},
        {"household_division", "户籍地", "Household division", {"户籍", "户籍所在地", "籍贯"}, optional},
        {"since", "入册日期", "On the roster since", {"入职日期", "到岗日期", "since"}, optional},
        {"employer",
         "单位信用代码",
         "Employer's credit code",
         {"统一社会信用代码", "信用代码", "credit code"},
         optional},
    };
}

/// What the column is called in a request, for the faults that enrol() names by path.
std::string field_of(std::string_view path) { return std::string(path.substr(path.starts_with('/') ? 1 : 0)); }

DocumentKind kind_of(std::string_view cell, std::vector<Note>& faults) {
    struct Name {
        std::string_view name;
        DocumentKind kind;
    };
    static constexpr Name names[] = {{"", DocumentKind::resident_id},
                                     {"身份证", DocumentKind::resident_id},
                                     {"居民身份证", DocumentKind::resident_id},
                                     {"护照", DocumentKind::passport},
                                     {"港澳通行证", DocumentKind::hk_macao_permit},
                                     {"回乡证", DocumentKind::hk_macao_permit},
                                     {"港澳居民来往内地通行证", DocumentKind::hk_macao_permit},
                                     {"台胞证", DocumentKind::taiwan_permit},
                                     {"台湾居民来往大陆通行证", DocumentKind::taiwan_permit},
                                     {"外国人永久居留身份证", DocumentKind::foreign_permanent_resident},
                                     {"外国人永久居留证", DocumentKind::foreign_permanent_resident},
                                     {"其他", DocumentKind::other},
                                     {"其它", DocumentKind::other}};
    for (const auto& [name, kind] : names)
        if (cell == name) return kind;
    if (const auto kind = enum_from<DocumentKind>(to_lower_ascii(cell))) return *kind;
    faults.push_back({"not_a_document_kind", "document_kind",
                      "没有这种证件类型，请填写身份证、护照、港澳通行证、台胞证、外国人永久居留身份证或其他。",
                      "There is no such kind of document; write for instance resident_id or passport."});
    return DocumentKind::resident_id;
}

/// A code or a name; nothing, with a warning, for what names no one place.
std::optional<DivisionCode> division_of(std::string_view cell, std::string_view field, std::vector<Note>& warnings) {
    if (cell.empty()) return std::nullopt;
    const auto& divisions = organizations::divisions();
    if (const auto code = DivisionCode::parse(cell); code && divisions.has(divisions.in_force(*code))) return *code;
    if (const auto found = divisions.find_by_name({}, cell)) return found;
    warnings.push_back({"division_unknown", std::string(field),
                        "不知道这是哪个行政区划，未登记；请改填六位代码或全称。",
                        "No one division is called that, so it was left out; write its code."});
    return std::nullopt;
}

/// "2020-02-24", "2020/2/24", "2020.2.24", "2020年2月24日"
std::optional<Date> date_of(std::string_view cell, std::vector<Note>& faults) {
    if (cell.empty()) return std::nullopt;
    std::array<int, 3> parts{};
    std::size_t part = 0;
    bool digits = false;
    for (const unsigned char c : to_half_width(cell)) {
        if (std::isdigit(c)) {
            if (part == parts.size() || parts[part] > 9999) break;
            parts[part] = parts[part] * 10 + (c - '0');
            digits = true;
        } else if (digits) {
            ++part;
            digits = false;
        }
    }
    const auto date = Date::from_parts(parts[0], parts[1], parts[2]);
    if (date) return *date;
    faults.push_back({"not_a_date", "since", "日期无法识别，请写成 2020-02-24。", "Write the date as 2020-02-24."});
    return std::nullopt;
}

template <class T>
void take_text(std::optional<T>& to, std::string_view cell, std::string_view field, std::vector<Note>& faults) {
    if (cell.empty()) return;
    if (utf8_length(cell) <= T::longest) {
        to = T(std::string(cell));
        return;
    }
    faults.push_back({"too_long", std::string(field), fmt::format("内容超过{}字，请缩短。", T::longest),
                      fmt::format("Longer than {} characters; shorten it.", T::longest)});
}

class RosterImporter final : public imports::Importer {
  public:
    std::string key(const Row& row) const override {
        std::vector<Note> faults;
        const auto kind = kind_of(trim(row.cell(document_kind_column)), faults);
        if (!faults.empty()) return {};
        const auto document = parse_document(kind, row.cell(document_number_column));
        return document ? document->indexed() : std::string();
    }

    void apply(Tx& tx, const Actor& actor, std::span<const Row> rows, std::span<RowResult> results) override {
        for (std::size_t i = 0; i < rows.size(); ++i) carry_out(tx, actor, rows[i], results[i]);
    }

  private:
    static void carry_out(Tx& tx, const Actor& actor, const Row& row, RowResult& result) {
        const auto person = read(tx, row, result);
        if (!result.reasons.empty()) return;
        try {
            const auto enrolment = enrol(tx, actor, person);
            result.subject = enrolment.person.uuid();
            result.outcome = outcome_of(enrolment.outcome);
        } catch (const Problem& problem) {
            // enrol() has found all its faults before it writes anything.
            if (problem.status() >= 500) throw;
            for (const auto& fault : problem.faults())
                result.refuse({fault.code, field_of(fault.path), fault.message.zh, fault.message.en});
            if (problem.faults().empty()) result.refuse(not_yours());
        }
    }

    static NewPerson read(Tx& tx, const Row& row, RowResult& result) {
        const auto cell = [&](RosterColumn column) { return trim(row.cell(column)); };
        std::vector<Note> faults;
        NewPerson person;
        person.document_kind = kind_of(cell(document_kind_column), faults);
        std::optional<Text<60, 1>> number;
        std::optional<Text<100, 1>> name;
        take_text(number, cell(document_number_column), "document_number", faults);
        take_text(name, cell(name_column), "name", faults);
        if (cell(name_column).empty()) faults.push_back({"missing", "name", "缺少姓名。", "The name is missing."});
        if (name) person.name = *name;
        if (number) person.document_number = *number;  // an empty one is found faulty by its kind
        if (const auto text = cell(mobile_column); !text.empty()) {
            const auto mobile = Mobile::parse(text);
            if (mobile)
                person.mobile = *mobile;
            else
                faults.push_back({mobile.fault_code, "mobile", mobile.message.zh, mobile.message.en});
        }
        take_text(person.address, cell(address_column), "address", faults);
        take_text(person.workshop, cell(workshop_column), "workshop", faults);
        take_text(person.shuttle, cell(shuttle_column), "shuttle", faults);
        person.home_division = division_of(cell(home_division_column), "home_division", result.warnings);
        person.household_division = division_of(cell(household_division_column), "household_division", result.warnings);
        person.since = date_of(cell(since_column), faults);
        if (const auto text = cell(employer_column); !text.empty()) {
            const auto uscc = Uscc::parse(text);
            if (uscc) person.employer = organizations::find_by_uscc(tx, *uscc);
            if (!uscc)
                faults.push_back({uscc.fault_code, "employer", uscc.message.zh, uscc.message.en});
            else if (!person.employer)
                faults.push_back(not_yours());
        }
        for (auto& fault : faults) result.refuse(std::move(fault));
        return person;
    }

    static RowOutcome outcome_of(EnrolOutcome outcome) {
        switch (outcome) {
            case EnrolOutcome::created: return RowOutcome::created;
            case EnrolOutcome::updated: return RowOutcome::updated;
            case EnrolOutcome::unchanged: break;
        }
        return RowOutcome::unchanged;
    }

    // The same words whether there is no such employer or it is another's.
    static Note not_yours() {
        return {"outside_scope", "employer", "没有这个单位，或不在您的管辖范围内；请核对信用代码。",
                "There is no such employer, or it lies outside your scope; check the credit code."};
    }
};

}  // namespace

imports::Kind::Spec roster_import() {
    return {.name = "roster",
            .title = {"花名册", "Roster"},
            .fields = roster_columns(),
            .permission = Permission::person_write,
            .start = [](const imports::Run&) -> std::unique_ptr<imports::Importer> {
                return std::make_unique<RosterImporter>();
            },
            .personal = true};
}

}  // namespace tongzhou::people
