// JSON in and out of described structs, without a tree between: the writer appends while it walks a Shape, the reader
// fills the struct while it parses. What the struct says is what the JSON is:
//
//     struct                       JSON
//     described struct             object; every member that is neither optional nor a list must be there
//     std::optional<T>             absent, or null when read; never written as null
//     std::vector<T>               array; always written
//     enums, codes, ids, Instant   text, spelled as their text()
//     integers, Money, DeciCelsius integer without fraction or exponent: 1, not 1.0; fen; tenths of a degree
//     double                       number, shortest spelling that reads back the same
//     RawJson                      any value, kept as it is without white space
//
// Names are those of the members. An optional or list that is left out keeps what the struct starts with. Text must not
// contain NUL, which PostgreSQL cannot store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/shape/shape.hpp"

namespace tongzhou {

/// What to do with fields the struct does not know. `refuse` is right for what people and clients send, for a
/// misspelled optional field must not vanish; `ignore` for the answers of services that may grow.
enum class UnknownFields : std::uint8_t { refuse, ignore };

struct JsonLimits {
    std::size_t depth = 32;           ///< arrays and objects within each other
    std::size_t list_items = 10'000;  ///< of each array that fills a list
    std::size_t faults = 100;         ///< reading stops at the next one and says so
    UnknownFields unknown_fields = UnknownFields::refuse;
};

/// Appends the value to `out`. A number that is not finite has no JSON: such a member is left out, such an element of
/// a list is null.
void write_json(const Shape& shape, const void* value, std::string& out);

/// Appends `text` as a JSON string with its quotes.
void write_json_text(std::string_view text, std::string& out);

/// Fills `target`, a default-made object of that Shape, and appends every fault of a field to `faults`, its path a
/// JSON pointer ("/passages/3/at"; "" is the whole). A struct's own `check` runs when its fields are free of faults.
/// With faults the target is half filled: throw it away.
///
/// Codes: missing, unknown_field, duplicate_key, wrong_kind, null_not_allowed, not_an_integer, out_of_range,
/// nul_character, too_many_items, too_many_faults, and those of the values themselves.
/// Throws Problem 400 "bad_json", saying where and what, when `body` is empty, not UTF-8, no JSON, or too deep.
void read_json(const Shape& shape, void* target, std::string_view body, std::vector<FieldFault>& faults,
               const JsonLimits& limits = {});

template <class T>
std::string to_json(const T& value) {
    std::string out;
    write_json(shape_of<T>(), &value, out);
    return out;
}

/// Throws Problem::invalid with all faults, and "bad_json" as read_json() does.
template <class T>
T from_json(std::string_view body, const JsonLimits& limits = {}) {
    T value{};
    std::vector<FieldFault> faults;
    read_json(shape_of<T>(), &value, body, faults, limits);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    return value;
}

}  // namespace tongzhou
