#include "platform/audit/anchors.hpp"

#include <charconv>
#include <istream>
#include <map>

#include "platform/audit/chain.hpp"

namespace tongzhou::audit {
namespace {

const sql::Query newest_anchor{"SELECT number FROM audit_anchors WHERE chain = :chain ORDER BY number DESC LIMIT 1"};
const sql::Query insert_anchor{
    "INSERT INTO audit_anchors (chain, number, hash, at, key_id, signature) VALUES (:chain, :number, :hash, :at, "
    ":key_id, :signature)"};
const sql::Query signing_keys{"SELECT key_id FROM audit_anchors UNION SELECT key_id FROM audit_cuts"};

std::string signed_part(const Anchor& anchor) {
    return fmt::format("chain={} number={} hash={} at={} key={}", anchor.chain, anchor.number, anchor.hash,
                       anchor.at.iso(), anchor.key_id);
}
/// Keeps a signature for an anchor from being one for a pass.
std::string message_of(const Anchor& anchor) { return "tongzhou audit anchor: " + signed_part(anchor); }

/// The value of "name=value" at the beginning of `text`, which then continues behind it and one space.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
    if (!text.starts_with(name) || text.size() == name.size() || text[name.size()] != '=') return std::nullopt;
    text.remove_prefix(name.size() + 1);
    const auto length = std::min(text.find_first_of(" \"\\\r\n"), text.size());
    const auto value = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    return value;
}

template <class Integer>
std::optional<Integer> integer_in(std::optional<std::string_view> text) {
    Integer number{};
    if (!text) return std::nullopt;
    const auto end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::optional<Anchor> parse_anchor(std::string_view text) {
    const auto chain = integer_in<std::int32_t>(take(text, "chain"));
    const auto number = integer_in<std::int64_t>(take(text, "number"));
    const auto hash = take(text, "hash");
    const auto at_text = take(text, "at");
    const auto key_id = take(text, "key");
    const auto signature = take(text, "signature");
    if (!chain || !number || !hash || !at_text || !key_id || !signature) return std::nullopt;
    const auto at = Instant::parse(*at_text);
    if (!at) return std::nullopt;
    return Anchor{*chain, *number, std::string(*hash), *at, std::string(*key_id), std::string(*signature)};
}

}  // namespace

std::string Anchor::text() const { return signed_part(*this) + " signature=" + signature; }

Anchor sign_anchor(std::int32_t chain, std::int64_t number, std::string hash, Instant at, const seal::KeyRing& keys) {
    const auto key = keys.signing_key();
    Anchor anchor{chain, number, std::move(hash), at, key->id(), {}};
    anchor.signature = key->sign(message_of(anchor));
    return anchor;
}

std::vector<Anchor> record_anchors(Tx& tx, const seal::KeyRing& keys) {
    std::vector<Anchor> anchors;
    for (const auto chain : chains_of(tx)) {
        auto head = head_of(tx, chain);
        if (tx.value<std::int64_t>(newest_anchor, chain).value_or(0) >= head.number) continue;
        anchors.push_back(sign_anchor(chain, head.number, std::move(head.hash), tx.now(), keys));
        tx.run(insert_anchor, anchors.back());
    }
    return anchors;
}

std::vector<Anchor> read_anchors(std::istream& log, const seal::KeyRing& keys) {
    std::map<std::int32_t, Anchor> newest;
    std::string line;
    while (std::getline(log, line)) {
        const auto begin = line.find("chain=");
        if (begin == std::string::npos) continue;
        auto anchor = parse_anchor(std::string_view(line).substr(begin));
        if (!anchor || check_signature(*anchor, keys) != Signed::yes) continue;
        auto& known = newest[anchor->chain];
        if (anchor->number > known.number) known = std::move(*anchor);
    }
    std::vector<Anchor> anchors;
    for (auto& [chain, anchor] : newest) anchors.push_back(std::move(anchor));
    return anchors;
}

Signed check_signature(const Anchor& anchor, const seal::KeyRing& keys) {
    const auto key = keys.public_key(anchor.key_id);
    if (!key) return Signed::key_is_gone;
    return key->verify(message_of(anchor), anchor.signature) ? Signed::yes : Signed::no;
}

std::set<std::string> signing_keys_in_use(Snapshot& snapshot) {
    const auto keys = snapshot.all<std::string>(signing_keys);
    return {keys.begin(), keys.end()};
}

}  // namespace tongzhou::audit
