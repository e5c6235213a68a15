// Events over a real connection.
#include "platform/events/events.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/testing/client.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::events {
namespace {

using namespace std::chrono_literals;
using testing::Client;
using ::testing::HasSubstr;

// An account in the county that the X-County header names.
struct Trusting final : api::Authenticator {
    std::optional<Actor> recall(const http::Request& request) override {
        Actor actor;
        if (request.header("x-county").empty()) return actor;
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        actor.scope = Scope::of_division(DivisionCode::of(request.header("x-county")));
        actor.permissions.add(Permission::passage_read);
        return actor;
    }
    Actor identify(Snapshot&, const http::Request&) override { return {}; }
};

http::Options any_port() {
    http::Options options;
    options.port = 0;
    return options;
}

class EventsTest : public ::testing::Test {
  protected:
    EventsTest()
        : server(any_port(),
                 [this](http::Request&& r, http::Reply reply) { api.handle(std::move(r), std::move(reply)); }) {
        bus().declare_topic("passage", Permission::passage_read, {"有人通行", "A passage"});
        bus().declare_topic("incident", Permission::incident_read, {"发热事件", "A fever incident"});
        events_module.add_routes(api);
        server.start();
    }
    ~EventsTest() override {
        server.stop();
        api.stop();
        db->stop();
    }
    Bus& bus() { return db->services().get<Bus>(); }
    void open(Client& client, std::string_view county) {
        client.send_raw(fmt::format("GET /events?topics=passage HTTP/1.1\r\nHost: t\r\nX-County: {}\r\n\r\n", county));
        EXPECT_THAT(client.receive_raw(200), HasSubstr("event: ready\ndata: {}\n\n"));
    }
    void publish(std::string json) {
        db->write([&](Tx& tx) {
            tx.service<Bus>().publish(tx, {"passage", DivisionCode::of("370831"), {}, std::move(json)});
        });
    }

    testing::TestDatabase db{&audit_migrations, events_module.migrations};
    std::shared_ptr<void> kept = events_module.provide(*db);
    Trusting authenticator;
    Api api{*db, authenticator, {}};
    http::Server server;
};

TEST_F(EventsTest, ReachTheCountyAndNotItsSibling) {
    Client sishui_officer(server.port()), jinxiang_officer(server.port());
    open(sishui_officer, "370831");
    open(jinxiang_officer, "370828");
    publish(R"({"inside":12})");
    EXPECT_THAT(sishui_officer.receive_raw(500), HasSubstr("event: passage\ndata: {\"inside\":12}\n\n"));
    EXPECT_EQ(jinxiang_officer.receive_raw(500), "");
    EXPECT_THAT(api.metrics(), HasSubstr("tongzhou_event_listeners 2\n"));
}

TEST_F(EventsTest, EndWithTheConnection) {
    Client client(server.port());
    open(client, "370831");
    EXPECT_EQ(bus().listeners(), 1u);
    client.hang_up();
    for (int wait = 0; wait < 200 && bus().listeners() > 0; ++wait) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(bus().listeners(), 0u);
    publish("1");
}

TEST_F(EventsTest, AnswerWhatIsWrongInsteadOfStreaming) {
    Client client(server.port());
    EXPECT_EQ(client.get("/events?topics=passage").status, 401);
    client.set_header("X-County", "370831");
    auto unknown = client.get("/events?topics=passage&topics=gossip");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_THAT(unknown.body, HasSubstr("unknown_topic"));
    EXPECT_EQ(client.get("/events").status, 422);
    EXPECT_EQ(client.get("/events?topics=incident").status, 403);
    EXPECT_EQ(bus().listeners(), 0u);
}

TEST_F(EventsTest, AreListedForThoseWhoMayHearThem) {
    Client client(server.port());
    client.set_header("X-County", "370831");
    EXPECT_EQ(client.get("/events/topics").body, R"({"items":[{"name":"passage","says":"有人通行"}]})");
}

}  // namespace
}  // namespace tongzhou::events
