// The courier: one thread that takes what is due, gives it to the network and records what came back. Private to this
// module.
//
// Each round is one transaction: the verdicts on what has come back, and the messages that are taken next. Whatever it
// was doing when it is killed stands in the outbox as `sending` under a lease, and is dealt with when that has run out.
#pragma once

#include <set>
#include <thread>

#include "modules/messages/outbox.hpp"

namespace tongzhou::messages {

class Courier {
  public:
    Courier(Database& database, SendingOptions options);
    /// Stops.
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Goes on by itself from now on.
    void start();
    /// Waits for what is on its way, and records it. Idempotent.
    void stop();
    /// There is something to send. From any thread.
    void wake();

    /// One round on the calling thread, for tests: takes and sends, waits at most that long for answers, records them.
    /// Returns how many are on their way still.
    std::size_t round(std::chrono::milliseconds at_most);

  private:
    struct OnTheWay {
        Id<Channel> channel;
        std::string token;           ///< of the official account, that it was sent with
        std::optional<Taken> taken;  ///< nothing: a token is being fetched
    };
    struct Settled {
        OnTheWay what;
        outgoing::Answer answer;
    };
    struct Known {
        Instant updated_at;
        OpenChannel channel;
    };
    struct Load {
        std::map<Id<Channel>, std::vector<Taken>> taken;
        std::vector<Id<Channel>> need_token;
        bool is_more = false;  ///< a broadcast has further recipients
    };

    void run(const std::stop_token& stop);
    void finish();
    void wait(std::chrono::milliseconds at_most);
    void exchange(bool takes);
    void record_all(Tx& tx);
    void record_token(Tx& tx, const Settled& settled);
    Load take_all(Tx& tx);
    OpenChannel& open(Snapshot& snapshot, const StoredChannel& stored);
    void dispatch(const OpenChannel& channel, std::vector<Taken> taken);
    void fetch_token(const OpenChannel& channel);

    Database& database_;
    const SendingOptions options_;
    const Taker taker_;
    outgoing::Carrier carrier_;
    std::map<outgoing::Carrier::Ticket, OnTheWay> on_the_way_;
    std::map<Id<Channel>, int> windows_;  ///< how many of each channel are on their way
    std::set<Id<Channel>> tokens_asked_;
    std::map<Id<Channel>, Known> channels_;
    std::vector<Settled> settled_;  ///< answered, and not recorded yet
    std::atomic<bool> woken_{true};
    std::jthread thread_;
};

}  // namespace tongzhou::messages
