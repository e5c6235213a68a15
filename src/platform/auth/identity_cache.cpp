#include "platform/auth/identity_cache.hpp"

namespace tongzhou::auth {
namespace {

// Longer than any commit takes that still succeeds.
constexpr std::chrono::seconds doubted_for{5};

// Uses that wait for the next batch; beyond it the oldest sessions may look idle a minute early.
constexpr std::size_t most_left_over = 100'000;

bool belongs_to(const Identity& identity, const Uuid& whose) {
    return identity.credential == whose || identity.actor.id == whose;
}

Use use_of(const Identity& identity) {
    return {identity.actor.kind, identity.credential, identity.seen_ms.load(), identity.user_agent};
}

}  // namespace

bool Identity::is_alive(Instant now) const {
    if (ends_at && *ends_at <= now) return false;
    return !idle_time || now - Instant::from_ms(seen_ms.load(std::memory_order_relaxed)) < *idle_time;
}

void Identity::touch(Instant at) const {
    auto seen = seen_ms.load(std::memory_order_relaxed);
    while (seen < at.ms() && !seen_ms.compare_exchange_weak(seen, at.ms(), std::memory_order_relaxed)) {
    }
}

template <class Go>
void IdentityCache::drop(Go go) {
    std::erase_if(entries_, [&](const auto& item) {
        const auto& entry = item.second;
        if (!go(*entry.identity)) return false;
        auto use = use_of(*entry.identity);
        if (use.seen_ms > entry.stored_ms && left_over_.size() < most_left_over) left_over_.push_back(std::move(use));
        return true;
    });
}

IdentityCache::Known IdentityCache::find(const std::string& hash, Instant now) const {
    std::shared_lock lock(mutex_);
    const auto found = entries_.find(hash);
    if (found == entries_.end()) return nullptr;
    // A clock set back makes the age negative: look it up again.
    const auto age = now - found->second.identity->looked_up;
    return age.count() >= 0 && age < trusted_for_ ? found->second.identity : nullptr;
}

IdentityCache::Known IdentityCache::find_old(const std::string& hash) const {
    std::shared_lock lock(mutex_);
    const auto found = entries_.find(hash);
    return found == entries_.end() ? nullptr : found->second.identity;
}

void IdentityCache::put(const std::string& hash, Known identity, std::uint64_t generation) {
    std::unique_lock lock(mutex_);
    const auto now = identity->looked_up;
    if (generation != generation_ || is_doubted(*identity, now)) return;
    if (const auto found = entries_.find(hash); found != entries_.end()) {
        identity->touch(Instant::from_ms(found->second.identity->seen_ms));
        found->second.identity = std::move(identity);
        return;
    }
    if (entries_.size() >= most_) make_room(now);
    entries_.emplace(hash, Entry{std::move(identity), 0});
}

void IdentityCache::doubt(const Uuid& whose, Instant now) {
    {
        std::unique_lock lock(mutex_);
        std::erase_if(doubted_, [&](const auto& doubt) { return doubt.second <= now || doubt.first == whose; });
        doubted_.emplace_back(whose, now + doubted_for);
    }
    forget(whose);
}

void IdentityCache::doubt_all(Instant now) {
    {
        std::unique_lock lock(mutex_);
        all_doubted_until_ = now + doubted_for;
    }
    forget_all();
}

void IdentityCache::forget(const Uuid& whose) {
    std::unique_lock lock(mutex_);
    ++generation_;
    drop([&](const Identity& identity) { return belongs_to(identity, whose); });
}

void IdentityCache::forget_all() {
    std::unique_lock lock(mutex_);
    ++generation_;
    drop([](const Identity&) { return true; });
}

std::vector<Use> IdentityCache::take_uses(std::chrono::milliseconds older_than) {
    std::unique_lock lock(mutex_);
    auto uses = std::move(left_over_);
    left_over_.clear();
    for (auto& [hash, entry] : entries_) {
        auto use = use_of(*entry.identity);
        if (use.seen_ms - entry.stored_ms <= older_than.count()) continue;
        entry.stored_ms = use.seen_ms;
        uses.push_back(std::move(use));
    }
    return uses;
}

void IdentityCache::give_back(const std::vector<Use>& uses) {
    std::unique_lock lock(mutex_);
    for (std::size_t i = 0; i < uses.size() && left_over_.size() < most_left_over; ++i) left_over_.push_back(uses[i]);
}

std::size_t IdentityCache::size() const {
    std::shared_lock lock(mutex_);
    return entries_.size();
}

/// Drops what has to be looked up again anyway; when all are fresh, any one.
void IdentityCache::make_room(Instant now) {
    drop([&](const Identity& identity) { return now - identity.looked_up >= trusted_for_; });
    if (entries_.size() < most_) return;
    bool dropped = false;
    drop([&](const Identity&) { return !std::exchange(dropped, true); });
}

bool IdentityCache::is_doubted(const Identity& identity, Instant now) const {
    if (all_doubted_until_ > now) return true;
    return std::ranges::any_of(
        doubted_, [&](const auto& doubt) { return doubt.second > now && belongs_to(identity, doubt.first); });
}

}  // namespace tongzhou::auth
