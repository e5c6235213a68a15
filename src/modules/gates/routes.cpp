#include "modules/gates/contacts.hpp"
#include "modules/gates/device_routes.hpp"
#include "modules/gates/faulty_list.hpp"
#include "modules/gates/ledger.hpp"
#include "modules/gates/live_feed.hpp"
#include "modules/gates/presence.hpp"
#include "modules/gates/queue_plan_endpoint.hpp"
#include "modules/gates/review.hpp"
#include "modules/gates/visitor_view.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {
namespace {

using namespace gates;

void add_passage_routes(Api& api) {
    api.post("/passages", record_passage)
        .needs(Permission::passage_record)
        .says("记录一次通行并判定", "Record one person passing a gate, and decide");
    api.post("/passages/batch", record_batch)
        .needs(Permission::passage_record)
        .says("上传离线期间的通行", "Record what a device decided while it was offline");
    api.get("/passages", list_passages).needs(Permission::passage_read).says("通行台账", "The ledger of passages");
    api.get("/passages/export", export_passages)
        .needs(Permission::export_run)
        .says("导出通行台账", "Export the ledger of passages");
    api.get("/passages/{id}", show_passage).needs(Permission::passage_read).says("一次通行", "One passage");
    api.post("/passages/{id}/correction", correct_passage)
        .needs(Permission::passage_review)
        .answers(201)
        .says("更正通行记录", "Correct a passage by a new one");
    api.post("/passages/{id}/review", review_passage)
        .needs(Permission::passage_review)
        .says("复核通行记录", "Close the review of a passage");
    api.get("/passages/{id}/reviews", show_reviews)
        .needs(Permission::passage_read)
        .says("复核经过", "What was decided about a passage");
    api.post("/passages/{id}/visitor", unmask_visitor)
        .needs(Permission::person_unmask)
        .says("查看访客登记", "What a visitor answered, in the clear");
    api.get("/people/{id}/passages", list_person_passages)
        .needs(Permission::passage_read)
        .says("一人的通行记录", "Where a person passed");
    api.get("/my/passages", list_own_passages).signed_in().says("本人的通行记录", "Where one passed oneself");
}

void add_live_routes(Api& api) {
    api.get("/presence", list_presence)
        .needs(Permission::passage_read)
        .says("各厂区在场人数", "People inside, by site");
    api.get("/sites/{id}/presence", list_people_inside)
        .needs(Permission::passage_read)
        .says("厂区内人员", "The people inside a site");
    api.get("/sites/{id}/live", show_live).needs(Permission::dashboard_read).says("厂区实时情况", "A site, live");
    api.get("/dashboard", show_dashboard).needs(Permission::dashboard_read).says("今日总览", "The numbers of the day");
    api.events("/dashboard/events", watch_dashboard)
        .needs(Permission::dashboard_read)
        .says("今日总览（实时推送）", "The numbers of the day, as they change");
}

void add_incident_routes(Api& api) {
    api.get("/fever-incidents", list_incidents).needs(Permission::incident_read).says("发热事件", "Fever incidents");
    api.get("/fever-incidents/export", export_incidents)
        .needs(Permission::export_run)
        .says("导出发热事件", "Export fever incidents");
    api.get("/fever-incidents/{id}", show_incident)
        .needs(Permission::incident_read)
        .says("一个发热事件", "One fever incident");
    api.post("/fever-incidents/{id}/isolate", isolate)
        .needs(Permission::incident_write)
        .says("转入隔离区", "Take the person to the isolation area");
    api.post("/fever-incidents/{id}/second-reading", read_again)
        .needs(Permission::incident_write)
        .says("复测体温", "Record the second reading");
    api.post("/fever-incidents/{id}/close", close_incident)
        .needs(Permission::incident_write)
        .says("结束发热事件", "Close an incident with its outcome");
    api.get("/fever-incidents/{id}/contacts", list_contacts)
        .needs(Permission::incident_read)
        .says("接触者", "Who was near");
    api.post("/fever-incidents/{id}/trace", trace_again)
        .needs(Permission::incident_write)
        .says("重新查找接触者", "Look for contacts anew");
}

void add_routes(Api& api) {
    add_device_routes(api);
    add_passage_routes(api);
    add_live_routes(api);
    add_incident_routes(api);
    add_queue_routes(api);
    add_faulty_routes(api);
}

// What the module remembers while the program runs.
struct Kept {
    explicit Kept(Database& database) : feed(database) {}
    GateRegister gates;
    LiveFeed feed;
};

std::shared_ptr<void> provide(Database& database) {
    auto kept = std::make_shared<Kept>(database);
    auto& services = database.services();
    services.provide(kept->gates);
    services.provide(kept->feed);
    services.get<auth::Accounts>().on_forgotten([weak = std::weak_ptr(kept)](const Uuid& whose) {
        if (const auto here = weak.lock()) here->feed.forget(whose);
    });
    services.get<events::Bus>().declare_topic("fever_incident", Permission::incident_read,
                                              {"有人在入口发热", "Somebody has a fever at a gate"});
    services.get<jobs::Scheduler>().add("trace_contacts", jobs::Schedule::every(std::chrono::minutes(5)),
                                        {"补查发热事件的接触者", "Look again for contacts of fever incidents"},
                                        [](Database& db) { trace_open_incidents(db); });
    return kept;
}

}  // namespace

const Module gates_module{"gates", &gates_migrations, add_routes, provide};

}  // namespace tongzhou
