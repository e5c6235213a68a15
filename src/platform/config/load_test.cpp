#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <set>

#include "platform/config/settings.hpp"

namespace tongzhou::config {
namespace {

/// A tongzhou.toml in a folder of its own.
class TomlFile {
  public:
    explicit TomlFile(const std::string& text) {
        std::string name = (std::filesystem::temp_directory_path() / "tongzhou-config-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::ofstream{path()} << text;
    }
    ~TomlFile() { std::filesystem::remove_all(folder_); }
    TomlFile(const TomlFile&) = delete;
    TomlFile& operator=(const TomlFile&) = delete;
    std::filesystem::path path() const { return folder_ / "tongzhou.toml"; }

  private:
    std::filesystem::path folder_;
};

Settings load_toml(const std::string& text) {
    const TomlFile file{text};
    return load_settings({{}, {}, file.path()});
}

/// The English text of the Problem that a call ends in; empty if it ends well.
template <class Call>
std::string problem_of(Call call) {
    try {
        call();
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "bad_configuration");
        EXPECT_FALSE(problem.detail().zh.empty());
        return problem.detail().en;
    }
    return {};
}

std::string problem_of_toml(const std::string& text) {
    return problem_of([&] { load_toml(text); });
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Origin origin_of(const Settings& settings, std::string_view name) {
    const auto table = setting_table();
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].name == name) return settings.origins[i];
    }
    ADD_FAILURE() << name;
    return {};
}

TEST(Settings, WithoutSourcesEverythingIsDefault) {
    const auto settings = load_settings({});
    EXPECT_EQ(settings.database.url, "sqlite:tongzhou.db");
    EXPECT_EQ(settings.http.port, 8080);
    EXPECT_EQ(settings.session.idle_minutes, 15);
    EXPECT_EQ(settings.security.lockout_failures, 5);
    EXPECT_EQ(settings.language, "zh");
    for (const auto& origin : settings.origins) EXPECT_EQ(origin, Origin{});
}

TEST(Settings, ALaterLayerWinsAndIsRemembered) {
    const TomlFile file{"language = \"en\"\n[http]\nport = 1\nworkers = 2\n[log]\nlevel = \"debug\"\n"};
    const auto settings = load_settings(
        {{{"log.level", "error"}}, {{"TONGZHOU_HTTP_PORT", "3"}, {"TONGZHOU_LOG_LEVEL", "warn"}}, file.path()});
    EXPECT_EQ(settings.http.workers, 2);
    EXPECT_EQ(origin_of(settings, "http.workers"), (Origin{Layer::file, "tongzhou.toml:4"}));
    EXPECT_EQ(settings.http.port, 3);
    EXPECT_EQ(origin_of(settings, "http.port"), (Origin{Layer::environment, "TONGZHOU_HTTP_PORT"}));
    EXPECT_EQ(settings.log.level, "error");
    EXPECT_EQ(origin_of(settings, "log.level"), (Origin{Layer::flag, "--log.level"}));
    EXPECT_EQ(origin_of(settings, "language"), (Origin{Layer::file, "tongzhou.toml:1"}));
    EXPECT_EQ(origin_of(settings, "http.address"), Origin{});
}

TEST(Settings, EverySettingTakesItsDefaultFromEveryLayer) {
    const Settings defaults;
    Sources flags;
    Sources environment;
    for (const auto& setting : setting_table()) {
        const auto value = shown_value(setting, defaults);
        flags.flags.emplace(setting.name, value);
        environment.environment.emplace(setting.environment_name(), value);
    }
    for (const auto& sources : {flags, environment}) {
        const auto settings = load_settings(sources);
        for (const auto& setting : setting_table())
            EXPECT_EQ(shown_value(setting, settings), shown_value(setting, defaults)) << setting.name;
    }
}

TEST(Settings, ValuesOfEveryTypeAreReadFromTheFile) {
    const auto settings = load_toml(
        "[database]\nurl = \"postgresql:dbname=tongzhou\"\n[http]\nmax_body_mb = 2_048\n"
        "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[jobs]\nenabled = false\n");
    EXPECT_EQ(settings.database.url, "postgresql:dbname=tongzhou");
    EXPECT_EQ(settings.http.max_body_mb, 2048);
    EXPECT_EQ(settings.http.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "::1"}));
    EXPECT_FALSE(settings.jobs.enabled);
}

TEST(Settings, ValuesOfEveryTypeAreReadFromText) {
    const auto settings = load_settings({{},
                                         {{"TONGZHOU_HTTP_TRUSTED_PROXIES", " 10.0.0.0/8 ,, 127.0.0.1,"},
                                          {"TONGZHOU_JOBS_ENABLED", "Off"},
                                          {"TONGZHOU_SECURITY_REQUIRE_TOTP", "yes"},
                                          {"TONGZHOU_HTTP_PORT", " 0 "}},
                                         {}});
    EXPECT_EQ(settings.http.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "127.0.0.1"}));
    EXPECT_FALSE(settings.jobs.enabled);
    EXPECT_TRUE(settings.security.require_totp);
    EXPECT_EQ(settings.http.port, 0);
}

TEST(Settings, AnUnknownNameIsAProblemWithTheNearestOne) {
    EXPECT_TRUE(has(problem_of_toml("\n[http]\nprot = 1\n"),
                    "tongzhou.toml:3: there is no setting http.prot; did you mean http.port?"));
    EXPECT_TRUE(has(problem_of_toml("[htp]\nport = 1\n"), "did you mean http.port?"));
    EXPECT_TRUE(has(problem_of_toml("languages = \"zh\"\n"), "did you mean language?"));
    EXPECT_TRUE(has(problem_of_toml("[weather]\n"), "no setting weather; `tongzhou config` lists"));
    EXPECT_TRUE(has(problem_of([] {
                        load_settings({{}, {{"TONGZHOU_HTTP_PROT", "1"}}, {}});
                    }),
                    "TONGZHOU_HTTP_PROT: there is no setting TONGZHOU_HTTP_PROT; did you mean TONGZHOU_HTTP_PORT?"));
    EXPECT_TRUE(has(problem_of([] {
                        load_settings({{{"log.levl", "info"}}, {}, {}});
                    }),
                    "--log.levl: there is no setting log.levl; did you mean log.level?"));
}

TEST(Settings, OtherVariablesAreLeftAlone) {
    const auto settings = load_settings(
        {{},
         {{"PATH", "/bin"}, {"HTTP_PORT", "1"}, {"TONGZHOU_CONFIG", "x.toml"}, {"TONGZHOU_TEST_POSTGRES", "1"}},
         {}});
    EXPECT_EQ(settings.http.port, 8080);
}

TEST(Settings, AnEmptyGroupIsNoMistake) { EXPECT_EQ(problem_of_toml("[http]\n[log]\n"), ""); }

TEST(Settings, AWrongTypeNamesItsLineAndWhatIsAllowed) {
    EXPECT_TRUE(has(problem_of_toml("[http]\nport = \"8080\"\n"),
                    "tongzhou.toml:2 http.port: it must be a whole number from 0 to 65535"));
    for (const auto* text : {"[http]\nport = 80.5", "[http]\nport = true", "[http]\nport = 99999999999",
                             "[http]\nport = [1]", "[jobs]\nenabled = 1", "[jobs]\nenabled = \"true\"", "language = 1",
                             "language = 2020-02-24", "[http]\ntrusted_proxies = \"::1\"",
                             "[http]\ntrusted_proxies = [1]", "http = 1", "[[http]]\nport = 1", "[http.port]\nx = 1"}) {
        EXPECT_TRUE(has(problem_of_toml(text), "tongzhou.toml:")) << text;
    }
    for (const auto* text : {"", "8080x", "0x50", "99999999999", "-", "8 0"}) {
        EXPECT_TRUE(has(problem_of([&] {
                            load_settings({{}, {{"TONGZHOU_HTTP_PORT", text}}, {}});
                        }),
                        "TONGZHOU_HTTP_PORT: it must be a whole number from 0 to 65535"))
            << text;
    }
    EXPECT_TRUE(has(problem_of([] {
                        load_settings({{{"jobs.enabled", "maybe"}}, {}, {}});
                    }),
                    "--jobs.enabled: it must be true or false"));
}

TEST(Settings, AValueOutOfRangeIsAProblem) {
    EXPECT_TRUE(has(problem_of_toml("[http]\nport = 65536"), "from 0 to 65535"));
    EXPECT_TRUE(has(problem_of_toml("[http]\nport = -1"), "from 0 to 65535"));
    EXPECT_TRUE(has(problem_of_toml("[session]\nidle_minutes = 0"), "from 1 to 1440"));
    EXPECT_TRUE(has(problem_of_toml("[log]\nlevel = \"loud\""), "it must be one of: debug, info, warn, error, off"));
    EXPECT_TRUE(has(problem_of_toml("language = \"\""), "it must be one of: zh, en"));
    EXPECT_TRUE(has(problem_of_toml("[limits]\nburst = 0"), "a whole number of at least 1"));
}

TEST(Settings, TextsWithAFormAreChecked) {
    for (const auto* good : {"sqlite:tongzhou.db", "sqlite:/var/lib/tongzhou/t.db", "postgresql:dbname=tongzhou",
                             "postgresql://tongzhou@db/tongzhou"})
        EXPECT_EQ(problem_of([&] { load_settings({{{"database.url", good}}, {}, {}}); }), "") << good;
    for (const auto* bad : {"", "tongzhou.db", "mysql:x", "sqlite:", "postgresql:"})
        EXPECT_TRUE(has(problem_of([&] {
                            load_settings({{{"database.url", bad}}, {}, {}});
                        }),
                        "--database.url"))
            << bad;

    for (const auto* good : {"", "https://fugong.jining.example", "http://10.0.0.1:8080", "https://[::1]:8443"})
        EXPECT_EQ(problem_of([&] { load_settings({{{"http.public_url", good}}, {}, {}}); }), "") << good;
    for (const auto* bad : {"fugong.jining.example", "https://", "https://x/", "https://x/y", "ftp://x", "https://x y"})
        EXPECT_TRUE(has(problem_of([&] { load_settings({{{"http.public_url", bad}}, {}, {}}); }), "public_url")) << bad;

    for (const auto* good : {"", "10.0.0.1", "10.0.0.0/8,fd00::/8", "0.0.0.0/0", "::/128"})
        EXPECT_EQ(problem_of([&] { load_settings({{{"http.trusted_proxies", good}}, {}, {}}); }), "") << good;
    for (const auto* bad :
         {"proxy", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0/8"})
        EXPECT_TRUE(has(problem_of([&] { load_settings({{{"http.trusted_proxies", bad}}, {}, {}}); }), bad)) << bad;

    for (const auto* bad : {"", "localhost", "0.0.0.0/0"})
        EXPECT_TRUE(has(problem_of([&] { load_settings({{{"http.address", bad}}, {}, {}}); }), "IP address")) << bad;
    EXPECT_TRUE(has(problem_of([] { load_settings({{{"keys.file", " "}}, {}, {}}); }), "must not be empty"));
}

TEST(Settings, ACertificateNeedsItsKey) {
    EXPECT_TRUE(has(problem_of_toml("[http]\ncertificate = \"a.pem\""), "set both or neither"));
    EXPECT_TRUE(has(problem_of_toml("[http]\nkey = \"a.pem\""), "set both or neither"));
    EXPECT_EQ(problem_of_toml("[http]\nkey = \"a.pem\"\ncertificate = \"b.pem\""), "");
}

TEST(Settings, AllFaultsAreListedTogether) {
    const auto problem = problem_of([] {
        const TomlFile file{"[http]\nport = -1\nprot = 2\n[log]\nlevel = \"loud\"\n"};
        load_settings({{{"language", "fr"}}, {{"TONGZHOU_JOBS_ENABLED", "2"}}, file.path()});
    });
    for (const auto* part :
         {"tongzhou.toml:2", "tongzhou.toml:3", "tongzhou.toml:5", "--language", "TONGZHOU_JOBS_ENABLED"})
        EXPECT_TRUE(has(problem, part)) << part << " in " << problem;
}

TEST(Settings, AFileThatIsNoTomlOrNotThereIsAProblem) {
    EXPECT_TRUE(has(problem_of_toml("[http]\nport = \n"), "tongzhou.toml:2: this is not TOML"));
    EXPECT_TRUE(has(problem_of_toml("[http]\nport = 1\nport = 2\n"), "tongzhou.toml:3: this is not TOML"));
    EXPECT_TRUE(has(problem_of_toml("\xff\xfe"), "tongzhou.toml:1"));
    EXPECT_TRUE(has(problem_of([] {
                        load_settings({{}, {}, "/absent/tongzhou.toml"});
                    }),
                    "/absent/tongzhou.toml: it cannot be read"));
}

TEST(Settings, AProblemDoesNotRepeatAPassword) {
    const auto problem = problem_of([] { load_settings({{{"database.url", "pg:password=hunter2"}}, {}, {}}); });
    EXPECT_TRUE(has(problem, "--database.url"));
    EXPECT_FALSE(has(problem, "hunter2"));
}

TEST(Settings, RelativePathsStartInTheDataFolder) {
    Settings settings;
    settings.data_folder = "/var/lib/tongzhou";
    EXPECT_EQ(settings.resolved("backups"), "/var/lib/tongzhou/backups");
    EXPECT_EQ(settings.resolved("/srv/backups"), "/srv/backups");
    EXPECT_EQ(settings.resolved(""), "");
    EXPECT_EQ(settings.resolved_database_url(), "sqlite:/var/lib/tongzhou/tongzhou.db");
    settings.database.url = "sqlite:/srv/t.db";
    EXPECT_EQ(settings.resolved_database_url(), "sqlite:/srv/t.db");
    settings.database.url = "sqlite::memory:";
    EXPECT_EQ(settings.resolved_database_url(), "sqlite::memory:");
    settings.database.url = "postgresql:dbname=t";
    EXPECT_EQ(settings.resolved_database_url(), "postgresql:dbname=t");
}

TEST(Sources, OfTheProcessAreItsOwnVariablesAndTheNamedFile) {
    ::setenv("TONGZHOU_HTTP_PORT", "9=1", 1);
    ::setenv("TONGZHOU_CONFIG", "/etc/tongzhou.toml", 1);
    const auto sources = sources_of_process({{"language", "en"}});
    EXPECT_EQ(sources.environment.at("TONGZHOU_HTTP_PORT"), "9=1");
    EXPECT_FALSE(sources.environment.contains("PATH"));
    EXPECT_EQ(sources.file, "/etc/tongzhou.toml");
    EXPECT_EQ(sources_of_process({}, "other.toml").file, "other.toml") << "the flag wins";
    ::unsetenv("TONGZHOU_HTTP_PORT");
    ::unsetenv("TONGZHOU_CONFIG");
}

TEST(SettingTable, EverySettingIsDeclaredWhole) {
    Settings settings;
    std::set<std::string_view> names;
    std::set<const void*> places;
    for (const auto& setting : setting_table()) {
        EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
        const auto place =
            std::visit([](auto* field) { return static_cast<const void*>(field); }, setting.field(settings));
        EXPECT_TRUE(places.insert(place).second) << setting.name;
        EXPECT_FALSE(setting.says.zh.empty()) << setting.name;
        EXPECT_TRUE(setting.says.en.ends_with('.')) << setting.name;
        EXPECT_EQ(std::holds_alternative<int*>(setting.field(settings)), setting.highest != 0) << setting.name;
        EXPECT_TRUE(setting.environment_name().starts_with("TONGZHOU_"));
    }
}

}  // namespace
}  // namespace tongzhou::config
