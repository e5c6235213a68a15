#include <unistd.h>

#include <toml++/toml.h>
#include <charconv>
#include <filesystem>

#include "base/text.hpp"
#include "platform/config/settings.hpp"

namespace tongzhou::config {
namespace {

constexpr std::string_view environment_prefix = "TONGZHOU_";
constexpr std::string_view file_variable = "TONGZHOU_CONFIG";
constexpr std::string_view test_prefix = "TONGZHOU_TEST_";

/// Gathers everything that is wrong, so that an administrator corrects it in one go.
class Faults {
  public:
    void add(std::string_view where, std::string_view zh, std::string_view en) {
        zh_ += fmt::format("\n  {}：{}", where, zh);
        en_ += fmt::format("\n  {}: {}", where, en);
    }
    void throw_if_any() const {
        if (!zh_.empty())
            throw Problem::bad_request("bad_configuration", "设置有误，请改正后重试：" + zh_,
                                       "Settings are wrong. Correct them and try again:" + en_);
    }

  private:
    std::string zh_;
    std::string en_;
};

/// Letters to insert, remove or replace to make one word of the other (Levenshtein).
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

/// How a setting is called in a layer.
std::string name_in(Layer layer, const Setting& setting) {
    if (layer == Layer::environment) return setting.environment_name();
    return std::string{setting.name};
}

void add_unknown(Faults& faults, const std::string& where, std::string_view name, Layer layer) {
    std::string nearest;
    std::size_t least = std::string_view::npos;
    for (const auto& setting : setting_table()) {
        const auto known = name_in(layer, setting);
        const auto distance = edit_distance(name, known);
        if (distance < least) {
            least = distance;
            nearest = known;
        }
    }
    std::string zh = fmt::format("没有名为 {} 的设置", name);
    std::string en = fmt::format("there is no setting {}", name);
    if (least <= name.size() / 3) {
        zh += fmt::format("；是否要写 {}？", nearest);
        en += fmt::format("; did you mean {}?", nearest);
    } else {
        zh += "；全部设置见 tongzhou config";
        en += "; `tongzhou config` lists all settings";
    }
    faults.add(where, zh, en);
}

std::optional<bool> bool_of(std::string_view text) {
    const auto word = to_lower_ascii(text);
    for (const std::string_view yes : {"true", "1", "yes", "on"}) {
        if (word == yes) return true;
    }
    for (const std::string_view no : {"false", "0", "no", "off"}) {
        if (word == no) return false;
    }
    return std::nullopt;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const auto item = text.substr(0, text.find(','));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        if (!trim(item).empty()) items.emplace_back(trim(item));
    }
    return items;
}

/// Takes a value as flags and environment give it. False: not of the setting's type.
struct FromText {
    std::string_view text;
    bool operator()(std::string* field) const {
        *field = text;
        return true;
    }
    bool operator()(int* field) const {
        const auto digits = trim(text);
        const auto parsed = std::from_chars(digits.begin(), digits.end(), *field);
        return parsed.ec == std::errc{} && parsed.ptr == digits.end();
    }
    bool operator()(bool* field) const {
        const auto value = bool_of(trim(text));
        *field = value.value_or(false);
        return value.has_value();
    }
    bool operator()(std::vector<std::string>* field) const {
        *field = split_list(text);
        return true;
    }
};

/// Takes a value of the file, which has a type of its own.
struct FromToml {
    const toml::node& node;
    bool operator()(std::string* field) const {
        if (!node.is_string()) return false;
        *field = node.as_string()->get();
        return true;
    }
    bool operator()(int* field) const {
        if (!node.is_integer() || !std::in_range<int>(node.as_integer()->get())) return false;
        *field = static_cast<int>(node.as_integer()->get());
        return true;
    }
    bool operator()(bool* field) const {
        if (!node.is_boolean()) return false;
        *field = node.as_boolean()->get();
        return true;
    }
    bool operator()(std::vector<std::string>* field) const {
        const auto* array = node.as_array();
        if (array == nullptr) return false;
        field->clear();
        for (const auto& item : *array) {
            if (!item.is_string()) return false;
            field->push_back(item.as_string()->get());
        }
        return true;
    }
};

/// What is wrong with a value of the right type, if anything.
std::optional<Bilingual> fault_of(const Setting& setting, const Field& field) {
    if (const auto* number = std::get_if<int*>(&field)) {
        if (**number < setting.lowest || **number > setting.highest) return setting.allowed();
    }
    if (const auto* text = std::get_if<std::string*>(&field); text != nullptr && !setting.choices.empty()) {
        const auto& choices = setting.choices;
        if (std::find(choices.begin(), choices.end(), **text) == choices.end()) return setting.allowed();
    }
    return setting.fault != nullptr ? setting.fault(field) : std::nullopt;
}

class Loading {
  public:
    Loading() { settings_.origins.resize(setting_table().size()); }

    /// Stores one value of one layer. `reader` is FromText or FromToml.
    template <class Reader>
    void take(const Setting& setting, const Reader& reader, Origin origin) {
        Settings trial;
        const Field tried = setting.field(trial);
        if (!std::visit(reader, tried)) {
            const auto allowed = setting.allowed();
            faults_.add(place(setting, origin), "应为：" + allowed.zh, "it must be " + allowed.en);
            return;
        }
        if (const auto fault = fault_of(setting, tried)) {
            // A choice or a range says what is allowed, a check of its own speaks a whole sentence.
            const bool sentence = setting.fault != nullptr;
            faults_.add(place(setting, origin), sentence ? fault->zh : "应为：" + fault->zh,
                        sentence ? fault->en : "it must be " + fault->en);
            return;
        }
        std::visit(reader, setting.field(settings_));
        settings_.origins[&setting - setting_table().data()] = std::move(origin);
    }

    void take_file(const std::filesystem::path& file) {
        const auto name = file.filename().string();
        try {
            const auto root = toml::parse_file(file.string());
            take_table(root, "", name);
        } catch (const toml::parse_error& error) {
            if (error.source().begin.line == 0) {
                faults_.add(file.string(), "无法读取该文件，请检查路径和权限",
                            "it cannot be read; check the path and the permissions");
                return;
            }
            faults_.add(fmt::format("{}:{}", name, error.source().begin.line),
                        fmt::format("不符合 TOML 语法：{}", error.description()),
                        fmt::format("this is not TOML: {}", error.description()));
        }
    }

    void take_environment(const std::map<std::string, std::string>& environment) {
        for (const auto& [name, value] : environment) {
            if (!name.starts_with(environment_prefix) || name == file_variable || name.starts_with(test_prefix))
                continue;
            take_named(name, value, Layer::environment, name);
        }
    }

    void take_flags(const std::map<std::string, std::string>& flags) {
        for (const auto& [name, value] : flags) take_named(name, value, Layer::flag, "--" + name);
    }

    Settings finish() {
        if (settings_.http.certificate.empty() != settings_.http.key.empty()) {
            faults_.add("http.certificate, http.key", "两者应同时设置或同时留空", "set both or neither");
        }
        faults_.throw_if_any();
        return std::move(settings_);
    }

  private:
    static std::string place(const Setting& setting, const Origin& origin) {
        return origin.layer == Layer::file ? fmt::format("{} {}", origin.where, setting.name) : origin.where;
    }

    void take_named(const std::string& name, const std::string& value, Layer layer, const std::string& where) {
        for (const auto& setting : setting_table()) {
            if (name_in(layer, setting) == name) return take(setting, FromText{value}, {layer, where});
        }
        add_unknown(faults_, where, name, layer);
    }

    void take_table(const toml::table& table, const std::string& prefix, const std::string& file) {
        for (const auto& [key, node] : table) {
            const std::string name = prefix + std::string{key.str()};
            if (const auto* inner = node.as_table(); inner != nullptr && !inner->empty()) {
                take_table(*inner, name + ".", file);
                continue;
            }
            const auto line = fmt::format("{}:{}", file, node.source().begin.line);
            const auto known = setting_table();
            const auto setting =
                std::find_if(known.begin(), known.end(), [&](const auto& s) { return s.name == name; });
            if (setting != known.end()) {
                take(*setting, FromToml{node}, {Layer::file, line});
            } else if (!is_group(name) || !node.is_table()) {
                add_unknown(faults_, line, name, Layer::file);
            }
        }
    }

    /// Whether settings stand under this name, so that an empty table of it is no mistake.
    static bool is_group(const std::string& name) {
        const auto known = setting_table();
        return std::any_of(known.begin(), known.end(), [&](const auto& s) { return s.name.starts_with(name + "."); });
    }

    Settings settings_;
    Faults faults_;
};

}  // namespace

Sources sources_of_process(std::map<std::string, std::string> flags, std::optional<std::filesystem::path> file) {
    Sources sources{std::move(flags), {}, std::move(file)};
    for (char** entry = ::environ; *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        if (!variable.starts_with(environment_prefix)) continue;
        const auto equals = variable.find('=');
        sources.environment.emplace(variable.substr(0, equals), variable.substr(equals + 1));
    }
    if (sources.file) return sources;
    const auto named = sources.environment.find(std::string{file_variable});
    if (named != sources.environment.end()) {
        sources.file = named->second;
    } else if (std::filesystem::exists("tongzhou.toml")) {
        sources.file = "tongzhou.toml";
    }
    return sources;
}

Settings load_settings(const Sources& sources) {
    Loading loading;
    if (sources.file) loading.take_file(*sources.file);
    loading.take_environment(sources.environment);
    loading.take_flags(sources.flags);
    return loading.finish();
}

}  // namespace tongzhou::config
