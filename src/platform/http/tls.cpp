#include "platform/http/tls.hpp"

#include <boost/asio/ssl/context.hpp>

#include "base/problem.hpp"

namespace tongzhou::http {

namespace {

Problem bad_certificate(const Options& options, std::string_view reason) {
    return {500, "bad_certificate",
            fmt::format("无法使用证书 {} 与私钥 {}（{}）：请检查两个文件是否存在、可读且相配。",
                        options.certificate_file, options.key_file, reason),
            fmt::format("The certificate {} and the key {} cannot be used ({}). Check that both can be read and belong "
                        "together.",
                        options.certificate_file, options.key_file, reason)};
}

/// We speak HTTP/1.1 only; a client that offers nothing else finds out here.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* selected = nullptr;
    if (SSL_select_next_proto(&selected, length, ours, sizeof(ours) - 1, offered, offered_length) !=
        OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_NOACK;
    }
    *chosen = selected;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::shared_ptr<boost::asio::ssl::context> tls_context(const Options& options) {
    namespace ssl = boost::asio::ssl;
    if (options.certificate_file.empty() && options.key_file.empty()) return nullptr;
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    try {
        context->use_certificate_chain_file(options.certificate_file);
        context->use_private_key_file(options.key_file, ssl::context::pem);
    } catch (const boost::system::system_error& error) {
        throw bad_certificate(options, error.code().message());
    }
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
    return context;
}

}  // namespace tongzhou::http
