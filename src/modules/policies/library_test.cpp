#include "modules/policies/attachments.hpp"
#include "modules/policies/test_library.hpp"
#include "modules/policies/versions.hpp"
#include "platform/search/characters.hpp"

namespace tongzhou::policies {
namespace {

TEST_F(LibraryTest, a_policy_is_seen_below_and_above_where_it_holds_and_nowhere_else) {
    const auto city = policy(jining, "关于减免企业租金的通知", "对承租国有房产的企业减免三个月租金。");
    const auto county = policy(sishui, "泗水县关于用工补贴的通知", "每吸纳一人补贴一千元。");
    const auto plant = enterprise(sishui, "泗水机械厂");
    const auto other = enterprise(jinxiang, "金乡蒜业");
    const auto titles = [&](const Actor& actor) {
        std::set<std::string> seen;
        PolicyFilter filter;
        filter.count = true;
        const auto page = read(list_policies, actor, filter);
        for (const auto& item : page.items) seen.insert(item.title);
        EXPECT_EQ(page.total, static_cast<std::int64_t>(seen.size()));
        return seen;
    };
    const std::set<std::string> both{city.title, county.title}, one{city.title};
    EXPECT_EQ(titles(officer_of(jining)), both);
    EXPECT_EQ(titles(officer_of(sishui)), both);
    EXPECT_EQ(titles(officer_of(jinxiang)), one);
    EXPECT_EQ(titles(person_of(plant.id, sishui)), both);
    EXPECT_EQ(titles(person_of(other.id, jinxiang)), one);
    EXPECT_EQ(titles(Actor::system("test")), both);
    EXPECT_TRUE(titles(Actor{}).empty());

    EXPECT_EQ(problem_of([&] { read(show_policy, officer_of(jinxiang), {county.id}); }), "not_found");
    EXPECT_EQ(problem_of([&] { read(show_policy, person_of(other.id, jinxiang), {county.id}); }), "not_found");
    EXPECT_EQ(read(show_policy, officer_of(jinxiang), {city.id}).text, "对承租国有房产的企业减免三个月租金。");
}

TEST_F(LibraryTest, the_newest_come_first_and_the_undated_last) {
    const auto published = [&](const char* title, std::optional<Date> on) {
        NewPolicy request;
        request.title = title;
        request.text = "正文。";
        request.published_on = on;
        write(create_policy, officer_of(sishui), request);
    };
    published("未注明日期", std::nullopt);
    published("二月的", Date::of("2020-02-05"));
    published("三月的", Date::of("2020-03-01"));
    published("又一份未注明的", std::nullopt);
    PolicyFilter filter;
    filter.sort = "published_on";
    filter.limit = 1;
    const auto walk = [&] {
        std::vector<std::string> titles;
        filter.cursor.reset();
        do {
            const auto page = read(list_policies, officer_of(sishui), filter);
            for (const auto& item : page.items) titles.push_back(item.title);
            filter.cursor.reset();
            if (page.next) filter.cursor = Text<500>(*page.next);
        } while (filter.cursor && titles.size() < 9);
        return titles;
    };
    auto down = walk();
    ASSERT_EQ(down.size(), 4U) << "each stands on one page, the undated too";
    EXPECT_EQ(down[0], "三月的");
    EXPECT_EQ(down[1], "二月的");
    filter.order = SortOrder::ascending;
    auto up = walk();
    std::ranges::reverse(up);
    EXPECT_EQ(up, down);
}

TEST_F(LibraryTest, only_those_who_cover_the_place_change_its_policies) {
    const auto city = policy(jining, "市级通知", "正文。");
    ChangedPolicy change;
    change.id = city.id;
    change.division = jining;
    change.title = "改过的通知";
    change.text = "正文。";
    EXPECT_EQ(problem_of([&] { write(change_policy, officer_of(sishui), change); }), "not_found");
    EXPECT_EQ(problem_of([&] { write(withdraw_policy, officer_of(sishui), {city.id}); }), "not_found");
    NewPolicy everywhere;
    everywhere.title = "国家通知";
    everywhere.text = "正文。";
    everywhere.division = DivisionCode::of("37");
    EXPECT_EQ(problem_of([&] { write(create_policy, officer_of(jining), everywhere); }), "not_found");
    EXPECT_EQ(write(change_policy, officer_of(jining), change).title, "改过的通知");
}

TEST_F(LibraryTest, sent_twice_is_made_once) {
    NewPolicy request;
    request.id = Id<Policy>::make(clock().now());
    request.title = "通知";
    request.text = "正文。";
    const auto first = write(create_policy, officer_of(sishui), request);
    EXPECT_EQ(write(create_policy, officer_of(sishui), request), first);
    request.text = "另一份正文。";
    EXPECT_EQ(problem_of([&] { write(create_policy, officer_of(sishui), request); }), "id_taken");
    EXPECT_EQ(problem_of([&] { write(create_policy, officer_of(jinxiang), request); }), "not_found");
}

TEST_F(LibraryTest, a_new_text_is_a_new_version_that_says_what_changed) {
    const auto made = policy(sishui, "关于复工的通知", "一、企业须备案。二、口罩储备三天用量。三、每日测温。");
    ChangedPolicy change;
    change.id = made.id;
    change.title = made.title;
    change.text = "一、企业须备案。二、口罩储备七天用量。三、每日测温。四、错峰就餐。";
    change.note = "口罩改为七天";
    EXPECT_EQ(write(change_policy, officer_of(sishui), change).version, 2);
    EXPECT_EQ(write(change_policy, officer_of(sishui), change).version, 2) << "nothing changed the second time";
    const auto found = read(compare_versions, officer_of(sishui), {made.id, std::nullopt, std::nullopt});
    EXPECT_EQ(found.from, 1);
    EXPECT_EQ(found.to, 2);
    EXPECT_EQ(found.text, (std::vector<Piece>{{Change::same, "一、企业须备案。二、口罩储备"},
                                              {Change::removed, "三"},
                                              {Change::added, "七"},
                                              {Change::same, "天用量。三、每日测温。"},
                                              {Change::added, "四、错峰就餐。"}}));
    const auto versions = read(list_versions, officer_of(sishui), {made.id});
    ASSERT_EQ(versions.items.size(), 2U);
    EXPECT_EQ(versions.items[0].note, "口罩改为七天");
    EXPECT_EQ(problem_of([&] { read(compare_versions, officer_of(sishui), {made.id, 1, 3}); }), "no_such_version");
}

TEST(Differences, joined_without_what_was_added_are_the_text_before) {
    const std::string before = "甲。乙乙乙乙。丙丙。丁", after = "甲。乙乙己乙。戊。丙丙";
    std::string old_text, new_text;
    for (const auto& piece : differences(before, after)) {
        if (piece.change != Change::added) old_text += piece.text;
        if (piece.change != Change::removed) new_text += piece.text;
    }
    EXPECT_EQ(old_text, before);
    EXPECT_EQ(new_text, after);
    EXPECT_EQ(differences("同。", "同。"), (std::vector<Piece>{{Change::same, "同。"}}));
    EXPECT_TRUE(differences("", "").empty());
}

TEST_F(LibraryTest, a_superseded_or_expired_policy_is_not_in_force) {
    const auto old = policy(sishui, "旧通知", "旧。"), fresh = policy(sishui, "新通知", "新。");
    EXPECT_TRUE(read(show_policy, officer_of(sishui), {old.id}).in_force);
    write(supersede_policy, officer_of(sishui), {old.id, fresh.id});
    EXPECT_FALSE(read(show_policy, officer_of(sishui), {old.id}).in_force);
    EXPECT_EQ(problem_of([&] {
                  write(supersede_policy, officer_of(sishui), {fresh.id, old.id});
              }),
              "supersedes_itself");
    EXPECT_EQ(problem_of([&] {
                  write(supersede_policy, officer_of(sishui), {fresh.id, fresh.id});
              }),
              "supersedes_itself");
    write(supersede_policy, officer_of(sishui), {old.id, std::nullopt});
    EXPECT_TRUE(read(show_policy, officer_of(sishui), {old.id}).in_force);

    Policy dated;
    dated.effective_from = Date::of("2020-02-01");
    dated.effective_until = Date::of("2020-02-29");
    EXPECT_FALSE(in_force(dated, Date::of("2020-01-31")));
    EXPECT_TRUE(in_force(dated, Date::of("2020-02-01")));
    EXPECT_TRUE(in_force(dated, Date::of("2020-02-29")));
    EXPECT_FALSE(in_force(dated, Date::of("2020-03-01")));
    std::vector<FieldFault> faults;
    PolicyFields fields;
    fields.effective_from = Date::of("2020-03-01");
    fields.effective_until = Date::of("2020-02-01");
    check(fields, faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "ends_before_it_begins");
}

TEST_F(LibraryTest, attachments_go_with_the_policy) {
    const auto made = policy(sishui, "通知", "正文。");
    const Upload scan{"application/pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"};
    NewAttachment request{made.id, std::nullopt, "附件.pdf"};
    EXPECT_EQ(problem_of([&] { attach_file(database(), officer_of(jinxiang), request, scan); }), "not_found");
    const auto file = attach_file(database(), officer_of(sishui), request, scan);
    ASSERT_EQ(read(list_attachments, officer_of(sishui), {made.id}).items.size(), 1U);
    EXPECT_EQ(read_attachment(database(), officer_of(sishui), {made.id, file.id}).status, 200);
    EXPECT_EQ(problem_of([&] { read_attachment(database(), officer_of(jinxiang), {made.id, file.id}); }), "not_found");
    database().write([&](Tx& tx) { remove_attachment(tx, officer_of(sishui), {made.id, file.id}); });
    EXPECT_TRUE(read(list_attachments, officer_of(sishui), {made.id}).items.empty());
}

TEST(KindOfTitle, is_the_last_word_of_its_kind) {
    EXPECT_EQ(kind_of_title("关于印发若干措施的通知"), PolicyKind::notice);
    EXPECT_EQ(kind_of_title("关于支持企业的若干措施"), PolicyKind::measures);
    EXPECT_EQ(kind_of_title("疫情防控通告（第8号）"), PolicyKind::announcement);
    EXPECT_EQ(kind_of_title("济宁"), PolicyKind::other);
}

TEST(Sections, are_numbered_parts_without_gaps) {
    const std::string text =
        "关于支持企业的意见 各单位： 一、减负。（一）减免租金2.5亿元。（二）统一、规范收费。 二、用工 1.补贴。2.培训。";
    const auto sections = sections_of(text);
    std::vector<std::string> numbers;
    std::int64_t at = 0;
    for (const auto& section : sections) {
        EXPECT_EQ(section.offset, at);
        at += section.length;
        numbers.push_back(section.number);
    }
    EXPECT_EQ(at, static_cast<std::int64_t>(search::Characters(text).size()));
    EXPECT_EQ(numbers, (std::vector<std::string>{"", "一、", "（一）", "（二）", "二、", "1.", "2."}));
    EXPECT_EQ(sections[2].heading, "减免租金2.5亿元");
    EXPECT_EQ(sections[2].depth, 1);
    EXPECT_EQ(sections[4].depth, 0);
}

}  // namespace
}  // namespace tongzhou::policies
