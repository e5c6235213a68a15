// Organisations and sites in memory, for the look-ups that every passage needs. Private to this module.
#pragma once

#include <mutex>
#include <shared_mutex>

#include "modules/organizations/organizations.hpp"

namespace tongzhou::organizations {

/// A map that forgets: an entry after two seconds, for other nodes change records too, and everything when it is full.
///
/// From the moment a transaction changes a record until its commit has been told, nothing is kept of it, so that who
/// asks after the commit reads the database. A transaction that fails is never told; its mark fades like an entry.
template <class T>
class Memory {
  public:
    using Key = Id<typename T::Of>;
    using Steady = std::chrono::steady_clock;

    std::optional<T> recall(const Key& id, Instant now) const {
        std::shared_lock lock(mutex_);
        auto found = entries_.find(id);
        if (found == entries_.end() || faded(found->second.read_at, now)) return std::nullopt;
        return found->second.value;
    }
    /// `began` is when the reading Snapshot began: one older than the last change may have seen what was before it.
    void keep(const Key& id, T value, Instant now, Steady::time_point began) {
        std::unique_lock lock(mutex_);
        auto mark = changing_.find(id);
        if (began <= changed_at_ || (mark != changing_.end() && !faded(mark->second, now))) return;
        if (entries_.size() >= most) entries_.clear();
        entries_.insert_or_assign(id, Entry{std::move(value), now});
    }
    void change(const Key& id, Instant now) {
        std::unique_lock lock(mutex_);
        entries_.erase(id);
        if (changing_.size() >= most) std::erase_if(changing_, [&](const auto& m) { return faded(m.second, now); });
        changing_.insert_or_assign(id, now);
    }
    void changed(const Key& id) {
        std::unique_lock lock(mutex_);
        changed_at_ = Steady::now();
        changing_.erase(id);
    }

  private:
    static constexpr std::chrono::milliseconds longest{2'000};
    static constexpr std::size_t most = 50'000;
    // A clock that was set back makes everything fade.
    static bool faded(Instant from, Instant now) { return now < from || now - from > longest; }
    struct Entry {
        T value;
        Instant read_at;
    };
    mutable std::shared_mutex mutex_;
    std::unordered_map<Key, Entry> entries_;
    std::unordered_map<Key, Instant> changing_;
    Steady::time_point changed_at_;
};

struct RememberedSite {
    using Of = Site;
    SitePlace place;
};
struct RememberedOrganization {
    using Of = Organization;
    Place place;
};

struct Places {
    Memory<RememberedSite> sites;
    Memory<RememberedOrganization> organizations;
};

}  // namespace tongzhou::organizations
