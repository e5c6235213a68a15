// A stranger's QR code never breaks the reader, and no bytes that we did not sign are taken for a permit.
#include "modules/resumption/permit_token.hpp"

#include "base/text.hpp"
#include "platform/seal/seal.hpp"

using namespace tongzhou;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto ring = seal::KeyRing::in_memory(Instant{});
    static const auto key = ring.signing_key()->public_key();
    const auto check = [](std::string_view text) {
        const auto token = resumption::read_permit_token(text);
        if (token && token->is_signed_by(key)) __builtin_trap();
    };
    check({reinterpret_cast<const char*>(data), size});

    // The same bytes as the body and the signature of something that has the form of a token.
    std::string bytes(reinterpret_cast<const char*>(data), size);
    bytes.resize(45 + 64);
    bytes[0] = 1;
    bytes.replace(41, 4, from_hex(key.id).value());
    check(base64url(bytes_of(std::string_view(bytes).substr(0, 45))) +
          base64url(bytes_of(std::string_view(bytes).substr(45))));
    return 0;
}
