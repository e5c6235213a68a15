// What the module keeps in memory: the courier, if this process sends, and who knows which organisations are eligible.
// Private to this module.
#pragma once

#include "modules/messages/messages.hpp"

namespace tongzhou::messages {

class Courier;

class Sending {
  public:
    Sending();
    ~Sending();
    Sending(const Sending&) = delete;
    Sending& operator=(const Sending&) = delete;

    void start(Database& database, SendingOptions options);
    void stop();
    /// There is something to send. From any thread.
    void wake();
    std::string public_url() const;

    EligibleOrganizations eligible;  ///< set before the first request

  private:
    mutable std::mutex mutex_;
    std::string public_url_;
    std::unique_ptr<Courier> courier_;
};

/// Wakes the courier of this process when `tx` is committed.
void wake_after(Tx& tx);

}  // namespace tongzhou::messages
