#include "modules/organizations/provide.hpp"

#include "modules/organizations/places.hpp"
#include "platform/auth/organization_directory.hpp"

namespace tongzhou::organizations {

namespace {

/// People of a command see their division, those of other organisations their own records.
class Directory final : public auth::OrganizationDirectory {
  public:
    std::optional<auth::OrganizationPlace> find(Snapshot& snapshot, Id<Organization> organization) const override {
        const auto place = find_organization(snapshot, organization);
        if (!place) return std::nullopt;
        return auth::OrganizationPlace{place->name, place->division, reach_of(place->kind)};
    }

  private:
    static auth::Reach reach_of(OrganizationKind kind) {
        switch (kind) {
            case OrganizationKind::city_command:
            case OrganizationKind::county_command:
            case OrganizationKind::town_command:
            case OrganizationKind::department: return auth::Reach::division;
            case OrganizationKind::enterprise:
            case OrganizationKind::social_organization:
            case OrganizationKind::community: break;
        }
        return auth::Reach::organization;
    }
};

struct Provided {
    Places places;
    Directory directory;
};

}  // namespace

std::shared_ptr<void> provide(Database& database) {
    auto provided = std::make_shared<Provided>();
    database.services().provide(provided->places);
    database.services().provide<auth::OrganizationDirectory>(provided->directory);
    return provided;
}

}  // namespace tongzhou::organizations
