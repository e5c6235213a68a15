#include "modules/rules/endpoints.hpp"

namespace tongzhou {
namespace {

void add_routes(Api& api) {
    using namespace rules;
    api.get("/rules", list_rules).needs(Permission::rule_read).says("规则及其沿革", "Rules with their history");
    api.get("/rules/in-force", rules_in_force)
        .needs(Permission::rule_read)
        .says("某地某时生效的规则及其依据", "The rules in force at a place and time, and why");
    api.post("/rules", add_rule)
        .needs(Permission::rule_write)
        .answers(201)
        .says("发布或撤销一条规则", "Make a rule, or withdraw one");
}

std::shared_ptr<void> provide(Database& database) {
    auto book = std::make_shared<rules::RuleBook>();
    database.services().provide(*book);
    return book;
}

}  // namespace

const Module rules_module{"rules", &rules_migrations, add_routes, provide};

}  // namespace tongzhou
