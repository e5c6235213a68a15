#include "modules/organizations/division_endpoints.hpp"
#include "modules/organizations/enterprise_import.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/organizations/provide.hpp"

namespace tongzhou {

namespace organizations {
namespace {

const imports::Kind enterprises(enterprise_import());

void add_routes(Api& api) {
    api.get("/divisions", list_divisions).open().says("下级行政区划", "The divisions directly within one");
    api.get("/divisions/{code}", get_division).open().says("一个行政区划", "One division");

    api.post("/organizations", create_organization)
        .needs(Permission::organization_write)
        .answers(201)
        .says("登记组织", "Enter an organisation");
    api.get("/organizations", list_organizations).needs(Permission::organization_read).says("组织", "Organisations");
    api.get("/organizations/tree", organization_tree)
        .needs(Permission::organization_read)
        .says("组织树（不含企业）", "The tree of organisations without enterprises");
    api.get("/organizations/export", export_organizations)
        .needs(Permission::export_run)
        .says("导出组织", "Export organisations");
    api.get("/organizations/{id}", get_organization)
        .needs(Permission::organization_read)
        .says("一个组织", "One organisation");
    api.put("/organizations/{id}", change_organization)
        .needs(Permission::organization_write)
        .says("修改组织", "Change an organisation");

    api.post("/enterprises", create_enterprise)
        .needs(Permission::enterprise_write)
        .answers(201)
        .says("登记企业", "Enter an enterprise");
    api.get("/enterprises", list_enterprises).needs(Permission::enterprise_read).says("企业名录", "Enterprises");
    api.get("/enterprises/export", export_enterprises)
        .needs(Permission::export_run)
        .says("导出企业名录", "Export enterprises");
    api.get("/enterprises/{id}", get_enterprise).needs(Permission::enterprise_read).says("一家企业", "One enterprise");
    api.put("/enterprises/{id}", change_enterprise)
        .needs(Permission::enterprise_write)
        .says("修改企业", "Change an enterprise");

    api.post("/sites", create_site).needs(Permission::site_write).answers(201).says("登记厂区", "Enter a site");
    api.get("/sites", list_sites).needs(Permission::site_read).says("厂区", "Sites");
    api.get("/sites/export", export_sites).needs(Permission::export_run).says("导出厂区", "Export sites");
    api.get("/sites/{id}", get_site).needs(Permission::site_read).says("一个厂区", "One site");
    api.put("/sites/{id}", change_site).needs(Permission::site_write).says("修改厂区", "Change a site");
}

}  // namespace
}  // namespace organizations

const Module organizations_module{.name = "organizations",
                                  .migrations = &organizations_migrations,
                                  .add_routes = organizations::add_routes,
                                  .provide = organizations::provide};

}  // namespace tongzhou
