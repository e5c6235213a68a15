// Every state and move of a filing, in both procedures: what is allowed leads where the table says, and what is not
// changes nothing.
#include "modules/resumption/moves.hpp"
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::HasSubstr;
using enum FilingState;

struct Line {
    rules::Procedure procedure;
    FilingState from;
    std::map<FilingMove, FilingState> allowed;  ///< and where it leads; everything else is refused
};

const std::vector<Line> table{
    {rules::Procedure::filing,
     draft,
     {{FilingMove::change, draft}, {FilingMove::submit, accepted}, {FilingMove::withdraw, withdrawn}}},
    {rules::Procedure::filing, accepted, {{FilingMove::check, accepted}, {FilingMove::revoke, revoked}}},
    {rules::Procedure::filing, revoked, {{FilingMove::check, revoked}, {FilingMove::reinstate, accepted}}},
    {rules::Procedure::filing, withdrawn, {}},
    {rules::Procedure::approval,
     draft,
     {{FilingMove::change, draft}, {FilingMove::submit, submitted}, {FilingMove::withdraw, withdrawn}}},
    {rules::Procedure::approval,
     submitted,
     {{FilingMove::pass, approved},
      {FilingMove::list_lacking, returned},
      {FilingMove::refuse, refused},
      {FilingMove::prioritise, submitted},
      {FilingMove::check, submitted},
      {FilingMove::withdraw, withdrawn}}},
    {rules::Procedure::approval,
     returned,
     {{FilingMove::change, returned},
      {FilingMove::submit, submitted},
      {FilingMove::prioritise, returned},
      {FilingMove::withdraw, withdrawn}}},
    {rules::Procedure::approval, approved, {{FilingMove::check, approved}, {FilingMove::revoke, revoked}}},
    {rules::Procedure::approval, revoked, {{FilingMove::check, revoked}, {FilingMove::reinstate, approved}}},
    {rules::Procedure::approval, refused, {}},
    {rules::Procedure::approval, withdrawn, {}},
};

class Moves : public ResumptionTest {
  protected:
    Moves() { set_rule("approval_stages", "county:8"); }

    Id<Filing> bring_to(FilingState state) {
        const auto whose = owner = enterprise(fmt::format("企业{}", ++enterprises), sishui);
        if (state == FilingState::draft) return draft(whose);
        if (state == withdrawn) {
            const auto id = draft(whose);
            write(withdraw_filing, whose.officer, WithdrawRequest{id, {}});
            return id;
        }
        const auto id = submitted(whose);
        if (state == returned) decide(county, id, "county", ReviewDecision::lacking, {{Paper::roster, "缺三人"}});
        if (state == refused) decide(county, id, "county", ReviewDecision::refuse);
        if (state == approved) decide(county, id, "county");
        if (state == revoked) {
            if (show(id).state == FilingState::submitted) decide(county, id, "county");
            revoke(id);
            check_on_site(id);  // so that nothing but the table stands in the way of reinstating
        }
        return id;
    }
    void make(FilingMove move, const Id<Filing>& id) {
        db.clock().advance(std::chrono::minutes(1));
        switch (move) {
            case FilingMove::change: write(change_filing, owner.officer, whole_form(id)); break;
            case FilingMove::submit: submit(owner, id); break;
            case FilingMove::withdraw: write(withdraw_filing, owner.officer, WithdrawRequest{id, {}}); break;
            case FilingMove::pass: decide(city, id, "county"); break;
            case FilingMove::list_lacking:
                decide(city, id, "county", ReviewDecision::lacking, {{Paper::roster, "缺三人"}});
                break;
            case FilingMove::refuse: decide(city, id, "county", ReviewDecision::refuse); break;
            case FilingMove::prioritise:
                write(prioritise_filing, county, PrioritiseRequest{id, Necessity::medical, "生产口罩"});
                break;
            case FilingMove::check: check_on_site(id); break;
            case FilingMove::revoke: revoke(id); break;
            case FilingMove::reinstate: write(reinstate_filing, county, ReinstateRequest{id, "整改完成"}); break;
            case FilingMove::create: throw std::logic_error("creating is no move of a filing that is there");
        }
    }
    /// All of it but the clocks of its stages, which run on by themselves.
    std::string on_record(const Id<Filing>& id) {
        auto view = show(id);
        for (auto& review : view.reviews) review.working_minutes_left.reset();
        return to_json(view);
    }
    int enterprises = 0;
    Plant owner;
};

TEST_F(Moves, FollowTheTableInBothProcedures) {
    for (const auto procedure : {rules::Procedure::filing, rules::Procedure::approval}) {
        set_rule("resumption_procedure", std::string(name_of(procedure)));
        db.clock().advance(std::chrono::minutes(1));
        for (const auto& line : table) {
            if (line.procedure != procedure) continue;
            auto untouched = bring_to(line.from);
            for (const auto move : values_of<FilingMove>()) {
                if (move == FilingMove::create) continue;
                const auto what = fmt::format("{} {} {}", name_of(procedure), name_of(line.from), name_of(move));
                const auto allowed = line.allowed.find(move);
                if (allowed == line.allowed.end()) {
                    const auto before = on_record(untouched);
                    EXPECT_EQ(fault_of([&] { make(move, untouched); }), "filing_state") << what;
                    EXPECT_EQ(on_record(untouched), before) << what;
                    continue;
                }
                const auto kept_owner = owner;
                const auto id = bring_to(line.from);
                ASSERT_EQ(show(id).state, line.from) << what;
                const auto moves_before = show(id).moves.size();
                EXPECT_EQ(fault_of([&] { make(move, id); }), "") << what;
                const auto after = show(id);
                EXPECT_EQ(after.state, allowed->second) << what;
                ASSERT_EQ(after.moves.size(), moves_before + 1) << what;
                EXPECT_EQ(after.moves.back().move, move) << what;
                EXPECT_EQ(after.moves.back().state, allowed->second) << what;
                EXPECT_FALSE(after.moves.back().actor_name.empty()) << what;
                const bool in_force = after.state == accepted || after.state == approved;
                EXPECT_EQ(after.permit && !after.permit->revoked_at, in_force) << what;
                owner = kept_owner;
            }
        }
    }
}

TEST_F(Moves, TellTheEnterpriseWhatAnOfficeHasDone) {
    set_rule("resumption_procedure", "approval");
    set_rule("approval_stages", "county_health:8+county_industry:8");
    const auto inbox = [&] { return call("GET", "/my/messages", plant.officer, "{}"); };
    const auto unread = [&] { return call("GET", "/my/messages/unread", plant.officer, "{}"); };
    const auto id = submitted(plant);
    EXPECT_EQ(unread(), R"({"unread":0})") << "of its own moves it knows";
    decide(county, id, "county_health", ReviewDecision::lacking, {{Paper::roster, "缺{{三}}人"}});
    EXPECT_EQ(unread(), R"({"unread":0})") << "the other stage has not spoken yet";
    decide(county, id, "county_industry");
    EXPECT_EQ(unread(), R"({"unread":1})");
    EXPECT_THAT(inbox(), HasSubstr("职工花名册（缺{{三}}人）")) << "what somebody typed is no variable";
    EXPECT_THAT(inbox(), HasSubstr(fmt::format(R"("about_kind":"filing","about":"{}")", id.text())));
    submit(plant, id);
    decide(county, id, "county_health");
    EXPECT_THAT(inbox(), HasSubstr("复工申请已批准"));
    check_on_site(id);
    EXPECT_EQ(unread(), R"({"unread":2})");
    check_on_site(id, CheckOutcome::rectify);
    EXPECT_THAT(inbox(), HasSubstr("复工核查发现问题"));
    revoke(id);
    EXPECT_THAT(inbox(), HasSubstr("消毒不落实"));
    EXPECT_THAT(inbox(), HasSubstr("国发明电〔2020〕4号"));
    EXPECT_EQ(unread(), R"({"unread":4})");
    EXPECT_EQ(call("GET", "/my/messages/unread", mill.officer, "{}"), R"({"unread":0})");
    // A move that is undone tells nobody.
    EXPECT_EQ(fault_of([&] { write(reinstate_filing, county, ReinstateRequest{id, "整改完成"}); }), "recheck_needed");
    EXPECT_EQ(unread(), R"({"unread":4})");
}

TEST(Step, IsDecidedWhenAllOfItsStagesAre) {
    using S = ReviewState;
    const std::pair<std::vector<S>, StepOutcome> cases[] = {{{S::open}, StepOutcome::waiting},
                                                            {{S::passed}, StepOutcome::passed},
                                                            {{S::lacking}, StepOutcome::returned},
                                                            {{S::refused}, StepOutcome::refused},
                                                            {{S::passed, S::open}, StepOutcome::waiting},
                                                            {{S::lacking, S::open}, StepOutcome::waiting},
                                                            {{S::refused, S::open}, StepOutcome::refused},
                                                            {{S::passed, S::lacking}, StepOutcome::returned},
                                                            {{S::refused, S::lacking}, StepOutcome::refused},
                                                            {{S::passed, S::passed}, StepOutcome::passed}};
    for (const auto& [states, outcome] : cases)
        EXPECT_EQ(outcome_of(states), outcome) << name_of(states.front()) << " " << name_of(states.back());
}

}  // namespace
}  // namespace tongzhou::resumption::testing
