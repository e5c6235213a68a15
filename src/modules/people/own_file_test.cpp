// Somebody on a roster who opens their own file on their own phone.

#include "modules/people/own_file.hpp"

#include "modules/people/erasures.hpp"
#include "modules/people/invitations.hpp"
#include "modules/people/test_people.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::people {
namespace {

class OwnFiles : public PeopleTest {
  protected:
    OwnFiles() {
        db->services().provide(accounts);
        worker = add(clerk, man()).person;
    }
    // What a commit sets off may still run when its writer has gone on: the threads end before what they use.
    ~OwnFiles() override { db->stop(); }

    InvitationLink invite(const Actor& actor, const Id<Organization>& organization) {
        return db->write_value([&](Tx& tx) {
            return make_invitation(tx, actor, {.id = organization, .address = Text<200>{"https://city.example/"}});
        });
    }
    PersonalCodes codes(const std::optional<std::vector<Id<Person>>>& people = {}) {
        return db->write_value([&](Tx& tx) { return make_codes(tx, clerk, {.id = paper_mill, .people = people}); });
    }
    OwnSession sign_in(const std::string& invitation, const std::string& code, const char* document = man_id) {
        return begin_own_session(*db, Actor{},
                                 {.invitation = {invitation}, .document_number = {document}, .code = {code}});
    }
    /// Who a request with that token is.
    Actor holder_of(const OwnSession& session) {
        http::Request request;
        request.path = "/my";
        request.headers.emplace_back("authorization", "Bearer " + session.token);
        return db->read_value([&](Snapshot& s) { return accounts.identify(s, request); });
    }
    Actor signed_in() { return holder_of(sign_in(invite(clerk, paper_mill).token, codes().items.at(0).code)); }
    OwnFile file_of(const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return show_own_file(s, actor); });
    }

    auth::Accounts accounts{{}, ring, db.clock()};
    Actor clerk = clerk_of(paper_mill);
    Id<Person> worker;
};

TEST_F(OwnFiles, OpenByInvitationDocumentAndCode) {
    const auto link = invite(clerk, paper_mill);
    EXPECT_EQ(link.link, "https://city.example/me/#invitation=" + link.token);
    const auto made = codes();
    ASSERT_EQ(made.items.size(), 1U);
    EXPECT_EQ(made.items[0].code.size(), 8U);
    const auto spaced = made.items[0].code.substr(0, 4) + " " + made.items[0].code.substr(4);

    const auto actor = holder_of(sign_in(link.token, spaced));
    EXPECT_EQ(actor.kind, ActorKind::person);
    EXPECT_EQ(actor.permissions, Permissions{}) << "the file is its own, and nothing else is";
    const auto own = file_of(actor);
    EXPECT_EQ(own.id, worker);
    EXPECT_EQ(own.masked_name, "张*");
    EXPECT_EQ(own.employer_name, "泗水造纸厂");
    EXPECT_FALSE(own.pass);

    const NewOwnDeclaration declaration{.id = Id<Declaration>::make(now()), .answers = healthy()};
    const auto declare_it = [&] {
        return db->write_value([&](Tx& tx) { return declare_own_health(tx, actor, declaration); });
    };
    const auto first = declare_it();
    ASSERT_TRUE(first.pass);
    EXPECT_EQ(declare_it().pass->id, first.pass->id) << "sent twice, declared once";
    const auto after = file_of(actor);
    ASSERT_TRUE(after.pass);
    EXPECT_EQ(after.pass->token, first.pass->token);
    EXPECT_EQ(after.declaration->id, declaration.id);
}

TEST_F(OwnFiles, TakeACodeOnce) {
    const auto link = invite(clerk, paper_mill);
    const auto code = codes().items.at(0).code;
    sign_in(link.token, code);
    EXPECT_EQ(fault_of([&] { sign_in(link.token, code); }), "own_sign_in_failed");
    EXPECT_TRUE(codes().items.empty()) << "who is in needs no other";
    const auto another = codes(std::vector{worker}).items.at(0).code;
    EXPECT_NO_THROW(sign_in(link.token, another)) << "unless it is asked for: a new phone";
}

TEST_F(OwnFiles, SayTheSameOfAWrongCodeAndAStranger) {
    const auto link = invite(clerk, paper_mill);
    const auto code = codes().items.at(0).code;
    const auto wrong = code == "00000000" ? "00000001" : "00000000";
    EXPECT_EQ(fault_of([&] { sign_in(link.token, wrong); }), "own_sign_in_failed");
    EXPECT_EQ(fault_of([&] { sign_in(link.token, code, woman_id); }), "own_sign_in_failed");
    EXPECT_EQ(fault_of([&] { sign_in(link.token, code, "nonsense"); }), "own_sign_in_failed");
    EXPECT_NO_THROW(sign_in(link.token, code)) << "a wrong try does not spend the code";
}

TEST_F(OwnFiles, CountTriesHoweverTheDocumentIsSpelt) {
    const auto link = invite(clerk, paper_mill);
    codes();
    const std::array spellings{"37088119850615021X", "37088119850615021x", " 370881 19850615 021X "};
    add(clerk, {.document_number = third_id, .name = "李四"});
    const auto code = codes().items.at(0).code;
    const auto most = accounts.settings().failures_to_lock;
    std::string last;
    for (int i = 0; i <= most; ++i)
        last = fault_of([&] { sign_in(link.token, "wrong", spellings[static_cast<std::size_t>(i) % 3]); });
    EXPECT_EQ(last, "locked");
    EXPECT_EQ(fault_of([&] { sign_in(link.token, code, third_id); }), "locked") << "even the right code waits";
    db.clock().advance(accounts.settings().lock_time + std::chrono::seconds(1));
    EXPECT_NO_THROW(sign_in(link.token, code, third_id));
}

TEST_F(OwnFiles, StayShutToOldLinksOldCodesAndThoseWhoLeft) {
    const auto before = invite(clerk, paper_mill);
    const auto code = codes().items.at(0).code;
    const auto link = invite(clerk, paper_mill);
    EXPECT_EQ(fault_of([&] { sign_in(before.token, code); }), "no_such_invitation") << "replaced";
    EXPECT_EQ(fault_of([&] { sign_in("tz_i_nonsense", code); }), "no_such_invitation");
    EXPECT_EQ(fault_of([&] { sign_in(invite(clerk_of(brewery), brewery).token, code); }), "own_sign_in_failed")
        << "another employer's";
    const auto actor = holder_of(sign_in(link.token, code));
    db->write([&](Tx& tx) { leave_roster(tx, clerk, {.id = paper_mill, .person = worker}); });
    EXPECT_EQ(fault_of([&] { file_of(actor); }), "not_found");
    db.clock().advance(invitation_time + std::chrono::hours(1));
    EXPECT_EQ(fault_of([&] { sign_in(link.token, code); }), "no_such_invitation") << "too old";
}

TEST_F(OwnFiles, OpenNothingAfterSigningOutOrErasure) {
    auto session = sign_in(invite(clerk, paper_mill).token, codes().items.at(0).code);
    auto actor = holder_of(session);
    db->write([&](Tx& tx) { end_own_session(tx, actor); });
    EXPECT_EQ(fault_of([&] { holder_of(session); }), "token_not_valid");

    session = sign_in(invite(clerk, paper_mill).token, codes(std::vector{worker}).items.at(0).code);
    db->write([&](Tx& tx) { erase_person(tx, officer_of(sishui), worker, "撤回同意"); });
    EXPECT_EQ(fault_of([&] { holder_of(session); }), "token_not_valid");
    EXPECT_EQ(value<std::int64_t>("SELECT COUNT(*) FROM personal_codes"), 0);
}

TEST_F(OwnFiles, AreNotForAccountsAndInvitationsNotForForeignClerks) {
    EXPECT_EQ(fault_of([&] { file_of(clerk); }), "no_own_file");
    EXPECT_EQ(fault_of([&] { invite(clerk_of(coal_mine, zoucheng), paper_mill); }), "not_found");
    EXPECT_EQ(fault_of([&] {
                  db->write_value([&](Tx& tx) {
                      return make_codes(tx, clerk_of(brewery), {.id = brewery, .people = std::vector{worker}});
                  });
              }),
              "not_found")
        << "not on that roster";
}

TEST_F(OwnFiles, FollowAMerge) {
    const auto other =
        add(clerk, {.document_kind = DocumentKind::passport, .document_number = "E12345678", .name = "张三"});
    const auto link = invite(clerk, paper_mill);
    const auto made = codes();
    const auto code = std::ranges::find(made.items, worker, &PersonalCode::person)->code;
    merge(officer_of(sishui), other.person, worker);
    EXPECT_EQ(file_of(holder_of(sign_in(link.token, code))).id, other.person);
}

TEST_F(OwnFiles, KeepNoCodeThatCouldBeRead) {
    const auto link = invite(clerk, paper_mill);
    const auto code = codes().items.at(0).code;
    const auto kept = value<std::string>("SELECT code_tag FROM personal_codes");
    EXPECT_EQ(kept.find(code), std::string::npos);
    EXPECT_EQ(value<std::string>("SELECT token_hash FROM roster_invitations"), seal::hash_token(link.token));
}

}  // namespace
}  // namespace tongzhou::people
