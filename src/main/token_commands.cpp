// `tongzhou token`: API tokens without the API, for the first program that needs one.
#include "main/commands.hpp"
#include "main/program.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

// Unlike Permissions::of, which forgives names that are gone: here a misspelled one must not vanish.
std::vector<Permission> permissions_named(const std::string& text) {
    std::vector<Permission> permissions;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find_first_of(" ,", begin), text.size());
        const auto name = std::string_view(text).substr(begin, end - begin);
        begin = end + 1;
        if (name.empty()) continue;
        const auto permission = enum_from<Permission>(name);
        if (!permission)
            throw Problem::invalid(
                "--permissions", "no_such_permission",
                fmt::format("没有权限 {}；有：{}。", name, fmt::join(names_of<Permission>(), " ")),
                fmt::format("There is no permission {}. There are: {}.", name, fmt::join(names_of<Permission>(), " ")));
        permissions.push_back(*permission);
    }
    return permissions;
}

}  // namespace

int token_create(const Common& common, const TokenOptions& options) {
    Program program(common.settings, Opening::as_it_is);
    auto actor = Actor::system("tongzhou token");
    if (!options.division.empty())
        actor.scope = Scope::of_division(DivisionCode::parse(options.division).or_throw("--division"));
    auth::NewToken request;
    request.name = options.name;
    request.permissions = permissions_named(options.permissions);
    request.days = options.days;
    const auto issued =
        program.database().write_value([&](Tx& tx) { return auth::create_api_token(tx, actor, request); });
    if (common.json)
        fmt::print("{}\n", to_json(issued));
    else
        fmt::print("{}\n", issued.token);
    return exit_done;
}

int token_list(const Common& common) {
    Program program(common.settings, Opening::as_it_is);
    const auto actor = Actor::system("tongzhou token");
    auth::TokenFilter filter;
    filter.limit = 500;
    std::vector<auth::Token> tokens;
    do {
        auto page = program.database().read_value(
            [&](Snapshot& snapshot) { return auth::list_tokens(snapshot, actor, filter); });
        std::ranges::move(page.items, std::back_inserter(tokens));
        filter.cursor = page.next;
    } while (filter.cursor);
    if (common.json) {
        fmt::print("{}\n", to_json(tokens));
        return exit_done;
    }
    const auto day = [](const std::optional<Instant>& at) { return at ? at->iso().substr(0, 10) : std::string("-"); };
    for (const auto& token : tokens)
        fmt::print("{}  {:6}  {:10}  {:10}  {:10}  {}\n", token.id.text(), name_of(token.kind), day(token.expires_at),
                   day(token.last_used_at), token.revoked_at ? "revoked" : "in force", token.name);
    return exit_done;
}

int token_revoke(const Common& common, const TokenOptions& options) {
    Program program(common.settings, Opening::as_it_is);
    const auth::TokenById token{Id<auth::Token>::parse(options.id).or_throw("id")};
    program.database().write([&](Tx& tx) { auth::revoke_token(tx, Actor::system("tongzhou token"), token); });
    if (common.json) fmt::print("{{\"revoked\":\"{}\"}}\n", token.id.text());
    return exit_done;
}

}  // namespace tongzhou
