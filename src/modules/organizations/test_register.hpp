// What the tests of this module share: a city, its people, and requests in short.
#pragma once

#include <filesystem>
#include <fstream>

#include "modules/organizations/organizations.hpp"
#include "platform/audit/audit.hpp"
#include "platform/imports/imports.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::organizations {

inline const DivisionCode jining = DivisionCode::of("3708");
inline const DivisionCode rencheng = DivisionCode::of("370811");
inline const DivisionCode sishui = DivisionCode::of("370831");
inline const DivisionCode jinxiang = DivisionCode::of("370828");

inline Actor officer_of(const DivisionCode& division) {
    Actor actor;
    actor.kind = ActorKind::account;
    actor.id = new_uuid_v7(Instant::from_ms(0));
    actor.name = "officer of " + division.text();
    actor.scope = Scope::of_division(division);
    actor.permissions = Permissions::all();
    return actor;
}
inline Actor person_of(const Id<Organization>& organization, const DivisionCode& division) {
    auto actor = officer_of(division);
    actor.organization = organization;
    actor.scope = Scope::of_organization(organization, division);
    return actor;
}

/// A migrated database with what the module keeps in memory.
class Register {
  public:
    Register() : provided_(organizations_module.provide(*database_)) {}
    Database& operator*() { return *database_; }
    Database* operator->() { return database_.operator->(); }
    testing::TestDatabase& test() { return database_; }

    template <class Out, class In>
    Out write(Out (*function)(Tx&, const Actor&, const In&), const Actor& actor, const In& request) {
        return database_->write_value([&](Tx& tx) { return function(tx, actor, request); });
    }
    template <class Out, class In>
    Out read(Out (*function)(Snapshot&, const Actor&, const In&), const Actor& actor, const In& request) {
        return database_->read_value([&](Snapshot& snapshot) { return function(snapshot, actor, request); });
    }
    Enterprise enterprise(const DivisionCode& division, const std::string& name,
                          std::optional<Uscc> uscc = std::nullopt) {
        NewEnterprise request;
        request.name = name;
        request.division = division;
        request.uscc = uscc;
        return write(create_enterprise, Actor::system("test"), request);
    }
    /// Writes a file beside the database and returns its path.
    std::filesystem::path file(const std::string& content, const std::string& name = "table.csv") {
        auto path = folder_ / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

  private:
    testing::TestDatabase database_{&audit_migrations, &imports_migrations, &organizations_migrations};
    std::shared_ptr<void> provided_;
    struct Folder {
        Folder() : path(std::filesystem::temp_directory_path() / ("tongzhou-test-" + new_uuid_v7({}).text())) {
            std::filesystem::create_directory(path);
        }
        ~Folder() { std::filesystem::remove_all(path); }
        std::filesystem::path path;
    } owned_folder_;
    const std::filesystem::path& folder_ = owned_folder_.path;
};

/// The code of the Problem that a call throws; empty when it throws none.
template <class Call>
std::string problem_of(Call&& call) {
    try {
        call();
        return "";
    } catch (const Problem& problem) {
        return problem.faults().empty() ? problem.code() : problem.faults().front().code;
    }
}

/// A valid code of an enterprise first registered in that county; the same number gives the same code.
inline std::string code_of(const std::string& county, int number) {
    auto body = fmt::format("91{}MA3{:05}", county, number);
    // The organisation code's own check character is not asked for, so any will do.
    body += "X";
    for (char last : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY"))
        if (auto uscc = Uscc::parse(body + last)) return uscc->text();
    throw std::logic_error("no check character fits " + body);
}

inline std::string whole(Download download) {
    std::string content;
    while (auto chunk = download.source()) content += *chunk;
    return content;
}

}  // namespace tongzhou::organizations
