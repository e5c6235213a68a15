// Every SQL text of the program, on the engine under test: each Query, and each filter, sort and scope of each list. A
// misspelt column is found here, not by the first user who needs it.
#include <gtest/gtest.h>

#include "main/modules.hpp"
#include "platform/list/list.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou {
namespace {

class Prepare : public ::testing::Test {
  protected:
    Prepare() {
        auto sets = all_migrations();
        db->migrate(sets);
    }
    // Every text of its own transaction: on PostgreSQL an error ends the one it happens in.
    void prepare(const std::string& text) {
        try {
            db->read([&](Snapshot& snapshot) { snapshot.prepare(text); });
        } catch (const std::exception& error) {
            ADD_FAILURE() << error.what() << "\nin: " << text;
        }
    }
    testing::TestDatabase db;
};

TEST_F(Prepare, EveryQuery) {
    EXPECT_GT(sql::Query::all().size(), 100u) << "the modules are not linked in";
    for (const auto* query : sql::Query::all()) prepare(query->text());
}

TEST_F(Prepare, EveryFilterSortAndScopeOfEveryList) {
    EXPECT_GT(ListBase::all().size(), 10u);
    for (const auto* list : ListBase::all())
        for (const auto& text : list->example_texts()) prepare(text);
}

TEST_F(Prepare, MigrationsAreAppliedOnce) {
    auto sets = all_migrations();
    EXPECT_EQ(db->migrate(sets), 0);
    EXPECT_TRUE(db->is_migrated(sets));
}

}  // namespace
}  // namespace tongzhou
