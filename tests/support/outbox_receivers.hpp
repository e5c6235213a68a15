// The receivers of the outbox story. What one does with a message follows from the message's key and how often it has
// come, so that a run can be repeated; each keeps what it has taken.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include "modules/messages/test_receivers.hpp"
#include "platform/outgoing/test_mail_server.hpp"

namespace tongzhou::testing {

/// What became of one message at its receiver.
struct Fortune {
    int tries = 0;
    int taken = 0;         ///< more than one is a double
    int recognised = 0;    ///< came again and was known
    bool refused = false;  ///< for good
    bool silent = false;   ///< at least once
};

class Ledger {
  public:
    /// The n-th time this key comes, from 1.
    int next_try(const std::string& key) {
        const std::lock_guard lock(mutex_);
        return ++fortunes_[key].tries;
    }
    void take(const std::string& key) {
        const std::lock_guard lock(mutex_);
        ++fortunes_[key].taken;
    }
    /// For receivers that tell doubles: takes it unless they have it.
    void take_once(const std::string& key) {
        const std::lock_guard lock(mutex_);
        auto& fortune = fortunes_[key];
        if (fortune.taken > 0)
            ++fortune.recognised;
        else
            fortune.taken = 1;
    }
    void note_refused(const std::string& key) {
        const std::lock_guard lock(mutex_);
        fortunes_[key].refused = true;
    }
    void note_silent(const std::string& key) {
        const std::lock_guard lock(mutex_);
        fortunes_[key].silent = true;
    }
    std::map<std::string, Fortune> fortunes() const {
        const std::lock_guard lock(mutex_);
        return fortunes_;
    }
    std::atomic<std::int64_t> requests{0}, throttled{0}, refused{0}, silent{0}, failed_for_now{0};

  private:
    mutable std::mutex mutex_;
    std::map<std::string, Fortune> fortunes_;
};

/// Webhooks, an SMS gateway, an official account, two robots and a mail server, on ports of their own.
class OutboxReceivers {
  public:
    OutboxReceivers();
    std::string http(const char* path) const { return http_.address(path); }
    const outgoing::testing::MailServer& mail() const { return mail_; }
    const Ledger& ledger() const { return ledger_; }

  private:
    messages::testing::Reaction react(const http::Request& request);
    messages::testing::Reaction react_to_webhook(const http::Request& request);
    messages::testing::Reaction react_to_sms(const http::Request& request);
    messages::testing::Reaction react_to_account(const http::Request& request);
    messages::testing::Reaction react_to_robot(const http::Request& request);
    outgoing::testing::MailTreatment treat(const outgoing::testing::ReceivedMail& mail);
    messages::testing::Reaction keep_silent(const std::string& key);
    messages::testing::Reaction refuse(const std::string& key, std::int64_t code);
    messages::testing::Reaction not_now(std::int64_t code);

    Ledger ledger_;
    std::atomic<std::int64_t> hooks_{0};
    outgoing::testing::MailServer mail_;
    messages::testing::Receiver http_;
};

}  // namespace tongzhou::testing
