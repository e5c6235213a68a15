#include "platform/audit/chain.hpp"

#include <sodium.h>

#include "base/text.hpp"

namespace tongzhou::audit {
namespace {

const sql::Query last_row{"SELECT number, hash FROM audit_log WHERE chain = :chain ORDER BY number DESC LIMIT 1"};
const sql::Query first_chain{"SELECT chain FROM audit_log ORDER BY chain LIMIT 1"};
const sql::Query next_chain{"SELECT chain FROM audit_log WHERE chain > :after ORDER BY chain LIMIT 1"};

void put(std::string& out, std::int64_t number) {
    std::array<char, 8> bytes;
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> 8 * i & 0xff);
    out.append(bytes.data(), bytes.size());
}
/// One more than the length, seven bits a byte, the lowest first: one byte for almost every text.
void put(std::string& out, std::string_view text) {
    auto length = text.size() + 1;
    for (; length >= 0x80; length >>= 7) out += static_cast<char>((length & 0x7f) | 0x80);
    out += static_cast<char>(length);
    out += text;
}
void put(std::string& out, const std::optional<std::string_view>& text) {
    if (text) return put(out, *text);
    out += '\0';
}

}  // namespace

std::string hash_of(const Fields& row, std::string_view previous, std::string& scratch) {
    scratch.clear();
    put(scratch, previous);
    put(scratch, row.chain);
    put(scratch, row.number);
    put(scratch, row.at);
    put(scratch, row.actor_kind);
    put(scratch, row.actor);
    put(scratch, row.actor_name);
    put(scratch, row.action);
    put(scratch, row.subject_kind);
    put(scratch, row.subject);
    put(scratch, row.county);
    put(scratch, row.division);
    put(scratch, row.organization);
    put(scratch, row.outcome);
    put(scratch, row.remote);
    put(scratch, row.detail);
    std::array<unsigned char, 32> hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(scratch.data()), scratch.size(),
                       nullptr, 0);
    return base64url(hash);
}

Head head_of(Snapshot& snapshot, std::int32_t chain) { return snapshot.find<Head>(last_row, chain).value_or(Head{}); }

std::vector<std::int32_t> chains_of(Snapshot& snapshot) {
    std::vector<std::int32_t> chains;
    auto chain = snapshot.value<std::int32_t>(first_chain);
    for (; chain; chain = snapshot.value<std::int32_t>(next_chain, *chain)) chains.push_back(*chain);
    return chains;
}

}  // namespace tongzhou::audit
