// Templates: texts that are said again and again, with variables. Private to this module.
#pragma once

#include "modules/messages/messages.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {
struct MessageTemplate;
}

namespace tongzhou::messages {

struct MessageTemplateView {
    Id<MessageTemplate> id;
    std::string name;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string title, text;
    std::vector<std::string> variables;  ///< its own; a broadcast gives each a value
    Instant created_at, updated_at;
    std::string updated_by;
};
BOOST_DESCRIBE_STRUCT(MessageTemplateView, (),
                      (id, name, division, organization, title, text, variables, created_at, updated_at, updated_by))

struct MessageTemplateRow {
    Id<MessageTemplate> id;
    std::string name;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string title, body;
    std::string variables;  ///< names separated by spaces
    Instant created_at, updated_at;
    std::string updated_by;
};
BOOST_DESCRIBE_STRUCT(MessageTemplateRow, (),
                      (id, name, division, organization, title, body, variables, created_at, updated_at, updated_by))

struct MessageTemplateRequest {
    std::optional<Id<MessageTemplate>> id;
    Title name;
    std::optional<DivisionCode> division;
    Text<100> title;
    Text<10000, 1> text;  ///< with {{recipient}}, {{link}}, {{apply_link}} and its own variables
    std::vector<Text<40, 1>> variables;
};
BOOST_DESCRIBE_STRUCT(MessageTemplateRequest, (), (id, name, division, title, text, variables))
/// unknown_variable, variable_not_closed, not_a_variable_name.
void check(const MessageTemplateRequest& request, std::vector<FieldFault>& faults);

struct TemplateById {
    Id<MessageTemplate> id;
};
BOOST_DESCRIBE_STRUCT(TemplateById, (), (id))

struct TemplateFilter : ListRequest {
    std::optional<Text<100>> name;
    std::optional<DivisionCode> division;
};
BOOST_DESCRIBE_STRUCT(TemplateFilter, (ListRequest), (name, division))

MessageTemplateView create_template(Tx& tx, const Actor& actor, const MessageTemplateRequest& request);
MessageTemplateView change_template(Tx& tx, const Actor& actor, const MessageTemplateRequest& request);
/// What was sent by it stays as it was sent.
void delete_template(Tx& tx, const Actor& actor, const TemplateById& request);
MessageTemplateView show_template(Snapshot& snapshot, const Actor& actor, const TemplateById& request);
Page<MessageTemplateRow> list_templates(Snapshot& snapshot, const Actor& actor, const TemplateFilter& filter);

}  // namespace tongzhou::messages
