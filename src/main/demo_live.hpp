// `tongzhou demo --live`: a morning at the gates, played over the API of a running server.
#pragma once

#include "main/commands.hpp"

namespace tongzhou {

/// Plays this morning's arrivals until the last, `speed` times as fast as in life, and prints a line for every five
/// minutes of it.
int play_live(const Common& common, const DemoOptions& options);

}  // namespace tongzhou
