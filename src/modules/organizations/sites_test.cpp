#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/organizations/test_register.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::organizations {
namespace {

class Sites : public ::testing::Test {
  protected:
    Register db;
    const Actor county = officer_of(sishui);
    const Enterprise factory = db.enterprise(sishui, "泗水机械厂");
    const Enterprise foreign = db.enterprise(jinxiang, "金乡大蒜公司");

    NewSite site(std::string name) {
        NewSite request;
        request.name = std::move(name);
        request.organization = factory.id;
        request.lanes = 3;
        request.yard_length_dm = 600;
        request.longitude = 117.25;
        request.latitude = 35.66;
        return request;
    }
    static ChangedSite changed(const NewSite& from, const Id<Site>& id) {
        ChangedSite request;
        static_cast<SiteFields&>(request) = from;
        request.id = id;
        return request;
    }
};

TEST_F(Sites, AreEnteredWithWhatAQueueNeeds) {
    auto made = db.write(create_site, county, site("北门"));
    EXPECT_EQ(made.division, sishui) << "that of the organisation unless said";
    EXPECT_EQ(made.lanes, 3);
    EXPECT_EQ(made.yard_length_dm, 600);
    EXPECT_EQ(made.deciseconds_per_person, 30);
    EXPECT_EQ(made.longitude, 117.25);
    EXPECT_EQ(db.read(get_site, county, SiteById{made.id}).name, "北门");
}

TEST_F(Sites, SayAllThatIsWrongWithTheirLocation) {
    std::vector<FieldFault> faults;
    SiteFields fields;
    fields.longitude = 181;
    check(fields, faults);
    ASSERT_EQ(faults.size(), 2u);
    EXPECT_EQ(faults[0].code, "out_of_range");
    EXPECT_EQ(faults[1].code, "incomplete_location");
    // The check is found for the requests that derive from the fields too.
    EXPECT_EQ(problem_of([&] {
                  from_json<NewSite>(fmt::format(R"({{"name":"门","organization":"{}","latitude":95,"longitude":1}})",
                                                 factory.id.text()));
              }),
              "out_of_range");
}

TEST_F(Sites, AreClosedAndOpenedAndOthersSeeItAtOnce) {
    auto made = db.write(create_site, county, site("北门"));
    const auto operating = [&] {
        return db->read_value([&](Snapshot& s) { return find_site(s, made.id)->operating; });
    };
    EXPECT_TRUE(operating());
    auto request = site("北门");
    request.status = SiteStatus::closed;
    db.write(change_site, county, changed(request, made.id));
    EXPECT_FALSE(operating());
    request.status = SiteStatus::operating;
    db.write(change_site, county, changed(request, made.id));
    EXPECT_TRUE(operating());
}

TEST_F(Sites, AreRememberedNoLongerThanTwoSeconds) {
    auto made = db.write(create_site, county, site("北门"));
    const auto lanes = [&] { return db->read_value([&](Snapshot& s) { return find_site(s, made.id)->lanes; }); };
    EXPECT_EQ(lanes(), 3);
    // Another node of the cluster changes the row: nobody tells this one.
    db->write([&](Tx& tx) { tx.connection().execute("UPDATE sites SET lanes = 5"); });
    EXPECT_EQ(lanes(), 3);
    db.test().clock().advance(std::chrono::milliseconds(2'001));
    EXPECT_EQ(lanes(), 5);
}

TEST_F(Sites, AreUndoneWithTheirCall) {
    std::optional<Id<Site>> id;
    EXPECT_THROW(db->write([&](Tx& tx) {
        id = create_site(tx, county, site("北门")).id;
        throw std::runtime_error("the call fails after all");
    }),
                 std::runtime_error);
    db->read([&](Snapshot& s) { EXPECT_EQ(find_site(s, *id), std::nullopt); });
}

TEST_F(Sites, OfOthersAreNotSeen) {
    auto made = db.write(create_site, county, site("北门"));
    for (const auto& other : {officer_of(jinxiang), person_of(foreign.id, jinxiang)}) {
        EXPECT_EQ(problem_of([&] { db.read(get_site, other, SiteById{made.id}); }), "not_found");
        EXPECT_EQ(problem_of([&] { db.write(change_site, other, changed(site("改"), made.id)); }), "not_found");
        EXPECT_EQ(problem_of([&] { db.write(create_site, other, site("混入")); }), "not_found");
        SiteFilter filter;
        filter.count = true;
        filter.organization = factory.id;
        const auto page = db.read(list_sites, other, filter);
        EXPECT_TRUE(page.items.empty());
        EXPECT_EQ(page.total, 0);
        EXPECT_THAT(whole(export_sites(*db, other, {})), ::testing::HasSubstr("# rows,0"));
    }
    EXPECT_EQ(db.read(list_sites, person_of(factory.id, sishui), SiteFilter{}).items.size(), 1u);
}

TEST_F(Sites, SendingOneTwiceMakesOne) {
    auto request = site("北门");
    request.id = Id<Site>::make(db.test().clock().now());
    auto first = db.write(create_site, county, request);
    EXPECT_EQ(db.write(create_site, county, request).id, first.id);
    request.lanes = 4;
    EXPECT_EQ(problem_of([&] { db.write(create_site, county, request); }), "id_taken");
}

}  // namespace
}  // namespace tongzhou::organizations
