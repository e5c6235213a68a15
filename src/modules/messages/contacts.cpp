#include "modules/messages/contacts.hpp"

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/auth/account_admin.hpp"
#include "platform/outgoing/mail_message.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::messages {
namespace {

constexpr std::size_t most_entries = 500;

const List<ContactAddress> contacts{
    {.name = "contacts",
     .select = "SELECT c.id, c.subject_kind, c.subject, c.kind, c.division, c.organization, c.masked_address, "
               "c.updated_at, c.updated_by FROM contacts c",
     .scope = {"c.county", "c.division", "c.organization"},
     .filters = {{"kind", "c.kind = :kind"},
                 {"subject_kind", "c.subject_kind = :subject_kind"},
                 {"subject", "c.subject = :subject"},
                 {"division", "c.division >= :division_low AND c.division < :division_high", Match::within}},
     .sorts = {{"updated_at", "c.updated_at", SortOrder::descending}},
     .key = "c.id"}};

const sql::Query put_one{R"(
    INSERT INTO contacts (id, subject_kind, subject, kind, county, division, organization, address_sealed,
                          masked_address, updated_at, updated_by)
    VALUES (:id, :subject_kind, :subject, :kind, :county, :division, :organization, :address_sealed, :masked_address,
            :updated_at, :updated_by)
    ON CONFLICT (subject, kind) DO UPDATE
        SET county = excluded.county, division = excluded.division, organization = excluded.organization,
            address_sealed = excluded.address_sealed, masked_address = excluded.masked_address,
            updated_at = excluded.updated_at, updated_by = excluded.updated_by)"};
const sql::Query delete_contact_row{"DELETE FROM contacts WHERE subject = :subject AND kind = :kind"};
const sql::Query find_contact_row{
    "SELECT address_sealed, masked_address FROM contacts WHERE subject = :subject AND kind = :kind"};
const sql::Query count_one{"SELECT COUNT(*) FROM contacts WHERE subject = :subject AND kind = :kind"};
const sql::Query of_subject{R"(
    SELECT id, subject_kind, subject, kind, division, organization, masked_address, updated_at, updated_by
    FROM contacts WHERE subject = :subject ORDER BY kind)"};
const sql::Query all_sealed_contacts{"SELECT subject, kind, address_sealed FROM contacts"};
const sql::Query replace_sealed_contact{R"(
    UPDATE contacts SET address_sealed = :after WHERE subject = :subject AND kind = :kind AND address_sealed = :before)"};

struct SealedAddress {
    std::string address_sealed, masked_address;
};
BOOST_DESCRIBE_STRUCT(SealedAddress, (), (address_sealed, masked_address))
struct SealedContactRow {
    Uuid subject;
    ContactKind kind{};
    std::string address_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedContactRow, (), (subject, kind, address_sealed))

std::string context_of(const Uuid& subject, ContactKind kind) {
    return fmt::format("contact.{}:{}", name_of(kind), subject.text());
}

struct SubjectPlace {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
};

// Where the subject is; not_found outside the scope.
SubjectPlace require_subject(Snapshot& snapshot, const Actor& actor, const ContactEntry& entry) {
    if (entry.subject_kind == ContactSubject::account) {
        const auto account = auth::read_account(snapshot, actor, {Id<auth::Account>(entry.subject)});
        return {account.division, account.organization};
    }
    const auto place = organizations::find_organization(snapshot, Id<Organization>(entry.subject));
    if (!place) throw no_such_record();
    actor.scope.require(place->division, place->id);
    return {place->division, place->id};
}

void put(Tx& tx, const Actor& actor, const ContactEntry& entry, const SubjectPlace& place) {
    const auto address = parse_address(entry.kind, entry.address.value).or_throw("/address");
    const auto sealed = tx.service<seal::KeyRing>().seal(address, context_of(entry.subject, entry.kind));
    tx.run(put_one, Id<Contact>::make(tx.now()), entry.subject_kind, entry.subject, entry.kind,
           place.division ? place.division->county() : std::string(), place.division, place.organization, sealed.text,
           masked_address(entry.kind, address), tx.now(), actor.name);
}

void check_address(ContactKind kind, const std::string& address, std::string path, std::vector<FieldFault>& faults) {
    if (address.empty()) return;
    if (const auto parsed = parse_address(kind, address); !parsed) faults.push_back(parsed.fault(std::move(path)));
}

void require_account(const Actor& actor) {
    if (actor.kind != ActorKind::account)
        throw Problem::forbidden("no_own_account", "只有登录账号才有自己的联系方式和站内消息。",
                                 "Only accounts have contacts and an inbox of their own.");
}

}  // namespace

void check(const ContactsRequest& request, std::vector<FieldFault>& faults) {
    if (request.items.empty() || request.items.size() > most_entries)
        faults.push_back({"/items",
                          "number_of_items",
                          {fmt::format("一次请提交 1 到 {} 条。", most_entries),
                           fmt::format("Send between 1 and {} at a time.", most_entries)}});
    for (std::size_t i = 0; i < request.items.size(); ++i)
        check_address(request.items[i].kind, request.items[i].address.value, fmt::format("/items/{}/address", i),
                      faults);
}

void check(const OwnContact& request, std::vector<FieldFault>& faults) {
    check_address(request.kind, request.address.value, "/address", faults);
}

Page<ContactAddress> list_contacts(Snapshot& snapshot, const Actor& actor, const ContactFilter& filter) {
    return contacts.page(snapshot, actor, filter);
}

ContactsResult put_contacts(Tx& tx, const Actor& actor, const ContactsRequest& request) {
    ContactsResult result;
    for (const auto& entry : request.items) {
        const auto place = require_subject(tx, actor, entry);
        if (entry.address.empty()) {
            result.removed += tx.run(delete_contact_row, entry.subject, entry.kind);
        } else {
            put(tx, actor, entry, place);
            ++result.set;
        }
    }
    return result;
}

OwnContacts list_own_contacts(Snapshot& snapshot, const Actor& actor) {
    require_account(actor);
    return {snapshot.all<ContactAddress>(of_subject, actor.id)};
}

OwnContacts put_own_contact(Tx& tx, const Actor& actor, const OwnContact& request) {
    require_account(actor);
    if (request.address.empty()) {
        tx.run(delete_contact_row, actor.id, request.kind);
    } else {
        SubjectPlace own;
        if (actor.scope.division().is_set()) own.division = actor.scope.division();
        if (!actor.organization.is_nil()) own.organization = actor.organization;
        put(tx, actor, {ContactSubject::account, actor.id, request.kind, request.address}, own);
    }
    return list_own_contacts(tx, actor);
}

std::optional<ContactKind> contact_kind_of(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::sms: return ContactKind::mobile;
        case ChannelKind::mail: return ContactKind::mail;
        case ChannelKind::wechat_template: return ContactKind::openid;
        default: return std::nullopt;
    }
}

Parsed<std::string> parse_address(ContactKind kind, std::string_view text) {
    switch (kind) {
        case ContactKind::mobile: {
            auto mobile = Mobile::parse(text);
            if (mobile) return mobile->text();
            return {mobile.fault_code, std::move(mobile.message.zh), std::move(mobile.message.en)};
        }
        case ContactKind::mail: {
            const auto address = to_half_width(trim(text));
            if (outgoing::is_mail_address(address)) return address;
            return {"not_a_mail_address", "请填写邮箱地址，例如 zhang@example.cn。",
                    "Give a mail address such as zhang@example.cn."};
        }
        case ContactKind::openid: break;
    }
    const std::string id(trim(text));
    const bool is_id =
        id.size() >= 16 && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
    if (is_id) return id;
    return {"not_an_openid", "请填写公众号给出的 openid（字母、数字、_、-）。",
            "Give the openid as the official account shows it: letters, digits, _ and -."};
}

std::string masked_address(ContactKind kind, const std::string& address) {
    switch (kind) {
        case ContactKind::mobile: return Mobile::of(address).masked();
        case ContactKind::mail: return address.substr(0, 1) + "***" + address.substr(address.find('@'));
        case ContactKind::openid: break;
    }
    return address.substr(0, 3) + "***" + address.substr(address.size() - 3);
}

std::optional<Reached> find_contact(Snapshot& snapshot, const Uuid& subject, ContactKind kind) {
    const auto row = snapshot.find<SealedAddress>(find_contact_row, subject, kind);
    if (!row) return std::nullopt;
    return Reached{snapshot.service<seal::KeyRing>().unseal(row->address_sealed, context_of(subject, kind)),
                   row->masked_address};
}

bool has_contact(Snapshot& snapshot, const Uuid& subject, ContactKind kind) {
    return snapshot.value<std::int64_t>(count_one, subject, kind).value_or(0) > 0;
}

std::int64_t reseal_contacts(Tx& tx) {
    const auto& keys = tx.service<seal::KeyRing>();
    std::int64_t resealed = 0;
    for (const auto& row : tx.all<SealedContactRow>(all_sealed_contacts)) {
        if (keys.is_current(row.address_sealed)) continue;
        resealed += tx.run(replace_sealed_contact, keys.reseal(row.address_sealed, context_of(row.subject, row.kind)).text,
                           row.subject, row.kind, row.address_sealed);
    }
    return resealed;
}

}  // namespace tongzhou::messages
