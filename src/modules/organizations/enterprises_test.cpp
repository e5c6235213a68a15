#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/organizations/test_register.hpp"

namespace tongzhou::organizations {
namespace {

NewEnterprise factory(std::string name, const DivisionCode& division = sishui) {
    NewEnterprise request;
    request.name = std::move(name);
    request.division = division;
    request.section = IndustrySection::C;
    request.staff = 1200;
    request.revenue = Amount(3'000LL * 1'000'000);
    return request;
}

ChangedEnterprise changed(const NewEnterprise& from, const Id<Organization>& id) {
    ChangedEnterprise request;
    static_cast<EnterpriseFields&>(request) = from;
    request.id = id;
    return request;
}

class Enterprises : public ::testing::Test {
  protected:
    Register db;
    const Actor county = officer_of(sishui);
};

TEST_F(Enterprises, HaveTheirSizeComputed) {
    auto made = db.write(create_enterprise, county, factory("泗水机械厂"));
    EXPECT_EQ(made.size_class, SizeClass::medium);
    EXPECT_EQ(made.above_designated_size, true);
    auto smaller = factory("泗水机械厂");
    smaller.revenue.reset();
    auto now = db.write(change_enterprise, county, changed(smaller, made.id));
    EXPECT_EQ(now.size_class, std::nullopt);
    EXPECT_EQ(now.above_designated_size, std::nullopt);
    EXPECT_EQ(db.read(get_enterprise, county, OrganizationById{made.id}), now);
}

TEST_F(Enterprises, NameAnIndustryOfTheirSection) {
    auto request = factory("厂");
    request.size_industry = SizeIndustry::retail;
    EXPECT_EQ(problem_of([&] { db.write(create_enterprise, county, request); }), "industry_outside_section");
}

TEST_F(Enterprises, AreEnteredOnce) {
    auto request = factory("厂");
    request.id = Id<Organization>::make(db.test().clock().now());
    auto first = db.write(create_enterprise, county, request);
    db.test().clock().advance(std::chrono::hours(1));
    EXPECT_EQ(db.write(create_enterprise, county, request), first);
    request.name = "别的厂";
    EXPECT_EQ(problem_of([&] { db.write(create_enterprise, county, request); }), "id_taken");

    auto coded = factory("甲厂");
    coded.uscc = Uscc::of(code_of("370831", 7));
    db.write(create_enterprise, county, coded);
    coded.name = "乙厂";
    EXPECT_EQ(problem_of([&] { db.write(create_enterprise, county, coded); }), "uscc_taken");
}

TEST_F(Enterprises, ChangeTheirOwnFileButNotTheirPlace) {
    auto made = db.write(create_enterprise, county, factory("厂"));
    const auto own = person_of(made.id, sishui);
    auto request = factory("厂");
    request.staff = 10;
    EXPECT_EQ(db.write(change_enterprise, own, changed(request, made.id)).staff, 10);
    request.division = jinxiang;
    EXPECT_EQ(problem_of([&] { db.write(change_enterprise, own, changed(request, made.id)); }), "not_found");
    EXPECT_EQ(problem_of([&] { db.write(create_enterprise, own, factory("另一厂")); }), "not_found");
    request.division = sishui;
    request.uscc = Uscc::of(code_of("370831", 5));
    EXPECT_EQ(problem_of([&] { db.write(change_enterprise, own, changed(request, made.id)); }), "not_yours_to_change");
    EXPECT_EQ(db.write(change_enterprise, county, changed(request, made.id)).uscc, request.uscc);
}

TEST_F(Enterprises, OfOthersAreNotSeen) {
    auto made = db.write(create_enterprise, county, factory("泗水机械厂"));
    auto foreign = db.enterprise(jinxiang, "金乡大蒜公司");
    for (const auto& other : {officer_of(jinxiang), person_of(foreign.id, jinxiang)}) {
        EXPECT_EQ(problem_of([&] { db.read(get_enterprise, other, OrganizationById{made.id}); }), "not_found");
        EXPECT_EQ(problem_of([&] { db.write(change_enterprise, other, changed(factory("改"), made.id)); }),
                  "not_found");
        auto same_id = factory("抢占", jinxiang);
        same_id.id = made.id;
        EXPECT_EQ(problem_of([&] { db.write(create_enterprise, other, same_id); }), "not_found");
        EnterpriseFilter filter;
        filter.count = true;
        const auto page = db.read(list_enterprises, other, filter);
        ASSERT_EQ(page.items.size(), 1u);
        EXPECT_EQ(page.items[0].id, foreign.id);
        EXPECT_EQ(page.total, 1);
        filter.name = "机械";
        EXPECT_EQ(db.read(list_enterprises, other, filter).total, 0);
        EXPECT_THAT(whole(export_enterprises(*db, other, {})), ::testing::Not(::testing::HasSubstr("机械")));
    }
    EXPECT_EQ(db.read(list_enterprises, officer_of(jining), EnterpriseFilter{}).items.size(), 2u);
}

TEST_F(Enterprises, AreFilteredByEverythingTheListShows) {
    db.write(create_enterprise, county, factory("中型厂"));
    auto shop = factory("小店", rencheng);
    shop.section = IndustrySection::F;
    shop.size_industry = SizeIndustry::retail;
    shop.staff = 5;
    shop.revenue = Amount(499LL * 1'000'000);
    shop.uscc = Uscc::of(code_of("370811", 3));
    db.write(create_enterprise, officer_of(rencheng), shop);
    const auto city = officer_of(jining);
    const auto names = [&](const EnterpriseFilter& filter) {
        std::vector<std::string> found;
        for (const auto& item : db.read(list_enterprises, city, filter).items) found.push_back(item.name);
        return found;
    };
    using Names = std::vector<std::string>;
    EnterpriseFilter filter;
    filter.size_class = {SizeClass::micro};
    EXPECT_EQ(names(filter), Names{"小店"});
    filter = {};
    filter.section = {IndustrySection::B, IndustrySection::C};
    EXPECT_EQ(names(filter), Names{"中型厂"});
    filter = {};
    filter.above_designated_size = true;
    EXPECT_EQ(names(filter), Names{"中型厂"});
    filter = {};
    filter.division = rencheng;
    EXPECT_EQ(names(filter), Names{"小店"});
    filter = {};
    filter.uscc = shop.uscc;
    EXPECT_EQ(names(filter), Names{"小店"});
    filter = {};
    filter.name = "店";
    EXPECT_EQ(names(filter), Names{"小店"});
    filter = {};
    filter.source = EnterpriseSource::imported;
    EXPECT_EQ(names(filter), Names{});
}

TEST_F(Enterprises, AreExportedWithTheirCount) {
    db.write(create_enterprise, county, factory("泗水机械厂"));
    auto actor = county;
    const auto csv = whole(export_enterprises(*db, actor, {}));
    EXPECT_THAT(csv, ::testing::HasSubstr("企业名称"));
    EXPECT_THAT(csv, ::testing::HasSubstr("泗水机械厂"));
    EXPECT_THAT(csv, ::testing::HasSubstr("# rows,1"));
}

TEST_F(Enterprises, AreKnownToOtherModules) {
    auto coded = factory("厂");
    coded.uscc = Uscc::of(code_of("370831", 9));
    auto made = db.write(create_enterprise, county, coded);
    db->read([&](Snapshot& snapshot) {
        auto place = find_organization(snapshot, made.id);
        ASSERT_TRUE(place);
        EXPECT_EQ(place->name, "厂");
        EXPECT_EQ(place->division, sishui);
        EXPECT_EQ(place->kind, OrganizationKind::enterprise);
        EXPECT_EQ(find_by_uscc(snapshot, *coded.uscc), made.id);
        EXPECT_EQ(find_by_uscc(snapshot, Uscc::of(code_of("370831", 10))), std::nullopt);
        EXPECT_EQ(find_organization(snapshot, Id<Organization>::make(snapshot.now())), std::nullopt);
    });
    coded.name = "新名";
    db.write(change_enterprise, county, changed(coded, made.id));
    db->read([&](Snapshot& snapshot) { EXPECT_EQ(find_organization(snapshot, made.id)->name, "新名"); });
}

}  // namespace
}  // namespace tongzhou::organizations
