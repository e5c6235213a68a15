#include "modules/organizations/enterprise_row.hpp"

#include <charconv>

#include "base/text.hpp"
#include "modules/organizations/capital.hpp"

namespace tongzhou::organizations {

namespace {

using imports::Note;
using imports::Row;
using imports::Run;

enum EnterpriseColumn : std::size_t {
    name_column,
    uscc_column,
    registered_column,
    legal_type_column,
    capital_column,
    business_scope_column,
    address_column,
    county_column,
    section_column,
    size_industry_column,
    staff_column,
    revenue_column,
    assets_column,
    qualified_contractor_column
};

template <class T>
Note note_of(const Parsed<T>& parsed, std::string_view field) {
    return {parsed.fault_code, std::string(field), parsed.message.zh, parsed.message.en};
}

std::optional<std::string> text_of(std::string_view cell) {
    return says_nothing(cell) ? std::nullopt : std::optional(std::string(cell));
}

/// Text that must fit its column; a fault if it does not.
std::optional<std::string> text_within(std::string_view cell, std::size_t longest, std::string_view field,
                                       std::vector<Note>& faults) {
    auto text = text_of(cell);
    if (!text || utf8_length(*text) <= longest) return text;
    faults.push_back({"too_long", std::string(field), fmt::format("内容超过{}字，请缩短。", longest),
                      fmt::format("Longer than {} characters; shorten it.", longest)});
    return std::nullopt;
}

std::optional<Money> amount_of(std::string_view cell, std::string_view unit, std::string_view field,
                               std::vector<Note>& faults) {
    if (says_nothing(cell)) return std::nullopt;
    std::string text(cell);
    // 营业收入（万元）: a bare number is in the unit of its header, and without one in yuan.
    if (text.find_first_not_of("0123456789.,-") == text.npos) text += unit;
    auto amount = Money::parse(text);
    if (amount && amount->fen() >= 0 && amount->fen() <= Amount::highest) return *amount;
    if (!amount)
        faults.push_back(note_of(amount, field));
    else
        faults.push_back(
            {"out_of_range", std::string(field), "金额超出范围，请核对。", "The amount is out of range; check it."});
    return std::nullopt;
}

std::optional<std::int64_t> staff_of(std::string_view cell, std::vector<Note>& faults) {
    if (says_nothing(cell)) return std::nullopt;
    auto text = without_spaces(to_half_width(cell));
    std::erase(text, ',');
    if (text.ends_with("人")) text.resize(text.size() - std::string_view("人").size());
    std::int64_t people = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), people);
    if (error == std::errc{} && end == text.data() + text.size() && people >= 0 && people <= 10'000'000) return people;
    faults.push_back({"not_a_head_count", "staff", "从业人员应为整数，如 120，请改正。",
                      "Write the staff as a whole number, such as 120."});
    return std::nullopt;
}

/// "C", "C 制造业" or "制造业".
std::optional<IndustrySection> section_of(std::string_view cell, std::vector<Note>& faults) {
    if (says_nothing(cell)) return std::nullopt;
    const auto text = without_spaces(to_half_width(cell));
    const auto letter = to_upper_ascii(text.substr(0, 1));
    for (auto section : values_of<IndustrySection>()) {
        const auto& name = name_of_industry(section);
        if (text == name.zh || to_lower_ascii(cell) == to_lower_ascii(name.en)) return section;
        const bool letter_only = text.size() == 1 || static_cast<unsigned char>(text[1]) >= 0x80;
        if (letter == name_of(section) && letter_only) return section;
    }
    faults.push_back({"not_a_section", "section", "行业门类应为 A 至 T 或其名称（GB/T 4754-2017），请改正。",
                      "Give the section as A to T or by its name in GB/T 4754-2017."});
    return std::nullopt;
}

std::optional<SizeIndustry> size_industry_of(std::string_view cell, std::vector<Note>& faults) {
    if (says_nothing(cell)) return std::nullopt;
    if (auto exact = enum_from<SizeIndustry>(cell)) return exact;
    for (auto industry : values_of<SizeIndustry>()) {
        const auto& name = name_of_size_industry(industry);
        if (cell == name.zh || cell == std::string_view(name.zh).substr(0, name.zh.rfind("业")) ||
            to_lower_ascii(cell) == to_lower_ascii(name.en))
            return industry;
    }
    faults.push_back({"not_an_industry", "size_industry", "没有这个划型行业，请按统计划型办法填写，如 批发业、零售业。",
                      "There is no such industry in the size rules; write for instance Wholesale or Retail."});
    return std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view cell, std::vector<Note>& faults) {
    if (says_nothing(cell)) return std::nullopt;
    const auto text = to_lower_ascii(cell);
    for (std::string_view yes : {"是", "有", "yes", "true", "1", "y"})
        if (text == yes) return true;
    for (std::string_view no : {"否", "没有", "no", "false", "0", "n"})
        if (text == no) return false;
    faults.push_back({"not_yes_or_no", "qualified_contractor", "请填写是或否。", "Write yes or no."});
    return std::nullopt;
}

}  // namespace

std::vector<table::FieldSpec> enterprise_columns() {
    using enum table::Need;
    return {
        {"name",
         "企业名称",
         "Enterprise name",
         {"单位名称", "公司名称", "名称", "enterprise", "company", "company name"},
         required},
        {"uscc",
         "统一社会信用代码",
         "Unified social credit code",
         {"社会信用代码", "信用代码", "credit code"},
         required},
        {"registered",
         "成立日期",
         "Date of registration",
         {"注册日期", "登记日期", "成立时间", "date of establishment"},
         optional},
        {"legal_type", "企业类型", "Legal type", {"类型", "登记类型", "公司类型", "type"}, optional},
        {"capital", "注册资本", "Registered capital", {"注册资金"}, optional},
        {"business_scope", "经营范围", "Business scope", {"scope"}, optional},
        {"address", "地址", "Address", {"企业地址", "住所", "注册地址", "经营地址", "生产经营地址"}, optional},
        {"county",
         "所属区县",
         "County",
         {"县市区", "区县", "所在区县", "所在县区", "行政区划", "county_from_address"},
         optional},
        {"section", "行业门类", "Industry section", {"国民经济行业门类"}, optional},
        {"size_industry", "划型行业", "Size industry", {"行业", "industry"}, optional},
        {"staff", "从业人员", "Staff", {"从业人数", "职工人数", "员工人数", "从业人员期末人数", "employees"}, optional},
        {"revenue", "营业收入", "Annual revenue", {"年营业收入"}, optional},
        {"assets", "资产总额", "Total assets", {"总资产", "资产总计"}, optional},
        {"qualified_contractor", "有资质建筑业企业", "Qualified contractor", {"建筑业资质"}, optional},
    };
}

Parsed<Date> read_date(std::string_view text) {
    std::string plain(trim(to_half_width(text)));
    plain = plain.substr(0, plain.find_first_of("T "));
    int parts[3] = {0, 0, 0};
    std::size_t count = 0;
    if (plain.size() == 8 && plain.find_first_not_of("0123456789") == plain.npos)
        plain = plain.substr(0, 4) + "-" + plain.substr(4, 2) + "-" + plain.substr(6);
    const char* at = plain.data();
    const char* const end = at + plain.size();
    while (at < end && count < 3) {
        auto [next, error] = std::from_chars(at, end, parts[count]);
        if (error != std::errc{}) break;
        ++count;
        at = next;
        while (at < end && (*at < '0' || *at > '9')) ++at;
    }
    constexpr int four_digits = 1000;  // 04/02/20 may be read three ways
    if (count == 3 && at == end && parts[0] >= four_digits)
        if (auto date = Date::from_parts(parts[0], parts[1], parts[2])) return date;
    return {"not_a_date", "日期无效，请写成 2020-02-24 的样子。", "Not a date; write it like 2020-02-24."};
}

std::optional<Uscc> uscc_of(const Row& row) { return Uscc::parse(row.cell(uscc_column)); }

EnterpriseRow read_enterprise_row(const Row& row, const Run& run) {
    EnterpriseRow read;
    auto& faults = read.faults;
    if (auto name = text_within(row.cell(name_column), Title::longest, "name", faults))
        read.name = *name;
    else if (says_nothing(row.cell(name_column)))
        faults.push_back({"name_missing", "name", "请填写企业名称。", "Enter the name of the enterprise."});
    if (auto uscc = Uscc::parse(row.cell(uscc_column)))
        read.uscc = *uscc;
    else
        faults.push_back(note_of(uscc, "uscc"));

    read.address = text_within(row.cell(address_column), 200, "address", faults);
    read.legal_type = text_within(row.cell(legal_type_column), 100, "legal_type", faults);
    read.business_scope = text_within(row.cell(business_scope_column), 4000, "business_scope", faults);
    if (auto cell = row.cell(registered_column); !says_nothing(cell)) {
        if (auto date = read_date(cell))
            read.registered = *date;
        else
            faults.push_back(note_of(date, "registered"));
    }
    // Capital is free text in every register; one that cannot be read keeps nobody out.
    if (auto capital = parse_capital(row.cell(capital_column), run.units[capital_column]))
        read.capital = *capital;
    else
        read.warnings.push_back(note_of(capital, "capital"));
    read.section = section_of(row.cell(section_column), faults);
    read.size_industry = size_industry_of(row.cell(size_industry_column), faults);
    read.staff = staff_of(row.cell(staff_column), faults);
    read.revenue = amount_of(row.cell(revenue_column), run.units[revenue_column], "revenue", faults);
    read.assets = amount_of(row.cell(assets_column), run.units[assets_column], "assets", faults);
    read.qualified_contractor = yes_or_no(row.cell(qualified_contractor_column), faults);
    if (read.section && read.size_industry && !lies_in(*read.size_industry, *read.section))
        faults.push_back({"industry_outside_section", "size_industry", "划型行业不属于所填行业门类，请改正其一。",
                          "The industry does not lie in the section; correct one of them."});
    if (read.uscc) read.county = settle_county(*read.uscc, row.cell(county_column), row.cell(address_column), run.area);
    return read;
}

}  // namespace tongzhou::organizations
