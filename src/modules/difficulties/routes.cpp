#include "modules/difficulties/chain.hpp"
#include "modules/difficulties/departments.hpp"
#include "modules/difficulties/lists.hpp"
#include "modules/difficulties/similar.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {
namespace {

using namespace difficulties;

void add_difficulties(Api& api) {
    api.get("/difficulties", list_difficulties).needs(Permission::difficulty_read).says("企业难题", "Difficulties");
    api.get("/difficulties/export", export_difficulties)
        .needs(Permission::export_run)
        .says("导出企业难题", "Export difficulties");
    api.post("/difficulties", raise_difficulty)
        .needs(Permission::difficulty_write)
        .answers(201)
        .says("提出一个难题", "Raise a difficulty");
    api.get("/difficulties/{id}", show_difficulty)
        .needs(Permission::difficulty_read)
        .says("一个难题及其经过", "A difficulty and all that happened to it");
    api.get("/difficulties/{id}/similar", list_similar)
        .needs(Permission::difficulty_read)
        .says("相似的未解决难题", "Open difficulties that are alike");
    api.get("/difficulty-groups", list_groups)
        .needs(Permission::difficulty_read)
        .says("相似难题归并，一策多解", "Open difficulties by likeness, so that one measure solves many");
    api.get("/difficulty-statistics", show_statistics)
        .needs(Permission::difficulty_read)
        .says("难题统计（类别、县区、部门）及办结时长中位数",
              "Difficulties by kind, county or department, and the median time to a confirmed solution");
}

void add_office_moves(Api& api) {
    api.post("/difficulties/{id}/verification", verify_difficulty)
        .needs(Permission::difficulty_handle)
        .says("核实难题", "Verify a difficulty");
    api.post("/difficulties/{id}/return", send_back_difficulty)
        .needs(Permission::difficulty_handle)
        .says("退回补充", "Send a difficulty back to be completed");
    api.post("/difficulties/{id}/claim", claim_difficulty)
        .needs(Permission::difficulty_handle)
        .says("部门认领", "Claim a difficulty for one's department");
    api.post("/difficulties/{id}/handover", hand_over_difficulty)
        .needs(Permission::difficulty_handle)
        .says("转交其他部门", "Hand a difficulty over to another department");
    api.post("/difficulty-solutions", solve_difficulties)
        .needs(Permission::difficulty_handle)
        .says("登记一项措施，可一次解决多个难题", "Record a measure that solves one difficulty or many");
    api.get("/difficulty-departments", list_departments)
        .needs(Permission::difficulty_read)
        .says("各类难题的责任部门", "The departments that answer for each kind");
    api.put("/difficulty-departments", name_department)
        .needs(Permission::rule_write)
        .says("指定责任部门", "Name the department that answers for a kind");
}

void add_enterprise_moves(Api& api) {
    api.post("/difficulties/{id}/amendment", amend_difficulty)
        .needs(Permission::difficulty_write)
        .says("补充退回的难题", "Complete a difficulty that was sent back");
    api.post("/difficulties/{id}/confirmation", confirm_difficulty)
        .needs(Permission::difficulty_write)
        .says("企业确认已解决", "Confirm that it is solved; the enterprise alone");
    api.post("/difficulties/{id}/reopening", reopen_difficulty)
        .needs(Permission::difficulty_write)
        .says("企业反映未解决，重新办理", "Open it again; the enterprise alone");
    api.post("/difficulties/{id}/withdrawal", withdraw_difficulty)
        .needs(Permission::difficulty_write)
        .says("企业撤回难题", "Withdraw it; the enterprise alone");
}

void add_routes(Api& api) {
    add_difficulties(api);
    add_office_moves(api);
    add_enterprise_moves(api);
}

std::shared_ptr<void> provide(Database& database) {
    auto& services = database.services();
    services.get<events::Bus>().declare_topic("difficulty", Permission::difficulty_read,
                                              {"企业难题有变化", "A difficulty has moved"});
    services.get<jobs::Scheduler>().add("raise_overdue_difficulties", jobs::Schedule::every(std::chrono::minutes(30)),
                                        {"逾期难题上升一级", "Overdue difficulties rise a level"},
                                        [](Database& d) { raise_overdue(d); });
    return nullptr;
}

}  // namespace

const Module difficulties_module{"difficulties", &difficulties_migrations, add_routes, provide};

}  // namespace tongzhou
