#include <gmock/gmock.h>

#include "modules/people/document.hpp"

namespace tongzhou::people {
namespace {

TEST(Documents, AreReadAsPeopleWriteThem) {
    struct Case {
        DocumentKind kind;
        const char* text;
        const char* expected;  // the number, or a fault's code
        const char* masked;
    };
    const Case cases[] = {
        {DocumentKind::resident_id, " ３７０８１１ 19900101 0014", "370811199001010014", "370***********0014"},
        {DocumentKind::resident_id, "37088119850615021x", "37088119850615021X", "370***********021X"},
        {DocumentKind::passport, "e 1234 5678", "E12345678", "E*****678"},
        {DocumentKind::passport, "E123", "not_a_document_number", ""},
        {DocumentKind::hk_macao_permit, "H(12345678)", "H12345678", "H*****678"},
        {DocumentKind::hk_macao_permit, "A12345678", "not_a_document_number", ""},
        {DocumentKind::hk_macao_permit, "M1234567800", "M1234567800", "M*******800"},
        {DocumentKind::taiwan_permit, "12345678", "12345678", "1****678"},
        {DocumentKind::taiwan_permit, "123456789", "not_a_document_number", ""},
        {DocumentKind::foreign_permanent_resident, "ESP110000010114", "ESP110000010114", "E***********114"},
        {DocumentKind::other, "军字第12号", "军字第12号", "******"},
        {DocumentKind::other, "-", "not_a_document_number", ""},
    };
    for (const auto& c : cases) {
        const auto document = parse_document(c.kind, c.text);
        EXPECT_EQ(document ? document->number : std::string(document.fault_code), c.expected) << c.text;
        EXPECT_EQ(document ? document->masked() : "", c.masked) << c.text;
    }
    EXPECT_FALSE(parse_document(DocumentKind::resident_id, "370811199001010015"));
}

TEST(Documents, OfTwoKindsNeverShareAnIndex) {
    EXPECT_NE(parse_document(DocumentKind::taiwan_permit, "12345678")->indexed(),
              parse_document(DocumentKind::passport, "12345678")->indexed());
}

}  // namespace
}  // namespace tongzhou::people
