// Events tell screens that something has changed, at once: a passage was recorded, a file was imported. They go through
// memory, within this process, to the clients that hold `GET /events?topics=…` open, as server-sent events named after
// their topic.
//
//   database.services().get<events::Bus>().declare_topic("passage", Permission::passage_read, {"有人通行", "A
//   passage"}); tx.service<events::Bus>().publish(tx, {"passage", site.division, site.organization, to_json(passage)});
//
// An event is delivered after its commit, in the order of commits on one writer, and only to listeners who have the
// topic's permission and whose Scope covers its place. It is a hint, not a record: whoever was away is not told later.
// So a client first listens, then reads what it shows, and reads anew when it connects again or is told `missed`:
//
//   event: ready    from here on nothing is left out
//   event: alive    every half minute, so that a dead connection is noticed
//   event: missed   there were more events than could be delivered; read anew
//
// Nobody waits for a listener: the committer only queues, a thread of the bus delivers, and a client that reads too
// slowly is cut off. A listener whose session has ended is cut off before the next event reaches it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {
struct Module;
extern const Module events_module;  ///< provides the Bus; stands before the modules that declare topics
}  // namespace tongzhou

namespace tongzhou::events {

struct Event {
    std::string topic;
    /// Where and whose it is. With an unset division it is about the installation, and only those who see everything
    /// hear of it.
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string json;  ///< what the listeners get: no more than everyone in its scope may read
};

struct Topic {
    std::string name;       ///< snake_case, stable
    Permission permission;  ///< of those who may listen
    Bilingual says;
};

struct Options {
    std::size_t queue_length = 10'000;  ///< events that may wait for delivery; those beyond are missed
    std::chrono::milliseconds check_every{30'000};
};

class Bus {
  public:
    explicit Bus(Options options = {});
    ~Bus();
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    /// Before the first request. Throws std::logic_error when the topic is there already.
    void declare_topic(std::string name, Permission permission, Bilingual says);
    const std::vector<Topic>& topics() const;

    /// Asked before events go to a listener, and of everyone every half minute: may this Actor still be answered?
    /// False when its session has ended, its token was revoked, or its rights have changed since. Called on the thread
    /// of the bus, so it may look things up. Until it is set every Actor stays valid.
    using StillValid = std::function<bool(const Actor&)>;
    void set_still_valid(StillValid still_valid);

    /// Delivers the event once `tx` is committed; never if it is undone. Throws std::logic_error for a topic that
    /// nobody declared.
    void publish(Tx& tx, Event event);

    /// Checks that the actor may listen to these topics, and returns what starts the stream. Throws Problem 422
    /// "unknown_topic" for each that does not exist, and when there is none; 403 when a permission is lacking.
    std::function<void(http::EventStream)> listen(const Actor& actor, const std::vector<std::string>& topics);

    std::size_t listeners() const;
    std::uint64_t missed() const;  ///< events that found the queue full, since the start
    /// Ends all streams and the thread; no more is delivered. Idempotent.
    void close();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace tongzhou::events
