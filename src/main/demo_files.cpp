#include "main/demo_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "main/installation.hpp"
#include "platform/auth/account_admin.hpp"
#include "platform/auth/links.hpp"
#include "platform/auth/passwords.hpp"
#include "platform/auth/place.hpp"
#include "platform/auth/roles.hpp"

namespace tongzhou {

namespace {

namespace fs = std::filesystem;

// Whole and private from its first byte, or not there at all.
void write_private(const fs::path& file, std::string_view text) {
    const auto partial = file.string() + ".partial";
    fs::remove(partial);
    const int out = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = out >= 0;
    while (written && !text.empty()) {
        const auto n = ::write(out, text.data(), text.size());
        written = n > 0;
        if (written) text.remove_prefix(static_cast<std::size_t>(n));
    }
    if (out >= 0) written = ::close(out) == 0 && written;
    if (!written)
        throw Problem(
            500, "file_not_written", fmt::format("文件 {} 写不进去，请检查磁盘空间和写权限。", file.string()),
            fmt::format("The file {} cannot be written. Check the disk space and the permissions.", file.string()));
    fs::rename(partial, file);
}

std::optional<std::string> text_of(const fs::path& file) {
    std::ifstream in(file);
    if (!in) return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Easy to read out and to type: four groups without 0 and O, 1, l and I. Some 90 bits.
std::string new_password(std::string_view account_name) {
    constexpr std::string_view alphabet = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY2346789";
    for (;;) {
        const auto random = seal::Key::random();
        std::string password;
        for (std::size_t i = 0; i < 16; ++i) {
            if (i > 0 && i % 4 == 0) password += '-';
            password += alphabet[random.data()[i] % alphabet.size()];
        }
        if (!auth::fault_of_password(password, {account_name}, {})) return password;
    }
}

struct Wanted {
    std::string name;
    Bilingual what;
    Id<auth::Role> role;
    std::optional<Id<Organization>> organization;
    std::string where;
};

/// As signing in would make it.
Actor actor_of(Snapshot& snapshot, const auth::NewAccount& account, const Uuid& id) {
    Actor actor;
    actor.kind = ActorKind::account;
    actor.id = id;
    actor.name = account.display_name.value;
    actor.permissions = auth::rights_of_roles(snapshot, account.roles).permissions;
    actor.scope = Scope::everything();
    if (account.organization) {
        actor.organization = *account.organization;
        actor.scope = auth::place_of(snapshot, Actor::system("demo"), *account.organization).scope();
    }
    return actor;
}

}  // namespace

std::vector<DemoAccount> make_demo_accounts(Program& program, const DemoCity& city,
                                            const std::vector<DemoPlace>& places,
                                            const std::optional<Id<Organization>>& bureau) {
    const auto& largest = city.largest();
    const auto& county = city.counties()[largest.county];
    const auto& plant = places[static_cast<std::size_t>(largest.number)].organization;
    namespace roles = auth::built_in;
    std::vector<Wanted> wanted{
        {"demo-admin", {"系统管理员", "administrator"}, roles::administrator, std::nullopt, "全部 everything"},
        {"demo-city",
         {"市指挥部", "city command"},
         roles::city_command,
         command_id(DivisionCode::of("3708")),
         "济宁市"},
        {"demo-county", {"县区指挥部", "county command"}, roles::county_command, command_id(county.code), county.name},
        {"demo-plant", {"企业负责人", "enterprise officer"}, roles::enterprise_officer, plant, largest.name},
        {"demo-gate", {"门岗", "gatekeeper"}, roles::gatekeeper, plant, largest.name}};
    if (bureau) {
        const auto command = command_id(county.code);
        wanted.push_back(
            {"demo-operator", {"热线话务员", "hotline operator"}, roles::hotline_operator, command, county.name});
        wanted.push_back(
            {"demo-bureau", {"部门承办人", "department officer"}, roles::department_officer, bureau, county.name});
        wanted.push_back({"demo-squad", {"先锋队员", "squad member"}, roles::squad_member, command, county.name});
    }
    std::vector<DemoAccount> accounts;
    for (const auto& w : wanted) {
        auth::NewAccount account;
        account.sign_in_name = Text<64, 2>(w.name);
        account.display_name = "演示" + w.what.zh;
        account.organization = w.organization;
        account.roles = {w.role};
        Actor actor;
        const auto link = program.database().write_value([&](Tx& tx) {
            auto made = auth::create_account(tx, Actor::system("demo"), account);
            actor = actor_of(tx, account, made.id.uuid());
            return made;
        });
        accounts.push_back({w.name, new_password(w.name), w.what, w.where, std::move(actor)});
        auth::redeem_link(program.database(), Actor::system("demo"),
                          {link.token, accounts.back().password, std::nullopt, std::nullopt});
    }
    return accounts;
}

fs::path demo_accounts_file(const config::Settings& settings) { return settings.resolved("demo-accounts.txt"); }
fs::path demo_devices_file(const config::Settings& settings) { return settings.resolved("demo-devices.json"); }
fs::path demo_unfinished_file(const config::Settings& settings) { return settings.resolved("demo-unfinished"); }

void write_demo_accounts(const config::Settings& settings, const std::vector<DemoAccount>& accounts) {
    std::string text = "演示账号，不得用于真实业务 Demo accounts, not for real use\n";
    for (const auto& account : accounts)
        text += fmt::format("  {:13} {}   {} {}  ({})\n", account.name, account.password, account.what.zh,
                            account.what.en, account.where);
    if (settings.security.require_totp)
        text +=
            "  前三个账号首次登录时要绑定验证器；演示时可用 --security.require_totp false 启动服务。\n"
            "  The first three are asked to set up an authenticator; to go without, serve with "
            "--security.require_totp false\n";
    write_private(demo_accounts_file(settings), text);
}

void write_demo_devices(const config::Settings& settings, const DemoDevices& devices) {
    write_private(demo_devices_file(settings), to_json(devices));
}

DemoDevices read_demo_devices(const fs::path& file) {
    const auto text = text_of(file);
    if (!text)
        throw Problem::not_found("no_demo_city",
                                 fmt::format("没有 {}，请先用 tongzhou demo 造一座演示城市。", file.string()),
                                 fmt::format("There is no {}. Make a demo city first: tongzhou demo", file.string()));
    return from_json<DemoDevices>(*text, {.list_items = 1'000'000});
}

std::optional<std::string> read_demo_accounts(const config::Settings& settings) {
    return text_of(demo_accounts_file(settings));
}

}  // namespace tongzhou
