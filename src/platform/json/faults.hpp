// What the JSON reader says to people, apart from how it reads.
#pragma once

#include <cstddef>
#include <string_view>

#include "platform/shape/shape.hpp"

namespace tongzhou::json_faults {

/// What stands in the JSON, as opposed to what the Shape asks for.
enum class Found : std::uint8_t { null, boolean, number, text, list, object };

LeafFault missing();
/// Suggests the member whose name comes nearest, or lists the names when none comes near.
LeafFault unknown_field(std::string_view name, const Shape& object);
LeafFault duplicate_key();
LeafFault wrong_kind(Shape::Kind expected, Found found);
LeafFault null_not_allowed();
/// 1.0 and 1e2 are refused even though they are whole: readers of JSON do not agree on what they are.
LeafFault has_fraction();
LeafFault integer_out_of_range(const Shape& integer);
LeafFault number_out_of_range();
LeafFault nul_character();
LeafFault too_many_items(std::size_t limit);
LeafFault too_many_faults(std::size_t limit);

}  // namespace tongzhou::json_faults
