#include <boost/json.hpp>

#include "base/text.hpp"
#include "platform/config/settings.hpp"

namespace tongzhou::config {
namespace {

std::string_view name_of(Layer layer) {
    switch (layer) {
        case Layer::built_in: return "default";
        case Layer::file: return "file";
        case Layer::environment: return "environment";
        case Layer::flag: return "flag";
    }
    return {};
}

/// A connection string is shown whole or, as soon as it may hold a password in any of libpq's spellings, not at all.
std::string masked(const std::string& value) {
    const bool may_hold_password =
        to_lower_ascii(value).find("pass") != std::string::npos || value.find_first_of("@%") != std::string::npos;
    return may_hold_password ? value.substr(0, value.find(':') + 1) + "****" : value;
}

/// The field of settings that are only looked at.
Field field_of(const Setting& setting, const Settings& settings) {
    return setting.field(const_cast<Settings&>(settings));
}

struct AsJson {
    boost::json::value operator()(const std::string* text) const { return boost::json::value(*text); }
    boost::json::value operator()(const int* number) const { return *number; }
    boost::json::value operator()(const bool* value) const { return *value; }
    boost::json::value operator()(const std::vector<std::string>* list) const {
        return boost::json::array(list->begin(), list->end());
    }
};

boost::json::value json_value(const Setting& setting, const Settings& settings) {
    if (setting.secrecy == Secrecy::secret) return boost::json::value(shown_value(setting, settings));
    return std::visit(AsJson{}, field_of(setting, settings));
}

boost::json::object bilingual(const Bilingual& text) { return {{"zh", text.zh}, {"en", text.en}}; }

}  // namespace

std::string shown_value(const Setting& setting, const Settings& settings) {
    struct AsText {
        std::string operator()(const std::string* text) const { return *text; }
        std::string operator()(const int* number) const { return std::to_string(*number); }
        std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
        std::string operator()(const std::vector<std::string>* list) const {
            return fmt::format("{}", fmt::join(*list, ", "));
        }
    };
    const auto text = std::visit(AsText{}, field_of(setting, settings));
    return setting.secrecy == Secrecy::secret ? masked(text) : text;
}

std::string settings_text(const Settings& settings) {
    std::string text;
    const auto table = setting_table();
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto& origin = settings.origins[i];
        const auto where = origin.where.empty() ? std::string{name_of(origin.layer)} : origin.where;
        const auto value = shown_value(table[i], settings);
        text += fmt::format("{:<27} {:<31} {}\n", table[i].name, where, value.empty() ? R"("")" : value);
    }
    return text;
}

std::string settings_json(const Settings& settings) {
    const Settings defaults;
    boost::json::array all;
    const auto table = setting_table();
    for (std::size_t i = 0; i < table.size(); ++i) {
        all.push_back(boost::json::object{{"name", table[i].name},
                                          {"environment", table[i].environment_name()},
                                          {"value", json_value(table[i], settings)},
                                          {"default", json_value(table[i], defaults)},
                                          {"origin", name_of(settings.origins[i].layer)},
                                          {"where", settings.origins[i].where},
                                          {"allowed", bilingual(table[i].allowed())},
                                          {"says", bilingual(table[i].says)}});
    }
    return boost::json::serialize(all);
}

std::string example_toml() {
    std::string text =
        "# 同舟的设置。每项都注明了默认值；去掉行首的 # 再改。\n"
        "# Settings of Tongzhou. Each stands at its default; remove the # in front to change one.\n";
    Settings defaults;
    std::string group;
    // Keys without a group must stand before the first one.
    for (const bool grouped : {false, true}) {
        for (const auto& setting : setting_table()) {
            const auto dot = setting.name.find('.');
            if ((dot != std::string_view::npos) != grouped) continue;
            const auto key = grouped ? setting.name.substr(dot + 1) : setting.name;
            if (grouped && setting.name.substr(0, dot) != group) {
                group = setting.name.substr(0, dot);
                text += fmt::format("\n[{}]\n", group);
            }
            const auto allowed = setting.allowed();
            text += fmt::format("\n# {}（{}）\n# {} ({})\n# {} = {}\n", setting.says.zh, allowed.zh, setting.says.en,
                                allowed.en, key, boost::json::serialize(std::visit(AsJson{}, setting.field(defaults))));
        }
    }
    return text;
}

}  // namespace tongzhou::config
