#include <gtest/gtest.h>

#include <unistd.h>
#include <boost/json.hpp>
#include <fstream>

#include "platform/config/settings.hpp"

namespace tongzhou::config {
namespace {

const Setting& setting_named(std::string_view name) {
    const auto table = setting_table();
    return *std::find_if(table.begin(), table.end(), [name](const auto& setting) { return setting.name == name; });
}

TEST(ShownSettings, AConnectionIsShownUnlessItMayHoldAPassword) {
    const auto shown = [](const std::string& url) {
        Settings settings;
        settings.database.url = url;
        return shown_value(setting_named("database.url"), settings);
    };
    EXPECT_EQ(shown("sqlite:tongzhou.db"), "sqlite:tongzhou.db");
    EXPECT_EQ(shown("postgresql:dbname=tongzhou host=db"), "postgresql:dbname=tongzhou host=db");
    for (const auto* url : {"postgresql:dbname=t password=hunter2", "postgresql:PASSWORD = 'a hunter2'",
                            "postgresql://t:hunter2@db/t", "postgresql://db/t?%70assword=hunter2"})
        EXPECT_EQ(shown(url), "postgresql:****") << url;
}

TEST(ShownSettings, TheTableHasALineForEach) {
    const auto settings =
        load_settings({{{"http.port", "1"}}, {{"TONGZHOU_DATABASE_URL", "postgresql:password=hunter2"}}, {}});
    const auto text = settings_text(settings);
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), setting_table().size());
    EXPECT_NE(text.find("http.port                   --http.port                     1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("database.url                TONGZHOU_DATABASE_URL           postgresql:****\n"),
              std::string::npos);
    EXPECT_NE(text.find("language                    default                         zh\n"), std::string::npos);
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(ShownSettings, TheJsonIsTypedAndMasked) {
    const auto settings = load_settings(
        {{{"http.port", "1"}},
         {{"TONGZHOU_DATABASE_URL", "postgresql:password=hunter2"}, {"TONGZHOU_HTTP_TRUSTED_PROXIES", "10.0.0.1"}},
         {}});
    const auto text = settings_json(settings);
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
    const auto all = boost::json::parse(text).as_array();
    ASSERT_EQ(all.size(), setting_table().size());
    const auto named = [&](std::string_view name) {
        const auto is = [&](const auto& one) { return one.at("name").as_string() == name; };
        return *std::find_if(all.begin(), all.end(), is);
    };
    const auto port = named("http.port");
    EXPECT_EQ(port.at("value"), 1);
    EXPECT_EQ(port.at("default"), 8080);
    EXPECT_EQ(port.at("origin"), "flag");
    EXPECT_EQ(port.at("where"), "--http.port");
    EXPECT_EQ(port.at("environment"), "TONGZHOU_HTTP_PORT");
    EXPECT_EQ(named("database.url").at("value"), "postgresql:****");
    EXPECT_EQ(named("jobs.enabled").at("value"), true);
    EXPECT_EQ(named("http.trusted_proxies").at("value"), boost::json::array{"10.0.0.1"});
    EXPECT_EQ(named("language").at("origin"), "default");
}

TEST(ExampleFile, SetsNothingUntilItIsUncommentedAndThenSetsTheDefaults) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("tongzhou-example-{}.toml", ::getpid());
    const auto load = [&](const std::string& text) {
        std::ofstream{file} << text;
        const auto settings = load_settings({{}, {}, file});
        std::filesystem::remove(file);
        return settings;
    };
    const auto example = example_toml();
    for (const auto& origin : load(example).origins) EXPECT_EQ(origin.layer, Layer::built_in);

    // Lines "# key = value" become settings; sentences have no " = ".
    std::string uncommented;
    std::istringstream lines{example};
    for (std::string line; std::getline(lines, line);) {
        const bool sets = line.starts_with("# ") && line.find(" = ") != std::string::npos;
        uncommented += (sets ? line.substr(2) : line) + "\n";
    }
    const auto settings = load(uncommented);
    const Settings defaults;
    for (std::size_t i = 0; i < setting_table().size(); ++i) {
        EXPECT_EQ(settings.origins[i].layer, Layer::file) << setting_table()[i].name;
        EXPECT_EQ(shown_value(setting_table()[i], settings), shown_value(setting_table()[i], defaults));
    }
}

}  // namespace
}  // namespace tongzhou::config
