// A roster in numbers: who is on it now, who has a pass in force, and where they live.
#include "modules/people/passes.hpp"
#include "modules/people/test_people.hpp"

namespace tongzhou::people {
namespace {

class Figures : public PeopleTest {
  protected:
    Actor clerk = clerk_of(paper_mill);
    RosterFigures figures(const Id<Organization>& organization) {
        return db->read_value([&](Snapshot& s) { return roster_figures(s, organization); });
    }
    Id<Person> hire(const char* document, const char* home) {
        NewPerson person;
        person.document_number = document;
        person.name = "张三";
        if (*home != '\0') person.home_division = DivisionCode::of(home);
        return add(clerk, person).person;
    }
};

TEST_F(Figures, OfAnEmptyRosterAreNothing) {
    const auto empty = figures(brewery);
    EXPECT_EQ(empty.people, 0);
    EXPECT_EQ(empty.with_pass, 0);
    EXPECT_TRUE(empty.origins.empty());
}

TEST_F(Figures, CountPeoplePassesAndOrigins) {
    const auto one = hire(man_id, "370831"), two = hire(woman_id, "370828");
    hire(third_id, "371302");
    hire("370826199202290539", "");
    declare(clerk, one, healthy());
    const auto pass = declare(clerk, two, healthy()).pass;
    auto now = figures(paper_mill);
    EXPECT_EQ(now.people, 4);
    EXPECT_EQ(now.with_pass, 2);
    ASSERT_EQ(now.origins.size(), 3u);
    EXPECT_EQ(now.origins[0].prefecture, DivisionCode::of("3708"));
    EXPECT_EQ(now.origins[0].people, 2);
    std::int64_t elsewhere = 0, unknown = 0;
    for (const auto& origin : now.origins) (origin.prefecture ? elsewhere : unknown) += origin.people;
    EXPECT_EQ(elsewhere, 3);
    EXPECT_EQ(unknown, 1);
    EXPECT_EQ(figures(brewery).people, 0) << "another employer's are not counted";

    db->write([&](Tx& tx) { return revoke_pass(tx, clerk, {pass->id, "信息不实"}); });
    EXPECT_EQ(figures(paper_mill).with_pass, 1);
    db.clock().advance(std::chrono::days(14));
    EXPECT_EQ(figures(paper_mill).with_pass, 0) << "the other has expired";
}

}  // namespace
}  // namespace tongzhou::people
