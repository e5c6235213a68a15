// `tongzhou verify`: is what the database says in order? Nothing is changed; the server may go on.
#include "platform/audit/verify.hpp"
#include "main/commands.hpp"
#include "main/progress.hpp"
#include "modules/gates/gates.hpp"
#include "modules/messages/messages.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

struct Check {
    std::string name;
    bool sound = true;
    std::vector<std::string> faults;
};
BOOST_DESCRIBE_STRUCT(Check, (), (name, sound, faults))

struct Report {
    bool sound = true;
    std::vector<Check> checks;
};
BOOST_DESCRIBE_STRUCT(Report, (), (sound, checks))

Check check(std::string name, std::vector<std::string> faults) { return {std::move(name), faults.empty(), faults}; }

std::vector<std::string> audit_faults(const Common& common, Snapshot& snapshot, const seal::KeyRing& keys) {
    const bool english = common.settings.language == "en";
    std::vector<std::string> faults;
    for (const auto& chain : audit::verify(snapshot, keys).chains) {
        if (!chain.fault) continue;
        auto why = audit::explain(chain);
        faults.push_back(english ? std::move(why.en) : std::move(why.zh));
    }
    return faults;
}

}  // namespace

int verify(const Common& common) {
    // Opening checks that the key file is there and every migration applied and unchanged.
    Program program(common.settings, Opening::as_it_is);
    ProgressBar bar("verify", !common.quiet && !common.json);
    Report report;
    const auto add = [&](Check made) {
        report.sound = report.sound && made.sound;
        report.checks.push_back(std::move(made));
        bar.show(static_cast<double>(report.checks.size()) / 4, report.checks.back().name);
    };
    add(check("migrations", {}));
    // One state of the database for all three, so that what is written meanwhile is no fault.
    Database::LongRead read(program.database());
    auto& snapshot = read.snapshot();
    add(check("storage", snapshot.connection().check_integrity()));
    add(check("audit", audit_faults(common, snapshot, program.keys())));
    auto counters = gates::check_counters(snapshot);
    for (auto& fault : messages::check_counters(snapshot)) counters.push_back(std::move(fault));
    add(check("counters", std::move(counters)));

    if (common.json) {
        fmt::print("{}\n", to_json(report));
    } else {
        for (const auto& c : report.checks) {
            fmt::print("{:12} {}\n", c.name, c.sound ? "ok" : "NOT IN ORDER");
            for (const auto& fault : c.faults) fmt::print("  {}\n", fault);
        }
    }
    return report.sound ? exit_done : exit_unsound;
}

}  // namespace tongzhou
