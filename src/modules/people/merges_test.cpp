// Two files of one person: nothing is lost by making them one, nor by taking them apart again.

#include "modules/people/test_people.hpp"
#include "modules/people/timeline.hpp"

namespace tongzhou::people {
namespace {

using ::testing::SizeIs;

class Merging : public PeopleTest {
  protected:
    Actor county = officer_of(sishui);
    Actor clerk = clerk_of(paper_mill);
    Actor other_clerk = clerk_of(brewery);
    // The same man, entered by his ID at one employer and by a passport at another.
    Id<Person> kept = add(clerk, man()).person;
    Id<Person> other = add(other_clerk, {.document_kind = DocumentKind::passport,
                                         .document_number = "E12345678",
                                         .name = "ZHANG SAN",
                                         .mobile = Mobile::of("13900139000")})
                           .person;

    std::size_t timeline_items(const Id<Person>& id) {
        return db->read_value([&](Snapshot& s) { return show_timeline(s, county, {id}); }).items.size();
    }
    std::vector<Id<Person>> files(const Id<Person>& id) {
        return db->read_value([&](Snapshot& s) { return files_of(s, id); });
    }
    PersonView unmerge(const Id<Person>& id) {
        return db->write_value([&](Tx& tx) { return unmerge_person(tx, county, {id, "误并"}); });
    }
};

TEST_F(Merging, LeadsBothDocumentsAndIdsToTheKeptFile) {
    const auto merged = merge(county, kept, other);
    EXPECT_EQ(merged.id, kept);
    EXPECT_THAT(merged.entries, SizeIs(2));
    for (const auto& found :
         {passenger(kept), passenger(other), passenger(man_id), passenger("E12345678", DocumentKind::passport)}) {
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, kept);
    }
    EXPECT_EQ(show(county, other).id, kept);
    EXPECT_EQ(find(county, {.document_kind = DocumentKind::passport, .document_number = "e12345678"}).at(0).id, kept);
    EXPECT_THAT(files(other), ::testing::ElementsAre(kept, other));
    for (const auto& id : {kept, other}) {
        EXPECT_TRUE(on_roster(id, paper_mill, now()));
        EXPECT_TRUE(on_roster(id, brewery, now()));
    }
}

TEST_F(Merging, KeepsBothHistories) {
    const auto first = *declare(clerk, kept, healthy()).pass;
    const auto second = *declare(other_clerk, other, healthy()).pass;
    const auto items = timeline_items(kept) + timeline_items(other);
    merge(county, kept, other);
    EXPECT_EQ(timeline_items(kept), items);
    EXPECT_EQ(timeline_items(other), items);
    EXPECT_EQ(reading(first.token, now()).person, kept);
    EXPECT_EQ(reading(second.token, now()).person, kept);
    EXPECT_EQ(reading(other, now()).state, PassState::valid);
    // Unfit is unfit, whichever document was shown.
    db.clock().advance(std::chrono::hours(1));
    declare(clerk, kept, feverish());
    EXPECT_EQ(reading(second.token, now()).state, PassState::revoked);
    // What was sealed under the other file's key still opens.
    const auto plain = db->write_value([&](Tx& tx) {
        return unmask_person(tx, county, {kept, {SealedField::name, SealedField::mobile}, "核对"});
    });
    std::set<std::string> names;
    for (const auto& entry : plain.entries) names.insert(*entry.name);
    EXPECT_EQ(names, (std::set<std::string>{"张三", "ZHANG SAN"}));
}

TEST_F(Merging, ShowsEachEmployerItsOwnEntryStill) {
    merge(county, kept, other);
    const auto view = show(other_clerk, other);
    ASSERT_THAT(view.entries, SizeIs(1));
    EXPECT_EQ(view.entries[0].employer, brewery);
    EXPECT_TRUE(find(other_clerk, {.document_number = man_id}).empty()) << "that number was never theirs";
    // Entered again by the other document, the person is on the roster already.
    EXPECT_EQ(
        add(other_clerk, {.document_kind = DocumentKind::passport, .document_number = "E12345678", .name = "ZHANG SAN"})
            .outcome,
        EnrolOutcome::unchanged);
    EXPECT_EQ(add(clerk, man()).outcome, EnrolOutcome::unchanged);
}

TEST_F(Merging, NeedsSightOfBothFiles) {
    EXPECT_EQ(fault_of([&] { merge(clerk, kept, other); }), "not_found");
    EXPECT_EQ(fault_of([&] { merge(officer_of(zoucheng), kept, other); }), "not_found");
    EXPECT_EQ(fault_of([&] { merge(county, kept, kept); }), "already_merged");
    merge(county, kept, other);
    EXPECT_EQ(fault_of([&] { merge(county, other, kept); }), "already_merged");
    EXPECT_EQ(fault_of([&] { unmerge(kept); }), "not_merged");
}

TEST_F(Merging, IsUndoneWithoutATrace) {
    const auto state = [&] {
        return db->read_value([&](Snapshot& s) {
            std::string all;
            for (const auto& id : {kept, other}) {
                all += to_json(show_person(s, county, {id})) + to_json(show_timeline(s, county, {id}));
                all += to_json(*find_person(s, id));
            }
            return all;
        });
    };
    declare(other_clerk, other, healthy());
    const auto before = state();
    merge(county, kept, other);
    EXPECT_NE(state(), before);
    unmerge(other);
    EXPECT_EQ(state(), before);
    merge(county, kept, other);
    unmerge(other);
    EXPECT_EQ(state(), before);
}

TEST_F(Merging, OfThreeComesApartWhereItWasJoined) {
    const auto third = add(clerk, woman()).person;
    const auto late = *declare(other_clerk, other, healthy()).pass;
    merge(county, other, third);  // third → other
    merge(county, kept, other);   // other, and third with it → kept
    EXPECT_THAT(files(third), SizeIs(3));
    EXPECT_EQ(passenger(woman_id)->id, kept);
    EXPECT_EQ(reading(late.token, now()).person, kept);
    unmerge(other);
    EXPECT_THAT(files(kept), SizeIs(1));
    EXPECT_EQ(passenger(woman_id)->id, other);
    EXPECT_EQ(passenger(man_id)->id, kept);
    EXPECT_EQ(reading(late.token, now()).person, other);
    unmerge(third);
    EXPECT_EQ(passenger(woman_id)->id, third);
    EXPECT_THAT(files(other), SizeIs(1));
}

}  // namespace
}  // namespace tongzhou::people
