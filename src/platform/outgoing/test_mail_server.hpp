// A mail server for tests: it speaks SMTP as RFC 5321 has it, with STARTTLS or TLS under a certificate made on the
// spot, and misbehaves where it is told to.
#pragma once

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/text.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::outgoing::testing {

/// A key with a certificate for 127.0.0.1 and localhost that signs itself.
class SelfSigned {
  public:
    SelfSigned() : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
        X509_set_version(certificate_, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate_), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate_), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate_), 7200);
        X509_set_pubkey(certificate_, key_);
        auto* subject = X509_get_subject_name(certificate_);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1,
                                   -1, 0);
        X509_set_issuer_name(certificate_, subject);
        auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
        X509_add_ext(certificate_, names, -1);
        X509_EXTENSION_free(names);
        X509_sign(certificate_, key_, EVP_sha256());
    }
    ~SelfSigned() {
        X509_free(certificate_);
        EVP_PKEY_free(key_);
    }
    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;

    SSL_CTX* server_context() const {
        auto* context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(context, certificate_);
        SSL_CTX_use_PrivateKey(context, key_);
        return context;
    }
    std::string pem() const {
        auto* memory = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(memory, certificate_);
        char* bytes = nullptr;
        const auto length = BIO_get_mem_data(memory, &bytes);
        std::string text(bytes, static_cast<std::size_t>(length));
        BIO_free(memory);
        return text;
    }

  private:
    EVP_PKEY* key_;
    X509* certificate_;
};

struct ReceivedMail {
    std::string from, to, message;
    std::string user, password;
    bool encrypted = false;
};

/// What the server does with one mail.
struct MailTreatment {
    enum class Drop { never, before_data, before_end, after_end };
    int recipient_code = 250;            ///< of RCPT TO
    int end_code = 250;                  ///< of the dot
    Drop drop = Drop::never;             ///< hangs up; after_end: has taken the mail and says nothing
    std::chrono::milliseconds delay{0};  ///< before the reply to the dot
};

class MailServer {
  public:
    using Treat = std::function<MailTreatment(const ReceivedMail& so_far)>;

    explicit MailServer(
        MailSecurity security, Treat treat = [](const ReceivedMail&) { return MailTreatment{}; },
        bool needs_login = false)
        : security_(security), treat_(std::move(treat)), needs_login_(needs_login), context_(own_.server_context()) {
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to whoever may have hung up
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_, 128);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~MailServer() {
        ::shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
        }
        for (auto& thread : threads_) thread.join();
        ::close(listener_);
        SSL_CTX_free(context_);
    }
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string certificate() const { return own_.pem(); }
    std::vector<ReceivedMail> taken() const {
        const std::lock_guard lock(mutex_);
        return taken_;
    }

  private:
    void accept_all() {
        for (;;) {
            const int socket = ::accept(listener_, nullptr, nullptr);
            if (socket < 0) return;
            const std::lock_guard lock(mutex_);
            sockets_.push_back(socket);
            threads_.emplace_back([this, socket] {
                Session(*this, socket).serve();
                const std::lock_guard again(mutex_);
                std::erase(sockets_, socket);
                ::close(socket);
            });
        }
    }

    class Session {
      public:
        Session(MailServer& server, int socket) : server_(server), socket_(socket) {}
        ~Session() { SSL_free(tls_); }

        void serve() {
            if (server_.security_ == MailSecurity::tls && !begin_tls()) return;
            reply(220, "test");
            std::string line;
            ReceivedMail mail;
            while (read_line(line)) {
                const auto verb = to_upper_ascii(line.substr(0, 4));
                if (verb == "EHLO") {
                    greet();
                } else if (verb == "STAR") {
                    reply(220, "go ahead");
                    if (!begin_tls()) return;
                } else if (verb == "AUTH") {
                    sign_in(line);
                } else if (verb == "MAIL") {
                    mail = {between(line), {}, {}, user_, password_, tls_ != nullptr};
                    reply(server_.needs_login_ && user_.empty() ? 530 : 250, "sender");
                } else if (verb == "RCPT") {
                    mail.to = between(line);
                    const auto code = server_.treat_(mail).recipient_code;
                    reply(code, code == 250 ? "recipient" : "no such user here");
                } else if (verb == "DATA") {
                    if (!take(mail)) return;
                } else if (verb == "QUIT") {
                    reply(221, "bye");
                    return;
                } else {
                    reply(250, "ok");
                }
            }
        }

      private:
        static std::string between(const std::string& line) {
            const auto open = line.find('<'), close = line.find('>');
            return open == std::string::npos ? std::string() : line.substr(open + 1, close - open - 1);
        }
        void greet() {
            std::string text = "250-test\r\n";
            if (server_.security_ == MailSecurity::starttls && tls_ == nullptr) text += "250-STARTTLS\r\n";
            if (server_.needs_login_) text += "250-AUTH PLAIN\r\n";
            write(text + "250 8BITMIME\r\n");
        }
        void sign_in(const std::string& line) {
            // AUTH PLAIN with or without an initial response: \0user\0password in base64.
            auto given = line.size() > 11 ? line.substr(11) : std::string();
            if (given.empty()) {
                write("334 \r\n");
                if (!read_line(given)) return;
            }
            const auto plain = from_base64(given).value_or("");
            const auto second = plain.find('\0', 1);
            if (plain.empty() || second == std::string::npos) return reply(501, "bad");
            const auto user = plain.substr(1, second - 1), password = plain.substr(second + 1);
            if (password == "wrong") return reply(535, "authentication failed");
            user_ = user;
            password_ = password;
            reply(235, "welcome");
        }
        bool take(ReceivedMail& mail) {
            const auto treatment = server_.treat_(mail);
            if (treatment.drop == MailTreatment::Drop::before_data) return false;
            reply(354, "end with a dot");
            mail.message.clear();
            std::string line;
            while (read_line(line) && line != ".") {
                if (treatment.drop == MailTreatment::Drop::before_end) return false;
                mail.message += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
            }
            if (line != ".") return false;
            std::this_thread::sleep_for(treatment.delay);
            if (treatment.end_code == 250) {
                const std::lock_guard lock(server_.mutex_);
                server_.taken_.push_back(mail);
            }
            if (treatment.drop == MailTreatment::Drop::after_end) return false;
            reply(treatment.end_code, treatment.end_code == 250 ? "queued" : "not taken");
            return true;
        }
        bool begin_tls() {
            tls_ = SSL_new(server_.context_);
            SSL_set_fd(tls_, socket_);
            return SSL_accept(tls_) == 1;
        }
        void reply(int code, const char* text) { write(fmt::format("{} {}\r\n", code, text)); }
        void write(const std::string& text) {
            if (tls_ != nullptr)
                SSL_write(tls_, text.data(), static_cast<int>(text.size()));
            else
                ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        }
        bool read_line(std::string& line) {
            for (std::size_t end; (end = unread_.find("\r\n")) == std::string::npos;) {
                char bytes[4096];
                const auto count = tls_ != nullptr ? SSL_read(tls_, bytes, sizeof bytes)
                                                   : static_cast<int>(::recv(socket_, bytes, sizeof bytes, 0));
                if (count <= 0) return false;
                unread_.append(bytes, static_cast<std::size_t>(count));
            }
            const auto end = unread_.find("\r\n");
            line = unread_.substr(0, end);
            unread_.erase(0, end + 2);
            return true;
        }

        MailServer& server_;
        int socket_;
        SSL* tls_ = nullptr;
        std::string unread_, user_, password_;
    };

    const MailSecurity security_;
    const Treat treat_;
    const bool needs_login_;
    SelfSigned own_;
    SSL_CTX* context_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    std::vector<int> sockets_;
    std::vector<ReceivedMail> taken_;
    std::list<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace tongzhou::outgoing::testing
