// Permits: what they say, who may verify them, when they hold; checks and what follows from them.
#include "modules/resumption/permit_page.hpp"
#include "modules/resumption/permit_token.hpp"
#include "modules/resumption/test_filings.hpp"

namespace tongzhou::resumption::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Permits : public ResumptionTest {
  protected:
    PermitView permit_of_filing(const Id<Filing>& id) {
        return read(show_permit, everything, PermitById{show(id).permit->id});
    }
    PermitVerification verify(const std::string& token) {
        return read(verify_permit, Actor{}, VerifyRequest{Text<800, 1>(token)});
    }
    bool permitted_at(const Id<Site>& site, Instant at) {
        return db->read_value([&](Snapshot& s) { return permitted(s, *organizations::find_site(s, site), at); });
    }
};

TEST_F(Permits, AreNumberedByCountyAndYear) {
    EXPECT_EQ(permit_of_filing(submitted(plant)).number, "370831-2020-00001");
    EXPECT_EQ(permit_of_filing(submitted(mill)).number, "370828-2020-00001");
    EXPECT_EQ(permit_of_filing(submitted(enterprise("泗水酒厂", sishui))).number, "370831-2020-00002");
    db.clock().set(Instant::of("2021-01-01T00:00:00+08:00"));
    EXPECT_EQ(permit_of_filing(submitted(enterprise("泗水糖厂", sishui))).number, "370831-2021-00001");
}

TEST_F(Permits, AreVerifiedByAnyoneAndSayTheLeast) {
    const auto id = submitted(plant, site_of(plant, "东厂"));
    const auto permit = permit_of_filing(id);
    EXPECT_EQ(permit.token.size(), token_length);
    const auto valid = verify(permit.token);
    EXPECT_EQ(valid.state, PermitState::valid);
    EXPECT_EQ(valid.number, permit.number);
    EXPECT_EQ(valid.enterprise, "泗水造纸厂");
    EXPECT_EQ(valid.site, "东厂");
    EXPECT_EQ(valid.county, "泗水县");
    EXPECT_EQ(valid.issued_on, Date::of("2020-02-24"));
    const auto said = to_json(valid);
    for (const auto& secret : {permit.id.text(), plant.id.text(), std::string("李"), std::string("40")})
        EXPECT_THAT(said, Not(HasSubstr(secret))) << "the least";

    revoke(id);
    const auto revoked = verify(permit.token);
    EXPECT_EQ(revoked.state, PermitState::revoked);
    EXPECT_EQ(revoked.revoked_on, Date::of("2020-02-24"));
    EXPECT_THAT(to_json(revoked), Not(HasSubstr("消毒"))) << "why is not the public's";
}

TEST_F(Permits, ThatAreForgedAreFound) {
    const auto token = permit_of_filing(submitted(plant)).token;
    for (const auto at : {0u, 5u, 30u, 58u, 70u, 140u}) {
        auto forged = token;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        const auto answer = verify(forged);
        EXPECT_EQ(answer.state, PermitState::forged) << at;
        EXPECT_EQ(answer.number, std::nullopt);
    }
    EXPECT_EQ(verify("x").state, PermitState::forged);
    EXPECT_EQ(verify(std::string(token_length, '=')).state, PermitState::forged);
    // Signed by us, but for something that is not on record.
    EXPECT_EQ(verify(sign_permit({Id<Permit>::make(Instant()), plant.id, Instant()}, *ring.signing_key())).state,
              PermitState::forged);
    // A token read back says what was signed.
    const PermitClaims claims{Id<Permit>::make(Instant()), plant.id, Instant::of("2020-02-24T00:00:00Z")};
    EXPECT_EQ(read_permit_token(sign_permit(claims, *ring.signing_key()))->claims, claims);
}

TEST_F(Permits, LeadFromTheirQrCodeToAPageThatAnyoneCanRead) {
    const auto scoundrel = enterprise("泗水<script>厂", sishui);
    const auto id = submitted(scoundrel);
    const auto permit = permit_of_filing(id);
    const auto qr = [&] { return db->read_value([&](Snapshot& s) { return qr_text(s, permit.token); }); };
    const auto drawn = [&] { return call("GET", "/permits/{id}/qr", county, to_json(PermitById{permit.id})); };
    EXPECT_EQ(qr(), permit.token) << "nobody has said yet where this server is reached";
    const auto before = drawn();
    publish_permits_at(*db, "https://tongzhou.example/");
    EXPECT_EQ(qr(), "https://tongzhou.example/p/" + permit.token);
    EXPECT_NE(drawn(), before);
    EXPECT_EQ(verify(qr()).number, permit.number) << "an app may hand in what it has scanned";

    const auto page = [&](const std::string& token) {
        return call("GET", "/p/{token}", Actor{}, to_json(PermitPageRequest{Text<200, 1>(token)}));
    };
    const auto valid = page(permit.token);
    for (const auto* told : {"许可有效", "This permit is valid", permit.number.c_str(), "泗水县", "2020年2月24日"})
        EXPECT_THAT(valid, HasSubstr(told));
    EXPECT_THAT(valid, HasSubstr("泗水&lt;script&gt;厂"));
    for (const auto& hidden : {std::string("<script"), permit.id.text(), scoundrel.id.text(), std::string("李")})
        EXPECT_THAT(valid, Not(HasSubstr(hidden))) << "the least";
    revoke(id);
    EXPECT_THAT(page(permit.token), HasSubstr("许可已撤销"));
    EXPECT_THAT(page(permit.token), Not(HasSubstr("许可有效")));
    EXPECT_THAT(page("x"), HasSubstr("查无此许可"));
}

TEST_F(Permits, HoldForTheirPlaceFromIssueToRevocation) {
    const auto east = site_of(plant, "东厂"), west = site_of(plant, "西厂"), foreign = site_of(mill, "磨坊");
    const auto before = db.clock().now() - std::chrono::milliseconds(1);
    EXPECT_FALSE(permitted_at(east, db.clock().now()));
    const auto id = submitted(plant, east);
    const auto issued = db.clock().now();
    EXPECT_TRUE(permitted_at(east, issued)) << "seen at once, though it was looked up before";
    EXPECT_FALSE(permitted_at(east, before));
    EXPECT_FALSE(permitted_at(west, issued));
    EXPECT_FALSE(permitted_at(foreign, issued));
    revoke(id);
    const auto revoked = db.clock().now();
    EXPECT_FALSE(permitted_at(east, revoked));
    EXPECT_TRUE(permitted_at(east, revoked - std::chrono::milliseconds(1))) << "it was in force then";
    submitted(plant);
    EXPECT_TRUE(permitted_at(west, revoked)) << "a permit of the enterprise covers all its sites";
    EXPECT_TRUE(permitted_at(east, revoked));
    EXPECT_FALSE(permitted_at(foreign, revoked));
}

TEST_F(Permits, AreGivenBackAfterAPassedRecheckAlone) {
    const auto id = submitted(plant);
    check_on_site(id);
    const auto first = show(id).permit->number;
    revoke(id);
    const auto reinstate = [&] { write(reinstate_filing, county, ReinstateRequest{id, "整改完成"}); };
    EXPECT_EQ(fault_of(reinstate), "recheck_needed") << "the check before the revocation does not count";
    check_on_site(id, CheckOutcome::rectify);
    EXPECT_EQ(fault_of(reinstate), "recheck_needed");
    check_on_site(id);
    EXPECT_EQ(fault_of(reinstate), "");
    EXPECT_NE(show(id).permit->number, first) << "a new document";
    EXPECT_EQ(show(id).checks.size(), 3u);
    revoke(id);
    begin(plant);
    check_on_site(id);
    EXPECT_EQ(fault_of(reinstate), "filing_open") << "the enterprise has begun anew";
}

TEST_F(Permits, AreLookedAtAfterwardsWithAnAnswerForEveryItem) {
    const auto id = submitted(plant);
    FilingFilter unchecked;
    unchecked.checked = false;
    EXPECT_EQ(read(list_filings, county, unchecked).items.size(), 1u);
    const auto faults_of = [](const CheckRequest& request) {
        std::vector<FieldFault> faults;
        check(request, faults);
        std::string codes;
        for (const auto& fault : faults) codes += (codes.empty() ? "" : " ") + fault.code;
        return codes;
    };
    auto request = check_of(id);
    EXPECT_EQ(faults_of(request), "");
    request.items.pop_back();
    EXPECT_EQ(faults_of(request), "unanswered");
    request = check_of(id);
    request.items[2].result = CheckResult::not_ok;
    EXPECT_EQ(faults_of(request), "findings_open");
    request.outcome = CheckOutcome::rectify;
    EXPECT_EQ(faults_of(request), "rectify_by");
    request.rectify_by = Date::of("2020-02-28");
    EXPECT_EQ(faults_of(request), "");
    request.check = Id<FilingCheck>::make(SystemClock().now());
    EXPECT_EQ(fault_of([&] { write(record_check, plant.officer, request); }), "office_only");
    EXPECT_EQ(fault_of([&] { write(record_check, other_county, request); }), "not_found");
    write(record_check, county, request);
    EXPECT_EQ(write(record_check, county, request).checks.size(), 1u) << "sent again it is the same";
    EXPECT_EQ(read(list_filings, county, unchecked).items.size(), 0u);
    request.check = Id<FilingCheck>::make(SystemClock().now());
    request.rectify_by = Date::of("2020-02-23");
    EXPECT_EQ(fault_of([&] { write(record_check, county, request); }), "invalid_fields /rectify_by:out_of_range");

    const auto check = show(id).checks[0].id;
    const std::string jpeg = "\xFF\xD8\xFF\xE0 门口";
    attach_photograph(*db, county, {id, check, {}, "门口.jpg"}, {"", jpeg});
    ASSERT_EQ(show(id).checks[0].files.size(), 1u);
    const auto file = show(id).checks[0].files[0].id;
    EXPECT_EQ(read_photograph(*db, plant.officer, {id, check, file}).body, jpeg);
    EXPECT_EQ(fault_of([&] { read_photograph(*db, mill.officer, {id, check, file}); }), "not_found");
    const auto elsewhere = submitted(mill);
    EXPECT_EQ(fault_of([&] { read_photograph(*db, everything, {elsewhere, check, file}); }), "not_found");
    EXPECT_EQ(fault_of([&] {
                  attach_photograph(*db, plant.officer, {id, check, {}, "a.jpg"}, {"", jpeg});
              }),
              "office_only");
}

TEST_F(Permits, StayVerifiableWhileTheirKeyIsHeld) {
    EXPECT_EQ(db->read_value([](Snapshot& s) { return oldest_permit_in_force(s); }), std::nullopt);
    const auto id = submitted(plant);
    const auto token = permit_of_filing(id).token;
    EXPECT_EQ(db->read_value([](Snapshot& s) { return oldest_permit_in_force(s); }), db.clock().now());
    ring.rotate(db.clock().now());
    EXPECT_EQ(verify(token).state, PermitState::valid);
    EXPECT_NE(permit_of_filing(id).token, token) << "printed anew it is signed by the new key";
    revoke(id);
    EXPECT_EQ(db->read_value([](Snapshot& s) { return oldest_permit_in_force(s); }), std::nullopt);
}

}  // namespace
}  // namespace tongzhou::resumption::testing
