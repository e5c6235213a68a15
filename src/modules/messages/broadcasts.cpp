#include "modules/messages/broadcasts.hpp"

#include "modules/messages/drafts.hpp"
#include "modules/messages/reasons.hpp"
#include "modules/messages/sending.hpp"
#include "modules/messages/split.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

const List<BroadcastRow> broadcasts{
    {.name = "broadcasts",
     .select = "SELECT b.id, b.division, b.organization, b.kind, b.channel, b.title, b.urgency, b.state, b.recipients, "
               "b.waiting, b.accepted, b.delivered, b.opened, b.applied, b.failed, b.uncertain, b.author_name, "
               "b.created_at, b.finished_at FROM broadcasts b",
     .scope = {"b.county", "b.division", "b.organization"},
     .filters = {{"state", "b.state IN (:state)"},
                 {"kind", "b.kind IN (:kind)"},
                 {"division", "b.division >= :division_low AND b.division < :division_high", Match::within},
                 {"title", "b.title LIKE :title", Match::contains},
                 {"from", "b.created_at >= :from"},
                 {"until", "b.created_at < :until"}},
     .sorts = {{"created_at", "b.created_at", SortOrder::descending}},
     .key = "b.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"kind", "通道类别"},
                {"channel", "通道"},
                {"title", "标题"},
                {"urgency", "紧急程度"},
                {"state", "状态"},
                {"recipients", "对象"},
                {"waiting", "待发"},
                {"accepted", "已接收"},
                {"delivered", "已送达"},
                {"opened", "已阅读"},
                {"applied", "已办理"},
                {"failed", "失败"},
                {"uncertain", "不确定"},
                {"author_name", "发布人"},
                {"created_at", "发布时间"},
                {"finished_at", "完成时间"}}}};

const sql::Query find_broadcast_row{R"(
    SELECT id, division, organization, kind, channel, title, urgency, state, recipients, waiting, accepted, delivered,
           opened, applied, failed, uncertain, author_name, created_at, finished_at
    FROM broadcasts WHERE id = :id)"};
const sql::Query find_more{R"(
    SELECT body, variable_values, link, apply_link, audience, cut_short FROM broadcasts WHERE id = :id)"};
const sql::Query insert_broadcast_row{R"(
    INSERT INTO broadcasts (county, id, division, organization, kind, channel, template, title, body, variable_values,
                            urgency, link, apply_link, audience, scope_reach, scope_division, scope_organization, state,
                            spread_to, recipients, waiting, accepted, delivered, opened, applied, failed, uncertain,
                            author_name, created_at)
    VALUES (:county, :id, :division, :organization, :kind, :channel, :template, :title, :body, :variable_values,
            :urgency, :link, :apply_link, :audience, :scope_reach, :scope_division, :scope_organization, 'spreading',
            '', 0, 0, 0, 0, 0, 0, 0, 0, :author_name, :created_at))"};
const sql::Query count_reasons{R"(
    SELECT COALESCE(reason, '') AS reason, COUNT(*) AS messages
    FROM   messages
    WHERE  broadcast = :broadcast AND state IN ('failed', 'uncertain')
    GROUP BY reason ORDER BY COUNT(*) DESC, reason LIMIT 20)"};
// Accepted once, and then reported as not delivered: it is to be accepted anew.
const sql::Query count_undelivered{R"(
    SELECT COUNT(accepted_at) FROM messages WHERE broadcast = :broadcast AND state = 'failed')"};
const sql::Query retry_messages{R"(
    UPDATE messages SET state = 'waiting', due_at = :now, attempts = 0, in_doubt_since = NULL, accepted_at = NULL
    WHERE broadcast = :broadcast AND state = :state)"};
const sql::Query set_state{"UPDATE broadcasts SET state = :state, finished_at = NULL WHERE id = :id"};
const sql::Query withdraw_messages{R"(
    UPDATE messages SET state = 'withdrawn', reason = 'withdrawn'
    WHERE broadcast = :broadcast AND state = 'waiting')"};
const sql::Query withdraw{R"(
    UPDATE broadcasts SET state = 'withdrawn', finished_at = :now WHERE id = :id AND state IN ('spreading', 'sending'))"};

struct More {
    std::string body, variable_values;
    std::optional<std::string> link, apply_link;
    std::string audience;
    std::optional<std::string> cut_short;
};
BOOST_DESCRIBE_STRUCT(More, (), (body, variable_values, link, apply_link, audience, cut_short))
struct CountedReason {
    std::string reason;
    std::int64_t messages = 0;
};
BOOST_DESCRIBE_STRUCT(CountedReason, (), (reason, messages))

std::string_view reach_of(const Scope& scope) {
    if (scope.is_everything()) return "everything";
    return scope.is_organization() ? "organization" : "division";
}

BroadcastView view_of(Snapshot& snapshot, const BroadcastRow& row) {
    BroadcastView view;
    static_cast<BroadcastRow&>(view) = row;
    auto more = snapshot.find<More>(find_more, row.id).value();
    view.text = std::move(more.body);
    view.values = from_json<std::vector<VariableValue>>(more.variable_values);
    view.link = std::move(more.link);
    view.apply_link = std::move(more.apply_link);
    view.audience = from_json<Audience>(more.audience);
    for (auto& counted : snapshot.all<CountedReason>(count_reasons, row.id)) {
        auto says = explain_reason(counted.reason);
        view.failures.push_back({std::move(counted.reason), counted.messages, std::move(says.zh), std::move(says.en)});
    }
    if (more.cut_short) {
        auto says = explain_reason(*more.cut_short);
        view.cut_short = FailureReason{std::move(*more.cut_short), 0, std::move(says.zh), std::move(says.en)};
    }
    return view;
}

template <class Text>
std::optional<std::string> plain(const std::optional<Text>& text) {
    return text ? std::optional(text->value) : std::nullopt;
}

// As many pages as can be looked at while somebody waits.
constexpr int most_pages = 20;

void count_audience(Snapshot& snapshot, const Actor& actor, const BroadcastDraft& draft, const SettledDraft& settled,
                    BroadcastPreview& preview, std::optional<AudienceMember>& first) {
    const auto contact = contact_kind_of(settled.kind);
    std::string cursor;
    for (int n = 0; n < most_pages; ++n) {
        auto page = audience_page(snapshot, actor, draft.audience, settled.place, cursor);
        for (auto& member : page.members) {
            ++preview.recipients;
            if (contact && !has_contact(snapshot, member.id.value_or(Uuid()), *contact)) ++preview.without_address;
            if (!first) first = std::move(member);
        }
        cursor = std::move(page.next);
        if (cursor.empty()) return;
    }
    preview.is_more = true;
}

}  // namespace

BroadcastPreview preview_broadcast(Snapshot& snapshot, const Actor& actor, const BroadcastDraft& draft) {
    const auto settled = settle_draft(snapshot, actor, draft);
    BroadcastPreview preview;
    std::optional<AudienceMember> first;
    count_audience(snapshot, actor, draft, settled, preview, first);
    // As long as a real link will be.
    const auto link = (draft.link || draft.apply_link)
                          ? snapshot.service<Sending>().public_url() + "/l/" + std::string(12, 'x')
                          : std::string();
    auto said = compose(settled.title, settled.text, to_json(settled.values), first ? first->name : std::string(), link,
                        link.empty() ? link : link + "/apply");
    preview.title = said.title;
    preview.text = said.text;
    if (settled.channel) {
        const auto parts =
            protocol_of(settled.kind).parts_of(open_channel(snapshot, *settled.channel), said.title, said.text);
        preview.parts = std::ssize(parts);
        if (settled.kind == ChannelKind::sms) {
            preview.segments = 0;
            for (const auto& part : parts) *preview.segments += sms_segments(part);
        }
        const auto due = due_time(snapshot, settled.urgency, first ? first->division : settled.whose.division);
        if (due > snapshot.now()) preview.held_until = due;
    }
    return preview;
}

BroadcastView create_broadcast(Tx& tx, const Actor& actor, const BroadcastDraft& draft) {
    if (draft.id) {
        if (const auto known = tx.find<BroadcastRow>(find_broadcast_row, *draft.id)) {
            actor.scope.require(known->division, known->organization);
            return view_of(tx, *known);
        }
    }
    const auto settled = settle_draft(tx, actor, draft);
    // A policy that cannot be chosen by is refused now, not when the recipients are looked for.
    if (draft.audience.policy) audience_page(tx, actor, draft.audience, settled.place, {});
    const auto id = draft.id.value_or(Id<Broadcast>::make(tx.now()));
    std::optional<DivisionCode> scope_division;
    if (actor.scope.division().is_set()) scope_division = actor.scope.division();
    std::optional<Id<Organization>> scope_organization;
    if (actor.scope.is_organization()) scope_organization = actor.scope.organization();
    std::optional<Id<Channel>> channel;
    if (settled.channel) channel = settled.channel->id;
    tx.run(insert_broadcast_row, settled.whose.county(), id, settled.whose.division, settled.whose.organization, settled.kind,
           channel, draft.from_template, settled.title, settled.text, to_json(settled.values), settled.urgency,
           plain(draft.link), plain(draft.apply_link), to_json(draft.audience), reach_of(actor.scope), scope_division,
           scope_organization, actor.name, tx.now());
    wake_after(tx);
    return view_of(tx, *tx.find<BroadcastRow>(find_broadcast_row, id));
}

BroadcastRow require_broadcast(Snapshot& snapshot, const Actor& actor, const Id<Broadcast>& id) {
    auto row = snapshot.find<BroadcastRow>(find_broadcast_row, id);
    if (!row) throw no_such_record();
    actor.scope.require(row->division, row->organization);
    return *std::move(row);
}

BroadcastView show_broadcast(Snapshot& snapshot, const Actor& actor, const BroadcastById& request) {
    return view_of(snapshot, require_broadcast(snapshot, actor, request.id));
}

Page<BroadcastRow> list_broadcasts(Snapshot& snapshot, const Actor& actor, const BroadcastFilter& filter) {
    return broadcasts.page(snapshot, actor, filter);
}

Download export_broadcasts(Database& database, const Actor& actor, const BroadcastExport& filter) {
    return broadcasts.download(database, actor, filter);
}

RetryResult retry_broadcast(Tx& tx, const Actor& actor, const RetryRequest& request) {
    const auto row = require_broadcast(tx, actor, request.id);
    if (row.state == BroadcastState::withdrawn)
        throw Problem::conflict("broadcast_withdrawn", "此次推送已撤回，请另发一次。",
                                "This broadcast was withdrawn; make another.");
    const auto undelivered = tx.value<std::int64_t>(count_undelivered, row.id).value_or(0);
    const auto failed = tx.run(retry_messages, tx.now(), row.id, MessageState::failed);
    const auto uncertain =
        request.uncertain.value_or(false) ? tx.run(retry_messages, tx.now(), row.id, MessageState::uncertain) : 0;
    if (failed + uncertain == 0) return {row.id, 0};
    if (row.state != BroadcastState::spreading) tx.run(set_state, BroadcastState::sending, row.id);
    count(tx, row.id,
          {.waiting = failed + uncertain, .accepted = -undelivered, .failed = -failed, .uncertain = -uncertain});
    wake_after(tx);
    return {row.id, failed + uncertain};
}

BroadcastView withdraw_broadcast(Tx& tx, const Actor& actor, const BroadcastById& request) {
    const auto row = require_broadcast(tx, actor, request.id);
    if (row.state == BroadcastState::withdrawn) return view_of(tx, row);
    if (tx.run(withdraw, tx.now(), row.id) == 0)
        throw Problem::conflict("broadcast_finished", "此次推送已全部发出，不能撤回。",
                                "Everything of this broadcast has been sent; it cannot be withdrawn.");
    count(tx, row.id, {.waiting = -tx.run(withdraw_messages, row.id)});
    return view_of(tx, *tx.find<BroadcastRow>(find_broadcast_row, row.id));
}

}  // namespace tongzhou::messages
