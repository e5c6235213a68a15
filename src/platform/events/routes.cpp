#include "base/bounded.hpp"
#include "platform/api/api.hpp"
#include "platform/events/events.hpp"

namespace tongzhou::events {

struct EventRequest {
    std::vector<Text<60, 1>> topics;
};
BOOST_DESCRIBE_STRUCT(EventRequest, (), (topics))

struct OfferedTopic {
    std::string name;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(OfferedTopic, (), (name, says))

struct OfferedTopics {
    std::vector<OfferedTopic> items;
};
BOOST_DESCRIBE_STRUCT(OfferedTopics, (), (items))

namespace {

api::Feed listen(Database& database, const Actor& actor, const EventRequest& request) {
    std::vector<std::string> topics(request.topics.begin(), request.topics.end());
    return database.services().get<Bus>().listen(actor, topics);
}

OfferedTopics list_topics(Snapshot& snapshot, const Actor& actor) {
    OfferedTopics offered;
    for (const auto& topic : snapshot.service<Bus>().topics())
        if (actor.permissions.has(topic.permission))
            offered.items.push_back({topic.name, actor.language == Language::en ? topic.says.en : topic.says.zh});
    return offered;
}

void add_routes(Api& api) {
    api.events("/events", listen).signed_in().says("接收事件（SSE）", "Hear of changes as they happen");
    api.get("/events/topics", list_topics).signed_in().says("可接收的事件主题", "The topics one may hear of");
    api.add_metrics([&database = api.database()](std::string& out) {
        const auto& bus = database.services().get<Bus>();
        fmt::format_to(std::back_inserter(out),
                       "# TYPE tongzhou_event_listeners gauge\ntongzhou_event_listeners {}\n"
                       "# TYPE tongzhou_events_missed_total counter\ntongzhou_events_missed_total {}\n",
                       bus.listeners(), bus.missed());
    });
}

std::shared_ptr<void> provide(Database& database) {
    auto bus = std::make_shared<Bus>();
    database.services().provide(*bus);
    return bus;
}

const sql::MigrationSet no_tables{"events", {}};

}  // namespace
}  // namespace tongzhou::events

namespace tongzhou {
const Module events_module{"events", &events::no_tables, events::add_routes, events::provide};
}
