#include "bare_beast.hpp"

#include <thread>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>

namespace tongzhou::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

asio::awaitable<void> serve(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    try {
        for (;;) {
            http::request<http::string_body> request;
            co_await http::async_read(socket, buffer, request, asio::use_awaitable);
            auto parsed = boost::json::parse(request.body());
            http::response<http::string_body> response{
                parsed.is_object() ? http::status::ok : http::status::bad_request, 11};
            response.set(http::field::content_type, "application/json");
            response.body() = R"({"verdict":"admitted"})";
            response.prepare_payload();
            co_await http::async_write(socket, response, asio::use_awaitable);
        }
    } catch (const boost::system::system_error&) {
        // The client has hung up: the end of every connection here.
    }
}

asio::awaitable<void> accept(tcp::acceptor& acceptor) {
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor.get_executor(), serve(std::move(socket)), asio::detached);
    }
}

}  // namespace

struct BareBeast::Impl {
    asio::io_context io{1};
    tcp::acceptor acceptor{io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
    std::thread thread;
};

BareBeast::BareBeast() : impl_(std::make_unique<Impl>()) {
    asio::co_spawn(impl_->io, accept(impl_->acceptor), asio::detached);
    impl_->thread = std::thread([this] { impl_->io.run(); });
}
BareBeast::~BareBeast() {
    impl_->io.stop();
    impl_->thread.join();
}
std::uint16_t BareBeast::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace tongzhou::bench
