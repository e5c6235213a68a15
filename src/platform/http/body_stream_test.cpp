#include <zlib.h>

#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string plain;
    int outcome = Z_OK;
    while (outcome == Z_OK) {
        char piece[65536];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        outcome = inflate(&stream, Z_NO_FLUSH);
        plain.append(piece, sizeof piece - stream.avail_out);
    }
    inflateEnd(&stream);
    return outcome == Z_STREAM_END ? plain : "not gzip";
}

/// Streams the numbers below `count`, one per piece and line.
BodySource numbers(int count) {
    return [next = 0, count]() mutable -> std::optional<std::string> {
        if (next == count) return std::nullopt;
        return fmt::format("{}\n", next++);
    };
}

std::string all_numbers(int count) {
    std::string lines;
    for (int number = 0; number < count; ++number) lines += fmt::format("{}\n", number);
    return lines;
}

Handler streaming(std::function<BodySource()> source, std::string type = "text/csv") {
    return [=](Request&&, Reply reply) {
        Response response;
        response.content_type = type;
        response.source = source();
        reply.send(std::move(response));
    };
}

TEST(BodyStream, ArrivesWholeAndLeavesTheConnectionOpen) {
    Running running(streaming([] { return numbers(3'000); }));
    auto client = running.client();
    for (int round = 0; round < 3; ++round) {
        const auto answer = client.get("/export");
        EXPECT_EQ(answer.headers.at("transfer-encoding"), "chunked");
        EXPECT_TRUE(answer.complete);
        EXPECT_EQ(answer.body, all_numbers(3'000));
    }
}

TEST(BodyStream, IsCompressedOnItsWay) {
    Running running(streaming([] { return numbers(50'000); }));
    auto client = running.client();
    const auto answer = client.get("/export", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(answer.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(answer.headers.at("vary"), "Accept-Encoding");
    EXPECT_TRUE(answer.complete);
    EXPECT_LT(answer.body.size(), all_numbers(50'000).size() / 2);
    EXPECT_EQ(unpacked(answer.body), all_numbers(50'000));
}

TEST(BodyStream, EndsWithTheConnectionInHttp10) {
    Running running(streaming([] { return numbers(1'000); }));
    auto client = running.client();
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, all_numbers(1'000));
    client.hang_up();
    EXPECT_TRUE(running.at_rest());
}

TEST(BodyStream, MayBeEmptyAndMayHaveEmptyPieces) {
    Running running([](Request&& request, Reply reply) {
        Response response;
        response.source = request.path == "/empty" ? numbers(0) : [next = 0]() mutable -> std::optional<std::string> {
            if (next == 100) return std::nullopt;
            return ++next % 10 == 0 ? "x" : "";
        };
        reply.send(std::move(response));
    });
    auto client = running.client();
    EXPECT_TRUE(client.get("/empty").complete);
    EXPECT_EQ(client.get("/gaps").body, "xxxxxxxxxx");
    EXPECT_EQ(unpacked(client.get("/empty", "Accept-Encoding: gzip\r\n").body), "");
}

TEST(BodyStream, IsNotPulledForHead) {
    std::atomic<bool> pulled{false};
    Running running(streaming([&] {
        return [&]() -> std::optional<std::string> {
            pulled = true;
            return std::nullopt;
        };
    }));
    auto client = running.client();
    client.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.response(Method::head).status, 200);
    EXPECT_FALSE(pulled);
}

TEST(BodyStream, WaitsForTheClient) {
    std::atomic<int> pulled{0};
    Running running(streaming(
        [&] {
            return [&]() -> std::optional<std::string> {
                if (pulled == 400) return std::nullopt;
                ++pulled;
                return std::string(100'000, 'x');
            };
        },
        "application/octet-stream"));
    auto client = running.client();
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    auto answer = client.head();
    int before = -1;
    EXPECT_TRUE(eventually([&] {  // the kernel's buffers fill up, then nothing more is pulled
        std::this_thread::sleep_for(50ms);
        return std::exchange(before, pulled.load()) == pulled;
    }));
    EXPECT_LT(pulled, 200);
    client.read_body(answer);
    EXPECT_TRUE(answer.complete);
    EXPECT_EQ(answer.body.size(), 40'000'000u);
    EXPECT_EQ(pulled, 400);
}

// A truncated export must never look complete.
TEST(BodyStream, BreaksTheConnectionOffWhenItThrows) {
    std::mutex mutex;
    std::vector<std::string> faults;
    auto options = on_any_port();
    options.report_fault = [&](std::string_view what) {
        const std::lock_guard lock(mutex);
        faults.emplace_back(what);
    };
    const auto failing = [] {
        return [left = 5]() mutable -> std::optional<std::string> {
            if (left-- == 0) throw std::runtime_error("the database went away");
            return "line\n";
        };
    };
    Running running(streaming(failing), options);
    auto client = running.client();
    const auto chunked = client.get("/");
    EXPECT_EQ(chunked.status, 200);
    EXPECT_FALSE(chunked.complete);

    auto old_client = running.client();
    old_client.send("GET / HTTP/1.0\r\n\r\n");
    while (old_client.receive()) continue;
    EXPECT_EQ(errno, ECONNRESET);

    EXPECT_TRUE(running.at_rest());
    EXPECT_EQ(running.server.statistics().faults, 2u);
    const std::lock_guard lock(mutex);
    EXPECT_EQ(faults.front(), "the database went away");
}

TEST(Gzip, CompressesWhatShrinksForThoseWhoTakeIt) {
    const std::string long_text(5'000, 'a');
    Running running([&](Request&& request, Reply reply) {
        auto response = text(request.path == "/short" ? "short" : long_text);
        if (request.path == "/png") response.content_type = "image/png";
        if (request.path == "/packed") response.headers.emplace_back("content-encoding", "br");
        reply.send(std::move(response));
    });
    auto client = running.client();
    const auto packed = client.get("/", "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(unpacked(packed.body), long_text);
    const auto plain = client.get("/");
    EXPECT_FALSE(plain.headers.contains("content-encoding"));
    EXPECT_EQ(plain.headers.at("vary"), "Accept-Encoding");
    EXPECT_EQ(plain.body, long_text);
    EXPECT_FALSE(client.get("/", "Accept-Encoding: gzip;q=0, br\r\n").headers.contains("content-encoding"));
    EXPECT_FALSE(client.get("/short", "Accept-Encoding: gzip\r\n").headers.contains("vary"));
    EXPECT_FALSE(client.get("/png", "Accept-Encoding: gzip\r\n").headers.contains("content-encoding"));
    EXPECT_EQ(client.get("/packed", "Accept-Encoding: gzip\r\n").headers.at("content-encoding"), "br");
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(unpacked(client.get("/", "Accept-Encoding: gzip\r\n").body), long_text);
    }
}

}  // namespace
}  // namespace tongzhou::http::test
