#include "modules/hotline/calls.hpp"

#include "base/text.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query insert_call{R"(
    INSERT INTO calls (county, id, division, organization, ticket, channel, level, desk, operator, operator_name,
                       caller_kind, data_key, caller_sealed, masked_name, masked_number, number_index, rang_at,
                       answered_at)
    VALUES (:county, :id, :division, :organization, :ticket, :channel, :level, :desk, :operator, :operator_name,
            :caller_kind, :data_key, :caller_sealed, :masked_name, :masked_number, :number_index, :rang_at,
            :answered_at))"};
const sql::Query code_hash_of{"SELECT code_hash FROM tickets WHERE id = :id"};
const sql::Query ticket_of_call{"SELECT ticket FROM calls WHERE id = :id"};

constexpr std::string_view code_letters = "23456789abcdefghjkmnpqrstuvwxyz";  // none to be taken for another
constexpr std::size_t code_length = 10;                                      // 49 bits: nobody guesses one

// Made of the ticket's id by the installation's keys, so that sending a call again is answered the same.
std::string code_of(Snapshot& snapshot, const Id<Ticket>& ticket) {
    const auto tag = snapshot.service<seal::KeyRing>().tag(ticket.text(), "ticket.code");
    std::string code;
    for (std::size_t i = 0; i < code_length; ++i) {
        const auto high = static_cast<unsigned char>(tag[2 * i]), low = static_cast<unsigned char>(tag[2 * i + 1]);
        code += code_letters[(high * 64U + low) % code_letters.size()];
    }
    return code;
}

std::string code_hash(Snapshot& snapshot, const Id<Ticket>& ticket, std::string_view code) {
    return snapshot.service<seal::KeyRing>().blind_index(fmt::format("{}:{}", ticket.text(), code), "ticket.code");
}

DeskLevel level_of(const Actor& actor) {
    const auto& own = actor.scope.division();
    return own.is_set() && own.level() >= DivisionLevel::county ? DeskLevel::county : DeskLevel::city;
}

std::string beginning_of(std::string_view text, std::size_t characters) {
    std::size_t bytes = 0;
    for (std::size_t count = 0; bytes < text.size() && count < characters; ++count) {
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
    }
    return std::string(text.substr(0, bytes));
}

void require_enterprise(Snapshot& snapshot, const Actor& actor, const Caller& caller) {
    if (!caller.organization) return;
    const auto place = organizations::find_organization(snapshot, *caller.organization);
    if (place && actor.scope.covers(place->division, place->id)) return;
    throw Problem::invalid("/caller/organization", "no_such_organization",
                           "没有这家企业，或不在您的管辖范围内，请重新选择。",
                           "There is no such enterprise, or it lies outside your scope; choose another.");
}

void require_place(const DivisionCode& division) {
    if (division.level() >= DivisionLevel::prefecture && organizations::divisions().has(division)) return;
    throw Problem::invalid("/division", "no_such_division", "没有这个区划，请选择市、县或乡镇。",
                           "There is no such division; choose a city, a county or a town.");
}

void keep_call(Tx& tx, const Actor& actor, const NewCall& call, const Id<Call>& id, const TicketRow& ticket,
               DeskLevel level) {
    const auto sealed = seal_caller(tx, id, call.caller);
    std::optional<Id<Organization>> desk;
    std::optional<Uuid> who;
    if (!actor.organization.is_nil()) desk = actor.organization;
    if (!actor.id.is_nil()) who = actor.id;
    tx.run(insert_call, ticket.county, id, ticket.division, ticket.organization, ticket.id,
           call.channel.value_or(Channel::phone), level, desk, who, actor.name, call.caller.kind, sealed.data_key,
           sealed.sealed, sealed.masked_name, sealed.masked_number, sealed.number_index, call.rang_at,
           call.answered_at.value_or(tx.now()));
}

TicketRow ticket_for(Tx& tx, const NewCall& call, const Id<Ticket>& id, DeskLevel level) {
    TicketRow ticket;
    ticket.county = call.division.county();
    ticket.id = id;
    ticket.division = call.division;
    ticket.organization = call.caller.organization;
    ticket.number = next_number(tx, call.division);
    ticket.channel = call.channel.value_or(Channel::phone);
    ticket.level = level;
    ticket.category = call.category.value_or(Category::consultation);
    if (call.matter && !call.matter->empty()) ticket.matter = call.matter->value;
    ticket.title = call.title && !call.title->empty() ? call.title->value : beginning_of(call.question.value, 30);
    ticket.question = call.question.value;
    ticket.confidential = call.confidential.value_or(false);
    ticket.moves = 1;
    ticket.accepted_at = ticket.updated_at = tx.now();
    return ticket;
}

OpenedCall opened(Tx& tx, const TicketRow& ticket, const Id<Call>& call) {
    auto code = code_of(tx, ticket.id);
    const bool ours = is_code_of(tx, ticket.id, code);  // not after the keys were rotated
    return {ticket.id, call, ticket.number, ours ? std::optional(std::move(code)) : std::nullopt, ticket.state};
}

OpenedCall open(Tx& tx, const Actor& actor, const NewCall& call, DeskLevel level) {
    const auto id = call.id.value_or(Id<Call>::make(tx.now()));
    if (const auto known = tx.value<Id<Ticket>>(ticket_of_call, id)) {
        const auto ticket = find_ticket(tx, *known);
        if (!ticket || ticket->question != call.question.value || !(ticket->division == call.division))
            throw Problem::conflict("id_reused", "此编号已用于另一次来电，请换一个编号再提交。",
                                    "This id stands for another call; send it under a new id.");
        return opened(tx, *ticket, id);
    }
    const auto ticket = ticket_for(tx, call, Id<Ticket>(id.uuid()), level);
    insert_ticket(tx, actor, ticket, code_hash(tx, ticket.id, code_of(tx, ticket.id)));
    keep_call(tx, actor, call, id, ticket, level);
    return opened(tx, ticket, id);
}

}  // namespace

void check(const NewCall& call, std::vector<FieldFault>& faults) {
    if (call.rang_at && call.answered_at && *call.answered_at < *call.rang_at)
        faults.push_back({"/answered_at",
                          "before_ringing",
                          {"接听时间不能早于来电时间，请核对。", "A call is answered after it rang; check the times."}});
}

bool is_code_of(Snapshot& snapshot, const Id<Ticket>& ticket, std::string_view code) {
    std::string typed;
    for (const char c : to_lower_ascii(to_half_width(code)))
        if (c != ' ' && c != '-') typed += c;
    const auto stored = snapshot.value<std::string>(code_hash_of, ticket);
    if (!stored) return false;
    for (const auto& index : snapshot.service<seal::KeyRing>().blind_indexes(
             fmt::format("{}:{}", ticket.text(), typed), "ticket.code"))
        if (constant_time_equal(index, *stored)) return true;
    return false;
}

OpenedCall open_call(Tx& tx, const Actor& actor, const NewCall& call) {
    if (!actor.scope.covers_division(call.division)) throw no_such_record();
    require_place(call.division);
    require_enterprise(tx, actor, call.caller);
    if (!call.about) return open(tx, actor, call, level_of(actor));
    const auto ticket = require_ticket(tx, actor, *call.about);
    const auto id = call.id.value_or(Id<Call>::make(tx.now()));
    if (!tx.value<Id<Ticket>>(ticket_of_call, id)) keep_call(tx, actor, call, id, ticket, level_of(actor));
    return {ticket.id, id, ticket.number, std::nullopt, ticket.state};
}

OpenedCall open_public_call(Tx& tx, const Actor& actor, const NewCall& call) {
    require_place(call.division);
    return open(tx, actor, call,
                call.division.level() >= DivisionLevel::county ? DeskLevel::county : DeskLevel::city);
}

}  // namespace tongzhou::hotline
