#include "modules/hotline/answer_index.hpp"
#include "modules/hotline/departments.hpp"
#include "modules/hotline/gaps.hpp"
#include "modules/hotline/handling.hpp"
#include "modules/hotline/open311.hpp"
#include "modules/hotline/public_page.hpp"
#include "modules/hotline/rates.hpp"
#include "modules/hotline/referral.hpp"
#include "modules/hotline/suggestions.hpp"
#include "modules/hotline/ticket_list.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {
namespace {

using namespace hotline;

void add_desk(Api& api) {
    api.get("/calls", list_calls).needs(Permission::call_answer).says("来电记录", "The log of calls");
    api.post("/calls", open_call)
        .needs(Permission::call_answer)
        .answers(201)
        .says("受理一次来电", "Take a call; it makes a ticket");
    api.post("/calls/earlier", find_earlier_calls)
        .needs(Permission::call_answer)
        .says("此号码以前的来电", "Earlier calls of a number");
    api.post("/hotline/suggestions", suggest_for_call)
        .needs(Permission::call_answer)
        .says("边录边提示：政策原文、知识、以前的答复、建议承办单位",
              "What is known about a question while it is typed, and where it would be referred");
    api.post("/tickets/{id}/answer", answer_directly)
        .needs(Permission::call_answer)
        .says("直接答复", "Answer within the call");
    api.post("/tickets/{id}/dispatch", dispatch_ticket)
        .needs(Permission::call_answer)
        .says("派单：主办与协办", "Send to a lead department and others");
    api.post("/tickets/{id}/reassignment", reassign_ticket)
        .needs(Permission::call_answer)
        .says("改派", "Give it to another lead");
    api.post("/tickets/{id}/handlers", join_handler)
        .needs(Permission::call_answer)
        .says("增加协办单位", "Add a department beside the lead");
    api.post("/tickets/{id}/rejection", reject_ticket)
        .needs(Permission::call_answer)
        .says("不予受理", "Reject, with the reason");
    api.post("/tickets/{id}/merger", merge_ticket)
        .needs(Permission::call_answer)
        .says("并入另一工单", "Merge into another ticket");
    api.post("/tickets/{id}/follow-up", follow_up_ticket)
        .needs(Permission::call_answer)
        .says("回访并记录评价", "Call back and note the rating");
    api.post("/tickets/{id}/redo", redo_ticket)
        .needs(Permission::call_answer)
        .says("退回重办", "Have it done again");
    api.post("/tickets/{id}/closure", close_ticket).needs(Permission::call_answer).says("办结", "Close");
    api.post("/tickets/{id}/caller", unmask_caller)
        .needs(Permission::ticket_read)
        .unaudited()  // it says itself why
        .says("查看来电人（记入审计）", "Show who called, in the clear; audited");
}

void add_handling(Api& api) {
    api.get("/tickets", list_tickets).needs(Permission::ticket_read).says("工单", "Tickets");
    api.get("/tickets/export", export_tickets).needs(Permission::export_run).says("导出工单", "Export tickets");
    api.get("/tickets/{id}", show_ticket).needs(Permission::ticket_read).says("一个工单及其经过", "One ticket, whole");
    api.post("/tickets/{id}/start", start_ticket)
        .needs(Permission::ticket_handle)
        .says("接单办理", "Take it up");
    api.post("/tickets/{id}/return", return_ticket)
        .needs(Permission::ticket_handle)
        .says("退回派错的工单", "Return what came to the wrong department");
    api.post("/tickets/{id}/opinion", advise_ticket)
        .needs(Permission::ticket_handle)
        .says("协办意见", "Give the lead an opinion");
    api.post("/tickets/{id}/reply", reply_ticket).needs(Permission::ticket_handle).says("答复", "Reply");
    api.post("/tickets/{id}/extension-request", ask_extension)
        .needs(Permission::ticket_handle)
        .says("申请延期", "Ask for more time");
    api.post("/tickets/{id}/extension", extend_ticket)
        .needs(Permission::ticket_supervise)
        .says("批准延期", "Give more time");
    api.post("/tickets/{id}/extension-refusal", refuse_extension)
        .needs(Permission::ticket_supervise)
        .says("不同意延期", "Refuse more time");
    api.post("/tickets/{id}/supervision", supervise_ticket)
        .needs(Permission::ticket_supervise)
        .says("督办", "Supervise");
    api.post("/tickets/{id}/publication", publish_ticket)
        .needs(Permission::ticket_supervise)
        .says("公开工单摘要，或取消公开", "Make a summary public, or take it back");
    api.get("/hotline-rates", show_rates)
        .needs(Permission::ticket_read)
        .says("即时答复率、按时办结率、满意率", "The rates, with what they are made of");
    api.get("/matter-departments", list_matters)
        .needs(Permission::ticket_read)
        .says("各类事项的承办部门", "The departments that answer for matters");
    api.put("/matter-departments", name_matter_department)
        .needs(Permission::rule_write)
        .says("指定事项的承办部门", "Name the department that answers for a matter");
}

void add_knowledge(Api& api) {
    api.get("/knowledge-gaps", list_gaps)
        .needs(Permission::knowledge_write)
        .says("知识缺口：答不上来的问题", "Questions without an answer, the similar ones together");
    api.get("/knowledge-gaps/{id}", show_gap).needs(Permission::knowledge_write).says("一个知识缺口", "One gap");
    api.post("/knowledge-gaps/{id}/dismissal", dismiss_gap)
        .needs(Permission::knowledge_write)
        .says("无需成文", "Nothing to be written down");
    api.get("/articles", list_articles).needs(Permission::knowledge_write).says("知识库", "Articles");
    api.post("/articles", write_article)
        .needs(Permission::knowledge_write)
        .answers(201)
        .says("撰写知识", "Write an article");
    api.get("/articles/{id}", show_article).needs(Permission::call_answer).says("一条知识", "One article");
    api.put("/articles/{id}", change_article).needs(Permission::knowledge_write).says("修改知识", "Change an article");
    api.post("/articles/{id}/submission", submit_article)
        .needs(Permission::knowledge_write)
        .says("提交审核", "Hand in for review");
    api.post("/articles/{id}/review", review_article)
        .needs(Permission::knowledge_write)
        .says("审核知识（须他人）", "Review an article of somebody else");
    api.post("/articles/{id}/withdrawal", withdraw_article)
        .needs(Permission::knowledge_write)
        .says("下架知识", "Withdraw an article");
}

void add_public(Api& api) {
    api.post("/hotline/questions", ask_question).open().answers(201).says("提问（公开）", "Ask; open to anyone");
    api.post("/hotline/status", follow_ticket)
        .open()
        .says("凭工单号和查询码查看进展（公开）", "Follow a question by number and code; open to anyone");
    api.post("/hotline/rating", rate_ticket)
        .open()
        .says("凭工单号和查询码评价（公开）", "Rate the answer by number and code; open to anyone");
    api.get("/open311/v2/{resource}", list_open311)
        .open()
        .says("Open311：服务与公开的请求", "Open311 GeoReport v2: services, and the requests made public");
    api.get("/open311/v2/{collection}/{record}", show_open311)
        .open()
        .says("Open311：一项服务、请求或凭据", "Open311 GeoReport v2: one service, request or token");
    api.post("/open311/v2/{resource}", post_open311)
        .open()
        .says("Open311：提交请求（凭接口令牌）", "Open311 GeoReport v2: hand a request in, with an API token");
}

void add_routes(Api& api) {
    add_desk(api);
    add_handling(api);
    add_knowledge(api);
    add_public(api);
}

struct Memory {
    AnswerIndex answers;
    ReferralDesk referral;
};

std::shared_ptr<void> provide(Database& database) {
    auto memory = std::make_shared<Memory>();
    auto& services = database.services();
    services.provide(memory->answers);
    services.provide(memory->referral);
    auto& bus = services.get<events::Bus>();
    bus.declare_topic("ticket", Permission::ticket_read, {"工单有变化", "A ticket has moved"});
    bus.declare_topic("ticket_card", Permission::ticket_read, {"工单黄牌、红牌", "A ticket was given a card"});
    auto& scheduler = services.get<jobs::Scheduler>();
    scheduler.add("hotline_cards", jobs::Schedule::every(std::chrono::minutes(10)),
                  {"工单黄牌、红牌与超期督办", "Give yellow and red cards and supervise what is overdue"},
                  [](Database& d) { give_cards(d); });
    scheduler.add("hotline_gaps", jobs::Schedule::every(std::chrono::minutes(10)),
                  {"归集答不上来的问题", "Gather questions without an answer"}, [](Database& d) { gather_gaps(d); });
    return memory;
}

}  // namespace

const Module hotline_module{"hotline", &hotline_migrations, add_routes, provide};

}  // namespace tongzhou
