// What strangers send: too much, too slowly, too often, or nonsense.
#include <fcntl.h>
#include <sys/resource.h>

#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

Options with(Limits limits) {
    auto options = on_any_port();
    options.limits = limits;
    return options;
}

/// The status a raw request gets, on a connection that the server then closes.
int refusal_of(const Running& running, std::string_view request) {
    auto client = running.client();
    const auto answer = client.ask(request);
    EXPECT_EQ(answer.headers.at("connection"), "close") << request;
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json") << request;
    EXPECT_NE(answer.body.find("。"), std::string::npos) << request;
    EXPECT_TRUE(client.at_end()) << request;
    return answer.status;
}

std::string get(std::string_view target) { return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n\r\n", target); }

TEST(Limits, RefusesWhatIsMalformed) {
    Running running(echo);
    for (const auto* request : {"nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                                "GET / HTTP/1.1\r\nHost : test\r\n\r\n", "\x16\x03\x01\x02",
                                "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
                                "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                                "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n",
                                "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"}) {
        EXPECT_EQ(refusal_of(running, request), 400) << request;
    }
    EXPECT_GE(running.server.statistics().malformed, 9u);
}

// Two servers that disagree about where a request ends are how one client's request is smuggled into another's.
TEST(Limits, RefusesBodiesWhoseEndIsInDoubt) {
    Running running(echo);
    EXPECT_EQ(
        refusal_of(running,
                   "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        400);
    EXPECT_EQ(
        refusal_of(running,
                   "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
        400);
    EXPECT_EQ(refusal_of(running, "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 501);
    EXPECT_EQ(refusal_of(running, "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
              501);
}

TEST(Limits, RefusesPathsThatLeadAstray) {
    Running running(echo);
    for (const auto* target : {"/a/../b", "/%2e%2e/etc", "/a%00b", "/a%5cb", "/%", "/%4", "/%zz", "/%ff%fe", "/%c0%af",
                               "/%ed%a0%80", "/a%0d%0ab", "nopath", "/a#b"}) {
        EXPECT_EQ(refusal_of(running, get(target)), 400) << target;
    }
    auto client = running.client();
    EXPECT_EQ(client.ask(get("http://test/absolute?q=1")).body, "GET /absolute?q=1 []");
    EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n").body, "OPTIONS /? []");
}

TEST(Limits, WantsOneHost) {
    Running running(echo);
    EXPECT_EQ(refusal_of(running, "GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(refusal_of(running, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
}

TEST(Limits, RefusesOtherVersionsAndExpectations) {
    Running running(echo);
    EXPECT_EQ(refusal_of(running, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    EXPECT_EQ(refusal_of(running, "GET / HTTP/1.1\r\nHost: t\r\nExpect: miracles\r\n\r\n"), 417);
}

TEST(Limits, RefusesHeadersThatAreTooLarge) {
    Running running(echo);
    const std::string much(20'000, 'x');
    EXPECT_EQ(refusal_of(running, "GET /" + much + " HTTP/1.1\r\nHost: t\r\n\r\n"), 431);
    EXPECT_EQ(refusal_of(running, "GET / HTTP/1.1\r\nHost: t\r\nX-Much: " + much + "\r\n\r\n"), 431);
    std::string many = "GET / HTTP/1.1\r\nHost: t\r\n";
    while (many.size() < 20'000) many += "X-Some: thing\r\n";
    EXPECT_EQ(refusal_of(running, many + "\r\n"), 431);
    auto client = running.client();
    EXPECT_EQ(client.get("/", "X-Much: " + much.substr(0, 15'000) + "\r\n").status, 200);
}

TEST(Limits, RefusesAHundredMegabytesBeforeReadingThem) {
    Running running(echo);
    auto client = running.client();
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 104857600\r\n\r\n").status, 413);
    client.hang_up();
    auto polite = running.client();
    EXPECT_EQ(
        polite.ask("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 104857600\r\nExpect: 100-continue\r\n\r\n").status,
        413);
    polite.hang_up();

    // One who sends without listening still gets to read why; what it sent was not kept.
    auto stubborn = running.client();
    stubborn.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 104857600\r\n\r\n");
    const std::string megabyte(1 << 20, 'x');
    for (int count = 0; count < 100 && stubborn.send(megabyte); ++count) continue;
    EXPECT_EQ(stubborn.response().status, 413);
    stubborn.hang_up();
    EXPECT_TRUE(running.at_rest());
}

TEST(Limits, HoldsOnlySoMuchOfAllBodiesTogether) {
    Limits limits;
    limits.all_bodies_bytes = 5'000'000;
    Running running(echo, with(limits));
    const std::string piece(500'000, 'x');
    std::vector<Client> clients;
    for (int count = 0; count < 8; ++count) {
        clients.push_back(running.client());
        clients.back().send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" + piece);
    }
    EXPECT_TRUE(eventually([&] { return running.server.statistics().bytes_in > 8 * piece.size(); }));
    for (auto& client : clients) client.send(piece);
    std::map<int, int> answers;
    for (auto& client : clients) {
        auto answer = client.response();
        ++answers[answer.status];
        EXPECT_EQ(answer.headers.contains("retry-after"), answer.status == 503);
    }
    EXPECT_GT(answers[200], 0);
    EXPECT_GT(answers[503], 0);
    EXPECT_EQ(answers[200] + answers[503], 8);
    clients.clear();
    for (int count = 0; count < 20; ++count) {  // nothing stays counted
        auto client = running.client();
        EXPECT_EQ(client.post("/", piece).status, 200);
    }
}

TEST(Limits, RefusesChunkedBodiesThatGrowTooLarge) {
    Running running(echo);
    auto client = running.client();
    client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    const auto chunk = "100000\r\n" + std::string(1 << 20, 'x') + "\r\n";
    for (int count = 0; count < 5; ++count) client.send(chunk);
    EXPECT_EQ(client.response().status, 413);
}

TEST(Limits, RefusesAChunkHeaderWithoutEnd) {
    Running running(echo);
    auto client = running.client();
    client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("5;" + std::string(200'000, 'x'));
    EXPECT_EQ(client.response().status, 400);
}

TEST(Limits, GivesUpOnSlowHeadersAndBodies) {
    Limits limits;
    limits.header_time = 300ms;
    limits.body_time = 300ms;
    Running running(echo, with(limits));
    const auto began = std::chrono::steady_clock::now();
    std::vector<Client> slow;
    for (int count = 0; count < 50; ++count) {
        slow.push_back(running.client());
        slow.back().send("GET / HTTP/1.1\r\nHost: t\r\nX-Slow: ");
        slow.push_back(running.client());
        slow.back().send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n123");
    }
    auto quick = running.client();
    EXPECT_EQ(quick.get("/").status, 200);
    for (int drip = 0; drip < 5; ++drip) {  // a byte now and then does not help
        for (auto& client : slow) client.send("x");
        std::this_thread::sleep_for(50ms);
    }
    for (auto& client : slow) EXPECT_EQ(client.response().status, 408);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
    EXPECT_EQ(running.server.statistics().timeouts, 100u);
    EXPECT_EQ(quick.get("/").status, 200);
}

TEST(Limits, AllowsABodyTheTimeItTakesWhileItKeepsComing) {
    Limits limits;
    limits.body_time = 400ms;
    Running running(echo, with(limits));
    auto client = running.client();
    constexpr int pieces = 12;
    const std::string piece(70'000, 'x');
    client.send(fmt::format("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", pieces * piece.size()));
    for (int count = 0; count < pieces; ++count) {
        client.send(piece);
        std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(client.response().status, 200);
}

TEST(Limits, ClosesConnectionsThatAreIdle) {
    Limits limits;
    limits.idle_time = 200ms;
    Running running(echo, with(limits));
    auto fresh = running.client(), used = running.client();
    EXPECT_EQ(used.get("/").status, 200);
    EXPECT_TRUE(fresh.at_end());
    EXPECT_TRUE(used.at_end());
    EXPECT_TRUE(running.at_rest());
}

TEST(Limits, ClosesConnectionsThatDoNotTakeTheirReply) {
    Limits limits;
    limits.write_time = 300ms;
    Running running(
        [](Request&&, Reply reply) {
            auto response = text(std::string(50'000'000, 'x'));
            response.content_type = "application/octet-stream";
            reply.send(std::move(response));
        },
        with(limits));
    auto client = running.client(4096);
    client.send(get("/"));
    EXPECT_TRUE(eventually([&] { return running.server.statistics().timeouts == 1; }));
    EXPECT_TRUE(running.at_rest());
}

TEST(Limits, TellsConnectionsBeyondTheLimitToComeBack) {
    Limits limits;
    limits.connections = 10;
    Running running(echo, with(limits));
    std::vector<Client> clients;
    for (int count = 0; count < 10; ++count) {
        clients.push_back(running.client());
        EXPECT_EQ(clients.back().get("/").status, 200);
    }
    for (int count = 0; count < 20; ++count) {
        auto client = running.client();
        const auto answer = client.get("/");
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(answer.headers.at("retry-after"), "5");
        EXPECT_TRUE(client.at_end());
    }
    EXPECT_EQ(running.server.statistics().connections_refused, 20u);
    EXPECT_EQ(running.server.statistics().connections_open, 10u);
    clients.clear();
    EXPECT_TRUE(running.at_rest());
    auto client = running.client();
    EXPECT_EQ(client.get("/").status, 200);
}

TEST(Limits, HoldsTwoThousandConnections) {
    Running running(echo);
    std::vector<Client> clients;
    for (int count = 0; count < 2'000; ++count) clients.push_back(running.client());
    int served = 0;
    for (int round = 0; round < 2; ++round) {
        for (auto& client : clients) client.send(get("/"));
        for (auto& client : clients) served += client.response().status == 200;
    }
    EXPECT_EQ(served, 4'000);
    EXPECT_EQ(running.server.statistics().connections_open, 2'000u);
    clients.clear();
    EXPECT_TRUE(running.at_rest());
}

/// Processor time of this process.
std::chrono::microseconds processor_time() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

TEST(Limits, WaitsWhenTheProcessIsOutOfDescriptors) {
    Running running(echo);
    auto first = running.client();
    EXPECT_EQ(first.get("/").status, 200);
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);

    // A client's socket exists before it connects, so that only the server's accept() runs out.
    const int waiting = ::socket(AF_INET, SOCK_STREAM, 0);
    const int next_free = ::fcntl(0, F_DUPFD, 0);
    ::close(next_free);
    const rlimit exhausted{static_cast<rlim_t>(next_free), before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &exhausted), 0);
    sockaddr_in address{AF_INET, htons(running.server.port()), {htonl(INADDR_LOOPBACK)}, {}};
    ASSERT_EQ(::connect(waiting, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const auto spent = processor_time();
    std::this_thread::sleep_for(500ms);
    EXPECT_LT(processor_time() - spent, 250ms);
    EXPECT_EQ(running.server.statistics().connections_accepted, 1u);
    EXPECT_EQ(first.get("/").status, 200);

    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_TRUE(eventually([&] { return running.server.statistics().connections_accepted == 2; }));
    ::close(waiting);
}

}  // namespace
}  // namespace tongzhou::http::test
