// Rosters as employers send them.

#include <fstream>

#include "modules/people/lists.hpp"
#include "modules/people/test_people.hpp"
#include "platform/imports/imports.hpp"

namespace tongzhou::people {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Notes {
    std::vector<imports::Note> reasons, warnings;
};
BOOST_DESCRIBE_STRUCT(Notes, (), (reasons, warnings))

class RosterImport : public PeopleTest {
  protected:
    Actor clerk = clerk_of(paper_mill);
    Actor county = officer_of(sishui);

    imports::Import import(const Actor& actor, const std::string& content, bool dry_run = false) {
        const auto path = db.folder() / fmt::format("roster-{}.csv", ++files_);
        std::ofstream(path, std::ios::binary) << content;
        imports::Options options;
        options.dry_run = dry_run;
        auto run = imports::run_import(*db, actor, "roster", path, options);
        std::filesystem::remove(path);
        return run;
    }
    /// "code field" of each reason of the refused rows, in the order of the lines.
    std::vector<std::string> refusals() {
        std::vector<std::string> all;
        const auto notes = db->read_value([](Snapshot& s) {
            return s.all_of<std::string>("SELECT notes FROM import_rows WHERE outcome = 'refused' ORDER BY line", {});
        });
        for (const auto& of_row : notes)
            for (const auto& note : from_json<Notes>(of_row).reasons)
                all.push_back(fmt::format("{} {}", note.code, note.field));
        return all;
    }

  private:
    int files_ = 0;
};

std::string counts(const imports::Import& run) {
    return fmt::format("created {} updated {} unchanged {} refused {} warned {}", run.created, run.updated,
                       run.unchanged, run.refused, run.warned);
}

TEST_F(RosterImport, ReadsAFullRow) {
    const auto run = import(clerk,
                            "员工姓名,身份证号,联系电话,部门,班车线路,家庭住址,居住地,户籍所在地,入职日期\n"
                            "张三,370811199001010014,+86 138-0013-8000,一车间,3 号线,泗水县某街道 1 号,370831001,"
                            "武汉市,2020年2月10日\n");
    EXPECT_EQ(counts(run), "created 1 updated 0 unchanged 0 refused 0 warned 0");
    const auto entry = show(clerk, passenger(man_id)->id).entries.at(0);
    EXPECT_EQ(entry.employer, paper_mill);
    EXPECT_EQ(entry.masked_mobile, "138****8000");
    EXPECT_EQ(entry.workshop, "一车间");
    EXPECT_EQ(entry.shuttle, "3 号线");
    EXPECT_TRUE(entry.has_address);
    EXPECT_EQ(entry.home_division, DivisionCode::of("370831001"));
    EXPECT_EQ(entry.household_division, DivisionCode::of("4201"));
    EXPECT_EQ(entry.from_at, start_of_day_in_shanghai(Date::of("2020-02-10")));
}

TEST_F(RosterImport, AgainChangesOnlyWhatDiffers) {
    const std::string header = "姓名,身份证号,手机号\n";
    const auto rows = header + "张三,370811199001010014,13800138000\n李四,370811199001010006,\n";
    EXPECT_EQ(counts(import(clerk, rows, true)), "created 2 updated 0 unchanged 0 refused 0 warned 0");
    EXPECT_FALSE(passenger(man_id)) << "a dry run leaves nothing";
    EXPECT_EQ(counts(import(clerk, rows)), "created 2 updated 0 unchanged 0 refused 0 warned 0");
    EXPECT_EQ(counts(import(clerk, rows)), "created 0 updated 0 unchanged 2 refused 0 warned 0");
    EXPECT_EQ(counts(import(clerk, header + "张三,370811199001010014,13900139000\n李四,370811199001010006,\n")),
              "created 0 updated 1 unchanged 1 refused 0 warned 0");
}

TEST_F(RosterImport, SaysOfEachRefusedRowWhy) {
    const auto run = import(clerk,
                            "姓名,证件号码,证件类型,手机号,入职日期,户籍地,单位信用代码\n"
                            "张三,370811199001010015,,,,,\n"
                            ",370811199001010006,身份证,12345,昨天,,\n"
                            "SMITH,E12345678,护照,,,,\n"
                            "赵六,37088119850615021X,驾照,,,,\n"
                            "孙七,370811199001010014,,,,亚特兰蒂斯,\n"
                            "周八,370826199202290539,,,,,91370811MA3T00009G\n"
                            "张三,370811199001010014,,,,,\n");
    EXPECT_EQ(counts(run), "created 2 updated 0 unchanged 0 refused 5 warned 1");
    EXPECT_THAT(refusals(), ElementsAre("bad_check_character document_number", "missing name", "not_a_mobile mobile",
                                        "not_a_date since", "not_a_document_kind document_kind",
                                        "outside_scope employer", "duplicate_row "));
    EXPECT_TRUE(passenger("E12345678", DocumentKind::passport));
    EXPECT_EQ(show(clerk, passenger(man_id)->id).entries.at(0).household_division, std::nullopt);
}

TEST_F(RosterImport, OfACommandNeedsTheEmployerOrTheHome) {
    const auto run =
        import(county,
               "姓名,身份证号,居住地\n"
               "张三,370811199001010014,370831001\n李四,370811199001010006,\n赵六,37088119850615021X,370883\n");
    EXPECT_EQ(counts(run), "created 1 updated 0 unchanged 0 refused 2 warned 0");
    EXPECT_THAT(refusals(), ElementsAre("missing home_division", "outside_scope employer"));
}

TEST_F(RosterImport, KeepsRefusedRowsSealed) {
    const auto run = import(clerk, "姓名,身份证号,手机号\n无名氏甲,370811199001010015,13800138000\n");
    ASSERT_EQ(run.refused, 1);
    const auto cells = value<std::string>("SELECT cells FROM import_rows");
    EXPECT_THAT(cells, Not(HasSubstr("无名氏甲")));
    EXPECT_THAT(cells, Not(HasSubstr("370811199001010015")));
}

}  // namespace
}  // namespace tongzhou::people
