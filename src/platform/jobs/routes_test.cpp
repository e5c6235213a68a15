#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/testing/client.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::jobs {
namespace {

using ::testing::HasSubstr;

const sql::Query requested_runs{
    "SELECT COUNT(*) FROM audit_log WHERE action = 'post_jobs_name_run' AND subject = :subject"};

// The X-Scope header: "all" administers the installation, a code its county.
struct Trusting final : api::Authenticator {
    std::optional<Actor> recall(const http::Request& request) override {
        const auto scope = request.header("x-scope");
        auto actor = Actor::system("operator");
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        if (scope.empty()) actor.permissions = {};
        if (scope != "all") actor.scope = Scope::of_division(DivisionCode::of("370831"));
        return actor;
    }
    Actor identify(Snapshot&, const http::Request&) override { return {}; }
};

http::Options any_port() {
    http::Options options;
    options.port = 0;
    return options;
}

class JobRoutesTest : public ::testing::Test {
  protected:
    JobRoutesTest()
        : server(any_port(),
                 [this](http::Request&& r, http::Reply reply) { api.handle(std::move(r), std::move(reply)); }) {
        scheduler().add("sweep", Schedule::daily_at(3, 0), {"打扫", "Sweep"}, [this](Database&) { ++runs; });
        scheduler().run_due();
        jobs_module.add_routes(api);
        server.start();
    }
    ~JobRoutesTest() override {
        server.stop();
        api.stop();
        db->stop();
    }
    Scheduler& scheduler() { return db->services().get<Scheduler>(); }

    int runs = 0;
    testing::TestDatabase db{&audit_migrations, jobs_module.migrations};
    std::shared_ptr<void> kept = jobs_module.provide(*db);
    Trusting authenticator;
    Api api{*db, authenticator, {}};
    http::Server server;
};

TEST_F(JobRoutesTest, ShowHowEachJobStandsAndRunThem) {
    testing::Client client(server.port());
    client.set_header("X-Scope", "all");
    EXPECT_EQ(client.get("/jobs").body,
              R"({"items":[{"id":"sweep","says":"打扫","schedule":"每天 03:00","running":false,)"
              R"("next_run_at":"2020-02-24T19:00:00.000Z","failures":0}]})");
    EXPECT_EQ(client.post("/jobs/sweep/run", "").status, 202);
    EXPECT_EQ(scheduler().run_due(), 1);
    EXPECT_EQ(runs, 1);
    client.set_header("Accept-Language", "en");
    auto after = client.get("/jobs").body;
    EXPECT_THAT(after, HasSubstr(R"("schedule":"daily at 03:00")"));
    EXPECT_THAT(after, HasSubstr(R"("last_outcome":"done")"));
    EXPECT_EQ(client.post("/jobs/swoop/run", "").status, 404);
    EXPECT_EQ(db->read_value([](Snapshot& s) { return s.value<std::int64_t>(requested_runs, "sweep"); }), 1);
}

TEST_F(JobRoutesTest, AreForThoseWhoRunTheInstallation) {
    testing::Client client(server.port());
    EXPECT_EQ(client.get("/jobs").status, 403);
    EXPECT_EQ(client.post("/jobs/sweep/run", "").status, 403);
    client.set_header("X-Scope", "county");
    EXPECT_EQ(client.get("/jobs").body, R"({"items":[]})");
    EXPECT_EQ(client.post("/jobs/sweep/run", "").status, 404);
    EXPECT_EQ(scheduler().run_due(), 0);
}

}  // namespace
}  // namespace tongzhou::jobs
