#include "modules/hotline/ticket_list.hpp"

namespace tongzhou::hotline {
namespace {

struct TicketQuery : TicketFilter {
    std::optional<std::string> county;
    std::optional<bool> not_ended, had_red, waits_for_extension, without_lead;
    std::optional<Instant> overdue_at;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(TicketQuery, (TicketFilter),
                      (county, not_ended, had_red, waits_for_extension, without_lead, overdue_at, format))

const List<TicketLine> tickets{
    {.name = "tickets",
     // Who asked for confidence is not told by any list, nor found by a filter.
     .select = "SELECT t.id, t.number, t.division, "
               "CASE WHEN t.confidential = 0 THEN t.organization END AS organization, t.channel, t.level, t.category, "
               "t.matter, t.title, "
               "t.confidential, t.state, t.lead, o.name AS lead_name, t.accepted_at, t.due_at, t.asked_days, "
               "t.returned, t.redone, t.yellow_at, t.red_at, t.supervised_at, t.replied_at, t.rating, t.closed_at "
               "FROM tickets t LEFT JOIN organizations o ON o.id = t.lead",
     .scope = {"t.county", "t.division", "t.organization"},
     .filters = {{"county", "t.county = :county"},
                 {"division", "t.division >= :division_low AND t.division < :division_high", Match::within},
                 {"organization", "t.organization = :organization AND t.confidential = 0"},
                 {"number", "t.number = :number"},
                 {"state", "t.state = :state"},
                 {"not_ended",
                  "t.state IN ('accepted', 'dispatched', 'in_progress', 'replied', 'followed_up') "
                  "AND 1 = :not_ended"},
                 {"level", "t.level = :level"},
                 {"channel", "t.channel = :channel"},
                 {"category", "t.category = :category"},
                 {"matter", "t.matter = :matter"},
                 {"lead", "t.lead = :lead"},
                 {"handler",
                  "EXISTS (SELECT 1 FROM ticket_handlers h WHERE h.county = t.county AND h.ticket = t.id "
                  "AND h.organization = :handler)"},
                 {"rating", "t.rating = :rating"},
                 {"overdue_at", "t.state IN ('dispatched', 'in_progress') AND t.due_at < :overdue_at"},
                 {"had_red", "t.red_at IS NOT NULL AND 1 = :had_red"},
                 {"waits_for_extension", "t.asked_days IS NOT NULL AND 1 = :waits_for_extension"},
                 {"without_lead", "t.lead IS NULL AND 1 = :without_lead"},
                 {"text", "(t.title || ' ' || t.question) LIKE :text", Match::contains},
                 {"from", "t.accepted_at >= :from"},
                 {"until", "t.accepted_at < :until"}},
     .sorts = {{"accepted_at", "t.accepted_at", SortOrder::descending}},
     .key = "t.id",
     .labels = {{"id", "编号"},
                {"number", "工单号"},
                {"division", "区划"},
                {"organization", "来电企业"},
                {"channel", "渠道"},
                {"level", "受理台"},
                {"category", "类别"},
                {"matter", "事项"},
                {"title", "标题"},
                {"confidential", "保密"},
                {"state", "状态"},
                {"lead", "主办单位编号"},
                {"lead_name", "主办单位"},
                {"accepted_at", "受理时间"},
                {"due_at", "答复期限"},
                {"asked_days", "申请延期（工作日）"},
                {"returned", "退回次数"},
                {"redone", "重办次数"},
                {"yellow_at", "黄牌时间"},
                {"red_at", "红牌时间"},
                {"supervised_at", "督办时间"},
                {"replied_at", "答复时间"},
                {"rating", "评价"},
                {"closed_at", "办结时间"}}}};

const sql::Query story_of{R"(
    SELECT m.number, m.at, m.actor_name, m.move, m.state, m.handler, o.name AS handler_name, m.why
    FROM ticket_moves m LEFT JOIN organizations o ON o.id = m.handler
    WHERE m.county = :county AND m.ticket = :ticket ORDER BY m.number)"};
const sql::Query calls_of{R"(
    SELECT id, channel, caller_kind, masked_name, masked_number, answered_at FROM calls
    WHERE county = :county AND ticket = :ticket ORDER BY answered_at, id)"};

TicketQuery query_of(Instant now, const TicketFilter& filter) {
    TicketQuery query;
    static_cast<TicketFilter&>(query) = filter;
    if (filter.division && filter.division->level() >= DivisionLevel::county) query.county = filter.division->county();
    if (filter.open == true) query.not_ended = true;
    if (filter.red == true) query.had_red = true;
    if (filter.asks_extension == true) query.waits_for_extension = true;
    if (filter.unassigned == true) query.without_lead = true;
    if (filter.overdue == true) query.overdue_at = now;
    return query;
}

Condition set_of(Instant now, const TicketFilter& filter) {
    return filter.set ? in_set(*filter.set, now) : Condition{};
}

// Which permission each move needs; routes.cpp asks for the same.
std::optional<Permission> permission_of(TicketMove move) {
    using enum TicketMove;
    switch (move) {
        case answered_directly:
        case dispatched:
        case reassigned:
        case joined:
        case rejected:
        case redone:
        case merged:
        case followed_up:
        case closed: return Permission::call_answer;
        case started:
        case returned:
        case advised:
        case replied:
        case extension_asked: return Permission::ticket_handle;
        case extended:
        case extension_refused:
        case supervised:
        case published: return Permission::ticket_supervise;
        case accepted:
        case rated:
        case absorbed: break;
    }
    return std::nullopt;
}

bool is_handler(const Actor& actor, const std::vector<HandlerRow>& handlers, bool lead_only) {
    if (actor.permissions.has(Permission::ticket_supervise)) return true;
    return std::ranges::any_of(
        handlers, [&](const HandlerRow& h) { return h.organization == actor.organization && (h.lead || !lead_only); });
}

std::vector<TicketMove> moves_now(const Actor& actor, const TicketRow& ticket, const std::vector<HandlerRow>& handlers,
                                  Instant now) {
    std::vector<TicketMove> may;
    for (const auto move : values_of<TicketMove>()) {
        const auto permission = permission_of(move);
        if (!permission || !actor.permissions.has(*permission)) continue;
        if (!obstacle_to(ticket.standing(), move, now).empty()) continue;
        const bool handles =
            *permission != Permission::ticket_handle || is_handler(actor, handlers, move != TicketMove::advised);
        if (handles) may.push_back(move);
    }
    return may;
}

}  // namespace

Page<TicketLine> list_tickets(Snapshot& snapshot, const Actor& actor, const TicketFilter& filter) {
    return tickets.page(snapshot, actor, query_of(snapshot.now(), filter), set_of(snapshot.now(), filter));
}

Download export_tickets(Database& database, const Actor& actor, const TicketExport& filter) {
    const auto now = database.clock().now();
    auto query = query_of(now, filter);
    query.format = filter.format;
    return tickets.download(database, actor, query, set_of(now, filter));
}

TicketView show_ticket(Snapshot& snapshot, const Actor& actor, const TicketById& request) {
    TicketView view;
    static_cast<TicketRow&>(view) = require_ticket(snapshot, actor, request.id);
    view.card = card_of(view.standing(), snapshot.now());
    view.handlers = handlers_of(snapshot, view);
    view.may = moves_now(actor, view, view.handlers, snapshot.now());
    for (const auto& handler : view.handlers)
        if (handler.lead) view.lead_name = handler.name;
    if (actor.scope.is_organization())
        for (auto& handler : view.handlers) handler.opinion = handler.opinion_by = std::nullopt;
    if (view.confidential && !actor.permissions.has(Permission::call_answer) && !actor.scope.is_organization())
        view.organization.reset();
    else
        view.calls = snapshot.all<CallOfTicket>(calls_of, view.county, view.id);
    view.story = snapshot.all<TicketMoveRow>(story_of, view.county, view.id);
    return view;
}

}  // namespace tongzhou::hotline
