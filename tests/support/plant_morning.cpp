#include "support/plant_morning.hpp"

#include <stdexcept>
#include <thread>

#include "base/id.hpp"

namespace tongzhou::testing {

std::string text_in(const std::string& json, const std::string& name, std::size_t from) {
    const auto mark = "\"" + name + "\":\"";
    auto at = json.find(mark, from);
    if (at == std::string::npos) return {};
    at += mark.size();
    return json.substr(at, json.find('"', at) - at);
}

Received ask(std::uint16_t port, const std::string& token, std::string_view method, const std::string& target,
             const std::string& body) {
    Client client(port);
    if (!token.empty()) client.set_header("Authorization", "Bearer " + token);
    return client.request(method, target, body);
}

namespace {

class Morning {
  public:
    Morning(const StoryCity& city, std::uint16_t port) : city_(city), port_(port) {}

    PlantMorning live() {
        lived_.ids["organizations"] = lived_.ids["enterprises"] = plant();
        lived_.ids["sites"] = city_.plant.site.text();
        lived_.ids["gates"] = city_.plant.gates[0].text();
        pass_the_gates();
        be_permitted();
        struggle();
        be_told();
        sign_out();
        return std::move(lived_);
    }

  private:
    std::string done(const std::string& token, std::string_view method, const std::string& target,
                     const std::string& body = {}) {
        return checked(target, ask(port_, token, method, target, body));
    }
    std::string by_plant(std::string_view method, const std::string& target, const std::string& body = {}) {
        return done(city_.plant.officer, method, target, body);
    }
    std::string by_county(std::string_view method, const std::string& target, const std::string& body = {}) {
        return done(city_.sishui, method, target, body);
    }
    static std::string checked(const std::string& what, const Received& reply) {
        if (reply.status >= 300) throw std::runtime_error(fmt::format("{}: {} {}", what, reply.status, reply.body));
        return reply.body;
    }
    std::string upload(const std::string& token, const std::string& target, const std::string& content) {
        Client client(port_);
        client.set_header("Authorization", "Bearer " + token);
        return checked(target, client.request("POST", target, content, "application/octet-stream"));
    }
    std::string plant() const { return city_.plant.id.text(); }
    static std::string new_id() { return new_uuid_v7(SystemClock().now()).text(); }

    std::string passage(const std::string& id, std::size_t worker, int temperature) {
        return fmt::format(
            R"({{"id":"{}","gate":"{}","direction":"entry","means":"document","document":"{}","temperature":{}}})", id,
            lived_.ids["gates"], city_.plant.workers[worker].text(), temperature);
    }

    void pass_the_gates() {
        auto& ids = lived_.ids;
        ids["people"] = text_in(by_plant("GET", "/people"), "id");
        by_plant("POST", "/people/" + ids["people"] + "/declarations",
                 R"({"answers":{"case_status":"none","under_observation":false}})");
        ids["passes"] = text_in(by_plant("GET", "/passes"), "id");
        ids["declarations"] = text_in(by_plant("GET", "/declarations"), "id");
        ids["passages"] = new_id();
        by_plant("POST", "/passages", passage(ids["passages"], 0, 365));
        ids["fever-incidents"] = new_id();
        by_plant("POST", "/passages", passage(ids["fever-incidents"], 1, 385));
        by_plant("POST", "/passages",
                 fmt::format(R"({{"id":"{}","gate":"{}","direction":"entry","means":"visitor","temperature":364,)"
                             R"("visitor":{{"name":"标记访客","mobile":"13912345678","origin":"标记来处",)"
                             R"("employer":"标记雇主","outbreak_contact":false}}}})",
                             new_id(), ids["gates"]));
    }

    // An approval through its two stages, checked on the spot, with a paper and a photograph.
    void be_permitted() {
        auto& ids = lived_.ids;
        done(city_.administrator, "POST", "/rules",
             R"({"kind":"resumption_procedure","division":"370831","value":"approval","source":"story"})");
        ids["filings"] =
            text_in(by_plant("POST", "/filings", fmt::format(R"({{"organization":"{}"}})", plant())), "id");
        const auto filing = "/filings/" + ids["filings"];
        by_plant("PUT", filing,
                 R"({"principal_name":"张三","principal_mobile":"13912345678","resume_on":"2020-02-26",)"
                 R"("staff_total":20,"staff_returning":5,"work":"标记产品","committed":true,)"
                 R"("control_plan":"标记方案","emergency_plan":"发热即隔离",)"
                 R"("origins":[{"division":"370831","people":5}],)"
                 R"("supplies":[{"item":"masks","quantity":1000,"daily_use":80},)"
                 R"({"item":"disinfectant","quantity":60,"daily_use":5},)"
                 R"({"item":"thermometers","quantity":4,"daily_use":0}],)"
                 R"("isolation_rooms":2,"isolation_place":"标记平房"})");
        ids["file"] = text_in(
            upload(city_.plant.officer, filing + "/files?paper=health_proof&name=a.pdf", "%PDF-1.4 health"), "id");
        by_plant("POST", filing + "/submission");
        by_county("POST", filing + "/decision", R"({"stage":"town","decision":"pass"})");
        const auto passed = by_county("POST", filing + "/decision", R"({"stage":"county","decision":"pass"})");
        ids["permits"] = text_in(passed, "id", passed.find(R"("permit":{)"));
        ids["filing-reviews"] = text_in(by_county("GET", "/filing-reviews"), "id");
        const auto checklist = by_county("GET", "/filing-checklist");
        std::string answers;
        for (std::size_t at = 0; (at = checklist.find(R"("item":)", at)) != std::string::npos; ++at)
            answers += fmt::format(R"({}{{"item":"{}","result":"ok","note":"标记检查"}})", answers.empty() ? "" : ",",
                                   text_in(checklist, "item", at));
        ids["check"] = new_id();
        by_county(
            "POST", filing + "/checks",
            fmt::format(R"({{"check":"{}","kind":"site","outcome":"passed","items":[{}]}})", ids["check"], answers));
        upload(city_.sishui, filing + "/checks/" + ids["check"] + "/files?name=a.jpg", "\xFF\xD8\xFF\xE0 door");
    }

    void struggle() {
        auto& ids = lived_.ids;
        ids["difficulties"] = text_in(
            by_plant("POST", "/difficulties",
                     fmt::format(R"({{"organization":"{}","kind":"commuting","text":"标记难题：没有班车"}})", plant())),
            "id");
        by_county("POST", "/difficulties/" + ids["difficulties"] + "/verification", "{}");
        by_county("POST", "/difficulties/" + ids["difficulties"] + "/claim", "{}");
        ids["difficulty-solutions"] = text_in(
            by_county(
                "POST", "/difficulty-solutions",
                fmt::format(R"({{"difficulties":["{}"],"text":"标记措施","link_kind":"other"}})", ids["difficulties"])),
            "id");
        const auto office = text_in(
            by_county("POST", "/organizations", R"({"kind":"department","name":"标记交通局","division":"370831"})"),
            "id");
        by_county("PUT", "/difficulty-departments",
                  fmt::format(R"({{"division":"370831","kind":"rent","organization":"{}"}})", office));
        by_county("PUT", "/review-offices",
                  fmt::format(R"({{"division":"370831","stage":"county_transport","organization":"{}"}})", office));
    }

    void be_told() {
        auto& ids = lived_.ids;
        ids["channels"] =
            text_in(by_county("POST", "/channels",
                              R"({"name":"标记通道","kind":"webhook","settings":{"address":"http://127.0.0.1:9/hook"},)"
                              R"("secrets":{"secret":"s"}})"),
                    "id");
        ids["message-templates"] =
            text_in(by_county("POST", "/message-templates",
                              R"({"name":"标记模板","title":"通知","text":"请报送。","variables":[]})"),
                    "id");
        by_county("POST", "/contacts",
                  fmt::format(R"({{"items":[{{"subject_kind":"organization","subject":"{}","kind":"mobile",)"
                              R"("address":"13987650123"}}]}})",
                              plant()));
        ids["contacts"] = text_in(by_county("GET", "/contacts"), "id");
        ids["broadcasts"] =
            text_in(by_county("POST", "/broadcasts",
                              R"({"title":"标记推送","text":"请报送。","audience":{"kind":"organizations",)"
                              R"("organization_kinds":["enterprise"]}})"),
                    "id");
        // The recipients are given their messages after the commit.
        for (int i = 0; i < 400 && ids["messages"].empty(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
            ids["messages"] = text_in(by_county("GET", "/messages?broadcast=" + ids["broadcasts"]), "id");
        }
        if (ids["messages"].empty()) throw std::runtime_error("the broadcast reaches nobody");
    }

    void sign_out() {
        auto& ids = lived_.ids;
        const auto token =
            by_plant("POST", "/tokens", R"({"name":"标记令牌","permissions":["passage_read"],"days":3})");
        ids["tokens"] = text_in(token, "id");
        lived_.ended_token = text_in(token, "token");
        by_plant("POST", "/tokens/" + ids["tokens"] + "/revocation");

        const auto account =
            by_plant("POST", "/accounts",
                     fmt::format(R"({{"sign_in_name":"marked-officer","display_name":"标记账号","organization":"{}",)"
                                 R"("roles":["00000000-0000-7000-8000-000000000007"]}})",
                                 plant()));
        ids["accounts"] = text_in(account, "id");
        const std::string password = "Yuehe-2020-matou";
        done("", "POST", "/links/redemption",
             fmt::format(R"({{"token":"{}","password":"{}"}})", text_in(account, "token"), password));
        Client client(port_);
        const auto session =
            client.post("/session", fmt::format(R"({{"name":"marked-officer","password":"{}"}})", password));
        checked("/session", session);
        const auto cookie = session.header("set-cookie");
        lived_.ended_session = cookie.substr(0, cookie.find(';'));
        client.set_header("Cookie", lived_.ended_session);
        client.set_header("X-CSRF-Token", text_in(session.body, "csrf_token"));
        checked("/filings", client.get("/filings"));
        checked("/session", client.request("DELETE", "/session"));
    }

    const StoryCity& city_;
    const std::uint16_t port_;
    PlantMorning lived_;
};

}  // namespace

PlantMorning live_a_morning(const StoryCity& city, std::uint16_t port) { return Morning(city, port).live(); }

}  // namespace tongzhou::testing
