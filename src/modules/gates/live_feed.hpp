// The dashboard as a stream: the numbers of a screen, sent anew when they have changed, at most once a second. Private
// to this module.
#pragma once

#include "modules/gates/dashboard.hpp"

namespace tongzhou::gates {

/// The clients that watch a dashboard, and the one thread that counts for them all: once for those who see the same.
///
/// Commits of this process are noticed at the next second, those of other nodes within five. Nobody is streamed to for
/// longer than five minutes on one permission: the client connects again and is asked who it is.
class LiveFeed {
  public:
    struct Options {
        std::chrono::milliseconds every{1'000};
        std::chrono::milliseconds look_at_others_every{5'000};
        std::chrono::milliseconds stream_life = std::chrono::minutes(5);
        std::size_t most_watchers = 500;
    };
    explicit LiveFeed(Database& database);
    LiveFeed(Database& database, Options options);
    ~LiveFeed();
    LiveFeed(const LiveFeed&) = delete;
    LiveFeed& operator=(const LiveFeed&) = delete;

    /// Throws Problem 503 when there are too many watchers.
    api::Feed watch(const Actor& actor, const DashboardRequest& request);
    /// Ends the streams of this account, token, device or session.
    void forget(const Uuid& whose);
    std::size_t watchers() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

/// `GET /dashboard/events`: events named "dashboard", each a whole Dashboard.
api::Feed watch_dashboard(Database& database, const Actor& actor, const DashboardRequest& request);

}  // namespace tongzhou::gates
