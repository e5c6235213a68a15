#include "modules/messages/broadcasts.hpp"
#include "modules/messages/channel_test_send.hpp"
#include "modules/messages/contacts.hpp"
#include "modules/messages/inbox.hpp"
#include "modules/messages/links.hpp"
#include "modules/messages/message_list.hpp"
#include "modules/messages/payload.hpp"
#include "modules/messages/receipts.hpp"
#include "modules/messages/sending.hpp"
#include "modules/messages/templates.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {
namespace messages {
namespace {

/// GB/T 22239-2019 8.1.4.3 asks for records of six months; for longer nobody needs to know what was said to whom.
constexpr std::chrono::days contents_kept{180};

void destroy_old_contents(Database& database) {
    database.write([](Tx& tx) { destroy_day_keys(tx, (date_in_shanghai(tx.now()) - contents_kept).iso()); });
}

void add_channels(Api& api) {
    api.get("/channels", list_channels).needs(Permission::message_read).says("消息通道", "Channels");
    api.get("/channels/usable", list_usable_channels)
        .needs(Permission::message_write)
        .says("本人可用的消息通道", "The channels that one may send by");
    api.post("/channels", create_channel)
        .needs(Permission::channel_write)
        .answers(201)
        .says("新建通道（密钥密封保存，不再显示）", "Make a channel; its secrets are sealed and never shown");
    api.get("/channels/{id}", show_channel).needs(Permission::message_read).says("一个通道", "One channel");
    api.put("/channels/{id}", change_channel)
        .needs(Permission::channel_write)
        .says("修改通道（未给出的密钥不变）", "Change a channel; secrets that are left out stay");
    api.post("/channels/{id}/test", test_channel)
        .needs(Permission::channel_write)
        .says("试发一条消息", "Try a channel out with one message");
    api.post("/channels/{id}/receipt-token", make_receipt_token)
        .needs(Permission::channel_write)
        .says("生成回执令牌（只显示一次，此前的即失效）",
              "Make the token by which receipts come in, shown once; the one before ends");
    api.post("/message-receipts", take_receipts).open().says("网关送达回执", "Receipts of a gateway");
}

void add_contacts(Api& api) {
    api.get("/contacts", list_contacts).needs(Permission::message_read).says("联系方式（脱敏）", "Contacts, masked");
    api.post("/contacts", put_contacts)
        .needs(Permission::message_write)
        .says("登记或删除联系方式", "Enter or remove contacts");
    api.get("/my/contacts", list_own_contacts).signed_in().says("本人的联系方式", "One's own contacts");
    api.put("/my/contacts", put_own_contact).signed_in().says("修改本人的联系方式", "Change one's own contacts");
}

void add_templates(Api& api) {
    api.get("/message-templates", list_templates).needs(Permission::message_read).says("消息模板", "Templates");
    api.post("/message-templates", create_template)
        .needs(Permission::message_write)
        .answers(201)
        .says("新建消息模板", "Make a template");
    api.get("/message-templates/{id}", show_template).needs(Permission::message_read).says("一个模板", "One template");
    api.put("/message-templates/{id}", change_template)
        .needs(Permission::message_write)
        .says("修改消息模板", "Change a template");
    api.del("/message-templates/{id}", delete_template)
        .needs(Permission::message_write)
        .says("删除消息模板", "Delete a template");
}

void add_broadcasts(Api& api) {
    api.get("/broadcasts", list_broadcasts).needs(Permission::message_read).says("消息推送", "Broadcasts");
    api.get("/broadcasts/export", export_broadcasts)
        .needs(Permission::export_run)
        .says("导出消息推送", "Export broadcasts");
    api.post("/broadcasts/preview", preview_broadcast)
        .needs(Permission::message_write)
        .says("预览推送：对象人数、分段、首条内容", "What a broadcast would be: recipients, parts, the first text");
    api.post("/broadcasts", create_broadcast)
        .needs(Permission::message_write)
        .answers(201)
        .says("发起推送", "Send a broadcast");
    api.get("/broadcasts/{id}", show_broadcast)
        .needs(Permission::message_read)
        .says("一次推送及其进度与失败原因", "A broadcast, its progress and why messages failed");
    api.post("/broadcasts/{id}/retry", retry_broadcast)
        .needs(Permission::message_write)
        .says("重试失败的消息", "Try again what failed, and nothing else");
    api.post("/broadcasts/{id}/withdraw", withdraw_broadcast)
        .needs(Permission::message_write)
        .says("撤回尚未发出的消息", "Withdraw what has not been sent yet");
}

void add_messages(Api& api) {
    api.get("/messages", list_messages)
        .needs(Permission::message_read)
        .says("消息及其去向（可按推送、对象筛选）", "Messages and what became of them, by broadcast or recipient");
    api.get("/messages/export", export_messages).needs(Permission::export_run).says("导出消息", "Export messages");
    api.get("/messages/{id}", show_message).needs(Permission::message_read).says("一条消息", "One message");
    api.post("/messages/{id}/unmask", unmask_message)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself why
        .says("查看单发消息的内容与联系方式（记入审计）", "Show what was said to one person, and where; audited");
    api.post("/messages/{id}/retry", retry_message)
        .needs(Permission::message_write)
        .says("重试一条失败的消息", "Try one failed message again");
}

void add_own(Api& api) {
    api.get("/my/messages", show_inbox).signed_in().says("站内消息", "One's inbox");
    api.get("/my/messages/unread", count_unread).signed_in().says("未读站内消息数", "How much of it is unread");
    api.post("/my/messages/{id}/read", read_inbox_message)
        .signed_in()
        .unaudited()
        .says("已读一条站内消息", "Read a message of the inbox");
    api.get("/l/{code}", show_link).open().says("消息中的链接", "A link of a message");
    api.get("/l/{code}/apply", show_apply_link)
        .open()
        .says("消息中的办理链接", "A link of a message that leads to applying");
    api.post("/l/{code}", open_link).open().unaudited().says("链接已阅读", "A link of a message was opened");
    api.post("/l/{code}/apply", open_apply_link).open().unaudited().says("链接已去办理", "Somebody went on to apply");
}

void add_routes(Api& api) {
    add_channels(api);
    add_contacts(api);
    add_templates(api);
    add_broadcasts(api);
    add_messages(api);
    add_own(api);
}

std::shared_ptr<void> provide(Database& database) {
    auto sending = std::make_shared<Sending>();
    auto& services = database.services();
    services.provide(*sending);
    services.get<events::Bus>().declare_topic("message", Permission::message_read,
                                              {"站内消息或推送有变化", "The inbox or a broadcast has changed"});
    services.get<jobs::Scheduler>().add("message_contents", jobs::Schedule::daily_at(3, 40),
                                        {"销毁过期的消息内容", "Destroy what old messages said"}, destroy_old_contents);
    return sending;
}

}  // namespace

std::int64_t reseal_secrets(Database& database) {
    return database.write_value([](Tx& tx) { return reseal_channels(tx) + reseal_contacts(tx) + rewrap_day_keys(tx); });
}

}  // namespace messages

const Module messages_module{"messages", &messages_migrations, messages::add_routes, messages::provide};

}  // namespace tongzhou
