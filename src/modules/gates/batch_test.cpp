// Batches of devices that were offline: nothing lost, nothing doubled, what breaks a rule is looked at.
#include <random>
#include <thread>

#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

class Batches : public GateTest {
  protected:
    Batches() {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        db.clock().advance(std::chrono::hours(3));
    }
    OfflinePassage offline(const Plant& plant, std::size_t worker, int minutes_ago,
                           Direction direction = Direction::entry) {
        OfflinePassage p;
        static_cast<NewPassage&>(p) = passage(plant, worker, direction);
        p.at = db.clock().now() - std::chrono::minutes(minutes_ago);
        return p;
    }
    BatchAnswer send(const std::vector<OfflinePassage>& passages, const Actor& actor) {
        std::vector<RawJson> raws;
        for (const auto& p : passages) raws.push_back({to_json(p)});
        return send(std::move(raws), actor);
    }
    BatchAnswer send(std::vector<RawJson> raws, const Actor& actor) {
        return record_batch(*db, actor, {db.clock().now(), std::move(raws)});
    }
    std::int64_t recorded_rows() { return number("SELECT COUNT(*) FROM passages"); }
};

TEST_F(Batches, AreRecordedOnceInAnyOrderFromAnyDevice) {
    std::vector<OfflinePassage> passages;
    for (int i = 0; i < 40; ++i)
        passages.push_back(
            offline(factory, static_cast<std::size_t>(i % 6), 120 - i, i / 6 % 2 ? Direction::exit : Direction::entry));
    auto shuffled = passages;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(7));
    const auto device = device_of(factory), other = device_of(factory);
    std::thread first([&] { send(passages, device); });
    std::thread second([&] { send(shuffled, other); });
    first.join();
    second.join();
    EXPECT_EQ(recorded_rows(), 40);
    const auto again = send(shuffled, device);
    EXPECT_EQ(again.already_recorded, 40);
    EXPECT_EQ(again.recorded, 0);
    EXPECT_EQ(recorded_rows(), 40);
    expect_counters();
}

TEST_F(Batches, AgreeWithTheSamePassageSentAlone) {
    const auto alone = passage(factory, 0);
    const auto answer = record(alone);
    OfflinePassage queued;
    static_cast<NewPassage&>(queued) = alone;
    queued.at = db.clock().now();
    queued.verdict = Verdict::refused;
    queued.reason = VerdictReason::other;
    const auto outcome = send({queued}, device_of(factory)).outcomes.at(0);
    EXPECT_EQ(outcome.status, BatchStatus::already_recorded);
    EXPECT_EQ(outcome.verdict, answer.verdict) << "what was recorded stands";
    EXPECT_EQ(recorded_rows(), 1);
}

TEST_F(Batches, OpenWhatBrokeARuleForReview) {
    auto feverish = offline(factory, 0, 60);
    feverish.temperature = DeciCelsius::of("38.1");
    auto stranger = offline(factory, 1, 50);
    stranger.document = Text<40>("E77777777");
    auto kept_out = stranger;
    kept_out.id = Id<Passage>::make(SystemClock().now());
    kept_out.verdict = Verdict::refused;
    kept_out.reason = VerdictReason::other;
    auto ahead = offline(factory, 2, -60);
    const auto answer = send({feverish, stranger, kept_out, ahead, offline(factory, 3, 40)}, device_of(factory));
    EXPECT_EQ(answer.recorded, 5);
    EXPECT_EQ(answer.for_review, 3);
    EXPECT_EQ(answer.outcomes[0].review, "fever");
    EXPECT_EQ(answer.outcomes[0].verdict, Verdict::admitted) << "recorded as it was decided";
    EXPECT_EQ(answer.outcomes[1].review, "not_on_roster");
    EXPECT_EQ(answer.outcomes[2].review, std::nullopt);
    EXPECT_EQ(answer.outcomes[3].review, "in_future");
    EXPECT_EQ(answer.outcomes[4].review, std::nullopt);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fever_incidents"), 1);
    expect_counters();
}

TEST_F(Batches, NoteAClockThatIsOff) {
    const auto answer = record_batch(
        *db, device_of(factory), {db.clock().now() - std::chrono::minutes(20), {{to_json(offline(factory, 0, 30))}}});
    EXPECT_EQ(answer.skew_ms, 20 * 60'000);
    EXPECT_EQ(answer.outcomes[0].review, "clock_skew");
    EXPECT_EQ(number("SELECT skew_ms FROM passages"), 20 * 60'000);
}

TEST_F(Batches, KeepWhatCannotBeReadAndWhatContradicts) {
    const auto good = offline(factory, 0, 10);
    auto contradiction = offline(factory, 1, 9);
    contradiction.id = good.id;
    auto text = to_json(offline(factory, 2, 8));
    text.replace(text.find("365"), 3, "999");
    const auto elsewhere = offline(mill, 0, 7);
    auto no_reason = offline(factory, 3, 6);
    no_reason.verdict = Verdict::refused;
    std::vector<RawJson> raws{{to_json(good)},      {to_json(contradiction)}, {text},
                              {to_json(elsewhere)}, {to_json(no_reason)},     {"[1]"}};
    const auto device = device_of(factory);
    for (int round = 0; round < 2; ++round) {
        const auto answer = send(raws, device);
        EXPECT_EQ(answer.recorded + answer.already_recorded, 1);
        EXPECT_EQ(answer.conflicts, 1);
        EXPECT_EQ(answer.faulty, 4);
        EXPECT_EQ(answer.outcomes[1].status, BatchStatus::conflict);
        EXPECT_EQ(answer.outcomes[2].fault, "/temperature:out_of_range");
        EXPECT_EQ(answer.outcomes[3].fault, "/gate:not_found");
        EXPECT_EQ(answer.outcomes[4].fault, "/reason:missing");
    }
    EXPECT_EQ(recorded_rows(), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM faulty_passages"), 5) << "each once, however often it is sent";
    EXPECT_EQ(number("SELECT COUNT(*) FROM faulty_passages WHERE raw_sealed LIKE '%temperature%'"), 0);
    EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM faulty_passages WHERE organization = '{}'",
                                 factory.organization.text())),
              5);
}

TEST_F(Batches, TakeWhatWaitedForTheGateServedBefore) {
    auto before = offline(factory, 0, 10);
    before.gate = factory.gates[1];
    const auto answer = send({before}, device_of(factory, 0));
    EXPECT_EQ(answer.outcomes[0].review, "other_gate");
    EXPECT_EQ(answer.recorded, 1);
}

TEST_F(Batches, AreAuditedOnceForTheWhole) {
    const auto before = number("SELECT COUNT(*) FROM audit_log");
    send({offline(factory, 0, 10), offline(factory, 1, 10)}, device_of(factory));
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log"), before + 1);
}

TEST(PassageBatch, HoldsAtMostTwoThousand) {
    PassageBatch batch;
    std::vector<FieldFault> faults;
    batch.passages.resize(2'000);
    check(batch, faults);
    EXPECT_TRUE(faults.empty());
    batch.passages.resize(2'001);
    check(batch, faults);
    EXPECT_EQ(faults.size(), 1u);
}

}  // namespace
}  // namespace tongzhou::gates::testing
