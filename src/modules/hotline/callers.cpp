#include "modules/hotline/callers.hpp"

#include "base/text.hpp"
#include "modules/hotline/handlers.hpp"
#include "platform/audit/audit.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::hotline {
namespace {

struct SealedRow {
    Id<Call> id;
    std::string data_key, caller_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedRow, (), (id, data_key, caller_sealed))

const sql::Query callers_of_ticket{R"(
    SELECT id, data_key, caller_sealed FROM calls
    WHERE ticket = :ticket AND data_key IS NOT NULL ORDER BY answered_at, id)"};

struct KeyRow {
    std::string county;
    Id<Call> id;
    std::string data_key;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (county, id, data_key))

const sql::Query keys_after{R"(
    SELECT county, id, data_key FROM calls
    WHERE (county, id) > (:county, :id) AND data_key IS NOT NULL ORDER BY county, id LIMIT :most)"};
// Only if nobody rewrapped the key meanwhile.
const sql::Query replace_key{R"(
    UPDATE calls SET data_key = :data_key WHERE county = :county AND id = :id AND data_key = :before)"};

constexpr int keys_at_once = 1000;  // rows in one transaction: some milliseconds, so that no other writer waits long

std::string context_of(const Id<Call>& call) { return "call.caller:" + call.text(); }

// The desk calls back, and the department that handles it may have to ask.
void require_may_unmask(Snapshot& snapshot, const Actor& actor, const TicketRow& ticket) {
    if (actor.permissions.has(Permission::call_answer)) return;
    if (ticket.confidential)
        throw Problem::forbidden("confidential_ticket", "此工单已要求保密，来电人信息仅受理台可见。",
                                 "The caller asked for confidence; only the desk may see who it is.");
    if (!actor.permissions.has(Permission::person_unmask)) acting_handler(snapshot, actor, ticket, false);
}

bool says_nothing(const Caller& caller) {
    const auto empty = [](const auto& text) { return !text || text->empty(); };
    return empty(caller.name) && empty(caller.number) && empty(caller.address);
}

}  // namespace

std::optional<std::string> normalised_number(std::string_view number) {
    std::string digits;
    for (const char c : to_half_width(number)) {
        if (c >= '0' && c <= '9') digits += c;
        else if (c != ' ' && c != '-' && c != '+' && c != '(' && c != ')') return std::nullopt;
    }
    if (digits.starts_with("0086")) digits.erase(0, 4);
    else if (digits.starts_with("86") && digits.size() == 13) digits.erase(0, 2);
    if (digits.size() < 7 || digits.size() > 12) return std::nullopt;
    return digits;
}

std::string masked_number(std::string_view digits) {
    const auto tail = std::min<std::size_t>(digits.size() == 11 && digits[0] == '1' ? 4 : 3, digits.size());
    const auto head = std::min<std::size_t>(digits[0] == '0' ? 4 : 3, digits.size() - tail);
    return fmt::format("{}****{}", digits.substr(0, head), digits.substr(digits.size() - tail));
}

void check(const Caller& caller, std::vector<FieldFault>& faults) {
    if (caller.number && !caller.number->empty() && !normalised_number(caller.number->value))
        faults.push_back({"/number",
                          "not_a_number",
                          {"电话应为手机号，或带区号的座机号，请核对。",
                           "Give a mobile number, or a landline with its area code."}});
    if (caller.kind == CallerKind::person && caller.organization)
        faults.push_back({"/organization",
                          "not_of_a_person",
                          {"个人来电不填企业；企业来电请把类型改为企业。",
                           "A person's call names no enterprise; choose the kind enterprise."}});
}

SealedCaller seal_caller(Snapshot& snapshot, const Id<Call>& call, const Caller& caller) {
    SealedCaller out;
    if (says_nothing(caller)) return out;
    const auto& ring = snapshot.service<seal::KeyRing>();
    const auto wrapped = ring.new_data_key();
    out.data_key = wrapped.text;
    out.sealed = seal::seal_with(ring.unwrap(wrapped), to_json(caller), context_of(call)).text;
    if (caller.name && !caller.name->empty()) out.masked_name = tongzhou::masked_name(caller.name->value);
    if (caller.number)
        if (const auto digits = normalised_number(caller.number->value)) {
            out.masked_number = masked_number(*digits);
            out.number_index = ring.blind_index(*digits, "call.number");
        }
    return out;
}

Caller open_caller(Snapshot& snapshot, const Id<Call>& call, std::string_view data_key, std::string_view sealed) {
    const auto key = snapshot.service<seal::KeyRing>().unwrap({std::string(data_key)});
    return from_json<Caller>(seal::unseal_with(key, sealed, context_of(call)));
}

std::vector<std::string> number_indexes(Snapshot& snapshot, std::string_view number) {
    const auto digits = normalised_number(number);
    if (!digits) return {};
    return snapshot.service<seal::KeyRing>().blind_indexes(*digits, "call.number");
}

CallerView unmask_caller(Tx& tx, const Actor& actor, const UnmaskCaller& request) {
    const auto ticket = require_ticket(tx, actor, request.id);
    require_may_unmask(tx, actor, ticket);
    CallerView view{ticket.id, {}};
    for (const auto& row : tx.all<SealedRow>(callers_of_ticket, ticket.id))
        view.callers.push_back(open_caller(tx, row.id, row.data_key, row.caller_sealed));
    // The reason goes into the log; what was read does not.
    std::string reason;
    write_json_text(request.reason.value, reason);
    audit::record(tx, actor,
                  {.action = "caller_unmask",
                   .subject_kind = "tickets",
                   .subject = ticket.id.text(),
                   .detail = fmt::format(R"({{"reason":{}}})", reason),
                   .division = ticket.division,
                   .organization = ticket.organization});
    return view;
}

std::int64_t rewrap_data_keys(Database& database) {
    const auto& ring = database.services().get<seal::KeyRing>();
    std::int64_t rewrapped = 0;
    std::string county;
    Id<Call> id;
    for (;;) {
        const auto keys = database.read_value(
            [&](Snapshot& snapshot) { return snapshot.all<KeyRow>(keys_after, county, id, keys_at_once); });
        if (keys.empty()) return rewrapped;
        county = keys.back().county;
        id = keys.back().id;
        rewrapped += database.write_value([&](Tx& tx) {
            std::int64_t replaced = 0;
            for (const auto& key : keys)
                if (!ring.is_current(key.data_key))
                    replaced += tx.run(replace_key, ring.rewrap({key.data_key}).text, key.county, key.id, key.data_key);
            return replaced;
        });
    }
}

}  // namespace tongzhou::hotline
