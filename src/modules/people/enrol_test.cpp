// Putting people on file: one file per person, an entry per employer, nothing of one employer's shown to another.

#include <thread>

#include "modules/people/lists.hpp"
#include "modules/people/test_people.hpp"

namespace tongzhou::people {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Enrolling : public PeopleTest {
  protected:
    Actor clerk = clerk_of(paper_mill);
    Actor other_clerk = clerk_of(brewery);
    Actor county = officer_of(sishui);
    Actor sibling = officer_of(zoucheng);
    Actor city = officer_of(jining);

    std::int64_t files() { return value<std::int64_t>("SELECT COUNT(*) FROM persons"); }
    std::int64_t entries() { return value<std::int64_t>("SELECT COUNT(*) FROM person_entries"); }
    Page<PersonRow> list(const Actor& actor, PersonFilter filter = {}) {
        filter.count = true;
        return db->read_value([&](Snapshot& s) { return list_people(s, actor, filter); });
    }
    template <class Set>
    static PersonFilter only(Set set) {
        PersonFilter filter;
        set(filter);
        return filter;
    }
    PersonView leave(const Actor& actor, const Id<Person>& person) {
        return db->write_value(
            [&](Tx& tx) { return leave_roster(tx, actor, {.id = actor.scope.organization(), .person = person}); });
    }
};

TEST_F(Enrolling, OpensAFileThatShowsNothingUnmasked) {
    auto person = man();
    person.address = "济宁市泗水县某街道 1 号";
    person.home_division = DivisionCode::of("370831001");
    person.household_division = DivisionCode::of("370802");  // abolished, and still valid for a household
    const auto made = add(clerk, person);
    EXPECT_EQ(made.outcome, EnrolOutcome::created);
    const auto view = show(clerk, made.person);
    EXPECT_EQ(view.masked_name, "张*");
    ASSERT_EQ(view.entries.size(), 1u);
    const auto& entry = view.entries[0];
    EXPECT_EQ(entry.employer, paper_mill);
    EXPECT_EQ(entry.division, sishui);
    EXPECT_EQ(entry.masked_document, "370***********0014");
    EXPECT_EQ(entry.masked_mobile, "138****8000");
    EXPECT_TRUE(entry.has_address);
    EXPECT_EQ(entry.sex, Sex::male);
    EXPECT_EQ(entry.birth_year, 1990);
    EXPECT_EQ(entry.workshop, "一车间");
    EXPECT_EQ(entry.from_at, start_of_day_in_shanghai(Date::of("2020-02-24")));
    const auto json = to_json(view);
    for (const auto* secret : {man_id, man_mobile, "张三", "某街道"}) EXPECT_EQ(json.find(secret), std::string::npos);
}

TEST_F(Enrolling, AgainChangesOnlyWhatDiffers) {
    const auto first = add(clerk, man());
    EXPECT_EQ(add(clerk, man()).outcome, EnrolOutcome::unchanged);
    auto person = man();
    person.mobile = Mobile::of("13900139000");
    const auto second = add(clerk, person);
    EXPECT_EQ(second.outcome, EnrolOutcome::updated);
    EXPECT_EQ(second.person, first.person);
    EXPECT_EQ(second.entry.id, first.entry.id);
    EXPECT_EQ(show(clerk, first.person).entries[0].masked_mobile, "139****9000");
    person.mobile.reset();  // left out stays as it is
    EXPECT_EQ(add(clerk, person).outcome, EnrolOutcome::unchanged);
    EXPECT_EQ(files(), 1);
}

TEST_F(Enrolling, InAnotherWorkshopKeepsTheHistory) {
    const auto first = add(clerk, man());
    const auto moved_at = now() + std::chrono::hours(30);
    db.clock().set(moved_at);
    auto person = man();
    person.workshop = "二车间";
    const auto second = add(clerk, person);
    EXPECT_NE(second.entry.id, first.entry.id);
    const auto history = show(county, first.person).entries;
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].workshop, "二车间");
    EXPECT_EQ(history[0].from_at, moved_at);
    EXPECT_EQ(history[1].workshop, "一车间");
    EXPECT_EQ(history[1].until_at, moved_at);
    EXPECT_EQ(passenger(man_id)->workshop, "二车间");
    EXPECT_TRUE(on_roster(first.person, paper_mill, moved_at - std::chrono::milliseconds(1)));
    EXPECT_TRUE(on_roster(first.person, paper_mill, moved_at));
}

TEST_F(Enrolling, NamesEveryFaultyField) {
    auto person = man();
    person.document_number = "370811199001010015";
    person.home_division = DivisionCode::of("370899");
    person.since = Date::of("2020-02-25");
    EXPECT_EQ(fault_of([&] { add(clerk, person); }),
              "invalid_fields /document_number:bad_check_character /home_division:no_such_division "
              "/since:in_the_future");
    person = man();
    person.sex = Sex::female;
    person.birth_year = 1991;
    EXPECT_EQ(fault_of([&] { add(clerk, person); }),
              "invalid_fields /sex:contradicts_document /birth_year:contradicts_document");
    EXPECT_EQ(fault_of([&] { add(county, man()); }), "invalid_fields /home_division:missing");
    EXPECT_EQ(files(), 0);
}

TEST_F(Enrolling, OfSomebodyOnFileElsewhereLooksLikeSomebodyNew) {
    auto person = man();
    person.name = "张三丰";
    person.address = "济宁市泗水县某街道 1 号";
    const auto there = add(clerk, person);
    const auto here = add(other_clerk, {.document_number = man_id, .name = "李四"});
    EXPECT_EQ(here.person, there.person);
    EXPECT_EQ(files(), 1);
    EXPECT_EQ(here.outcome, EnrolOutcome::created);
    EXPECT_EQ(here.person.uuid().bytes[6] >> 4, 4) << "an id of version 7 would tell how old the file is";
    const auto view = show(other_clerk, here.person);
    EXPECT_EQ(view.masked_name, "李*");
    ASSERT_EQ(view.entries.size(), 1u);
    EXPECT_EQ(view.entries[0].employer, brewery);
    EXPECT_EQ(view.entries[0].masked_mobile, std::nullopt);
    EXPECT_EQ(view.entries[0].workshop, std::nullopt);
    EXPECT_FALSE(view.entries[0].has_address);
    EXPECT_EQ(show(clerk, there.person).masked_name, "张**");
    EXPECT_EQ(show(county, there.person).entries.size(), 2u);
}

TEST_F(Enrolling, ByManyAtOnceOpensOneFile) {
    std::vector<std::thread> threads;
    std::vector<Id<Person>> people(8);
    for (std::size_t i = 0; i < people.size(); ++i)
        threads.emplace_back([&, i] { people[i] = add(i % 2 ? clerk : other_clerk, man()).person; });
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(std::set<Id<Person>>(people.begin(), people.end()), ::testing::SizeIs(1));
    EXPECT_EQ(files(), 1);
    EXPECT_EQ(entries(), 2);
    EXPECT_EQ(value<std::int64_t>("SELECT COUNT(*) FROM data_keys"), 1);
}

TEST_F(Enrolling, WithoutEmployerBelongsToTheHome) {
    auto person = man();
    person.home_division = DivisionCode::of("370831001");
    const auto made = add(county, person);
    EXPECT_EQ(made.entry.organization, std::nullopt);
    EXPECT_EQ(made.entry.division, DivisionCode::of("370831001"));
    EXPECT_EQ(add(county, person).outcome, EnrolOutcome::unchanged);
    EXPECT_EQ(fault_of([&] { add(sibling, person); }), "not_found");
    EXPECT_EQ(fault_of([&] { show(clerk, made.person); }), "not_found");
}

TEST_F(Enrolling, StaysWithinOnesScope) {
    const auto person = add(clerk, man()).person;
    for (const auto& stranger : {sibling, other_clerk, clerk_of(coal_mine, zoucheng)}) {
        EXPECT_EQ(fault_of([&] { show(stranger, person); }), "not_found");
        EXPECT_THAT(list(stranger).items, IsEmpty());
        EXPECT_EQ(list(stranger).total, 0);
        EXPECT_THAT(find(stranger, {.document_number = man_id}), IsEmpty());
        EXPECT_THAT(find(stranger, {.mobile = Mobile::of(man_mobile)}), IsEmpty());
        EXPECT_EQ(
            fault_of([&] { db->write([&](Tx& tx) { change_person(tx, stranger, {.id = person, .name = "王五"}); }); }),
            "not_found");
        EXPECT_EQ(fault_of([&] {
                      db->write([&](Tx& tx) { unmask_person(tx, stranger, {person, {SealedField::name}, "好奇"}); });
                  }),
                  "not_found");
        auto theirs = man();
        theirs.employer = paper_mill;
        EXPECT_EQ(fault_of([&] { add(stranger, theirs); }), "not_found");
    }
    for (const auto& insider : {clerk, county, city}) {
        EXPECT_EQ(show(insider, person).id, person);
        EXPECT_EQ(list(insider).total, 1);
        EXPECT_THAT(find(insider, {.document_number = man_id}), ::testing::SizeIs(1));
        EXPECT_THAT(find(insider, {.mobile = Mobile::of("+86 138 0013 8000")}), ::testing::SizeIs(1));
    }
    EXPECT_EQ(fault_of([&] { show(city, Id<Person>(new_uuid_v7(now()))); }), "not_found");
}

TEST_F(Enrolling, FindsNothingByWhatAnotherEmployerWroteDown) {
    add(clerk, man());
    add(other_clerk, {.document_number = man_id, .name = "张三"});
    EXPECT_THAT(find(other_clerk, {.mobile = Mobile::of(man_mobile)}), IsEmpty());
    EXPECT_THAT(find(other_clerk, {.document_number = man_id}), ::testing::SizeIs(1));
    EXPECT_THAT(find(county, {.mobile = Mobile::of(man_mobile)}), ::testing::SizeIs(1));
}

TEST_F(Enrolling, IsListedAndFiltered) {
    add(clerk, man());
    add(clerk, woman());
    add(other_clerk, {.document_number = third_id, .name = "赵六", .household_division = DivisionCode::of("420106")});
    add(other_clerk, man());
    EXPECT_EQ(list(county).total, 4);
    EXPECT_EQ(list(county, only([&](auto& f) { f.employer = paper_mill; })).total, 2);
    EXPECT_EQ(list(county, only([&](auto& f) { f.household_division = DivisionCode::of("42"); })).total, 1);
    EXPECT_EQ(list(county, only([&](auto& f) { f.workshop = "一车间"; })).total, 2);
    EXPECT_EQ(list(city, only([&](auto& f) { f.division = zoucheng; })).total, 0);
    EXPECT_EQ(list(county, only([&](auto& f) { f.left = true; })).total, 0);
    // Page by page: all entered in one moment, one of them twice, and none is lost between two pages.
    std::set<Id<PersonEntry>> seen;
    PersonFilter filter;
    filter.limit = 1;
    for (;;) {
        const auto page = list(county, filter);
        for (const auto& row : page.items) seen.insert(row.entry);
        if (!page.next) break;
        filter.cursor = Text<500>(*page.next);
    }
    EXPECT_THAT(seen, ::testing::SizeIs(4));
}

TEST_F(Enrolling, EndsWhenSomebodyLeaves) {
    const auto person = add(clerk, man()).person;
    db.clock().advance(std::chrono::hours(10));
    const auto left_at = now();
    leave(clerk, person);
    EXPECT_TRUE(on_roster(person, paper_mill, left_at - std::chrono::milliseconds(1)));
    EXPECT_FALSE(on_roster(person, paper_mill, left_at));
    EXPECT_EQ(passenger(person)->employer, std::nullopt);
    EXPECT_EQ(fault_of([&] { show(clerk, person); }), "not_found");
    EXPECT_EQ(show(county, person).entries.size(), 1u) << "a command still traces contacts";
    EXPECT_EQ(list(clerk).total, 0);
    RosterFilter leavers;
    leavers.id = paper_mill;
    leavers.left = true;
    const auto left = db->read_value([&](Snapshot& s) { return list_roster(s, clerk, leavers); });
    EXPECT_THAT(left.items, ::testing::SizeIs(1));
    EXPECT_EQ(fault_of([&] { leave(clerk, person); }), "not_found");
    // Back on the same day: the two spells do not overlap.
    const auto back = add(clerk, man());
    EXPECT_EQ(back.outcome, EnrolOutcome::created);
    EXPECT_EQ(back.entry.from_at, left_at);
}

TEST_F(Enrolling, ChangesAreOnRecordByTheirFieldsOnly) {
    const auto person = add(clerk, man()).person;
    db->write([&](Tx& tx) {
        change_person(tx, clerk, {.id = person, .name = "张三丰", .mobile = Mobile::of("13900139000"), .workshop = ""});
    });
    const auto view = show(clerk, person);
    EXPECT_EQ(view.masked_name, "张**");
    EXPECT_EQ(view.entries[0].workshop, std::nullopt);
    const auto detail = value<std::string>("SELECT detail FROM audit_log WHERE action = 'person_change'");
    EXPECT_EQ(detail, R"({"fields":["name","mobile","workshop"]})");
}

TEST_F(Enrolling, IsUnmaskedOnlyOnRecord) {
    auto person = man();
    person.address = "济宁市泗水县某街道 1 号";
    const auto id = add(clerk, person).person;
    const auto plain = db->write_value([&](Tx& tx) {
        return unmask_person(tx, county,
                             {id, {SealedField::document, SealedField::mobile, SealedField::address}, "流行病学调查"});
    });
    ASSERT_EQ(plain.entries.size(), 1u);
    EXPECT_EQ(plain.entries[0].document, man_id);
    EXPECT_EQ(plain.entries[0].mobile, man_mobile);
    EXPECT_EQ(plain.entries[0].address, "济宁市泗水县某街道 1 号");
    EXPECT_EQ(plain.entries[0].name, std::nullopt) << "not asked for";
    EXPECT_EQ(value<std::string>("SELECT subject FROM audit_log WHERE action = 'person_unmask'"), id.text());
    EXPECT_EQ(value<std::string>("SELECT detail FROM audit_log WHERE action = 'person_unmask'"),
              R"({"fields":["document","mobile","address"],"reason":"流行病学调查"})");
    std::vector<FieldFault> faults;
    check(UnmaskRequest{id, {SealedField::answers}, "好奇"}, faults);
    EXPECT_EQ(faults.size(), 1u) << "health answers have an endpoint of their own";
}

TEST_F(Enrolling, TellsGatesWhoSomebodyIs) {
    auto person = man();
    person.shuttle = "3 号线";
    const auto id = add(clerk, person).person;
    for (const auto& found : {passenger(id), passenger(man_id), passenger(" 370811 19900101 0014")}) {
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, id);
        EXPECT_EQ(found->county, "370831");
        EXPECT_EQ(found->division, sishui);
        EXPECT_EQ(found->employer, paper_mill);
        EXPECT_EQ(found->workshop, "一车间");
        EXPECT_EQ(found->shuttle, "3 号线");
        EXPECT_EQ(found->masked_name, "张*");
    }
    EXPECT_FALSE(passenger(woman_id));
    EXPECT_FALSE(passenger("not a number"));
    EXPECT_FALSE(passenger(man_id, DocumentKind::foreign_permanent_resident));
    EXPECT_TRUE(on_roster(id, paper_mill, now()));
    EXPECT_FALSE(on_roster(id, brewery, now()));
    EXPECT_TRUE(on_roster(id, paper_mill, start_of_day_in_shanghai(Date::of("2020-02-24"))));
    EXPECT_FALSE(on_roster(id, paper_mill, start_of_day_in_shanghai(Date::of("2020-02-24")) - std::chrono::seconds(1)));
}

TEST(Queries, ArePreparedOnThisEngine) {
    testing::TestDatabase db{&audit_migrations, &organizations_migrations, &rules_migrations, &people_migrations};
    db->read([](Snapshot& s) {
        static constexpr std::string_view tables[] = {"person", "data_keys", "health_declarations", " passes",
                                                      "destruction_records"};
        for (const auto* query : sql::Query::all())
            for (const auto table : tables)
                if (std::string_view(query->text()).find(table) != std::string_view::npos)
                    s.prepare(sql::text_for(s.engine(), query->text()));
        for (const auto* list : ListBase::all())
            for (const auto name : {"people", "roster", "declarations", "passes"})
                if (list->spec().name == name)
                    for (const auto& text : list->example_texts()) s.prepare(text);
    });
}

}  // namespace
}  // namespace tongzhou::people
