// The log of calls, and the earlier calls of a number.
#include "modules/hotline/calls.hpp"

namespace tongzhou::hotline {
namespace {

struct CallQuery : CallFilter {
    std::optional<std::string> county;
};
BOOST_DESCRIBE_STRUCT(CallQuery, (CallFilter), (county))

constexpr std::string_view select_calls =
    "SELECT c.id, c.ticket, t.number, c.division, c.organization, c.channel, c.level, c.operator_name, c.caller_kind, "
    "c.masked_name, c.masked_number, c.rang_at, c.answered_at "
    "FROM calls c JOIN tickets t ON t.county = c.county AND t.id = c.ticket";

const List<CallRow> calls{{.name = "calls",
                           .select = select_calls,
                           .scope = {"c.county", "c.division", "c.organization"},
                           .filters = {{"county", "c.county = :county"},
                                       {"division", "c.division >= :division_low AND c.division < :division_high",
                                        Match::within},
                                       {"organization", "c.organization = :organization"},
                                       {"ticket", "c.ticket = :ticket"},
                                       {"channel", "c.channel = :channel"},
                                       {"level", "c.level = :level"},
                                       {"from", "c.answered_at >= :from"},
                                       {"until", "c.answered_at < :until"}},
                           .sorts = {{"answered_at", "c.answered_at", SortOrder::descending}},
                           .key = "c.id"}};

const sql::Query calls_of_number{R"(
    SELECT c.id, c.ticket, t.number, c.division, c.organization, c.channel, c.level, c.operator_name, c.caller_kind,
           c.masked_name, c.masked_number, c.rang_at, c.answered_at
    FROM calls c JOIN tickets t ON t.county = c.county AND t.id = c.ticket
    WHERE c.number_index = :number_index ORDER BY c.answered_at DESC, c.id LIMIT 200)"};

constexpr std::size_t most_earlier = 20;

}  // namespace

Page<CallRow> list_calls(Snapshot& snapshot, const Actor& actor, const CallFilter& filter) {
    CallQuery query;
    static_cast<CallFilter&>(query) = filter;
    if (filter.division && filter.division->level() >= DivisionLevel::county) query.county = filter.division->county();
    return calls.page(snapshot, actor, query);
}

CallList find_earlier_calls(Snapshot& snapshot, const Actor& actor, const EarlierCalls& request) {
    CallList found;
    for (const auto& index : number_indexes(snapshot, request.caller_number.value))
        for (auto& call : snapshot.all<CallRow>(calls_of_number, index))
            if (found.items.size() < most_earlier && actor.scope.covers(call.division, call.organization))
                found.items.push_back(std::move(call));
    return found;
}

}  // namespace tongzhou::hotline
