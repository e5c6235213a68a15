// The commands of `tongzhou`, one file each. A command prints to standard output (JSON when asked), explains failures
// by throwing Problems, and returns the exit code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "main/program.hpp"

namespace tongzhou {

/// What scripts may rely on.
enum ExitCode : int {
    exit_done = 0,
    exit_failed = 1,  ///< a Problem: printed on standard error in the language in use
    exit_usage = 2,   ///< unknown options; printed with the help
    exit_unsound = 3  ///< the command worked and what it examined is not in order: verify, audit verify
};

/// Common to all commands.
struct Common {
    config::Settings settings;
    bool json = false;   ///< for scripts
    bool quiet = false;  ///< no progress bars
};

struct ServeOptions {
    bool open_first_link = true;  ///< print the one-time administrator link while there is no account
};
int serve(const Common& common, const ServeOptions& options);

struct InitOptions {
    std::string city = "3708";  ///< division code of the city or county that this installation is for
};
int init(const Common& common, const InitOptions& options);

struct DemoOptions {
    std::uint64_t seed = 2020;
    std::int64_t enterprises = 200, people = 20'000, days = 14;
    double scale = 1;        ///< multiplies enterprises and people; 150 is a whole Jining
    bool if_empty = false;   ///< do nothing when there is data already
    bool today = false;      ///< what happened today until now as well
    bool services = true;    ///< policies, hotline, filings, squads … as well
    bool live = false;       ///< play a morning over the API of a running server
    double speed = 60;       ///< simulated seconds per second, live
    std::string url;         ///< of the running server, live
    std::string token_file;  ///< where the demo's device tokens are kept; empty: in the data folder
};
int demo(const Common& common, const DemoOptions& options);

struct ImportOptions {
    std::string kind, file;
    bool dry_run = false, all_or_nothing = false;
    std::string division;              ///< whom the import acts for; empty: the whole installation
    std::string organization;          ///< of a roster: whose it is
    std::string refused_file;          ///< where to write the refused rows with their reasons
    std::vector<std::string> columns;  ///< "header=field"
};
int import_file(const Common& common, const ImportOptions& options);

struct ExportOptions {
    std::string list, file, format = "csv";
    std::vector<std::string> filters;  ///< "name=value", as in the API
};
int export_list(const Common& common, const ExportOptions& options);

int migrate(const Common& common);

struct BackupOptions {
    std::string file;  ///< empty: a dated name in backup.folder
};
int backup(const Common& common, const BackupOptions& options);

struct RestoreOptions {
    std::string file;
    bool replace = false;  ///< an existing database is set aside, not lost
};
int restore(const Common& common, const RestoreOptions& options);

int verify(const Common& common);

struct AuditOptions {
    std::string log_file;  ///< the program's log with further anchors
};
int audit_verify(const Common& common, const AuditOptions& options);

int keys_list(const Common& common);
int keys_rotate(const Common& common);

struct TokenOptions {
    std::string name, permissions, division;
    int days = 90;
    std::string id;  ///< to revoke
};
int token_create(const Common& common, const TokenOptions& options);
int token_list(const Common& common);
int token_revoke(const Common& common, const TokenOptions& options);

struct AnswerOptions {
    std::string policies, questions;
    std::string messages;  ///< on other subjects; may be empty for an evaluation
};
int evaluate_hotline(const Common& common, const AnswerOptions& options);
int train_answers(const Common& common, const AnswerOptions& options);

struct ReferralOptions {
    std::string messages;  ///< a table with the columns category and words; empty: the installation's own tickets
    std::string model;     ///< empty: referral.model in the data folder
};
int evaluate_referral(const Common& common, const ReferralOptions& options);
int train_referral(const Common& common, const ReferralOptions& options);

struct PlanSquadsOptions {
    std::string instance;  ///< a JSON file; see docs/guide/squad-instances.md
};
int plan_squads(const Common& common, const PlanSquadsOptions& options);

int print_openapi(const Common& common);
int print_config(const Common& common, bool example);

}  // namespace tongzhou
