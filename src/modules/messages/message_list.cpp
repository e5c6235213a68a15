#include "modules/messages/message_list.hpp"

#include "modules/messages/reasons.hpp"
#include "modules/messages/sending.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

const List<MessageRow> messages{
    {.name = "messages",
     .select =
         "SELECT m.id, m.division, m.organization, m.broadcast, m.channel, m.kind, m.recipient_kind, m.recipient, "
         "m.recipient_name, m.masked_address, m.about_kind, m.about, m.urgency, m.state, m.attempts, m.parts, "
         "m.parts_sent, m.reason, m.detail, m.due_at, m.created_at, m.accepted_at, m.delivered_at, m.opened_at, "
         "m.applied_at FROM messages m",
     .scope = {"m.county", "m.division", "m.organization"},
     .filters = {{"broadcast", "m.broadcast = :broadcast"},
                 {"channel", "m.channel = :channel"},
                 {"kind", "m.kind IN (:kind)"},
                 {"state", "m.state IN (:state)"},
                 {"recipient", "m.recipient = :recipient"},
                 {"about", "m.about = :about"},
                 {"division", "m.division >= :division_low AND m.division < :division_high", Match::within},
                 {"reason", "m.reason = :reason"},
                 {"accepted", "CASE WHEN m.accepted_at IS NULL THEN 0 ELSE 1 END = :accepted"},
                 {"delivered", "CASE WHEN m.delivered_at IS NULL THEN 0 ELSE 1 END = :delivered"},
                 {"opened", "CASE WHEN m.opened_at IS NULL THEN 0 ELSE 1 END = :opened"},
                 {"applied", "CASE WHEN m.applied_at IS NULL THEN 0 ELSE 1 END = :applied"},
                 {"from", "m.created_at >= :from"},
                 {"until", "m.created_at < :until"}},
     .sorts = {{"created_at", "m.created_at", SortOrder::descending}},
     .key = "m.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"broadcast", "推送"},
                {"channel", "通道"},
                {"kind", "通道类别"},
                {"recipient_kind", "对象类别"},
                {"recipient", "对象编号"},
                {"recipient_name", "对象"},
                {"masked_address", "联系方式"},
                {"about_kind", "事由"},
                {"about", "事由编号"},
                {"urgency", "紧急程度"},
                {"state", "状态"},
                {"attempts", "尝试次数"},
                {"parts", "分段"},
                {"parts_sent", "已发分段"},
                {"reason", "原因"},
                {"detail", "对方说明"},
                {"due_at", "应发时间"},
                {"created_at", "生成时间"},
                {"accepted_at", "接收时间"},
                {"delivered_at", "送达时间"},
                {"opened_at", "阅读时间"},
                {"applied_at", "办理时间"}}}};

const sql::Query find_message_row{R"(
    SELECT id, division, organization, broadcast, channel, kind, recipient_kind, recipient, recipient_name,
           masked_address, about_kind, about, urgency, state, attempts, parts, parts_sent, reason, detail, due_at,
           created_at, accepted_at, delivered_at, opened_at, applied_at
    FROM messages WHERE id = :id)"};
const sql::Query find_sealed{"SELECT key_day, payload_sealed FROM messages WHERE id = :id"};
const sql::Query retry_one{R"(
    UPDATE messages
    SET state = 'waiting', due_at = :now, attempts = 0, in_doubt_since = NULL, accepted_at = NULL, channel = :channel
    WHERE id = :id AND state = :before)"};
const sql::Query reopen{R"(
    UPDATE broadcasts SET state = 'sending', finished_at = NULL
    WHERE id = :id AND state IN ('done', 'done_with_failures'))"};

struct SealedMessageRow {
    std::optional<std::string> key_day, payload_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedMessageRow, (), (key_day, payload_sealed))

struct UnmaskDetail {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskDetail, (), (reason))

MessageRow require_message(Snapshot& snapshot, const Actor& actor, const Id<Message>& id) {
    auto row = snapshot.find<MessageRow>(find_message_row, id);
    if (!row) throw no_such_record();
    actor.scope.require(row->division, row->organization);
    return *std::move(row);
}

MessageView view_of(Snapshot& snapshot, const MessageRow& row) {
    MessageView view;
    static_cast<MessageRow&>(view) = row;
    if (row.reason) {
        auto says = explain_reason(*row.reason);
        view.says_zh = std::move(says.zh);
        view.says_en = std::move(says.en);
    }
    if (!row.broadcast) return view;
    const auto text = find_broadcast_text(snapshot, *row.broadcast).value();
    // The link opens as if the recipient had: it is not shown to others.
    auto said = compose(text.title, text.body, text.variable_values, row.recipient_name, "…", "…");
    view.title = std::move(said.title);
    view.text = std::move(said.text);
    return view;
}

}  // namespace

Page<MessageRow> list_messages(Snapshot& snapshot, const Actor& actor, const MessageFilter& filter) {
    return messages.page(snapshot, actor, filter);
}

std::int64_t count_messages(Snapshot& snapshot, const Actor& actor, MessageFilter filter) {
    filter.count = true;
    filter.limit = 1;
    return messages.page(snapshot, actor, filter).total.value_or(0);
}

Download export_messages(Database& database, const Actor& actor, const MessageExport& filter) {
    return messages.download(database, actor, filter);
}

MessageView show_message(Snapshot& snapshot, const Actor& actor, const MessageById& request) {
    return view_of(snapshot, require_message(snapshot, actor, request.id));
}

UnmaskedMessage unmask_message(Tx& tx, const Actor& actor, const MessageUnmasking& request) {
    const auto row = require_message(tx, actor, request.id);
    const auto sealed = tx.find<SealedMessageRow>(find_sealed, row.id).value();
    auto payload = open_payload(tx, row.id, sealed.key_day, sealed.payload_sealed);
    if (!payload)
        throw Problem::conflict("message_destroyed", "此消息没有单独的内容，或已按保存期限销毁。",
                                "This message has no text of its own, or it has been destroyed.");
    audit::record(tx, actor,
                  {.action = "message_unmask",
                   .subject_kind = "messages",
                   .subject = row.id.text(),
                   .detail = to_json(UnmaskDetail{request.reason.value}),
                   .division = row.division,
                   .organization = row.organization});
    auto said = compose(payload->title, payload->text, to_json(payload->values), row.recipient_name, "…", "…");
    return {row.id, std::move(said.title), std::move(said.text), std::move(payload->address)};
}

MessageView retry_message(Tx& tx, const Actor& actor, const MessageById& request) {
    const auto row = require_message(tx, actor, request.id);
    const bool is_over = row.state == MessageState::failed || row.state == MessageState::uncertain;
    auto channel = row.channel;
    if (!channel)
        if (const auto nearest = nearest_channel(tx, row.kind, row.division)) channel = nearest->id;
    if (!is_over || !channel || tx.run(retry_one, tx.now(), channel, row.id, row.state) == 0)
        throw Problem::conflict("nothing_to_retry", "此消息不在失败或不确定状态，或仍没有可用通道。",
                                "This message has neither failed nor is it uncertain, or there is still no channel.");
    if (row.broadcast) tx.run(reopen, *row.broadcast);
    const bool was_failed = row.state == MessageState::failed;
    count(tx, row.broadcast,
          {.waiting = 1,
           .accepted = row.accepted_at ? -1 : 0,
           .failed = was_failed ? -1 : 0,
           .uncertain = was_failed ? 0 : -1});
    wake_after(tx);
    return view_of(tx, require_message(tx, actor, row.id));
}

}  // namespace tongzhou::messages
