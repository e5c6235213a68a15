// What is somebody else's is not there: for a sibling county and for another enterprise, at every endpoint.
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class FilingScope : public ResumptionTest {};

TEST_F(FilingScope, StrangersFindNothingAndChangeNothing) {
    const auto id = submitted(plant);
    const auto permit = show(id).permit->id;
    check_on_site(id);
    const auto before = to_json(show(id));
    const auto filing = fmt::format(R"({{"id":"{}"}})", id.text());
    const auto with = [&](std::string_view rest) { return fmt::format(R"({{"id":"{}",{}}})", id.text(), rest); };
    const std::tuple<const char*, const char*, std::string> calls[] = {
        {"GET", "/filings/{id}", filing},
        {"PUT", "/filings/{id}", filing},
        {"POST", "/filings/{id}/submission", filing},
        {"POST", "/filings/{id}/withdrawal", filing},
        {"POST", "/filings/{id}/principal", with(R"("reason":"看看")")},
        {"POST", "/filings/{id}/decision", with(R"("decision":"pass")")},
        {"POST", "/filings/{id}/priority", with(R"("necessity":"medical","why":"看看")")},
        {"POST", "/filings/{id}/revocation", with(R"("reason":"看看","clause":"看看")")},
        {"POST", "/filings/{id}/reinstatement", with(R"("why":"看看")")},
        {"GET", "/permits/{id}", fmt::format(R"({{"id":"{}"}})", permit.text())},
        {"GET", "/permits/{id}/qr", fmt::format(R"({{"id":"{}"}})", permit.text())},
        {"POST", "/permits/{id}/staff", fmt::format(R"({{"id":"{}","staff":1}})", permit.text())}};
    for (const auto& stranger : {mill.officer, other_county}) {
        for (const auto& [method, route, body] : calls)
            EXPECT_EQ(
                fault_of([&, method = method, route = route, body = body] { call(method, route, stranger, body); }),
                "not_found")
                << stranger.name << ' ' << method << ' ' << route;
        for (const auto* list : {"/filings", "/filing-reviews", "/permits"}) {
            const auto page = call("GET", list, stranger, R"({"count":true})");
            EXPECT_THAT(page, HasSubstr(R"("total":0)")) << list;
            EXPECT_THAT(page, HasSubstr(R"("items":[])")) << list;
        }
        for (const auto* list : {"/filings/export", "/permits/export", "/resumption/export"})
            EXPECT_THAT(call("GET", list, stranger, "{}"), Not(HasSubstr("泗水造纸厂"))) << list;
    }
    EXPECT_EQ(to_json(show(id)), before);
    for (const auto& own : {plant.officer, town, county, city})
        EXPECT_THAT(call("GET", "/filings", own, R"({"count":true})"), HasSubstr(R"("total":1)")) << own.name;
}

TEST_F(FilingScope, LiesWhereTheSiteLies) {
    const auto branch = Id<Site>(
        from_json<ById>(
            call("POST", "/sites", everything,
                 fmt::format(R"({{"name":"金乡分厂","organization":"{}","division":"370828"}})", plant.id.text())),
            {.unknown_fields = UnknownFields::ignore})
            .id);
    const auto id = draft(plant, branch);
    EXPECT_EQ(read(show_filing, other_county, FilingById{id}).state, FilingState::draft);
    submit(plant, id);
    EXPECT_EQ(fault_of([&] { read(show_filing, county, FilingById{id}); }), "not_found");
    EXPECT_EQ(read(show_filing, other_county, FilingById{id}).organization, plant.id);
    EXPECT_EQ(read(show_filing, plant.officer, FilingById{id}).organization, plant.id);
    EXPECT_TRUE(show(id).permit->number.starts_with("370828-"));
}

}  // namespace
}  // namespace tongzhou::resumption::testing
