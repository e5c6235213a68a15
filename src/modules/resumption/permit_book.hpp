// The permits of enterprises in memory, for the look-up that every passage makes. Private to this module.
#pragma once

#include <mutex>

#include "modules/resumption/resumption.hpp"

namespace tongzhou::resumption {

/// From when until when a permit was in force, and where.
struct PermitSpan {
    std::optional<Id<Site>> site;  ///< nothing: all sites
    Instant issued_at;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(PermitSpan, (), (site, issued_at, revoked_at))

/// Forgets everything with the commit of a change made here, and within two seconds of one made on another node. Safe
/// from any thread.
class PermitBook {
  public:
    using Spans = std::shared_ptr<const std::vector<PermitSpan>>;
    Spans spans_of(Snapshot& snapshot, const Id<Organization>& organization);
    /// To be called in every transaction that issues or revokes a permit.
    void change(Tx& tx);

  private:
    using Steady = std::chrono::steady_clock;
    void forget();
    void refresh(Snapshot& snapshot);

    std::mutex mutex_;
    std::unordered_map<Id<Organization>, Spans> spans_;
    std::int64_t version_ = -1;  // of permit_changes, as of checked_at_
    Steady::time_point checked_at_;
    Steady::time_point forgot_at_;  // what began before it may have seen the state before
};

/// Whether one of the spans covers the site at that instant. A permit revoked at an instant is not in force at it.
bool covers(const std::vector<PermitSpan>& spans, const Id<Site>& site, Instant at);

}  // namespace tongzhou::resumption
