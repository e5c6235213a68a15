#include "modules/policies/attachments.hpp"
#include "modules/policies/catalogue.hpp"
#include "modules/policies/compendia.hpp"
#include "modules/policies/eligible_enterprises.hpp"
#include "modules/policies/handouts.hpp"
#include "modules/policies/policy_import.hpp"
#include "modules/policies/search_endpoint.hpp"
#include "modules/policies/versions.hpp"
#include "platform/config/settings.hpp"

namespace tongzhou {
namespace {

using namespace policies;

const imports::Kind policy_files(policy_import());

void add_library_routes(Api& api) {
    api.get("/policies", list_policies).needs(Permission::policy_read).says("政策库", "Policies");
    api.get("/policies/export", export_policies).needs(Permission::export_run).says("导出政策目录", "Export policies");
    api.post("/policies", create_policy)
        .needs(Permission::policy_write)
        .answers(201)
        .says("录入政策", "Enter a policy");
    api.post("/policies/from-text", create_from_text)
        .needs(Permission::policy_write)
        .answers(201)
        .says("由纯文本录入政策", "Enter a policy from plain text");
    api.get("/policies/{id}", show_policy).needs(Permission::policy_read).says("一项政策", "One policy with its text");
    api.put("/policies/{id}", change_policy).needs(Permission::policy_write).says("修改政策", "Change a policy");
    api.put("/policies/{id}/superseded-by", supersede_policy)
        .needs(Permission::policy_write)
        .says("标明被哪项政策取代", "Say which policy supersedes it");
    api.post("/policies/{id}/withdraw", withdraw_policy)
        .needs(Permission::policy_write)
        .says("撤回政策", "Withdraw a policy");
    api.post("/policies/{id}/restore", restore_policy)
        .needs(Permission::policy_write)
        .says("恢复政策", "Take back a withdrawal");
    api.get("/policies/{id}/versions", list_versions)
        .needs(Permission::policy_read)
        .says("政策的各个版本", "The versions of a policy");
    api.get("/policies/{id}/differences", compare_versions)
        .needs(Permission::policy_read)
        .says("两个版本的差别", "What changed between two versions");
    api.post("/policies/{id}/attachments", attach_file)
        .needs(Permission::policy_write)
        .answers(201)
        .says("添加附件", "Attach a file");
    api.get("/policies/{id}/attachments", list_attachments)
        .needs(Permission::policy_read)
        .says("附件", "The attached files");
    api.get("/policies/{id}/attachments/{file}", read_attachment)
        .needs(Permission::policy_read)
        .says("下载附件", "Save an attached file");
    api.del("/policies/{id}/attachments/{file}", remove_attachment)
        .needs(Permission::policy_write)
        .says("删除附件", "Remove an attached file");
}

void add_search_routes(Api& api) {
    api.get("/policies/search", search_policies)
        .needs(Permission::policy_read)
        .says("检索政策", "Search policies by words or a question");
    api.get("/policies/suggestions", suggest_passages)
        .needs(Permission::policy_read)
        .says("问题的参考答复", "Passages that answer a question");
    api.post("/policies/index/rebuild", rebuild_index)
        .needs(Permission::system_write)
        .says("重建检索索引", "Build this node's index anew");
}

void add_eligibility_routes(Api& api) {
    api.get("/policies/facts", list_facts)
        .needs(Permission::policy_read)
        .says("申领条件可用的企业事实", "The facts that conditions may ask");
    api.get("/policies/{id}/conditions", show_conditions)
        .needs(Permission::policy_read)
        .says("申领条件", "Who may claim a policy");
    api.put("/policies/{id}/conditions", set_conditions)
        .needs(Permission::policy_write)
        .says("填写申领条件", "Say who may claim a policy");
    api.get("/policies/{id}/enterprises", enterprises_for_policy)
        .needs(Permission::enterprise_read)
        .says("适用企业", "Enterprises for a policy");
    api.get("/policies/{id}/enterprises/totals", count_enterprises_for_policy)
        .needs(Permission::enterprise_read)
        .says("适用企业数", "How many enterprises a policy is for");
    api.get("/enterprises/{id}/policies", policies_for_enterprise)
        .needs(Permission::policy_read)
        .says("适用政策", "Policies for an enterprise");
    api.get("/enterprises/{id}/facts", show_facts)
        .needs(Permission::enterprise_read)
        .says("企业的其他事实", "Further facts of an enterprise");
    api.put("/enterprises/{id}/facts", set_facts)
        .needs(Permission::enterprise_write)
        .says("填写企业的其他事实", "Enter further facts of an enterprise");
}

void add_paper_routes(Api& api) {
    api.get("/handouts", list_handouts).needs(Permission::policy_read).says("发放记录", "What was handed out");
    api.get("/handouts/export", export_handouts).needs(Permission::export_run).says("导出发放记录", "Export hand-outs");
    api.get("/handouts/totals", total_handouts)
        .needs(Permission::policy_read)
        .says("发放合计", "Copies handed out, by title");
    api.post("/handouts", record_handout)
        .needs(Permission::handout_write)
        .answers(201)
        .says("登记发放", "Record a hand-out");
    api.post("/handouts/{id}/take-back", take_back_handout)
        .needs(Permission::handout_write)
        .answers(201)
        .says("冲销一次发放", "Take back a hand-out entered in error");
    api.get("/compendia", list_compendia).needs(Permission::policy_read).says("政策汇编", "Compendia");
    api.post("/compendia", make_compendium)
        .needs(Permission::policy_write)
        .answers(201)
        .says("编制政策汇编", "Make a compendium");
    api.get("/compendia/{id}", show_compendium).needs(Permission::policy_read).says("一本汇编", "One compendium");
    api.get("/compendia/{id}/document", print_compendium)
        .needs(Permission::policy_read)
        .says("打印汇编", "A compendium to be printed");
}

void add_routes(Api& api) {
    add_library_routes(api);
    add_search_routes(api);
    add_eligibility_routes(api);
    add_paper_routes(api);
}

std::shared_ptr<void> provide(Database& database) {
    const auto& settings = database.services().get<config::Settings>();
    auto catalogue = std::make_shared<Catalogue>(settings.resolved("search"));
    database.services().provide(*catalogue);
    return catalogue;
}

}  // namespace

const Module policies_module{"policies", &policies_migrations, add_routes, provide};

void policies::start_indexing(Database& database) { database.services().get<Catalogue>().start(database); }
void policies::stop_indexing(Database& database) { database.services().get<Catalogue>().stop(); }
void policies::bring_index_up(Database& database) { database.services().get<Catalogue>().follow(database); }

}  // namespace tongzhou
