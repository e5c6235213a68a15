#include "platform/auth/links.hpp"

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/attempt.hpp"
#include "platform/auth/detail.hpp"
#include "platform/auth/names.hpp"
#include "platform/auth/passwords.hpp"
#include "platform/auth/roles.hpp"
#include "platform/auth/sign_in.hpp"

namespace tongzhou::auth {
namespace {

constexpr std::chrono::days kept_after_end{30};

struct Link {
    LinkPurpose purpose = LinkPurpose::invitation;
    std::optional<Uuid> account;
    Instant expires_at;
    std::optional<Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(Link, (), (purpose, account, expires_at, used_at))

const sql::Query find_link{"SELECT purpose, account, expires_at, used_at FROM links WHERE hash = :hash"};
const sql::Query insert_link{
    "INSERT INTO links (hash, purpose, account, created_at, expires_at, used_at) VALUES (:hash, :purpose, :account, "
    ":created_at, :expires_at, NULL)"};
const sql::Query use_link{"UPDATE links SET used_at = :now WHERE hash = :hash AND used_at IS NULL"};
const sql::Query void_links_of_account{"DELETE FROM links WHERE account = :account AND used_at IS NULL"};
const sql::Query void_first_links{"DELETE FROM links WHERE purpose = 'first_administrator' AND used_at IS NULL"};
const sql::Query drop_expired{"DELETE FROM links WHERE expires_at < :before"};
const sql::Query has_administrator{
    "SELECT 1 FROM account_roles r JOIN accounts a ON a.id = r.account WHERE r.role = :role AND a.password_hash IS NOT "
    "NULL LIMIT 1"};
const sql::Query insert_administrator{
    "INSERT INTO accounts (id, sign_in_name, sign_in_key, display_name, organization, county, division, reach, status, "
    "password_hash, password_changed_at, must_change, totp_secret, totp_confirmed, totp_last_step, last_sign_in_at, "
    "created_at, created_by) VALUES (:id, :sign_in_name, :sign_in_key, :display_name, NULL, '', NULL, 'everything', "
    "'active', :password_hash, :password_changed_at, 0, NULL, 0, NULL, NULL, :created_at, 'first_administrator') ON "
    "CONFLICT DO NOTHING"};
const sql::Query give_role{"INSERT INTO account_roles (account, role) VALUES (:account, :role)"};
const sql::Query set_password{
    "UPDATE accounts SET password_hash = :hash, password_changed_at = :now, must_change = 0, display_name = :name, "
    "status = CASE WHEN status = 'invited' THEN 'active' ELSE status END WHERE id = :id"};

Problem link_not_valid() {
    return Problem::not_found("link_not_valid", "链接无效、已使用或已过期，请向发送人索取新的链接。",
                              "The link is unknown, used or expired. Ask its sender for a new one.");
}

Link valid_link(Snapshot& snapshot, const std::string& token) {
    const auto link = snapshot.find<Link>(find_link, seal::hash_token(token));
    if (!link || link->used_at || link->expires_at <= snapshot.now()) throw link_not_valid();
    return *link;
}

std::string insert(Tx& tx, LinkPurpose purpose, const std::optional<Uuid>& account, std::chrono::milliseconds life) {
    auto token = seal::new_token(seal::TokenKind::invitation);
    tx.run(insert_link, seal::hash_token(token), purpose, account, tx.now(), tx.now() + life);
    return token;
}

/// The names the person will have, checked.
struct Names {
    std::string sign_in_name, display_name;
};

Names names_of(const RedeemLink& request, const Link& link, const std::optional<Candidate>& account) {
    Names names;
    if (link.purpose == LinkPurpose::first_administrator) {
        names = {std::string(trim(request.sign_in_name.value_or(""))),
                 std::string(trim(request.display_name.value_or("")))};
        require_good_sign_in_name(names.sign_in_name, "/sign_in_name");
    } else {
        if (!account || account->status == "disabled") throw link_not_valid();
        names = {account->sign_in_name, std::string(trim(request.display_name.value_or(account->display_name)))};
    }
    if (names.display_name.empty() || utf8_length(names.display_name) > 100)
        throw Problem::invalid("/display_name", "wrong_length", "请填写姓名，1 至 100 个字符。",
                               "Enter your name, 1 to 100 characters.");
    return names;
}

Uuid make_administrator(Tx& tx, const Names& names, const std::string& hash) {
    const auto id = Id<Account>::make(tx.now());
    if (tx.run(insert_administrator, id, names.sign_in_name, sign_in_key(names.sign_in_name), names.display_name, hash,
               tx.now(), tx.now()) == 0)
        throw Problem::conflict("sign_in_name_taken", "该登录名已被使用，请换一个。",
                                "This sign-in name is taken; choose another one.");
    tx.run(give_role, id, built_in::administrator);
    return id.uuid();
}

}  // namespace

std::optional<std::string> create_first_administrator_link(Tx& tx) {
    if (tx.value<std::int64_t>(has_administrator, built_in::administrator)) return std::nullopt;
    tx.run(void_first_links);
    return insert(tx, LinkPurpose::first_administrator, std::nullopt, tx.service<Accounts>().settings().reset_life);
}

std::string create_link(Tx& tx, LinkPurpose purpose, const Uuid& account) {
    const auto& settings = tx.service<Accounts>().settings();
    tx.run(void_links_of_account, account);
    return insert(tx, purpose, account,
                  purpose == LinkPurpose::invitation ? settings.invitation_life : settings.reset_life);
}

std::string link_address(std::string_view public_url, std::string_view token) {
    while (public_url.ends_with('/')) public_url.remove_suffix(1);
    return fmt::format("{}/#/links/{}", public_url, token);
}

LinkInfo read_link(Snapshot& snapshot, const Actor&, const LinkToken& request) {
    const auto link = valid_link(snapshot, request.token);
    LinkInfo info{link.purpose, link.expires_at, {}, {}};
    if (!link.account) return info;
    const auto account = candidate_by_id(snapshot, *link.account);
    if (!account || account->status == "disabled") throw link_not_valid();
    info.sign_in_name = account->sign_in_name;
    info.display_name = account->display_name;
    return info;
}

Redeemed redeem_link(Database& database, const Actor& actor, const RedeemLink& request) {
    const auto& accounts = database.services().get<Accounts>();
    Names names;
    database.read([&](Snapshot& s) {
        const auto link = valid_link(s, request.token);
        names = names_of(request, link, link.account ? candidate_by_id(s, *link.account) : std::nullopt);
    });
    require_good_password(request.password, {names.sign_in_name, names.display_name}, "/password");
    const auto hash = seal::hash_password(request.password, accounts.settings().password_cost);
    database.write([&](Tx& tx) {
        const auto link = valid_link(tx, request.token);
        if (tx.run(use_link, tx.now(), seal::hash_token(request.token)) == 0) throw link_not_valid();
        Actor person = actor;
        person.kind = ActorKind::account;
        person.name = names.display_name;
        if (link.account) {
            person.id = *link.account;
            tx.run(set_password, hash, tx.now(), names.display_name, *link.account);
            end_sessions(tx, *link.account);
            forget_attempts(tx, attempts_key(tx, names.sign_in_name));
            tx.service<Accounts>().forget(tx, *link.account);
        } else {
            person.id = make_administrator(tx, names, hash);
        }
        audit::record(tx, person,
                      {.action = "link_redeem",
                       .subject_kind = "account",
                       .subject = person.id.text(),
                       .detail = detail({{"purpose", name_of(link.purpose)}})});
    });
    return {names.sign_in_name};
}

std::int64_t drop_old_links(Tx& tx) { return tx.run(drop_expired, tx.now() - kept_after_end); }

}  // namespace tongzhou::auth
