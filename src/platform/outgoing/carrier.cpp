#include <curl/curl.h>

#include <csignal>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "platform/outgoing/transfer.hpp"

namespace tongzhou::outgoing {
namespace {

void make_curl_ready() {
    static const CURLcode ready = [] {
        // A peer that has hung up is a fault of its request and not the end of the program. libcurl leaves that to us
        // (CURLOPT_NOSIGNAL), and OpenSSL writes to sockets without MSG_NOSIGNAL.
        std::signal(SIGPIPE, SIG_IGN);
        return curl_global_init(CURL_GLOBAL_DEFAULT);
    }();
    if (ready != CURLE_OK) throw std::runtime_error("libcurl cannot be initialised");
}

void require(CURLMcode code) {
    if (code != CURLM_OK) throw std::runtime_error(std::string("libcurl: ") + curl_multi_strerror(code));
}

template <class Request>
Answer send_one(Request request) {
    Carrier carrier;
    carrier.send(std::move(request));
    for (;;) {
        auto finished = carrier.wait(std::chrono::seconds(1));
        if (!finished.empty()) return std::move(finished.front().answer);
    }
}

}  // namespace

struct Carrier::Impl {
    CURLM* multi = nullptr;
    Ticket last = 0;
    std::unordered_map<Ticket, std::unique_ptr<Transfer>> transfers;
    std::unordered_map<CURL*, Ticket> tickets;

    Impl() {
        make_curl_ready();
        multi = curl_multi_init();
        if (multi == nullptr) throw std::bad_alloc();
    }
    ~Impl() {
        for (auto& [_, transfer] : transfers) curl_multi_remove_handle(multi, transfer->handle());
        transfers.clear();
        curl_multi_cleanup(multi);
    }

    Ticket add(std::unique_ptr<Transfer> transfer) {
        require(curl_multi_add_handle(multi, transfer->handle()));
        tickets.emplace(transfer->handle(), ++last);
        transfers.emplace(last, std::move(transfer));
        return last;
    }

    void go_on() {
        int running = 0;
        require(curl_multi_perform(multi, &running));
    }

    std::vector<Finished> take_finished() {
        std::vector<Finished> finished;
        int left = 0;
        while (const auto* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const auto result = message->data.result;
            auto* handle = message->easy_handle;
            const auto ticket = tickets.at(handle);
            auto transfer = std::move(transfers.at(ticket));
            finished.push_back({ticket, transfer->answer(result)});
            curl_multi_remove_handle(multi, handle);
            tickets.erase(handle);
            transfers.erase(ticket);
        }
        return finished;
    }
};

Carrier::Carrier() : impl_(std::make_unique<Impl>()) {}
Carrier::~Carrier() = default;

Carrier::Ticket Carrier::send(HttpRequest request) {
    return impl_->add(std::make_unique<Transfer>(std::move(request)));
}
Carrier::Ticket Carrier::send(MailRequest request) {
    return impl_->add(std::make_unique<Transfer>(std::move(request)));
}

std::vector<Carrier::Finished> Carrier::wait(std::chrono::milliseconds at_most) {
    const auto until = std::chrono::steady_clock::now() + at_most;
    for (;;) {
        impl_->go_on();
        auto finished = impl_->take_finished();
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (!finished.empty() || left.count() <= 0) return finished;
        int awake = 0;
        const auto asked = std::chrono::steady_clock::now();
        require(curl_multi_poll(impl_->multi, nullptr, 0, static_cast<int>(left.count()), &awake));
        // Woken from outside: nothing is readable and the time is not over.
        const bool is_over = std::chrono::steady_clock::now() - asked >= left;
        if (awake == 0 && !is_over) {
            impl_->go_on();
            return impl_->take_finished();
        }
    }
}

void Carrier::wake() { curl_multi_wakeup(impl_->multi); }

std::size_t Carrier::on_their_way() const { return impl_->transfers.size(); }

Answer send_and_wait(HttpRequest request) { return send_one(std::move(request)); }
Answer send_and_wait(MailRequest request) { return send_one(std::move(request)); }

}  // namespace tongzhou::outgoing
