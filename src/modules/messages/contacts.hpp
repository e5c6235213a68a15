// Where an account or an organisation is reached outside the program: one mobile, mail address and openid each, sealed,
// shown masked. Private to this module.
#pragma once

#include "modules/messages/messages.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {
struct Contact;
BOOST_DEFINE_ENUM_CLASS(ContactKind, mobile, mail, openid)
BOOST_DEFINE_ENUM_CLASS(ContactSubject, account, organization)
}  // namespace tongzhou

namespace tongzhou::messages {

struct ContactAddress {
    Id<Contact> id;
    ContactSubject subject_kind{};
    Uuid subject;
    ContactKind kind{};
    std::optional<DivisionCode> division;  ///< absent: an account that sees everything
    std::optional<Id<Organization>> organization;
    std::string masked_address;
    Instant updated_at;
    std::string updated_by;
};
BOOST_DESCRIBE_STRUCT(ContactAddress, (),
                      (id, subject_kind, subject, kind, division, organization, masked_address, updated_at, updated_by))

struct ContactFilter : ListRequest {
    std::optional<ContactKind> kind;
    std::optional<ContactSubject> subject_kind;
    std::optional<Uuid> subject;
    std::optional<DivisionCode> division;
};
BOOST_DESCRIBE_STRUCT(ContactFilter, (ListRequest), (kind, subject_kind, subject, division))

struct ContactEntry {
    ContactSubject subject_kind{};
    Uuid subject;
    ContactKind kind{};
    Text<254> address;  ///< empty: removes it
};
BOOST_DESCRIBE_STRUCT(ContactEntry, (), (subject_kind, subject, kind, address))

/// Up to 500 at once: all or none.
struct ContactsRequest {
    std::vector<ContactEntry> items;
};
BOOST_DESCRIBE_STRUCT(ContactsRequest, (), (items))
void check(const ContactsRequest& request, std::vector<FieldFault>& faults);

struct ContactsResult {
    std::int64_t set = 0, removed = 0;
};
BOOST_DESCRIBE_STRUCT(ContactsResult, (), (set, removed))

struct OwnContact {
    ContactKind kind{};
    Text<254> address;  ///< empty: removes it
};
BOOST_DESCRIBE_STRUCT(OwnContact, (), (kind, address))
void check(const OwnContact& request, std::vector<FieldFault>& faults);

struct OwnContacts {
    std::vector<ContactAddress> items;
};
BOOST_DESCRIBE_STRUCT(OwnContacts, (), (items))

Page<ContactAddress> list_contacts(Snapshot& snapshot, const Actor& actor, const ContactFilter& filter);
/// Throws not_found when one of the subjects lies outside the scope.
ContactsResult put_contacts(Tx& tx, const Actor& actor, const ContactsRequest& request);
OwnContacts list_own_contacts(Snapshot& snapshot, const Actor& actor);
OwnContacts put_own_contact(Tx& tx, const Actor& actor, const OwnContact& request);

/// The kind of address a channel sends to; nothing for those that need none.
std::optional<ContactKind> contact_kind_of(ChannelKind kind);
/// What is wrong with an address of that kind, or the address as it is sent to.
Parsed<std::string> parse_address(ContactKind kind, std::string_view text);
std::string masked_address(ContactKind kind, const std::string& address);

struct Reached {
    std::string address, masked;
};
std::optional<Reached> find_contact(Snapshot& snapshot, const Uuid& subject, ContactKind kind);
bool has_contact(Snapshot& snapshot, const Uuid& subject, ContactKind kind);
std::int64_t reseal_contacts(Tx& tx);

}  // namespace tongzhou::messages
