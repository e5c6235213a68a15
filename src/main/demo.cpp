// `tongzhou demo`: a city to look at before there is a real one.
#include <fstream>

#include "main/commands.hpp"
#include "main/demo_files.hpp"
#include "main/demo_live.hpp"
#include "main/demo_services.hpp"
#include "main/progress.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou {

namespace {

const sql::Query any_enterprise{"SELECT organization FROM enterprises LIMIT 1"};

void require_finished(const config::Settings& settings) {
    const auto mark = demo_unfinished_file(settings);
    if (!std::filesystem::exists(mark)) return;
    throw Problem::conflict(
        "demo_unfinished",
        fmt::format("上次造演示城市时中断了，只有半座。请删除数据目录 {} 后重来。", mark.parent_path().string()),
        fmt::format("The last demo city was interrupted and is only half there. Remove the data folder {} and try "
                    "again.",
                    mark.parent_path().string()));
}

void print_accounts(const Common& common) {
    if (const auto accounts = read_demo_accounts(common.settings); accounts && !common.json)
        fmt::print("{}\n{}: {}\n", *accounts, "  已存于 kept in", demo_accounts_file(common.settings).string());
}

void load_city(const Common& common, const DemoOptions& options, Program& program, ManualClock& clock) {
    const auto scaled = [&](std::int64_t n) {
        return static_cast<std::int64_t>(static_cast<double>(n) * options.scale);
    };
    const DemoCity city(options.seed, std::max<std::int64_t>(scaled(options.enterprises), 1), scaled(options.people));
    const auto days = static_cast<int>(std::min<std::int64_t>(options.days, 365));
    const auto now = program.clock().now();
    const DemoDays calendar(city, date_in_shanghai(now) - std::chrono::days(days));

    const auto mark = demo_unfinished_file(common.settings);
    std::ofstream(mark) << "a demo city is being made\n";
    ProgressBar bar("demo", !common.quiet && !common.json);
    DemoLoader loader(program, city, calendar, [&](double done, const std::string& at) { bar.show(done, at); });
    loader.load(days, options.today ? std::optional(now) : std::nullopt);
    bar.show(1, "");

    DemoDevices devices{options.seed, std::ssize(city.enterprises()), city.people(), calendar.date(0), {}};
    for (const auto& place : loader.places())
        devices.gates.insert(devices.gates.end(), place.gates.begin(), place.gates.end());
    write_demo_devices(common.settings, devices);
    std::optional<Id<Organization>> bureau;
    if (options.services) bureau = make_demo_bureau(loader.api(), city.counties()[city.largest().county].code);
    const auto accounts = make_demo_accounts(program, city, loader.places(), bureau);
    if (bureau) DemoServices(loader.api(), clock, city, loader.places(), accounts, *bureau).load();
    write_demo_accounts(common.settings, accounts);
    program.database().write([&](Tx& tx) {
        audit::record(tx, Actor::system("demo"), {.action = "demo_city", .detail = to_json(loader.counts())});
    });
    std::filesystem::remove(mark);

    const auto& counts = loader.counts();
    if (common.json)
        fmt::print("{}\n", to_json(counts));
    else
        fmt::print(
            "演示城市 demo city: {} 家企业 enterprises, {} 人 people, {} 次通行 passages ({} 拦下 held, {} 拒绝 "
            "refused)\n\n",
            counts.enterprises, counts.people, counts.passages, counts.held, counts.refused);
}

}  // namespace

int demo(const Common& common, const DemoOptions& options) {
    if (options.live) return play_live(common, options);
    require_finished(common.settings);
    // It stands still while the city is made, and is set to when things happen.
    ManualClock clock(SystemClock().now());
    Program program(common.settings, Opening::from_nothing, Tenancy::shared, &clock);
    const bool empty =
        program.database().read_value([](Snapshot& s) { return !s.value<Id<Organization>>(any_enterprise); });
    if (!empty && !options.if_empty)
        throw Problem::conflict("not_empty", "数据库里已有企业，演示城市只能建在空库里。请换一个 --data 目录。",
                                "There are enterprises already, and a demo city is made in an empty database only. "
                                "Choose another --data folder.");
    if (empty) load_city(common, options, program, clock);
    print_accounts(common);
    return exit_done;
}

}  // namespace tongzhou
