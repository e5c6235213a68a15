#include "modules/messages/variables.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace tongzhou::messages {
namespace {

// Calls `plain` for the text between variables and `variable` for each name; returns false where {{ does not close.
template <class Plain, class Variable>
bool walk(std::string_view text, Plain plain, Variable variable) {
    for (;;) {
        const auto open = text.find("{{");
        plain(text.substr(0, open));
        if (open == std::string_view::npos) return true;
        text.remove_prefix(open + 2);
        const auto close = text.find("}}");
        if (close == std::string_view::npos) return false;
        variable(trim(text.substr(0, close)));
        text.remove_prefix(close + 2);
    }
}

std::string joined(const std::vector<std::string>& own) {
    std::string names;
    for (const auto known : known_variables) names += fmt::format("{}{{{{{}}}}}", names.empty() ? "" : " ", known);
    for (const auto& name : own) names += fmt::format(" {{{{{}}}}}", name);
    return names;
}

}  // namespace

std::vector<std::string> variables_in(std::string_view text) {
    std::vector<std::string> names;
    walk(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
        });
    return names;
}

void check_variables(std::string_view text, const std::vector<std::string>& own, std::string_view path,
                     std::vector<FieldFault>& faults) {
    const auto is_known = [&](std::string_view name) {
        return std::ranges::find(known_variables, name) != std::end(known_variables) ||
               std::ranges::find(own, name) != own.end();
    };
    for (const auto& name : variables_in(text)) {
        if (is_known(name)) continue;
        faults.push_back({std::string(path),
                          "unknown_variable",
                          {fmt::format("没有变量“{}”，可用：{}。", name, joined(own)),
                           fmt::format("There is no variable “{}”; there are: {}.", name, joined(own))}});
    }
    const bool closes = walk(
        text, [](std::string_view) {}, [](std::string_view) {});
    if (!closes)
        faults.push_back({std::string(path),
                          "variable_not_closed",
                          {"有“{{”没有对应的“}}”，请补全。", "A “{{” has no “}}”; close it."}});
}

std::string render(std::string_view text, const Values& values) {
    std::string out;
    walk(
        text, [&](std::string_view plain) { out += plain; },
        [&](std::string_view name) {
            const auto found = values.find(name);
            if (found == values.end()) throw std::logic_error("no value for the variable " + std::string(name));
            out += found->second;
        });
    return out;
}

bool mentions(std::string_view text, std::string_view variable) {
    const auto names = variables_in(text);
    return std::ranges::find(names, variable) != names.end();
}

bool is_variable_name(std::string_view name) {
    if (name.empty() || name.size() > 120 || (name.front() >= '0' && name.front() <= '9')) return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               (static_cast<unsigned char>(c) >= 0x80);
    });
}

}  // namespace tongzhou::messages
