#include "main/modules.hpp"

#include "modules/difficulties/difficulties.hpp"
#include "modules/gates/gates.hpp"
#include "modules/hotline/hotline.hpp"
#include "modules/messages/messages.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/people/people.hpp"
#include "modules/policies/policies.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"
#include "modules/squads/squads.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/auth.hpp"
#include "platform/events/events.hpp"
#include "platform/files/files.hpp"
#include "platform/imports/imports.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {

namespace {

// The platform's own tables and routes first, then the nouns of the city's work.
const Module audit_module{"audit", &audit_migrations, nullptr};
const Module* const modules[] = {&audit_module,    &auth::module,         &jobs_module,         &events_module,
                                 &imports_module,  &organizations_module, &rules_module,        &messages_module,
                                 &people_module,   &files_module,         &resumption_module,   &gates_module,
                                 &policies_module, &hotline_module,       &difficulties_module, &squads_module};

}  // namespace

std::span<const Module* const> all_modules() { return modules; }

std::vector<const sql::MigrationSet*> all_migrations() {
    std::vector<const sql::MigrationSet*> sets;
    for (const auto* module : all_modules())
        if (module->migrations) sets.push_back(module->migrations);
    return sets;
}

}  // namespace tongzhou
