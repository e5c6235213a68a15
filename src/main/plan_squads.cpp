// `tongzhou plan squads INSTANCE`: assigns the enterprises of a file to its squads and prints the plan, proved.
#include <fstream>
#include <iterator>

#include "main/commands.hpp"
#include "modules/squads/squads.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Problem::not_found("no_such_file", fmt::format("打不开文件 {}，请核对路径。", path),
                                 fmt::format("Cannot open {}; check the path.", path));
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The most memory that the process has held so far, as Linux counts it.
double peak_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
    return 0;
}

void print(const squads::PlanForm& plan, bool english) {
    for (const auto& place : plan.plan)
        fmt::print("{}\t{}\t{}\t{}\n", place.enterprise, place.squad.value_or("-"), place.metres,
                   english ? place.explanation_en : place.explanation_zh);
    for (const auto& lack : plan.lacks)
        fmt::print(stderr, "{}: {}\n", lack.squad, english ? lack.explanation_en : lack.explanation_zh);
    const auto* form =
        english ? "cost {} · bound {} · assigned {} · unassigned {} · lacking {} · moved {} · {:.2f} s · {:.0f} MB{}\n"
                : "总代价 {} · 下界 {} · 已分配 {} · 未分配 {} · 缺额 {} · 变动 {} · {:.2f} 秒 · {:.0f} MB{}\n";
    const auto* proved = !plan.proved ? "" : english ? " · proved optimal" : " · 已证明最优";
    fmt::print(stderr, fmt::runtime(form), plan.cost, plan.bound, plan.assigned, plan.unassigned, plan.lacking,
               plan.moved, plan.seconds, plan.resident_mb, proved);
}

}  // namespace

int plan_squads(const Common& common, const PlanSquadsOptions& options) {
    auto plan = squads::plan_of(squads::read_instance(content_of(options.instance)));
    plan.resident_mb = peak_megabytes();
    if (common.json)
        fmt::print("{}\n", to_json(plan));
    else
        print(plan, common.settings.language == "en");
    return plan.proved ? exit_done : exit_unsound;
}

}  // namespace tongzhou
