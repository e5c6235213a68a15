// Who recently proved to be whom, by the hash of the token: what makes the hot path of a device need no database.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/instant.hpp"
#include "platform/access/actor.hpp"

namespace tongzhou::auth {

/// A credential that was found good.
struct Identity {
    Actor actor;
    Uuid credential;                 ///< the row of the session or token
    std::string csrf;                ///< what an unsafe request with this cookie must carry; empty for tokens
    std::string user_agent;          ///< of a session, as its last look-up carried it
    Instant looked_up;               ///< when the database last said so
    std::optional<Instant> ends_at;  ///< its absolute end
    std::optional<std::chrono::milliseconds> idle_time;
    mutable std::atomic<std::int64_t> seen_ms{0};  ///< its last use, by the clock of this program

    bool is_alive(Instant now) const;
    /// Never back: an earlier use by a slower thread does not count.
    void touch(Instant at) const;
};

/// A use of a session or token that is not in the database yet.
struct Use {
    ActorKind kind = ActorKind::account;
    Uuid credential;
    std::int64_t seen_ms = 0;
    std::string user_agent;
};

class IdentityCache {
  public:
    IdentityCache(std::size_t most, std::chrono::milliseconds trusted_for) : most_(most), trusted_for_(trusted_for) {}

    using Known = std::shared_ptr<const Identity>;
    /// Nothing when it is unknown or has to be looked up again.
    Known find(const std::string& hash, Instant now) const;
    /// The same however long ago it was looked up.
    Known find_old(const std::string& hash) const;

    /// Ask before looking up; put() keeps nothing when something was forgotten in between, for then the look-up may
    /// have seen the state before.
    std::uint64_t generation() const { return generation_.load(); }
    void put(const std::string& hash, Known identity, std::uint64_t generation);

    /// Keeps no identity of that account, device, session or token for a few seconds: called before the change is
    /// committed, it holds until after. Whoever is looked up meanwhile is looked up each time.
    void doubt(const Uuid& whose, Instant now);
    /// The same for everyone: a role has changed.
    void doubt_all(Instant now);
    /// Forgets them; once the change is committed.
    void forget(const Uuid& whose);
    void forget_all();

    /// The uses that are newer by `older_than` than what was taken before; they count as taken.
    std::vector<Use> take_uses(std::chrono::milliseconds older_than);
    /// They could not be stored: offer them again.
    void give_back(const std::vector<Use>& uses);

    std::size_t size() const;

  private:
    struct Entry {
        Known identity;
        std::int64_t stored_ms = 0;  // the use that the database knows of
    };
    using Entries = std::unordered_map<std::string, Entry>;
    /// Drops the entries for which `go` holds, and keeps their uses.
    template <class Go>
    void drop(Go go);
    void make_room(Instant now);
    bool is_doubted(const Identity& identity, Instant now) const;

    const std::size_t most_;
    const std::chrono::milliseconds trusted_for_;
    mutable std::shared_mutex mutex_;
    std::atomic<std::uint64_t> generation_{0};
    Entries entries_;
    std::vector<std::pair<Uuid, Instant>> doubted_;  // and until when
    Instant all_doubted_until_;
    std::vector<Use> left_over_;  // of entries that had to make room
};

}  // namespace tongzhou::auth
