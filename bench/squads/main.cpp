// Measures the assignment of enterprises to squads and writes docs/figures/squads.md. It asserts nothing: it says what
// the machine did.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <fstream>

#include "modules/squads/test_city.hpp"
#include "platform/assignment/made_up.hpp"

namespace tongzhou::squads {
namespace {

using assignment::MadeUp;

struct Taken {
    double seconds = 0, of_processor = 0;
};

struct Measured {
    Taken solve, replan;
    double megabytes = 0;
    assignment::Cost cost = 0, bound = 0, travel = 0, least_travel = 0;
    int assigned = 0, lacking = 0, moved = 0, least_moves = 0, others = 0;
};

Taken time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    const auto clock = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
            static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC};
}

Measured solve(const MadeUp& how, bool replanned) {
    Measured m;
    const auto instance = assignment::made_up(how);
    assignment::Plan plan;
    m.solve = time_of([&] { plan = assignment::assign(instance); });
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    m.megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    m.cost = plan.cost;
    m.bound = plan.bound;
    m.assigned = plan.assigned;
    m.lacking = plan.lacking;
    if (!replanned) return m;
    const auto later = assignment::changed(instance, plan, 0.01, how.seed + 1);
    for (const auto& client : later.clients) m.others += client.present.has_value();
    assignment::Replan again;
    m.replan = time_of([&] { again = assignment::replan(later, 0.01); });
    m.moved = again.plan.moved;
    m.least_moves = again.least_moves;
    m.travel = again.plan.travel;
    m.least_travel = again.least_travel;
    return m;
}

/// In a process of its own, so that the memory is that of one instance.
Measured measure(const MadeUp& how, bool replanned) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    if (const auto child = fork(); child == 0) {
        const auto m = solve(how, replanned);
        const bool sent = write(ends[1], &m, sizeof m) == sizeof m;
        _exit(sent ? 0 : 1);
    } else if (child < 0) {
        throw std::runtime_error("no process");
    }
    close(ends[1]);
    Measured m;
    const bool came = read(ends[0], &m, sizeof m) == sizeof m;
    close(ends[0]);
    int status = 0;
    wait(&status);
    if (!came || status != 0) throw std::runtime_error("the measurement broke off");
    return m;
}

void write_planes(std::ostream& out) {
    out << "| enterprises | squads | seed | spread alike | seconds | of the processor | MB | cost | bound "
           "| assigned | places lacking |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for (const auto& how :
         {MadeUp{.seed = 1}, MadeUp{.seed = 2}, MadeUp{.seed = 3}, MadeUp{.seed = 1, .skills = 6},
          MadeUp{.seed = 1, .alike = 1}, MadeUp{.seed = 2, .alike = 0}, MadeUp{.teams = 1'300, .seed = 1},
          MadeUp{.teams = 2'100, .seed = 1}, MadeUp{.clients = 100'000, .teams = 17'000, .seed = 1}}) {
        const auto m = measure(how, false);
        out << fmt::format("| {} | {} | {} | {:.1f}{} | {:.2f} | {:.2f} | {:.0f} | {} | {} | {} | {} |\n", how.clients,
                           how.teams, how.seed, how.alike, how.skills > 0 ? ", skills" : "", m.solve.seconds,
                           m.solve.of_processor, m.megabytes, m.cost, m.bound, m.assigned, m.lacking);
        out.flush();
    }
}

void write_replans(std::ostream& out) {
    out << "| seed | others | moved | of them | cheapest plan would move | travel above the least | seconds | of the "
           "processor |\n|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto m = measure({.seed = seed}, true);
        out << fmt::format("| {} | {} | {} | {:.2f} % | {} | {:.2f} % | {:.2f} | {:.2f} |\n", seed, m.others, m.moved,
                           100.0 * m.moved / m.others, m.least_moves,
                           100.0 * static_cast<double>(m.travel - m.least_travel) / static_cast<double>(m.least_travel),
                           m.replan.seconds, m.replan.of_processor);
        out.flush();
    }
}

void write_counties(std::ostream& out, const std::filesystem::path& data) {
    out << "| county | enterprises | squads | km each | seconds | cost = bound |\n|---|--:|--:|--:|--:|---|\n";
    const auto by_county = simulated::enterprises(data);
    for (const auto& county : simulated::counties(data)) {
        const auto found = by_county.find(county.id);
        if (found == by_county.end()) continue;
        const auto form = simulated::instance_of_county(county, found->second, 2020);
        const auto plan = plan_of(form);
        out << fmt::format("| {} | {} | {} | {:.2f} | {:.2f} | {} |\n", county.properties.name, form.enterprises.size(),
                           form.squads.size(),
                           static_cast<double>(plan.travel) / 1000 / static_cast<double>(form.enterprises.size()),
                           plan.seconds, plan.proved ? "yes" : "no");
    }
}

void write_figures(std::ostream& out) {
    out << "# Squads: what planning costs\n\nMade by `squads_bench` (bench/squads). Seconds are of the solve alone, "
           "by the clock on the wall and of the one thread's processor time (others work on the machine too); MB "
           "are the most that the process held, the instance included. `bound` is the value of the Lagrangian dual "
           "over "
           "all arcs: equal to `cost`, it proves the plan optimal. Weights are 1–5, bounds 5–7.\n\n"
           "## A city plane, clustered\n\n\"Spread alike\" says how far squads are spread as enterprises are: at 0 "
           "without any regard to them.\n\n";
    write_planes(out);
    out << "\n## After one enterprise in a hundred changed\n\n10,000 enterprises, 1,700 squads; travel may be 1 % "
           "above "
           "the least.\n\n";
    write_replans(out);
    if (const auto data = simulated::data_folder(TONGZHOU_SOURCE_DIR); !data.empty()) {
        out << "\n## The real enterprises of Jining, at SIMULATED places\n\nThe register has no coordinates: each "
               "enterprise and squad stands at a seeded point within its county's polygon. One squad for six.\n\n";
        write_counties(out, data);
    }
}

}  // namespace
}  // namespace tongzhou::squads

int main() {
    const std::filesystem::path file = std::filesystem::path(TONGZHOU_SOURCE_DIR) / "docs" / "figures" / "squads.md";
    std::ofstream out(file);
    tongzhou::squads::write_figures(out);
    if (!out) {
        fmt::print(stderr, "cannot write {}\n", file.string());
        return 1;
    }
    fmt::print("{}\n", file.string());
    return 0;
}
