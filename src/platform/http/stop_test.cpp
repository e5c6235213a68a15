#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

TEST(Stop, LetsWhatRunsFinishAndClosesTheRest) {
    OtherThread worker(1'500ms);
    Hub hub;
    const auto subscribe = hub.handler();
    Running running([&](Request&& request, Reply reply) {
        if (request.path == "/events") {
            subscribe(std::move(request), std::move(reply));
        } else if (request.path == "/export") {
            Response response;
            response.source = [left = 20]() mutable -> std::optional<std::string> {
                if (left-- == 0) return std::nullopt;
                std::this_thread::sleep_for(10ms);
                return "line\n";
            };
            reply.send(std::move(response));
        } else if (request.path == "/late") {
            worker.add(std::move(reply), "late");
        } else {
            reply.send(text("quick"));
        }
    });
    auto idle = running.client(), late = running.client(), exporting = running.client(), listener = running.client();
    auto half = running.client();
    EXPECT_EQ(idle.get("/").status, 200);
    late.send("GET /late HTTP/1.1\r\nHost: t\r\n\r\nGET /too-many HTTP/1.1\r\nHost: t\r\n\r\n");
    exporting.send("GET /export HTTP/1.1\r\nHost: t\r\n\r\n");
    listener.send("GET /events HTTP/1.1\r\nHost: t\r\n\r\n");
    half.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbo");
    EXPECT_EQ(listener.head().status, 200);
    EXPECT_EQ(exporting.head().status, 200);
    EXPECT_TRUE(eventually([&] { return running.server.statistics().requests == 4; }));

    const auto began = std::chrono::steady_clock::now();
    std::thread stopping([&] { running.server.stop(); });
    EXPECT_TRUE(idle.at_end());
    EXPECT_TRUE(listener.at_end());
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
    half.send("dy");
    const auto finished = half.response();
    EXPECT_EQ(finished.status, 200);
    EXPECT_EQ(finished.headers.at("connection"), "close");
    half.hang_up();
    const auto answer = late.response();
    EXPECT_EQ(answer.body, "late");
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(late.at_end());
    late.hang_up();
    EXPECT_TRUE(exporting.rest().ends_with("5\r\nline\n\r\n0\r\n\r\n"));
    exporting.hang_up();
    stopping.join();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
    EXPECT_EQ(hub.closed, 1);
    EXPECT_FALSE(hub.stream(0).send("e", "x"));
    EXPECT_THROW(running.client(), std::runtime_error);
    const auto now = running.server.statistics();
    EXPECT_EQ(now.connections_open, 0u);
    EXPECT_EQ(now.requests_running, 0u);
    EXPECT_EQ(now.requests, 5u);
    running.server.stop();
}

TEST(Stop, AnswersARequestThatIsAlreadyOnItsWay) {
    for (int round = 0; round < 50; ++round) {
        Running running(echo);
        auto client = running.client();
        EXPECT_EQ(client.get("/").status, 200);
        client.send("GET /again HTTP/1.1\r\nHost: t\r\n\r\n");
        std::thread stopping([&] { running.server.stop(); });
        EXPECT_EQ(client.response().body, "GET /again? []");
        client.hang_up();
        stopping.join();
    }
}

TEST(Stop, WaitsNoLongerThanTheDrainTime) {
    HeldReplies held;
    auto options = on_any_port();
    options.drain_time = 300ms;
    auto running = std::make_unique<Running>(held.handler(), options);
    auto client = running->client();
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return held.size() == 1; }));
    const auto began = std::chrono::steady_clock::now();
    running->server.stop();
    EXPECT_GE(std::chrono::steady_clock::now() - began, 300ms);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_TRUE(client.at_end());
    running.reset();
    held.take().send(text("nobody is there any more"));  // harmless
}

TEST(Stop, EndsAnEventStreamThatIsOfferedAfterwards) {
    HeldReplies held;
    auto options = on_any_port();
    options.drain_time = 50ms;
    {
        Running running(held.handler(), options);
        auto client = running.client();
        client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
        EXPECT_TRUE(eventually([&] { return held.size() == 1; }));
    }
    auto stream = held.take().stream_events();
    EXPECT_FALSE(stream.open());
    bool closed = false;
    stream.on_close([&] { closed = true; });
    EXPECT_TRUE(closed);
}

TEST(Stop, IsQuickUnderLoad) {
    OtherThread worker;
    auto options = on_any_port();
    options.io_threads = 2;
    Running running(worker.handler(), options);
    std::atomic<bool> enough{false};
    std::atomic<int> served{0}, cut{0};
    std::vector<std::thread> threads;
    for (int count = 0; count < 8; ++count) {
        threads.emplace_back([&] {
            auto client = running.client();
            while (!enough) {
                const auto answer = client.get("/x");
                if (answer.status == 200 && answer.complete) {
                    ++served;
                    if (answer.headers.contains("connection")) return;
                } else {
                    ++cut;  // closed between two requests, before the second was sent
                    return;
                }
            }
        });
    }
    EXPECT_TRUE(eventually([&] { return served > 1'000; }));
    const auto began = std::chrono::steady_clock::now();
    running.server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
    enough = true;
    for (auto& thread : threads) thread.join();
    EXPECT_LE(cut, 8);
}

// The sweep is due by the time the loop comes to hear of the end.
TEST(Stop, EndsAThreadThatWasHeldUp) {
    std::atomic<bool> entered{false};
    auto options = on_any_port();
    options.drain_time = 0ms;
    Running running(
        [&](Request&&, Reply reply) {
            entered = true;
            std::this_thread::sleep_for(500ms);
            reply.send(text("slow"));
        },
        options);
    auto client = running.client();
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return entered.load(); }));
    const auto began = std::chrono::steady_clock::now();
    running.server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
}

TEST(Stop, MayComeBeforeTheStart) {
    Server server(on_any_port(), echo);
    server.stop();
    EXPECT_EQ(server.statistics().requests, 0u);
}

}  // namespace
}  // namespace tongzhou::http::test
