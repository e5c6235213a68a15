#include <filesystem>
#include <fstream>

#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

class StaticFilesTest : public ::testing::Test {
  protected:
    StaticFilesTest() {
        std::string name = (std::filesystem::temp_directory_path() / "static_files_test_XXXXXX").string();
        outside_ = ::mkdtemp(name.data());
        write(outside_ / "secret.txt", "secret");
        write(outside_ / "site-backup" / "old.txt", "old");
        write(folder() / "index.html", "<h1>同舟</h1>");
        write(folder() / "assets" / "index-B1x_9aZq.js", "console.log(1)");
        write(folder() / "app.0123abcd.css", "body{}");
        write(folder() / "中文.txt", "中文");
        std::filesystem::create_symlink(outside_ / "secret.txt", folder() / "link.txt");
        std::filesystem::create_symlink(folder() / "index.html", folder() / "start.html");
    }
    ~StaticFilesTest() override { std::filesystem::remove_all(outside_); }

    std::filesystem::path folder() const { return outside_ / "site"; }

    static void write(const std::filesystem::path& path, std::string_view content) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
    }

    std::optional<Response> find(const std::string& path, std::vector<std::pair<std::string, std::string>> headers = {},
                                 Method method = Method::get) const {
        Request request;
        request.method = method;
        request.path = path;
        request.headers = std::move(headers);
        return StaticFiles(folder()).find(request, path);
    }

    static std::string header(const Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return {};
    }

    std::filesystem::path outside_;
};

TEST_F(StaticFilesTest, FindsFilesWithTheirTypes) {
    EXPECT_EQ(find("/index.html")->body, "<h1>同舟</h1>");
    EXPECT_EQ(find("/index.html")->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(find("/中文.txt")->body, "中文");
    EXPECT_EQ(find("//start.html")->status, 200);
    for (const auto& [name, type] : std::map<std::string, std::string>{{"a.mjs", "text/javascript; charset=utf-8"},
                                                                       {"a.json", "application/json"},
                                                                       {"a.svg", "image/svg+xml"},
                                                                       {"a.png", "image/png"},
                                                                       {"a.ico", "image/x-icon"},
                                                                       {"a.woff2", "font/woff2"},
                                                                       {"a.webmanifest", "application/manifest+json"},
                                                                       {"a.map", "application/json"},
                                                                       {"a.wasm", "application/wasm"},
                                                                       {"a.unknown", "application/octet-stream"}}) {
        write(folder() / name, "x");
        EXPECT_EQ(find("/" + name)->content_type, type) << name;
    }
}

TEST_F(StaticFilesTest, FindsNothingElse) {
    for (const auto* path :
         {"/absent.html", "/", "", "/assets", "/assets/", "/../secret.txt", "/assets/../../secret.txt", "/link.txt",
          "/../site-backup/old.txt", "index.html", "//", "/index.html/x"}) {
        EXPECT_FALSE(find(path)) << path;
    }
    EXPECT_FALSE(find(std::string("/index.html\0.txt", 16)));
    EXPECT_FALSE(find("/index.html", {}, Method::post));
    EXPECT_FALSE(find("/" + (outside_ / "secret.txt").string()));
}

TEST_F(StaticFilesTest, KeepsNamesWithAHashForever) {
    EXPECT_EQ(header(*find("/index.html"), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(*find("/中文.txt"), "Cache-Control"), "no-cache");
    for (const auto* path : {"/assets/index-B1x_9aZq.js", "/app.0123abcd.css"}) {
        EXPECT_EQ(header(*find(path), "Cache-Control"), "public, max-age=31536000, immutable") << path;
    }
}

TEST_F(StaticFilesTest, AnswersNotModifiedUntilTheFileIs) {
    const auto tag = header(*find("/index.html"), "ETag");
    ASSERT_FALSE(tag.empty());
    const auto unchanged = find("/index.html", {{"if-none-match", "\"x\", " + tag}});
    EXPECT_EQ(unchanged->status, 304);
    EXPECT_TRUE(unchanged->body.empty());
    EXPECT_EQ(header(*unchanged, "ETag"), tag);
    EXPECT_EQ(find("/index.html", {{"if-none-match", "*"}})->status, 304);
    write(folder() / "index.html", "<h1>changed</h1>");
    EXPECT_EQ(find("/index.html", {{"if-none-match", tag}})->status, 200);
}

TEST_F(StaticFilesTest, SendsTheCompressedNeighbour) {
    write(folder() / "index.html.gz", "packed");
    const auto packed = find("/index.html", {{"accept-encoding", "gzip, br"}});
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->body, "packed");
    EXPECT_EQ(header(*packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(packed->content_type, "text/html; charset=utf-8");
    const auto plain = find("/index.html");
    EXPECT_EQ(plain->body, "<h1>同舟</h1>");
    EXPECT_EQ(header(*plain, "Vary"), "Accept-Encoding");
    write(folder() / "index.html.br", "smaller");
    EXPECT_EQ(find("/index.html", {{"accept-encoding", "gzip, br"}})->body, "smaller");
    EXPECT_EQ(header(*find("/index.html", {{"accept-encoding", "gzip, br"}}), "Content-Encoding"), "br");
    EXPECT_EQ(find("/index.html", {{"accept-encoding", "gzip, br;q=0"}})->body, "packed");
}

TEST_F(StaticFilesTest, AreServed) {
    const StaticFiles files(folder());
    Running running([&](Request&& request, Reply reply) {
        auto found = files.find(request, request.path);
        reply.send(found ? std::move(*found) : text("absent", 404));
    });
    auto client = running.client();
    const auto answer = client.get("/index.html");
    EXPECT_EQ(answer.body, "<h1>同舟</h1>");
    EXPECT_EQ(client.get("/index.html", "If-None-Match: " + answer.headers.at("etag") + "\r\n").status, 304);
    EXPECT_EQ(client.get("/absent").status, 404);
    client.send("HEAD /index.html HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.response(Method::head).headers.at("content-length"), std::to_string(answer.body.size()));
}

}  // namespace
}  // namespace tongzhou::http::test
