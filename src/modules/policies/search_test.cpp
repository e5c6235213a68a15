#include "modules/policies/search_endpoint.hpp"
#include "modules/policies/test_library.hpp"
#include "platform/search/characters.hpp"

namespace tongzhou::policies {
namespace {

class SearchTest : public LibraryTest {
  protected:
    SearchTest() {
        rent = policy(jining, "关于减免中小企业房租的通知",
                      "为支持中小企业渡过难关，现通知如下。一、对承租国有企业经营性房产的中小企业，免收两个月租金。"
                      "二、鼓励大型商务楼宇为租户减免租金。");
        jobs = policy(sishui, "泗水县吸纳就业补贴办法",
                      "第一条 企业每吸纳一名劳动者就业，给予一千元的一次性吸纳就业补贴。第二条 申请材料报县人社局。");
        masks = policy(jining, "关于口罩生产的公告", "口罩生产企业日产量应报市工信局。复工前备足口罩。");
        follow();
    }
    std::vector<std::string> titles(const Actor& actor, const std::string& question) {
        std::vector<std::string> found;
        SearchRequest request;
        request.question = question;
        for (const auto& item : read(search_policies, actor, request).items) found.push_back(item.title);
        return found;
    }
    Policy rent, jobs, masks;
};

TEST_F(SearchTest, finds_two_characters_and_whole_questions) {
    EXPECT_EQ(titles(officer_of(sishui), "租金"), std::vector<std::string>{rent.title});
    EXPECT_EQ(titles(officer_of(sishui), "口罩"), std::vector<std::string>{masks.title});
    const auto found = titles(officer_of(sishui), "企业吸纳劳动者就业有多少补贴？");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), jobs.title);
    EXPECT_TRUE(titles(officer_of(sishui), "？！").empty());
    EXPECT_TRUE(titles(officer_of(sishui), "高铁").empty());
}

TEST_F(SearchTest, quotes_the_passage_at_its_place_and_says_why) {
    SearchRequest request;
    request.question = "国有房产免收几个月租金";
    const auto found = read(search_policies, officer_of(sishui), request);
    ASSERT_FALSE(found.items.empty());
    ASSERT_FALSE(found.items[0].passages.empty());
    const auto text = read(show_policy, officer_of(sishui), {found.items[0].id}).text;
    for (const auto& passage : found.items[0].passages) {
        EXPECT_LE(passage.length, 250);
        EXPECT_EQ(search::Characters(text).utf8(static_cast<std::size_t>(passage.offset),
                                                static_cast<std::size_t>(passage.length)),
                  passage.text);
    }
    EXPECT_NE(found.items[0].passages[0].text.find("免收两个月租金"), std::string::npos);
    EXPECT_NE(found.items[0].passages[0].reason.find("租金"), std::string::npos);
    const auto shown = database().read_value(
        [&](Snapshot& snapshot) { return suggest(snapshot, officer_of(sishui), request.question.value); });
    ASSERT_FALSE(shown.passages.empty());
    EXPECT_LE(shown.passages.size(), 3U);
    EXPECT_EQ(shown.passages[0].policy, rent.id);
}

TEST_F(SearchTest, a_sibling_county_finds_nothing_of_anothers) {
    EXPECT_FALSE(titles(officer_of(sishui), "吸纳就业补贴").empty());
    EXPECT_TRUE(titles(officer_of(jinxiang), "吸纳就业").empty());
    const auto plant = enterprise(jinxiang, "金乡蒜业");
    EXPECT_TRUE(titles(person_of(plant.id, jinxiang), "吸纳就业").empty());
    EXPECT_TRUE(titles(Actor{}, "租金").empty());
    const auto shown = database().read_value(
        [&](Snapshot& snapshot) { return suggest(snapshot, officer_of(jinxiang), "吸纳就业补贴是多少"); });
    for (const auto& passage : shown.passages) EXPECT_NE(passage.policy, jobs.id);
}

TEST_F(SearchTest, follows_changes_and_leaves_out_what_is_not_in_force) {
    EXPECT_TRUE(titles(officer_of(sishui), "电价").empty());
    ChangedPolicy change;
    change.id = rent.id;
    change.division = jining;
    change.title = rent.title;
    change.text = "免收两个月租金，并降低电价百分之五。";
    write(change_policy, officer_of(jining), change);
    follow();
    EXPECT_EQ(titles(officer_of(sishui), "电价"), std::vector<std::string>{rent.title});
    EXPECT_TRUE(titles(officer_of(sishui), "商务楼宇").empty()) << "words of the old text";
    write(withdraw_policy, officer_of(jining), {rent.id});
    follow();
    EXPECT_TRUE(titles(officer_of(sishui), "电价").empty());
    SearchRequest request;
    request.question = "电价";
    request.any_standing = true;
    EXPECT_EQ(read(search_policies, officer_of(sishui), request).items.size(), 1U);
}

TEST_F(SearchTest, the_same_document_reprinted_is_shown_once) {
    std::string body;
    for (int i = 1; i <= 20; ++i) body += fmt::format("{}、第{}条支持蔬菜种植户开展春耕备耕的具体规定。", i, i * 7);
    const auto first = policy(jining, "关于春耕备耕的通知", "关于春耕备耕的通知 " + body);
    policy(jining, "转发关于春耕备耕的通知", "转发 关于春耕备耕的通知 " + body);
    follow();
    SearchRequest request;
    request.question = "蔬菜种植户春耕备耕";
    const auto found = read(search_policies, officer_of(jining), request);
    ASSERT_EQ(found.items.size(), 1U);
    EXPECT_EQ(found.items[0].copies.size(), 1U);
}

TEST_F(SearchTest, is_rebuilt_from_the_database_when_it_is_lost_or_of_another_past) {
    catalogue().rebuild();
    follow();
    EXPECT_EQ(titles(officer_of(sishui), "租金"), std::vector<std::string>{rent.title});

    // A folder whose last batch was cut off has no mark.
    const auto place = folder() / "other";
    {
        Catalogue other(place);
        other.follow(database());
        EXPECT_EQ(other.index().size(), 3U);
    }
    std::filesystem::remove(place / "policies" / "mark");
    {
        Catalogue other(place);
        EXPECT_EQ(problem_of([&] { other.index(); }), "index_not_ready");
        other.follow(database());
        EXPECT_EQ(other.index().size(), 3U);
        Catalogue second(place);
        EXPECT_EQ(problem_of([&] { second.follow(database()); }), "index_in_use");
    }
}

TEST(FacetsOfAPolicy, come_back_as_they_went) {
    Facets facets;
    facets.division = sishui;
    facets.effective_until = Date::of("2020-12-31");
    facets.standing = false;
    facets.kind = "notice";
    facets.version = 4;
    facets.document_number = "济政办发〔2020〕3号";
    const auto back = Facets::of(facets.text());
    EXPECT_EQ(back.division, facets.division);
    EXPECT_FALSE(back.effective_from);
    EXPECT_EQ(back.effective_until, facets.effective_until);
    EXPECT_FALSE(back.standing);
    EXPECT_EQ(back.version, 4);
    EXPECT_EQ(back.document_number, facets.document_number);
}

}  // namespace
}  // namespace tongzhou::policies
