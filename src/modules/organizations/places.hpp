// Organisations and sites in memory, for the look-ups that every passage needs. Private to this module.
#pragma once

#include <mutex>
#include <shared_mutex>

#include "modules/organizations/organizations.hpp"

namespace tongzhou::organizations {

/// A map that forgets: an entry after two seconds, for other nodes change records too, and everything when it is full.
template <class T>
class Memory {
  public:
    std::optional<T> recall(const Id<typename T::Of>& id, Instant now) const {
        std::shared_lock lock(mutex_);
        auto found = entries_.find(id);
        if (found == entries_.end() || now < found->second.read_at || now - found->second.read_at > longest)
            return std::nullopt;
        return found->second.value;
    }
    /// How often something was forgotten: taken before a read, it tells keep() whether what was read may be stale.
    std::uint64_t changes() const {
        std::shared_lock lock(mutex_);
        return changes_;
    }
    void keep(const Id<typename T::Of>& id, T value, Instant now, std::uint64_t changes_before) {
        std::unique_lock lock(mutex_);
        if (changes_ != changes_before) return;
        if (entries_.size() >= most) entries_.clear();
        entries_.insert_or_assign(id, Entry{std::move(value), now});
    }
    void forget(const Id<typename T::Of>& id) {
        std::unique_lock lock(mutex_);
        ++changes_;
        entries_.erase(id);
    }

  private:
    static constexpr std::chrono::milliseconds longest{2'000};
    static constexpr std::size_t most = 50'000;
    struct Entry {
        T value;
        Instant read_at;
    };
    mutable std::shared_mutex mutex_;
    std::unordered_map<Id<typename T::Of>, Entry> entries_;
    std::uint64_t changes_ = 0;
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
