// Permits to resume work: numbered documents that anyone can verify. Private to this module.
#pragma once

#include "modules/resumption/filings.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::resumption {

struct PermitRow {
    Id<Permit> id;
    std::string number;  ///< "370831-2020-00012": county, year, and the place in that year's row
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    std::optional<Id<Site>> site;  ///< nothing: all sites
    Id<Filing> filing;
    rules::Procedure procedure{};
    Instant issued_at;
    std::string issued_by;
    std::optional<Instant> revoked_at;
    std::optional<std::string> revoked_by, revoke_reason, revoke_clause;
    std::int64_t staff = 0;  ///< back at work, as told last
};
BOOST_DESCRIBE_STRUCT(PermitRow, (),
                      (id, number, division, organization, organization_name, site, filing, procedure, issued_at,
                       issued_by, revoked_at, revoked_by, revoke_reason, revoke_clause, staff))

/// Issues the permit of a filing that was accepted, approved or reinstated, under the next number of its county and
/// year, with the staff that return first.
void issue_permit(Tx& tx, const Actor& actor, const FilingRow& filing);
/// Ends the permit of the filing.
void end_permit(Tx& tx, const Actor& actor, const FilingRow& filing, const std::string& reason,
                const std::string& clause);
/// The newest permit of the filing.
std::optional<PermitRow> permit_of(Snapshot& snapshot, const Id<Filing>& filing);

struct PermitById {
    Id<Permit> id;
};
BOOST_DESCRIBE_STRUCT(PermitById, (), (id))
struct PermitFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Site>> site;
    std::optional<Text<40>> number;
    std::optional<bool> revoked;
    std::optional<rules::Procedure> procedure;
    std::optional<Instant> issued_from, issued_until;
};
BOOST_DESCRIBE_STRUCT(PermitFilter, (ListRequest),
                      (division, organization, site, number, revoked, procedure, issued_from, issued_until))
struct PermitExport : PermitFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PermitExport, (PermitFilter), (format))

/// With its token, for whoever prints it.
struct PermitView : PermitRow {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(PermitView, (PermitRow), (token))

Page<PermitRow> list_permits(Snapshot& snapshot, const Actor& actor, const PermitFilter& filter);
Download export_permits(Database& database, const Actor& actor, const PermitExport& filter);
PermitView show_permit(Snapshot& snapshot, const Actor& actor, const PermitById& request);
/// The QR code as SVG; see qr_text().
http::Response show_permit_qr(Snapshot& snapshot, const Actor& actor, const PermitById& request);

struct StaffRequest {
    Id<Permit> id;
    std::optional<Date> day;  ///< today, unless said; not before the permit, not ahead
    Bounded<0, 10'000'000> staff;
};
BOOST_DESCRIBE_STRUCT(StaffRequest, (), (id, day, staff))
/// How many are back at work from that day on. Said again for a day, the last word counts.
PermitView tell_staff(Tx& tx, const Actor& actor, const StaffRequest& request);

struct VerifyRequest {
    Text<800, 1> token;  ///< or the address that the QR code says, which ends in it
};
BOOST_DESCRIBE_STRUCT(VerifyRequest, (), (token))
/// forged: not a token, not signed by this installation, or of a permit that is not on record.
BOOST_DEFINE_ENUM_CLASS(PermitState, valid, revoked, forged)
/// What anyone may know of a permit: the least that tells whether the paper on the door is true.
struct PermitVerification {
    PermitState state{};
    std::optional<std::string> number, enterprise, site, county;
    std::optional<Date> issued_on, revoked_on;
};
BOOST_DESCRIBE_STRUCT(PermitVerification, (), (state, number, enterprise, site, county, issued_on, revoked_on))
PermitVerification verify_permit(Snapshot& snapshot, const Actor& actor, const VerifyRequest& request);

}  // namespace tongzhou::resumption
