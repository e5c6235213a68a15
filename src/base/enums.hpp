// The names of described enums (BOOST_DEFINE_ENUM_CLASS, BOOST_DESCRIBE_ENUM). The enumerator's own spelling is what
// stands in JSON, in the database and in the API, so renaming one is a migration.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <boost/preprocessor/seq/enum.hpp>
#include <boost/preprocessor/seq/for_each.hpp>

// BOOST_DEFINE_ENUM_CLASS takes up to 52 enumerators; this one takes 256, as (first)(second)(third).
// clang-format off
#define TONGZHOU_DEFINE_LONG_ENUM_CLASS(E, enumerators)             \
    enum class E { BOOST_PP_SEQ_ENUM(enumerators) };                \
    BOOST_DESCRIBE_MAYBE_UNUSED BOOST_DESCRIBE_ENUM_BEGIN(E)        \
    BOOST_PP_SEQ_FOR_EACH(TONGZHOU_LONG_ENUM_ENTRY, E, enumerators) \
    BOOST_DESCRIBE_ENUM_END(E)
#define TONGZHOU_LONG_ENUM_ENTRY(r, E, e) BOOST_DESCRIBE_ENUM_ENTRY(E, e)
// clang-format on

namespace tongzhou {

template <class E>
concept DescribedEnum = boost::describe::has_describe_enumerators<E>::value;

template <DescribedEnum E>
struct EnumTable {
    using Descriptors = boost::describe::describe_enumerators<E>;
    static constexpr std::size_t size = boost::mp11::mp_size<Descriptors>::value;

    template <template <class...> class L, class... D>
    static constexpr std::array<E, size> list_values(L<D...>) {
        return {D::value...};
    }
    template <template <class...> class L, class... D>
    static constexpr std::array<std::string_view, size> list_names(L<D...>) {
        return {std::string_view(D::name)...};
    }
    static constexpr std::array<E, size> values = list_values(Descriptors{});
    static constexpr std::array<std::string_view, size> names = list_names(Descriptors{});
};

/// The enumerator's spelling; empty when `value` is none of them (a cast gone wrong).
template <DescribedEnum E>
constexpr std::string_view name_of(E value) {
    for (std::size_t i = 0; i < EnumTable<E>::size; ++i)
        if (EnumTable<E>::values[i] == value) return EnumTable<E>::names[i];
    return {};
}

/// The enumerator spelled exactly so.
template <DescribedEnum E>
constexpr std::optional<E> enum_from(std::string_view name) {
    for (std::size_t i = 0; i < EnumTable<E>::size; ++i)
        if (EnumTable<E>::names[i] == name) return EnumTable<E>::values[i];
    return std::nullopt;
}

/// All enumerators, in the order of their declaration.
template <DescribedEnum E>
constexpr std::span<const E> values_of() {
    return EnumTable<E>::values;
}

/// All spellings, in the order of their declaration.
template <DescribedEnum E>
constexpr std::span<const std::string_view> names_of() {
    return EnumTable<E>::names;
}

}  // namespace tongzhou
