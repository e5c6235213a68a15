// What others rely on, kept as files: a change shows in review. UPDATE_GOLDEN=1 rewrites them.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "main/modules.hpp"
#include "main/server.hpp"
#include "platform/testing/test_database.hpp"
#include "support/server_process.hpp"

namespace tongzhou {
namespace {

// One member or element a line, indented: for people who read the difference.
std::string indented(std::string_view json) {
    std::string out;
    int depth = 0;
    bool in_text = false;
    auto line = [&] { out += '\n' + std::string(static_cast<std::size_t>(depth), ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"' && (i == 0 || json[i - 1] != '\\' || (i > 1 && json[i - 2] == '\\'))) in_text = !in_text;
        if (!in_text && (c == '}' || c == ']')) {
            --depth;
            line();
        }
        out += c;
        if (!in_text && (c == '{' || c == '[')) {
            ++depth;
            line();
        }
        if (!in_text && c == ',') line();
    }
    return out + '\n';
}

void expect_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(TONGZHOU_SOURCE_DIR) / "tests/golden" / name;
    if (std::getenv("UPDATE_GOLDEN")) {
        std::ofstream(path, std::ios::binary) << text;
        GTEST_SKIP() << "rewritten: " << path;
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream golden;
    golden << file.rdbuf();
    if (golden.str() == text) return;
    std::istringstream was(golden.str()), is(text);
    std::string old_line, new_line;
    for (int number = 1; std::getline(is, new_line); ++number) {
        if (std::getline(was, old_line) && old_line == new_line) continue;
        FAIL() << path << ":" << number << "\n  was: " << old_line << "\n  is:  " << new_line
               << "\nIf that is meant, run the test with UPDATE_GOLDEN=1.";
    }
    FAIL() << path << " is longer than what there is now. If that is meant, run the test with UPDATE_GOLDEN=1.";
}

TEST(Golden, OpenApi) { expect_golden("openapi.json", indented(openapi_text())); }

TEST(Golden, Schema) {
    if (testing::engine_under_test() != sql::Engine::sqlite) GTEST_SKIP() << "the schema is kept as SQLite shows it";
    testing::TestDatabase db;
    db->migrate(all_migrations());
    std::string text;
    db->read([&](Snapshot& s) {
        for (const auto& sql :
             s.all_of<std::string>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name", {}))
            text += sql + ";\n\n";
    });
    expect_golden("schema.sql", text);
}

TEST(Golden, CommandLineHelp) {
    testing::TemporaryFolder folder;
    auto help = testing::run_program(folder.path(), {"--help-all"});
    EXPECT_EQ(help.code, 0);
    expect_golden("help.txt", help.output);
}

}  // namespace
}  // namespace tongzhou
