// What the tests of this module share: a database, the register, the catalogue, and requests in short.
#pragma once

#include <gtest/gtest.h>

#include "modules/organizations/organizations.hpp"
#include "modules/policies/catalogue.hpp"
#include "modules/policies/library.hpp"
#include "platform/audit/audit.hpp"
#include "platform/config/settings.hpp"
#include "platform/files/files.hpp"
#include "platform/imports/imports.hpp"
#include "platform/seal/seal.hpp"
#include "platform/seal/test_folder.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::policies {

inline const DivisionCode jining = DivisionCode::of("3708");
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

class LibraryTest : public ::testing::Test {
  protected:
    LibraryTest() {
        settings_.data_folder = database_.folder().string();
        database_->services().provide(settings_);
        database_->services().provide(keys_);
        register_ = organizations_module.provide(*database_);
        kept_ = policies_module.provide(*database_);
    }
    ~LibraryTest() override { database_->stop(); }

    Database& database() { return *database_; }
    ManualClock& clock() { return database_.clock(); }
    Catalogue& catalogue() { return database_->services().get<Catalogue>(); }
    void follow() { catalogue().follow(*database_); }

    template <class Out, class In>
    Out write(Out (*function)(Tx&, const Actor&, const In&), const Actor& actor, const In& request) {
        return database_->write_value([&](Tx& tx) { return function(tx, actor, request); });
    }
    template <class Out, class In>
    Out read(Out (*function)(Snapshot&, const Actor&, const In&), const Actor& actor, const In& request) {
        return database_->read_value([&](Snapshot& snapshot) { return function(snapshot, actor, request); });
    }
    Policy policy(const DivisionCode& division, const std::string& title, const std::string& text) {
        NewPolicy request;
        request.title = title;
        request.text = text;
        return write(create_policy, officer_of(division), request);
    }
    organizations::Enterprise enterprise(const DivisionCode& division, const std::string& name,
                                         std::optional<std::int64_t> staff = std::nullopt) {
        organizations::NewEnterprise request;
        request.name = name;
        request.division = division;
        if (staff) request.staff = *staff;
        request.section = IndustrySection::C;
        return write(organizations::create_enterprise, Actor::system("test"), request);
    }
    std::filesystem::path file(const std::string& content, const std::string& name) {
        auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    std::filesystem::path folder() const { return folder_.path(); }

  private:
    seal::TestFolder folder_;
    seal::KeyRing keys_{seal::KeyRing::open_or_create(folder_.path() / "keys", Instant::from_ms(0))};
    config::Settings settings_;
    testing::TestDatabase database_{&audit_migrations,         &imports_migrations, &files_migrations,
                                    &organizations_migrations, &policies_migrations};
    std::shared_ptr<void> register_, kept_;
};

}  // namespace tongzhou::policies
