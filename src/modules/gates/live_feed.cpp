#include "modules/gates/live_feed.hpp"

#include <condition_variable>
#include <thread>

namespace tongzhou::gates {
namespace {

using Steady = std::chrono::steady_clock;

struct Watcher {
    Actor actor;
    DashboardRequest request;
    http::EventStream stream;
    Steady::time_point since;
    std::string sent;  // without its time: what the client shows now
};

// Those who see the same are counted for once.
std::string sight_of(const Watcher& watcher) {
    const auto& scope = watcher.actor.scope;
    return fmt::format("{}|{}|{}|{}", scope.is_everything(), scope.is_organization() ? scope.organization().text() : "",
                       scope.division().view(), watcher.request.division.value_or(DivisionCode()).view());
}

}  // namespace

struct LiveFeed::Impl {
    Database& database;
    const Options options;
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::shared_ptr<Watcher>> watchers;
    bool stopping = false;
    std::thread thread;
    // Of the thread alone.
    std::uint64_t commits_seen = 0;
    Steady::time_point looked_at;

    Impl(Database& d, Options o) : database(d), options(o) {}

    void run() {
        std::unique_lock lock(mutex);
        while (!stopping) {
            wake.wait(lock, [&] { return stopping || !watchers.empty(); });
            if (stopping) return;
            const auto now = Steady::now();
            std::erase_if(watchers, [&](const auto& w) {
                const bool over = !w->stream.open() || now - w->since >= options.stream_life;
                if (over) w->stream.close();
                return over;
            });
            auto present = watchers;
            lock.unlock();
            try {
                send(present);
            } catch (const Problem&) {
                // The database does not answer just now; the next second asks again, and the screens keep their last.
                commits_seen = 0;
            }
            lock.lock();
            wake.wait_for(lock, options.every, [&] { return stopping; });
        }
    }

    void send(std::vector<std::shared_ptr<Watcher>>& present) {
        const auto now = Steady::now();
        const auto commits = database.statistics().commits;
        const bool changed = commits != commits_seen || now - looked_at >= options.look_at_others_every;
        if (changed) looked_at = now;
        commits_seen = commits;
        std::map<std::string, std::pair<std::string, std::string>> by_sight;  // without its time, and with it
        for (auto& watcher : present) {
            if (!changed && !watcher->sent.empty()) continue;
            auto [found, is_new] = by_sight.try_emplace(sight_of(*watcher));
            auto& [bare, whole] = found->second;
            if (is_new) {
                auto board = database.read_value(
                    [&](Snapshot& snapshot) { return show_dashboard(snapshot, watcher->actor, watcher->request); });
                whole = to_json(board);
                board.at = {};
                bare = to_json(board);
            }
            if (bare == watcher->sent) continue;
            watcher->sent = bare;
            watcher->stream.send("dashboard", whole);
        }
    }
};

LiveFeed::LiveFeed(Database& database) : LiveFeed(database, Options()) {}

LiveFeed::LiveFeed(Database& database, Options options) : impl_(std::make_shared<Impl>(database, options)) {
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

LiveFeed::~LiveFeed() {
    {
        std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
        for (auto& watcher : impl_->watchers) watcher->stream.close();
        impl_->watchers.clear();
    }
    impl_->wake.notify_all();
    impl_->thread.join();
}

api::Feed LiveFeed::watch(const Actor& actor, const DashboardRequest& request) {
    if (watchers() >= impl_->options.most_watchers)
        throw Problem::unavailable("too_many_watchers", "同时查看实时大屏的人数已满，请稍后再试，或手动刷新。",
                                   "Too many people watch the live dashboard; try again later, or refresh by hand.",
                                   60);
    return [weak = std::weak_ptr(impl_), actor, request](http::EventStream stream) {
        const auto impl = weak.lock();
        if (!impl) return stream.close();
        auto watcher = std::make_shared<Watcher>(
            Watcher{.actor = actor, .request = request, .stream = stream, .since = Steady::now(), .sent = {}});
        std::lock_guard lock(impl->mutex);
        if (impl->stopping) return stream.close();
        impl->watchers.push_back(std::move(watcher));
        impl->wake.notify_all();
    };
}

void LiveFeed::forget(const Uuid& whose) {
    std::lock_guard lock(impl_->mutex);
    for (auto& watcher : impl_->watchers)
        if (watcher->actor.id == whose || watcher->actor.session == whose) watcher->stream.close();
}

std::size_t LiveFeed::watchers() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->watchers.size();
}

api::Feed watch_dashboard(Database& database, const Actor& actor, const DashboardRequest& request) {
    return database.services().get<LiveFeed>().watch(actor, request);
}

}  // namespace tongzhou::gates
