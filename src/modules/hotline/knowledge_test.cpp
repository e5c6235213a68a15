// Gaps, articles, and what the desk is shown of earlier answers.
#include "modules/hotline/test_hotline.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Knowledge : public HotlineTest {
  protected:
    Knowledge() {
        writer = somebody("撰写", sishui, {Permission::knowledge_write, Permission::call_answer});
        reviewer = somebody("审核", sishui, {Permission::knowledge_write, Permission::call_answer});
    }
    ArticleRow published(const char* question, const char* answer, const DivisionCode& division = sishui) {
        auto w = writer, r = reviewer;
        w.scope = r.scope = Scope::of_division(division);
        const auto id =
            call(write_article, w, {{}, division, {}, question, answer, "人社部发〔2020〕5号", {}}).id;
        call(submit_article, w, {id});
        return call(review_article, r, {id, true, {}});
    }
    // Of a fresh index, so that no second has to pass.
    std::vector<std::string> found(const Actor& actor, const char* question, KnownKind kind) {
        AnswerIndex index;
        std::vector<std::string> answers;
        db->read([&](Snapshot& s) { index.refresh(s); });
        for (const auto& answer : index.find(actor, question, kind, 3, 0.3)) answers.push_back(answer.known.answer);
        return answers;
    }
    Actor writer, reviewer;
};

TEST_F(Knowledge, GathersSimilarQuestionsIntoOneGap) {
    dispatched("员工在家隔离期间，工资应该怎么发放？");
    dispatched("员工在家隔离的工资怎么发放");
    dispatched("请问职工居家隔离期间工资怎么发放？");
    dispatched("厂里的食堂可以开放吗？");
    call(answer_directly, desk, {opened("口罩哪里买？").id, "药店。", {}, {}});
    EXPECT_EQ(gather_gaps(*db), 4);
    EXPECT_EQ(gather_gaps(*db), 0);
    const auto gaps = ask(list_gaps, writer, {});
    ASSERT_THAT(gaps.items, SizeIs(2));
    EXPECT_EQ(gaps.items[0].questions, 3);
    EXPECT_EQ(gaps.items[0].question, "员工在家隔离期间，工资应该怎么发放？");
    EXPECT_THAT(ask(show_gap, writer, {gaps.items[0].id}).asked, SizeIs(3));
    const auto elsewhere = somebody("金乡", jinxiang, {Permission::knowledge_write});
    EXPECT_THAT(ask(list_gaps, elsewhere, {}).items, IsEmpty());
    EXPECT_EQ(fault_of([&] { ask(show_gap, elsewhere, {gaps.items[0].id}); }), "not_found");
    EXPECT_EQ(call(dismiss_gap, writer, {gaps.items[1].id}).state, GapStanding::dismissed);
}

TEST_F(Knowledge, FillsAGapAfterReviewByAnother) {
    dispatched("员工隔离期间工资怎么发？");
    gather_gaps(*db);
    const auto gap = ask(list_gaps, writer, {}).items.front().id;
    const auto id =
        call(write_article, writer, {{}, sishui, {}, "员工隔离期间工资怎么发？", "按正常出勤发放。", {}, gap}).id;
    EXPECT_EQ(fault_of([&] { call(review_article, reviewer, {id, true, {}}); }), "wrong_state");
    call(submit_article, writer, {id});
    EXPECT_EQ(fault_of([&] { call(review_article, writer, {id, true, {}}); }), "own_article");
    EXPECT_THAT(found(desk, "隔离期间工资怎么发", KnownKind::article), IsEmpty()) << "not before the review";
    EXPECT_EQ(call(review_article, reviewer, {id, false, "缺依据"}).state, ArticleState::draft);
    call(submit_article, writer, {id});
    EXPECT_EQ(call(review_article, reviewer, {id, true, {}}).state, ArticleState::published);
    EXPECT_EQ(ask(show_gap, writer, {gap}).state, GapStanding::filled);
    EXPECT_EQ(ask(show_gap, writer, {gap}).article, id);
    EXPECT_THAT(found(desk, "隔离期间工资怎么发", KnownKind::article), ElementsAre("按正常出勤发放。"));
    db.clock().advance(std::chrono::minutes(1));
    const auto changed = call(change_article, reviewer, {id, {}, "员工隔离期间工资怎么发？", "新的答案。", {}});
    EXPECT_EQ(changed.state, ArticleState::draft);
    EXPECT_EQ(changed.author, reviewer.id) << "and somebody else reviews it";
    EXPECT_THAT(found(desk, "隔离期间工资怎么发", KnownKind::article), IsEmpty());
}

TEST_F(Knowledge, OfTheCityIsReadInItsCounties) {
    published("稳岗返还怎么申请？", "网上申请。", jining);
    const auto of_county = published("泗水稳岗返还去哪里办？", "政务大厅三楼。");
    EXPECT_THAT(found(desk, "稳岗返还怎么申请", KnownKind::article), ElementsAre("网上申请。", "政务大厅三楼。"));
    EXPECT_THAT(found(other_desk, "稳岗返还怎么申请", KnownKind::article), ElementsAre("网上申请。"));
    EXPECT_THAT(found(city_desk, "泗水稳岗返还去哪里办", KnownKind::article),
                ::testing::Contains("政务大厅三楼。"));
    EXPECT_EQ(fault_of([&] { ask(show_article, other_desk, {of_county.id}); }), "not_found");
    call(withdraw_article, reviewer, {of_county.id, "已失效"});
    EXPECT_EQ(fault_of([&] {
                  call(answer_directly, desk, {opened("稳岗？？").id, "答", {}, of_county.id});
              }),
              "wrong_state");
}

TEST_F(Knowledge, ShowsEarlierAnswersOfTheOwnPlaceAlone) {
    call(answer_directly, desk, {opened("员工隔离期间工资怎么发？").id, "按正常出勤发放。", {}, {}});
    EXPECT_THAT(found(desk, "隔离期间员工工资", KnownKind::ticket), ElementsAre("按正常出勤发放。"));
    EXPECT_THAT(found(city_desk, "隔离期间员工工资", KnownKind::ticket), ElementsAre("按正常出勤发放。"));
    EXPECT_THAT(found(other_desk, "隔离期间员工工资", KnownKind::ticket), IsEmpty());
    EXPECT_THAT(found(desk, "长途汽车站现在发车吗", KnownKind::ticket), IsEmpty()) << "about something else";
    EXPECT_THAT(found(desk, "", KnownKind::ticket), IsEmpty());
    auto secret = question("员工隔离期间工资怎么发？我不想让厂里知道");
    secret.confidential = true;
    call(answer_directly, desk, {call(open_call, desk, secret).id, "保密的答复", {}, {}});
    EXPECT_THAT(found(desk, "隔离期间员工工资", KnownKind::ticket), ElementsAre("按正常出勤发放。"));
    followed_up(Rating::dissatisfied);
    EXPECT_THAT(found(desk, "隔离期间员工工资", KnownKind::ticket), SizeIs(1)) << "nor one its caller was unhappy with";
}

TEST_F(Knowledge, CountsTheUseOfAnArticle) {
    const auto article = published("稳岗返还怎么申请？", "网上申请。");
    call(answer_directly, desk, {opened("稳岗返还怎么弄？").id, "网上申请。", {}, article.id});
    EXPECT_EQ(ask(show_article, desk, {article.id}).used, 1);
    EXPECT_EQ(fault_of([&] {
                  call(answer_directly, other_desk,
                       {call(open_call, other_desk, question("金乡的事", jinxiang)).id, "答", {}, article.id});
              }),
              "not_found")
        << "of another county's article";
}

TEST_F(Knowledge, NamesTheDepartmentOfAMatter) {
    call(name_matter_department, command, {sishui, "劳动", labour});
    EXPECT_EQ(fault_of([&] { call(name_matter_department, command, {jining, "劳动", city_labour}); }), "not_found");
    EXPECT_EQ(fault_of([&] { call(name_matter_department, command, {sishui, "劳动", other_labour}); }),
              "invalid_fields /organization:no_such_handler");
    db->read([&](Snapshot& s) {
        EXPECT_EQ(department_of(s, DivisionCode::of("370831102"), "劳动"), labour);
        EXPECT_EQ(department_of(s, jinxiang, "劳动"), std::nullopt);
        EXPECT_EQ(matter_of(s, sishui, labour), "劳动");
    });
    EXPECT_EQ(shown(dispatched()).matter, "劳动") << "a dispatch says which matter it was";
    call(name_matter_department, command, {sishui, "社保", labour});
    db->read([&](Snapshot& s) { EXPECT_EQ(matter_of(s, sishui, labour), std::nullopt); });
    db->read([&](Snapshot& s) {
        EXPECT_THAT(list_matters(s, other_desk).items, IsEmpty());
        EXPECT_THAT(list_matters(s, desk).items, SizeIs(2));
    });
}

TEST(Wording, IsComparedByPairsOfCharacters) {
    EXPECT_EQ(likeness(pairs_of("口罩哪里买？"), pairs_of("口罩，哪里买")), 2.0 * 3 / (4 + 3));
    EXPECT_EQ(likeness(pairs_of("口罩哪里买？"), pairs_of("口罩哪里买")), 1);
    EXPECT_EQ(likeness(pairs_of("ＡＢＣ"), pairs_of("abc")), 1);
    EXPECT_EQ(likeness(pairs_of("口罩"), pairs_of("税务")), 0);
    EXPECT_EQ(likeness(pairs_of(""), pairs_of("税务")), 0);
    EXPECT_EQ(pairs_of("一").size(), 0u);
    EXPECT_EQ(pairs_of("一二一二").size(), 2u);
}

}  // namespace
}  // namespace tongzhou::hotline
