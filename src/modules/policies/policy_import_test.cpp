#include "modules/policies/policy_import.hpp"

#include "modules/policies/test_library.hpp"
#include "modules/policies/versions.hpp"

namespace tongzhou::policies {
namespace {

class PolicyImportTest : public LibraryTest {
  protected:
    imports::Import run(const Actor& actor, const std::filesystem::path& path) {
        return imports::run_import(database(), actor, "policies", path);
    }
    std::vector<Policy> all(const Actor& actor) {
        PolicyFilter filter;
        filter.sort = Text<40>("title");
        return read(list_policies, actor, filter).items;
    }
};

TEST_F(PolicyImportTest, takes_json_lines_and_the_same_file_again_changes_nothing) {
    const auto path = file(
        "{\"id\": \"a1\", \"text\": \"关于复工的通知 各企业： 一、备案。\"}\n"
        "{\"id\": \"a2\", \"text\": \"关于税款的公告。延期三个月。\"}\n"
        "{\"id\": \"a3\"}\n",
        "policies.jsonl");
    const auto first = run(officer_of(sishui), path);
    EXPECT_EQ(first.created, 2);
    EXPECT_EQ(first.refused, 1);
    const auto made = all(officer_of(sishui));
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].title, "关于复工的通知");
    EXPECT_EQ(made[0].kind, PolicyKind::notice);
    EXPECT_EQ(made[0].external_id, "a1");
    EXPECT_EQ(made[0].division, sishui);
    EXPECT_EQ(run(officer_of(sishui), path).unchanged, 2);
    EXPECT_EQ(all(officer_of(sishui)), made);
}

TEST_F(PolicyImportTest, takes_spreadsheets_with_what_offices_write) {
    const auto path = file(
        "标题,文号,发文机关,发文层级,文种,适用地区,发布日期,正文\n"
        "关于用工的通知,济政字〔2020〕1号,济宁市政府,市级,通知,泗水县,2020年2月3日,每人补贴一千元。\n"
        "关于租金的意见,济政字〔2020〕2号,,,,370831,不详,减免。\n"
        "关于电价的意见,济政字〔2020〕3号,,,,金乡县,2020/2/5,降价。\n",
        "policies.csv");
    const auto made = run(officer_of(sishui), path);
    EXPECT_EQ(made.created, 1);
    EXPECT_EQ(made.refused, 2) << "a date that is none, and another county";
    const auto found = all(officer_of(sishui));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].published_on, Date::of("2020-02-03"));
    EXPECT_EQ(found[0].issuer_level, IssuerLevel::prefecture);
    EXPECT_EQ(found[0].document_number, "济政字〔2020〕1号");
    EXPECT_TRUE(all(officer_of(jinxiang)).empty());
}

TEST_F(PolicyImportTest, a_changed_text_is_a_new_version) {
    run(officer_of(sishui), file("{\"id\": \"a1\", \"text\": \"通知。三天。\"}", "a.jsonl"));
    EXPECT_EQ(run(officer_of(sishui), file("{\"id\": \"a1\", \"text\": \"通知。七天。\"}", "b.jsonl")).updated, 1);
    const auto found = all(officer_of(sishui));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].version, 2);
    EXPECT_EQ(read(compare_versions, officer_of(sishui), {found[0].id, std::nullopt, std::nullopt}).text.size(), 3U);
}

TEST_F(PolicyImportTest, reads_title_and_number_of_a_plain_text) {
    const auto text = "关于做好复工的通知\n济政办发明电〔2020〕4号\n各县：\n一、测温。\n";
    const auto plain = read_plain_text(text);
    EXPECT_EQ(plain.title, "关于做好复工的通知");
    EXPECT_EQ(plain.document_number, "济政办发明电〔2020〕4号");
    const auto made = create_from_text(database(), officer_of(sishui), {}, {"text/plain", text});
    EXPECT_EQ(made.title, "关于做好复工的通知");
    EXPECT_EQ(made.division, sishui);
    EXPECT_EQ(problem_of([&] {
                  create_from_text(database(), officer_of(sishui), {}, {"text/plain", " \n"});
              }),
              "empty_file");
    EXPECT_EQ(problem_of([&] {
                  create_from_text(database(), officer_of(sishui), {}, {"", std::string("\x00\x01\xff\xfe", 4)});
              }),
              "not_text");
    const auto legacy = create_from_text(database(), officer_of(sishui), {},
                                         {"text/plain", "\xB9\xD8\xD3\xDA\xB8\xB4\xB9\xA4\xB5\xC4\xCD\xA8\xD6\xAA"});
    EXPECT_EQ(legacy.title, "关于复工的通知") << "from GB18030";
}

}  // namespace
}  // namespace tongzhou::policies
