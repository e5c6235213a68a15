#include "platform/http/request_text.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"
#include "platform/http/gzip.hpp"
#include "platform/http/request_reader.hpp"

namespace tongzhou::http {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Query, IsDecoded) {
    EXPECT_EQ(parse_query("a=1&b=%20"), (Pairs{{"a", "1"}, {"b", " "}}));
    EXPECT_EQ(parse_query("q=%E6%B3%97+%E6%B0%B4&&flag&=x&k=a=b&"),
              (Pairs{{"q", "泗 水"}, {"flag", ""}, {"", "x"}, {"k", "a=b"}}));
    EXPECT_EQ(parse_query(""), Pairs{});
    for (const auto* bad : {"a=%", "a=%2", "a=%zz", "%ff=1", "a=\xff"}) EXPECT_THROW(parse_query(bad), Problem) << bad;
}

TEST(Path, MustBeClean) {
    EXPECT_EQ(clean_path("/a%20b/%e6%b3%97"), "/a b/泗");
    EXPECT_EQ(clean_path("/a+b"), "/a+b");
    for (const auto* bad : {"", "a", "/..", "/%2e.", "/a\\b", "/%00", "/%0a", "/%7f", "/%ff"}) {
        EXPECT_FALSE(clean_path(bad)) << bad;
    }
}

TEST(RequestCookie, IsFoundByName) {
    Request request;
    request.headers = {{"cookie", "a=1; session=\"abc=def\";b="}, {"cookie", "c=3"}};
    EXPECT_EQ(request.cookie("a"), "1");
    EXPECT_EQ(request.cookie("session"), "abc=def");
    EXPECT_EQ(request.cookie("b"), "");
    EXPECT_EQ(request.cookie("c"), "3");
    EXPECT_EQ(request.cookie("sess"), "");
    EXPECT_EQ(request.header("cookie"), "a=1; session=\"abc=def\";b=");
}

TEST(AcceptEncoding, IsUnderstood) {
    for (const auto* yes : {"gzip", "deflate, GZIP;q=0.5", "br,gzip;q=1"}) EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (const auto* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(ContentType, TellsWhatShrinks) {
    for (const auto* yes :
         {"application/json", "text/csv; charset=utf-8", "image/svg+xml", "application/problem+json"}) {
        EXPECT_TRUE(shrinks(yes)) << yes;
    }
    for (const auto* no : {"image/png", "text/event-stream", "application/zip", ""}) EXPECT_FALSE(shrinks(no)) << no;
}

// Wherever the network cuts it, a request is the same request.
TEST(RequestReader, ReadsTheSameHoweverItIsCut) {
    const std::string bytes =
        "\r\nPOST /a%20b?q=1 HTTP/1.1\r\nHost: t\r\nX-Long: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;x=y\r\nabc\r\n4\r\ndefg\r\n0\r\nTrailer: 1\r\n\r\n";
    const Limits limits;
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        for (std::size_t step : {1, 7, 1000}) {
            RequestReader reader(limits);
            auto progress = RequestReader::Progress::needs_more;
            std::size_t begin = 0;
            for (auto end = first; progress == RequestReader::Progress::needs_more;
                 end = std::min(end + step, bytes.size())) {
                std::size_t used = 0;
                progress = reader.read(std::string_view(bytes).substr(begin, end - begin), used);
                begin += used;
            }
            ASSERT_EQ(progress, RequestReader::Progress::complete);
            EXPECT_EQ(begin, bytes.size());
            RequestTraits traits;
            const auto request = reader.take(traits);
            EXPECT_EQ(request.path, "/a b");
            EXPECT_EQ(request.query, "q=1");
            EXPECT_EQ(request.body, "abcdefg");
            EXPECT_EQ(request.headers, (Pairs{{"host", "t"}, {"x-long", "1"}, {"transfer-encoding", "chunked"}}));
            EXPECT_TRUE(traits.keep_alive);
        }
    }
}

}  // namespace
}  // namespace tongzhou::http
