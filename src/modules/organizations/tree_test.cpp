#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/organizations/test_register.hpp"

namespace tongzhou::organizations {
namespace {

NewOrganization organization(OrganizationKind kind, const DivisionCode& division, std::string name) {
    NewOrganization request;
    request.kind = kind;
    request.division = division;
    request.name = std::move(name);
    return request;
}

class Tree : public ::testing::Test {
  protected:
    Register db;
    const Actor system = Actor::system("test");
    Organization city =
        db.write(create_organization, system, organization(OrganizationKind::city_command, jining, "市指挥部"));
    Organization county = child(OrganizationKind::county_command, sishui, "泗水县指挥部", city);
    Organization sibling = child(OrganizationKind::county_command, jinxiang, "金乡县指挥部", city);

    Organization child(OrganizationKind kind, const DivisionCode& division, std::string name,
                       const Organization& parent) {
        auto request = organization(kind, division, std::move(name));
        request.parent = parent.id;
        return db.write(create_organization, system, request);
    }
    Actor officer(const Organization& of) {
        auto actor = officer_of(of.division);
        actor.organization = of.id;
        return actor;
    }
    static ChangedOrganization changed(const Organization& from) {
        ChangedOrganization request;
        request.id = from.id;
        request.parent = from.parent;
        request.name = from.name;
        request.uscc = from.uscc;
        request.division = from.division;
        return request;
    }
};

TEST_F(Tree, IsShownAsTheActorSeesIt) {
    const auto department = child(OrganizationKind::department, sishui, "泗水县卫健局", county);
    auto whole = db->read_value([&](Snapshot& s) { return organization_tree(s, system); });
    ASSERT_EQ(whole.roots.size(), 1u);
    EXPECT_EQ(whole.roots[0].name, "市指挥部");
    ASSERT_EQ(whole.roots[0].children.size(), 2u);

    auto seen = db->read_value([&](Snapshot& s) { return organization_tree(s, officer(county)); });
    ASSERT_EQ(seen.roots.size(), 1u) << "the parent is out of sight";
    EXPECT_EQ(seen.roots[0].id, county.id);
    ASSERT_EQ(seen.roots[0].children.size(), 1u);
    EXPECT_EQ(seen.roots[0].children[0].id, department.id);
}

TEST_F(Tree, AChildLiesWithinItsParentsDivision) {
    auto request = organization(OrganizationKind::department, jinxiang, "金乡某局");
    request.parent = county.id;
    EXPECT_EQ(problem_of([&] { db.write(create_organization, system, request); }), "outside_parent");
    auto wrong = organization(OrganizationKind::county_command, jining, "错级");
    EXPECT_EQ(problem_of([&] { db.write(create_organization, system, wrong); }), "wrong_level");
    auto nowhere = organization(OrganizationKind::department, DivisionCode::of("370899"), "无此地");
    EXPECT_EQ(problem_of([&] { db.write(create_organization, system, nowhere); }), "no_such_division");
}

TEST_F(Tree, AnAbolishedDivisionIsEnteredAsTheOneInForce) {
    auto made = db.write(create_organization, system,
                         organization(OrganizationKind::department, DivisionCode::of("370882"), "兖州某局"));
    EXPECT_EQ(made.division.text(), "370812");
    EXPECT_EQ(made.county, "370812");
}

TEST_F(Tree, TheParentIsTheActorsOwnUnlessSaid) {
    auto made = db.write(create_organization, officer(county),
                         organization(OrganizationKind::department, sishui, "泗水县工信局"));
    EXPECT_EQ(made.parent, county.id);
}

TEST_F(Tree, NoCircleAndNoChildLeftOutside) {
    auto department = child(OrganizationKind::department, sishui, "局", county);
    auto circle = changed(county);
    circle.parent = department.id;
    EXPECT_EQ(problem_of([&] { db.write(change_organization, system, circle); }), "parent_within");
    auto itself = changed(county);
    itself.parent = county.id;
    EXPECT_EQ(problem_of([&] { db.write(change_organization, system, itself); }), "parent_within");
    auto away = changed(county);
    away.division = jinxiang;
    EXPECT_EQ(problem_of([&] { db.write(change_organization, system, away); }), "children_outside");
    auto renamed = changed(county);
    renamed.name = "泗水县疫情处置指挥部";
    EXPECT_EQ(db.write(change_organization, system, renamed).name, "泗水县疫情处置指挥部");
}

TEST_F(Tree, NobodyTakesItselfOutOfTheTree) {
    auto alone = changed(county);
    alone.parent.reset();
    EXPECT_EQ(problem_of([&] { db.write(change_organization, officer(county), alone); }), "not_yours_to_change");
    const auto association = child(OrganizationKind::social_organization, sishui, "泗水协会", county);
    auto free = changed(association);
    free.parent.reset();
    const auto own = person_of(association.id, sishui);
    EXPECT_EQ(problem_of([&] { db.write(change_organization, own, free); }), "not_yours_to_change");
    auto coded = changed(association);
    coded.uscc = Uscc::of(code_of("370831", 6));
    EXPECT_EQ(problem_of([&] { db.write(change_organization, own, coded); }), "not_yours_to_change");
    coded.uscc.reset();
    coded.name = "泗水志愿者协会";
    EXPECT_EQ(db.write(change_organization, own, coded).name, "泗水志愿者协会");
    EXPECT_EQ(db.write(change_organization, officer(county), free).parent, std::nullopt);
}

TEST_F(Tree, SendingARequestTwiceMakesOne) {
    auto request = organization(OrganizationKind::community, DivisionCode::of("370831001"), "社区");
    request.division = divisions().children(sishui).front().code;
    request.id = Id<Organization>::make(db.test().clock().now());
    auto first = db.write(create_organization, system, request);
    auto second = db.write(create_organization, system, request);
    EXPECT_EQ(first.id, second.id);
    EXPECT_EQ(first.created_at, second.created_at);
    request.name = "另一社区";
    EXPECT_EQ(problem_of([&] { db.write(create_organization, system, request); }), "id_taken");
}

TEST_F(Tree, EnterprisesHaveTheirOwnRegister) {
    EXPECT_EQ(problem_of([&] {
                  db.write(create_organization, system, organization(OrganizationKind::enterprise, sishui, "厂"));
              }),
              "use_enterprises");
    auto enterprise = db.enterprise(sishui, "厂");
    ChangedOrganization request;
    request.id = enterprise.id;
    request.name = "改名";
    request.division = sishui;
    EXPECT_EQ(problem_of([&] { db.write(change_organization, system, request); }), "use_enterprises");
}

// A sibling county and a foreign enterprise: nothing seen, not even a count, and the same answer as for what is absent.
TEST_F(Tree, OthersSeeNothing) {
    auto department = child(OrganizationKind::department, sishui, "泗水县卫健局", county);
    const auto enterprise = db.enterprise(jinxiang, "金乡大蒜公司");
    for (const auto& other : {officer(sibling), person_of(enterprise.id, jinxiang)}) {
        EXPECT_EQ(problem_of([&] { db.read(get_organization, other, OrganizationById{department.id}); }), "not_found");
        EXPECT_EQ(problem_of([&] { db.write(change_organization, other, changed(department)); }), "not_found");
        EXPECT_EQ(problem_of([&] {
                      db.write(create_organization, other, organization(OrganizationKind::department, sishui, "混入"));
                  }),
                  "not_found");
        OrganizationFilter filter;
        filter.count = true;
        filter.division = sishui;
        const auto page = db.read(list_organizations, other, filter);
        EXPECT_TRUE(page.items.empty());
        EXPECT_EQ(page.total, 0);
        OrganizationExport everything;
        EXPECT_THAT(whole(export_organizations(*db, other, everything)), ::testing::Not(::testing::HasSubstr("泗水")));
    }
    auto under_sibling = organization(OrganizationKind::department, jinxiang, "局");
    under_sibling.parent = county.id;
    EXPECT_EQ(problem_of([&] { db.write(create_organization, officer(sibling), under_sibling); }), "not_found");
}

TEST_F(Tree, ATakenCodeIsToldOnlyToWhoMaySeeItsHolder) {
    const auto uscc = Uscc::of(code_of("370831", 1));
    db.enterprise(sishui, "泗水某厂", uscc);
    auto request = organization(OrganizationKind::social_organization, sishui, "协会");
    request.uscc = uscc;
    EXPECT_EQ(problem_of([&] { db.write(create_organization, officer(county), request); }), "uscc_taken");
    request.division = jinxiang;
    EXPECT_EQ(problem_of([&] { db.write(create_organization, officer(sibling), request); }), "not_found");
}

TEST_F(Tree, IsFilteredAndPaged) {
    for (int i = 0; i < 5; ++i) child(OrganizationKind::department, sishui, fmt::format("局{}", i), county);
    OrganizationFilter filter;
    filter.parent = county.id;
    filter.limit = 2;
    filter.count = true;
    std::vector<std::string> names;
    for (;;) {
        auto page = db.read(list_organizations, system, filter);
        EXPECT_EQ(page.total, 5);
        for (const auto& item : page.items) names.push_back(item.name);
        if (!page.next) break;
        filter.cursor = Text<500>(*page.next);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"局0", "局1", "局2", "局3", "局4"}));
    OrganizationFilter commands;
    commands.kind = {OrganizationKind::city_command, OrganizationKind::county_command};
    EXPECT_EQ(db.read(list_organizations, system, commands).items.size(), 3u);
}

}  // namespace
}  // namespace tongzhou::organizations
