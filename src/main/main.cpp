// The command line: what can be said, and who answers it.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "main/commands.hpp"
#include "platform/log/log.hpp"

namespace tongzhou {
namespace {

struct Invocation {
    std::map<std::string, std::string> flags;
    std::string data, config_file;
    Common common;
    std::function<int()> run;

    void load() {
        auto sources = config::sources_of_process(
            flags, config_file.empty() ? std::nullopt : std::optional<std::filesystem::path>(config_file));
        common.settings = config::load_settings(sources);
    }
};

// Every setting is a flag of the same name, for every command.
void add_settings(CLI::App& app, Invocation& invocation) {
    app.add_option("--config", invocation.config_file,
                   "The configuration file (default: ./tongzhou.toml if there is one)");
    app.add_option_function<std::string>(
        "--data", [&invocation](const std::string& folder) { invocation.flags["data_folder"] = folder; },
        "The data folder");
    for (const auto& setting : config::setting_table()) {
        app.add_option_function<std::string>(
               "--" + std::string(setting.name),
               [&invocation, name = std::string(setting.name)](const std::string& value) {
                   invocation.flags[name] = value;
               },
               setting.says.en)
            ->group("Settings (also in tongzhou.toml and as " + setting.environment_name().substr(0, 9) + "…)");
    }
    app.add_flag("--json", invocation.common.json, "Print JSON for scripts");
    app.add_flag("--quiet", invocation.common.quiet, "No progress bars");
}

template <class Options>
CLI::App* add_command(CLI::App& app, Invocation& invocation, const char* name, const char* says,
                      int (*command)(const Common&, const Options&), std::shared_ptr<Options> options) {
    auto* sub = app.add_subcommand(name, says);
    sub->callback([&invocation, command, options] {
        invocation.run = [&invocation, command, options] { return command(invocation.common, *options); };
    });
    return sub;
}

CLI::App* add_command(CLI::App& app, Invocation& invocation, const char* name, const char* says,
                      int (*command)(const Common&)) {
    auto* sub = app.add_subcommand(name, says);
    sub->callback(
        [&invocation, command] { invocation.run = [&invocation, command] { return command(invocation.common); }; });
    return sub;
}

void add_data_commands(CLI::App& app, Invocation& in) {
    auto init_options = std::make_shared<InitOptions>();
    auto* c = add_command(app, in, "init", "Make the keys and the tables of a new installation", init, init_options);
    c->add_option("--city", init_options->city, "Division code of the city or county it is for")->capture_default_str();

    auto demo_options = std::make_shared<DemoOptions>();
    c = add_command(app, in, "demo", "Make a synthetic city, or play a morning on a running server", demo,
                    demo_options);
    c->add_option("--seed", demo_options->seed, "The same seed makes the same city")->capture_default_str();
    c->add_option("--enterprises", demo_options->enterprises)->capture_default_str()->check(CLI::PositiveNumber);
    c->add_option("--people", demo_options->people)->capture_default_str()->check(CLI::PositiveNumber);
    c->add_option("--days", demo_options->days, "Days of passages before today")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    c->add_option("--scale", demo_options->scale, "Multiplies enterprises and people; 150 is a whole Jining")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    c->add_flag("--today", demo_options->today, "What happened today until now as well");
    c->add_flag("!--without-services", demo_options->services,
                "Registers and gates alone: no policies, calls, filings, squads, difficulties, messages");
    c->add_flag("--if-empty", demo_options->if_empty, "Do nothing when there is data already");
    c->add_flag("--live", demo_options->live, "Play a morning over the API of a running server");
    c->add_option("--speed", demo_options->speed, "Simulated seconds per second, with --live")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    c->add_option("--url", demo_options->url, "The running server, with --live (default: the configured address)");

    auto import_options = std::make_shared<ImportOptions>();
    c = add_command(app, in, "import", "Import a CSV or XLSX file: tongzhou import enterprises FILE", import_file,
                    import_options);
    c->add_option("kind", import_options->kind, "enterprises, roster …")->required();
    c->add_option("file", import_options->file)->required();
    c->add_flag("--dry-run", import_options->dry_run, "Say what would happen to each row and change nothing");
    c->add_flag("--all-or-nothing", import_options->all_or_nothing, "Change nothing unless every row is fine");
    c->add_option("--division", import_options->division,
                  "Act for this division only (default: the whole installation)");
    c->add_option("--organization", import_options->organization, "Id of the organisation the rows belong to (roster)");
    c->add_option("--refused", import_options->refused_file,
                  "Write the refused rows with their reasons to this .csv or .xlsx");
    c->add_option("--column", import_options->columns, "Take a column for a field: HEADER=field; may be repeated");

    auto export_options = std::make_shared<ExportOptions>();
    c = add_command(app, in, "export", "Export a list as CSV or XLSX: tongzhou export enterprises FILE", export_list,
                    export_options);
    c->add_option("list", export_options->list, "enterprises, passages, people …")->required();
    c->add_option("file", export_options->file, "- for standard output")->required();
    c->add_option("--format", export_options->format)->capture_default_str()->check(CLI::IsMember({"csv", "xlsx"}));
    c->add_option("--filter", export_options->filters, "NAME=VALUE as in the API; may be repeated");
}

void add_keeping_commands(CLI::App& app, Invocation& in) {
    add_command(app, in, "migrate", "Bring the database to this version", migrate);

    auto backup_options = std::make_shared<BackupOptions>();
    auto* c = add_command(app, in, "backup", "Copy the database while it is in use", backup, backup_options);
    c->add_option("file", backup_options->file, "Default: a dated name in backup.folder");

    auto restore_options = std::make_shared<RestoreOptions>();
    c = add_command(app, in, "restore", "Check a backup and put it in the database's place; the server must be stopped",
                    restore, restore_options);
    c->add_option("file", restore_options->file)->required();
    c->add_flag("--replace", restore_options->replace,
                "Replace an existing database; the old one is kept under another name");

    add_command(app, in, "verify", "Check the database: stored pages, tables, audit log, counters against the ledger",
                verify);

    auto audit_options = std::make_shared<AuditOptions>();
    auto* audit = app.add_subcommand("audit", "The audit log");
    audit->require_subcommand(1);
    c = add_command(*audit, in, "verify", "Check that no row was changed, removed or inserted", audit_verify,
                    audit_options);
    c->add_option("--log", audit_options->log_file, "The program's log, for the anchors in it");

    auto* keys = app.add_subcommand("keys", "The key file");
    keys->require_subcommand(1);
    add_command(*keys, in, "list", "The keys held; nothing secret", keys_list);
    add_command(*keys, in, "rotate", "Make a new active key and rewrap what is sealed under the old ones", keys_rotate);

    auto token_options = std::make_shared<TokenOptions>();
    auto* token = app.add_subcommand("token", "API tokens");
    token->require_subcommand(1);
    c = add_command(*token, in, "create", "Make a token; it is shown once", token_create, token_options);
    c->add_option("--name", token_options->name, "What it is for")->required();
    c->add_option("--permissions", token_options->permissions,
                  "Names separated by spaces, such as \"passage_read export_run\"")
        ->required();
    c->add_option("--division", token_options->division, "What it sees (default: everything)");
    c->add_option("--days", token_options->days, "Valid for")->capture_default_str()->check(CLI::Range(1, 3650));
    add_command(*token, in, "list", "Tokens, without their secrets", token_list);
    c = add_command(*token, in, "revoke", "End a token at once", token_revoke, token_options);
    c->add_option("id", token_options->id)->required();
}

// What learns from examples, and how good it is.
void add_learning_commands(CLI::App& app, Invocation& in) {
    auto* eval = app.add_subcommand("eval", "Measure on questions and messages whose right answer is known");
    eval->require_subcommand(1);
    auto answers = std::make_shared<AnswerOptions>();
    auto* c = add_command(*eval, in, "hotline", "How well the desk answers questions", evaluate_hotline, answers);
    c->add_option("policies", answers->policies, "A table with the columns id, text and perhaps title")->required();
    c->add_option("questions", answers->questions, "A table with policy_id, question, answer")->required();
    c->add_option("--messages", answers->messages, "Messages on other subjects: a table with the column words");
    auto referral = std::make_shared<ReferralOptions>();
    c = add_command(*eval, in, "referral", "How often the department proposed is the right one", evaluate_referral,
                    referral);
    c->add_option("messages", referral->messages, "A table with the columns category and words")->required();
    c->add_option("--model", referral->model,
                  "The model to measure (default: that of the data folder where it has seen none of the messages, else "
                  "each message is judged by a model of the others)");

    auto* train = app.add_subcommand("train", "Fit what the program learns to known answers");
    train->require_subcommand(1);
    c = add_command(*train, in, "answers", "Print the weights by which policies and passages are ranked", train_answers,
                    answers);
    c->add_option("policies", answers->policies)->required();
    c->add_option("questions", answers->questions)->required();
    c->add_option("messages", answers->messages, "Messages on other subjects")->required();
    c = add_command(*train, in, "referral", "Train the classifier that proposes a department for a question",
                    train_referral, referral);
    c->add_option("messages", referral->messages,
                  "A table with the columns category and words (default: this installation's tickets)");
    c->add_option("--model", referral->model, "The file to write (default: referral.model in the data folder)");
}

void add_planning_commands(CLI::App& app, Invocation& in) {
    auto squads_options = std::make_shared<PlanSquadsOptions>();
    auto* plan = app.add_subcommand("plan", "Plan from a file, without a database");
    plan->require_subcommand(1);
    auto* c = add_command(*plan, in, "squads", "Assign enterprises to squads at the least travel, proved optimal",
                          plan_squads, squads_options);
    c->add_option("instance", squads_options->instance, "A JSON file: docs/guide/squad-instances.md")->required();
}

void add_commands(CLI::App& app, Invocation& in) {
    auto serve_options = std::make_shared<ServeOptions>();
    add_command(app, in, "serve", "Serve the API and the console until SIGTERM", serve, serve_options);
    add_data_commands(app, in);
    add_keeping_commands(app, in);
    add_planning_commands(app, in);
    add_learning_commands(app, in);
    add_command(app, in, "openapi", "Print the description of the API (OpenAPI 3.1)", print_openapi);
    auto example = std::make_shared<bool>(false);
    auto* c = app.add_subcommand("config", "Print the settings in force and where each comes from");
    c->add_flag("--example", *example, "Print a commented tongzhou.toml instead");
    c->callback([&in, example] { in.run = [&in, example] { return print_config(in.common, *example); }; });
}

int run(int argc, char** argv) {
    CLI::App app{"Tongzhou 同舟: an emergency and the safe return to work, for a city", "tongzhou"};
    app.set_version_flag("--version", TONGZHOU_VERSION);
    app.set_help_all_flag("--help-all", "The help of every command");
    app.require_subcommand(1);
    app.fallthrough();
    Invocation invocation;
    add_settings(app, invocation);
    add_commands(app, invocation);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_done : exit_usage;
    }
    try {
        invocation.load();
        return invocation.run();
    } catch (const Problem& problem) {
        const bool english = invocation.common.settings.language == "en";
        fmt::print(stderr, "tongzhou: {}\n",
                   english ? problem.detail().en : problem.detail().zh + "\n          " + problem.detail().en);
        for (const auto& fault : problem.faults())
            fmt::print(stderr, "  {}: {}\n", fault.path,
                       english ? fault.message.en : fault.message.zh + " " + fault.message.en);
    } catch (const std::exception& error) {
        fmt::print(stderr, "tongzhou: {}\n", error.what());
    }
    return exit_failed;
}

}  // namespace
}  // namespace tongzhou

int main(int argc, char** argv) {
    int code = tongzhou::run(argc, argv);
    tongzhou::log::shutdown();
    return code;
}
