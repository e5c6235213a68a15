// Many filings at once, and which of them comes first.
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Queue : public ResumptionTest {
  protected:
    Queue() { set_rule("resumption_procedure", "approval"); }
};

TEST_F(Queue, IsPassedInBulkEachWithItsOutcome) {
    set_rule("approval_stages", "county:8");
    const auto good = submitted(plant);
    const auto unsent = draft(enterprise("泗水酒厂", sishui));
    set_rule("resumption_procedure", "approval", jinxiang);
    const auto foreign = submitted(mill);
    const auto own = draft(enterprise("泗水糖厂", sishui));
    write(submit_filing, county, FilingById{own});
    BulkRequest request;
    request.filings = {good, unsent, foreign, own, good};
    const auto answer = pass_filings(*db, county, request);
    EXPECT_EQ(answer.done, 1);
    std::vector<std::string> codes;
    for (const auto& outcome : answer.outcomes) codes.push_back(outcome.code.value_or("done"));
    EXPECT_THAT(codes, ElementsAre("done", "filing_state", "not_found", "own_filing", "filing_state"));
    EXPECT_EQ(answer.outcomes[0].state, FilingState::approved);
    EXPECT_THAT(*answer.outcomes[3].why, HasSubstr("由您提交"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'pass_filing'"), 1);
}

TEST_F(Queue, TakesTheUrgentFirst) {
    set_rule("approval_stages", "county:8");
    const auto plain = submitted(plant);
    db.clock().advance(std::chrono::minutes(1));
    const auto masks = submitted(enterprise("泗水口罩厂", sishui));
    EXPECT_EQ(fault_of([&] {
                  write(prioritise_filing, plant.officer, PrioritiseRequest{plain, Necessity::medical, "请求"});
              }),
              "office_only");
    write(prioritise_filing, county, PrioritiseRequest{masks, Necessity::medical, "生产口罩"});
    const auto page = read(list_filings, county, FilingFilter{});
    ASSERT_EQ(page.items.size(), 2u);
    EXPECT_EQ(page.items[0].id, masks);
    EXPECT_EQ(page.items[0].priority, Priority::vital);
}

}  // namespace
}  // namespace tongzhou::resumption::testing
