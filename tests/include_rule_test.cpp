// The one rule of this house: main → modules → platform → base.
//
// An include only points right. A module is entered by its one public header, modules/<noun>/<noun>.hpp; neither
// modules nor platform folders include each other in a circle. Asio and Beast stay in platform/http, SOCI in
// platform/sql, libcurl in platform/outgoing. And what a folder includes is what its CMakeLists.txt links, so that the
// libraries are as the includes say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace {

using Files = std::map<std::string, std::string>;  // path below src/ → text
using Violations = std::vector<std::string>;

const std::vector<std::string> layers{"base", "platform", "modules", "main"};

// Third-party headers that one folder keeps to itself.
const std::vector<std::pair<std::string, std::string>> kept_headers{{"boost/asio", "platform/http"},
                                                                    {"boost/beast", "platform/http"},
                                                                    {"soci/", "platform/sql"},
                                                                    {"curl/", "platform/outgoing"}};

std::ptrdiff_t layer_of(const std::string& path) {
    const auto name = path.substr(0, path.find('/'));
    return std::find(layers.begin(), layers.end(), name) - layers.begin();
}

bool is_ours(const std::string& include) { return layer_of(include) < std::ssize(layers); }

// "platform/http/server.cpp" → "platform/http"; base and main are folders of their own.
std::string folder_of(const std::string& path) {
    const auto first = path.find('/');
    if (!path.starts_with("platform/") && !path.starts_with("modules/")) return path.substr(0, first);
    return path.substr(0, path.find('/', first + 1));
}

// "modules/gates" → "modules/gates/gates.hpp"
std::string face_of(const std::string& folder) { return folder + "/" + folder.substr(folder.rfind('/') + 1) + ".hpp"; }

// Tests and fuzzers, and the headers that only they include (test_city.hpp), are programs of their own: they may link
// more than the library beside them.
bool is_program(const std::string& path) {
    const auto name = path.substr(path.rfind('/') + 1);
    return name.ends_with("_test.cpp") || name.ends_with("_fuzz.cpp") ||
           (name.starts_with("test_") && path.find("platform/testing/") == std::string::npos);
}

struct Include {
    std::string path;
    bool quoted;
};

std::vector<Include> includes_of(const std::string& text) {
    std::vector<Include> includes;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        char hash = 0, open = 0;
        std::string directive, path;
        words >> hash;
        std::getline(words >> std::ws, directive, ' ');
        if (hash != '#' || directive != "include" || !(words >> open)) continue;
        std::getline(words, path, open == '<' ? '>' : '"');
        includes.push_back({path, open == '"'});
    }
    return includes;
}

// What one tongzhou_library(...) says.
struct Library {
    std::string name;
    std::set<std::string> links;       // LINKS and PRIVATE_LINKS
    std::set<std::string> test_links;  // TEST_LINKS
};

std::optional<Library> library_in(const std::string& cmake) {
    static const std::string call = "tongzhou_library(";
    const auto begin = cmake.find(call);
    if (begin == std::string::npos) return std::nullopt;
    const auto end = cmake.find(')', begin);
    std::istringstream words(cmake.substr(begin + call.size(), end - begin - call.size()));
    Library library;
    words >> library.name;
    std::set<std::string>* list = &library.links;
    for (std::string word; words >> word;) {
        if (word == "LINKS" || word == "PRIVATE_LINKS") {
            list = &library.links;
        } else if (word == "TEST_LINKS") {
            list = &library.test_links;
        } else {
            list->insert(word);
        }
    }
    return library;
}

using Edges = std::map<std::string, std::set<std::string>>;  // folder → folders it includes

void report_circles(const Edges& edges, const std::string& folder, std::vector<std::string>& way,
                    std::set<std::string>& done, Violations& violations) {
    if (const auto again = std::find(way.begin(), way.end(), folder); again != way.end()) {
        std::string circle;
        for (auto step = again; step != way.end(); ++step) circle += *step + " → ";
        violations.push_back("circle: " + circle + folder);
        return;
    }
    if (done.contains(folder) || !edges.contains(folder)) return;
    way.push_back(folder);
    for (const auto& next : edges.at(folder)) report_circles(edges, next, way, done, violations);
    way.pop_back();
    done.insert(folder);
}

void check_include(const std::string& file, const Include& include, Violations& violations) {
    const auto blame = [&](const std::string& why) {
        violations.push_back(file + " includes " + include.path + ": " + why);
    };
    for (const auto& [header, keeper] : kept_headers) {
        if (include.path.starts_with(header) && folder_of(file) != keeper) blame("only " + keeper + " may");
    }
    if (!is_ours(include.path)) {
        if (include.quoted) blame("paths begin at src/");
        return;
    }
    const auto from = folder_of(file), to = folder_of(include.path);
    if (layer_of(include.path) > layer_of(file)) blame(to + " stands above " + from);
    if (from != to && to.starts_with("modules/") && include.path != face_of(to)) blame("not " + face_of(to));
}

void check_links(const Files& files, const Edges& edges, const Edges& program_edges, Violations& violations) {
    std::map<std::string, Library> library_of;        // folder → library
    std::map<std::string, std::string> folder_named;  // library → folder
    for (const auto& [path, text] : files) {
        if (!path.ends_with("/CMakeLists.txt")) continue;
        if (const auto library = library_in(text)) {
            library_of.emplace(folder_of(path), *library);
            folder_named.emplace(library->name, folder_of(path));
        }
    }
    // Everything a folder's links bring with them, as folders.
    const auto reach = [&](std::set<std::string> waiting) {
        std::set<std::string> reached;
        while (!waiting.empty()) {
            const auto name = *waiting.begin();
            waiting.erase(waiting.begin());
            if (!folder_named.contains(name) || !reached.insert(folder_named.at(name)).second) continue;
            for (const auto& link : library_of.at(folder_named.at(name)).links) waiting.insert(link);
        }
        return reached;
    };
    for (const auto& [folder, library] : library_of) {
        const auto included = edges.contains(folder) ? edges.at(folder) : std::set<std::string>{};
        const auto reached = reach(library.links);
        for (const auto& needed : included) {
            if (!reached.contains(needed))
                violations.push_back(folder + " includes " + needed + " but does not link it");
        }
        for (const auto& link : library.links) {
            if (folder_named.contains(link) && !included.contains(folder_named.at(link))) {
                violations.push_back(folder + " links " + link + " but does not include it");
            }
        }
        auto with_tests = reached;
        with_tests.merge(reach(library.test_links));
        if (!program_edges.contains(folder)) continue;
        for (const auto& needed : program_edges.at(folder)) {
            if (!with_tests.contains(needed)) {
                violations.push_back("tests of " + folder + " include " + needed + " but do not link it");
            }
        }
    }
}

Violations violations_of(const Files& files) {
    Violations violations;
    Edges edges, program_edges;
    for (const auto& [path, text] : files) {
        if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
        for (const auto& include : includes_of(text)) {
            check_include(path, include, violations);
            const auto from = folder_of(path), to = folder_of(include.path);
            if (is_ours(include.path) && from != to) (is_program(path) ? program_edges : edges)[from].insert(to);
        }
    }
    std::set<std::string> done;
    for (const auto& [folder, _] : edges) {
        std::vector<std::string> way;
        report_circles(edges, folder, way, done, violations);
    }
    check_links(files, edges, program_edges, violations);
    return violations;
}

Files read_source_tree() {
    const std::filesystem::path root = TONGZHOU_SOURCE_DIR "/src";
    Files files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp" && entry.path().filename() != "CMakeLists.txt") continue;
        std::ifstream in(entry.path());
        files.emplace(std::filesystem::relative(entry.path(), root).generic_string(),
                      std::string{std::istreambuf_iterator<char>(in), {}});
    }
    return files;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(IncludeRule, HoldsInTheWholeProgram) {
    const auto files = read_source_tree();
    ASSERT_TRUE(files.contains("base/problem.hpp"));
    for (const auto& violation : violations_of(files)) ADD_FAILURE() << violation;
}

TEST(IncludeRule, AllowsWhatPointsRight) {
    EXPECT_THAT(violations_of({{"base/id.hpp", "#include <string>\n"},
                               {"platform/sql/sql.cpp", "#include \"base/id.hpp\"\n#include <soci/soci.h>\n"},
                               {"platform/http/http.cpp", "#include <boost/asio.hpp>\n#include <boost/beast.hpp>\n"},
                               {"modules/people/people.cpp", "#include \"platform/sql/sql.hpp\"\n"},
                               {"modules/gates/passages.cpp",
                                "#include \"modules/gates/verdict.hpp\"\n#include \"modules/people/people.hpp\"\n"},
                               {"main/modules.cpp", "#include \"modules/gates/gates.hpp\"\n"}}),
                IsEmpty());
}

TEST(IncludeRule, RefusesWhatPointsLeft) {
    EXPECT_THAT(
        violations_of({{"base/id.cpp", "#include \"platform/sql/sql.hpp\"\n"},
                       {"platform/sql/sql.cpp", "  #include \"modules/gates/gates.hpp\"\n"},
                       {"modules/gates/gates.cpp", "#include \"main/serve.hpp\"\n"}}),
        ElementsAre("base/id.cpp includes platform/sql/sql.hpp: platform/sql stands above base",
                    "modules/gates/gates.cpp includes main/serve.hpp: main stands above modules/gates",
                    "platform/sql/sql.cpp includes modules/gates/gates.hpp: modules/gates stands above platform/sql"));
}

TEST(IncludeRule, EntersAModuleOnlyByItsFace) {
    EXPECT_THAT(
        violations_of({{"modules/gates/gates.cpp", "#include \"modules/people/passes.hpp\"\n"}}),
        ElementsAre("modules/gates/gates.cpp includes modules/people/passes.hpp: not modules/people/people.hpp"));
}

TEST(IncludeRule, RefusesCircles) {
    EXPECT_THAT(violations_of({{"modules/a/a.cpp", "#include \"modules/b/b.hpp\"\n"},
                               {"modules/b/b.cpp", "#include \"modules/c/c.hpp\"\n"},
                               {"modules/c/c.cpp", "#include \"modules/a/a.hpp\"\n"},
                               {"platform/x/x.hpp", "#include \"platform/y/y.hpp\"\n"},
                               {"platform/y/y.hpp", "#include \"platform/x/x.hpp\"\n"}}),
                ElementsAre("circle: modules/a → modules/b → modules/c → modules/a",
                            "circle: platform/x → platform/y → platform/x"));
}

TEST(IncludeRule, ATestMayLookAcrossWithoutClosingACircle) {
    EXPECT_THAT(violations_of({{"modules/a/a.cpp", "#include \"modules/b/b.hpp\"\n"},
                               {"modules/b/b_test.cpp", "#include \"modules/a/a.hpp\"\n"}}),
                IsEmpty());
}

TEST(IncludeRule, KeepsHeavyHeadersWhereTheyBelong) {
    EXPECT_THAT(violations_of({{"modules/gates/gates.cpp", "#include <boost/asio/post.hpp>\n#include <soci/soci.h>\n"},
                               {"platform/sql/sql.cpp", "#include <map>\n # include <boost/beast/core.hpp>\n"}}),
                ElementsAre("modules/gates/gates.cpp includes boost/asio/post.hpp: only platform/http may",
                            "modules/gates/gates.cpp includes soci/soci.h: only platform/sql may",
                            "platform/sql/sql.cpp includes boost/beast/core.hpp: only platform/http may"));
}

TEST(IncludeRule, PathsBeginAtSrc) {
    EXPECT_THAT(violations_of({{"base/id.cpp", "#include \"id.hpp\"\n"}}),
                ElementsAre("base/id.cpp includes id.hpp: paths begin at src/"));
}

TEST(IncludeRule, LinksAreWhatIsIncluded) {
    EXPECT_THAT(
        violations_of({{"base/CMakeLists.txt", "tongzhou_library(base)\n"},
                       {"platform/sql/CMakeLists.txt", "tongzhou_library(sql LINKS base PRIVATE_LINKS sodium)\n"},
                       {"platform/sql/sql.cpp", "#include \"base/id.hpp\"\n"},
                       {"platform/auth/CMakeLists.txt", "tongzhou_library(auth\n  LINKS sql events)\n"},
                       {"platform/auth/auth.cpp", "#include \"base/id.hpp\"\n#include \"platform/sql/sql.hpp\"\n"},
                       {"platform/events/CMakeLists.txt", "tongzhou_library(events TEST_LINKS sql)\n"},
                       {"platform/events/events.cpp", "#include \"platform/sql/sql.hpp\"\n"},
                       {"platform/events/events_test.cpp",
                        "#include \"platform/sql/sql.hpp\"\n#include \"platform/auth/auth.hpp\"\n"}}),
        ElementsAre("platform/auth links events but does not include it",
                    "platform/events includes platform/sql but does not link it",
                    "tests of platform/events include platform/auth but do not link it"));
}

}  // namespace
