// Every parser of base meets strangers: none may crash, and what one accepts it must write so that it is read back.
#include <cstdlib>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"

namespace {

using namespace tongzhou;

void require(bool held) {
    if (!held) std::abort();
}

template <Textual T>
void read(std::string_view text) {
    const auto parsed = T::parse(text);
    require(parsed.has_value() == parsed.message.zh.empty());
    if (parsed) require(*T::parse(parsed->text()) == *parsed);
}

void read_encodings(std::string_view text) {
    if (const auto bytes = from_base64(text)) require(base64(bytes_of(*bytes)) == text);
    if (const auto bytes = from_base64url(text)) require(base64url(bytes_of(*bytes)) == text);
    if (const auto bytes = from_base32(text)) require(from_base32(base32(bytes_of(*bytes))) == bytes);
    if (const auto bytes = from_hex(text)) require(hex(bytes_of(*bytes)) == to_lower_ascii(text));
}

void read_text(std::string_view text) {
    const bool valid = valid_utf8(text);
    require(!valid || (valid_utf8(trim(text)) && valid_utf8(to_half_width(text)) && valid_utf8(masked_name(text)) &&
                       valid_utf8(without_spaces(text)) && valid_utf8(utf8_prefix(text, text.size() / 2))));
    require(utf8_length(text) <= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = chars_of({data, size});
    read<Uscc>(text);
    read<ResidentId>(text);
    read<Mobile>(text);
    read<DivisionCode>(text);
    read<Money>(text);
    read<DeciCelsius>(text);
    read<Instant>(text);
    read<Date>(text);
    read<Uuid>(text);
    read_encodings(text);
    read_text(text);
    return 0;
}
