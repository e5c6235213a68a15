// Texts with variables: "{{recipient}}，请于{{date}}前……". Pure. Private to this module.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou::messages {

/// What a message knows by itself: whom it is to, and where its links lead.
inline constexpr std::string_view known_variables[] = {"recipient", "link", "apply_link"};

using Values = std::map<std::string, std::string, std::less<>>;

/// The names between {{ and }}, each once, in their order.
std::vector<std::string> variables_in(std::string_view text);

/// Adds a fault for each variable of the text that is neither known nor one of `own`, and for braces that do not close:
/// "unknown_variable" says which there are.
void check_variables(std::string_view text, const std::vector<std::string>& own, std::string_view path,
                     std::vector<FieldFault>& faults);

/// The text with its variables replaced; what a value says is never read as a variable. Throws std::logic_error for a
/// variable without a value: check_variables() comes first.
std::string render(std::string_view text, const Values& values);

/// Whether the text has that variable.
bool mentions(std::string_view text, std::string_view variable);

/// A name that a variable may have: a letter, then letters, digits and _ (Chinese characters are letters).
bool is_variable_name(std::string_view name);

}  // namespace tongzhou::messages
