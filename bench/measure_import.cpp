#include <fstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "fixture.hpp"
#include "main/demo_city.hpp"
#include "measures.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/imports/imports.hpp"
#include "platform/table/table.hpp"
#include "support/server_process.hpp"

extern char** environ;

namespace tongzhou::bench {

namespace {

namespace fs = std::filesystem;

// The register of the demo city as an office would send it.
void write_enterprises(const fs::path& file, std::int64_t count) {
    const DemoCity city(2020, std::min<std::int64_t>(count, 100'000), count);
    std::ofstream out(file, std::ios::binary);
    auto writer =
        table::write_csv({"企业名称", "统一社会信用代码", "成立日期", "地址", "从业人员", "营业收入(万元)", "行业门类"},
                         [&](std::string_view bytes) { out << bytes; });
    for (const auto& e : city.enterprises())
        writer->write({e.name, e.uscc.text(), e.registered.iso(), e.address, std::to_string(e.staff),
                       e.revenue.text_in_wan(), ""});
    writer->finish();
}

// Peak resident memory in MB of the program importing the file.
double peak_of_import(const fs::path& data, const fs::path& file) {
    std::vector<std::string> words{TONGZHOU_PROGRAM, "import",      "enterprises", file.string(),
                                   "--data",         data.string(), "--quiet",     "--json"};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    int status = 0;
    rusage usage{};
    const int failure = posix_spawn(&child, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failure != 0 || ::wait4(child, &status, 0, &usage) < 0 || status != 0)
        throw std::runtime_error("the import did not succeed");
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The real register where it is at hand, else the synthetic one; the best of some runs on fresh databases, for a
// single run takes a quarter of a second.
double rows_per_second(const fs::path& file) {
    double best = 0;
    for (int run = 0; run < 3; ++run) {
        testing::TemporaryFolder folder;
        Program program(bench_settings(folder.path()), Opening::from_nothing);
        const auto begun = std::chrono::steady_clock::now();
        const auto import = imports::run_import(program.database(), Actor::system("bench"), "enterprises", file);
        const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        if (import.created + import.refused != import.row_count) throw std::runtime_error("rows are unaccounted for");
        best = std::max(best, static_cast<double>(import.row_count) / seconds);
    }
    return best;
}

}  // namespace

void measure_import(bool quick, Results& r) {
    say("imports …");
    testing::TemporaryFolder folder;
    const char* shared = std::getenv("TONGZHOU_SHARED_DATA");
    auto real =
        fs::path(shared ? shared : TONGZHOU_SOURCE_DIR "/../shared/data") / "enterprises/jining_enterprises.csv";
    if (!fs::exists(real)) {
        fmt::print(stderr, "the real register is not at hand: the synthetic one is imported instead\n");
        real = folder.path() / "some.csv";
        write_enterprises(real, 5'000);
    }
    r.import_rows_per_second = rows_per_second(real);
    const auto many = folder.path() / "many.csv";
    write_enterprises(many, quick ? 15'000 : 150'000);
    { Program program(bench_settings(folder.path()), Opening::from_nothing); }
    r.import_resident_mb = peak_of_import(folder.path(), many);
}

}  // namespace tongzhou::bench
