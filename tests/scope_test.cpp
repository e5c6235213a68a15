// The standing test of the scope: every endpoint there is, asked by those it does not concern: a sibling county, a
// foreign enterprise, an ended token, an ended session, nobody at all. They learn nothing: no record, no name, no id,
// no count; and what they send changes nothing. A new endpoint is in this test as soon as it exists.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/id.hpp"
#include "main/server.hpp"
#include "support/plant_morning.hpp"

namespace tongzhou {
namespace {

using testing::Client;
using testing::Received;

class ScopeTest : public ::testing::Test {
  protected:
    void SetUp() override {
        {
            Program program(testing::story_settings(folder.path()), Opening::from_nothing);
            city = testing::build_story_city(program);
            // The table of endpoints, as the program has it.
            Api api(program.database(), program.accounts(), {});
            add_routes(api);
            for (const auto& endpoint : api.endpoints()) endpoints.push_back(*endpoint);
        }
        server.start();
        morning = testing::live_a_morning(city, server.port());
        ids = morning.ids;
    }

    Received ask(const std::string& token, std::string_view method, const std::string& target,
                 const std::string& body = {}) {
        return testing::ask(server.port(), token, method, target, body);
    }
    Received ask_by_session(std::string_view method, const std::string& target) {
        Client client(server.port());
        client.set_header("Cookie", morning.ended_session);
        return client.request(method, target);
    }

    // What a stranger would know to ask for: the plant's own ids, wherever an id is wanted.
    std::string path_of(const api::Endpoint& endpoint) {
        std::string path;
        for (const auto& segment : endpoint.segments) {
            const auto name = segment.starts_with('{') ? segment.substr(1, segment.size() - 2) : std::string();
            const auto known = ids.find(name == "id" ? std::string(endpoint.tag()) : name);
            path += '/';
            path += name.empty()         ? segment
                    : known != ids.end() ? known->second
                    : name == "id"       ? city.plant.id.text()
                                         : "x";
        }
        return path.empty() ? "/" : path;
    }
    // With whatever the query must have.
    std::string target_of(const api::Endpoint& endpoint) {
        auto target = path_of(endpoint);
        if (!endpoint.input) return target;
        const auto add = [&](const std::string& pair) {
            target += (target.find('?') == std::string::npos ? "?" : "&") + pair;
        };
        if (endpoint.input->find("cursor") && endpoint.input->find("count")) add("count=true");
        for (const auto& member : endpoint.input->members) {
            const auto kind = member.shape().kind;
            if (kind == Shape::Kind::optional || kind == Shape::Kind::list) continue;
            if (endpoint.path.find("{" + std::string(member.name) + "}") != std::string::npos) continue;
            auto value = value_of(member.name, member.shape(), endpoint);
            std::erase(value, '"');
            add(fmt::format("{}={}", member.name, value));
        }
        return target;
    }
    // A body that passes the form's checks, about the plant wherever it names somebody.
    std::string body_of(const Shape& shape, const api::Endpoint& endpoint) {
        std::string out = "{";
        for (const auto& member : shape.members) {
            if (endpoint.path.find("{" + std::string(member.name) + "}") != std::string::npos) continue;
            const auto value = value_of(member.name, member.shape(), endpoint);
            if (value.empty()) continue;
            out += fmt::format("{}\"{}\":{}", out.size() > 1 ? "," : "", member.name, value);
        }
        return out + "}";
    }
    std::string value_of(std::string_view name, const Shape& shape, const api::Endpoint& endpoint) {
        using Kind = Shape::Kind;
        static const std::map<std::string_view, std::string_view> named{{"division", "370831"},
                                                                        {"county", "370831"},
                                                                        {"city", "3708"},
                                                                        {"at", "2020-02-24T00:00:00Z"},
                                                                        {"sent_at", "2020-02-24T00:00:00Z"},
                                                                        {"mobile", "13912345678"}};
        if (shape.kind == Kind::optional) {
            // Optional fields stay out, but for those that point at somebody.
            const bool points = name == "organization" || name == "site" || name == "gate" || name == "person" ||
                                name == "employer" || name == "division";
            return points ? value_of(name, shape.element(), endpoint) : "";
        }
        switch (shape.kind) {
            case Kind::boolean: return "true";
            case Kind::integer:
                return std::to_string(std::max<std::int64_t>(
                    shape.lowest.value_or(1), 365 <= shape.highest.value_or(365) && shape.name == "DeciCelsius"
                                                  ? 365
                                                  : shape.lowest.value_or(1)));
            case Kind::number: return "1";
            case Kind::raw: return "{}";
            case Kind::list:
                return shape.element().names.empty() ? "[]"
                                                     : "[\"" + std::string(shape.element().names.front()) + "\"]";
            case Kind::object: return body_of(shape, endpoint);
            default: break;
        }
        if (!shape.names.empty()) return "\"" + std::string(shape.names.front()) + "\"";
        if (auto known = named.find(name); known != named.end()) return "\"" + std::string(known->second) + "\"";
        if (name == "organization" || name == "employer") return "\"" + city.plant.id.text() + "\"";
        if (name == "site") return "\"" + city.plant.site.text() + "\"";
        if (name == "gate") return "\"" + city.plant.gates[0].text() + "\"";
        if (name == "person" || name == "other") return "\"" + ids["people"] + "\"";
        if (shape.name.ends_with("Id") || shape.name == "Uuid")
            return "\"" + new_uuid_v7(SystemClock().now()).text() + "\"";
        if (shape.name == "Instant") return "\"2020-02-24T00:00:00Z\"";
        if (shape.name == "Date") return "\"2020-02-24\"";
        if (shape.name == "DivisionCode") return "\"370831\"";
        return "\"" + std::string(std::max<std::size_t>(static_cast<std::size_t>(shape.lowest.value_or(2)), 2), 'x') +
               "\"";
    }

    void expect_nothing_of_the_plant(const std::string& who, const std::string& what, const Received& reply) {
        EXPECT_NE(reply.status, 500) << who << ' ' << what << ": " << reply.body;
        for (const auto* mark : testing::plant_marks)
            EXPECT_EQ(reply.body.find(mark), std::string::npos)
                << who << " sees " << mark << " at " << what << ": " << reply.body.substr(0, 600);
        for (const auto* mark : testing::morning_marks)
            EXPECT_EQ(reply.body.find(mark), std::string::npos) << who << " sees " << mark << " at " << what;
        for (const auto& [kind, id] : ids)
            EXPECT_EQ(reply.body.find(id), std::string::npos) << who << " sees the id of one of the plant's " << kind
                                                              << " at " << what << ": " << reply.body.substr(0, 600);
        for (const auto& gate : city.plant.gates)
            EXPECT_EQ(reply.body.find(gate.text()), std::string::npos) << who << ' ' << what;
    }

    // What the plant's own officer and the administrator see: must be the same before and after.
    std::string whole_of_the_plant() {
        std::string all;
        for (auto target : {"/people", "/sites", "/gates", "/passages", "/fever-incidents", "/passes", "/declarations",
                            "/presence", "/filings", "/permits", "/difficulties"})
            all += ask(city.plant.officer, "GET", target).body;
        for (auto target : {"/filing-reviews", "/review-offices", "/difficulty-departments",
                            "/resumption-rates?by=section", "/difficulty-statistics?by=department", "/contacts",
                            "/broadcasts", "/messages", "/channels"})
            all += ask(city.sishui, "GET", target).body;
        // Templates one by one: the foreign enterprise may write some of its own in the same county.
        for (const auto* kind : {"filings", "permits", "difficulties", "channels", "message-templates", "broadcasts"})
            all += ask(city.sishui, "GET", fmt::format("/{}/{}", kind, ids[kind])).body;
        all += ask(city.administrator, "GET", "/enterprises/" + city.plant.id.text()).body;
        return all;
    }

    testing::TemporaryFolder folder;
    testing::StoryCity city;
    testing::ServerProcess server{folder.path(), testing::story_flags()};
    std::vector<api::Endpoint> endpoints;
    testing::PlantMorning morning;
    std::map<std::string, std::string> ids;
};

TEST_F(ScopeTest, StrangersReadNothingNotEvenACount) {
    int asked = 0;
    for (const auto& endpoint : endpoints) {
        if (endpoint.method != http::Method::get || endpoint.context == api::Context::stream ||
            endpoint.path == "/metrics" || endpoint.path == "/openapi.json")
            continue;
        const auto target = target_of(endpoint);
        for (const auto& [who, token] : {std::pair<std::string, std::string>{"the sibling county", city.jinxiang},
                                         {"the foreign enterprise", city.mill.officer}}) {
            auto reply = ask(token, "GET", target);
            expect_nothing_of_the_plant(who, target, reply);
            ++asked;
        }
        for (const auto& [who, token] :
             {std::pair<std::string, std::string>{"an ended token", morning.ended_token}, {"nobody", ""}}) {
            if (endpoint.access == api::Endpoint::Access::open && token.empty()) continue;
            EXPECT_EQ(ask(token, "GET", target).status, 401) << who << ' ' << target;
        }
        const auto after_signing_out = ask_by_session("GET", target);
        expect_nothing_of_the_plant("an ended session", target, after_signing_out);
        if (endpoint.access != api::Endpoint::Access::open) {
            EXPECT_EQ(after_signing_out.status, 401) << "an ended session " << target;
        }
    }
    EXPECT_GT(asked, 100);
    for (auto target :
         {"/passages?count=true", "/fever-incidents?count=true", "/passes?count=true", "/declarations?count=true",
          "/filings?count=true", "/filing-reviews?count=true", "/permits?count=true", "/difficulties?count=true",
          "/channels?count=true", "/message-templates?count=true", "/contacts?count=true", "/broadcasts?count=true",
          "/messages?count=true"}) {
        for (const auto& token : {city.jinxiang, city.mill.officer})
            EXPECT_THAT(ask(token, "GET", target).body, ::testing::HasSubstr("\"total\":0")) << target;
        EXPECT_THAT(ask(city.sishui, "GET", target).body, ::testing::Not(::testing::HasSubstr("\"total\":0")))
            << target << ": its own county sees it";
    }
    for (auto target : {"/difficulty-statistics?by=kind", "/difficulty-statistics?by=county"}) {
        for (const auto& token : {city.jinxiang, city.mill.officer})
            EXPECT_THAT(ask(token, "GET", target).body, ::testing::HasSubstr("\"items\":[]")) << target;
        EXPECT_THAT(ask(city.sishui, "GET", target).body, ::testing::Not(::testing::HasSubstr("\"items\":[]")));
    }
    for (const auto& token : {city.jinxiang, city.mill.officer})
        EXPECT_THAT(ask(token, "GET", "/resumption-rates?by=county").body,
                    ::testing::Not(::testing::HasSubstr("\"resumed\":1")));
    EXPECT_THAT(ask(city.sishui, "GET", "/resumption-rates?by=county").body, ::testing::HasSubstr("\"resumed\":1"));
}

TEST_F(ScopeTest, StrangersChangeNothing) {
    const auto before = whole_of_the_plant();
    std::set<std::string> not_reached;
    for (const auto& endpoint : endpoints) {
        if (endpoint.method == http::Method::get || endpoint.uploads || endpoint.tag() == "session" ||
            endpoint.tag() == "sessions" || endpoint.tag() == "links")
            continue;
        const auto target = path_of(endpoint);
        const auto body = endpoint.input ? body_of(*endpoint.input, endpoint) : std::string();
        const auto method = std::string(http::name(endpoint.method));
        for (const auto& [who, token] : {std::pair<std::string, std::string>{"the sibling county", city.jinxiang},
                                         {"the foreign enterprise", city.mill.officer}}) {
            auto reply = ask(token, method, target, body == "{}" && endpoint.method == http::Method::del ? "" : body);
            expect_nothing_of_the_plant(who, method + " " + target, reply);
            if (endpoint.path.find('{') != std::string::npos && ids.contains(std::string(endpoint.tag()))) {
                EXPECT_GE(reply.status, 400) << who << ' ' << method << ' ' << target << ": " << reply.body;
            }
            if (reply.status == 422) not_reached.insert(method + " " + endpoint.path);
        }
        if (endpoint.access != api::Endpoint::Access::open) {
            EXPECT_EQ(ask(morning.ended_token, method, target, body).status, 401) << method << ' ' << target;
        }
    }
    EXPECT_EQ(whole_of_the_plant(), before);
    EXPECT_LT(not_reached.size(), 25u) << "too many are stopped by the form before the scope is asked: "
                                       << ::testing::PrintToString(not_reached);
}

}  // namespace
}  // namespace tongzhou
