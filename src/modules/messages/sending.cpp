#include "modules/messages/sending.hpp"

#include "modules/messages/courier.hpp"

namespace tongzhou::messages {

Sending::Sending() = default;
Sending::~Sending() = default;

void Sending::start(Database& database, SendingOptions options) {
    const std::lock_guard lock(mutex_);
    while (options.public_url.ends_with('/')) options.public_url.pop_back();
    public_url_ = options.public_url;
    courier_ = std::make_unique<Courier>(database, std::move(options));
    courier_->start();
}

void Sending::stop() {
    std::unique_ptr<Courier> courier;
    {
        const std::lock_guard lock(mutex_);
        courier = std::move(courier_);
    }
    if (courier) courier->stop();
}

void Sending::wake() {
    const std::lock_guard lock(mutex_);
    if (courier_) courier_->wake();
}

std::string Sending::public_url() const {
    const std::lock_guard lock(mutex_);
    return public_url_;
}

void wake_after(Tx& tx) {
    auto& sending = tx.service<Sending>();
    tx.after_commit([&sending] { sending.wake(); });
}

void provide_eligibility(Database& database, EligibleOrganizations eligible) {
    database.services().get<Sending>().eligible = std::move(eligible);
}

void start_sending(Database& database, SendingOptions options) {
    database.services().get<Sending>().start(database, std::move(options));
}

void stop_sending(Database& database) { database.services().get<Sending>().stop(); }

}  // namespace tongzhou::messages
