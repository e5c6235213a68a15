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
    const auto copies = [&](const Actor& actor) { return read(total_handouts, actor, HandoutFilter{}).copies; };
    EXPECT_EQ(copies(officer_of(jining)), 30);
    EXPECT_EQ(copies(officer_of(jinxiang)), 0);
    EXPECT_EQ(copies(person_of(plant.id, sishui)), 30);
    EXPECT_EQ(problem_of([&] {
                  write(take_back_handout, officer_of(jinxiang), {given.id, std::nullopt});
              }),
              "not_found");
    const auto back = write(take_back_handout, officer_of(sishui), {given.id, std::nullopt});
    EXPECT_EQ(back.copies, -30);
    EXPECT_EQ(copies(officer_of(jining)), 0);
    EXPECT_EQ(problem_of([&] {
                  write(take_back_handout, officer_of(sishui), {given.id, std::nullopt});
              }),
              "already_taken_back");
    EXPECT_EQ(problem_of([&] {
                  write(take_back_handout, officer_of(sishui), {back.id, std::nullopt});
              }),
              "is_a_correction");
    HandoutFilter filter;
    EXPECT_EQ(read(list_handouts, officer_of(sishui), filter).items.size(), 2U);
    EXPECT_TRUE(read(list_handouts, officer_of(jinxiang), filter).items.empty());
}

TEST_F(PaperTest, every_total_opens_to_its_hand_outs) {
    const auto rent = policy(jining, "关于租金的通知", "减免。"), tax = policy(jining, "关于税款的公告", "延期。");
    const auto book = compendium(officer_of(jining), {rent.id, tax.id});
    const auto plant = enterprise(sishui, "泗水机械厂"), farm = enterprise(jinxiang, "金乡蒜业");
    const auto give = [&](const Actor& actor, const Id<Organization>& to, std::optional<Id<Policy>> policy,
                          int copies) {
        NewHandout request;
        request.organization = to;
        request.policy = policy;
        if (!policy) request.compendium = book.id;
        request.copies = copies;
        return write(record_handout, actor, request);
    };
    give(officer_of(sishui), plant.id, rent.id, 30);
    give(officer_of(jinxiang), farm.id, rent.id, 5);
    // Handed out under another title, it is the same policy.
    ChangedPolicy renamed;
    renamed.id = rent.id;
    renamed.division = jining;
    renamed.title = "关于减免租金的通知";
    renamed.text = "减免。";
    write(change_policy, officer_of(jining), renamed);
    give(officer_of(sishui), plant.id, rent.id, 2);
    give(officer_of(sishui), plant.id, std::nullopt, 7);
    const auto mistake = give(officer_of(jinxiang), farm.id, tax.id, 9);
    write(take_back_handout, officer_of(jinxiang), {mistake.id, std::nullopt});

    const auto listed = [&](const Actor& actor, HandoutFilter filter) {
        filter.count = true;
        HandoutTotal sum;
        std::set<Id<Organization>> recipients;
        const auto page = read(list_handouts, actor, filter);
        for (const auto& row : page.items) {
            sum.copies += row.copies;
            recipients.insert(row.organization.value());
        }
        sum.handouts = page.total.value();
        sum.recipients = std::ssize(recipients);
        return std::tuple(sum.copies, sum.handouts, sum.recipients);
    };
    HandoutFilter all, at_the_plant, of_the_county;
    at_the_plant.organization = plant.id;
    of_the_county.division = jinxiang;
    for (const auto& actor :
         {officer_of(jining), officer_of(sishui), officer_of(jinxiang), person_of(plant.id, sishui)})
        for (const auto& filter : {all, at_the_plant, of_the_county}) {
            const auto totals = read(total_handouts, actor, filter);
            EXPECT_EQ(std::tuple(totals.copies, totals.handouts, totals.recipients), listed(actor, filter));
            for (const auto& item : totals.items) {
                auto of_it = filter;
                of_it.policy = item.policy;
                of_it.compendium = item.compendium;
                EXPECT_EQ(std::tuple(item.copies, item.handouts, item.recipients), listed(actor, of_it)) << item.title;
            }
        }
    const auto city = read(total_handouts, officer_of(jining), all);
    ASSERT_EQ(city.items.size(), 2U) << "what was taken back whole is not shown";
    EXPECT_EQ(city.items[0].policy, rent.id);
    EXPECT_EQ(std::tuple(city.items[0].copies, city.items[0].handouts, city.items[0].recipients), std::tuple(37, 3, 2));
    EXPECT_EQ(city.items[1].compendium, book.id);
    EXPECT_EQ(city.handouts, 6);
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
