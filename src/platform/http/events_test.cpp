#include <poll.h>

#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

Client listening(const Running& running, int receive_buffer = 0) {
    auto client = running.client(receive_buffer);
    client.send("GET /events HTTP/1.1\r\nHost: test\r\nAccept-Encoding: gzip\r\n\r\n");
    const auto head = client.head();
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.at("content-type"), "text/event-stream");
    EXPECT_FALSE(head.headers.contains("content-encoding"));
    return client;
}

TEST(Events, ArriveAsTheyAreSent) {
    Hub hub;
    Running running(hub.handler());
    auto client = listening(running);
    hub.send("passage", R"({"inside":12})", "7");
    EXPECT_EQ(client.until("\n\n"), "id: 7\nevent: passage\ndata: {\"inside\":12}\n\n");
    hub.send("", "two\nlines\r\nand a third");
    EXPECT_EQ(client.until("\n\n"), "data: two\ndata: lines\ndata: and a third\n\n");
    hub.send("a\nid: 9", "x");
    EXPECT_EQ(client.until("\n\n"), "event: a\ndata: x\n\n");
    EXPECT_EQ(running.server.statistics().event_streams_open, 1u);
    EXPECT_EQ(running.server.statistics().requests_running, 0u);
}

TEST(Events, NoticeThatTheClientIsGone) {
    Hub hub;
    Running running(hub.handler());
    auto client = listening(running), other = listening(running);
    client.hang_up();
    EXPECT_TRUE(eventually([&] { return hub.closed == 1; }));
    EXPECT_FALSE(hub.stream(0).open());
    EXPECT_FALSE(hub.stream(0).send("e", "x"));
    EXPECT_TRUE(hub.stream(1).send("e", "x"));
    other.reset();
    EXPECT_TRUE(eventually([&] { return hub.closed == 2; }));
    EXPECT_TRUE(running.at_rest());
    bool told = false;
    hub.stream(0).on_close([&] { told = true; });
    EXPECT_TRUE(told);
}

TEST(Events, EndWhenTheServerSideCloses) {
    Hub hub;
    Running running(hub.handler());
    auto client = listening(running);
    hub.send("last", "words");
    hub.stream(0).close();
    EXPECT_EQ(client.rest(), "event: last\ndata: words\n\n");
    EXPECT_EQ(hub.closed, 1);
    client.hang_up();
    EXPECT_TRUE(running.at_rest());
}

TEST(Events, EndWhenNobodyHoldsTheStreamAnyMore) {
    Running running([](Request&&, Reply reply) { reply.stream_events().send("only", "one"); });
    auto client = listening(running);
    EXPECT_EQ(client.rest(), "event: only\ndata: one\n\n");
    client.hang_up();
    EXPECT_TRUE(running.at_rest());
}

TEST(Events, MayBeOfferedToAClientThatHasLeft) {
    HeldReplies held;
    Running running(held.handler());
    {
        auto client = running.client();
        client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
        EXPECT_TRUE(eventually([&] { return held.size() == 1; }));
    }
    EXPECT_TRUE(eventually([&] { return running.server.statistics().connections_open == 0; }));
    auto stream = held.take().stream_events();
    std::atomic<bool> closed{false};
    stream.on_close([&] { closed = true; });
    EXPECT_TRUE(eventually([&] { return closed.load(); }));
    EXPECT_TRUE(running.at_rest());
}

TEST(Events, AnswerHeadWithoutAStream) {
    Hub hub;
    Running running(hub.handler());
    auto client = running.client();
    client.send("HEAD /events HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.response(Method::head).status, 200);
    EXPECT_TRUE(client.at_end());
    EXPECT_TRUE(eventually([&] { return hub.closed == 1; }));
}

TEST(Events, AreKeptAliveByComments) {
    Hub hub;
    auto options = on_any_port();
    options.heartbeat_time = 100ms;
    Running running(hub.handler(), options);
    auto client = listening(running);
    EXPECT_EQ(client.until("\n\n"), ":\n\n");
    hub.send("e", "x");
    EXPECT_EQ(client.until("x\n\n"), "event: e\ndata: x\n\n");
    EXPECT_EQ(client.until("\n\n"), ":\n\n");
}

/// Reads all clients until each has received `bytes`; false when they do not come.
bool read_all(std::vector<Client>& clients, std::vector<std::size_t>& received, std::size_t bytes) {
    std::vector<pollfd> waiting(clients.size());
    while (true) {
        bool complete = true;
        for (std::size_t at = 0; at < clients.size(); ++at) {
            const bool more = received[at] < bytes;
            waiting[at] = {more ? clients[at].descriptor() : -1, POLLIN, 0};
            if (more) complete = false;
        }
        if (complete) return true;
        if (::poll(waiting.data(), waiting.size(), 5'000) <= 0) return false;
        for (std::size_t at = 0; at < clients.size(); ++at) {
            if (waiting[at].revents == 0) continue;
            char piece[65536];
            const auto count = ::recv(clients[at].descriptor(), piece, sizeof piece, 0);
            if (count <= 0) return false;
            received[at] += static_cast<std::size_t>(count);
        }
    }
}

TEST(Events, ReachTwoHundredClientsThoughOneNeverReads) {
    Hub hub;
    Running running(hub.handler());
    auto deaf = listening(running, 4096);
    std::vector<Client> clients;
    for (int count = 0; count < 200; ++count) clients.push_back(listening(running));
    EXPECT_TRUE(eventually([&] { return hub.size() == 201; }));

    const std::string data(1'000, 'x');
    const std::size_t event_bytes = std::string("event: e\ndata: \n\n").size() + data.size();
    std::vector<std::size_t> received(clients.size(), 0);
    constexpr int rounds = 20, per_round = 50;
    for (int round = 1; round <= rounds; ++round) {
        for (int count = 0; count < per_round; ++count) hub.send("e", data);
        ASSERT_TRUE(read_all(clients, received, static_cast<std::size_t>(round * per_round) * event_bytes));
    }
    EXPECT_TRUE(eventually([&] { return hub.closed == 1; }));  // the deaf one was cut off …
    EXPECT_FALSE(hub.stream(0).open());
    EXPECT_EQ(running.server.statistics().event_streams_open, 200u);  // … and nobody else
    clients.clear();
    EXPECT_TRUE(eventually([&] { return hub.closed == 201; }));
    EXPECT_TRUE(eventually([&] { return running.server.statistics().connections_open == 0; }));
}

TEST(Events, MayBeSentFromManyThreadsWhileClientsComeAndGo) {
    Hub hub;
    auto options = on_any_port();
    options.io_threads = 2;
    Running running(hub.handler(), options);
    std::atomic<bool> enough{false};
    std::vector<std::thread> senders;
    for (int count = 0; count < 2; ++count) {
        senders.emplace_back([&] {
            while (!enough) {
                hub.send("tick", "x");
                std::this_thread::sleep_for(100us);
            }
        });
    }
    for (int number = 0; number < 200; ++number) {
        auto client = listening(running);
        client.until("event: tick\ndata: x\n\n");
        if (number % 2 == 0) client.reset();
    }
    enough = true;
    for (auto& sender : senders) sender.join();
    EXPECT_TRUE(eventually([&] { return hub.closed == 200; }));
    EXPECT_TRUE(running.at_rest());
}

}  // namespace
}  // namespace tongzhou::http::test
