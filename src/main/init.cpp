// `tongzhou init`: everything a new installation needs before its first start. Running it again does no harm.
#include "main/commands.hpp"
#include "main/installation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

struct Initialised {
    std::string division, name, data_folder, key_file, database;
    int commands_made = 0;
};
BOOST_DESCRIBE_STRUCT(Initialised, (), (division, name, data_folder, key_file, database, commands_made))

bool make_command(Tx& tx, const DivisionCode& division, std::optional<Id<Organization>> parent) {
    organizations::NewOrganization command;
    command.id = command_id(division);
    if (organizations::find_organization(tx, *command.id)) return false;
    command.kind = division.level() == DivisionLevel::prefecture ? OrganizationKind::city_command
                                                                 : OrganizationKind::county_command;
    command.parent = parent;
    command.name = organizations::divisions().name(division) + "应急指挥部";
    command.division = division;
    organizations::create_organization(tx, Actor::system("init"), command);
    return true;
}

/// Throws Problem 422 "no_such_division" and "wrong_level".
void require_city(const DivisionCode& division) {
    if (!organizations::divisions().has(division))
        throw Problem::invalid("/city", "no_such_division",
                               fmt::format("没有行政区划 {}，请核对代码。", division.text()),
                               fmt::format("There is no division {}. Check the code.", division.text()));
    const auto level = division.level();
    if (level != DivisionLevel::prefecture && level != DivisionLevel::county)
        throw Problem::invalid("/city", "wrong_level", "请填写市（四位）或县（六位）的代码，如 3708。",
                               "Give the code of a city (four digits) or a county (six), such as 3708.");
}

void print_next_steps(const config::Settings& settings, const std::string& name, int made) {
    const auto folder = settings.resolved(".").lexically_normal().string();
    const auto keys = settings.resolved(settings.keys.file).string();
    if (settings.language == "en") {
        fmt::print(
            "{0}: ready in {1} ({2} commands made).\n\n"
            "  1. Copy {3} to a safe place apart from the backups. Without it the data cannot be read.\n"
            "  2. tongzhou serve --data {1}\n     prints the one-time link by which the first administrator signs in.\n"
            "  3. tongzhou import enterprises FILE --dry-run --data {1}\n     says what would become of each row.\n",
            name, folder, made, keys);
    } else {
        fmt::print(
            "{0}：已在 {1} 就绪（新建指挥部 {2} 个）。\n\n"
            "  1. 请把 {3} 另存到安全的地方，不要与备份放在一起；没有它，数据无法读取。\n"
            "  2. tongzhou serve --data {1}\n     会显示第一位管理员登录用的一次性链接。\n"
            "  3. tongzhou import enterprises 文件 --dry-run --data {1}\n     先看每一行会怎样，再去掉 --dry-run "
            "正式导入。\n",
            name, folder, made, keys);
    }
}

}  // namespace

Id<Organization> command_id(const DivisionCode& division) {
    return Id<Organization>::of(fmt::format("00000000-0000-8000-8000-{:0<12}", division.view()));
}

int make_commands(Tx& tx, const DivisionCode& division) {
    require_city(division);
    int made = make_command(tx, division, std::nullopt) ? 1 : 0;
    if (division.level() == DivisionLevel::prefecture)
        for (const auto& county : organizations::divisions().children(division))
            made += make_command(tx, county.code, command_id(division)) ? 1 : 0;
    return made;
}

int init(const Common& common, const InitOptions& options) {
    const auto division = DivisionCode::parse(options.city).or_throw("/city");
    require_city(division);  // before anything is made: a wrong code leaves no keys behind
    Program program(common.settings, Opening::from_nothing);
    int made = 0;
    program.database().write([&](Tx& tx) {
        made = make_commands(tx, division);
        if (made > 0)
            audit::record(tx, Actor::system("init"),
                          {.action = "init",
                           .subject_kind = "organization",
                           .subject = command_id(division).text(),
                           .detail = fmt::format("{{\"commands_made\":{}}}", made),
                           .division = division});
    });
    const auto& settings = program.settings();
    const auto name = organizations::divisions().name(division);
    if (common.json)
        fmt::print("{}\n",
                   to_json(Initialised{division.text(), name, settings.resolved(".").lexically_normal().string(),
                                       settings.resolved(settings.keys.file).string(),
                                       config::shown_value(*std::ranges::find(config::setting_table(), "database.url",
                                                                              &config::Setting::name),
                                                           settings),
                                       made}));
    else
        print_next_steps(settings, name, made);
    return exit_done;
}

}  // namespace tongzhou
