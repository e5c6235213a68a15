// Rows that name people: what is kept of refused ones is sealed, and leaves only in the file of refused rows.
#include <fstream>

#include <gmock/gmock.h>

#include "platform/audit/audit.hpp"
#include "platform/imports/endpoints.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::imports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RefusingImporter final : public Importer {
  public:
    std::string key(const Row&) const override { return {}; }
    void apply(Tx&, const Actor&, std::span<const Row>, std::span<RowResult> results) override {
        for (auto& result : results) result.refuse({"refused", "name", "不收。", "Refused."});
    }
};

const Kind guests{
    {.name = "test_guests",
     .title = {"来宾", "Guests"},
     .fields = {{"name", "姓名", "Name", {}, table::Need::required}},
     .permission = Permission::person_write,
     .start = [](const Run&) -> std::unique_ptr<Importer> { return std::make_unique<RefusingImporter>(); },
     .personal = true}};

class SealedCells : public ::testing::Test {
  protected:
    SealedCells() {
        db->services().provide(ring);
        const auto path = db.folder() / "guests.csv";
        std::ofstream(path, std::ios::binary) << "姓名\n无名氏甲\n";
        run = run_import(*db, actor, "test_guests", path);
    }
    std::string refused_file() {
        const auto download = download_refused(*db, actor, {run.id, ExportFormat::csv});
        std::string file;
        while (auto piece = download.source()) file += *piece;
        return file;
    }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant{});
    testing::TestDatabase db{&audit_migrations, &imports_migrations};
    Actor actor = Actor::system("test");
    Import run;
};

TEST_F(SealedCells, AreSealedAndNotListed) {
    ASSERT_EQ(run.refused, 1);
    const auto stored =
        db->read_value([](Snapshot& s) { return s.all_of<std::string>("SELECT cells FROM import_rows", {}).at(0); });
    EXPECT_THAT(stored, Not(HasSubstr("无名氏甲")));
    RowFilter filter;
    filter.id = run.id;
    const auto page = db->read_value([&](Snapshot& s) { return list_rows(s, actor, filter); });
    ASSERT_EQ(page.items.size(), 1u);
    EXPECT_FALSE(page.items[0].cells);
    EXPECT_THAT(page.items[0].notes->json, HasSubstr("refused"));
}

TEST_F(SealedCells, LeaveInTheFileOfRefusedRowsOnRecord) {
    EXPECT_THAT(refused_file(), HasSubstr("无名氏甲"));
    EXPECT_EQ(db->read_value([](Snapshot& s) {
        return s.all_of<std::int64_t>("SELECT COUNT(*) FROM audit_log WHERE action = 'export_refused_rows'", {}).at(0);
    }),
              1);
}

TEST_F(SealedCells, OutliveTheRotationOfKeys) {
    EXPECT_EQ(rewrap_keys(*db), 0);
    const auto old = ring.keys().front().id;
    ring.rotate(Instant{});
    EXPECT_EQ(rewrap_keys(*db), 1);
    EXPECT_EQ(rewrap_keys(*db), 0);
    std::set<std::string> used;
    for (const auto& key : ring.keys())
        if (key.id != old) used.insert(key.id);
    EXPECT_THAT(ring.retire_unused(used), ::testing::ElementsAre(old));
    EXPECT_THAT(refused_file(), HasSubstr("无名氏甲"));
}

}  // namespace
}  // namespace tongzhou::imports
