#include "modules/people/document.hpp"

#include "base/text.hpp"

namespace tongzhou::people {
namespace {

/// Letters and digits only, in upper case: people copy brackets, dashes and spaces along.
std::string tidy(std::string_view number) {
    std::string out;
    for (const unsigned char c : to_upper_ascii(to_half_width(number)))
        if (std::isalnum(c) || c >= 0x80) out += static_cast<char>(c);
    return out;
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
}
bool alphanumeric(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c); });
}

bool has_the_form(DocumentKind kind, std::string_view number) {
    switch (kind) {
        case DocumentKind::resident_id: return false;  // checked by ResidentId
        case DocumentKind::passport: return number.size() >= 5 && number.size() <= 17 && alphanumeric(number);
        // 港澳居民来往内地通行证: H or M and 8 digits, with the two of the issue on old ones.
        case DocumentKind::hk_macao_permit:
            return (number.size() == 9 || number.size() == 11) && (number[0] == 'H' || number[0] == 'M') &&
                   all_digits(number.substr(1));
        // 台湾居民来往大陆通行证: 8 digits, or 10 with those of the issue.
        case DocumentKind::taiwan_permit: return (number.size() == 8 || number.size() == 10) && all_digits(number);
        // 外国人永久居留身份证: 15 characters until 2023, 18 since.
        case DocumentKind::foreign_permanent_resident:
            return (number.size() == 15 || number.size() == 18) && alphanumeric(number);
        case DocumentKind::other: return number.size() >= 2 && number.size() <= 40;
    }
    return false;
}

}  // namespace

std::string Document::masked() const {
    if (kind == DocumentKind::resident_id) return ResidentId::of(number).masked();
    if (!alphanumeric(number) || number.size() < 8) return std::string(utf8_length(number), '*');
    return number.substr(0, 1) + std::string(number.size() - 4, '*') + number.substr(number.size() - 3);
}

std::string Document::indexed() const { return fmt::format("{}:{}", name_of(kind), number); }

Parsed<Document> parse_document(DocumentKind kind, std::string_view number) {
    if (kind == DocumentKind::resident_id) {
        const auto id = ResidentId::parse(number);
        if (!id) return {id.fault_code, id.message.zh, id.message.en};
        return Document{kind, id->text()};
    }
    auto tidied = tidy(number);
    if (!has_the_form(kind, tidied))
        return {"not_a_document_number", "证件号码与证件类型不符，请核对。",
                "That is no number of this kind of document; check both."};
    return Document{kind, std::move(tidied)};
}

}  // namespace tongzhou::people
