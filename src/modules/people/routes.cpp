#include "modules/people/declarations.hpp"
#include "modules/people/erasures.hpp"
#include "modules/people/invitations.hpp"
#include "modules/people/lists.hpp"
#include "modules/people/merges.hpp"
#include "modules/people/own_file.hpp"
#include "modules/people/persons.hpp"
#include "modules/people/roster_import.hpp"
#include "modules/people/timeline.hpp"

namespace tongzhou {
namespace {

const imports::Kind roster(people::roster_import());

void add_people(Api& api) {
    using namespace people;
    api.get("/people", list_people).needs(Permission::person_read).says("人员列表", "People");
    api.get("/people/export", export_people)
        .needs(Permission::export_run)
        .says("导出人员（脱敏）", "Export people, masked");
    api.post("/people", add_person)
        .needs(Permission::person_write)
        .answers(201)
        .says("建档或登记入册（一人一档）", "Open the file of a person, or enter them on the roster");
    api.post("/people/find", find_people)
        .needs(Permission::person_read)
        .says("按证件号码或手机号查找", "Find by document or mobile");
    api.get("/people/{id}", show_person).needs(Permission::person_read).says("人员档案", "A person's file");
    api.patch("/people/{id}", change_person)
        .needs(Permission::person_write)
        .unaudited()  // it says itself which fields changed
        .says("修改人员资料", "Change what is known of a person");
    api.post("/people/{id}/unmask", unmask_person)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself which fields were shown and why
        .says("查看未脱敏资料（记入审计）", "Show personal data in the clear; audited");
    api.get("/people/{id}/timeline", show_timeline)
        .needs(Permission::person_read)
        .says("人员时间线", "What happened to a person");
    api.post("/people/{id}/merge", merge_people)
        .needs(Permission::person_merge)
        .says("合并同一人的两份档案", "Merge two files of one person");
    api.post("/people/{id}/unmerge", unmerge_person).needs(Permission::person_merge).says("撤销合并", "Undo a merge");
    api.post("/people/{id}/erase", erase).needs(Permission::person_merge).says("销毁个人信息", "Erase a person's data");
}

void add_rosters(Api& api) {
    using namespace people;
    api.get("/organizations/{id}/roster", list_roster).needs(Permission::person_read).says("花名册", "A roster");
    api.get("/organizations/{id}/roster/export", export_roster)
        .needs(Permission::export_run)
        .says("导出花名册（脱敏）", "Export a roster, masked");
    api.post("/organizations/{id}/roster/leave", leave_roster)
        .needs(Permission::person_write)
        .says("离册", "Somebody leaves the roster");
    api.post("/organizations/{id}/roster/invitation", make_invitation)
        .needs(Permission::person_write)
        .answers(201)
        .says("生成员工邀请链接（此前的链接即失效）",
              "Make the invitation of a roster; the one before opens nothing more");
    api.get("/organizations/{id}/roster/invitation", show_invitation)
        .needs(Permission::person_read)
        .says("员工邀请链接何时由谁生成", "When the invitation in force was made, and by whom");
    api.post("/organizations/{id}/roster/codes", make_codes)
        .needs(Permission::person_write)
        .unaudited()  // it says itself how many
        .answers(201)
        .says("生成员工个人码（一次有效，只显示一次）", "Make personal codes, each good once and shown this one time");
}

void add_health(Api& api) {
    using namespace people;
    api.post("/people/{id}/declarations", declare_health)
        .needs(Permission::health_write)
        .answers(201)
        .says("健康申报，按生效规则判定并签发健康通行证", "Declare one's health; earns a pass by the rules in force");
    api.get("/declarations", list_declarations).needs(Permission::health_read).says("健康申报", "Health declarations");
    api.post("/declarations/{id}/unmask", unmask_declaration)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself why
        .says("查看健康申报内容（记入审计）", "Show what was declared; audited");
}

void add_passes(Api& api) {
    using namespace people;
    api.get("/passes", list_passes).needs(Permission::pass_read).says("健康通行证", "Health passes");
    api.get("/passes/{id}", show_pass).needs(Permission::pass_read).says("一张健康通行证", "A health pass");
    api.get("/passes/{id}/qr", show_pass_qr).needs(Permission::pass_read).says("通行证二维码", "The QR code of a pass");
    api.post("/passes/{id}/revoke", revoke_pass).needs(Permission::pass_write).says("吊销通行证", "Revoke a pass");
    api.get("/pass-keys", show_pass_keys)
        .open()
        .says("离线验证通行证的公钥", "The public keys that passes are checked with offline");
}

void add_own_file(Api& api) {
    using namespace people;
    api.post("/my/session", begin_own_session)
        .open()
        .unaudited()  // it says itself who signed in, or that somebody could not
        .answers(201)
        .says("员工用邀请链接、证件号码和个人码登录", "Sign in by invitation, document and personal code");
    api.del("/my/session", end_own_session)
        .signed_in()
        .answers(204)
        .says("员工退出（所有手机）", "Sign out on all phones");
    api.get("/my", show_own_file).signed_in().says("本人档案与通行证", "One's own file and pass");
    api.post("/my/declarations", declare_own_health)
        .signed_in()
        .answers(201)
        .says("本人健康申报", "Declare one's own health; earns a pass by the rules in force");
}

void add_routes(Api& api) {
    add_own_file(api);
    add_people(api);
    add_rosters(api);
    add_health(api);
    add_passes(api);
}

}  // namespace

const Module people_module{"people", &people_migrations, add_routes};

}  // namespace tongzhou
