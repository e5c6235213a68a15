#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>

#include "base/problem.hpp"
#include "platform/http/test_client.hpp"

namespace tongzhou::http::test {
namespace {

/// A key and a certificate that signs itself, in a folder that goes with it.
struct SelfSigned {
    std::filesystem::path folder;
    std::string certificate_file, key_file;

    SelfSigned() {
        std::string name = (std::filesystem::temp_directory_path() / "tls_test_XXXXXX").string();
        folder = ::mkdtemp(name.data());
        certificate_file = folder / "certificate.pem";
        key_file = folder / "key.pem";
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        X509_set_version(certificate, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* subject = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1,
                                   -1, 0);
        X509_set_issuer_name(certificate, subject);
        X509_sign(certificate, key, EVP_sha256());
        FILE* file = std::fopen(key_file.c_str(), "w");
        PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        file = std::fopen(certificate_file.c_str(), "w");
        PEM_write_X509(file, certificate);
        std::fclose(file);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~SelfSigned() { std::filesystem::remove_all(folder); }

    Options options() const {
        auto options = on_any_port();
        options.certificate_file = certificate_file;
        options.key_file = key_file;
        return options;
    }
};

/// A Client that speaks through TLS.
class TlsClient {
  public:
    explicit TlsClient(const Running& running, int newest_version = TLS1_3_VERSION)
        : client_(running.client()), context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_security_level(context_, 0);  // else the client itself would not offer TLS 1.1
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, newest_version);
        tls_ = SSL_new(context_);
        SSL_set_fd(tls_, client_.descriptor());
        connected_ = SSL_connect(tls_) == 1;
    }
    ~TlsClient() {
        SSL_free(tls_);
        SSL_CTX_free(context_);
        ERR_clear_error();
    }

    bool connected() const { return connected_; }
    std::string version() const { return SSL_get_version(tls_); }

    /// False when the server stops listening; it resets, so SIGPIPE does not come.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const int sent =
                SSL_write(tls_, bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 65536)));
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    std::string until(std::string_view mark) {
        while (unread_.find(mark) == std::string::npos && receive()) continue;
        const auto length = std::min(unread_.size(), unread_.find(mark) + mark.size());
        auto found = unread_.substr(0, length);
        unread_.erase(0, length);
        return found;
    }

    /// All that comes, and whether it ended with TLS's own goodbye.
    std::string rest() {
        while (receive()) continue;
        return std::exchange(unread_, {});
    }
    bool ended_properly() const { return (SSL_get_shutdown(tls_) & SSL_RECEIVED_SHUTDOWN) != 0; }

    Client& socket() { return client_; }

  private:
    bool receive() {
        char piece[65536];
        const int count = SSL_read(tls_, piece, sizeof piece);
        if (count > 0) unread_.append(piece, static_cast<std::size_t>(count));
        return count > 0;
    }

    Client client_;
    SSL_CTX* context_;
    SSL* tls_;
    bool connected_ = false;
    std::string unread_;
};

TEST(Tls, ServesRequests) {
    const SelfSigned identity;
    Running running([](Request&& request, Reply reply) { reply.send(text(request.secure ? "secure" : "plain")); },
                    identity.options());
    TlsClient client(running);
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.version(), "TLSv1.3");
    for (int count = 0; count < 3; ++count) {
        client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
        EXPECT_TRUE(client.until("secure").ends_with("\r\n\r\nsecure"));
    }
    client.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.rest().ends_with("secure"));
    EXPECT_TRUE(client.ended_properly());
}

TEST(Tls, SpeaksVersion12AndNothingOlder) {
    const SelfSigned identity;
    Running running(echo, identity.options());
    TlsClient current(running, TLS1_2_VERSION), outdated(running, TLS1_1_VERSION);
    EXPECT_TRUE(current.connected());
    EXPECT_FALSE(outdated.connected());
}

TEST(Tls, CarriesLargeBodiesBothWays) {
    const SelfSigned identity;
    OtherThread worker;
    Running running([&](Request&& request, Reply reply) { worker.add(std::move(reply), std::move(request.body)); },
                    identity.options());
    TlsClient client(running);
    ASSERT_TRUE(client.connected());
    std::string large;
    while (large.size() < 3'000'000) large += fmt::format("{:x},", large.size() * 2654435761u);
    large += "END";
    client.send(fmt::format("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n{}", large.size(), large));
    EXPECT_TRUE(client.until("END").ends_with(large));
}

TEST(Tls, SaysContinue) {
    const SelfSigned identity;
    Running running(echo, identity.options());
    TlsClient client(running);
    client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ab");
    EXPECT_TRUE(client.until("[ab]").ends_with("POST /? [ab]"));
}

TEST(Tls, TellsOneWhoSendsTooMuch) {
    const SelfSigned identity;
    Running running(echo, identity.options());
    TlsClient client(running);
    client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 104857600\r\n\r\n");
    const std::string piece(100'000, 'x');
    for (int count = 0; count < 20; ++count) client.send(piece);
    EXPECT_TRUE(client.until("\r\n").starts_with("HTTP/1.1 413"));
}

TEST(Tls, StreamsBodiesAndEvents) {
    const SelfSigned identity;
    Hub hub;
    const auto subscribe = hub.handler();
    Running running(
        [&](Request&& request, Reply reply) {
            if (request.path == "/events") return subscribe(std::move(request), std::move(reply));
            Response response;
            response.source = [left = 100]() mutable -> std::optional<std::string> {
                if (left-- == 0) return std::nullopt;
                return std::string(10'000, 'x');
            };
            reply.send(std::move(response));
        },
        identity.options());
    TlsClient client(running);
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_GT(client.until("0\r\n\r\n").size(), 1'000'000u);
    client.send("GET /events HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(client.until("\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(eventually([&] { return hub.size() == 1; }));
    hub.send("first", "1");
    EXPECT_EQ(client.until("1\n\n"), "event: first\ndata: 1\n\n");
    hub.send("second", "2");
    EXPECT_EQ(client.until("2\n\n"), "event: second\ndata: 2\n\n");
    client.socket().hang_up();
    EXPECT_TRUE(eventually([&] { return hub.closed == 1; }));
    EXPECT_TRUE(running.at_rest());
}

TEST(Tls, HoldsNothingForThoseWhoHangUp) {
    const SelfSigned identity;
    OtherThread worker(5ms);
    auto options = identity.options();
    options.limits.header_time = 300ms;
    Running running(worker.handler(), options);
    for (int number = 0; number < 200; ++number) {
        if (number % 4 == 0) {  // before, in and instead of the handshake
            auto client = running.client();
            if (number % 8 == 0) client.send("\x16\x03\x01\x02");
            if (number % 16 == 0) client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
            continue;
        }
        TlsClient client(running);
        if (number % 4 > 1) client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
        if (number % 4 > 2) client.socket().reset();
    }
    auto silent = running.client();
    EXPECT_TRUE(silent.at_end());  // a handshake has its time too
    EXPECT_TRUE(running.at_rest());
}

TEST(Tls, StopsGracefully) {
    const SelfSigned identity;
    OtherThread worker(200ms);
    Running running(worker.handler(), identity.options());
    TlsClient client(running), idle(running);
    client.send("GET /x HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return running.server.statistics().requests_running == 1; }));
    std::thread stopping([&] { running.server.stop(); });
    EXPECT_TRUE(client.rest().ends_with("late /x"));
    EXPECT_TRUE(client.ended_properly());
    client.socket().hang_up();
    stopping.join();
    EXPECT_EQ(idle.rest(), "");
}

TEST(Tls, SaysWhatIsWrongWithTheCertificate) {
    const SelfSigned identity, other;
    auto options = identity.options();
    options.key_file = other.key_file;
    Server mismatched(options, echo);
    EXPECT_THROW(mismatched.start(), Problem);
    options.key_file = "/nonexistent/key.pem";
    Server missing(options, echo);
    EXPECT_THROW(missing.start(), Problem);
    options.key_file.clear();
    Server half(options, echo);
    EXPECT_THROW(half.start(), Problem);
}

}  // namespace
}  // namespace tongzhou::http::test
