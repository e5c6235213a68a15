// Which papers are missing, and in which order filings are taken.
#include "base/record_in_the_way.hpp"
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> missing(const FilingContent& content, const PapersAtHand& at_hand) {
    std::vector<std::string> papers;
    for (const auto& fault : missing_papers(content, at_hand)) {
        EXPECT_EQ(fault.code, "missing_paper");
        EXPECT_FALSE(fault.message.zh.empty() || fault.message.en.empty());
        papers.push_back(fault.path.substr(1));
    }
    return papers;
}

class Papers : public ResumptionTest {
  protected:
    const FilingContent whole = whole_form({});
    const PapersAtHand known{.principal = true, .attached = {}, .on_roster = 40, .with_pass = 40};
};

TEST_F(Papers, OfAWholeFormAreAllThere) { EXPECT_THAT(missing(whole, known), IsEmpty()); }

TEST_F(Papers, OfNothingAreAllMissing) { EXPECT_THAT(missing({}, {}), ElementsAreArray(names_of<Paper>())); }

TEST_F(Papers, MayBeFilesButForTheApplication) {
    PapersAtHand files;
    for (const auto paper : values_of<Paper>()) files.attached.insert(paper);
    EXPECT_THAT(missing({}, files), ElementsAre("application"));
}

TEST_F(Papers, AreMissingOneByOne) {
    using Change = std::function<void(FilingContent&, PapersAtHand&)>;
    const std::pair<const char*, Change> cases[] = {
        {"application", [](auto&, auto& at_hand) { at_hand.principal = false; }},
        {"application", [](auto& content, auto&) { content.resume_on.reset(); }},
        {"application", [](auto& content, auto&) { content.work = Text<1000>(""); }},
        {"commitment_letter", [](auto& content, auto&) { content.committed = false; }},
        {"roster", [](auto&, auto& at_hand) { at_hand.on_roster = 39; }},
        {"health_proof", [](auto&, auto& at_hand) { at_hand.with_pass = 39; }},
        {"origins", [](auto& content, auto&) { content.origins.pop_back(); }},
        {"control_plan", [](auto& content, auto&) { content.control_plan.reset(); }},
        {"emergency_plan", [](auto& content, auto&) { content.emergency_plan.reset(); }},
        {"supplies", [](auto&, auto& at_hand) { at_hand.supplies_days_required = 13; }},
        {"supplies", [](auto& content, auto&) { content.supplies.pop_back(); }},
        {"supplies", [](auto& content, auto&) { content.supplies.erase(content.supplies.begin()); }},
        {"isolation_area", [](auto& content, auto&) { content.isolation_rooms = 0; }},
        {"isolation_area", [](auto& content, auto&) { content.isolation_place.reset(); }}};
    for (const auto& [paper, change] : cases) {
        auto content = whole;
        auto at_hand = known;
        change(content, at_hand);
        EXPECT_THAT(missing(content, at_hand), ElementsAre(paper));
    }
}

TEST(Supplies, LastAsLongAsTheLeastOfThem) {
    using enum SupplyItem;
    EXPECT_EQ(days_of_supplies({}), std::nullopt);
    EXPECT_EQ(days_of_supplies({{thermometers, 4, 0}}), std::nullopt);
    EXPECT_EQ(days_of_supplies({{masks, 239, 80}, {disinfectant, 60, 5}}), 2);
    EXPECT_EQ(days_of_supplies({{masks, 240, 80}, {disinfectant, 60, 5}}), 3);
}

TEST(Priority, IsLivelihoodAndMedicalThenUrgentOrLargeThenOthers) {
    using enum Necessity;
    const std::tuple<Necessity, bool, Priority> cases[] = {{livelihood, false, Priority::vital},
                                                           {medical, true, Priority::vital},
                                                           {urgent, false, Priority::urgent},
                                                           {ordinary, true, Priority::urgent},
                                                           {ordinary, false, Priority::ordinary}};
    for (const auto& [necessity, large, priority] : cases)
        EXPECT_EQ(priority_of(necessity, large), priority) << name_of(necessity) << large;
    const auto early = Instant::from_ms(0), late = Instant::of("2120-01-01T00:00:00Z");
    EXPECT_LT(queue_of(Priority::vital, late), queue_of(Priority::urgent, early));
    EXPECT_LT(queue_of(Priority::urgent, early), queue_of(Priority::urgent, late));
}

class Draft : public ResumptionTest {
  protected:
    static std::vector<std::string> fields(const FilingView& view) {
        std::vector<std::string> names;
        for (const auto& field : view.known) names.push_back(field.field);
        return names;
    }
};

TEST_F(Draft, IsFilledWithWhatIsKnownAndCountsWhatNobodyTyped) {
    const auto large = enterprise("泗水纺织厂", sizhang,
                                  R"(,"section":"C","staff":350,"revenue":500000000000,"business_scope":"纺纱织布")");
    const auto one = hire(large, "370831"), two = hire(large, "371302");
    hire(large, "370831");
    declare_healthy(one);
    declare_healthy(two);
    const auto view = write(create_filing, large.officer, NewFiling{{}, large.id, {}});
    EXPECT_EQ(view.content.staff_total, 350);
    EXPECT_EQ(view.content.staff_returning, 3);
    EXPECT_EQ(view.content.work->value, "纺纱织布");
    ASSERT_EQ(view.content.origins.size(), 2u);
    EXPECT_EQ(view.content.origins[0].division.text(), "3708");
    EXPECT_EQ(view.content.origins[0].people, 2);
    EXPECT_EQ(view.content.origins[1].division.text(), "3713");
    EXPECT_THAT(fields(view), ::testing::UnorderedElementsAre("enterprise_name", "division", "section", "size_class",
                                                              "above_designated_size", "staff_total", "staff_returning",
                                                              "work", "origins"));
    EXPECT_EQ(view.known_fields, 9);
    EXPECT_EQ(view.all_fields, 21);
    EXPECT_EQ(view.priority, Priority::urgent) << "above designated size";

    auto form = whole_form(view.id);
    form.staff_total = 350;
    form.work = "纺纱织布";
    const auto changed = write(change_filing, large.officer, form);
    EXPECT_THAT(fields(changed), ::testing::UnorderedElementsAre("enterprise_name", "division", "section", "size_class",
                                                                 "above_designated_size", "staff_total", "work"));
    std::vector<std::string> papers;
    for (const auto& paper : changed.missing) papers.push_back(paper.paper);
    EXPECT_THAT(papers, ElementsAre("roster", "health_proof")) << "40 return, 3 are on the roster, 2 have a pass";
    EXPECT_THAT(changed.missing[1].text_zh, HasSubstr("2 人"));
}

TEST_F(Draft, TakesOverWhatWasFiledBefore) {
    const auto first = submitted(plant);
    EXPECT_EQ(show(first).state, FilingState::accepted);
    revoke(first);
    const auto again = write(create_filing, plant.officer, NewFiling{{}, plant.id, {}});
    EXPECT_EQ(again.content.control_plan->value, "分区作业，错峰就餐。");
    EXPECT_EQ(again.content.supplies.size(), 3u);
    EXPECT_EQ(again.principal_name, "李**");
    EXPECT_FALSE(again.content.resume_on) << "the day is chosen anew";
    EXPECT_FALSE(again.content.committed) << "and so is the commitment";
    EXPECT_THAT(fields(again), ::testing::IsSupersetOf({"principal_name", "principal_mobile", "control_plan"}));
    EXPECT_EQ(write(unmask_principal, county, FilingUnmaskRequest{again.id, "电话核实"}).mobile, "13800138000");
    // Somebody else at the head: that field was typed.
    auto form = whole_form(again.id);
    form.principal_name = "赵新任";
    const auto changed = write(change_filing, plant.officer, form);
    EXPECT_THAT(fields(changed), ::testing::Contains("principal_mobile"));
    EXPECT_THAT(fields(changed), ::testing::Not(::testing::Contains("principal_name")));
}

TEST_F(Draft, ListsAllThatIsMissingAtOnce) {
    const auto id = begin(plant);
    EXPECT_EQ(fault_of([&] { submit(plant, id); }),
              "invalid_fields /application:missing_paper /commitment_letter:missing_paper /roster:missing_paper "
              "/origins:missing_paper /control_plan:missing_paper /emergency_plan:missing_paper "
              "/health_proof:missing_paper /supplies:missing_paper /isolation_area:missing_paper");
    EXPECT_EQ(show(id).state, FilingState::draft);
    EXPECT_EQ(show(id).missing.size(), EnumTable<Paper>::size);
}

TEST_F(Draft, KeepsTheHeadSealedAndSaysWhoLooked) {
    const auto id = draft(plant);
    EXPECT_EQ(show(id).principal_name, "李**");
    EXPECT_EQ(show(id).principal_mobile, "138****8000");
    EXPECT_EQ(number("SELECT COUNT(*) FROM filings WHERE principal_sealed LIKE '%13800138000%' OR content LIKE "
                     "'%13800138000%' OR content LIKE '%李保国%'"),
              0);
    EXPECT_EQ(write(unmask_principal, county, FilingUnmaskRequest{id, "电话核实"}).name, "李保国");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'principal_unmask'"), 1);
    EXPECT_EQ(fault_of([&] { write(unmask_principal, other_county, FilingUnmaskRequest{id, "好奇"}); }), "not_found");
    ring.rotate(db.clock().now());
    EXPECT_EQ(rewrap_data_keys(*db), 1);
    EXPECT_EQ(rewrap_data_keys(*db), 0);
    EXPECT_EQ(write(unmask_principal, county, FilingUnmaskRequest{id, "电话核实"}).name, "李保国");
}

TEST_F(Draft, IsOneForEachPlace) {
    const auto id = Id<Filing>::make(SystemClock().now());
    const auto first = write(create_filing, plant.officer, NewFiling{id, plant.id, {}});
    EXPECT_EQ(write(create_filing, plant.officer, NewFiling{id, plant.id, {}}).id, first.id) << "sent again";
    EXPECT_EQ(fault_of([&] { begin(plant); }), "filing_open");
    try {
        begin(plant);
    } catch (const RecordInTheWay& other) {
        EXPECT_EQ(other.record(), id.uuid()) << "a page can lead there";
        EXPECT_THAT(other.detail().zh, Not(HasSubstr(id.text()))) << "which tells people nothing";
    }
    const auto east = site_of(plant, "东厂");
    EXPECT_EQ(fault_of([&] { begin(plant, east); }), "") << "a site has one of its own";
    EXPECT_EQ(fault_of([&] { begin(mill, east); }), "not_found");
    EXPECT_EQ(fault_of([&] {
                  write(create_filing, everything, NewFiling{{}, mill.id, east});
              }),
              "invalid_fields /site:not_its_site");
    EXPECT_EQ(fault_of([&] { write(create_filing, mill.officer, NewFiling{{}, plant.id, {}}); }), "not_found");
}

TEST_F(Draft, HasItsFilesInTheApi) {
    const auto id = begin(plant);
    const auto kept = call("POST", "/filings/{id}/files", plant.officer,
                           fmt::format(R"({{"id":"{}","paper":"commitment_letter","name":"承诺书.pdf"}})", id.text()),
                           "%PDF-1.4 承诺");
    ASSERT_EQ(show(id).files.size(), 1u);
    const auto file = show(id).files[0];
    EXPECT_EQ(file.role, "commitment_letter");
    EXPECT_THAT(kept, HasSubstr(file.id.text()));
    const auto body = fmt::format(R"({{"id":"{}","file":"{}"}})", id.text(), file.id.text());
    EXPECT_EQ(call("GET", "/filings/{id}/files/{file}", county, body), "%PDF-1.4 承诺");
    EXPECT_EQ(fault_of([&] { call("GET", "/filings/{id}/files/{file}", other_county, body); }), "not_found");
    EXPECT_EQ(fault_of([&] { call("GET", "/filings/{id}/files/{file}", mill.officer, body); }), "not_found");
    EXPECT_EQ(fault_of([&] { call("DELETE", "/filings/{id}/files/{file}", mill.officer, body); }), "not_found");
    call("DELETE", "/filings/{id}/files/{file}", plant.officer, body);
    EXPECT_THAT(show(id).files, IsEmpty());
}

}  // namespace
}  // namespace tongzhou::resumption::testing
