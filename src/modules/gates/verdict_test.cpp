// Every line of the verdict, as a table.
#include "modules/gates/verdict.hpp"

#include <gtest/gtest.h>

namespace tongzhou::gates {
namespace {

using people::PassState;

const GateRules strict{DeciCelsius::of("37.3"), true, false};
const GateRules lenient{DeciCelsius::of("37.3"), false, false};
const GateRules permits{DeciCelsius::of("37.3"), true, true};

const auto normal = DeciCelsius::of("36.5");
const auto feverish = DeciCelsius::of("37.3");

Facts worker(std::optional<PassState> pass) { return {.known = true, .on_roster = true, .pass = pass}; }
Facts unpermitted(Facts facts) {
    facts.site_permitted = false;
    return facts;
}
Facts closed(Facts facts) {
    facts.site_operating = false;
    return facts;
}

struct Case {
    const char* what;
    Reading reading;
    Facts facts;
    GateRules rules;
    Decision decision;
};

TEST(Verdict, FollowsTheTable) {
    using enum VerdictReason;
    const auto admitted = Verdict::admitted, held = Verdict::held, refused = Verdict::refused;
    const Reading pass{Direction::entry, Means::pass, normal}, document{Direction::entry, Means::document, normal},
        manual{Direction::entry, Means::manual, normal}, visit{Direction::entry, Means::visitor, normal},
        hot{Direction::entry, Means::pass, feverish}, leaving{Direction::exit, Means::pass, std::nullopt},
        leaving_hot{Direction::exit, Means::document, feverish};
    const Facts complete{.visitor_complete = true};
    const Case cases[] = {
        {"a worker with a valid pass", pass, worker(PassState::valid), strict, {admitted, none}},
        {"by document, pass on file", document, worker(PassState::valid), strict, {admitted, none}},
        {"without a phone", manual, worker(PassState::valid), strict, {admitted, none}},
        {"an expired pass", pass, worker(PassState::expired), strict, {refused, pass_expired}},
        {"an expired pass where none is required", pass, worker(PassState::expired), lenient, {admitted, none}},
        {"no pass", document, worker(PassState::unknown), strict, {refused, no_pass}},
        {"no pass looked for", document, worker(std::nullopt), strict, {refused, no_pass}},
        {"no pass where none is required", document, worker(std::nullopt), lenient, {admitted, none}},
        {"a revoked pass where none is required", pass, worker(PassState::revoked), lenient, {refused, pass_revoked}},
        {"a forged pass where none is required", pass, {.pass = PassState::forged}, lenient, {refused, pass_forged}},
        {"a pass of nobody", pass, {.pass = PassState::unknown}, strict, {refused, unknown_person}},
        {"another employer's worker",
         pass,
         {.known = true, .pass = PassState::valid},
         strict,
         {refused, not_on_roster}},
        {"a document nobody knows", document, {}, strict, {refused, not_on_roster}},
        {"a document another employer knows", document, {.known = true}, strict, {refused, not_on_roster}},
        {"a fever", hot, worker(PassState::valid), strict, {held, VerdictReason::fever}},
        {"a fever with a forged pass", hot, {.pass = PassState::forged}, strict, {held, VerdictReason::fever}},
        {"a fever at a closed site", hot, closed(worker(PassState::valid)), strict, {held, VerdictReason::fever}},
        {"a closed site", pass, closed(worker(PassState::valid)), strict, {refused, site_closed}},
        {"a closed site where permits are required",
         pass,
         closed(worker(PassState::valid)),
         permits,
         {refused, site_closed}},
        {"a site without permit", pass, unpermitted(worker(PassState::valid)), permits, {refused, site_not_permitted}},
        {"a visitor to a site without permit", visit, unpermitted(complete), permits, {refused, site_not_permitted}},
        {"a site without permit where none is required",
         pass,
         unpermitted(worker(PassState::valid)),
         strict,
         {admitted, none}},
        {"a fever at a site without permit",
         hot,
         unpermitted(worker(PassState::valid)),
         permits,
         {held, VerdictReason::fever}},
        {"leaving a site without permit", leaving, unpermitted({}), permits, {admitted, none}},
        {"a visitor", visit, complete, strict, {admitted, none}},
        {"a visitor without answers", visit, {}, strict, {refused, visitor_incomplete}},
        {"a visitor from an outbreak",
         visit,
         {.visitor_complete = true, .outbreak_contact = true},
         strict,
         {refused, outbreak_contact}},
        {"leaving without anything", leaving, {}, strict, {admitted, none}},
        {"leaving a closed site with a revoked pass",
         leaving,
         closed(worker(PassState::revoked)),
         strict,
         {admitted, none}},
        {"leaving with a fever", leaving_hot, {}, strict, {admitted, VerdictReason::fever}},
    };
    for (const auto& c : cases) {
        const auto decision = verdict_of(c.reading, c.facts, c.rules);
        EXPECT_EQ(decision.verdict, c.decision.verdict) << c.what;
        EXPECT_EQ(decision.reason, c.decision.reason) << c.what;
    }
}

TEST(Verdict, FeverBeginsAtTheThreshold) {
    EXPECT_TRUE(is_fever(DeciCelsius::of("37.3"), strict));
    EXPECT_FALSE(is_fever(DeciCelsius::of("37.2"), strict));
    EXPECT_FALSE(is_fever(std::nullopt, strict));
    EXPECT_TRUE(is_fever(DeciCelsius::of("37.2"), {DeciCelsius::of("37.2"), true, false}));
}

TEST(Verdict, NeverHoldsBackWhoLeavesAndNeverRefusesWithoutAReason) {
    for (auto means : values_of<Means>())
        for (auto direction : values_of<Direction>())
            for (int bits = 0; bits < 64; ++bits)
                for (auto state : values_of<PassState>()) {
                    const Facts facts{bool(bits & 1), bool(bits & 2),  state,          bool(bits & 4),
                                      bool(bits & 8), bool(bits & 16), bool(bits & 32)};
                    const auto decision = verdict_of({direction, means, normal}, facts, permits);
                    if (direction == Direction::exit) {
                        EXPECT_EQ(decision, Decision{});
                    }
                    EXPECT_EQ(decision.verdict == Verdict::admitted, decision.reason == VerdictReason::none);
                }
}

}  // namespace
}  // namespace tongzhou::gates
