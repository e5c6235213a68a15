#include "modules/resumption/permit_token.hpp"

#include "base/text.hpp"

namespace tongzhou::resumption {
namespace {

constexpr std::size_t body_bytes = 45, body_length = 60;
constexpr char version = 1;

// One key signs several things; the prefix keeps a signature from being taken for another's.
std::string message_of(std::string_view body) { return "tongzhou.permit." + std::string(body); }

Uuid uuid_at(std::string_view bytes, std::size_t at) {
    Uuid id;
    std::memcpy(id.bytes.data(), bytes.data() + at, id.bytes.size());
    return id;
}

}  // namespace

std::string sign_permit(const PermitClaims& claims, const seal::SigningKey& key) {
    std::string bytes(1, version);
    bytes += chars_of(claims.permit.uuid().bytes);
    bytes += chars_of(claims.organization.uuid().bytes);
    const auto issued = static_cast<std::uint64_t>(claims.issued.ms());
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(issued >> shift & 0xFF);
    bytes += from_hex(key.id()).value();
    auto token = base64url(bytes_of(bytes));
    token += key.sign(message_of(token));
    return token;
}

std::optional<ReadPermit> read_permit_token(std::string_view token) {
    if (token.size() != token_length) return std::nullopt;
    const auto signed_part = token.substr(0, body_length);
    const auto bytes = from_base64url(signed_part);
    if (!bytes || bytes->size() != body_bytes || bytes->front() != version) return std::nullopt;
    std::uint64_t issued = 0;
    for (std::size_t i = 33; i < 41; ++i) issued = issued << 8 | static_cast<unsigned char>((*bytes)[i]);
    return ReadPermit{{Id<Permit>(uuid_at(*bytes, 1)), Id<Organization>(uuid_at(*bytes, 17)),
                       Instant::from_ms(static_cast<std::int64_t>(issued))},
                      hex(bytes_of(std::string_view(*bytes).substr(41))),
                      signed_part,
                      token.substr(body_length)};
}

bool ReadPermit::is_signed_by(const seal::PublicKey& key) const {
    return key.verify(message_of(signed_part), signature);
}

}  // namespace tongzhou::resumption
