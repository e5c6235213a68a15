// Which column of somebody's spreadsheet is which field of ours. Headers are written by people: 统一社会信用代码,
// "Credit Code", 营业收入（万元）*. Matching ignores case, spaces, underscores, hyphens, full and half width, asterisks
// and colons, and what stands in brackets, which is handed out as the unit.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou::table {

enum class Need { optional, required };

/// What an import looks for. A header matches by the name, either label or any synonym.
struct FieldSpec {
    std::string name;  ///< for programs: "uscc"
    std::string zh;    ///< 统一社会信用代码
    std::string en;    ///< Unified social credit code
    std::vector<std::string> synonyms;
    Need need = Need::optional;
};

struct MappedColumn {
    std::string field;
    std::size_t column;  ///< 0-based
    std::string header;  ///< as written in the file
    std::string unit;    ///< what stands in the last brackets of the header: 万元; empty if none does
};

/// Several columns that may all be the field. None is mapped: someone must choose.
struct AmbiguousField {
    std::string field;
    std::vector<std::size_t> columns;
};

struct ColumnMap {
    std::vector<MappedColumn> mapped;   ///< in the order of the fields
    std::vector<std::size_t> unmapped;  ///< columns that are no field, or that were told to be ignored
    std::vector<std::string> missing;   ///< required fields without a column
    std::vector<AmbiguousField> ambiguous;

    bool usable() const { return missing.empty() && ambiguous.empty(); }
    /// The column of a field, if it has one.
    std::optional<std::size_t> column_of(std::string_view field) const;
};

/// From a header, as written in the file, to the name of a field; to "" for a column to be ignored.
using ColumnChoices = std::map<std::string, std::string>;

/// Maps what can be mapped; never guesses. A header that equals a label brackets and all goes before one that equals it
/// without its brackets, and choices go before both. Problems: no_such_field, no_such_column for choices that are not
/// there, field_chosen_twice.
ColumnMap map_columns(std::span<const std::string> header, std::span<const FieldSpec> fields,
                      const ColumnChoices& choices = {});

/// The Problem to throw for a map that is not usable, naming what is missing and what is ambiguous.
Problem unusable_columns(const ColumnMap& map, std::span<const std::string> header, std::span<const FieldSpec> fields);

}  // namespace tongzhou::table
