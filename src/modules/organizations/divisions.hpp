// The divisions of China in force, in memory: what a code is called, what lies within it, and which county an address
// lies in. Made once from the tables that are compiled in (platform/divisions); nothing here asks the database, and
// everything is safe from any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/codes.hpp"

namespace tongzhou::organizations {

class Divisions {
  public:
    struct Entry {
        DivisionCode code;
        std::string_view name;  ///< into the table
    };

    /// From tables as platform/divisions describes them; they must outlive this object.
    Divisions(std::string_view china, std::string_view villages, std::string_view aliases);

    /// True for a division in force. Codes of the program's own for functional zones count, abolished ones do not.
    bool has(const DivisionCode& code) const { return find(code) != nullptr; }
    /// The division in force that a code names today: 370802 → 370811. A code that is in force, or unknown, is itself.
    DivisionCode in_force(const DivisionCode& code) const;
    /// "泗水县"; for a code without an entry the code itself.
    std::string name(const DivisionCode& code) const;
    /// "山东省济宁市泗水县"
    std::string full_name(const DivisionCode& code) const;
    /// What lies directly within: the counties of a city, the towns of a county; the provinces when `parent` is unset.
    std::vector<Entry> children(const DivisionCode& parent) const;
    /// The division of exactly that name or alias (泗水县, 高新区), or of that name without its last character where
    /// that leaves two or more (泗水), at any depth within `parent`; the highest if nested ones share the name. Nothing
    /// when two that are not nested do.
    std::optional<DivisionCode> find_by_name(const DivisionCode& parent, std::string_view name) const;

    /// The county an address lies in, looked for within the prefecture or province of `hint`, or the one that the
    /// address begins with: the first county it names; else the county it begins with, without its last character
    /// (邹城凫山南路, but not 邹城路); else that of the first town it names. Nothing when it names none, when what it
    /// names stands for two (市中区 in a province), or when it begins with a place outside `hint`.
    std::optional<DivisionCode> settle_county(std::string_view address, const DivisionCode& hint) const;

  private:
    struct Name {
        std::string_view name;
        DivisionCode code;
    };
    /// What addresses within one prefecture call its counties.
    struct AddressNames {
        DivisionCode prefecture;
        std::string_view name, short_name;
        std::vector<Name> counties;     ///< names and aliases, good anywhere in an address
        std::vector<Name> abbreviated;  ///< good at its beginning only
        std::vector<Name> towns;        ///< short names of towns, with the code of their county
    };

    const Entry* find(const DivisionCode& code) const;
    std::span<const Entry> within(const DivisionCode& parent) const;
    void index_addresses();
    std::span<const AddressNames> address_names_within(const DivisionCode& place) const;

    std::vector<Entry> entries_;  // sorted by code: what lies within a division is a range
    std::vector<Name> aliases_;
    std::vector<Entry> provinces_;
    std::vector<std::string_view> provinces_in_short_;  // in the same order
    std::vector<AddressNames> address_names_;           // sorted by prefecture
    std::unordered_map<DivisionCode, DivisionCode> abolished_;
};

/// 泗水县 → 泗水, 王因街道 → 王因; empty where less than two characters would be left (单县) or the name has no such
/// ending.
std::string_view short_name_of_division(std::string_view name);

/// All China.
const Divisions& divisions();

}  // namespace tongzhou::organizations
