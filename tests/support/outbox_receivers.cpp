#include "support/outbox_receivers.hpp"

#include <functional>

namespace tongzhou::testing {
namespace {

using messages::testing::coded;
using messages::testing::Reaction;
using outgoing::testing::MailTreatment;
using outgoing::testing::ReceivedMail;

// A number from 0 to 999 that is the same for a key each time.
int lot_of(const std::string& key) { return static_cast<int>(std::hash<std::string>{}(key) % 1000); }

std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const auto begin = text.find(before);
    if (begin == std::string::npos) return {};
    const auto from = begin + before.size();
    return text.substr(from, text.find(after, from) - from);
}

}  // namespace

OutboxReceivers::OutboxReceivers()
    : mail_(outgoing::MailSecurity::starttls, [this](const ReceivedMail& mail) { return treat(mail); }),
      http_([this](const http::Request& request) { return react(request); }) {}

Reaction OutboxReceivers::keep_silent(const std::string& key) {
    ++ledger_.silent;
    ledger_.note_silent(key);
    return messages::testing::silence();
}
Reaction OutboxReceivers::refuse(const std::string& key, std::int64_t code) {
    ++ledger_.refused;
    ledger_.note_refused(key);
    return coded(code, "refused");
}
Reaction OutboxReceivers::not_now(std::int64_t code) {
    ++ledger_.failed_for_now;
    return coded(code, "busy");
}

Reaction OutboxReceivers::react(const http::Request& request) {
    ++ledger_.requests;
    if (request.path == "/hook") return react_to_webhook(request);
    if (request.path == "/sms") return react_to_sms(request);
    if (request.path == "/cgi-bin/token") return {.body = R"({"access_token":"T","expires_in":7200})"};
    if (request.path == "/cgi-bin/message/template/send") return react_to_account(request);
    return react_to_robot(request);
}

// Knows an id that it has seen: takes each once, however often it comes.
Reaction OutboxReceivers::react_to_webhook(const http::Request& request) {
    const std::string key(request.header("x-tongzhou-id"));
    if (++hooks_ % 2000 == 0) {
        ++ledger_.throttled;
        return {.status = 429, .headers = {{"retry-after", "1"}}};
    }
    const int lot = lot_of(key), tries = ledger_.next_try(key);
    if (lot < 20) return refuse(key, 17);
    if (lot < 50 && tries == 1) return {.status = 500, .body = "{}"};
    if (lot < 80 && tries <= 2) return not_now(-1);
    if (lot < 85 && tries == 1) return keep_silent(key);
    ledger_.take_once(key);
    if (lot < 90 && tries == 1) return keep_silent(key);
    return coded(0);
}

// Tells no doubles: whatever comes is sent to the phone.
Reaction OutboxReceivers::react_to_sms(const http::Request& request) {
    const auto key = between(request.body, R"("id":")", "\"");
    const int lot = lot_of(key), tries = ledger_.next_try(key);
    if (lot < 10) return refuse(key, 5);
    if (lot < 40 && tries == 1) return not_now(7);
    if (lot < 60 && tries == 1) return {.status = 500, .body = "{}"};
    if (lot < 63) return keep_silent(key);
    ledger_.take(key);
    if (lot < 66) return keep_silent(key);
    return coded(0);
}

Reaction OutboxReceivers::react_to_account(const http::Request& request) {
    const auto key = between(request.body, R"("client_msg_id":")", "\"");
    const int lot = lot_of(key), tries = ledger_.next_try(key);
    if (lot < 10) return refuse(key, 40003);
    if (lot < 30 && tries == 1) return not_now(-1);
    ledger_.take_once(key);
    if (lot < 35 && tries == 1) return keep_silent(key);
    return coded(0);
}

Reaction OutboxReceivers::react_to_robot(const http::Request& request) {
    const auto key = between(request.body, "[", "]");
    const int tries = ledger_.next_try(key);
    if (lot_of(key) < 200 && tries == 1) return not_now(-1);
    ledger_.take(key);
    return coded(0);
}

MailTreatment OutboxReceivers::treat(const ReceivedMail& mail) {
    // Asked once when the receiver is named and once when the text begins; the address names the message.
    const auto key = mail.to.substr(0, mail.to.find('@'));
    const int lot = lot_of(key), asked = ledger_.next_try(key);
    if (asked % 2 == 1) ++ledger_.requests;
    if (lot < 10) {
        ++ledger_.refused;
        ledger_.note_refused(key);
        return {.recipient_code = 550};
    }
    if (lot < 40 && asked == 1) {
        ++ledger_.failed_for_now;
        return {.recipient_code = 451};
    }
    if (lot < 50 && asked == 2) {
        ++ledger_.silent;
        ledger_.note_silent(key);
        return {.drop = MailTreatment::Drop::after_end};
    }
    return {};
}

}  // namespace tongzhou::testing
