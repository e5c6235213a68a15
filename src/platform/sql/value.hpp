// What travels into a statement: one of three kinds, or NULL of that kind. Made from any leaf of the program's types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "platform/shape/shape.hpp"

namespace tongzhou::sql {

struct Argument {
    enum class Kind : std::uint8_t { integer, number, text };
    Kind kind = Kind::integer;
    bool null = false;
    std::int64_t integer = 0;
    double number = 0;
    std::string text;
};

/// How a leaf of that shape is kept: integers and Instants as BIGINT, doubles as DOUBLE PRECISION, all else as TEXT.
Argument::Kind kind_of(const Shape& leaf);
/// The argument of a leaf (or optional leaf) behind a pointer.
Argument argument_of(const Shape& shape, const void* value);

template <class T>
Argument argument(const T& value) {
    using Kind = Argument::Kind;
    Argument out;
    if constexpr (shape_detail::is_optional<T>::value) {
        if (value) return argument(*value);
        out.kind = kind_of(shape_of<typename T::value_type>());
        out.null = true;
    } else if constexpr (std::is_enum_v<T>) {
        out.kind = Kind::text;
        out.text = name_of(value);
    } else if constexpr (std::is_integral_v<T> || shape_detail::is_bounded<T>::value) {
        out.integer = static_cast<std::int64_t>(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        out.kind = Kind::number;
        out.number = value;
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        out.kind = Kind::text;
        out.text = std::string_view(value);
    } else if constexpr (shape_detail::IntegerBehindText<T> || shape_detail::IntegerWithUnit<T>) {
        out.integer = shape_detail::stored(value);
    } else {
        out.kind = Kind::text;
        out.text = value.text();
    }
    return out;
}
inline Argument argument(const char* value) { return argument(std::string_view(value)); }

}  // namespace tongzhou::sql
