#include "modules/messages/inbox.hpp"

#include "modules/messages/links.hpp"
#include "modules/messages/payload.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

struct Row {
    Id<Message> id;
    std::string county;
    std::optional<Id<Broadcast>> broadcast;
    std::string recipient_name;
    std::optional<std::string> key_day, payload_sealed, about_kind;
    std::optional<Uuid> about;
    Urgency urgency{};
    Instant created_at;
    std::optional<Instant> opened_at;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, county, broadcast, recipient_name, key_day, payload_sealed, about_kind, about, urgency,
                       created_at, opened_at))

// Ids grow with time, so the newest are the greatest.
const sql::Query newest{R"(
    SELECT id, county, broadcast, recipient_name, key_day, payload_sealed, about_kind, about, urgency, created_at,
           opened_at
    FROM   messages
    WHERE  recipient IN (:account, :organization) AND kind = 'inbox' AND id < :before
      AND  (opened_at IS NULL OR 1 = :all)
    ORDER BY id DESC
    LIMIT  :most)"};
const sql::Query find_inbox_message_row{R"(
    SELECT id, county, broadcast, recipient_name, key_day, payload_sealed, about_kind, about, urgency, created_at,
           opened_at
    FROM   messages
    WHERE  recipient IN (:account, :organization) AND kind = 'inbox' AND id = :id)"};
const sql::Query count_them{R"(
    SELECT COUNT(*) FROM messages
    WHERE  recipient IN (:account, :organization) AND kind = 'inbox' AND opened_at IS NULL)"};

void require_account(const Actor& actor) {
    if (actor.kind != ActorKind::account)
        throw Problem::forbidden("no_own_account", "只有登录账号才有自己的联系方式和站内消息。",
                                 "Only accounts have contacts and an inbox of their own.");
}

InboxItem item_of(Snapshot& snapshot, Row row) {
    InboxItem item;
    item.id = row.id;
    item.urgency = row.urgency;
    item.about_kind = std::move(row.about_kind);
    item.about = row.about;
    item.created_at = row.created_at;
    item.opened_at = row.opened_at;
    std::optional<std::string> link, apply_link;
    std::string title, text, values;
    if (row.broadcast) {
        auto said = find_broadcast_text(snapshot, *row.broadcast).value();
        title = std::move(said.title);
        text = std::move(said.body);
        values = std::move(said.variable_values);
        link = std::move(said.link);
        apply_link = std::move(said.apply_link);
    } else if (auto payload = open_payload(snapshot, row.id, row.key_day, row.payload_sealed)) {
        title = std::move(payload->title);
        values = to_json(payload->values);
        text = std::move(payload->text);
        link = std::move(payload->link);
        apply_link = std::move(payload->apply_link);
    }
    const auto path = "/l/" + link_code(snapshot, row.id);
    if (link) item.link = path;
    if (apply_link) item.apply_link = path + "/apply";
    auto composed = compose(title, text, values, row.recipient_name, path, path + "/apply");
    item.title = std::move(composed.title);
    item.text = std::move(composed.text);
    return item;
}

UnreadCount unread_of(Snapshot& snapshot, const Actor& actor) {
    return {snapshot.value<std::int64_t>(count_them, actor.id, actor.organization).value_or(0)};
}

constexpr const char* greatest_id = "ffffffff-ffff-ffff-ffff-ffffffffffff";

}  // namespace

Inbox show_inbox(Snapshot& snapshot, const Actor& actor, const InboxRequest& request) {
    require_account(actor);
    Inbox inbox;
    const auto before = request.before.value_or(Id<Message>::of(greatest_id));
    const int all = request.unread.value_or(false) ? 0 : 1;
    const std::int64_t most = request.limit ? request.limit->value : 50;
    for (auto& row : snapshot.all<Row>(newest, actor.id, actor.organization, before, all, most))
        inbox.items.push_back(item_of(snapshot, std::move(row)));
    inbox.unread = unread_of(snapshot, actor).unread;
    return inbox;
}

UnreadCount count_unread(Snapshot& snapshot, const Actor& actor) {
    require_account(actor);
    return unread_of(snapshot, actor);
}

UnreadCount read_inbox_message(Tx& tx, const Actor& actor, const InboxById& request) {
    require_account(actor);
    const auto row = tx.find<Row>(find_inbox_message_row, actor.id, actor.organization, request.id);
    if (!row) throw no_such_record();
    mark_opened(tx, row->county, row->id);
    return unread_of(tx, actor);
}

}  // namespace tongzhou::messages
