#include "modules/resumption/permit_book.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query spans_of_organization{R"(
    SELECT site, issued_at, revoked_at FROM permits WHERE organization = :organization)"};
const sql::Query version_of_changes{R"(
    SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM permit_changes)"};
const sql::Query note_change{R"(
    INSERT INTO permit_changes (lane, version) VALUES (:lane, 1)
    ON CONFLICT (lane) DO UPDATE SET version = permit_changes.version + 1)"};
const sql::Query oldest_in_force{R"(
    SELECT issued_at FROM permits WHERE revoked_at IS NULL ORDER BY issued_at LIMIT 1)"};

// How late a change of another node may be seen here.
constexpr std::chrono::seconds most_stale{2};
// Enterprises of a whole province; beyond it everything is forgotten and read again on demand.
constexpr std::size_t most_remembered = 300'000;

}  // namespace

bool covers(const std::vector<PermitSpan>& spans, const Id<Site>& site, Instant at) {
    return std::ranges::any_of(spans, [&](const PermitSpan& span) {
        return (!span.site || *span.site == site) && span.issued_at <= at &&
               (!span.revoked_at || at < *span.revoked_at);
    });
}

void PermitBook::forget() {
    spans_.clear();
    version_ = -1;
    forgot_at_ = Steady::now();
}

void PermitBook::refresh(Snapshot& snapshot) {
    const auto now = Steady::now();
    {
        std::lock_guard lock(mutex_);
        if (version_ >= 0 && now - checked_at_ < most_stale) return;
    }
    const auto found = snapshot.value<std::int64_t>(version_of_changes).value_or(0);
    std::lock_guard lock(mutex_);
    if (found != version_) forget();
    version_ = found;
    checked_at_ = now;
}

PermitBook::Spans PermitBook::spans_of(Snapshot& snapshot, const Id<Organization>& organization) {
    refresh(snapshot);
    {
        std::lock_guard lock(mutex_);
        if (const auto found = spans_.find(organization); found != spans_.end()) return found->second;
    }
    auto spans =
        std::make_shared<const std::vector<PermitSpan>>(snapshot.all<PermitSpan>(spans_of_organization, organization));
    std::lock_guard lock(mutex_);
    if (snapshot.began() > forgot_at_ && spans_.size() < most_remembered) spans_.emplace(organization, spans);
    return spans;
}

void PermitBook::change(Tx& tx) {
    tx.run(note_change, tx.lane());
    tx.after_commit([this] {
        std::lock_guard lock(mutex_);
        forget();
    });
}

bool permitted(Snapshot& snapshot, const organizations::SitePlace& site, Instant at) {
    return covers(*snapshot.service<PermitBook>().spans_of(snapshot, site.organization), site.id, at);
}

std::optional<Instant> oldest_permit_in_force(Snapshot& snapshot) { return snapshot.value<Instant>(oldest_in_force); }

}  // namespace tongzhou::resumption
