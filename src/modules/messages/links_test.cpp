// What comes back: links that are opened, the inbox, receipts.
#include "modules/messages/channels.hpp"
#include "modules/messages/inbox.hpp"
#include "modules/messages/receipts.hpp"
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Links = PostOffice;
using InboxTest = PostOffice;
using Receipts = PostOffice;

std::string code_in(const std::string& text) {
    const auto at = text.find("/l/");
    return at == std::string::npos ? std::string() : text.substr(at + 3, 12);
}

TEST_F(Links, TellReadingAndApplyingApartWithoutSayingWhoItIs) {
    const Receiver receiver;
    const auto hook = webhook(receiver).text();
    const auto id = broadcast(
        city,
        fmt::format(R"({{"text":"看 {{{{link}}}} 办 {{{{apply_link}}}}","link":"/console/#/policies/1",)"
                    R"("apply_link":"https://apply.example.cn/?p=1","channel":"{}","audience":{{"kind":"group"}}}})",
                    hook));
    deliver();
    const auto body = receiver.seen().front().body;
    const auto code = code_in(body);
    ASSERT_EQ(code.size(), 12u);
    EXPECT_THAT(body,
                HasSubstr("https://tongzhou.example/l/" + code + " 办 https://tongzhou.example/l/" + code + "/apply"));
    const auto message = messages_of(id, city).front().id;
    EXPECT_THAT(code, Not(HasSubstr(message.text().substr(0, 8))));
    const auto by_code = fmt::format(R"({{"code":"{}"}})", code);
    Actor nobody;
    // A mail filter, a chat's preview, a browser that fetches ahead: all of them GET or HEAD.
    const auto page = call("GET", "/l/{code}", nobody, by_code);
    EXPECT_THAT(page, HasSubstr("href=\"/console/#/policies/1\""));
    EXPECT_THAT(page, HasSubstr("credentials:'omit'"));
    call("GET", "/l/{code}/apply", nobody, by_code);
    EXPECT_EQ(shown(id).opened, 0);
    for (int i = 0; i < 3; ++i)
        EXPECT_THAT(call("POST", "/l/{code}", nobody, by_code), HasSubstr("/console/#/policies/1"));
    EXPECT_EQ(shown(id).opened, 1) << "once, however often";
    EXPECT_EQ(shown(id).delivered, 1) << "what was opened had arrived";
    EXPECT_EQ(shown(id).applied, 0);
    EXPECT_THAT(call("POST", "/l/{code}/apply", nobody, by_code), HasSubstr("https://apply.example.cn/?p=1"));
    EXPECT_EQ(shown(id).applied, 1);
    for (const auto* wrong : {"AAAAAAAAAAAA", "x", "0123456789012345678901234567890123456789"})
        EXPECT_EQ(fault_of([&] { call("POST", "/l/{code}", nobody, fmt::format(R"({{"code":"{}"}})", wrong)); }),
                  "no_such_link");
    db->read([&](Snapshot& s) {
        EXPECT_THAT(s.all_of<std::string>("SELECT code_hash FROM message_links", {}), Not(::testing::Contains(code)));
    });
    expect_counters();
}

TEST_F(Links, OfSomethingAppliedForElsewhereAreCountedThere) {
    const Receiver receiver;
    webhook(receiver);
    auto with_link = message(ChannelKind::webhook, "看 {{link}}");
    with_link.link = "/me/";
    const auto id = post(with_link);
    deliver();
    const auto code = code_in(receiver.seen().front().body);
    db->write([&](Tx& tx) {
        record_application(tx, code);
        record_application(tx, "AAAAAAAAAAAA");
    });
    EXPECT_TRUE(shown(id).applied_at);
    EXPECT_TRUE(shown(id).opened_at) << "who applies has read";
}

TEST_F(InboxTest, IsEachAccountsOwnAndItsOrganisations) {
    const auto clerk = clerk_of(plant, sishui), colleague = clerk_of(plant, sishui),
               foreigner = clerk_of(mill, jinxiang);
    auto to_plant = message(ChannelKind::inbox, "给单位，{{link}}");
    to_plant.to = {RecipientKind::organization, plant.uuid(), "泗水机械厂", {}};
    to_plant.link = "/console/#/tickets/1";
    to_plant.organization = plant;
    const auto first = post(to_plant);
    auto to_clerk = message(ChannelKind::inbox, "给本人");
    to_clerk.to = {RecipientKind::account, clerk.id, "clerk", {}};
    post(to_clerk);
    const auto inbox = [&](const Actor& actor) { return call<Inbox>("GET", "/my/messages", actor); };
    EXPECT_EQ(inbox(clerk).unread, 2);
    EXPECT_EQ(inbox(colleague).unread, 1);
    EXPECT_EQ(inbox(foreigner).unread, 0);
    EXPECT_THAT(inbox(foreigner).items, IsEmpty());
    EXPECT_EQ(inbox(clerk).items[0].text, "给本人") << "the newest first";
    EXPECT_THAT(inbox(clerk).items[1].text, HasSubstr("/l/" + code_in(*inbox(clerk).items[1].link)));
    const auto read = [&](const Actor& actor) {
        return call<UnreadCount>("POST", "/my/messages/{id}/read", actor, fmt::format(R"({{"id":"{}"}})", first.text()))
            .unread;
    };
    EXPECT_EQ(fault_of([&] { read(foreigner); }), "not_found");
    EXPECT_EQ(read(colleague), 0);
    EXPECT_EQ(inbox(clerk).unread, 1) << "the organisation has read it";
    EXPECT_TRUE(shown(first).opened_at);
    EXPECT_EQ(shown(first).state, MessageState::accepted);
    EXPECT_TRUE(shown(first).delivered_at) << "an inbox is where it is";
    InboxRequest older;
    EXPECT_EQ(fault_of([&] { call("GET", "/my/messages", system); }), "no_own_account");
}

TEST_F(InboxTest, TellsScreensOfTheOrganisationAndNobodyElse) {
    auto to_plant = message(ChannelKind::inbox);
    to_plant.to = {RecipientKind::organization, plant.uuid(), "泗水机械厂", {}};
    to_plant.organization = plant;
    const auto id = post(to_plant);
    // What an event carries is no more than everyone in its scope may read: an id.
    EXPECT_EQ(fault_of([&] {
                  call("GET", "/messages/{id}", clerk_of(mill, jinxiang), fmt::format(R"({{"id":"{}"}})", id.text()));
              }),
              "not_found");
    EXPECT_EQ(fault_of([&] {
                  call("GET", "/messages/{id}", clerk_of(plant, sishui), fmt::format(R"({{"id":"{}"}})", id.text()));
              }),
              "");
}

TEST_F(Receipts, CountDeliveryApartAndSettleDoubts) {
    Receiver receiver([n = 0](const http::Request&) mutable {
        ++n;
        return n == 2 ? silence() : Reaction{.body = fmt::format(R"({{"errcode":0,"sid":"S{}"}})", n)};
    });
    const auto gateway = sms(receiver);
    const auto second = enterprise("泗水造纸厂", sishui), third = enterprise("泗水啤酒厂", sishui);
    for (const auto& [organization, mobile] :
         {std::pair{plant, "13800138000"}, std::pair{second, "13800138001"}, std::pair{third, "13800138002"}})
        contact(organization, "mobile", mobile);
    const auto id = broadcast(
        city, fmt::format(R"({{"text":"x","channel":"{}","audience":{{"kind":"organizations","division":"370831"}}}})",
                          gateway.text()));
    deliver();
    EXPECT_EQ(std::tuple(shown(id).accepted, shown(id).uncertain, shown(id).delivered), std::tuple(2, 1, 0));
    const auto token = call<ReceiptToken>("POST", "/channels/{id}/receipt-token", city,
                                          fmt::format(R"({{"id":"{}"}})", gateway.text()))
                           .token;
    std::string in_doubt;
    for (const auto& row : messages_of(id, city))
        if (row.state == MessageState::uncertain) in_doubt = row.id.text();
    Actor nobody;
    const auto receipts = [&](const std::string& with) {
        return call<ReceiptsResult>(
            "POST", "/message-receipts", nobody,
            fmt::format(R"({{"token":"{}","items":[{{"reference":"S1","delivered":true}},)"
                        R"({{"reference":"S3","delivered":false,"detail":"空号"}},{{"message":"{}","delivered":true}},)"
                        R"({{"reference":"S99","delivered":true}}]}})",
                        with, in_doubt));
    };
    EXPECT_EQ(fault_of([&] { receipts("tz_a_wrong"); }), "receipt_token_unknown");
    for (int i = 0; i < 2; ++i) {
        const auto result = receipts(token);
        EXPECT_EQ(std::tuple(result.known, result.unknown), std::tuple(3, 1));
        const auto seen = shown(id);
        EXPECT_EQ(std::tuple(seen.accepted, seen.delivered, seen.failed, seen.uncertain), std::tuple(3, 2, 1, 0));
        EXPECT_EQ(seen.state, BroadcastState::done_with_failures);
        EXPECT_EQ(seen.failures.front().reason, "not_delivered");
        expect_counters();
    }
    call("POST", "/broadcasts/{id}/retry", city, fmt::format(R"({{"id":"{}"}})", id.text()));
    deliver();
    EXPECT_EQ(shown(id).accepted, 3);
    EXPECT_EQ(shown(id).state, BroadcastState::done);
    expect_counters();
}

}  // namespace
}  // namespace tongzhou::messages::testing
