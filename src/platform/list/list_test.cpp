#include "platform/list/list.hpp"

#include <set>

#include <gtest/gtest.h>

#include "base/id.hpp"
#include "platform/audit/audit.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou {
namespace {

const sql::Migration tree_migrations[] = {
    {1, "trees",
     "CREATE TABLE trees (county TEXT NOT NULL, id UUID NOT NULL, division TEXT NOT NULL, organization UUID, name TEXT "
     "NOT NULL, height BIGINT NOT NULL, PRIMARY KEY (county, id))"}};
const sql::MigrationSet tree_set{"trees", tree_migrations};

struct Tree {
    Id<Tree> id;
    std::string name;
    std::int64_t height = 0;
    std::string county;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (id, name, height, county))
struct TreeFilter : ListRequest {
    std::optional<std::string> name;
    std::vector<std::string> county;
    std::optional<DivisionCode> division;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(TreeFilter, (ListRequest), (name, county, division, format))

const sql::Query insert_tree{
    "INSERT INTO trees (county, id, division, organization, name, height) VALUES (:county, :id, :division, "
    ":organization, :name, :height)"};

const List<Tree> trees{
    {.name = "trees",
     .select = "SELECT t.id, t.name, t.height, t.county FROM trees t",
     .scope = {"t.county", "t.division", "t.organization"},
     .filters = {{"name", "t.name LIKE :name", Match::contains},
                 {"county", "t.county IN (:county)"},
                 {"division", "t.division >= :division_low AND t.division < :division_high", Match::within}},
     .sorts = {{"height", "t.height", SortOrder::descending}, {"name", "t.name"}},
     .key = "t.id",
     .labels = {{"name", "名称"}}}};

class ListTest : public ::testing::Test {
  protected:
    ListTest() {
        db->write([&](Tx& tx) {
            for (int i = 0; i < 120; ++i) {
                const bool sishui = i % 3 == 0;
                tx.run(insert_tree, sishui ? "370831" : "370828", Id<Tree>::make(tx.now()),
                       sishui ? "370831100" : "370828100", i % 2 ? std::optional(owner) : std::nullopt,
                       fmt::format("tree_{}%", i), std::int64_t{i / 7});
            }
        });
    }
    std::vector<Tree> walk(const Actor& actor, TreeFilter filter) {
        std::vector<Tree> all;
        db->read([&](Snapshot& s) {
            for (;;) {
                auto page = trees.page(s, actor, filter);
                all.insert(all.end(), page.items.begin(), page.items.end());
                if (!page.next) break;
                EXPECT_EQ(page.items.size(), static_cast<std::size_t>(filter.limit.value_or(50)));
                filter.cursor = Text<500>(*page.next);
            }
        });
        return all;
    }
    std::string read_whole(Download download) {
        std::string text;
        while (auto piece = download.source()) text += *piece;
        return text;
    }
    testing::TestDatabase db{&audit_migrations, &tree_set};
    const Id<Organization> owner = Id<Organization>::make(SystemClock().now());
    Actor everyone = Actor::system("test");
    Actor county = [] {
        auto a = Actor::system("county");
        a.scope = Scope::of_division(DivisionCode::of("370831"));
        return a;
    }();
    Actor town = [] {
        auto a = Actor::system("town");
        a.scope = Scope::of_division(DivisionCode::of("370831101"));
        return a;
    }();
    Actor enterprise = [this] {
        auto a = Actor::system("enterprise");
        a.scope = Scope::of_organization(owner, DivisionCode::of("370828"));
        return a;
    }();
};

TEST_F(ListTest, ATotalIsMadeOverTheRowsOfItsPages) {
    TreeFilter filter;
    filter.name = "tree_1";
    std::int64_t height = 0;
    for (const auto& tree : walk(county, filter)) height += tree.height;
    const auto rows = trees.rows(county, filter);
    const auto sum = db->read_value([&](Snapshot& s) {
        return s.all_of<std::int64_t>("SELECT CAST(SUM(t.height) AS BIGINT)" + rows.text, rows.arguments).front();
    });
    EXPECT_GT(sum, 0);
    EXPECT_EQ(sum, height);
}

TEST_F(ListTest, PagesThroughEverythingOnceInBothOrders) {
    for (auto order : {SortOrder::ascending, SortOrder::descending}) {
        for (const char* sort : {"height", "name"}) {
            TreeFilter filter;
            filter.limit = 7;
            filter.sort = Text<40>(sort);
            filter.order = order;
            auto all = walk(everyone, filter);
            std::set<std::string> ids;
            for (const auto& tree : all) ids.insert(tree.id.text());
            EXPECT_EQ(all.size(), 120u);
            EXPECT_EQ(ids.size(), 120u) << "ties of the sort are told apart by the id";
        }
    }
}

TEST_F(ListTest, ShowsAndCountsOnlyWhatIsInScope) {
    TreeFilter filter;
    filter.count = true;
    auto total = [&](const Actor& actor) {
        return *db->read_value([&](Snapshot& s) { return trees.page(s, actor, filter).total; });
    };
    EXPECT_EQ(total(everyone), 120);
    EXPECT_EQ(total(county), 40);
    EXPECT_EQ(total(town), 0);
    EXPECT_EQ(total(enterprise), 60);
    EXPECT_EQ(total(Actor{}), 0);
    filter.county = {"370828"};
    EXPECT_EQ(total(county), 0) << "a filter never widens the scope";
}

TEST_F(ListTest, FiltersLiterally) {
    TreeFilter filter;
    filter.name = "tree_1%";
    EXPECT_EQ(walk(everyone, filter).size(), 1u) << "% and _ are letters here";
    filter.name = "%";
    EXPECT_EQ(walk(everyone, filter).size(), 120u);
    filter = {};
    filter.county = {"370828", "370831"};
    EXPECT_EQ(walk(everyone, filter).size(), 120u);
    filter.division = DivisionCode::of("370831");
    EXPECT_EQ(walk(everyone, filter).size(), 40u);
}

TEST_F(ListTest, RefusesWhatIsNoSortOrCursorOfIts) {
    TreeFilter filter;
    filter.sort = Text<40>("age");
    EXPECT_THROW(walk(everyone, filter), Problem);
    filter = {};
    filter.limit = 5;
    auto next = *db->read_value([&](Snapshot& s) { return trees.page(s, everyone, filter).next; });
    filter.cursor = Text<500>(next);
    filter.sort = Text<40>("name");
    EXPECT_THROW(walk(everyone, filter), Problem) << "a cursor belongs to its sort";
    filter.sort.reset();
    filter.cursor = Text<500>("bm9uc2Vuc2U");
    EXPECT_THROW(walk(everyone, filter), Problem);
}

TEST_F(ListTest, ExportsAllOfTheScopeWithItsCountAndOnTheRecord) {
    TreeFilter filter;
    filter.format = ExportFormat::csv;
    auto csv = read_whole(trees.download(*db, county, filter));
    EXPECT_NE(csv.find("名称"), std::string::npos);
    EXPECT_NE(csv.find("# rows,40"), std::string::npos);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 42) << "header, rows, count";
    filter.format = ExportFormat::xlsx;
    EXPECT_EQ(read_whole(trees.download(*db, county, filter)).substr(0, 2), "PK");
    EXPECT_EQ(db->read_value([](Snapshot& s) {
        return s.all_of<std::int64_t>("SELECT COUNT(*) FROM audit_log WHERE action = 'export_trees'", {}).front();
    }),
              2);
}

}  // namespace
}  // namespace tongzhou
