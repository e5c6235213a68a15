// Whether this program is built with a sanitizer, which takes several times the memory and the time. Tests that bound
// either ask.
#pragma once

namespace tongzhou::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool instrumented = true;
#else
inline constexpr bool instrumented = false;
#endif

}  // namespace tongzhou::testing
