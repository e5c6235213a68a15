// Ten thousand clients that hang up, at every point of a request: nothing stays held for them.
#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

/// TONGZHOU_TEST_CLIENTS makes it fewer where time is short (sanitizers) or more where it is not.
int client_count() {
    const char* chosen = std::getenv("TONGZHOU_TEST_CLIENTS");
    return chosen ? std::atoi(chosen) : 10'000;
}

/// Every second client resets the connection, the others close it.
void leave(Client& client, int number) {
    if (number % 2 == 0) client.reset();
}

/// `visit(client, number)` for all clients, sixteen at a time; each hangs up at its end.
template <class Visit>
void visit_many(const Running& running, Visit visit) {
    std::atomic<int> next{0};
    std::vector<std::thread> threads;
    for (int count = 0; count < 16; ++count) {
        threads.emplace_back([&] {
            for (int number = next++; number < client_count(); number = next++) {
                auto client = running.client();
                visit(client, number);
                leave(client, number);
            }
        });
    }
    for (auto& thread : threads) thread.join();
}

void expect_served_at_once(const Running& running) {
    const auto began = std::chrono::steady_clock::now();
    auto client = running.client();
    EXPECT_EQ(client.post("/next", "x").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
    client.hang_up();
    EXPECT_TRUE(running.at_rest());
}

TEST(HangUp, BeforeTheRequest) {
    Running running(echo);
    visit_many(running, [](Client&, int) {});
    expect_served_at_once(running);
}

TEST(HangUp, InTheHeader) {
    Running running(echo);
    visit_many(running, [](Client& client, int number) {
        client.send(std::string_view("POST /a HTTP/1.1\r\nHost: test\r\nContent").substr(0, 1 + number % 30));
    });
    expect_served_at_once(running);
    EXPECT_EQ(running.server.statistics().requests, 1u);
}

TEST(HangUp, BeforeTheBody) {
    Running running(echo);
    visit_many(running, [](Client& client, int) {
        client.send("POST /a HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n");
    });
    expect_served_at_once(running);
    EXPECT_EQ(running.server.statistics().requests, 1u);
}

TEST(HangUp, InTheBody) {
    Running running(echo);
    visit_many(running, [](Client& client, int number) {
        client.send("POST /a HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n" +
                    std::string(static_cast<std::size_t>(1 + number % 999), 'x'));
    });
    expect_served_at_once(running);
    EXPECT_EQ(running.server.statistics().requests, 1u);
}

TEST(HangUp, BeforeTheReply) {
    OtherThread worker(5ms);
    Running running(worker.handler());
    visit_many(running, [](Client& client, int) {
        client.send("POST /a HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nbody");
    });
    EXPECT_TRUE(running.at_rest());
    expect_served_at_once(running);
    EXPECT_GT(running.server.statistics().requests, 1u);
}

// The connection does not wait for the answer that nobody is there to hear.
TEST(HangUp, FreesTheConnectionBeforeTheAnswerComes) {
    HeldReplies held;
    Running running(held.handler());
    {
        std::vector<Client> clients;
        for (int count = 0; count < 100; ++count) {
            clients.push_back(running.client());
            clients.back().send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        }
        EXPECT_TRUE(eventually([&] { return held.size() == 100; }));
    }
    EXPECT_TRUE(eventually([&] { return running.server.statistics().connections_open == 0; }));
    EXPECT_EQ(running.server.statistics().requests_running, 100u);
    while (held.size() > 0) held.take().send(text("too late"));
    EXPECT_TRUE(running.at_rest());
}

TEST(HangUp, WhileALargeReplyIsWritten) {
    Running running([](Request&&, Reply reply) {
        auto response = text(std::string(10'000'000, 'x'));
        response.content_type = "application/octet-stream";
        reply.send(std::move(response));
    });
    for (int number = 0; number < 100; ++number) {
        auto client = running.client();
        client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        client.exactly(1000);
        leave(client, number);
    }
    EXPECT_TRUE(running.at_rest());
}

TEST(HangUp, WhileABodyIsStreamed) {
    std::atomic<int> sources{0};
    struct Counted {
        std::atomic<int>& count;
        explicit Counted(std::atomic<int>& counter) : count(counter) { ++count; }
        ~Counted() { --count; }
    };
    Running running([&](Request&&, Reply reply) {
        Response response;
        response.source = [counted = std::make_shared<Counted>(sources)] {
            return std::optional<std::string>(std::string(10'000, 'x'));
        };
        reply.send(std::move(response));
    });
    for (int number = 0; number < 300; ++number) {
        auto client = running.client();
        client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        if (number % 3 > 0) client.exactly(static_cast<std::size_t>(number % 3) * 50'000);
        leave(client, number);
    }
    EXPECT_TRUE(running.at_rest());
    EXPECT_TRUE(eventually([&] { return sources == 0; }));
}

}  // namespace
}  // namespace tongzhou::http::test
