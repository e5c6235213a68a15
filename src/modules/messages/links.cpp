#include "modules/messages/links.hpp"

#include "base/markup.hpp"
#include "modules/messages/payload.hpp"
#include "platform/seal/seal.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::messages {
namespace {

struct Linked {
    std::string county;
    Id<Message> id;
    std::optional<Id<Broadcast>> broadcast;
    std::optional<std::string> key_day, payload_sealed;
};
BOOST_DESCRIBE_STRUCT(Linked, (), (county, id, broadcast, key_day, payload_sealed))

struct OfBroadcast {
    std::optional<Id<Broadcast>> broadcast;
};
BOOST_DESCRIBE_STRUCT(OfBroadcast, (), (broadcast))

const sql::Query find_linked{R"(
    SELECT m.county, m.id, m.broadcast, m.key_day, m.payload_sealed
    FROM   message_links l JOIN messages m ON m.county = l.county AND m.id = l.message
    WHERE  l.code_hash = :code_hash)"};
const sql::Query set_delivered{R"(
    UPDATE messages SET delivered_at = :now WHERE county = :county AND id = :id AND delivered_at IS NULL)"};
const sql::Query set_opened{R"(
    UPDATE messages SET opened_at = :now WHERE county = :county AND id = :id AND opened_at IS NULL)"};
const sql::Query set_applied{R"(
    UPDATE messages SET applied_at = :now WHERE county = :county AND id = :id AND applied_at IS NULL)"};
const sql::Query find_broadcast{"SELECT broadcast FROM messages WHERE county = :county AND id = :id"};

Problem no_such_link() {
    return Problem::not_found("no_such_link", "链接不存在或已失效。",
                              "There is no such link, or it is no longer good.");
}

std::optional<Linked> find(Snapshot& snapshot, std::string_view code) {
    return snapshot.find<Linked>(find_linked, seal::hash_token(code));
}

enum class Leads { to_text, to_application };

struct Found {
    Linked message;
    std::string target;
};

Found require_link(Snapshot& snapshot, std::string_view code, Leads leads) {
    auto linked = find(snapshot, code);
    if (!linked) throw no_such_link();
    std::optional<std::string> link, apply_link;
    if (linked->broadcast) {
        auto text = find_broadcast_text(snapshot, *linked->broadcast).value();
        link = std::move(text.link);
        apply_link = std::move(text.apply_link);
    } else if (auto payload = open_payload(snapshot, linked->id, linked->key_day, linked->payload_sealed)) {
        link = std::move(payload->link);
        apply_link = std::move(payload->apply_link);
    }
    auto& target = leads == Leads::to_text ? link : apply_link;
    if (!target) throw no_such_link();
    return {std::move(*linked), std::move(*target)};
}

// Sent without cookies: whoever is signed in here stays unknown. A page that nobody looks at does not report itself.
constexpr std::string_view script =
    "const go=()=>fetch(location.pathname,{method:'POST',credentials:'omit'})"
    ".then(r=>r.json()).then(t=>location.replace(t.target))"
    ".catch(()=>location.replace(document.querySelector('a').href));"
    "const seen=()=>document.visibilityState==='visible'&&!document.prerendering;"
    "if(seen())go();else addEventListener('visibilitychange',()=>{if(seen())go()},{once:true});";

http::Response page_to(const std::string& target) {
    const auto nonce = seal::new_token(seal::TokenKind::session).substr(5, 22);
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers = {{"content-security-policy",
                         fmt::format("default-src 'none'; script-src 'nonce-{}'; connect-src 'self'; base-uri 'none'; "
                                     "form-action 'none'; frame-ancestors 'none'",
                                     nonce)},
                        {"referrer-policy", "no-referrer"},
                        {"x-robots-tag", "noindex, nofollow"}};
    response.body = fmt::format(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>同舟</title><p><a rel=\"noreferrer\" href=\"{}\">继续 Continue</a></p>"
        "<script nonce=\"{}\">{}</script></html>",
        escaped_for_markup(target), nonce, script);
    return response;
}

std::optional<Id<Broadcast>> broadcast_of(Snapshot& snapshot, const std::string& county, const Id<Message>& message) {
    const auto row = snapshot.find<OfBroadcast>(find_broadcast, county, message);
    return row ? row->broadcast : std::nullopt;
}

}  // namespace

http::Response show_link(Snapshot& snapshot, const Actor&, const LinkByCode& request) {
    return page_to(require_link(snapshot, request.code.value, Leads::to_text).target);
}
http::Response show_apply_link(Snapshot& snapshot, const Actor&, const LinkByCode& request) {
    return page_to(require_link(snapshot, request.code.value, Leads::to_application).target);
}

LinkTarget open_link(Tx& tx, const Actor&, const LinkByCode& request) {
    auto found = require_link(tx, request.code.value, Leads::to_text);
    mark_opened(tx, found.message.county, found.message.id);
    return {std::move(found.target)};
}
LinkTarget open_apply_link(Tx& tx, const Actor&, const LinkByCode& request) {
    auto found = require_link(tx, request.code.value, Leads::to_application);
    mark_applied(tx, found.message.county, found.message.id);
    return {std::move(found.target)};
}

void mark_opened(Tx& tx, const std::string& county, const Id<Message>& message) {
    Change change;
    change.delivered = tx.run(set_delivered, tx.now(), county, message);
    change.opened = tx.run(set_opened, tx.now(), county, message);
    if (change.delivered + change.opened > 0) count(tx, broadcast_of(tx, county, message), change);
}

void mark_applied(Tx& tx, const std::string& county, const Id<Message>& message) {
    mark_opened(tx, county, message);
    if (tx.run(set_applied, tx.now(), county, message) > 0)
        count(tx, broadcast_of(tx, county, message), {.applied = 1});
}

void record_application(Tx& tx, std::string_view code) {
    if (const auto linked = find(tx, code)) mark_applied(tx, linked->county, linked->id);
}

}  // namespace tongzhou::messages
