// A Shape is what the program knows of a type at run time: its members by name, how a leaf is read from text and
// written to it, and its limits. It is made once per type from the struct's BOOST_DESCRIBE line, and everything that
// moves values across a border walks it: JSON in and out, JSON Schema, SQL rows, query strings, spreadsheet columns.
// So a fact is described once, and the walkers are plain code in .cpp files instead of templates in every user.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "base/bounded.hpp"
#include "base/enums.hpp"
#include "base/instant.hpp"
#include "base/problem.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"

namespace tongzhou {

struct Shape;

/// Any JSON value, valid and compact, kept as its text: details that are stored and shown but that no rule reads.
/// The JSON reader makes it valid; SQL gives back what the reader made, so `from_text` of its Shape checks nothing.
struct RawJson {
    std::string json = "null";
    bool operator==(const RawJson&) const = default;
};

/// One member of a described struct.
struct Member {
    std::string_view name;
    const Shape& (*shape)();
    void* (*in)(void* object);  ///< the member within an object

    const void* in_const(const void* object) const { return in(const_cast<void*>(object)); }
};

/// Why a leaf did not take a text or a number; the path is the caller's to add.
struct LeafFault {
    std::string code;
    Bilingual message;
};

struct Shape {
    /// `raw` is a RawJson: text everywhere but in JSON, where it is written as the value it holds.
    enum class Kind : std::uint8_t { boolean, integer, number, text, raw, optional, list, object };

    Kind kind = Kind::object;
    bool stored_as_integer =
        false;         ///< in SQL: true for integers, booleans, and texts such as Instant that keep a BIGINT
    std::string name;  ///< of a struct, enum or value type: the component's name in OpenAPI

    // Leaves. `from_*` leave the target untouched when they report a fault.
    std::optional<LeafFault> (*from_text)(std::string_view, void*) = nullptr;
    void (*to_text)(const void*, std::string&) = nullptr;  ///< appends
    std::optional<LeafFault> (*from_integer)(std::int64_t, void*) = nullptr;
    std::int64_t (*to_integer)(const void*) = nullptr;
    void (*from_number)(double, void*) = nullptr;
    double (*to_number)(const void*) = nullptr;

    // Optional and list.
    const Shape& (*element)() = nullptr;
    std::size_t (*size)(const void*) = nullptr;  ///< optional: 0 or 1
    const void* (*at)(const void*, std::size_t) = nullptr;
    void* (*add)(void*) = nullptr;  ///< a new element, default-made
    void (*clear)(void*) = nullptr;

    // Struct.
    std::vector<Member> members;
    void (*check)(const void*,
                  std::vector<FieldFault>&) = nullptr;  ///< `check(const T&, faults)` found by name, if any

    // For the schema.
    std::string_view format{}, pattern{};
    std::optional<std::int64_t> lowest, highest;  ///< integers: range; texts: length in characters
    std::vector<std::string_view> names;          ///< of an enum

    const Member* find(std::string_view member) const;
};

/// The Shape of T. One per type, made at the first call; safe from any thread.
template <class T>
const Shape& shape_of();

namespace shape_detail {

std::string component_name(std::string_view pretty_function);
LeafFault not_an_integer();
LeafFault not_a_boolean();
LeafFault not_a_number();
LeafFault out_of_range(std::int64_t lowest, std::int64_t highest);
LeafFault wrong_length(std::size_t shortest, std::size_t longest);
LeafFault not_one_of(std::span<const std::string_view> names);
std::optional<std::int64_t> integer_of(std::string_view text);
std::optional<double> number_of(std::string_view text);
std::optional<bool> boolean_of(std::string_view text);
/// Trimmed, or nothing when it is not UTF-8 or its length is outside the bounds.
std::optional<std::string> text_of(std::string_view text, std::size_t shortest, std::size_t longest);
void append_number(double value, std::string& out);

template <class T>
std::string_view pretty() {
    return __PRETTY_FUNCTION__;
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_list : std::false_type {};
template <class T>
struct is_list<std::vector<T>> : std::true_type {};
template <class T>
struct is_bounded : std::false_type {};
template <std::int64_t L, std::int64_t H>
struct is_bounded<Bounded<L, H>> : std::true_type {};
template <class T>
struct is_text : std::false_type {};
template <std::size_t L, std::size_t S>
struct is_text<Text<L, S>> : std::true_type {};

/// How base/ spells the integer behind a value that SQL keeps as a BIGINT.
template <class T>
std::int64_t stored(const T& value) {
    if constexpr (std::is_same_v<T, Instant>)
        return value.ms();
    else if constexpr (std::is_same_v<T, Money>)
        return value.fen();
    else
        return value.tenths();
}
template <class T>
Parsed<T> from_stored(std::int64_t number) {
    if constexpr (std::is_same_v<T, Instant>)
        return Instant::from_ms(number);
    else if constexpr (std::is_same_v<T, Money>)
        return Money::from_fen(number);
    else
        return DeciCelsius::from_tenths(number);
}
/// A text in JSON, a BIGINT in SQL.
template <class T>
concept IntegerBehindText = std::is_same_v<T, Instant>;
/// An integer with a unit, in JSON and SQL alike: fen, tenths of a degree.
template <class T>
concept IntegerWithUnit = std::is_same_v<T, Money> || std::is_same_v<T, DeciCelsius>;
template <class T>
concept Checked = requires(const T& t, std::vector<FieldFault>& faults) {
    check(t, faults);
};

template <class T>
std::optional<LeafFault> take(Parsed<T> parsed, void* out) {
    if (!parsed) return LeafFault{parsed.fault_code, std::move(parsed.message)};
    *static_cast<T*>(out) = *std::move(parsed);
    return std::nullopt;
}

template <class T>
void hint(Shape& shape) {
    if constexpr (requires { T::schema_format; }) shape.format = T::schema_format;
    if constexpr (requires { T::schema_pattern; }) shape.pattern = T::schema_pattern;
    if constexpr (requires {
                      T::lowest;
                      T::highest;
                  })
        shape.lowest = T::lowest, shape.highest = T::highest;
}

template <class T>
void make_integer(Shape& shape) {
    shape.kind = Shape::Kind::integer;
    shape.stored_as_integer = true;
    shape.to_integer = [](const void* p) { return static_cast<std::int64_t>(*static_cast<const T*>(p)); };
    shape.from_integer = [](std::int64_t v, void* p) -> std::optional<LeafFault> {
        if constexpr (is_bounded<T>::value) {
            if (v < T::lowest || v > T::highest) return out_of_range(T::lowest, T::highest);
        } else if constexpr (!std::is_same_v<T, std::int64_t>) {
            if (!std::in_range<T>(v)) return out_of_range(std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
        }
        *static_cast<T*>(p) = static_cast<T>(v);
        return std::nullopt;
    };
    shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
        auto v = integer_of(text);
        return v ? shape_of<T>().from_integer(*v, p) : not_an_integer();
    };
    shape.to_text = [](const void* p, std::string& out) {
        out += std::to_string(static_cast<std::int64_t>(*static_cast<const T*>(p)));
    };
    if constexpr (is_bounded<T>::value) {
        shape.lowest = T::lowest, shape.highest = T::highest;
    } else if constexpr (sizeof(T) < sizeof(std::int64_t)) {
        shape.lowest = std::numeric_limits<T>::min(), shape.highest = std::numeric_limits<T>::max();
    }
}

template <class T>
void make_leaf(Shape& shape) {
    using Kind = Shape::Kind;
    if constexpr (std::is_same_v<T, bool>) {
        shape.kind = Kind::boolean;
        shape.stored_as_integer = true;
        shape.to_integer = [](const void* p) -> std::int64_t { return *static_cast<const bool*>(p); };
        shape.from_integer = [](std::int64_t v, void* p) -> std::optional<LeafFault> {
            if (v != 0 && v != 1) return not_a_boolean();
            *static_cast<bool*>(p) = v == 1;
            return std::nullopt;
        };
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            auto v = boolean_of(text);
            if (!v) return not_a_boolean();
            *static_cast<bool*>(p) = *v;
            return std::nullopt;
        };
        shape.to_text = [](const void* p, std::string& out) { out += *static_cast<const bool*>(p) ? "true" : "false"; };
    } else if constexpr (std::is_enum_v<T>) {
        shape.kind = Kind::text;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto e) { shape.names.push_back(e.name); });
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            auto v = enum_from<T>(text);
            if (!v) return not_one_of(shape_of<T>().names);
            *static_cast<T*>(p) = *v;
            return std::nullopt;
        };
        shape.to_text = [](const void* p, std::string& out) { out += name_of(*static_cast<const T*>(p)); };
    } else if constexpr (std::is_integral_v<T> || is_bounded<T>::value) {
        make_integer<T>(shape);
    } else if constexpr (std::is_floating_point_v<T>) {
        shape.kind = Kind::number;
        shape.to_number = [](const void* p) { return static_cast<double>(*static_cast<const T*>(p)); };
        shape.from_number = [](double v, void* p) { *static_cast<T*>(p) = static_cast<T>(v); };
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            auto v = number_of(text);
            if (!v) return not_a_number();
            *static_cast<T*>(p) = static_cast<T>(*v);
            return std::nullopt;
        };
        shape.to_text = [](const void* p, std::string& out) {
            append_number(static_cast<double>(*static_cast<const T*>(p)), out);
        };
    } else if constexpr (std::is_same_v<T, std::string> || is_text<T>::value) {
        constexpr std::size_t longest = [] {
            if constexpr (is_text<T>::value)
                return T::longest;
            else
                return std::size_t{100'000};
        }();
        constexpr std::size_t shortest = [] {
            if constexpr (is_text<T>::value)
                return T::shortest;
            else
                return std::size_t{0};
        }();
        shape.kind = Kind::text;
        if constexpr (is_text<T>::value) shape.lowest = shortest, shape.highest = longest;
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            if constexpr (is_text<T>::value) {
                auto v = text_of(text, shortest, longest);
                if (!v) return wrong_length(shortest, longest);
                static_cast<T*>(p)->value = std::move(*v);
            } else {
                if (!valid_utf8(text)) return wrong_length(shortest, longest);
                static_cast<std::string*>(p)->assign(text);
            }
            return std::nullopt;
        };
        shape.to_text = [](const void* p, std::string& out) {
            if constexpr (is_text<T>::value)
                out += static_cast<const T*>(p)->value;
            else
                out += *static_cast<const std::string*>(p);
        };
    } else if constexpr (std::is_same_v<T, RawJson>) {
        shape.kind = Kind::raw;
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            static_cast<RawJson*>(p)->json.assign(text);
            return std::nullopt;
        };
        shape.to_text = [](const void* p, std::string& out) { out += static_cast<const RawJson*>(p)->json; };
    } else if constexpr (IntegerWithUnit<T>) {
        shape.kind = Kind::integer;
        shape.stored_as_integer = true;
        shape.to_integer = [](const void* p) { return stored(*static_cast<const T*>(p)); };
        shape.from_integer = [](std::int64_t v, void* p) -> std::optional<LeafFault> {
            return take(from_stored<T>(v), p);
        };
        shape.from_text = [](std::string_view text, void* p) -> std::optional<LeafFault> {
            auto v = integer_of(text);
            return v ? shape_of<T>().from_integer(*v, p) : not_an_integer();
        };
        shape.to_text = [](const void* p, std::string& out) {
            out += std::to_string(stored(*static_cast<const T*>(p)));
        };
        hint<T>(shape);
    } else {
        static_assert(Textual<T>, "describe the struct, or give the value parse() and text()");
        shape.kind = Kind::text;
        shape.from_text = [](std::string_view text, void* p) { return take(T::parse(text), p); };
        shape.to_text = [](const void* p, std::string& out) { out += static_cast<const T*>(p)->text(); };
        if constexpr (IntegerBehindText<T>) {
            shape.stored_as_integer = true;
            shape.to_integer = [](const void* p) { return stored(*static_cast<const T*>(p)); };
            shape.from_integer = [](std::int64_t v, void* p) { return take(from_stored<T>(v), p); };
        }
        hint<T>(shape);
    }
}

template <class T>
Shape make_shape() {
    using Kind = Shape::Kind;
    Shape shape;
    shape.name = component_name(pretty<T>());
    if constexpr (is_optional<T>::value) {
        using E = typename T::value_type;
        shape.kind = Kind::optional;
        shape.element = &shape_of<E>;
        shape.size = [](const void* p) -> std::size_t { return static_cast<const T*>(p)->has_value(); };
        shape.at = [](const void* p, std::size_t) -> const void* { return &**static_cast<const T*>(p); };
        shape.add = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); };
        shape.clear = [](void* p) { static_cast<T*>(p)->reset(); };
    } else if constexpr (is_list<T>::value) {
        using E = typename T::value_type;
        static_assert(!std::is_same_v<E, bool>, "a list of booleans has no addressable elements");
        shape.kind = Kind::list;
        shape.element = &shape_of<E>;
        shape.size = [](const void* p) { return static_cast<const T*>(p)->size(); };
        shape.at = [](const void* p, std::size_t i) -> const void* { return &(*static_cast<const T*>(p))[i]; };
        shape.add = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); };
        shape.clear = [](void* p) { static_cast<T*>(p)->clear(); };
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        shape.kind = Kind::object;
        using All = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
        boost::mp11::mp_for_each<All>([&]<class D>(D) {
            using M = std::remove_reference_t<decltype(std::declval<T&>().*D::pointer)>;
            shape.members.push_back(
                {D::name, &shape_of<M>, [](void* object) -> void* { return &(static_cast<T*>(object)->*D::pointer); }});
        });
        if constexpr (Checked<T>) {
            shape.check = [](const void* p, std::vector<FieldFault>& faults) {
                check(*static_cast<const T*>(p), faults);
            };
        }
    } else {
        make_leaf<T>(shape);
    }
    return shape;
}

}  // namespace shape_detail

template <class T>
const Shape& shape_of() {
    static const Shape shape = shape_detail::make_shape<T>();
    return shape;
}

/// The value of an enum, a code or a number as the text that exports and logs show.
template <class T>
std::string text_of_value(const T& value) {
    std::string out;
    shape_of<T>().to_text(&value, out);
    return out;
}

}  // namespace tongzhou
