// What conditions may ask of an enterprise. Each fact is one row of one table: its name, the kind of its values, where
// it stands in the database and how it is read from a record. Private to this module.
#pragma once

#include <span>

#include "modules/organizations/organizations.hpp"

namespace tongzhou::policies {

/// In the order in which a form offers them: where and what the enterprise is, how large, what else it is.
BOOST_DEFINE_ENUM_CLASS(Fact, division, section, legal_type, registered, size_class, above_designated_size, staff,
                        layoff_permille, revenue, assets, capital, qualified_contractor, state_owned_tenant,
                        supplies_maker)

/// What the values of a fact are: places by their codes, letters of sections, size classes, words, people, fen,
/// permille, dates; of yes_no there are none.
BOOST_DEFINE_ENUM_CLASS(ValueKind, place, section, size_class, text, people, money, permille, date, yes_no)

/// one_of, none_of: of choices, texts and places (a place includes what lies within it); at_least, at_most: numbers,
/// money in fen, and dates, where they mean “not before” and “not after”; yes, no.
BOOST_DEFINE_ENUM_CLASS(Relation, one_of, none_of, at_least, at_most, yes, no)

/// Facts that the register of enterprises does not hold.
struct EnterpriseFacts {
    std::optional<bool> state_owned_tenant;       ///< rents premises owned by the state
    std::optional<bool> supplies_maker;           ///< makes supplies against the epidemic
    std::optional<std::int64_t> layoff_permille;  ///< of its staff, laid off in the year before
    bool operator==(const EnterpriseFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(EnterpriseFacts, (), (state_owned_tenant, supplies_maker, layoff_permille))

struct EnterpriseCase {
    organizations::Enterprise enterprise;
    EnterpriseFacts facts;
};

struct FactSpec {
    Fact fact{};
    Bilingual name;  ///< "从业人员" / "Staff"
    ValueKind kind{};
    bool on_register = true;  ///< else among EnterpriseFacts
    /// Of organizations `o`, enterprises `e` or enterprise_facts `f`; NULL: not on record.
    std::string_view column;
    /// As a condition writes it: a code, a name, a number, a date, "yes" or "no". Unset: not on record.
    std::optional<std::string> (*found)(const EnterpriseCase&) = nullptr;
};

const FactSpec& spec_of(Fact fact);

/// Those that values of the kind can have, the usual one first.
std::span<const Relation> relations_of(ValueKind kind);
/// "不少于" / "at least"; of dates "不早于" / "not before".
Bilingual words_of(Relation relation, ValueKind kind);

}  // namespace tongzhou::policies
