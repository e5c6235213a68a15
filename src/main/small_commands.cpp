// The commands that fit on a few lines: migrate, verify, audit verify, keys, openapi, config.
#include <fstream>

#include "main/commands.hpp"
#include "main/modules.hpp"
#include "main/progress.hpp"
#include "main/server.hpp"
#include "platform/audit/verify.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

Language language_of(const Common& common) { return common.settings.language == "en" ? Language::en : Language::zh; }
const std::string& in(Language language, const Bilingual& text) { return language == Language::zh ? text.zh : text.en; }

struct KeyLine {
    std::string id, kind, status;
    Instant created;
};
BOOST_DESCRIBE_STRUCT(KeyLine, (), (id, kind, status, created))

}  // namespace

int migrate(const Common& common) {
    Program program(common.settings, Opening::to_migrate);
    int applied = program.migrate();
    if (common.json)
        fmt::print("{{\"applied\":{}}}\n", applied);
    else
        fmt::print("{} migrations applied\n", applied);
    return exit_done;
}

int audit_verify(const Common& common, const AuditOptions& options) {
    Program program(common.settings, Opening::as_it_is);
    std::vector<audit::Anchor> witnesses;
    if (!options.log_file.empty()) {
        std::ifstream log(options.log_file);
        if (!log)
            throw Problem::not_found("no_such_file", "日志文件打不开：" + options.log_file,
                                     "The log file cannot be opened: " + options.log_file);
        witnesses = audit::read_anchors(log, program.keys());
    }
    ProgressBar bar("audit", !common.quiet && !common.json);
    audit::Verification verification;
    {
        Database::LongRead read(program.database());
        verification =
            audit::verify(read.snapshot(), program.keys(), witnesses,
                          [&](std::int64_t done, std::int64_t all) { bar.show(all ? double(done) / double(all) : 1); });
    }
    if (common.json) {
        fmt::print("{{\"sound\":{},\"rows\":{},\"chains\":{}}}\n", verification.sound(), verification.rows,
                   to_json(verification.chains));
    } else {
        fmt::print("{} rows in {} chains: {}\n", verification.rows, verification.chains.size(),
                   verification.sound() ? "sound" : "NOT SOUND");
        for (const auto& chain : verification.chains)
            if (chain.fault) fmt::print("{}\n", in(language_of(common), audit::explain(chain)));
    }
    return verification.sound() ? exit_done : exit_unsound;
}

int keys_list(const Common& common) {
    Program program(common.settings, Opening::as_it_is);
    std::vector<KeyLine> lines;
    for (const auto& key : program.keys().keys())
        lines.push_back({key.id, key.kind == seal::KeyInfo::Kind::master ? "master" : "index",
                         key.status == seal::KeyInfo::Status::active ? "active" : "retired", key.created});
    if (common.json) {
        fmt::print("{}\n", to_json(lines));
    } else {
        for (const auto& line : lines)
            fmt::print("{:10} {:8} {:8} {}\n", line.id, line.kind, line.status, line.created.iso());
    }
    return exit_done;
}

int print_openapi(const Common&) {
    fmt::print("{}\n", openapi_text());
    return exit_done;
}

int print_config(const Common& common, bool example) {
    if (example)
        fmt::print("{}", config::example_toml());
    else if (common.json)
        fmt::print("{}\n", config::settings_json(common.settings));
    else
        fmt::print("{}", config::settings_text(common.settings));
    return exit_done;
}

}  // namespace tongzhou
