// Clients and teams are counted by int, as LEMON counts its nodes; containers by std::size_t.
#pragma once

#include <cstddef>

namespace tongzhou::assignment {

inline std::size_t index(int number) { return static_cast<std::size_t>(number); }

}  // namespace tongzhou::assignment
