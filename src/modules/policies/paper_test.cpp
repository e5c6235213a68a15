#include "modules/policies/compendia.hpp"
#include "modules/policies/handouts.hpp"
#include "modules/policies/test_library.hpp"

namespace tongzhou::policies {
namespace {

class PaperTest : public LibraryTest {
  protected:
    CompendiumView compendium(const Actor& actor, std::vector<Id<Policy>> chosen) {
        NewCompendium request;
        request.title = "复工政策<汇编>";
        request.preface = "供企业查用。";
        request.policies = std::move(chosen);
        return write(make_compendium, actor, request);
    }
};

TEST_F(PaperTest, a_compendium_prints_its_policies_in_order_with_contents) {
    const auto rent = policy(sishui, "关于租金的通知", "一、减免租金。二、延期缴纳。"),
               tax = policy(sishui, "关于税款的公告", "延期<三>个月。");
    const auto made = compendium(officer_of(sishui), {tax.id, rent.id});
    ASSERT_EQ(made.policies.size(), 2U);
    EXPECT_EQ(made.policies[0].title, tax.title);
    const auto page = read(print_compendium, officer_of(sishui), {made.id}).body;
    const auto at = [&](std::string_view text) { return page.find(text); };
    EXPECT_NE(at("复工政策&lt;汇编&gt;"), std::string::npos);
    EXPECT_EQ(at("<汇编>"), std::string::npos);
    EXPECT_NE(at("延期&lt;三&gt;个月"), std::string::npos);
    EXPECT_LT(at("<li><a href=\"#p1\">关于税款的公告"), at("<li><a href=\"#p2\">关于租金的通知"));
    EXPECT_LT(at("id=\"p1\""), at("id=\"p2\""));
    EXPECT_NE(at("<p>二、延期缴纳。</p>"), std::string::npos);
    EXPECT_EQ(at("<script"), std::string::npos);
}

TEST_F(PaperTest, a_compendium_keeps_the_versions_of_its_day_and_its_place) {
    const auto rent = policy(sishui, "关于租金的通知", "减免一个月。");
    const auto made = compendium(officer_of(sishui), {rent.id});
    ChangedPolicy change;
    change.id = rent.id;
    change.title = rent.title;
    change.text = "减免九个月。";
    write(change_policy, officer_of(sishui), change);
    EXPECT_NE(read(print_compendium, officer_of(sishui), {made.id}).body.find("减免一个月"), std::string::npos);
    EXPECT_EQ(problem_of([&] { read(print_compendium, officer_of(jinxiang), {made.id}); }), "not_found");
    EXPECT_EQ(problem_of([&] { compendium(officer_of(jinxiang), {rent.id}); }), "not_found");
    CompendiumFilter filter;
    EXPECT_EQ(read(list_compendia, officer_of(sishui), filter).items.size(), 1U);
    EXPECT_TRUE(read(list_compendia, officer_of(jinxiang), filter).items.empty());
}

TEST_F(PaperTest, hand_outs_are_counted_once_and_taken_back_once) {
    const auto rent = policy(jining, "关于租金的通知", "减免。");
    const auto plant = enterprise(sishui, "泗水机械厂");
    NewHandout request;
    request.id = Id<Handout>::make(clock().now());
    request.organization = plant.id;
    request.policy = rent.id;
    request.copies = 30;
    const auto given = write(record_handout, officer_of(sishui), request);
    EXPECT_EQ(write(record_handout, officer_of(sishui), request), given);
    EXPECT_EQ(given.recipient, "泗水机械厂");
    EXPECT_EQ(problem_of([&] { write(record_handout, officer_of(jinxiang), request); }), "not_found");
    const auto copies = [&](const Actor& actor) {
        return database().read_value([&](Snapshot& snapshot) { return total_handouts(snapshot, actor); }).copies;
    };
    EXPECT_EQ(copies(officer_of(jining)), 30);
    EXPECT_EQ(copies(officer_of(jinxiang)), 0);
    EXPECT_EQ(copies(person_of(plant.id, sishui)), 30);
    EXPECT_EQ(problem_of([&] { write(take_back_handout, officer_of(jinxiang), {given.id, std::nullopt}); }),
              "not_found");
    const auto back = write(take_back_handout, officer_of(sishui), {given.id, std::nullopt});
    EXPECT_EQ(back.copies, -30);
    EXPECT_EQ(copies(officer_of(jining)), 0);
    EXPECT_EQ(problem_of([&] { write(take_back_handout, officer_of(sishui), {given.id, std::nullopt}); }),
              "already_taken_back");
    EXPECT_EQ(problem_of([&] { write(take_back_handout, officer_of(sishui), {back.id, std::nullopt}); }),
              "is_a_correction");
    HandoutFilter filter;
    EXPECT_EQ(read(list_handouts, officer_of(sishui), filter).items.size(), 2U);
    EXPECT_TRUE(read(list_handouts, officer_of(jinxiang), filter).items.empty());
}

TEST_F(PaperTest, a_hand_out_says_what_was_given_and_to_whom) {
    const auto faults = [](const NewHandout& request) {
        std::vector<FieldFault> found;
        check(request, found);
        std::string codes;
        for (const auto& fault : found) codes += fault.code + " ";
        return codes;
    };
    EXPECT_EQ(faults({}), "policy_or_compendium missing ");
    NewHandout request;
    request.policy = policy(sishui, "通知", "正文。").id;
    request.recipient = "集市上的群众";
    request.copies = 5;
    EXPECT_EQ(faults(request), "");
    request.given_at = clock().now() + std::chrono::hours(2);
    EXPECT_EQ(problem_of([&] { write(record_handout, officer_of(sishui), request); }), "in_the_future");
}

}  // namespace
}  // namespace tongzhou::policies
