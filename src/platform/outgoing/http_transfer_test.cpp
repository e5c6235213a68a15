// Requests to a server that answers, refuses, is slow, hangs up, or is not there.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <set>
#include <thread>

#include "base/text.hpp"
#include "platform/http/http.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::outgoing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class HttpTransfer : public ::testing::Test {
  protected:
    HttpTransfer() {
        http::Options options;
        options.port = 0;
        server_ = std::make_unique<http::Server>(options, [this](http::Request&& request, http::Reply reply) {
            http::Response response;
            if (request.path == "/slow") {
                const std::lock_guard lock(mutex_);
                held_.push_back(std::move(reply));
                return;
            }
            if (request.path == "/busy") {
                response.status = 503;
                response.headers.emplace_back("retry-after", "7");
            }
            if (request.path == "/moved") {
                response.status = 302;
                response.headers.emplace_back("location", "/");
            }
            response.body = fmt::format("{} {} {}", http::name(request.method), request.header("x-test"), request.body);
            reply.send(std::move(response));
        });
        server_->start();
    }
    ~HttpTransfer() override {
        {
            const std::lock_guard lock(mutex_);
            held_.clear();
        }
        server_->stop();
    }
    HttpRequest to(const char* path) const {
        HttpRequest request;
        request.url = fmt::format("http://127.0.0.1:{}{}", server_->port(), path);
        request.headers = {{"X-Test", "一"}};
        request.body = "body";
        return request;
    }

    std::mutex mutex_;
    std::vector<http::Reply> held_;
    std::unique_ptr<http::Server> server_;
};

TEST_F(HttpTransfer, BringsTheAnswer) {
    const auto answer = send_and_wait(to("/"));
    EXPECT_EQ(answer.fate, Fate::answered);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST 一 body");
    EXPECT_EQ(answer.fault, "");
}

TEST_F(HttpTransfer, SaysHowLongTheOtherSideWantsToBeLeftAlone) {
    const auto answer = send_and_wait(to("/busy"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.retry_after_seconds, 7);
}

TEST_F(HttpTransfer, FollowsNoRedirect) { EXPECT_EQ(send_and_wait(to("/moved")).status, 302); }

TEST_F(HttpTransfer, DoesNotKnowWhatBecameOfARequestThatNobodyAnswered) {
    auto request = to("/slow");
    request.time = 200ms;
    const auto answer = send_and_wait(request);
    EXPECT_EQ(answer.fate, Fate::unknown);
    EXPECT_EQ(answer.fault, "timed_out");
    EXPECT_FALSE(answer.why.zh.empty());
    EXPECT_FALSE(answer.why.en.empty());
}

TEST_F(HttpTransfer, KnowsThatNobodyWasThere) {
    auto request = to("/?access_token=secret-of-mine");
    request.url = "http://127.0.0.1:1/?access_token=secret-of-mine";
    const auto answer = send_and_wait(request);
    EXPECT_EQ(answer.fate, Fate::not_sent);
    EXPECT_EQ(answer.fault, "no_connection");
    EXPECT_THAT(answer.why.zh + answer.why.en + answer.body, Not(HasSubstr("secret-of-mine")));
}

TEST_F(HttpTransfer, DoesNotSendAgainOnAConnectionThatDied) {
    // A server that takes one request on each connection and hangs up without a word.
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ::listen(listener, 8);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    std::atomic<int> connections = 0;
    std::thread server([&] {
        for (int socket; (socket = ::accept(listener, nullptr, nullptr)) >= 0; ::close(socket)) {
            ++connections;
            char bytes[4096];
            std::string seen;
            for (ssize_t n; seen.find("body") == std::string::npos && (n = ::recv(socket, bytes, sizeof bytes, 0)) > 0;)
                seen.append(bytes, static_cast<std::size_t>(n));
        }
    });
    auto request = to("/");
    request.url = fmt::format("http://127.0.0.1:{}/", ntohs(address.sin_port));
    const auto answer = send_and_wait(request);
    EXPECT_EQ(answer.fate, Fate::unknown);
    EXPECT_EQ(answer.fault, "broken_off");
    ::shutdown(listener, SHUT_RDWR);
    server.join();
    ::close(listener);
    EXPECT_EQ(connections, 1);
}

TEST_F(HttpTransfer, CarriesManyAtOnceAndCanBeWoken) {
    Carrier carrier;
    for (int i = 0; i < 50; ++i) carrier.send(to("/"));
    std::set<Carrier::Ticket> tickets;
    while (carrier.on_their_way() > 0)
        for (auto& finished : carrier.wait(1s)) {
            EXPECT_EQ(finished.answer.status, 200);
            tickets.insert(finished.ticket);
        }
    EXPECT_EQ(tickets.size(), 50u);
    const auto begun = std::chrono::steady_clock::now();
    std::thread waker([&] {
        std::this_thread::sleep_for(50ms);
        carrier.wake();
    });
    EXPECT_TRUE(carrier.wait(10s).empty());
    waker.join();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST(Address, GoesUnencryptedOnlyWhereNobodyListens) {
    for (const char* host :
         {"localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "[::1]"})
        EXPECT_TRUE(may_go_unencrypted(host)) << host;
    for (const char* host : {"172.15.0.1", "172.32.0.1", "192.169.0.1", "8.8.8.8", "oapi.dingtalk.com", "10.1.2.3.cn",
                             "127.0.0.1.example", "0x7f000001", "10.1", "256.1.1.1", ""})
        EXPECT_FALSE(may_go_unencrypted(host)) << host;
}

TEST(Address, IsReadStrictly) {
    EXPECT_EQ(host_of("https://OAPI.dingtalk.com/robot/send?access_token=x"), "oapi.dingtalk.com");
    EXPECT_EQ(host_of("http://127.0.0.1:8080/"), "127.0.0.1");
    EXPECT_EQ(host_of("http://[::1]:8080/"), "[::1]");
    for (const char* url :
         {"ftp://a.cn/", "https://", "https://user:pass@a.cn/", "https://a.cn/#x", "https://a b/",
          "https://a.cn\r\nHost: b", "a.cn", "file:///etc/passwd", "https://a.cn:port/", "https://[::1"})
        EXPECT_EQ(host_of(url), std::nullopt) << url;
}

TEST(Address, IsPercentEncoded) { EXPECT_EQ(percent_encoded("a-b_c.d~ +/=中"), "a-b_c.d~%20%2B%2F%3D%E4%B8%AD"); }

// RFC 4231, test case 2.
TEST(Hmac, IsThatOfTheStandard) {
    EXPECT_EQ(hex(bytes_of(hmac_sha256("Jefe", "what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Carrier, LetsNoPeerThatHangsUpEndTheProgram) {
    const Carrier carrier;
    EXPECT_EQ(std::raise(SIGPIPE), 0);
}

}  // namespace
}  // namespace tongzhou::outgoing
