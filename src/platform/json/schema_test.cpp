#include "platform/json/schema.hpp"

#include <gtest/gtest.h>

#include "base/codes.hpp"
#include "base/id.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Flag, red, green)
struct Leaf {
    Title title;
    std::optional<Remark> remark;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (title, remark))

struct Tree {
    Id<Tree> id;
    Flag flag = Flag::red;
    std::vector<Leaf> leaves;
    std::vector<Tree> branches;
    std::optional<Leaf> crown;
    RawJson details;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (id, flag, leaves, branches, crown, details))

struct Values {
    bool yes = false;
    Bounded<-5, 9> few;
    std::int64_t many = 0;
    std::int32_t some = 0;
    std::uint32_t natural = 0;
    double ratio = 0;
    std::string text;
    Instant at;
    Date day;
    Uscc uscc;
    ResidentId resident_id;
    Mobile mobile;
    DivisionCode division;
    Money money;
    DeciCelsius temperature;
};
BOOST_DESCRIBE_STRUCT(Values, (),
                      (yes, few, many, some, natural, ratio, text, at, day, uscc, resident_id, mobile, division, money,
                       temperature))

namespace other {
struct Leaf {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (a))
}  // namespace other

std::string schema_of_member(std::string_view name) { return json_schema(shape_of<Values>().find(name)->shape()); }

TEST(Schema, OfAStructNamesWhatARequestMustBring) {
    EXPECT_EQ(json_schema(shape_of<Tree>(), SchemaUse::request),
              R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)"
              R"("flag":{"type":"string","enum":["red","green"]},)"
              R"("leaves":{"type":"array","items":{"$ref":"#/components/schemas/Leaf"}},)"
              R"("branches":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}},)"
              R"("crown":{"$ref":"#/components/schemas/Leaf"},"details":{"description":"Any JSON value."}},)"
              R"("required":["id","flag","details"],"additionalProperties":false})");
}

TEST(Schema, OfAResponsePromisesListsAndMayGrow) {
    const auto schema = json_schema(shape_of<Tree>(), SchemaUse::response);
    EXPECT_NE(schema.find(R"("required":["id","flag","leaves","branches","details"]})"), std::string::npos) << schema;
    EXPECT_EQ(schema.find("additionalProperties"), std::string::npos) << schema;
}

TEST(Schema, OfLeavesSaysTheirLimits) {
    EXPECT_EQ(schema_of_member("yes"), R"({"type":"boolean"})");
    EXPECT_EQ(schema_of_member("few"), R"({"type":"integer","minimum":-5,"maximum":9})");
    EXPECT_EQ(schema_of_member("many"), R"({"type":"integer","format":"int64"})");
    EXPECT_EQ(schema_of_member("some"),
              R"({"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647})");
    EXPECT_EQ(schema_of_member("natural"), R"({"type":"integer","format":"uint32","minimum":0,"maximum":4294967295})");
    EXPECT_EQ(schema_of_member("ratio"), R"({"type":"number","format":"double"})");
    EXPECT_EQ(schema_of_member("at"), R"({"type":"string","format":"date-time"})");
    EXPECT_EQ(schema_of_member("day"), R"({"type":"string","format":"date"})");
    EXPECT_EQ(json_schema(shape_of<Title>()), R"({"type":"string","minLength":1,"maxLength":100})");
    EXPECT_EQ(json_schema(shape_of<std::optional<Remark>>()), R"({"type":"string","maxLength":2000})");
    EXPECT_EQ(schema_of_member("temperature"),
              R"({"type":"integer","format":"int32","minimum":300,"maximum":450,)"
              R"("description":"Tenths of a degree Celsius: 373 is 37.3 °C. 单位：0.1 °C。"})");
    EXPECT_NE(schema_of_member("money").find("Fen"), std::string::npos);
    for (auto code : {"uscc", "resident_id", "mobile", "division"}) {
        EXPECT_NE(schema_of_member(code).find(R"("pattern":"^)"), std::string::npos) << code;
        EXPECT_EQ(schema_of_member(code).find("format"), std::string::npos) << code << " is no UUID";
    }
}

TEST(SchemaBook, KeepsEachStructOnceSortedByName) {
    SchemaBook book;
    EXPECT_EQ(book.refer(shape_of<std::vector<Tree>>(), SchemaUse::response),
              R"({"type":"array","items":{"$ref":"#/components/schemas/Tree"}})");
    EXPECT_EQ(book.refer(shape_of<std::optional<Leaf>>(), SchemaUse::response),
              R"({"$ref":"#/components/schemas/Leaf"})");
    const auto components = book.components();
    EXPECT_TRUE(components.starts_with(R"({"Leaf":{"type":"object")")) << components;
    EXPECT_NE(components.find(R"(,"Tree":{"type":"object")"), std::string::npos) << components;
    EXPECT_EQ(components.find("Leaf\":{", 10), std::string::npos) << "once only: " << components;

    SchemaBook again;
    again.refer(shape_of<Leaf>(), SchemaUse::response);
    again.refer(shape_of<Tree>(), SchemaUse::response);
    EXPECT_EQ(again.components(), components) << "whatever the order";
}

TEST(SchemaBook, IsStrictWithStructsThatRequestsBring) {
    SchemaBook book;
    book.refer(shape_of<Tree>(), SchemaUse::response);
    EXPECT_EQ(book.components().find("additionalProperties"), std::string::npos);
    book.refer(shape_of<Tree>(), SchemaUse::request);
    book.refer(shape_of<Tree>(), SchemaUse::response);
    const auto components = book.components();
    const auto tree = components.find("\"Tree\":");
    EXPECT_LT(components.find("additionalProperties"), tree) << "the structs within, too: " << components;
    EXPECT_NE(components.find("additionalProperties", tree), std::string::npos) << components;
}

TEST(SchemaBook, RefusesTwoStructsOfOneName) {
    SchemaBook book;
    book.refer(shape_of<Leaf>(), SchemaUse::request);
    EXPECT_NO_THROW(book.refer(shape_of<std::vector<Leaf>>(), SchemaUse::response));
    EXPECT_THROW(book.refer(shape_of<other::Leaf>(), SchemaUse::response), std::logic_error);
}

}  // namespace
}  // namespace tongzhou
