// Enterprises from spreadsheets, as the offices send them. The machinery itself is tested in platform/imports.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/organizations/enterprise_row.hpp"
#include "modules/organizations/test_register.hpp"

namespace tongzhou::organizations {
namespace {

using imports::Import;
using imports::Options;
using imports::RowOutcome;

const std::string header =
    "企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,地址,从业人员,营业收入(万元),资产总额(万元),"
    "行业门类,划型行业\n";

class EnterpriseImport : public ::testing::Test {
  protected:
    Register db;
    const Actor city = officer_of(jining);

    Import import(const std::string& content, const Actor& actor, const Options& options = {}) {
        return imports::run_import(*db, actor, "enterprises", db.file(content), options);
    }
    Enterprise found(const std::string& uscc) {
        return db->read_value([&](Snapshot& s) {
            return get_enterprise(s, Actor::system("test"), {find_by_uscc(s, Uscc::of(uscc)).value()});
        });
    }
    std::int64_t count(const Actor& actor) {
        EnterpriseFilter filter;
        filter.count = true;
        return *db.read(list_enterprises, actor, filter).total;
    }
};

std::string counts(const Import& run) {
    return fmt::format("created {} updated {} unchanged {} refused {} warned {}", run.created, run.updated,
                       run.unchanged, run.refused, run.warned);
}

TEST_F(EnterpriseImport, ReadsAFullRow) {
    const auto code = code_of("370831", 1);
    auto run = import(header + "泗水机械厂," + code +
                          ",1999年2月3日,有限责任公司,300(万元人民币),制造机械,泗水县城,1200,3000,800,C 制造业,\n",
                      city);
    EXPECT_EQ(counts(run), "created 1 updated 0 unchanged 0 refused 0 warned 0");
    const auto enterprise = found(code);
    EXPECT_EQ(enterprise.name, "泗水机械厂");
    EXPECT_EQ(enterprise.division, sishui);
    EXPECT_EQ(enterprise.registered, Date::of("1999-02-03"));
    EXPECT_EQ(enterprise.capital, Money::of("300万元"));
    EXPECT_EQ(enterprise.staff, 1200);
    EXPECT_EQ(enterprise.revenue, Money::of("3000万元")) << "the unit stands in the header";
    EXPECT_EQ(enterprise.assets, Money::of("800万元"));
    EXPECT_EQ(enterprise.section, IndustrySection::C);
    EXPECT_EQ(enterprise.size_class, SizeClass::medium);
    EXPECT_EQ(enterprise.above_designated_size, true);
    EXPECT_EQ(enterprise.county_source, CountySource::code);
    EXPECT_EQ(enterprise.source, EnterpriseSource::imported);
}

TEST_F(EnterpriseImport, ReadsEnglishHeadersAndUnits) {
    const auto code = code_of("370831", 1);
    auto run = import("Enterprise name,Credit code,Annual revenue,Staff\nA," + code + ",12345.67,7\n", city);
    EXPECT_EQ(run.created, 1);
    EXPECT_EQ(found(code).revenue, Money::of("12345.67")) << "yuan where the header names no unit";
}

TEST_F(EnterpriseImport, AgainChangesNothing) {
    const auto rows =
        header + "甲," + code_of("370831", 1) + ",,,66万人民币,,,,,,,\n乙," + code_of("370828", 2) + ",,,,,,5,,,,\n";
    EXPECT_EQ(counts(import(rows, city)), "created 2 updated 0 unchanged 0 refused 0 warned 0");
    db.test().clock().advance(std::chrono::hours(1));
    EXPECT_EQ(counts(import(rows, city)), "created 0 updated 0 unchanged 2 refused 0 warned 0");
    EXPECT_EQ(count(city), 2);
}

TEST_F(EnterpriseImport, AddsToWhatIsOnRecordAndNeverEmptiesIt) {
    const auto code = code_of("370831", 1);
    import(header + "甲," + code + ",,,66万人民币,制造,泗水县城,50,,,C,\n", city);
    auto run = import("企业名称,统一社会信用代码,从业人员,经营范围\n甲," + code + ",60,N/A\n", city);
    EXPECT_EQ(counts(run), "created 0 updated 1 unchanged 0 refused 0 warned 0");
    const auto enterprise = found(code);
    EXPECT_EQ(enterprise.staff, 60);
    EXPECT_EQ(enterprise.capital, Money::of("66万元"));
    EXPECT_EQ(enterprise.business_scope, "制造");
    EXPECT_EQ(enterprise.address, "泗水县城");
}

TEST_F(EnterpriseImport, RefusesARowForAllItsFaultsAtOnce) {
    auto run = import(header + ",911234,2020-02-30,,,,,many,abc,,Z,\n", city);
    EXPECT_EQ(run.refused, 1);
    const auto csv = db->read_value([&](Snapshot& s) {
        imports::Import record;
        return s.all_of<std::string>("SELECT notes FROM import_rows", {}).front();
    });
    for (const char* code : {"name_missing", "not_a_date", "not_a_head_count", "not_an_amount", "not_a_section"})
        EXPECT_THAT(csv, ::testing::HasSubstr(code));
    EXPECT_EQ(count(city), 0);
}

TEST_F(EnterpriseImport, TakesCapitalThatCannotBeReadAsAWarning) {
    const auto code = code_of("370831", 1);
    auto run = import(header + "甲," + code + ",,,100(万美元),,,,,,,\n", city);
    EXPECT_EQ(counts(run), "created 1 updated 0 unchanged 0 refused 0 warned 1");
    EXPECT_EQ(found(code).capital, std::nullopt);
}

TEST_F(EnterpriseImport, SettlesTheCountyByCodeThenColumnThenAddress) {
    const std::string columns = "企业名称,统一社会信用代码,地址,所属区县\n";
    struct Case {
        const char* code_county;
        const char* address;
        const char* column;
        const char* division;
        CountySource source;
        int warned;
    };
    const std::vector<Case> cases{{"370831", "泗水县城", "泗水县", "370831", CountySource::code, 0},
                                  {"370831", "", "", "370831", CountySource::code, 0},
                                  {"370882", "兖州区新兖镇", "", "370812", CountySource::code, 0},
                                  {"370802", "", "", "370811", CountySource::code, 0},
                                  {"370831", "金乡县城", "", "370831", CountySource::code, 1},
                                  {"370831", "", "金乡县", "370831", CountySource::code, 1},
                                  {"370800", "金乡县城", "高新区", "370871", CountySource::column, 0},
                                  {"370800", "金乡县城", "370828", "370828", CountySource::column, 0},
                                  {"370800", "金乡县城", "", "370828", CountySource::address, 0},
                                  {"370800", "金乡县城", "火星区", "370828", CountySource::address, 1},
                                  {"370800", "太白楼中路51号", "", "3708", CountySource::unsettled, 1},
                                  {"370000", "济宁市曲阜时庄镇", "", "370881", CountySource::address, 0},
                                  {"370100", "太白楼中路51号", "", "3708", CountySource::unsettled, 1}};
    int number = 0;
    for (const auto& c : cases) {
        SCOPED_TRACE(fmt::format("{} {} {}", c.code_county, c.address, c.column));
        const auto code = code_of(c.code_county, ++number);
        auto run = import(fmt::format("{}企业{},{},{},{}\n", columns, number, code, c.address, c.column), city);
        EXPECT_EQ(run.created, 1);
        EXPECT_EQ(run.warned, c.warned);
        const auto enterprise = found(code);
        EXPECT_EQ(enterprise.division.text(), c.division);
        EXPECT_EQ(enterprise.county_source, c.source);
    }
}

TEST_F(EnterpriseImport, KeepsACountyThatAPersonEntered) {
    const auto code = code_of("370831", 1);
    const auto rows = "企业名称,统一社会信用代码\n甲," + code + "\n";
    import(rows, city);
    auto enterprise = found(code);
    ChangedEnterprise request;
    request.id = enterprise.id;
    request.name = enterprise.name;
    request.uscc = enterprise.uscc;
    request.division = jinxiang;
    EXPECT_EQ(db.write(change_enterprise, city, request).county_source, CountySource::entered);
    EXPECT_EQ(counts(import(rows, city)), "created 0 updated 0 unchanged 1 refused 0 warned 0");
    EXPECT_EQ(found(code).division, jinxiang);
}

TEST_F(EnterpriseImport, OfACountyTakesItsOwnRowsOnly) {
    const auto theirs = code_of("370828", 1), moved = code_of("370831", 2), mine = code_of("370831", 3),
               nobody = code_of("370800", 4);
    // Registered in Sishui, moved to Jinxiang: on record there.
    db.enterprise(jinxiang, "迁出", Uscc::of(moved));
    const auto rows =
        "企业名称,统一社会信用代码\n别县," + theirs + "\n迁出," + moved + "\n本县," + mine + "\n不明," + nobody + "\n";
    const auto officer = officer_of(sishui);
    auto run = import(rows, officer);
    EXPECT_EQ(counts(run), "created 1 updated 0 unchanged 0 refused 3 warned 1");
    EXPECT_EQ(count(officer), 1);
    const auto reasons = db->read_value([&](Snapshot& s) {
        return s.all_of<std::string>("SELECT notes FROM import_rows WHERE outcome = 'refused' ORDER BY line", {});
    });
    ASSERT_EQ(reasons.size(), 3u);
    EXPECT_EQ(reasons[0], reasons[1]) << "whether another county has it on record is not told";
    EXPECT_THAT(reasons[0], ::testing::Not(::testing::HasSubstr("金乡")));
    EXPECT_EQ(found(moved).name, "迁出");

    EXPECT_EQ(problem_of([&] { import(rows, person_of(found(mine).id, sishui)); }), "") << "an enterprise may try";
    EXPECT_EQ(counts(import(rows, person_of(found(mine).id, sishui))),
              "created 0 updated 0 unchanged 1 refused 3 warned 1")
        << "and reaches its own row only";
}

TEST_F(EnterpriseImport, RefusesTheCodeOfAnotherKindOfOrganisation) {
    const auto code = code_of("370831", 1);
    NewOrganization association;
    association.kind = OrganizationKind::social_organization;
    association.name = "泗水协会";
    association.division = sishui;
    association.uscc = Uscc::of(code);
    db.write(create_organization, Actor::system("test"), association);
    const auto rows = "企业名称,统一社会信用代码\n甲," + code + "\n";
    EXPECT_EQ(import(rows, city).refused, 1);
    EXPECT_THAT(
        db->read_value([&](Snapshot& s) { return s.all_of<std::string>("SELECT notes FROM import_rows", {}).front(); }),
        ::testing::HasSubstr("uscc_taken"));
}

TEST_F(EnterpriseImport, ReadsDatesAsOfficesWriteThem) {
    for (const char* text : {"2020-02-04", "2020/2/4", "2020.2.4", "2020年2月4日", "20200204", "2020-02-04T00:00:00",
                             "2020-02-04 00:00:00", "２０２０－０２－０４"}) {
        auto date = read_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(date->iso(), "2020-02-04") << text;
    }
    for (const char* text : {"", "2020-02-30", "2020", "2020-02", "soon", "04/02/20", "43865"})
        EXPECT_FALSE(read_date(text)) << text;
}

}  // namespace
}  // namespace tongzhou::organizations
