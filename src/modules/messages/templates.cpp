#include "modules/messages/templates.hpp"

#include "modules/messages/place.hpp"
#include "modules/messages/variables.hpp"

namespace tongzhou::messages {
namespace {

const List<MessageTemplateRow> templates{
    {.name = "message_templates",
     .select = "SELECT t.id, t.name, t.division, t.organization, t.title, t.body, t.variables, t.created_at, "
               "t.updated_at, t.updated_by FROM message_templates t",
     .scope = {"t.county", "t.division", "t.organization"},
     .filters = {{"name", "t.name LIKE :name", Match::contains},
                 {"division", "t.division >= :division_low AND t.division < :division_high", Match::within}},
     .sorts = {{"name", "t.name"}, {"updated_at", "t.updated_at", SortOrder::descending}},
     .key = "t.id"}};

const sql::Query find_template_row{R"(
    SELECT id, name, division, organization, title, body, variables, created_at, updated_at, updated_by
    FROM message_templates WHERE id = :id)"};
const sql::Query insert_template_row{R"(
    INSERT INTO message_templates (id, county, division, organization, name, title, body, variables, created_at,
                                   updated_at, updated_by)
    VALUES (:id, :county, :division, :organization, :name, :title, :body, :variables, :created_at, :updated_at,
            :updated_by))"};
const sql::Query update_template_row{R"(
    UPDATE message_templates
    SET name = :name, title = :title, body = :body, variables = :variables, updated_at = :updated_at,
        updated_by = :updated_by
    WHERE id = :id)"};
const sql::Query delete_template_row{"DELETE FROM message_templates WHERE id = :id"};

std::vector<std::string> names_of(const std::vector<Text<40, 1>>& variables) {
    std::vector<std::string> names;
    for (const auto& variable : variables) names.push_back(variable.value);
    return names;
}

std::string joined(const std::vector<Text<40, 1>>& variables) {
    std::string text;
    for (const auto& variable : variables) text += (text.empty() ? "" : " ") + variable.value;
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const auto space = text.find(' ');
        names.emplace_back(text.substr(0, space));
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    }
    return names;
}

MessageTemplateView view_of(const MessageTemplateRow& row) {
    return {row.id,         row.name,       row.division,  row.organization, row.title, row.body, split(row.variables),
            row.created_at, row.updated_at, row.updated_by};
}

MessageTemplateRow require_template(Snapshot& snapshot, const Actor& actor, const Id<MessageTemplate>& id) {
    auto row = snapshot.find<MessageTemplateRow>(find_template_row, id);
    if (!row) throw no_such_record();
    actor.scope.require(row->division, row->organization);
    return *std::move(row);
}

}  // namespace

void check(const MessageTemplateRequest& request, std::vector<FieldFault>& faults) {
    for (std::size_t i = 0; i < request.variables.size(); ++i) {
        const auto& name = request.variables[i].value;
        const bool is_taken = std::ranges::find(known_variables, name) != std::end(known_variables);
        if (is_variable_name(name) && !is_taken) continue;
        faults.push_back({fmt::format("/variables/{}", i),
                          "not_a_variable_name",
                          {"变量名由字母、汉字、数字和下划线组成，不以数字开头，不与系统变量重名。",
                           "A variable is named by letters, digits and _, begins with a letter, and is none of those "
                           "that every message has."}});
    }
    const auto names = names_of(request.variables);
    check_variables(request.title.value, names, "/title", faults);
    check_variables(request.text.value, names, "/text", faults);
}

MessageTemplateView create_template(Tx& tx, const Actor& actor, const MessageTemplateRequest& request) {
    if (request.id) {
        if (const auto known = tx.find<MessageTemplateRow>(find_template_row, *request.id)) {
            actor.scope.require(known->division, known->organization);
            if (known->body == request.text.value && known->name == request.name.value) return view_of(*known);
            throw Problem::conflict("id_taken", "该编号已用于另一个模板，请换一个编号。",
                                    "Another template has this id; use another.");
        }
    }
    const auto place = whose(actor, request.division);
    const auto id = request.id.value_or(Id<MessageTemplate>::make(tx.now()));
    tx.run(insert_template_row, id, place.county(), place.division, place.organization, request.name, request.title,
           request.text, joined(request.variables), tx.now(), tx.now(), actor.name);
    return view_of(*tx.find<MessageTemplateRow>(find_template_row, id));
}

MessageTemplateView change_template(Tx& tx, const Actor& actor, const MessageTemplateRequest& request) {
    const auto id = request.id.value_or(Id<MessageTemplate>());
    require_template(tx, actor, id);
    tx.run(update_template_row, request.name, request.title, request.text, joined(request.variables), tx.now(), actor.name, id);
    return view_of(*tx.find<MessageTemplateRow>(find_template_row, id));
}

void delete_template(Tx& tx, const Actor& actor, const TemplateById& request) {
    require_template(tx, actor, request.id);
    tx.run(delete_template_row, request.id);
}

MessageTemplateView show_template(Snapshot& snapshot, const Actor& actor, const TemplateById& request) {
    return view_of(require_template(snapshot, actor, request.id));
}

Page<MessageTemplateRow> list_templates(Snapshot& snapshot, const Actor& actor, const TemplateFilter& filter) {
    return templates.page(snapshot, actor, filter);
}

}  // namespace tongzhou::messages
