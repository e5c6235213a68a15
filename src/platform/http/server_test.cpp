#include "base/problem.hpp"
#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

TEST(Server, AnswersRequestAfterRequestOnOneConnection) {
    Running running(echo);
    auto client = running.client();
    EXPECT_EQ(client.get("/one?a=1").body, "GET /one?a=1 []");
    EXPECT_EQ(client.post("/two", "hello").body, "POST /two? [hello]");
    EXPECT_EQ(client.get("/%E6%B3%97%E6%B0%B4").body, "GET /泗水? []");
    const auto now = running.server.statistics();
    EXPECT_EQ(now.requests, 3u);
    EXPECT_EQ(now.connections_accepted, 1u);
    EXPECT_EQ(now.connections_open, 1u);
    EXPECT_EQ(now.requests_running, 0u);
    EXPECT_GT(now.bytes_in, 100u);
    EXPECT_GT(now.bytes_out, 100u);
}

TEST(Server, AnswersFromAnotherThread) {
    OtherThread worker;
    Running running(worker.handler());
    auto client = running.client();
    for (int count = 0; count < 100; ++count) EXPECT_EQ(client.get("/x").body, "late /x");
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
    OtherThread worker;
    Running running([&](Request&& request, Reply reply) {
        if (request.path.back() % 2 == 0) return worker.add(std::move(reply), request.path);
        reply.send(text(request.path));
    });
    auto client = running.client();
    std::string all;
    for (int number = 0; number < 10; ++number) all += fmt::format("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", number);
    client.send(all);
    for (int number = 0; number < 10; ++number) EXPECT_EQ(client.response().body, fmt::format("/{}", number));
}

TEST(Server, TakesManyMorePipelinedRequestsThanItsBufferHolds) {
    OtherThread worker;
    Running running(worker.handler());
    auto client = running.client();
    constexpr int count = 2'000;
    std::thread sender([&] {
        for (int number = 0; number < count; ++number) {
            client.send(fmt::format("GET /{} HTTP/1.1\r\nHost: test\r\nX-Padding: {:0200}\r\n\r\n", number, 0));
        }
    });
    int right = 0;
    for (int number = 0; number < count; ++number) right += client.response().body == fmt::format("late /{}", number);
    sender.join();
    EXPECT_EQ(right, count);
}

TEST(Server, ReadsARequestThatComesByteByByte) {
    Running running(echo);
    auto client = running.client();
    for (const char byte : std::string("POST /slow HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc")) {
        client.send({&byte, 1});
        std::this_thread::sleep_for(200us);
    }
    EXPECT_EQ(client.response().body, "POST /slow? [abc]");
}

TEST(Server, AnswersHeadWithTheHeaderAlone) {
    Running running(echo);
    auto client = running.client();
    client.send("HEAD /h HTTP/1.1\r\nHost: test\r\n\r\n");
    const auto answer = client.response(Method::head);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("content-length"), std::to_string(std::string("HEAD /h? []").size()));
    EXPECT_EQ(client.get("/next").body, "GET /next? []");
}

TEST(Server, SendsNoBodyWith204) {
    Running running([](Request&&, Reply reply) { reply.send(text("", 204)); });
    auto client = running.client();
    const auto answer = client.get("/");
    EXPECT_EQ(answer.status, 204);
    EXPECT_FALSE(answer.headers.contains("content-length"));
    EXPECT_EQ(client.get("/").status, 204);
}

TEST(Server, TellsAClientThatAsksToContinue) {
    Running running(echo);
    auto client = running.client();
    client.send("POST /c HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("body").body, "POST /c? [body]");
}

TEST(Server, ReadsChunkedBodiesAndIgnoresTheirTrailers) {
    Running running(
        [](Request&& request, Reply reply) { reply.send(text(request.body + std::string(request.header("x-role")))); });
    auto client = running.client();
    const std::string head = "POST /c HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(client.ask(head + "5\r\nhello\r\n1;ext=1\r\n \r\n5\r\nworld\r\n0\r\n\r\n").body, "hello world");
    EXPECT_EQ(client.ask(head + "2\r\nhi\r\n0\r\nX-Role: admin\r\n\r\n").body, "hi");
}

TEST(Server, ClosesWhenAskedTo) {
    Running running(echo);
    auto client = running.client();
    const auto answer = client.get("/", "Connection: close\r\n");
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(client.at_end());
}

TEST(Server, SpeaksHttp10) {
    Running running(echo);
    auto brief = running.client();
    EXPECT_EQ(brief.ask("GET /old HTTP/1.0\r\n\r\n").body, "GET /old? []");
    EXPECT_TRUE(brief.at_end());
    auto lasting = running.client();
    for (int count = 0; count < 2; ++count) {
        const auto answer = lasting.ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_EQ(answer.headers.at("connection"), "keep-alive");
    }
}

TEST(Server, AnswersLargeBodiesWhole) {
    std::string large;
    while (large.size() < 20'000'000) large += fmt::format("{:x},", large.size() * 2654435761u);
    Running running([&](Request&&, Reply reply) {
        auto response = text(large);
        response.content_type = "application/octet-stream";
        reply.send(std::move(response));
    });
    auto client = running.client();
    EXPECT_TRUE(client.get("/").body == large);
    EXPECT_TRUE(client.get("/").body == large);
}

TEST(Server, ReceivesLargeBodiesWhole) {
    auto options = on_any_port();
    options.limits.body_bytes_by_prefix = {{"/imports", 64 << 20}, {"/imports/small", 10}};
    Running running([](Request&& request, Reply reply) { reply.send(text(std::move(request.body))); }, options);
    auto client = running.client();
    std::string large;
    while (large.size() < 20'000'000) large += fmt::format("{:x},", large.size() * 2654435761u);
    EXPECT_TRUE(client.post("/imports/1", large).body == large);
    EXPECT_EQ(client.post("/imports/small/1", "0123456789").status, 200);
    EXPECT_EQ(client.post("/imports/small/1", "0123456789a").status, 413);
}

TEST(Server, AnswersForAReplyThatIsDropped) {
    std::vector<std::string> faults;
    auto options = on_any_port();
    options.report_fault = [&](std::string_view what) { faults.emplace_back(what); };
    Running running(
        [](Request&& request, Reply) {
            if (request.path == "/throw") throw std::runtime_error("the handler threw");
        },
        options);
    auto client = running.client();
    const auto answer = client.get("/drop");
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(client.get("/throw").status, 500);
    EXPECT_EQ(running.server.statistics().faults, 3u);
    EXPECT_EQ(faults.back(), "the handler threw");
    EXPECT_EQ(running.server.statistics().requests_running, 0u);
}

TEST(Server, LetsNoHeaderValueBeginAHeaderOfItsOwn) {
    Running running([](Request&&, Reply reply) {
        auto response = text("x");
        response.headers = {{"X-Name", "a\r\nSet-Cookie: evil=1"}, {"Content-Length", "999"}, {"X-Last", "b"}};
        reply.send(std::move(response));
    });
    auto client = running.client();
    const auto answer = client.get("/");
    EXPECT_FALSE(answer.headers.contains("set-cookie"));
    EXPECT_EQ(answer.headers.at("x-last"), "b");
    EXPECT_EQ(answer.body, "x");
    EXPECT_FALSE(answer.headers.contains("server"));
    EXPECT_TRUE(answer.headers.at("date").ends_with(" GMT"));
}

TEST(Server, TellsWhoIsAskingAndByWhatProxy) {
    auto options = on_any_port();
    options.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
    const Handler who = [](Request&& request, Reply reply) {
        reply.send(text(request.remote + (request.secure ? " secure" : " plain")));
    };
    Running behind_proxy(who, options), direct(who);
    const std::string forwarded = "X-Forwarded-For: 6.6.6.6, 1.2.3.4, 10.0.0.1\r\nX-Forwarded-Proto: https\r\n";
    auto client = behind_proxy.client(), stranger = direct.client();
    EXPECT_EQ(client.get("/", forwarded).body, "1.2.3.4 secure");
    EXPECT_EQ(client.get("/", "X-Forwarded-For: 2001:db8::1\r\n").body, "2001:db8::1 plain");
    EXPECT_EQ(client.get("/", "X-Forwarded-For: nonsense\r\n").body, "127.0.0.1 plain");
    EXPECT_EQ(client.get("/").body, "127.0.0.1 plain");
    EXPECT_EQ(stranger.get("/", forwarded).body, "127.0.0.1 plain");
}

TEST(Server, SharesConnectionsAmongItsThreads) {
    auto options = on_any_port();
    options.io_threads = 3;
    std::mutex mutex;
    std::map<std::thread::id, int> served;
    Running running(
        [&](Request&&, Reply reply) {
            {
                const std::lock_guard lock(mutex);
                ++served[std::this_thread::get_id()];
            }
            reply.send(text("x"));
        },
        options);
    std::vector<Client> clients;
    for (int count = 0; count < 30; ++count) clients.push_back(running.client());
    for (auto& client : clients) EXPECT_EQ(client.get("/").status, 200);
    ASSERT_EQ(served.size(), 3u);
    for (const auto& [thread, count] : served) EXPECT_EQ(count, 10);
}

TEST(Server, SaysWhyItCannotListen) {
    Running running(echo);
    auto options = on_any_port();
    options.port = running.server.port();
    Server second(options, echo);
    EXPECT_THROW(second.start(), Problem);
    options.address = "not an address";
    Server third(options, echo);
    EXPECT_THROW(third.start(), Problem);
    options.trusted_proxies = {"proxy.example"};
    EXPECT_THROW(Server(options, echo), Problem);
}

}  // namespace
}  // namespace tongzhou::http::test
