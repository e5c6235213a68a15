// Accepts connections and deals them out to the loops in turn.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>

#include "platform/http/loop.hpp"

namespace tongzhou::http {

class Acceptor {
  public:
    /// Binds and listens. Throws Problem when the address is taken or no address of this machine.
    Acceptor(const std::vector<std::shared_ptr<Loop>>& loops, const Options& options);

    std::uint16_t port() const { return port_; }
    /// On the first loop's thread, like the rest.
    void accept_next();
    void close();

  private:
    void accepted(const boost::system::error_code& error);
    void admit(std::shared_ptr<Loop> loop, Socket socket);

    const std::vector<std::shared_ptr<Loop>>& loops_;
    asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type> acceptor_;
    Timer pause_;
    std::uint16_t port_ = 0;
    std::size_t turn_ = 0;
    std::optional<Socket> next_;
};

}  // namespace tongzhou::http
