// Whatever somebody writes as a difficulty, it can be compared: with itself it is alike, and order does not matter.
#include "modules/difficulties/similarity.hpp"

using namespace tongzhou;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const difficulties::Bigrams whole(text), half(text.substr(0, size / 2));
    if (whole.similarity(half) != half.similarity(whole)) __builtin_trap();
    if (whole.pairs().empty() ? whole.similarity(whole) != 0 : whole.similarity(whole) != 1) __builtin_trap();
    return 0;
}
