#include "modules/messages/audience.hpp"

#include "modules/messages/sending.hpp"
#include "platform/auth/account_admin.hpp"

namespace tongzhou::messages {
namespace {

constexpr int page_length = 500;

// An account that sees the whole installation stands where the broadcast does.
AudiencePage accounts_page(Snapshot& snapshot, const Actor& author, const Audience& audience, const DivisionCode& place,
                           const std::string& cursor) {
    auth::AccountFilter filter;
    filter.limit = page_length;
    filter.sort = "sign_in_name";
    filter.status = auth::AccountStatus::active;
    filter.division = audience.division;
    if (audience.role) filter.role = Id<auth::Role>(*audience.role);
    if (!cursor.empty()) filter.cursor = cursor;
    auto page = auth::list_accounts(snapshot, author, filter);
    AudiencePage found{{}, page.next.value_or("")};
    for (auto& account : page.items)
        found.members.push_back({RecipientKind::account, account.id.uuid(), std::move(account.display_name),
                                 account.division.value_or(place), account.organization});
    return found;
}

AudiencePage organizations_page(Snapshot& snapshot, const Actor& author, const Audience& audience,
                                const std::string& cursor) {
    organizations::OrganizationFilter filter;
    filter.limit = page_length;
    filter.sort = "created_at";
    filter.division = audience.division;
    filter.kind = audience.organization_kinds;
    if (!cursor.empty()) filter.cursor = cursor;
    auto page = organizations::list_organizations(snapshot, author, filter);
    AudiencePage found{{}, page.next.value_or("")};
    for (auto& organization : page.items)
        found.members.push_back({RecipientKind::organization, organization.id.uuid(), std::move(organization.name),
                                 organization.division, organization.id});
    return found;
}

bool is_wanted(const Actor& author, const Audience& audience, const organizations::Place& place) {
    const auto& kinds = audience.organization_kinds;
    return author.scope.covers(place.division, place.id) &&
           (!audience.division || audience.division->contains(place.division)) &&
           (kinds.empty() || std::ranges::find(kinds, place.kind) != kinds.end());
}

AudiencePage eligible_page(Snapshot& snapshot, const Actor& author, const Audience& audience,
                           const std::string& cursor) {
    const auto& eligible = snapshot.service<Sending>().eligible;
    if (!eligible)
        throw Problem::invalid("/audience/policy", "no_policies", "本系统未启用政策库，不能按政策条件选择对象。",
                               "This installation has no policies to choose by.");
    auto page = eligible(snapshot, author, *audience.policy, cursor);
    AudiencePage found{{}, std::move(page.next)};
    for (const auto& id : page.organizations) {
        const auto place = organizations::find_organization(snapshot, id);
        if (place && is_wanted(author, audience, *place))
            found.members.push_back({RecipientKind::organization, id.uuid(), place->name, place->division, id});
    }
    return found;
}

}  // namespace

void check(const Audience& audience, std::vector<FieldFault>& faults) {
    const auto refuse = [&](bool is_given, const char* name) {
        if (is_given)
            faults.push_back(
                {std::string("/") + name,
                 "not_for_this_audience",
                 {"此类对象没有这一筛选条件，请去掉。", "An audience of this kind has no such filter; leave it out."}});
    };
    const bool is_organizations = audience.kind == AudienceKind::organizations;
    refuse(audience.kind == AudienceKind::group && audience.division.has_value(), "division");
    refuse(!is_organizations && !audience.organization_kinds.empty(), "organization_kinds");
    refuse(!is_organizations && audience.policy.has_value(), "policy");
    refuse(audience.kind != AudienceKind::accounts && audience.role.has_value(), "role");
}

AudiencePage audience_page(Snapshot& snapshot, const Actor& author, const Audience& audience, const DivisionCode& place,
                           const std::string& cursor) {
    switch (audience.kind) {
        case AudienceKind::group: return {{{RecipientKind::group, std::nullopt, {}, place, std::nullopt}}, {}};
        case AudienceKind::accounts: return accounts_page(snapshot, author, audience, place, cursor);
        case AudienceKind::organizations: break;
    }
    if (audience.policy) return eligible_page(snapshot, author, audience, cursor);
    return organizations_page(snapshot, author, audience, cursor);
}

}  // namespace tongzhou::messages
