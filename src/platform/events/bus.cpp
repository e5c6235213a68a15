#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "platform/events/events.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::events {

namespace {

struct Waiting {
    std::size_t topic;  // its place in `topics`
    Event event;
};

struct Listener {
    Actor actor;
    std::vector<bool> wanted;  // by the place of the topic
    http::EventStream stream;

    bool hears(const Waiting& w) const {
        return wanted[w.topic] && actor.scope.covers(w.event.division, w.event.organization);
    }
};
using ListenerPtr = std::shared_ptr<Listener>;

// What the thread takes at once. The listeners are those of the moment: whoever comes later reads a state in which
// these events have happened already.
struct Round {
    std::vector<Waiting> events;
    std::vector<ListenerPtr> listeners;
    bool missed = false;
    bool check = false;
};

FieldFault unknown_topic(const std::string& name) {
    return {"topics",
            "unknown_topic",
            {fmt::format("没有“{}”这个事件主题，可用的主题见 /events/topics。", name),
             fmt::format("There is no topic “{}”; /events/topics lists what there is.", name)}};
}

}  // namespace

struct Bus::Impl : std::enable_shared_from_this<Impl> {
    const Options options;
    // Both are complete before the first listener comes.
    std::vector<Topic> topics;
    StillValid still_valid;

    mutable std::mutex mutex;  // over all that follows; never held while a stream is used
    std::condition_variable wake;
    std::vector<ListenerPtr> listeners;
    std::vector<Waiting> waiting;
    bool missed_some = false;
    bool closed = false;
    std::uint64_t missed = 0;
    std::thread thread;

    explicit Impl(Options given) : options(given) {}

    std::size_t place_of(std::string_view name) const {
        auto same = std::find_if(topics.begin(), topics.end(), [&](const Topic& topic) { return topic.name == name; });
        return static_cast<std::size_t>(same - topics.begin());
    }

    // On the committing thread.
    void enqueue(Waiting&& event) {
        {
            const std::lock_guard lock(mutex);
            if (listeners.empty()) return;
            if (waiting.size() >= options.queue_length) {
                missed_some = true;
                ++missed;
                return;
            }
            waiting.push_back(std::move(event));
        }
        wake.notify_one();
    }

    bool keep(const ListenerPtr& listener) {
        const std::lock_guard lock(mutex);
        if (closed) return false;
        listeners.push_back(listener);
        return true;
    }

    void add(const ListenerPtr& listener) {
        if (!keep(listener)) return listener->stream.close();
        // The callback outlives the stream's last event, perhaps the bus.
        listener->stream.on_close([bus = weak_from_this(), gone = std::weak_ptr(listener)] {
            const auto alive = bus.lock();
            if (const auto one = gone.lock(); alive && one) alive->remove(one);
        });
        listener->stream.send("ready", "{}");
    }

    void remove(const ListenerPtr& listener) {
        const std::lock_guard lock(mutex);
        std::erase(listeners, listener);
    }

    bool may_still_listen(const Actor& actor) const {
        if (!still_valid) return true;
        try {
            return still_valid(actor);
        } catch (const std::exception& error) {
            // Rather told nothing than told wrongly: the client connects again and is identified anew.
            log::warn("listener_not_checked", {{"actor", actor.id}, {"error", error.what()}});
            return false;
        }
    }

    void serve(const ListenerPtr& listener, const Round& round) {
        auto& stream = listener->stream;
        std::vector<const Waiting*> due;
        for (const auto& event : round.events)
            if (listener->hears(event)) due.push_back(&event);
        if (due.empty() && !round.missed && !round.check) return;
        if (!may_still_listen(listener->actor)) {
            remove(listener);
            return stream.close();
        }
        for (const auto* w : due) stream.send(w->event.topic, w->event.json);
        if (round.missed) stream.send("missed", "{}");
        if (round.check) stream.send("alive", "{}");
    }

    void deliver() {
        using Steady = std::chrono::steady_clock;
        auto next_check = Steady::now() + options.check_every;
        while (true) {
            Round round;
            {
                std::unique_lock lock(mutex);
                wake.wait_until(lock, next_check, [&] { return closed || !waiting.empty(); });
                if (closed) return;
                round.events.swap(waiting);
                round.missed = std::exchange(missed_some, false);
                round.listeners = listeners;
            }
            if (const auto now = Steady::now(); now >= next_check) {
                round.check = true;
                next_check = now + options.check_every;
            }
            for (const auto& listener : round.listeners) serve(listener, round);
        }
    }

    void close() {
        std::vector<ListenerPtr> all;
        {
            const std::lock_guard lock(mutex);
            closed = true;
            all.swap(listeners);
        }
        wake.notify_one();
        if (thread.joinable()) thread.join();
        for (const auto& listener : all) listener->stream.close();
    }
};

Bus::Bus(Options options) : impl_(std::make_shared<Impl>(options)) {
    impl_->thread = std::thread([impl = impl_.get()] { impl->deliver(); });
}
Bus::~Bus() { close(); }

void Bus::declare_topic(std::string name, Permission permission, Bilingual says) {
    if (impl_->place_of(name) < impl_->topics.size())
        throw std::logic_error("the topic " + name + " is declared twice");
    impl_->topics.push_back({std::move(name), permission, std::move(says)});
}

const std::vector<Topic>& Bus::topics() const { return impl_->topics; }
void Bus::set_still_valid(StillValid still_valid) { impl_->still_valid = std::move(still_valid); }

void Bus::publish(Tx& tx, Event event) {
    const auto place = impl_->place_of(event.topic);
    if (place == impl_->topics.size()) throw std::logic_error("nobody declared the topic " + event.topic);
    tx.after_commit(
        [impl = impl_, waiting = Waiting{place, std::move(event)}]() mutable { impl->enqueue(std::move(waiting)); });
}

std::function<void(http::EventStream)> Bus::listen(const Actor& actor, const std::vector<std::string>& topics) {
    if (topics.empty())
        throw Problem::invalid("topics", "missing", "请至少给出一个事件主题，可用的主题见 /events/topics。",
                               "Name at least one topic; /events/topics lists what there is.");
    std::vector<bool> wanted(impl_->topics.size());
    std::vector<FieldFault> faults;
    for (const auto& name : topics) {
        if (const auto place = impl_->place_of(name); place < wanted.size())
            wanted[place] = true;
        else
            faults.push_back(unknown_topic(name));
    }
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    for (std::size_t place = 0; place < wanted.size(); ++place)
        if (wanted[place]) actor.require(impl_->topics[place].permission);
    return [impl = impl_, actor, wanted = std::move(wanted)](http::EventStream stream) {
        impl->add(std::make_shared<Listener>(Listener{actor, wanted, std::move(stream)}));
    };
}

std::size_t Bus::listeners() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->listeners.size();
}

std::uint64_t Bus::missed() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->missed;
}

void Bus::close() { impl_->close(); }

}  // namespace tongzhou::events
