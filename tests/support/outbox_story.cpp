#include "support/outbox_story.hpp"

#include <set>
#include <thread>

#include "main/program.hpp"
#include "modules/messages/messages.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/client.hpp"
#include "support/outbox_receivers.hpp"
#include "support/server_process.hpp"
#include "support/story_city.hpp"

namespace tongzhou::testing {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

const auto place = DivisionCode::of("370831");
constexpr std::int64_t messages_of_a_robot = 12;

double seconds_since(SteadyClock::time_point begun) {
    return std::chrono::duration<double>(SteadyClock::now() - begun).count();
}

std::string quoted(const std::string& text) {
    std::string json;
    write_json_text(text, json);
    return json;
}

// By its endpoints, as an administrator would.
void make_channels(Client& client, const OutboxReceivers& receivers) {
    const auto make = [&](const char* kind, const std::string& settings, const char* secrets, const char* more) {
        const auto reply = client.post(
            "/channels", fmt::format(R"({{"name":"{0}","kind":"{0}","division":"3708","shared":true,"settings":{1},)"
                                     R"("secrets":{2},"first_retry_seconds":1{3}}})",
                                     kind, settings, secrets, more));
        if (reply.status != 201) throw std::runtime_error(std::string("no channel ") + kind + ": " + reply.body);
    };
    make("webhook", fmt::format(R"({{"address":"{}","time_seconds":1}})", receivers.http("/hook")),
         R"({"secret":"hook"})", "");
    make("sms",
         fmt::format(
             R"({{"address":"{}","time_seconds":1,"answer_field":"errcode","answer_good":"0","answer_again":["7"],)"
             R"("body":{}}})",
             receivers.http("/sms"), quoted(R"({"to":"{{mobile}}","text":"{{text}}","id":"{{id}}"})")),
         "{}", "");
    make("wechat_template",
         fmt::format(R"({{"address":"{}","time_seconds":1,"app_id":"wx","template_id":"t",)"
                     R"("fields":[{{"key":"first","value":"{{{{text}}}}"}}]}})",
                     receivers.http("")),
         R"({"secret":"app"})", "");
    make("mail",
         fmt::format(
             R"({{"host":"127.0.0.1","port":{},"from":"notice@jining.example","certificates":{},"time_seconds":5}})",
             receivers.mail().port(), quoted(receivers.mail().certificate())),
         "{}", "");
    make("dingtalk_robot", fmt::format(R"({{"address":"{}"}})", receivers.http("/robot/send")),
         R"({"access_token":"ding","secret":"SEC"})", "");
    make("wecom_robot", fmt::format(R"({{"address":"{}"}})", receivers.http("/cgi-bin/webhook/send")),
         R"({"access_token":"wecom"})", "");
}

ChannelKind kind_of(std::int64_t n) {
    if (n < messages_of_a_robot) return ChannelKind::dingtalk_robot;
    if (n < 2 * messages_of_a_robot) return ChannelKind::wecom_robot;
    switch (n % 20) {
        case 0: return ChannelKind::mail;
        case 1:
        case 2: return ChannelKind::wechat_template;
        case 3:
        case 4:
        case 5:
        case 6:
        case 7: return ChannelKind::sms;
        default: return ChannelKind::webhook;
    }
}

messages::Message message(std::int64_t n, const Id<messages::Message>& id) {
    messages::Message message;
    message.id = id;
    message.by = kind_of(n);
    message.division = place;
    message.title = "复工提醒";
    message.text = fmt::format("[{}] 请做好今日体温登记。", id.text());
    message.urgency = messages::Urgency::urgent;  // the test may run at night
    switch (message.by) {
        case ChannelKind::sms:
            message.to = {messages::RecipientKind::address, {}, "*", fmt::format("138{:08}", n)};
            break;
        case ChannelKind::mail:
            message.to = {messages::RecipientKind::address, {}, "*", id.text() + "@x.example"};
            break;
        case ChannelKind::wechat_template:
            message.to = {messages::RecipientKind::address, {}, "*", fmt::format("o{:027}", n)};
            break;
        default: break;
    }
    return message;
}

std::set<std::string> write_messages(const std::filesystem::path& data, std::int64_t count) {
    Program program(story_settings(data), Opening::as_it_is);
    std::set<std::string> ids;
    for (std::int64_t n = 0; n < count;) {
        const auto end = std::min(n + 1'000, count);
        program.database().write([&](Tx& tx) {
            for (auto i = n; i < end; ++i) {
                const auto id = Id<messages::Message>::make(tx.now());
                messages::enqueue(tx, message(i, id));
                ids.insert(id.text());
            }
        });
        n = end;
    }
    return ids;
}

struct Total {
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(Total, (), (total))

std::int64_t not_over(ServerProcess& server, const std::string& token) {
    Client client(server.port());
    client.set_header("Authorization", "Bearer " + token);
    const auto reply = client.get("/messages?state=waiting&state=sending&count=true&limit=1");
    return from_json<Total>(reply.body, {.unknown_fields = UnknownFields::ignore}).total;
}

struct End {
    std::string id, kind, state;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(End, (), (id, kind, state, reason))

void compare(const std::vector<End>& ends, const std::set<std::string>& written, const OutboxReceivers& receivers,
             OutboxOutcome& outcome) {
    auto fortunes = receivers.ledger().fortunes();
    for (const auto& mail : receivers.mail().taken()) {
        auto& fortune = fortunes[mail.to.substr(0, mail.to.find('@'))];
        // Receivers of mail tell doubles by the Message-ID.
        ++(fortune.taken == 0 ? fortune.taken : fortune.recognised);
    }
    std::set<std::string> seen;
    std::int64_t interrupted = 0;
    for (const auto& end : ends) {
        seen.insert(end.id);
        const auto& fortune = fortunes[end.id];
        outcome.doubled += fortune.taken > 1;
        outcome.recognised += fortune.recognised;
        outcome.accepted += end.state == "accepted";
        outcome.failed += end.state == "failed";
        outcome.uncertain += end.state == "uncertain";
        outcome.lost += end.state == "waiting" || end.state == "sending";
        outcome.said_accepted_but_were_not += end.state == "accepted" && fortune.taken != 1;
        outcome.said_failed_but_were_taken += end.state == "failed" && fortune.taken > 0;
        if (end.state != "uncertain" || fortune.silent) continue;
        if (end.reason == "interrupted" || end.reason == "broken_off")
            ++interrupted;
        else
            ++outcome.uncertain_without_cause;
    }
    // At a kill no more than their windows are under way: eight short messages, and one for each robot.
    outcome.uncertain_without_cause += std::max<std::int64_t>(0, interrupted - std::int64_t{10} * outcome.kills);
    for (const auto& id : written) outcome.lost += !seen.contains(id);
    const auto& ledger = receivers.ledger();
    outcome.requests = ledger.requests;
    outcome.throttled = ledger.throttled;
    outcome.refused = ledger.refused;
    outcome.silent = ledger.silent;
    outcome.failed_for_now = ledger.failed_for_now;
}

}  // namespace

OutboxOutcome play_outbox(const std::filesystem::path& data, const OutboxPlan& plan) {
    OutboxOutcome outcome;
    outcome.messages = plan.messages;
    std::string token;
    {
        Program program(story_settings(data), Opening::from_nothing);
        token = build_story_city(program, 1).administrator;
    }
    OutboxReceivers receivers;
    ServerProcess server(data, story_flags());
    server.start();
    {
        Client client(server.port());
        client.set_header("Authorization", "Bearer " + token);
        make_channels(client, receivers);
    }
    server.stop();
    const auto written = write_messages(data, plan.messages);

    const auto begun = SteadyClock::now();
    for (; outcome.kills < plan.kills; ++outcome.kills) {
        const auto before = receivers.ledger().requests.load();
        server.start();
        for (int i = 0; i < 1'000 && receivers.ledger().requests == before; ++i) std::this_thread::sleep_for(5ms);
        std::this_thread::sleep_for(plan.between_kills);
        server.kill();
    }
    server.start();
    auto quiet_since = SteadyClock::now();
    for (auto requests = receivers.ledger().requests.load();
         seconds_since(begun) < static_cast<double>(plan.patience.count());) {
        std::this_thread::sleep_for(250ms);
        if (not_over(server, token) == 0) break;
        const auto now = receivers.ledger().requests.load();
        if (now == requests) outcome.seconds_waiting += seconds_since(quiet_since);
        quiet_since = SteadyClock::now();
        requests = now;
    }
    outcome.seconds = seconds_since(begun);
    server.stop();

    Program program(story_settings(data), Opening::as_it_is);
    const auto ends = program.database().read_value(
        [](Snapshot& s) { return s.all_of<End>("SELECT id, kind, state, reason FROM messages", {}); });
    compare(ends, written, receivers, outcome);
    return outcome;
}

}  // namespace tongzhou::testing
