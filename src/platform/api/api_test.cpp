// The whole way of a request: socket, server, endpoint, committer, reply.
#include "platform/api/api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/record_in_the_way.hpp"
#include "platform/audit/audit.hpp"
#include "platform/testing/client.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou {
namespace {

using testing::Client;
using ::testing::HasSubstr;

const sql::Migration lamp_migrations[] = {
    {1, "lamps", "CREATE TABLE lamps (id UUID NOT NULL PRIMARY KEY, name TEXT NOT NULL, watts BIGINT NOT NULL)"}};
const sql::MigrationSet lamp_set{"lamps", lamp_migrations};

struct NewLamp {
    Id<NewLamp> id;
    Title name;
    Bounded<1, 100> watts;
};
BOOST_DESCRIBE_STRUCT(NewLamp, (), (id, name, watts))
struct ById {
    Id<NewLamp> id;
};
BOOST_DESCRIBE_STRUCT(ById, (), (id))
struct Rename {
    Id<NewLamp> id;
    Title name;
};
BOOST_DESCRIBE_STRUCT(Rename, (), (id, name))

const sql::Query insert_lamp{
    "INSERT INTO lamps (id, name, watts) VALUES (:id, :name, :watts) ON CONFLICT (id) DO NOTHING"};
const sql::Query find_lamp{"SELECT id, name, watts FROM lamps WHERE id = :id"};
const sql::Query rename_lamp{"UPDATE lamps SET name = :name WHERE id = :id"};

NewLamp light(Tx& tx, const Actor&, const NewLamp& lamp) {
    if (lamp.name.value == "broken") throw Problem::conflict("broken", "坏了", "It is broken.");
    if (lamp.name.value == "second") throw RecordInTheWay("lamp_there", lamp.id.uuid(), "已有一盏", "There is one.");
    if (lamp.name.value == "bug") throw std::runtime_error("secret detail");
    tx.run(insert_lamp, lamp);
    return lamp;
}
NewLamp lamp_of(Snapshot& snapshot, const Actor&, const ById& by) {
    auto lamp = snapshot.find<NewLamp>(find_lamp, by.id);
    if (!lamp) throw no_such_record();
    return *lamp;
}
void rename(Tx& tx, const Actor&, const Rename& request) {
    if (tx.run(rename_lamp, request.name, request.id) == 0) throw no_such_record();
}
NewLamp slow(Database& database, const Actor& actor, const ById& by) {
    return database.read_value([&](Snapshot& s) { return lamp_of(s, actor, by); });
}

// Everybody is who the X-Name header says.
struct Trusting final : api::Authenticator {
    std::optional<Actor> recall(const http::Request&) override { return std::nullopt; }
    Actor identify(Snapshot&, const http::Request& request) override {
        Actor actor;
        if (request.header("x-name").empty()) return actor;
        if (request.header("x-name") == "expired")
            throw Problem::unauthorized("session_expired", "请重新登录", "Sign in again");
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        actor.name = request.header("x-name");
        actor.scope = Scope::everything();
        if (actor.name == "keeper") actor.permissions.add(Permission::passage_record);
        return actor;
    }
};

http::Options on_a_free_port() {
    http::Options options;
    options.port = 0;
    return options;
}

class ApiTest : public ::testing::Test {
  protected:
    ApiTest()
        : api(*db, authenticator, {}), server(on_a_free_port(), [this](http::Request&& r, http::Reply reply) {
              api.handle(std::move(r), std::move(reply));
          }) {
        api.post("/lamps", light).needs(Permission::passage_record).says("点灯", "Light a lamp").answers(201);
        api.get("/lamps/{id}", lamp_of).open().says("查灯", "Read a lamp");
        api.put("/lamps/{id}/name", rename).signed_in().says("改名", "Rename a lamp");
        api.get("/slow-lamps/{id}", slow).open().says("慢", "Read slowly");
        server.start();
        client = std::make_unique<Client>(server.port());
        client->set_header("X-Name", "keeper");
    }
    ~ApiTest() override {
        server.stop();
        api.stop();
    }
    testing::TestDatabase db{&audit_migrations, &lamp_set};
    Trusting authenticator;
    Api api;
    http::Server server;
    std::unique_ptr<Client> client;
    const std::string id = Id<NewLamp>::make(SystemClock().now()).text();
    std::string body(std::string name) { return fmt::format(R"({{"id":"{}","name":"{}","watts":40}})", id, name); }
};

TEST_F(ApiTest, WritesReadsAndAudits) {
    EXPECT_EQ(client->post("/lamps", body("desk")).status, 201);
    auto lamp = client->get("/lamps/" + id);
    EXPECT_EQ(lamp.status, 200);
    EXPECT_EQ(lamp.body, body("desk"));
    EXPECT_EQ(client->get("/slow-lamps/" + id).body, body("desk"));
    EXPECT_EQ(client->request("PUT", "/lamps/" + id + "/name", R"({"name":"hall"})").status, 204);
    EXPECT_THAT(client->get("/lamps/" + id).body, HasSubstr("hall"));
}

TEST_F(ApiTest, ReportsEveryFaultyFieldInTheLanguageAskedFor) {
    client->set_header("Accept-Language", "en-GB,en;q=0.9,zh;q=0.1");
    auto reply = client->post("/lamps", R"({"id":"x","name":"","watts":1000,"colour":"red"})");
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    for (auto path : {"/id", "/name", "/watts", "/colour"})
        EXPECT_THAT(reply.body, HasSubstr(fmt::format("\"path\":\"{}\"", path)));
    EXPECT_THAT(reply.body, HasSubstr("Give a value from 1 to 100."));
    client->set_header("Accept-Language", "zh-CN");
    EXPECT_THAT(client->post("/lamps", R"({"id":"x"})").body, HasSubstr("字段有误"));
    EXPECT_EQ(client->get("/lamps/" + id + "?colour=red").status, 422);
    EXPECT_EQ(client->request("POST", "/lamps", body("x"), "text/plain").status, 415);
    EXPECT_EQ(client->post("/lamps", "{\"id\":").status, 400);
}

TEST_F(ApiTest, AsksForSignInAndPermission) {
    client->set_header("X-Name", "");
    EXPECT_EQ(client->post("/lamps", body("a")).status, 401);
    EXPECT_EQ(client->get("/lamps/" + id).status, 404) << "open to anyone";
    client->set_header("X-Name", "visitor");
    EXPECT_EQ(client->post("/lamps", body("a")).status, 403);
    client->set_header("X-Name", "expired");
    EXPECT_EQ(client->get("/lamps/" + id).status, 401);
}

TEST_F(ApiTest, UndoesWhatFailsAndHidesWhatIsOurs) {
    EXPECT_EQ(client->post("/lamps", body("broken")).status, 409);
    const auto second = client->post("/lamps", body("second"));
    EXPECT_EQ(second.status, 409);
    EXPECT_THAT(second.body, HasSubstr(fmt::format(R"("record":"{}")", id))) << "where to go instead";
    EXPECT_THAT(client->post("/lamps", body("broken")).body, ::testing::Not(HasSubstr("record")));
    auto bug = client->post("/lamps", body("bug"));
    EXPECT_EQ(bug.status, 500);
    EXPECT_THAT(bug.body, HasSubstr("urn:uuid:"));
    EXPECT_THAT(bug.body, ::testing::Not(HasSubstr("secret detail")));
    EXPECT_EQ(client->get("/lamps/" + id).status, 404);
}

TEST_F(ApiTest, KnowsItsAddresses) {
    EXPECT_EQ(client->get("/nothing").status, 404);
    auto wrong = client->request("DELETE", "/lamps");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("allow"), "POST");
    auto text = api.openapi();
    EXPECT_THAT(text, HasSubstr("\"operationId\":\"put_lamps_id_name\""));
    EXPECT_THAT(text, HasSubstr("\"x-permission\":\"passage_record\""));
    client->get("/lamps/" + id);
    EXPECT_THAT(api.metrics(), HasSubstr("tongzhou_requests_total{operation=\"get_lamps_id\",class=\"4xx\"} 1"));
}

TEST(PreferredLanguage, IsChineseUnlessEnglishIsPreferred) {
    EXPECT_EQ(api::preferred_language(""), Language::zh);
    EXPECT_EQ(api::preferred_language("en"), Language::en);
    EXPECT_EQ(api::preferred_language("fr, en;q=0.5"), Language::en);
    EXPECT_EQ(api::preferred_language("en;q=0.5, zh-CN"), Language::zh);
    EXPECT_EQ(api::preferred_language("*"), Language::zh);
}

}  // namespace
}  // namespace tongzhou
