// The rates against a count by hand, and every number against its own list.
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

class RatesTest : public ResumptionTest {
  protected:
    // county    name  section  staff  size     filed on        staff at work
    // 370831    甲    C        350    medium   02-24           40, from 02-26 on 300
    // 370831    乙    C        25     small*   02-25           40, of whom 25 count
    // 370831    丙    F        -      -        02-24           40, of whom none counts: its staff is not known
    // 370831    丁    -        10     -        never
    // 370828    戊    C        400    medium   02-24, revoked on 02-25
    // 泗水造纸厂 (370831) and 金乡面粉厂 (370828) of the fixture: nothing known, never
    RatesTest() {
        a = enterprise("甲", sizhang, R"(,"section":"C","staff":350,"revenue":500000000000)");
        b = enterprise("乙", sishui, R"(,"section":"C","staff":25,"revenue":500000000)");
        c = enterprise("丙", sishui, R"(,"section":"F")");
        d = enterprise("丁", sishui, R"(,"staff":10)");
        e = enterprise("戊", jinxiang, R"(,"section":"C","staff":400,"revenue":500000000000)");
        const auto first = submitted(a);
        submitted(c);
        const auto revoked = submitted(e);
        db.clock().set(Instant::of("2020-02-25T09:00:00+08:00"));
        submitted(b);
        write(revoke_filing, everything, PermitRevocation{revoked, "聚集就餐", "国发明电〔2020〕4号"});
        db.clock().set(Instant::of("2020-02-26T09:00:00+08:00"));
        write(tell_staff, a.officer, StaffRequest{show(first).permit->id, {}, 300});
        db.clock().set(Instant::of("2020-02-27T09:00:00+08:00"));
    }
    static std::string brief(const ResumptionRate& r) {
        return fmt::format("{} {}/{} {}/{}", r.key, r.resumed, r.enterprises, r.staff_resumed, r.staff);
    }
    std::vector<std::string> brief(const Actor& actor, RatesRequest request) {
        const auto rates = read(show_rates, actor, request);
        std::vector<std::string> lines;
        for (const auto& rate : rates.rates) {
            lines.push_back(brief(rate));
            expect_lists(actor, rate);
        }
        expect_lists(actor, rates.all);
        return lines;
    }
    static RatesRequest by(RateBy what, std::optional<Date> day = {}) {
        RatesRequest request;
        request.by = what;
        request.day = day;
        return request;
    }
    // A list has as many rows, and as many people, as its number says.
    void expect_lists(const Actor& actor, const ResumptionRate& rate) {
        for (const auto& [link, count] :
             {std::pair(rate.list, rate.enterprises), std::pair(rate.resumed_list, rate.resumed)}) {
            const auto filter = filter_of(link);
            const auto page = read(list_standings, actor, filter);
            EXPECT_EQ(page.total, count) << link;
            std::int64_t resumed = 0, staff = 0;
            for (const auto& row : page.items) {
                resumed += row.resumed;
                staff += row.staff_resumed;
            }
            EXPECT_EQ(resumed, rate.resumed) << link;
            EXPECT_EQ(staff, rate.staff_resumed) << link;
        }
    }
    static StandingFilter filter_of(const std::string& link) {
        StandingFilter filter;
        EXPECT_TRUE(link.starts_with("/resumption?")) << link;
        for (const auto& [name, value] : http::parse_query(link.substr(link.find('?') + 1))) {
            const auto* member = shape_of<StandingFilter>().find(name);
            if (!member) throw std::logic_error("no filter " + name);
            const auto& shape = member->shape();
            EXPECT_FALSE(shape.element().from_text(value, shape.add(member->in(&filter)))) << link;
        }
        filter.count = true;
        filter.limit = 500;
        return filter;
    }
    Plant a, b, c, d, e;
};

using ::testing::ElementsAre;

TEST_F(RatesTest, CountByCounty) {
    EXPECT_THAT(brief(city, by(RateBy::county)), ElementsAre("370828 0/2 0/400", "370831 3/5 325/385"));
    EXPECT_THAT(brief(city, by(RateBy::county, Date::of("2020-02-24"))),
                ElementsAre("370828 1/2 40/400", "370831 2/5 40/385"));
    EXPECT_THAT(brief(city, by(RateBy::county, Date::of("2020-02-23"))),
                ElementsAre("370828 0/2 0/400", "370831 0/5 0/385"));
    EXPECT_EQ(fault_of([&] { brief(city, by(RateBy::county, Date::of("2020-02-28"))); }),
              "invalid_fields /day:out_of_range");
}

TEST_F(RatesTest, CountBySectionAndSize) {
    EXPECT_THAT(brief(city, by(RateBy::section)),
                ::testing::UnorderedElementsAre(" 0/3 0/10", "C 2/3 325/775", "F 1/1 0/0"));
    EXPECT_THAT(brief(city, by(RateBy::size_class)),
                ::testing::UnorderedElementsAre(" 1/4 0/10", "medium 1/2 300/750", "small 1/1 25/25"));
    auto large = by(RateBy::county);
    large.above_designated_size = true;
    EXPECT_THAT(brief(city, large), ElementsAre("370828 0/1 0/400", "370831 1/1 300/350"));
    auto town_only = by(RateBy::section);
    town_only.division = sizhang;
    EXPECT_THAT(brief(city, town_only), ::testing::UnorderedElementsAre(" 0/1 0/0", "C 1/1 300/350"));
}

TEST_F(RatesTest, CountDayByDay) {
    auto days = by(RateBy::day);
    days.days = 5;
    EXPECT_THAT(brief(city, days), ElementsAre("2020-02-23 0/7 0/785", "2020-02-24 3/7 80/785", "2020-02-25 3/7 65/785",
                                               "2020-02-26 3/7 325/785", "2020-02-27 3/7 325/785"));
}

TEST_F(RatesTest, TellThoseWhoseCountyIsNotSettledApart) {
    submitted(enterprise("己", jining, R"(,"section":"C","staff":100)"));
    EXPECT_THAT(brief(city, by(RateBy::county)),
                ElementsAre("370800 1/1 40/100", "370828 0/2 0/400", "370831 3/5 325/385"));
}

TEST_F(RatesTest, AreNotRoundedAndNothingOfNothingIsNothing) {
    const auto rates = read(show_rates, city, by(RateBy::section));
    for (const auto& rate : rates.rates) {
        if (rate.key == "C") {
            EXPECT_DOUBLE_EQ(*rate.rate, 2.0 / 3.0);
            EXPECT_DOUBLE_EQ(*rate.staff_rate, 325.0 / 775.0);
            EXPECT_EQ(rate.name_zh, "制造业");
        }
        if (rate.key == "F") {
            EXPECT_EQ(rate.staff_rate, std::nullopt) << "its staff is not known";
        }
    }
}

TEST_F(RatesTest, AreThoseOfWhomOneSees) {
    EXPECT_THAT(brief(county, by(RateBy::county)), ElementsAre("370831 3/5 325/385"));
    EXPECT_THAT(brief(other_county, by(RateBy::county)), ElementsAre("370828 0/2 0/400"));
    EXPECT_THAT(brief(a.officer, by(RateBy::county)), ElementsAre("370831 1/1 300/350"));
    EXPECT_THAT(brief(town, by(RateBy::county)), ElementsAre("370831 1/2 300/350"));
    auto elsewhere = by(RateBy::county);
    elsewhere.division = sishui;
    EXPECT_THAT(brief(other_county, elsewhere), ElementsAre());
    EXPECT_EQ(read(show_rates, other_county, elsewhere).all.enterprises, 0);
}

TEST_F(RatesTest, AreExportedAsTheyAreListed) {
    const auto csv = call("GET", "/resumption/export", city, R"({"resumed":true})");
    for (const auto* name : {"甲", "乙", "丙"}) EXPECT_THAT(csv, ::testing::HasSubstr(name));
    for (const auto* name : {"丁", "戊"}) EXPECT_THAT(csv, ::testing::Not(::testing::HasSubstr(name)));
    EXPECT_THAT(call("GET", "/resumption/export", other_county, "{}"), ::testing::Not(::testing::HasSubstr("甲")));
}

TEST_F(RatesTest, TakeTheLastWordOnStaff) {
    const auto permit = db->read_value([&](Snapshot& s) {
        PermitFilter filter;
        filter.organization = a.id;
        return list_permits(s, everything, filter).items.front();
    });
    EXPECT_EQ(permit.staff, 300);
    write(tell_staff, a.officer, StaffRequest{permit.id, Date::of("2020-02-26"), 310});
    EXPECT_THAT(brief(county, by(RateBy::county)), ElementsAre("370831 3/5 335/385"));
    EXPECT_EQ(fault_of([&] {
                  write(tell_staff, a.officer, StaffRequest{permit.id, Date::of("2020-02-28"), 1});
              }),
              "invalid_fields /day:out_of_range");
    EXPECT_EQ(fault_of([&] {
                  write(tell_staff, a.officer, StaffRequest{permit.id, Date::of("2020-02-23"), 1});
              }),
              "invalid_fields /day:out_of_range");
    EXPECT_EQ(fault_of([&] { write(tell_staff, b.officer, StaffRequest{permit.id, {}, 1}); }), "not_found");
}

}  // namespace
}  // namespace tongzhou::resumption::testing
