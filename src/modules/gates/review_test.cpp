// Reviews and corrections: nothing is rewritten, and the counters follow.
#include "modules/gates/review.hpp"

#include <random>

#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

class Reviews : public GateTest {
  protected:
    Reviews() {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        db.clock().advance(std::chrono::hours(3));
    }
    static CorrectionRequest correction_to(const Id<Passage>& wrong) {
        CorrectionRequest request;
        request.id = wrong;
        request.correction = Id<Passage>::make(SystemClock().now());
        request.note = Text<500, 2>("看错了");
        return request;
    }
    PassageRow correct(const CorrectionRequest& request, const Actor& actor) {
        return db->write_value([&](Tx& tx) { return correct_passage(tx, actor, request); });
    }
    PassageRow shown(const Id<Passage>& id) {
        return db->read_value([&](Snapshot& s) { return show_passage(s, everything, {id}); });
    }
    std::int64_t inside() { return number("SELECT CAST(COALESCE(SUM(inside), 0) AS BIGINT) FROM site_inside"); }
};

TEST_F(Reviews, CorrectByANewPassageThatNamesTheWrongOne) {
    const auto wrong = record(passage(factory, 0)).id;
    EXPECT_EQ(inside(), 1);
    auto request = correction_to(wrong);
    request.verdict = Verdict::refused;
    request.reason = VerdictReason::other;
    const auto correction = correct(request, factory.officer);
    EXPECT_EQ(correction.corrects, wrong);
    EXPECT_EQ(inside(), 0);
    EXPECT_EQ(shown(wrong).corrected_by, correction.id);
    EXPECT_EQ(shown(wrong).verdict, Verdict::admitted) << "what was recorded stays";
    EXPECT_EQ(to_json(correct(request, factory.officer)), to_json(correction)) << "sent twice is sent once";
    request.correction = Id<Passage>::make(SystemClock().now());
    EXPECT_EQ(fault_of([&] { correct(request, factory.officer); }), "already_corrected");
    expect_counters();

    auto back = correction_to(correction.id);
    back.verdict = Verdict::admitted;
    EXPECT_EQ(correct(back, factory.officer).reason, VerdictReason::none);
    EXPECT_EQ(inside(), 1);
    expect_counters();
}

TEST_F(Reviews, CorrectOnlyWithinTheScopeAndTheRoster) {
    const auto wrong = record(passage(factory, 0)).id;
    auto request = correction_to(wrong);
    request.direction = Direction::exit;
    EXPECT_EQ(fault_of([&] { correct(request, mill.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { correct(request, workshop_next_door.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { correct(request, jinxiang_officer); }), "not_found");
    request.person = mill.workers[0];
    EXPECT_EQ(fault_of([&] { correct(request, factory.officer); }), "not_found");
    request.person = factory.workers[1];
    EXPECT_EQ(correct(request, sishui_officer).person, factory.workers[1]);
    expect_counters();
}

TEST_F(Reviews, CloseWhatIsOpenOnce) {
    auto late = passage(factory, 0);
    late.at = db.clock().now() - std::chrono::minutes(30);
    const auto id = record(late).id;
    const auto decide = [&](ReviewDecision decision, const Actor& actor) {
        return db->write_value([&](Tx& tx) { return review_passage(tx, actor, {id, decision, "时钟慢了半小时"}); });
    };
    EXPECT_EQ(fault_of([&] { decide(ReviewDecision::upheld, mill.officer); }), "not_found");
    EXPECT_EQ(decide(ReviewDecision::upheld, sishui_officer).review, Review::closed);
    EXPECT_EQ(decide(ReviewDecision::upheld, sishui_officer).review, Review::closed);
    EXPECT_EQ(fault_of([&] { decide(ReviewDecision::overruled, sishui_officer); }), "review_not_open");
    const auto history = db->read_value([&](Snapshot& s) { return show_reviews(s, sishui_officer, {id}); });
    ASSERT_EQ(history.items.size(), 1u);
    EXPECT_EQ(history.items[0].note, "时钟慢了半小时");
}

// Whatever happens, in whatever order it arrives, the counters are what a recount of the ledger gives.
TEST_F(Reviews, CountersEqualARecountAfterRandomTraffic) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const Plant* plants[] = {&factory, &workshop_next_door, &mill};
    std::vector<NewPassage> sent;
    std::vector<Id<Passage>> on_record;
    for (int step = 0; step < 250; ++step) {
        db.clock().advance(std::chrono::seconds(pick(60)));
        const auto what = pick(10);
        if (what < 6 || on_record.empty()) {
            const auto& plant = *plants[pick(3)];
            auto p = passage(plant, pick(plant.workers.size()), pick(2) ? Direction::entry : Direction::exit);
            if (pick(3)) p.at = db.clock().now() - std::chrono::seconds(pick(7200));
            if (p.temperature && pick(8) == 0) p.temperature = DeciCelsius::of("38.5");
            if (pick(8) == 0) p.document = Text<40>("E55555555");
            if (pick(12) == 0) p.gate = Id<Gate>(new_uuid_v7(SystemClock().now()));  // nothing may come of it
            sent.push_back(p);
            try {
                on_record.push_back(record(p).id);
            } catch (const Problem& problem) {
                EXPECT_EQ(problem.code(), "not_found");
            }
        } else if (what < 8) {
            auto again = sent[pick(sent.size())];
            if (pick(3) == 0) again.direction = Direction::exit;
            fault_of([&] { record(again); });
        } else {
            auto request = correction_to(on_record[pick(on_record.size())]);
            if (pick(2)) request.direction = pick(2) ? Direction::entry : Direction::exit;
            if (pick(2)) request.verdict = Verdict::refused, request.reason = VerdictReason::other;
            if (pick(2)) request.at = db.clock().now() - std::chrono::seconds(pick(7200));
            if (!request.direction && !request.verdict) request.temperature = DeciCelsius::of("36.1");
            const auto fault = fault_of([&] { on_record.push_back(correct(request, everything).id); });
            EXPECT_THAT(fault, ::testing::AnyOf("", "already_corrected", "invalid_fields /reason:missing"));
        }
    }
    expect_counters();
    EXPECT_GT(number("SELECT COUNT(*) FROM passages"), 100);
}

}  // namespace
}  // namespace tongzhou::gates::testing
