#include "modules/messages/drafts.hpp"

#include "modules/messages/templates.hpp"
#include "modules/messages/variables.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::messages {
namespace {

using Faults = std::vector<FieldFault>;

bool is_link(const std::string& text) {
    if (text.starts_with('/')) return !text.starts_with("//") && text.find_first_of(" \\\"<>\r\n") == std::string::npos;
    // A fragment is what pages of this program are addressed by.
    return outgoing::host_of(text.substr(0, text.find('#'))).has_value() &&
           text.find_first_of(" \\\"<>\r\n") == std::string::npos;
}

bool fits(ChannelKind kind, AudienceKind audience) {
    const bool is_group =
        kind == ChannelKind::dingtalk_robot || kind == ChannelKind::wecom_robot || kind == ChannelKind::webhook;
    return is_group == (audience == AudienceKind::group);
}

void require_audience(ChannelKind kind, AudienceKind audience) {
    if (fits(kind, audience)) return;
    throw Problem::invalid("/audience/kind", "audience_not_for_channel",
                           "机器人和 Webhook 通道只能发给群（group），其他通道只能发给单位或账号。",
                           "Robots and webhooks reach their group; other channels reach organisations or accounts.");
}

std::vector<std::string> names_of(const std::vector<VariableValue>& values) {
    std::vector<std::string> names;
    for (const auto& value : values) names.push_back(value.name.value);
    return names;
}

// Every variable has a value, and links lead somewhere.
void require_variables(const SettledDraft& draft, const BroadcastDraft& request,
                       const std::vector<std::string>& wanted) {
    Faults faults;
    const auto given = names_of(draft.values);
    for (const auto& name : wanted)
        if (std::ranges::find(given, name) == given.end())
            faults.push_back(
                {"/values",
                 "value_missing",
                 {fmt::format("变量“{}”还没有填写。", name), fmt::format("The variable “{}” has no value.", name)}});
    auto own = given;
    own.insert(own.end(), wanted.begin(), wanted.end());
    check_variables(draft.title, own, "/title", faults);
    check_variables(draft.text, own, "/text", faults);
    const auto need_link = [&](const char* variable, bool is_given) {
        if (is_given || (!mentions(draft.text, variable) && !mentions(draft.title, variable))) return;
        faults.push_back({fmt::format("/{}", variable),
                          "link_needed",
                          {fmt::format("正文用了 {{{{{}}}}}，请填写链接地址。", variable),
                           fmt::format("The text has {{{{{}}}}}; say where it leads.", variable)}});
    };
    need_link("link", request.link.has_value());
    need_link("apply_link", request.apply_link.has_value());
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
}

}  // namespace

void check(const BroadcastDraft& draft, std::vector<FieldFault>& faults) {
    if (draft.from_template.has_value() == draft.text.has_value())
        faults.push_back(
            {"/text", "text_or_template", {"请填写正文，或选择模板，二者取一。", "Give either a text or a template."}});
    if (draft.from_template && draft.title)
        faults.push_back({"/title",
                          "text_or_template",
                          {"使用模板时标题由模板给出，请去掉。", "The title comes from the template; leave it out."}});
    const auto check_link = [&](const auto& link, const char* path) {
        if (link && !is_link(link->value))
            faults.push_back({path,
                              "not_a_link",
                              {"请填写 https 网址或以 / 开头的本站地址。",
                               "Give an https address, or a path of this server that begins with /."}});
    };
    check_link(draft.link, "/link");
    check_link(draft.apply_link, "/apply_link");
    for (std::size_t i = 0; i < draft.values.size(); ++i)
        if (!is_variable_name(draft.values[i].name.value))
            faults.push_back({fmt::format("/values/{}/name", i),
                              "not_a_variable_name",
                              {"变量名不正确。", "This is not the name of a variable."}});
}

SettledDraft settle_draft(Snapshot& snapshot, const Actor& actor, const BroadcastDraft& draft) {
    SettledDraft settled;
    settled.whose = whose(actor, draft.division);
    settled.place = settled.whose.division;
    if (draft.channel) {
        settled.channel = require_usable(snapshot, actor, *draft.channel);
        settled.kind = settled.channel->kind;
        settled.place = settled.channel->division;
    }
    require_audience(settled.kind, draft.audience.kind);
    settled.values = draft.values;
    settled.urgency = draft.urgency.value_or(Urgency::normal);
    std::vector<std::string> wanted;
    if (draft.from_template) {
        const auto found = show_template(snapshot, actor, {*draft.from_template});
        settled.title = found.title;
        settled.text = found.text;
        wanted = found.variables;
    } else {
        settled.title = draft.title.value_or("").value;
        settled.text = draft.text.value_or("").value;
    }
    if (settled.text.empty()) throw Problem::invalid("/text", "text_or_template", "请填写正文。", "Say something.");
    require_variables(settled, draft, wanted);
    return settled;
}

}  // namespace tongzhou::messages
