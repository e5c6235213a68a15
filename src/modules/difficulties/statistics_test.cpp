// The numbers against a count by hand, every number against its list, and who sees which.
#include "modules/difficulties/test_difficulties.hpp"

namespace tongzhou::difficulties::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Statistics : public DifficultyTest {
  protected:
    // commuting: plant confirmed after 60 min, brewery confirmed after 180 min, plant confirmed after 90 min and
    //            reopened (so no more), brewery solved, mill raised
    // loans:     plant raised, and overdue at the end
    // rent:      brewery withdrawn
    Statistics() {
        const auto one = claimed(plant, transport), two = claimed(brewery, transport),
                   three = claimed(plant, transport), four = claimed(brewery, transport);
        raised(mill);
        const auto loan = raised(plant, "流动资金不足", DifficultyKind::loans);
        const auto rent = raised(brewery, "门面租金太高", DifficultyKind::rent);
        write(withdraw_difficulty, brewery, WhyRequest{rent, "已减免"});
        solve(transport, {one, two, three, four});
        confirm_after(one, plant, 60);
        confirm_after(three, plant, 90);
        write(reopen_difficulty, plant, WhyRequest{three, "专车停开"});
        confirm_after(two, brewery, 180);
        // Everything raised gets overdue; what is handled by the transport office was reopened later, with a new term.
        db.clock().set(show(loan).due_at + std::chrono::milliseconds(1));
        EXPECT_EQ(show(three).overdue, true) << "reopened on the same day, its new term is the same";
    }
    void confirm_after(const Id<Difficulty>& id, const Actor& whose, int minutes) {
        db.clock().set(show(id).raised_at + std::chrono::minutes(minutes) + std::chrono::seconds(30));
        write(confirm_difficulty, whose, NoteRequest{id, {}});
    }
    std::vector<std::string> brief(const Actor& actor, StatisticsBy by, std::optional<DivisionCode> division = {}) {
        StatisticsRequest request;
        request.by = by;
        request.division = division;
        const auto statistics = read(show_statistics, actor, request);
        std::vector<std::string> lines;
        for (const auto& s : statistics.items) {
            lines.push_back(line_of(s));
            expect_lists(actor, s);
        }
        expect_lists(actor, statistics.all);
        all = line_of(statistics.all);
        return lines;
    }
    static std::string line_of(const DifficultyStatistics& s) {
        return fmt::format("{} {} open {} overdue {} waiting {} confirmed {} median {}", s.key, s.all.value,
                           s.open.value, s.overdue.value, s.waiting.value, s.confirmed.value,
                           s.median_minutes ? std::to_string(*s.median_minutes) : "-");
    }
    void expect_lists(const Actor& actor, const DifficultyStatistics& s) {
        for (const auto& figure : {s.all, s.open, s.overdue, s.waiting, s.confirmed}) {
            DifficultyFilter filter;
            ASSERT_TRUE(figure.list.starts_with("/difficulties")) << figure.list;
            const auto mark = figure.list.find('?');
            if (mark != std::string::npos)
                for (const auto& [name, value] : http::parse_query(figure.list.substr(mark + 1))) {
                    const auto* member = shape_of<DifficultyFilter>().find(name);
                    ASSERT_TRUE(member) << name;
                    const auto& shape = member->shape();
                    ASSERT_FALSE(shape.element().from_text(value, shape.add(member->in(&filter)))) << figure.list;
                }
            filter.count = true;
            EXPECT_EQ(read(list_difficulties, actor, filter).total, figure.value) << figure.list;
        }
    }
    std::string all;
};

TEST_F(Statistics, CountByKind) {
    EXPECT_THAT(brief(city_transport, StatisticsBy::kind),
                UnorderedElementsAre("commuting 5 open 2 overdue 2 waiting 1 confirmed 2 median 60",
                                     "loans 1 open 1 overdue 1 waiting 0 confirmed 0 median -",
                                     "rent 1 open 0 overdue 0 waiting 0 confirmed 0 median -"));
    EXPECT_EQ(all, " 7 open 3 overdue 3 waiting 1 confirmed 2 median 60") << "the lower of the two in the middle";
}

TEST_F(Statistics, CountByCountyAndDepartment) {
    EXPECT_THAT(brief(city_transport, StatisticsBy::county),
                UnorderedElementsAre("370828 1 open 1 overdue 1 waiting 0 confirmed 0 median -",
                                     "370831 6 open 2 overdue 2 waiting 1 confirmed 2 median 60"));
    EXPECT_THAT(brief(city_transport, StatisticsBy::county, sizhang),
                ElementsAre("370831 3 open 2 overdue 2 waiting 0 confirmed 1 median 60"));
    EXPECT_THAT(
        brief(city_transport, StatisticsBy::department),
        UnorderedElementsAre(transport.organization.text() + " 4 open 1 overdue 1 waiting 1 confirmed 2 median 60",
                             " 3 open 2 overdue 2 waiting 0 confirmed 0 median -"));
}

TEST_F(Statistics, AreThoseOfWhomOneSees) {
    brief(command, StatisticsBy::kind);
    EXPECT_EQ(all, " 6 open 2 overdue 2 waiting 1 confirmed 2 median 60");
    brief(plant, StatisticsBy::kind);
    EXPECT_EQ(all, " 3 open 2 overdue 2 waiting 0 confirmed 1 median 60");
    brief(other_county, StatisticsBy::kind);
    EXPECT_EQ(all, " 1 open 1 overdue 1 waiting 0 confirmed 0 median -");
    EXPECT_THAT(brief(other_county, StatisticsBy::county, sishui), ElementsAre());
    EXPECT_EQ(all, " 0 open 0 overdue 0 waiting 0 confirmed 0 median -");
}

class DifficultyScope : public DifficultyTest {};

TEST_F(DifficultyScope, StrangersFindNothingAndChangeNothing) {
    const auto id = claimed(plant, transport);
    const auto before = to_json(show(id));
    const auto plain = fmt::format(R"({{"id":"{}"}})", id.text());
    const auto why = fmt::format(R"({{"id":"{}","why":"看看"}})", id.text());
    const std::tuple<const char*, const char*, std::string> calls[] = {
        {"GET", "/difficulties/{id}", plain},
        {"GET", "/difficulties/{id}/similar", plain},
        {"POST", "/difficulties/{id}/verification", plain},
        {"POST", "/difficulties/{id}/return", why},
        {"POST", "/difficulties/{id}/claim", plain},
        {"POST", "/difficulties/{id}/handover",
         fmt::format(R"({{"id":"{}","organization":"{}","why":"看看"}})", id.text(), mill.organization.text())},
        {"POST", "/difficulties/{id}/amendment",
         fmt::format(R"({{"id":"{}","kind":"loans","text":"改成别的"}})", id.text())},
        {"POST", "/difficulties/{id}/confirmation", plain},
        {"POST", "/difficulties/{id}/reopening", why},
        {"POST", "/difficulties/{id}/withdrawal", why}};
    for (const auto& stranger : {mill, brewery, other_county}) {
        for (const auto& [method, route, body] : calls)
            EXPECT_EQ(
                fault_of([&, method = method, route = route, body = body] { call(method, route, stranger, body); }),
                "not_found")
                << stranger.name << ' ' << method << ' ' << route;
        const auto page = call("GET", "/difficulties", stranger, R"({"count":true})");
        EXPECT_THAT(page, HasSubstr(R"("items":[])"));
        EXPECT_THAT(page, HasSubstr(R"("total":0)"));
        EXPECT_THAT(call("GET", "/difficulties/export", stranger, "{}"), Not(HasSubstr("外地员工")));
        EXPECT_THAT(call("GET", "/difficulty-groups", stranger, "{}"), Not(HasSubstr("外地员工")));
    }
    EXPECT_EQ(to_json(show(id)), before);
    for (const auto& own : {plant, town, transport, command, city_transport})
        EXPECT_THAT(call("GET", "/difficulties", own, R"({"count":true})"), HasSubstr(R"("total":1)")) << own.name;
}

}  // namespace
}  // namespace tongzhou::difficulties::testing
