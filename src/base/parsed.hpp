// What every parser of a rule-carrying value returns: the value, or the one fault found and what to do about it.
// Nothing is thrown, so a reader of a form or of a spreadsheet row can list all faults together.
//
// Every value type of base/ follows one shape:
//     static Parsed<T> T::parse(std::string_view)   reads what people write; never throws for bad input
//     static T T::of(std::string_view)              the same, but throws Problem::invalid
//     std::string T::text() const                   the canonical spelling; T::parse(x.text()) gives x again
// and has ==, <=> and std::hash. A T that came from parse() or of() is valid. T{} of a code is "unset": its text() is
// empty. It exists only so that a reader can make an aggregate first and then fill it; it is never a result.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"

namespace tongzhou {

template <class T>
struct Parsed {
    std::optional<T> value;
    const char* fault_code = "";  ///< empty exactly when there is a value; else snake_case and stable
    Bilingual message;            ///< of the fault: what is wrong and what to do

    Parsed(T found) : value(std::move(found)) {}
    Parsed(const char* code, std::string zh, std::string en)
        : fault_code(code), message{std::move(zh), std::move(en)} {}

    bool has_value() const noexcept { return value.has_value(); }
    explicit operator bool() const noexcept { return value.has_value(); }
    const T& operator*() const& { return *value; }
    T&& operator*() && { return *std::move(value); }
    const T* operator->() const { return &*value; }
    operator std::optional<T>() const { return value; }

    /// The fault as an entry of a Problem. Only when there is no value.
    FieldFault fault(std::string path) const { return {std::move(path), fault_code, message}; }

    /// The value; throws Problem::invalid naming `path` when there is none.
    T or_throw(std::string path = {}) && {
        if (!value) throw Problem::invalid(std::vector<FieldFault>{fault(std::move(path))});
        return *std::move(value);
    }
};

/// A value that travels as text: in JSON a string, in SQL a TEXT column.
template <class T>
concept Textual = requires(const T& value, std::string_view text) {
    { T::parse(text) } -> std::same_as<Parsed<T>>;
    { value.text() } -> std::convertible_to<std::string>;
};

}  // namespace tongzhou
