#include "modules/hotline/rates.hpp"

#include "modules/hotline/test_hotline.hpp"
#include "modules/hotline/ticket_list.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::ElementsAre;

class Rates_ : public HotlineTest {
  protected:
    HotlineRates rates(const Actor& actor, const RateRequest& request = {}) { return ask(show_rates, actor, request); }
    RateRow total(const Actor& actor) { return rates(actor).rows.at(0); }
    static std::map<std::string, std::int64_t> excluded(const HotlineRate& rate) {
        std::map<std::string, std::int64_t> counts;
        for (const auto& e : rate.excluded) counts[e.reason] = e.count;
        return counts;
    }
    void answer(int count) {
        for (int i = 0; i < count; ++i) call(answer_directly, desk, {opened("口罩哪里买？").id, "药店。", {}, {}});
    }
};

TEST_F(Rates_, AreOverWhatTheDefinitionsSay) {
    answer(3);
    call(reject_ticket, desk, {opened("无关").id, "不在受理范围"});
    const auto on_time = followed_up(Rating::satisfied);
    call(close_ticket, desk, {on_time});
    call(merge_ticket, desk, {opened("重复").id, dispatched(), {}});
    const auto late = followed_up(Rating::very_dissatisfied);
    const auto silent = dispatched("无人答复");
    opened("还没派单");
    advance(std::chrono::hours(24 * 10));
    call(redo_ticket, desk, {late, "答非所问"});
    call(reply_ticket, labour_officer, {late, "再答。"});
    call(follow_up_ticket, desk, {late, true, Rating::basically_satisfied, {}});
    call(close_ticket, desk, {late});
    give_cards(*db);

    const auto row = total(desk);
    EXPECT_EQ(row.accepted, 10);
    EXPECT_EQ(row.immediate_answer.numerator, 3);
    EXPECT_EQ(row.immediate_answer.denominator, 8) << "accepted − rejected − merged";
    EXPECT_EQ(excluded(row.immediate_answer), (std::map<std::string, std::int64_t>{{"rejected", 1}, {"merged", 1}}));
    EXPECT_DOUBLE_EQ(*row.immediate_answer.value, 3.0 / 8);
    EXPECT_EQ(row.on_time_closure.numerator, 2);
    EXPECT_EQ(row.on_time_closure.denominator, 4) << "two closed and two overdue";
    EXPECT_EQ(excluded(row.on_time_closure),
              (std::map<std::string, std::int64_t>{
                  {"answered_directly", 3}, {"open_in_time", 1}, {"rejected", 1}, {"merged", 1}}));
    EXPECT_EQ(row.satisfaction.numerator, 2);
    EXPECT_EQ(row.satisfaction.denominator, 2) << "of the redone one only the last rating counts";
    EXPECT_EQ(excluded(row.satisfaction).at("not_rated"), 8);
    EXPECT_EQ(row.on_time_reply.numerator, 2);
    EXPECT_EQ(row.on_time_reply.denominator, 4);
    EXPECT_TRUE(shown(silent).red_at);
    // Every figure opens to its tickets.
    const auto listed = [&](std::optional<TicketSet> set, std::optional<TicketState> state = {}) {
        TicketFilter filter;
        filter.count = true;
        filter.set = set;
        filter.state = state;
        const auto page = ask(list_tickets, desk, filter);
        EXPECT_EQ(static_cast<std::int64_t>(page.items.size()), *page.total);
        return *page.total;
    };
    using enum TicketSet;
    const auto& [answer, closure, rating, reply] =
        std::tie(row.immediate_answer, row.on_time_closure, row.satisfaction, row.on_time_reply);
    EXPECT_EQ(listed({}, TicketState::answered_directly), answer.numerator);
    EXPECT_EQ(listed(answerable), answer.denominator);
    EXPECT_EQ(listed(answered_later), answer.denominator - answer.numerator);
    EXPECT_EQ(listed(closed_on_time), closure.numerator);
    EXPECT_EQ(listed(closed_or_overdue), closure.denominator);
    EXPECT_EQ(listed(closure_late), closure.denominator - closure.numerator);
    EXPECT_EQ(listed(open_in_time), excluded(closure).at("open_in_time"));
    EXPECT_EQ(listed(replied_on_time), reply.numerator);
    EXPECT_EQ(listed(replied_or_overdue), reply.denominator);
    EXPECT_EQ(listed(reply_late), reply.denominator - reply.numerator);
    EXPECT_EQ(listed(reply_not_due), excluded(reply).at("reply_not_due"));
    EXPECT_EQ(listed(satisfied), rating.numerator);
    EXPECT_EQ(listed(unsatisfied), rating.denominator - rating.numerator);
    EXPECT_EQ(listed(rated), rating.denominator);
    EXPECT_EQ(listed(not_rated), excluded(rating).at("not_rated"));
    // Every ticket is in the denominator or among the excluded.
    for (const auto* rate : {&row.immediate_answer, &row.on_time_closure, &row.satisfaction, &row.on_time_reply}) {
        auto all = rate->denominator;
        for (const auto& [reason, count] : excluded(*rate)) all += count;
        EXPECT_EQ(all, row.accepted);
    }
}

TEST_F(Rates_, OfNothingAreNothing) {
    EXPECT_TRUE(rates(desk).rows.empty());
    opened();
    const auto row = total(desk);
    EXPECT_FALSE(row.satisfaction.value);
    EXPECT_FALSE(row.satisfaction.meets_target);
    EXPECT_EQ(row.satisfaction.denominator, 0);
    EXPECT_EQ(*row.immediate_answer.value, 0.0);
}

TEST_F(Rates_, CountALateClosureAsLateWhateverItsTermBecame) {
    const auto id = dispatched();
    advance(std::chrono::hours(24 * 8));
    give_cards(*db);
    call(reassign_ticket, desk, {id, health, "改派"});
    call(reply_ticket, health_officer, {id, "答复。"});
    call(follow_up_ticket, desk, {id, true, Rating::satisfied, {}});
    call(close_ticket, desk, {id});
    EXPECT_EQ(total(desk).on_time_closure.numerator, 0);
    EXPECT_EQ(total(desk).on_time_closure.denominator, 1);
}

TEST_F(Rates_, AreGroupedAndScoped) {
    answer(2);
    dispatched();
    call(open_call, city_desk, question("市里的事", jining));
    call(open_call, other_desk, question("金乡的事", jinxiang));
    const auto keys = [&](RateBy by, const Actor& actor) {
        std::vector<std::string> found;
        RateRequest request;
        request.by = by;
        for (const auto& row : rates(actor, request).rows) found.push_back(row.name + fmt::format(" {}", row.accepted));
        return found;
    };
    EXPECT_THAT(keys(RateBy::level, city_desk), ElementsAre("city 1", "county 4"));
    EXPECT_THAT(keys(RateBy::level, desk), ElementsAre("county 3"));
    EXPECT_THAT(keys(RateBy::department, desk), ElementsAre("受理台 2", "泗水县人社局 1"));
    TicketFilter at_the_desk;
    at_the_desk.unassigned = true;
    EXPECT_EQ(ask(list_tickets, desk, at_the_desk).items.size(), 2u);
    EXPECT_THAT(keys(RateBy::category, city_desk), ElementsAre("consultation 5"));
    EXPECT_THAT(keys(RateBy::month, city_desk), ElementsAre("2020-02 5"));
    EXPECT_THAT(keys(RateBy::total, mill_officer), ElementsAre());
    RateRequest request;
    request.until = Instant::of("2020-02-24T00:00:00+08:00");
    EXPECT_TRUE(rates(city_desk, request).rows.empty());
    request = {};
    request.division = jinxiang;
    EXPECT_EQ(rates(city_desk, request).rows.at(0).accepted, 1);
    EXPECT_TRUE(rates(desk, request).rows.empty()) << "a filter opens nothing";
}

TEST(Rate, IsComparedUnrounded) {
    EXPECT_TRUE(less(899, 1000, 90, 100));
    EXPECT_FALSE(less(900, 1000, 90, 100));
    EXPECT_FALSE(less(9, 10, 90, 100));
    EXPECT_TRUE(less(89'999'999'999, 100'000'000'000, 90, 100));
    HotlineRate rate;
    rate.numerator = 899;
    rate.denominator = 1000;
    finish(rate, 90);
    EXPECT_EQ(rate.meets_target, false);
    EXPECT_DOUBLE_EQ(*rate.value, 0.899);
    EXPECT_FALSE(rate.small_sample);
}

TEST(Rate, OfASmallSampleIsNotRanked) {
    const auto row = [](std::int64_t numerator, std::int64_t denominator) {
        RateRow made;
        made.immediate_answer.numerator = numerator;
        made.immediate_answer.denominator = denominator;
        finish(made.immediate_answer, 90);
        return made;
    };
    std::vector rows{row(27, 30), row(29, 29), row(90, 100), row(95, 100), row(0, 0), row(1, 40)};
    rank(rows, &RateRow::immediate_answer);
    std::vector<std::int64_t> ranks;
    for (const auto& r : rows) ranks.push_back(r.immediate_answer.rank.value_or(0));
    EXPECT_THAT(ranks, ElementsAre(2, 0, 2, 1, 0, 4)) << "27 of 30 and 90 of 100 are equal";
}

}  // namespace
}  // namespace tongzhou::hotline
