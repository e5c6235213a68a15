// What the desk is shown while a question is typed: all of it together, and nothing of another county.
#include "modules/hotline/suggestions.hpp"

#include "modules/hotline/test_hotline.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The library's own tables: its functions are not this module's.
const sql::Query insert_policy{R"(
    INSERT INTO policies (id, division, title, kind, version, text, created_at, updated_at, change)
    VALUES (:id, :division, :title, 'notice', 1, :text, 0, 0, :change))"};
const sql::Query count_change{"UPDATE policy_changes SET value = :value WHERE one = 1"};

class Suggestions : public HotlineTest {
  protected:
    Suggestions() {
        policy(jining, "关于隔离期间工资的通知",
               "一、职工隔离期间，企业应当按正常出勤支付工资。二、不得因此解除劳动合同。");
        policy(sishui, "泗水县稳岗补贴办法", "企业不裁员的，返还上年度失业保险费的一半，到县人社局申请。");
        policies::bring_index_up(*db);
    }
    Id<Policy> policy(const DivisionCode& division, const char* title, const char* text) {
        const auto id = Id<Policy>::make(db.clock().now());
        db->write([&](Tx& tx) {
            tx.run(count_change, ++changes);
            tx.run(insert_policy, id, division, title, text, changes);
        });
        return id;
    }
    SuggestionsForCall suggested(const Actor& actor, const char* question) {
        return ask(suggest_for_call, actor, {question, {}});
    }
    int changes = 0;
};

TEST_F(Suggestions, ArePassagesOfAtMost250CharactersAndTheDepartment) {
    call(name_matter_department, command, {sishui, "人力资源和社会保障", labour});
    const auto shown = suggested(desk, "职工隔离期间工资怎么支付？");
    ASSERT_FALSE(shown.policies.passages.empty());
    EXPECT_LE(shown.policies.passages.size(), 3U);
    const auto& best = shown.policies.passages.front();
    EXPECT_EQ(best.title, "关于隔离期间工资的通知");
    EXPECT_THAT(best.text, HasSubstr("按正常出勤支付工资"));
    EXPECT_THAT(best.reason, HasSubstr("隔离期间"));
    EXPECT_LE(best.length, 250);
    EXPECT_THAT(shown.referral.departments, SizeIs(3));
    EXPECT_EQ(shown.referral.model, "examples");
    EXPECT_EQ(shown.referral.quality.messages, std::ssize(shipped_examples()));
}

TEST_F(Suggestions, AreOfTheOwnPlaceAlone) {
    call(answer_directly, desk, {opened("稳岗补贴返还多少？").id, "返还一半。", {}, {}});
    const auto own = suggested(desk, "稳岗补贴返还多少失业保险费？");
    ASSERT_FALSE(own.policies.passages.empty());
    EXPECT_EQ(own.policies.passages.front().title, "泗水县稳岗补贴办法");
    EXPECT_THAT(own.answers, SizeIs(1));
    const auto other = suggested(other_desk, "稳岗补贴返还多少失业保险费？");
    for (const auto& passage : other.policies.passages) EXPECT_NE(passage.title, "泗水县稳岗补贴办法");
    EXPECT_THAT(other.answers, IsEmpty());
    EXPECT_EQ(fault_of([&] { ask(suggest_for_call, other_desk, {"稳岗补贴", sishui}); }), "not_found");
}

TEST_F(Suggestions, AreQuotedFromPoliciesThatOneSees) {
    const auto ticket = opened("稳岗补贴返还多少？").id;
    const auto ours = policy(sishui, "泗水县稳岗补贴办法", "返还一半。");
    const auto theirs = policy(DivisionCode::of("370828"), "金乡县稳岗补贴办法", "返还一半。");
    EXPECT_EQ(fault_of([&] { call(answer_directly, desk, {ticket, "返还一半。", theirs, {}}); }),
              "invalid_fields /policy:no_such_policy");
    EXPECT_EQ(fault_of([&] { call(answer_directly, desk, {ticket, "返还一半。", Id<Policy>::make({}), {}}); }),
              "invalid_fields /policy:no_such_policy");
    EXPECT_EQ(call(answer_directly, desk, {ticket, "返还一半。", ours, {}}).quote_policy, ours.uuid());
}

TEST_F(Suggestions, AreNoneForNothing) {
    const auto shown = suggested(desk, "");
    EXPECT_THAT(shown.policies.passages, IsEmpty());
    EXPECT_FALSE(shown.policies.good);
    EXPECT_THAT(shown.answers, IsEmpty());
    EXPECT_THAT(shown.articles, IsEmpty());
    EXPECT_THAT(shown.referral.departments, IsEmpty());
}

}  // namespace
}  // namespace tongzhou::hotline
