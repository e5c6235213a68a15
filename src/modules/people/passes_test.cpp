// From a declaration to a pass, and what a gate reads from it.

#include "modules/people/passes.hpp"
#include "modules/people/test_people.hpp"
#include "modules/people/timeline.hpp"

namespace tongzhou::people {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Passes : public PeopleTest {
  protected:
    Actor clerk = clerk_of(paper_mill);
    Actor county = officer_of(sishui);
    Id<Person> person = add(clerk, man()).person;

    PassView show_one(const Actor& actor, const Id<Pass>& pass) {
        return db->read_value([&](Snapshot& s) { return show_pass(s, actor, {pass}); });
    }
    PassView revoke(const Actor& actor, const Id<Pass>& pass) {
        return db->write_value([&](Tx& tx) { return revoke_pass(tx, actor, {pass, "信息不实"}); });
    }
};

TEST_F(Passes, AreEarnedByAFitDeclaration) {
    const auto result = declare(clerk, person, healthy());
    EXPECT_EQ(result.result, Fitness::fit);
    EXPECT_THAT(result.reasons, IsEmpty());
    ASSERT_TRUE(result.pass);
    EXPECT_EQ(result.pass->expires_at, now() + days(14));
    EXPECT_LE(result.pass->token.size(), 200u);
    for (const auto& read : {reading(result.pass->token, now()), reading(person, now())}) {
        EXPECT_EQ(read.state, PassState::valid);
        EXPECT_EQ(read.pass, result.pass->id);
        EXPECT_EQ(read.person, person);
        EXPECT_EQ(read.expires, result.pass->expires_at);
    }
}

TEST_F(Passes, AreNotEarnedByAnUnfitOne) {
    const auto result = declare(clerk, person, feverish());
    EXPECT_EQ(result.result, Fitness::unfit);
    EXPECT_THAT(result.reasons, ElementsAre(Unfitness::fever));
    EXPECT_FALSE(result.pass);
    EXPECT_EQ(reading(person, now()).state, PassState::unknown);
}

TEST_F(Passes, LastAsLongAsTheRuleInForceSays) {
    rule(rules::RuleKind::pass_validity_days, sishui, "7");
    const auto pass = *declare(clerk, person, healthy()).pass;
    EXPECT_EQ(pass.expires_at, now() + days(7));
    EXPECT_EQ(reading(pass.token, now() + days(7) - milliseconds(1)).state, PassState::valid);
    EXPECT_EQ(reading(pass.token, now() + days(7)).state, PassState::expired);
    EXPECT_EQ(reading(person, now() + days(7)).state, PassState::expired);
    EXPECT_EQ(reading(person, now() - milliseconds(1)).state, PassState::unknown) << "it did not exist then";
}

TEST_F(Passes, AreRevokedByALaterUnfitDeclaration) {
    const auto first = *declare(clerk, person, healthy()).pass;
    const auto second = *declare(clerk, person, healthy()).pass;
    db.clock().advance(days(1));
    declare(clerk, person, feverish());
    for (const auto& pass : {first, second}) {
        EXPECT_EQ(reading(pass.token, now()).state, PassState::revoked);
        EXPECT_EQ(reading(pass.token, now() - milliseconds(1)).state, PassState::valid) << "it was valid then";
    }
    EXPECT_EQ(reading(person, now()).state, PassState::revoked);
    db.clock().advance(days(1));
    declare(clerk, person, healthy());
    EXPECT_EQ(reading(person, now()).state, PassState::valid);
    EXPECT_EQ(reading(first.token, now()).state, PassState::revoked);
}

TEST_F(Passes, AreRevokedByHandOnce) {
    const auto pass = *declare(clerk, person, healthy()).pass;
    const auto revoked = revoke(county, pass.id);
    EXPECT_EQ(revoked.state, PassState::revoked);
    EXPECT_EQ(revoked.revoke_reason, "信息不实");
    const auto at = now();
    db.clock().advance(days(1));
    EXPECT_EQ(revoke(county, pass.id).revoked_at, at);
    EXPECT_EQ(reading(pass.token, now()).state, PassState::revoked);
}

TEST_F(Passes, AreForgedUnlessSignedHere) {
    const auto token = declare(clerk, person, healthy()).pass->token;
    const auto stranger = seal::KeyRing::in_memory(now());
    const PassClaims claims{read_token(token)->claims};
    EXPECT_EQ(reading(sign_pass(claims, *stranger.signing_key()), now()).state, PassState::forged);
    EXPECT_EQ(reading(std::string(), now()).state, PassState::forged);
    EXPECT_EQ(reading(std::string(man_id), now()).state, PassState::forged);
    auto changed = token;
    changed[70] = changed[70] == 'A' ? 'B' : 'A';
    EXPECT_EQ(reading(token, now()).state, PassState::valid);
    EXPECT_EQ(reading(changed, now()).state, PassState::forged);
    EXPECT_TRUE(reading(changed, now()).pass.is_nil());
    // Signed here, and yet of no pass on record: a database restored from an older backup.
    const PassClaims lost{Id<Pass>::make(now()), person, now() + days(1)};
    EXPECT_EQ(reading(sign_pass(lost, *ring.signing_key()), now()).state, PassState::unknown);
}

TEST_F(Passes, OutliveTheRotationOfKeysUntilTheirKeyIsDropped) {
    const auto pass = *declare(clerk, person, healthy()).pass;
    EXPECT_EQ(reading(pass.token, now()).state, PassState::valid);
    const auto active = ring.rotate(now());
    EXPECT_EQ(reading(pass.token, now()).state, PassState::valid);
    EXPECT_NE(show_one(clerk, pass.id).token, pass.token);
    EXPECT_EQ(reading(show_one(clerk, pass.id).token, now()).state, PassState::valid);
    rewrap_data_keys(*db, {});
    std::set<std::string> used{active};
    for (const auto& key : ring.keys())
        if (key.kind == seal::KeyInfo::Kind::index) used.insert(key.id);
    ring.retire_unused(used);
    EXPECT_EQ(reading(pass.token, now()).state, PassState::forged) << "even though its signature was found good before";
}

TEST_F(Passes, CanBeCheckedWithThePublishedKeysAlone) {
    const auto token = declare(clerk, person, healthy()).pass->token;
    const auto keys = db->read_value([&](Snapshot& s) { return show_pass_keys(s, Actor{}); }).keys;
    ASSERT_EQ(keys.size(), 1u);
    EXPECT_EQ(keys[0].algorithm, "Ed25519");
    const auto read = read_token(token);
    EXPECT_EQ(read->key_id, keys[0].id);
    EXPECT_TRUE(read->is_signed_by(seal::PublicKey::parse(keys[0].id, keys[0].key).value()));
}

TEST_F(Passes, AreShownAsAQrCodeWithinTheScopeOnly) {
    const auto pass = *declare(clerk, person, healthy()).pass;
    const auto qr = [&](const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return show_pass_qr(s, actor, {pass.id}); });
    };
    EXPECT_EQ(qr(clerk).content_type, "image/svg+xml");
    EXPECT_THAT(qr(clerk).body, ::testing::HasSubstr("<svg"));
    for (const auto& stranger : {officer_of(zoucheng), clerk_of(brewery)}) {
        EXPECT_EQ(fault_of([&] { qr(stranger); }), "not_found");
        EXPECT_EQ(fault_of([&] { show_one(stranger, pass.id); }), "not_found");
        EXPECT_EQ(fault_of([&] { revoke(stranger, pass.id); }), "not_found");
        EXPECT_EQ(fault_of([&] { declare(stranger, person, healthy()); }), "not_found");
        PassFilter filter;
        filter.count = true;
        const auto page = db->read_value([&](Snapshot& s) { return list_passes(s, stranger, filter); });
        EXPECT_THAT(page.items, IsEmpty());
        EXPECT_EQ(page.total, 0);
        DeclarationFilter all;
        all.count = true;
        EXPECT_EQ(db->read_value([&](Snapshot& s) { return list_declarations(s, stranger, all); }).total, 0);
    }
}

TEST_F(Passes, SentTwiceAreEarnedOnce) {
    const auto id = Id<Declaration>::make(now());
    const auto send = [&](const Id<Person>& who) {
        return db->write_value(
            [&](Tx& tx) { return declare_health(tx, clerk, {.id = who, .declaration = id, .answers = healthy()}); });
    };
    const auto first = send(person);
    db.clock().advance(days(1));
    const auto second = send(person);
    EXPECT_EQ(to_json(first), to_json(second));
    EXPECT_EQ(value<std::int64_t>("SELECT COUNT(*) FROM passes"), 1);
    const auto someone_else = add(clerk, woman()).person;
    EXPECT_EQ(fault_of([&] { send(someone_else); }), "declaration_exists");
}

TEST_F(Passes, AreNotEarnedByFaultyAnswers) {
    auto answers = healthy();
    answers.returned_on = Date::of("2020-02-25");
    EXPECT_EQ(fault_of([&] { declare(clerk, person, answers); }), "invalid_fields /answers/returned_on:in_the_future");
    EXPECT_EQ(value<std::int64_t>("SELECT COUNT(*) FROM health_declarations"), 0);
}

TEST_F(Passes, TellNothingOfHealthUnlessOnRecord) {
    auto answers = feverish();
    answers.stays = {{.place = "武汉市江汉区", .division = DivisionCode::of("4201"), .from = Date::of("2020-02-01")}};
    const auto id = declare(clerk, person, answers).id;
    const auto plain = db->write_value([&](Tx& tx) { return unmask_declaration(tx, county, {id, "流行病学调查"}); });
    EXPECT_EQ(plain.answers.stays.at(0).place.value, "武汉市江汉区");
    EXPECT_THAT(plain.reasons, ElementsAre(Unfitness::fever, Unfitness::returned_recently));
    EXPECT_EQ(value<std::string>("SELECT subject FROM audit_log WHERE action = 'declaration_unmask'"), id.text());
    EXPECT_EQ(fault_of([&] { db->write([&](Tx& tx) {
                                 unmask_declaration(tx, clerk_of(brewery), {id, "好奇"});
                             }); }),
              "not_found");
    auto without_health = county;
    without_health.permissions = {Permission::person_unmask};
    EXPECT_NE(fault_of([&] { db->write([&](Tx& tx) { unmask_declaration(tx, without_health, {id, "好奇"}); }); }), "");
}

TEST_F(Passes, StandInTheTimeline) {
    db.clock().advance(days(1));
    const auto pass = *declare(clerk, person, healthy()).pass;
    db.clock().advance(days(1));
    declare(clerk, person, feverish());
    const auto timeline = [&](const Actor& actor) {
        std::vector<Happening> happenings;
        for (const auto& item : db->read_value([&](Snapshot& s) { return show_timeline(s, actor, {person}); }).items)
            happenings.push_back(item.happening);
        return happenings;
    };
    using enum Happening;
    EXPECT_THAT(timeline(county), ElementsAre(declared, pass_revoked, declared, pass_issued, entered));
    auto without_health = county;
    without_health.permissions = {Permission::person_read};
    EXPECT_THAT(timeline(without_health), ElementsAre(entered));
    add(clerk_of(brewery), man());
    EXPECT_THAT(timeline(clerk_of(brewery)), ElementsAre(entered)) << "what another employer recorded is not theirs";
}

}  // namespace
}  // namespace tongzhou::people
