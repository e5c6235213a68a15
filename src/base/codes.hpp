// The numbers by which the state knows people, organisations and places. One that exists is valid; see parsed.hpp for
// the shape they share. All of them read what people type or paste: spaces, full-width and lower-case letters are put
// right.
#pragma once

#include <array>
#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/parsed.hpp"

namespace tongzhou {

/// Up to N characters in place, padded with NUL, so that codes copy without allocating and compare like strings.
template <std::size_t N>
class ShortText {
  public:
    constexpr ShortText() = default;
    constexpr explicit ShortText(std::string_view text) { text.copy(chars_.data(), N); }
    constexpr std::string_view view() const {
        std::size_t length = N;
        while (length > 0 && chars_[length - 1] == '\0') --length;
        return {chars_.data(), length};
    }
    constexpr auto operator<=>(const ShortText&) const = default;

  private:
    std::array<char, N> chars_{};
};

enum class DivisionLevel { province, prefecture, county, town, village };
BOOST_DESCRIBE_ENUM(DivisionLevel, province, prefecture, county, town, village)

/// An administrative division by its GB/T 2260 code (below the county: GB/T 10114 and the statistical villages), nested
/// by prefix: province 2 digits, prefecture 4, county 6, town 9, village 12.
///
/// Zero-filled spellings are cut to their level, "370800" to "3708" and "370811000000" to "370811", for both name the
/// same place, and only the short one contains its parts. Whether a place of that code exists is the register's
/// business.
class DivisionCode {
  public:
    constexpr DivisionCode() = default;
    static Parsed<DivisionCode> parse(std::string_view text);
    static DivisionCode of(std::string_view text) { return parse(text).or_throw(); }

    bool is_set() const { return !view().empty(); }
    std::string text() const { return std::string(view()); }
    std::string_view view() const { return digits_.view(); }  ///< into this object
    DivisionLevel level() const;
    /// The division one level up; none above a province.
    std::optional<DivisionCode> parent() const;
    /// True for the division itself and for everything within it.
    bool contains(const DivisionCode& other) const;
    /// [low, high): `code >= low AND code < high` finds the division and everything within it by an index, under any
    /// collation that puts digits before letters.
    std::pair<std::string, std::string> range() const;
    /// Six digits, what the `county` column of every large table holds. Above the county the rest is zeros: the city's
    /// own rows stand under "370800", which lies in the city's range() and in no county's.
    std::string county() const;
    auto operator<=>(const DivisionCode&) const = default;

  private:
    constexpr explicit DivisionCode(std::string_view digits) : digits_(digits) {}
    ShortText<12> digits_;
};

/// 统一社会信用代码, the unified social credit code of GB 32100-2015: 18 characters, the last one a check character
/// that catches every single wrong character and every exchange of two neighbours.
class Uscc {
  public:
    constexpr Uscc() = default;
    static Parsed<Uscc> parse(std::string_view text);
    static Uscc of(std::string_view text) { return parse(text).or_throw(); }

    bool is_set() const { return !view().empty(); }
    std::string text() const { return std::string(view()); }
    std::string_view view() const { return characters_.view(); }  ///< into this object
    /// Position 1: 1 机构编制, 2 外交, 3 司法行政, 4 文化, 5 民政, 6 旅游, 7 宗教, 8 工会, 9 市场监管, A 中央军委, N
    /// 农业, Y 其他. Others are accepted: the list has grown before.
    char registration_authority() const { return view()[0]; }
    /// Position 2, to be read with the authority: under 9, 1 is an enterprise, 2 an individual business, 3 a farmers'
    /// cooperative; under 5, 1 is a social association, 2 a private non-enterprise unit, 3 a foundation.
    char organisation_type() const { return view()[1]; }
    /// Positions 3–8: where it was first registered, not where it is.
    DivisionCode division() const;
    /// Positions 9–17, the former GB 11714 organisation code.
    std::string organisation_code() const { return std::string(view().substr(8, 9)); }
    /// Whether position 17 is the check character GB 11714 asks for. GB 32100 does not, so parse() does not either.
    bool organisation_code_consistent() const;
    auto operator<=>(const Uscc&) const = default;

  private:
    constexpr explicit Uscc(std::string_view characters) : characters_(characters) {}
    ShortText<18> characters_;
};

enum class Sex { male, female };
BOOST_DESCRIBE_ENUM(Sex, male, female)

/// 公民身份号码, the resident ID number of GB 11643-1999. Its check character catches every single wrong character.
/// Area codes are not looked up, for abolished ones (370802, 370882) stay valid for life.
class ResidentId {
  public:
    constexpr ResidentId() = default;
    static Parsed<ResidentId> parse(std::string_view text);
    static ResidentId of(std::string_view text) { return parse(text).or_throw(); }

    bool is_set() const { return !view().empty(); }
    std::string text() const { return std::string(view()); }
    std::string_view view() const { return characters_.view(); }  ///< into this object
    Date birth_date() const;
    Sex sex() const;
    /// Where the number was first issued, not where the person lives.
    DivisionCode division() const;
    /// "370***********0014": three and four characters, enough to tell two people of one list apart.
    std::string masked() const;
    auto operator<=>(const ResidentId&) const = default;

  private:
    constexpr explicit ResidentId(std::string_view characters) : characters_(characters) {}
    ShortText<18> characters_;
};

/// A mobile number of mainland China: eleven digits 1[3-9]…, without the country code.
class Mobile {
  public:
    constexpr Mobile() = default;
    /// Also reads "+86 138-0013-8000" and "0086…".
    static Parsed<Mobile> parse(std::string_view text);
    static Mobile of(std::string_view text) { return parse(text).or_throw(); }

    bool is_set() const { return !view().empty(); }
    std::string text() const { return std::string(view()); }
    std::string_view view() const { return digits_.view(); }  ///< into this object
    /// "138****8000"
    std::string masked() const;
    auto operator<=>(const Mobile&) const = default;

  private:
    constexpr explicit Mobile(std::string_view digits) : digits_(digits) {}
    ShortText<11> digits_;
};

/// The sections of GB/T 4754-2017, 国民经济行业分类.
enum class IndustrySection { A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T };
BOOST_DESCRIBE_ENUM(IndustrySection, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T)

/// "制造业" / "Manufacturing"
const Bilingual& name_of_industry(IndustrySection section);

template <class T>
concept Code =
    std::same_as<T, Uscc> || std::same_as<T, ResidentId> || std::same_as<T, Mobile> || std::same_as<T, DivisionCode>;

}  // namespace tongzhou

template <tongzhou::Code T>
struct std::hash<T> {
    std::size_t operator()(const T& code) const noexcept { return std::hash<std::string_view>{}(code.view()); }
};
