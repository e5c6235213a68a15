// What lies on the disk, what is left of an erased person, and keys that rotate.

#include <fstream>

#include "base/text.hpp"
#include "modules/people/test_people.hpp"

namespace tongzhou::people {
namespace {

using std::chrono::days;

class Erasing : public PeopleTest {
  protected:
    Actor clerk = clerk_of(paper_mill);
    Actor county = officer_of(sishui);
    std::int64_t count(const char* table) { return value<std::int64_t>(fmt::format("SELECT COUNT(*) FROM {}", table)); }
    /// Every byte that the database has on the disk.
    std::string bytes() const {
        std::string all;
        for (const auto& file : std::filesystem::directory_iterator(db.folder())) {
            std::ifstream in(file.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all;
    }
};

TEST_F(Erasing, IsHardlyNeededForTheDiskHoldsNothingInTheClear) {
    if (testing::engine_under_test() != sql::Engine::sqlite) GTEST_SKIP() << "reads the file of SQLite";
    auto person = man();
    person.address = "泗水县无名胡同六十六号";
    const auto id = add(clerk, person).person;
    auto answers = feverish();
    answers.stays = {{.place = "黄鹤楼小区", .division = DivisionCode::of("4201"), .from = Date::of("2020-02-20")}};
    declare(clerk, id, answers);
    db->write([&](Tx& tx) { change_person(tx, clerk, {.id = id, .name = "张三丰"}); });
    db->write([&](Tx& tx) { unmask_person(tx, county, {id, {SealedField::name, SealedField::document}, "核对"}); });
    EXPECT_NE(bytes().find("张**"), std::string::npos) << "or this test would look in the wrong place";
    for (int i = 0; i < 2; ++i) {
        const auto disk = bytes();
        for (const auto* secret : {man_id, man_mobile, "张三", "无名胡同", "黄鹤楼", "returned_recently"})
            EXPECT_EQ(disk.find(secret), std::string::npos) << secret;
        db.reopen();  // the log is copied into the file and cut
    }
}

TEST_F(Erasing, LeavesNothingThatOpens) {
    const auto id = add(clerk, man()).person;
    const auto token = declare(clerk, id, healthy()).pass->token;
    const auto sealed = value<std::string>("SELECT name_sealed FROM person_entries");
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return open_vault(s, id).unseal(SealedField::name, sealed); }), "张三");

    db->write([&](Tx& tx) { erase_person(tx, county, id, "本人申请"); });

    EXPECT_EQ(value<std::string>("SELECT name_sealed FROM person_entries"), sealed);
    EXPECT_EQ(fault_of([&] { db->read([&](Snapshot& s) { open_vault(s, id); }); }), "person_erased");
    EXPECT_EQ(count("data_keys"), 0);
    EXPECT_FALSE(passenger(man_id));
    EXPECT_EQ(passenger(id)->masked_name, "*");
    EXPECT_TRUE(find(county, {.document_number = man_id}).empty());
    EXPECT_TRUE(find(county, {.mobile = Mobile::of(man_mobile)}).empty());
    EXPECT_EQ(reading(token, now()).state, PassState::revoked);
    const auto entry = show(county, id).entries.at(0);
    EXPECT_EQ(entry.masked_name, "*");
    EXPECT_EQ(entry.masked_document, "*");
    EXPECT_EQ(entry.masked_mobile, std::nullopt);
    EXPECT_EQ(entry.birth_year, std::nullopt);
    EXPECT_EQ(fault_of([&] {
                  db->write([&](Tx& tx) { unmask_person(tx, county, {id, {SealedField::name}, "核对"}); });
              }),
              "person_erased");
    EXPECT_EQ(value<std::string>("SELECT subject FROM destruction_records WHERE kind = 'person'"), id.text());
    // The same document later is a new person.
    EXPECT_NE(add(clerk, man()).person, id);
}

TEST_F(Erasing, ReachesMergedFilesAndStaysWithinTheScope) {
    const auto id = add(clerk, man()).person;
    const auto other = add(clerk, woman()).person;
    EXPECT_EQ(fault_of([&] { db->write([&](Tx& tx) { erase_person(tx, officer_of(zoucheng), id, "好奇"); }); }),
              "not_found");
    EXPECT_EQ(count("data_keys"), 2);
    merge(county, id, other);
    db->write([&](Tx& tx) { erase_person(tx, county, other, "本人申请"); });
    EXPECT_EQ(count("data_keys"), 0);
    EXPECT_EQ(count("person_documents"), 0);
}

TEST_F(Erasing, OfHealthDataFollowsTheRuleOfThePlace) {
    const auto here = add(clerk, man()).person;
    const auto miner = clerk_of(coal_mine, zoucheng);
    const auto there = add(miner, woman()).person;
    rule(rules::RuleKind::health_retention_days, zoucheng, "30");
    const auto token = declare(clerk, here, healthy()).pass->token;
    declare(miner, there, feverish());

    db.clock().advance(days(30));
    EXPECT_EQ(destroy_expired_health_data(*db), 0) << "thirty days are not more than thirty days";
    db.clock().advance(std::chrono::milliseconds(1));
    EXPECT_EQ(destroy_expired_health_data(*db), 1);
    EXPECT_EQ(destroy_expired_health_data(*db), 0);
    EXPECT_EQ(value<std::string>("SELECT division FROM health_declarations"), sishui.text());
    EXPECT_EQ(value<std::string>("SELECT division FROM destruction_records"), zoucheng.text());
    EXPECT_EQ(value<std::int64_t>("SELECT record_count FROM destruction_records"), 1);
    EXPECT_EQ(value<std::int64_t>("SELECT until_at FROM destruction_records"), (now() - days(30)).ms());
    EXPECT_EQ(value<std::int64_t>("SELECT COUNT(*) FROM audit_log WHERE action = 'health_destroy'"), 1);

    db.clock().advance(days(151));
    EXPECT_EQ(destroy_expired_health_data(*db), 1);
    EXPECT_EQ(count("health_declarations"), 0);
    EXPECT_EQ(reading(token, now() - days(180)).state, PassState::valid) << "a pass tells nothing of anyone's health";
}

TEST_F(Erasing, OfAMasterKeyWaitsUntilDataKeysAreRewrapped) {
    const auto id = add(clerk, man()).person;
    add(clerk, woman());
    EXPECT_EQ(rewrap_data_keys(*db, {}), 0);
    const auto old = ring.keys().front().id;
    ring.rotate(now());
    std::vector<std::pair<std::int64_t, std::int64_t>> steps;
    EXPECT_EQ(rewrap_data_keys(*db, [&](std::int64_t done, std::int64_t all) { steps.emplace_back(done, all); }), 2);
    EXPECT_THAT(steps, ::testing::ElementsAre(std::pair(2, 2)));
    EXPECT_EQ(rewrap_data_keys(*db, {}), 0);
    std::set<std::string> used;
    for (const auto& key : ring.keys())
        if (key.id != old) used.insert(key.id);
    EXPECT_THAT(ring.retire_unused(used), ::testing::ElementsAre(old));
    const auto plain = db->write_value([&](Tx& tx) {
        return unmask_person(tx, county, {id, {SealedField::name, SealedField::document}, "核对"});
    });
    EXPECT_EQ(plain.entries.at(0).name, "张三");
    EXPECT_EQ(plain.entries.at(0).document, man_id);
    EXPECT_EQ(passenger(man_id)->id, id) << "indexes do not depend on master keys";
}

}  // namespace
}  // namespace tongzhou::people
