#include "modules/messages/courier.hpp"

#include "modules/messages/spreading.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::messages {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

const sql::Query count_due{R"(
    SELECT COUNT(*) FROM (SELECT 1 FROM messages
                          WHERE channel = :channel AND state = 'waiting' AND urgency IN ('urgent', 'normal')
                            AND due_at <= :now LIMIT 1) due)"};

bool has_due(Snapshot& snapshot, const Id<Channel>& channel) {
    return snapshot.value<std::int64_t>(count_due, channel, snapshot.now()).value_or(0) > 0;
}

}  // namespace

Courier::Courier(Database& database, SendingOptions options)
    : database_(database),
      options_(std::move(options)),
      taker_{new_uuid_v7(database.clock().now()), options_.lease, options_.public_url} {}

Courier::~Courier() { stop(); }

void Courier::start() {
    thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Courier::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    carrier_.wake();
    thread_.join();
}

void Courier::wake() {
    woken_ = true;
    carrier_.wake();
}

void Courier::run(const std::stop_token& stop) {
    auto look_at = SteadyClock::now();
    while (!stop.stop_requested()) {
        try {
            if (woken_.exchange(false) || !settled_.empty() || SteadyClock::now() >= look_at) {
                look_at = SteadyClock::now() + options_.look_every;
                exchange(true);
            }
            if (!woken_) wait(std::chrono::duration_cast<std::chrono::milliseconds>(look_at - SteadyClock::now()));
        } catch (const std::exception& error) {
            // What was answered is kept and recorded when the database answers again; the leases hold meanwhile.
            log::error("messages_not_sent", {{"error", error.what()}});
            std::this_thread::sleep_for(options_.look_every);
        }
    }
    finish();
}

void Courier::finish() {
    try {
        while (!on_the_way_.empty()) wait(1s);
        exchange(false);
    } catch (const std::exception& error) {
        log::error("messages_not_recorded", {{"error", error.what()}});
    }
}

std::size_t Courier::round(std::chrono::milliseconds at_most) {
    exchange(true);
    const auto until = SteadyClock::now() + at_most;
    while (!on_the_way_.empty() && SteadyClock::now() < until) wait(10ms);
    exchange(false);
    return on_the_way_.size();
}

void Courier::wait(std::chrono::milliseconds at_most) {
    for (auto& [ticket, answer] : carrier_.wait(at_most)) {
        auto node = on_the_way_.extract(ticket);
        auto& what = node.mapped();
        if (what.taken)
            --windows_[what.channel];
        else
            tokens_asked_.erase(what.channel);
        settled_.push_back({std::move(what), std::move(answer)});
    }
}

void Courier::exchange(bool takes) {
    // All that has come back by now: what was not answered in time is not mistaken for abandoned.
    wait(0ms);
    Load load;
    database_.write([&](Tx& tx) {
        record_all(tx);
        load = takes ? take_all(tx) : Load{};
    });
    settled_.clear();
    if (load.is_more) woken_ = true;
    for (auto& [channel, taken] : load.taken) dispatch(channels_.at(channel).channel, std::move(taken));
    for (const auto& channel : load.need_token) fetch_token(channels_.at(channel).channel);
}

void Courier::record_all(Tx& tx) {
    for (const auto& settled : settled_) {
        if (!settled.what.taken) {
            record_token(tx, settled);
            continue;
        }
        const auto& channel = channels_.at(settled.what.channel).channel;
        const auto verdict = protocol_of(channel.kind).verdict_on(settled.answer, channel);
        record_verdict(tx, taker_, channel, *settled.what.taken, verdict);
        if (verdict.needs_token) drop_token(tx, channel.id, settled.what.token);
    }
}

void Courier::record_token(Tx& tx, const Settled& settled) {
    const auto fetched = token_in(settled.answer);
    if (!fetched.token.empty()) return keep_token(tx, settled.what.channel, fetched.token, tx.now() + fetched.good_for);
    note_reason(tx, settled.what.channel, fetched.failure.reason);
    pause_channel(tx, settled.what.channel, tx.now() + std::max<std::chrono::seconds>(60s, fetched.failure.pause));
}

Courier::Load Courier::take_all(Tx& tx) {
    Load load;
    take_over(tx, taker_);
    load.is_more = spread_some(tx);
    for (const auto& stored : enabled_channels(tx)) {
        const auto& channel = open(tx, stored);
        if (channel.kind == ChannelKind::wechat_template && channel.token.empty()) {
            const bool is_wanted = channel.paused_until <= tx.now() && !tokens_asked_.contains(channel.id);
            if (is_wanted && has_due(tx, channel.id)) load.need_token.push_back(channel.id);
            continue;
        }
        auto taken = take_due(tx, taker_, channel, protocol_of(channel.kind).window() - windows_[channel.id]);
        if (!taken.empty()) load.taken.emplace(channel.id, std::move(taken));
    }
    return load;
}

// Settings and secrets are read once for each change of a channel; what sending changes, each time.
OpenChannel& Courier::open(Snapshot& snapshot, const StoredChannel& stored) {
    auto& known = channels_[stored.id];
    if (known.channel.id.is_nil() || known.updated_at != stored.updated_at)
        known = {stored.updated_at, open_channel(snapshot, stored)};
    known.channel.pace.recovered = stored.pace_at;
    known.channel.paused_until = stored.paused_until;
    known.channel.token = open_token(snapshot, stored);
    return known.channel;
}

void Courier::dispatch(const OpenChannel& channel, std::vector<Taken> taken) {
    for (auto& one : taken) {
        auto request = protocol_of(channel.kind).request_for(channel, one.parcel);
        const auto ticket = std::visit([this](auto& r) { return carrier_.send(std::move(r)); }, request);
        on_the_way_.emplace(ticket, OnTheWay{channel.id, channel.token, std::move(one)});
        ++windows_[channel.id];
    }
}

void Courier::fetch_token(const OpenChannel& channel) {
    on_the_way_.emplace(carrier_.send(token_request(channel)), OnTheWay{channel.id, {}, std::nullopt});
    tokens_asked_.insert(channel.id);
}

}  // namespace tongzhou::messages
