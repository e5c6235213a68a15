// The standing test of the scope: every endpoint there is, asked by those it does not concern: a sibling county, a
// foreign enterprise, an ended token, nobody at all. They learn nothing: no record, no name, no id, no count; and what
// they send changes nothing. A new endpoint is in this test as soon as it exists.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/id.hpp"
#include "main/server.hpp"
#include "platform/testing/client.hpp"
#include "support/server_process.hpp"
#include "support/story_city.hpp"

namespace tongzhou {
namespace {

using testing::Client;
using testing::Received;

// The value of "name":"…" in a reply.
std::string text_in(const std::string& json, const std::string& name, std::size_t from = 0) {
    const auto mark = "\"" + name + "\":\"";
    auto at = json.find(mark, from);
    if (at == std::string::npos) return {};
    at += mark.size();
    return json.substr(at, json.find('"', at) - at);
}

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
        live_in_the_plant();
    }

    Received ask(const std::string& token, std::string_view method, const std::string& target,
                 const std::string& body = {}) {
        Client client(server.port());
        if (!token.empty()) client.set_header("Authorization", "Bearer " + token);
        return client.request(method, target, body);
    }
    std::string done(std::string_view method, const std::string& target, const std::string& body = {}) {
        auto reply = ask(city.plant.officer, method, target, body);
        EXPECT_LT(reply.status, 300) << method << ' ' << target << ": " << reply.body;
        return reply.body;
    }

    // A morning that leaves something of every kind behind.
    void live_in_the_plant() {
        const auto gate = city.plant.gates[0].text();
        auto people = done("GET", "/people");
        ids["people"] = text_in(people, "id");
        done("POST", "/people/" + ids["people"] + "/declarations", declaration);
        ids["passes"] = text_in(done("GET", "/passes"), "id");
        ids["declarations"] = text_in(done("GET", "/declarations"), "id");
        ids["passages"] = new_uuid_v7(SystemClock().now()).text();
        done("POST", "/passages", passage(ids["passages"], 0, 365));
        ids["fever-incidents"] = new_uuid_v7(SystemClock().now()).text();
        done("POST", "/passages", passage(ids["fever-incidents"], 1, 385));
        done(
            "POST", "/passages",
            fmt::format(
                R"({{"id":"{}","gate":"{}","direction":"entry","means":"visitor","temperature":364,"visitor":{{"name":"标记访客","mobile":"13912345678","origin":"标记来处","employer":"标记雇主","outbreak_contact":false}}}})",
                new_uuid_v7(SystemClock().now()).text(), gate));
        ids["organizations"] = ids["enterprises"] = city.plant.id.text();
        ids["sites"] = city.plant.site.text();
        ids["gates"] = gate;
        auto token = done("POST", "/tokens", R"({"name":"标记令牌","permissions":["passage_read"],"days":3})");
        ids["tokens"] = text_in(token, "id");
        ended = text_in(token, "token");
        done("POST", "/tokens/" + ids["tokens"] + "/revocation");
    }
    std::string passage(const std::string& id, std::size_t worker, int temperature) {
        return fmt::format(
            R"({{"id":"{}","gate":"{}","direction":"entry","means":"document","document":"{}","temperature":{}}})", id,
            city.plant.gates[0].text(), city.plant.workers[worker].text(), temperature);
    }

    // What a stranger would know to ask for: the plant's own ids, wherever an id is wanted.
    std::string path_of(const api::Endpoint& endpoint) {
        std::string path;
        for (const auto& segment : endpoint.segments) {
            path += '/';
            if (!segment.starts_with('{'))
                path += segment;
            else if (auto known = ids.find(std::string(endpoint.tag())); known != ids.end())
                path += known->second;
            else
                path += segment == "{id}" ? city.plant.id.text() : "x";
        }
        return path.empty() ? "/" : path;
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
        for (const auto* mark : {"标记访客", "标记来处", "标记令牌"})
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
        for (auto target :
             {"/people", "/sites", "/gates", "/passages", "/fever-incidents", "/passes", "/declarations", "/presence"})
            all += ask(city.plant.officer, "GET", target).body;
        all += ask(city.administrator, "GET", "/enterprises/" + city.plant.id.text()).body;
        return all;
    }

    static constexpr const char* declaration = R"({"answers":{"case_status":"none","under_observation":false}})";
    testing::TemporaryFolder folder;
    testing::StoryCity city;
    testing::ServerProcess server{folder.path(), testing::story_flags()};
    std::vector<api::Endpoint> endpoints;
    std::map<std::string, std::string> ids;
    std::string ended;
};

TEST_F(ScopeTest, StrangersReadNothingNotEvenACount) {
    int asked = 0;
    for (const auto& endpoint : endpoints) {
        if (endpoint.method != http::Method::get || endpoint.context == api::Context::stream ||
            endpoint.path == "/metrics" || endpoint.path == "/openapi.json")
            continue;
        const bool list = endpoint.input && endpoint.input->find("cursor");
        const auto target = path_of(endpoint) + (list && endpoint.input->find("count") ? "?count=true" : "");
        for (const auto& [who, token] : {std::pair<std::string, std::string>{"the sibling county", city.jinxiang},
                                         {"the foreign enterprise", city.mill.officer}}) {
            auto reply = ask(token, "GET", target);
            expect_nothing_of_the_plant(who, target, reply);
            ++asked;
        }
        for (const auto& [who, token] :
             {std::pair<std::string, std::string>{"an ended token", ended}, {"nobody", ""}}) {
            if (endpoint.access == api::Endpoint::Access::open && token.empty()) continue;
            EXPECT_EQ(ask(token, "GET", target).status, 401) << who << ' ' << target;
        }
    }
    EXPECT_GT(asked, 60);
    for (auto target :
         {"/passages?count=true", "/fever-incidents?count=true", "/passes?count=true", "/declarations?count=true"}) {
        for (const auto& token : {city.jinxiang, city.mill.officer})
            EXPECT_THAT(ask(token, "GET", target).body, ::testing::HasSubstr("\"total\":0")) << target;
        EXPECT_THAT(ask(city.sishui, "GET", target).body, ::testing::Not(::testing::HasSubstr("\"total\":0")))
            << target << ": its own county sees it";
    }
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
            EXPECT_EQ(ask(ended, method, target, body).status, 401) << method << ' ' << target;
        }
    }
    EXPECT_EQ(whole_of_the_plant(), before);
    EXPECT_LT(not_reached.size(), 25u) << "too many are stopped by the form before the scope is asked: "
                                       << ::testing::PrintToString(not_reached);
}

}  // namespace
}  // namespace tongzhou
