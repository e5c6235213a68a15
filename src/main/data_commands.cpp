// `tongzhou import` and `tongzhou export`: the API's imports and exports, on the machine itself. They act as the
// program, so they see everything unless a division or an organisation is named.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "main/commands.hpp"
#include "main/inner_api.hpp"
#include "main/progress.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/imports/imports.hpp"

namespace tongzhou {

namespace {

namespace fs = std::filesystem;

bool english(const Common& common) { return common.settings.language == "en"; }

Actor acting(const Common& common, std::string name) {
    auto actor = Actor::system(std::move(name));
    actor.language = english(common) ? Language::en : Language::zh;
    return actor;
}

Actor importer(Program& program, const Common& common, const ImportOptions& options) {
    auto actor = acting(common, "tongzhou import");
    if (!options.organization.empty()) {
        const auto id = Id<Organization>::parse(options.organization).or_throw("--organization");
        const auto place = program.database().read_value(
            [&](Snapshot& snapshot) { return organizations::find_organization(snapshot, id); });
        if (!place)
            throw Problem::not_found("no_such_organization", fmt::format("没有编号为 {} 的组织。", id.text()),
                                     fmt::format("There is no organisation {}.", id.text()));
        actor.organization = id;
        actor.scope = Scope::of_organization(id, place->division);
    } else if (!options.division.empty()) {
        actor.scope = Scope::of_division(DivisionCode::parse(options.division).or_throw("--division"));
    }
    return actor;
}

table::ColumnChoices column_choices(const std::vector<std::string>& columns) {
    table::ColumnChoices choices;
    for (const auto& column : columns) {
        const auto equals = column.rfind('=');
        if (equals == std::string::npos)
            throw Problem::bad_request("bad_column", fmt::format("--column 应写成 表头=字段，现为 {}。", column),
                                       fmt::format("--column takes HEADER=field, not {}.", column));
        choices[column.substr(0, equals)] = column.substr(equals + 1);
    }
    return choices;
}

std::string_view format_of(const fs::path& file) { return file.extension() == ".xlsx" ? "xlsx" : "csv"; }

void write_all(std::ostream& out, http::Response& response, const std::string& name) {
    if (!response.source) out << response.body;
    while (response.source) {
        const auto piece = response.source();
        if (!piece) break;
        out << *piece;
    }
    out.flush();
    if (out) return;
    throw Problem(500, "file_not_written", fmt::format("{} 写不进去，请检查磁盘空间和写权限。", name),
                  fmt::format("{} cannot be written. Check the disk space and the permissions.", name));
}

// A download into a file that is there when it is whole, and not before.
void save(http::Response response, const fs::path& file) {
    if (file == "-") return write_all(std::cout, response, "-");
    const fs::path partial = file.string() + ".partial";
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    write_all(out, response, file.string());
    out.close();
    fs::rename(partial, file);
}

void print_import(const Common& common, const imports::Import& run) {
    if (common.json) {
        fmt::print("{}\n", to_json(run));
        return;
    }
    const char* text = english(common)
                           ? "{}{} rows: {} created, {} updated, {} unchanged, {} refused, {} with a warning\n"
                           : "{}{} 行：新建 {}，更新 {}，未变 {}，拒绝 {}，有提示 {}\n";
    const char* dry = !run.dry_run ? "" : english(common) ? "Dry run, nothing was changed. " : "试导入，数据未改动。";
    fmt::print(fmt::runtime(text), dry, run.row_count, run.created, run.updated, run.unchanged, run.refused,
               run.warned);
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) {
        const bool plain = std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += static_cast<char>(c);
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

// The lists that can be exported, for whoever misspelled one.
std::string exportable(const InnerApi& api) {
    constexpr std::string_view ending = "/export";
    std::string names;
    for (const auto& path : api.get_paths()) {
        if (!path.ends_with(ending)) continue;
        if (!names.empty()) names += ", ";
        names += path.substr(1, path.size() - 1 - ending.size());
    }
    return names;
}

}  // namespace

int import_file(const Common& common, const ImportOptions& options) {
    Program program(common.settings, Opening::as_it_is);
    const auto actor = importer(program, common, options);
    imports::Options how;
    how.mode = options.all_or_nothing ? imports::Mode::all_or_nothing : imports::Mode::row_by_row;
    how.dry_run = options.dry_run;
    how.columns = column_choices(options.columns);
    ProgressBar bar("import", !common.quiet && !common.json);
    const auto run = imports::run_import(
        program.database(), actor, options.kind, options.file, how,
        [&](double done, const imports::Import& so_far) { bar.show(done, fmt::format("{}", so_far.row_count)); });
    if (!options.refused_file.empty() && run.refused > 0)
        save(InnerApi(program).get(actor, fmt::format("/imports/{}/refused", run.id.text()),
                                   fmt::format("format={}", format_of(options.refused_file))),
             options.refused_file);
    print_import(common, run);
    return run.state == imports::State::finished ? exit_done : exit_failed;
}

int export_list(const Common& common, const ExportOptions& options) {
    Program program(common.settings, Opening::as_it_is);
    InnerApi api(program);
    const auto path = fmt::format("/{}/export", options.list);
    if (!api.answers_get(path))
        throw Problem::not_found(
            "no_such_list", fmt::format("没有可导出的列表 {}，可导出的有：{}。", options.list, exportable(api)),
            fmt::format("There is no list {} to export. There are: {}.", options.list, exportable(api)));
    auto query = "format=" + options.format;
    for (const auto& filter : options.filters) {
        const auto equals = filter.find('=');
        if (equals == std::string::npos)
            throw Problem::bad_request("bad_filter", fmt::format("--filter 应写成 名称=值，现为 {}。", filter),
                                       fmt::format("--filter takes NAME=VALUE, not {}.", filter));
        query += fmt::format("&{}={}", percent_encoded(filter.substr(0, equals)),
                             percent_encoded(filter.substr(equals + 1)));
    }
    save(api.get(acting(common, "tongzhou export"), path, query), options.file);
    if (options.file == "-") return exit_done;
    if (common.json) {
        std::string line = "{\"file\":";
        write_json_text(options.file, line);
        fmt::print("{},\"bytes\":{}}}\n", line, fs::file_size(options.file));
    } else {
        fmt::print("{} ({} bytes)\n", options.file, fs::file_size(options.file));
    }
    return exit_done;
}

}  // namespace tongzhou
