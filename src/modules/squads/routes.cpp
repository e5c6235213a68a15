#include "modules/squads/day_routes.hpp"
#include "modules/squads/findings.hpp"
#include "modules/squads/forming.hpp"
#include "modules/squads/places.hpp"
#include "platform/events/events.hpp"

namespace tongzhou {
namespace {

using namespace squads;

void add_member_routes(Api& api) {
    api.post("/squad-members", create_member)
        .needs(Permission::squad_write)
        .answers(201)
        .says("登记先锋队员", "Enter a member of squads");
    api.get("/squad-members", list_members).needs(Permission::squad_read).says("先锋队员", "Members of squads");
    api.get("/squad-members/export", export_members)
        .needs(Permission::export_run)
        .says("导出先锋队员", "Export members of squads");
    api.get("/squad-members/{id}", show_member).needs(Permission::squad_read).says("一名先锋队员", "One member");
    api.put("/squad-members/{id}", change_member)
        .needs(Permission::squad_write)
        .says("修改先锋队员", "Change a member");
    api.put("/squad-members/{id}/absence", set_absence)
        .needs(Permission::squad_write)
        .says("登记或取消队员请假", "When a member is away, or that they are there again");
    api.post("/squad-members/{id}/leave", member_leaves)
        .needs(Permission::squad_write)
        .says("队员退出", "A member leaves");
    api.post("/squad-members/{id}/contact", unmask_member)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself why
        .says("查看队员姓名和手机", "A member's name and mobile in the clear");
}

void add_squad_routes(Api& api) {
    api.post("/squads/proposal", propose_squads)
        .needs(Permission::squad_write)
        .says("由本县队员编组先锋队（不保存）", "Propose squads from a county's members; nothing is stored");
    api.post("/squads", create_squad).needs(Permission::squad_write).answers(201).says("组建先锋队", "Form a squad");
    api.get("/squads", list_squads).needs(Permission::squad_read).says("先锋队", "Squads");
    api.get("/squads/export", export_squads).needs(Permission::export_run).says("导出先锋队", "Export squads");
    api.get("/squads/{id}", show_squad).needs(Permission::squad_read).says("一支先锋队", "One squad");
    api.put("/squads/{id}", change_squad).needs(Permission::squad_write).says("调整先锋队", "Change a squad");
    api.post("/squads/{id}/dissolve", dissolve_squad)
        .needs(Permission::squad_write)
        .says("解散先锋队", "Dissolve a squad");
    api.post("/squads/{id}/day", plan_day)
        .needs(Permission::squad_read)
        .says("一天的走访顺序", "The best order for a day's visits");
}

void add_need_routes(Api& api) {
    api.get("/squad-needs", list_needs)
        .needs(Permission::squad_read)
        .says("企业对先锋队的要求", "What enterprises ask of their squads");
    api.get("/squad-needs/{organization}", show_needs)
        .needs(Permission::squad_read)
        .says("一家企业的要求", "What one enterprise asks of its squad");
    api.put("/squad-needs/{organization}", set_needs)
        .needs(Permission::squad_write)
        .says("设定企业的要求", "Say what an enterprise asks of its squad");
    api.put("/squad-needs/{organization}/pin", pin)
        .needs(Permission::squad_write)
        .says("指定企业由某先锋队联系", "Pin an enterprise to a squad");
    api.del("/squad-needs/{organization}/pin", unpin).needs(Permission::squad_write).says("取消指定", "Unpin it");
}

void add_plan_routes(Api& api) {
    api.post("/squad-plans", propose_plan)
        .needs(Permission::squad_write)
        .answers(201)
        .says("编制分配方案", "Plan which squad looks after which enterprise");
    api.get("/squad-plans", list_plans).needs(Permission::squad_read).says("分配方案", "Plans");
    api.get("/squad-plans/{id}", show_plan).needs(Permission::squad_read).says("一个分配方案", "One plan");
    api.get("/squad-plans/{id}/places", list_places)
        .needs(Permission::squad_read)
        .says("方案明细及与现行方案的差异；队员见本队的",
              "The places of a plan and its difference to the one in force; to a member, those of their own squad");
    api.get("/squad-plans/{id}/places/export", export_places)
        .needs(Permission::export_run)
        .says("导出方案明细", "Export the places of a plan");
    api.get("/squad-plans/{id}/places/{organization}", show_place)
        .needs(Permission::squad_read)
        .says("一家企业为何分给该队，还可分给谁", "Why an enterprise is where it is, and where else it could be");
    api.post("/squad-plans/{id}/places/{organization}/move", move_place)
        .needs(Permission::squad_write)
        .says("人工调整到另一先锋队", "Move an enterprise to another squad by hand");
    api.post("/squad-plans/{id}/accept", accept_plan)
        .needs(Permission::squad_write)
        .says("批准方案", "Put a plan into force");
    api.post("/squad-plans/{id}/withdraw", withdraw_plan)
        .needs(Permission::squad_write)
        .says("撤回方案", "Withdraw a plan");
    api.get("/squad-assignments", list_assignments)
        .needs(Permission::squad_read)
        .says("现行联系关系", "Who looks after whom now");
    api.get("/squad-assignments/export", export_assignments)
        .needs(Permission::export_run)
        .says("导出现行联系关系", "Export who looks after whom");
}

void add_visit_routes(Api& api) {
    api.get("/visits/checklist", show_visit_checklist)
        .needs(Permission::squad_read)
        .says("走访检查表及依据", "The checklist of a visit, with its clauses");
    api.post("/visits", record_visit).needs(Permission::visit_write).answers(201).says("记录走访", "Record a visit");
    api.get("/visits", list_visits).needs(Permission::squad_read).says("走访记录", "Visits");
    api.get("/visits/export", export_visits).needs(Permission::export_run).says("导出走访记录", "Export visits");
    api.get("/visits/{id}", show_visit).needs(Permission::squad_read).says("一次走访", "One visit");
    api.post("/visits/{id}/files", attach_to_visit)
        .needs(Permission::visit_write)
        .answers(201)
        .says("上传走访照片或签名", "Attach a photograph or the signature");
    api.get("/visits/{id}/files/{file}", read_visit_file)
        .needs(Permission::squad_read)
        .says("走访照片或签名", "A photograph or the signature");
    api.get("/visit-findings", list_findings).needs(Permission::squad_read).says("待整改问题", "Findings of visits");
    api.get("/visit-findings/export", export_findings)
        .needs(Permission::export_run)
        .says("导出待整改问题", "Export findings of visits");
    api.post("/visit-findings/{id}/rectify", rectify_finding)
        .needs(Permission::visit_write)
        .says("确认整改完成", "Say that a finding is put right");
}

void add_routes(Api& api) {
    add_member_routes(api);
    add_squad_routes(api);
    add_need_routes(api);
    add_plan_routes(api);
    add_visit_routes(api);
}

std::shared_ptr<void> provide(Database& database) {
    auto& bus = database.services().get<events::Bus>();
    bus.declare_topic("squad", Permission::squad_read, {"先锋队有变动", "A squad has changed"});
    bus.declare_topic("squad_plan", Permission::squad_read, {"分配方案有进展", "A plan was made or decided"});
    bus.declare_topic("visit", Permission::squad_read, {"有走访记录", "A visit was recorded"});
    return {};
}

}  // namespace

const Module squads_module{"squads", &squads_migrations, add_routes, provide};

}  // namespace tongzhou
