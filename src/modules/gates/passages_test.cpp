// Single passages: decided, recorded once, counted.
#include <thread>

#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

class Passages : public GateTest {};

TEST_F(Passages, AdmitTheHealthyAndRefuseTheRest) {
    auto first = record(passage(factory, 0));
    EXPECT_EQ(first.verdict, Verdict::refused);
    EXPECT_EQ(first.reason, VerdictReason::no_pass);

    const auto token = declare_healthy(factory.workers[0]);
    db.clock().advance(std::chrono::minutes(1));
    EXPECT_EQ(record(passage(factory, 0)).verdict, Verdict::admitted) << "by document, with a pass on file";
    auto by_pass = passage(factory, 0);
    by_pass.means = Means::pass;
    by_pass.document.reset();
    by_pass.document_kind.reset();
    by_pass.pass = Text<1000>(token);
    const auto admitted = record(by_pass);
    EXPECT_EQ(admitted.verdict, Verdict::admitted);
    EXPECT_EQ(admitted.masked_name, "王**");
    by_pass.id = Id<Passage>::make(SystemClock().now());
    by_pass.pass->value[token.size() / 2] ^= 1;
    EXPECT_EQ(record(by_pass).reason, VerdictReason::pass_forged);

    auto elsewhere = passage(mill, 0);
    elsewhere.document = Text<40>(factory.documents[0]);
    const auto refused = record(elsewhere);
    EXPECT_EQ(refused.reason, VerdictReason::not_on_roster);
    EXPECT_EQ(refused.masked_name, std::nullopt) << "another employer's people have no name here";
    elsewhere.id = Id<Passage>::make(SystemClock().now());
    elsewhere.document = Text<40>("E99999999");
    EXPECT_EQ(record(elsewhere).reason, VerdictReason::not_on_roster) << "on file elsewhere or nowhere looks the same";
    expect_counters();
}

TEST_F(Passages, HoldAFeverByTheThresholdInForceThere) {
    auto hot = passage(factory, 1);
    hot.temperature = DeciCelsius::of("37.3");
    const auto held = record(hot);
    EXPECT_EQ(held.verdict, Verdict::held);
    EXPECT_TRUE(held.fever);
    set_rule("fever_threshold", "37.0", jinxiang);
    auto warm = passage(mill, 0);
    warm.temperature = DeciCelsius::of("37.1");
    EXPECT_EQ(record(warm).verdict, Verdict::held);
    warm = passage(factory, 0);
    warm.temperature = DeciCelsius::of("37.1");
    EXPECT_EQ(record(warm).verdict, Verdict::refused) << "no pass, but no fever by this county's threshold";
    auto leaving = passage(factory, 1, Direction::exit);
    leaving.temperature = DeciCelsius::of("38");
    const auto let_out = record(leaving);
    EXPECT_EQ(let_out.verdict, Verdict::admitted);
    EXPECT_TRUE(let_out.fever);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fever_incidents"), 3);
    expect_counters();
}

TEST_F(Passages, AskForWhatIsMissing) {
    auto cold = passage(factory, 0);
    cold.temperature.reset();
    EXPECT_EQ(fault_of([&] { record(cold); }), "invalid_fields /temperature:missing");
    NewPassage visitor;
    visitor.id = Id<Passage>::make(SystemClock().now());
    visitor.gate = factory.gates[0];
    visitor.means = Means::visitor;
    visitor.temperature = DeciCelsius::of("36.4");
    visitor.visitor = VisitorAnswers{};
    visitor.visitor->name = Text<50>("李雷");
    EXPECT_EQ(fault_of([&] { record(visitor); }),
              "invalid_fields /visitor/mobile:missing /visitor/origin:missing /visitor/employer:missing "
              "/visitor/outbreak_contact:missing");
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), 0);
}

TEST_F(Passages, LetVisitorsInOnTheirAnswersAndOutByMobile) {
    NewPassage visitor;
    visitor.id = Id<Passage>::make(SystemClock().now());
    visitor.gate = factory.gates[0];
    visitor.means = Means::visitor;
    visitor.temperature = DeciCelsius::of("36.4");
    visitor.visitor = VisitorAnswers{};
    auto& answers = *visitor.visitor;
    answers.name = Text<50>("李雷");
    answers.mobile = Mobile::of("13800138000");
    answers.origin = Text<100>("济南");
    answers.employer = Text<100>("物流公司");
    answers.outbreak_contact = false;
    const auto admitted = record(visitor);
    EXPECT_EQ(admitted.verdict, Verdict::admitted);
    EXPECT_EQ(admitted.masked_name, "李*");
    EXPECT_EQ(number("SELECT CAST(SUM(inside) AS BIGINT) FROM site_inside"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM visitors WHERE answers_sealed LIKE '%13800138000%'"), 0);

    NewPassage leaving;
    leaving.id = Id<Passage>::make(SystemClock().now());
    leaving.gate = factory.gates[1];
    leaving.direction = Direction::exit;
    leaving.means = Means::visitor;
    leaving.visitor = VisitorAnswers{};
    leaving.visitor->mobile = Mobile::of("13800138000");
    db.clock().advance(std::chrono::minutes(30));
    EXPECT_EQ(record(leaving).verdict, Verdict::admitted);
    EXPECT_EQ(number("SELECT CAST(SUM(inside) AS BIGINT) FROM site_inside"), 0);

    visitor.id = Id<Passage>::make(SystemClock().now());
    answers.outbreak_contact = true;
    EXPECT_EQ(record(visitor).reason, VerdictReason::outbreak_contact);
    expect_counters();
}

TEST_F(Passages, AreRecordedOnceHoweverOftenTheyAreSent) {
    auto p = passage(factory, 0, Direction::exit);
    p.at = db.clock().now();
    const auto first = record(p);
    db.clock().advance(std::chrono::minutes(2));
    const auto again = record(p);
    EXPECT_EQ(to_json(first), to_json(again));
    auto other = p;
    other.direction = Direction::entry;
    other.temperature = DeciCelsius::of("36.6");
    EXPECT_EQ(fault_of([&] { record(other); }), "id_reused");
    other = p;
    other.at = *p.at + std::chrono::minutes(1);
    EXPECT_EQ(fault_of([&] { record(other); }), "id_reused");

    const auto device = device_of(factory), second = device_of(factory);
    const auto same = passage(factory, 1, Direction::exit);
    std::vector<std::thread> threads;
    std::vector<std::string> answers(8);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = to_json(record(same, i % 2 ? device : second)); });
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(answers, ::testing::Each(answers.front()));
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), 2);
    expect_counters();
}

TEST_F(Passages, ComeOnlyFromWhereTheActorMay) {
    const auto p = passage(factory, 0, Direction::exit);
    EXPECT_EQ(fault_of([&] { record(p, jinxiang_officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { record(p, mill.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { record(p, workshop_next_door.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { record(p, device_of(factory, 1)); }), "not_found") << "a device serves its own gate";
    EXPECT_EQ(fault_of([&] { record(p, device_of(mill)); }), "not_found");
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), 0);
    EXPECT_EQ(fault_of([&] { record(p, device_of(factory)); }), "");
    EXPECT_EQ(fault_of([&] { record(passage(factory, 0, Direction::exit), sishui_officer); }), "");
    EXPECT_EQ(fault_of([&] { record(passage(factory, 0, Direction::exit), factory.officer); }), "");
}

TEST_F(Passages, WithAClockThatIsOffAreNotedForReview) {
    auto p = passage(factory, 0, Direction::exit);
    p.at = db.clock().now() - std::chrono::minutes(6);
    EXPECT_TRUE(record(p).review);
    p = passage(factory, 0, Direction::exit);
    p.at = db.clock().now() + std::chrono::minutes(6);
    EXPECT_TRUE(record(p).review);
    p = passage(factory, 0, Direction::exit);
    p.at = db.clock().now() + std::chrono::minutes(4);
    EXPECT_FALSE(record(p).review);
}

TEST_F(Passages, DecideByTheLatestWhateverTheOrderOfArrival) {
    set_rule("pass_required", "false", sishui);
    db.clock().advance(std::chrono::minutes(10));
    const auto now = db.clock().now();
    const auto at = [&](int minute, Direction direction) {
        auto p = passage(factory, 0, direction);
        p.at = now - std::chrono::minutes(4) + std::chrono::seconds(minute);
        return record(p);
    };
    const auto inside = [&] { return number("SELECT CAST(COALESCE(SUM(inside), 0) AS BIGINT) FROM county_inside"); };
    at(30, Direction::entry);
    EXPECT_EQ(inside(), 1);
    at(20, Direction::exit);
    EXPECT_EQ(inside(), 1) << "an older exit that arrives later";
    at(10, Direction::entry);
    EXPECT_EQ(inside(), 1);
    at(40, Direction::exit);
    EXPECT_EQ(inside(), 0);
    at(35, Direction::entry);
    EXPECT_EQ(inside(), 0);
    expect_counters();
}

}  // namespace
}  // namespace tongzhou::gates::testing
