#include "modules/hotline/open311.hpp"

#include "modules/hotline/open311_service.hpp"
#include "modules/hotline/test_hotline.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Open311 : public HotlineTest {
  protected:
    http::Response list(const char* resource, auto change) {
        Open311List request;
        request.resource = resource;
        change(request);
        return ask(list_open311, nobody, request);
    }
    http::Response list(const char* resource) {
        return list(resource, [](Open311List&) {});
    }
    http::Response show(const char* collection, const std::string& record) {
        Open311Record request;
        request.collection = collection;
        request.record = record;
        return ask(show_open311, nobody, request);
    }
    http::Response post(const std::string& form, const Actor& actor, const char* resource = "requests.json") {
        return post_open311(*db, actor, {resource, {}}, {"application/x-www-form-urlencoded", form});
    }
    static std::string id_in(const std::string& json) {
        const std::string mark = "\"service_request_id\":\"";
        return json.substr(json.find(mark) + mark.size(), 36);
    }
    Actor nobody;
};

TEST_F(Open311, ListsServicesInBothForms) {
    const auto xml = list("services.xml");
    EXPECT_EQ(xml.status, 200);
    EXPECT_EQ(xml.content_type, "text/xml; charset=utf-8");
    EXPECT_THAT(xml.body, HasSubstr("<services>\n  <service>\n    <service_code>consultation</service_code>"));
    EXPECT_THAT(list("services.json").body, HasSubstr(R"([{"service_code":"consultation","service_name":"咨询 consultation")"));
    EXPECT_THAT(show("services", "complaint.xml").body, HasSubstr("<service_code>complaint</service_code>"));
    EXPECT_EQ(show("services", "nothing.json").status, 404);
    EXPECT_EQ(list("nothing.xml").status, 404);
    EXPECT_EQ(list("services").status, 404);
}

TEST_F(Open311, TakesARequestWithAKeyAndSaysWhatBecameOfIt) {
    const std::string form =
        "service_code=complaint&address_id=370831&description=%E8%B7%AF%E7%81%AF%E5%9D%8F%E4%BA%86&last_name=%E5%BC%A0"
        "&phone=13800138000";
    auto refused = post(form, nobody, "requests.xml");
    EXPECT_EQ(refused.status, 401);
    EXPECT_THAT(refused.body, HasSubstr("<errors>\n  <error>\n    <code>401</code>"));
    EXPECT_EQ(post(form + "&api_key=tz_a_wrong", nobody).status, 401);
    EXPECT_EQ(post(form, mill_officer).status, 403);
    const auto made = post(form, desk);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = id_in(made.body);
    const auto ticket = shown(Id<Ticket>::of(id));
    EXPECT_EQ(ticket.question, "路灯坏了");
    EXPECT_EQ(ticket.category, Category::complaint);
    EXPECT_EQ(ticket.channel, Channel::open311);
    EXPECT_EQ(ticket.calls.at(0).masked_number, "138****8000");
    EXPECT_EQ(post(form, other_desk).status, 404) << "the key's scope holds";

    auto shown_now = show("requests", id + ".xml").body;
    EXPECT_THAT(shown_now, HasSubstr("<status>open</status>"));
    EXPECT_THAT(shown_now, HasSubstr("<description/>"));
    EXPECT_THAT(shown_now, HasSubstr("<requested_datetime>2020-02-24T08:00:00+08:00</requested_datetime>"));
    EXPECT_THAT(shown_now, HasSubstr("<address>山东省济宁市泗水县</address>"));
    EXPECT_THAT(shown_now, Not(HasSubstr("路灯")));
    call(answer_directly, desk, {ticket.id, "已派人修理。", {}, {}});
    EXPECT_THAT(show("requests", id + ".json").body, HasSubstr(R"("status":"closed")"));
    EXPECT_THAT(show("tokens", id + ".json").body, HasSubstr(R"("token":")" + id));
    EXPECT_EQ(show("requests", opened().id.text() + ".json").status, 404) << "a call by phone is nobody else's";
    EXPECT_EQ(show("requests", "x.json").status, 404);
}

TEST_F(Open311, SaysWhatIsWrongWithARequest) {
    const std::pair<const char*, const char*> faulty[] = {
        {"address_id=370831&description=abc", "service_code"},
        {"service_code=nothing&address_id=370831&description=abc", "services"},
        {"service_code=complaint&address_id=370831", "description"},
        {"service_code=complaint&description=abc", "address_id"},
        {"service_code=complaint&address_id=12&description=abc&phone=x", "/number"},
        {"service_code=complaint&address_id=abc&description=abc", "code"}};
    auto english = desk;
    english.language = Language::en;
    for (const auto& [form, says] : faulty) {
        const auto reply = post(form, english);
        EXPECT_EQ(reply.status, 400) << form << reply.body;
        EXPECT_THAT(reply.body, HasSubstr(R"([{"code":"400","description":")")) << form;
    }
    EXPECT_EQ(post_open311(*db, desk, {"requests.xml", {}}, {"application/json", "{}"}).status, 400);
    EXPECT_EQ(number("SELECT COUNT(*) FROM tickets"), 0);
    const auto by_words = post("service_code=report&description=abc&address_string=%E5%B1%B1%E4%B8%9C%E7%9C%81%E6%B5%8E"
                               "%E5%AE%81%E5%B8%82%E6%B3%97%E6%B0%B4%E5%8E%BF%E6%B3%89%E6%9E%97",
                               desk);
    EXPECT_EQ(by_words.status, 201) << by_words.body;
}

TEST_F(Open311, ListsWhatWasMadePublicAndNothingElse) {
    const auto published = opened("王建国的电话是13800138000，路灯坏了").id;
    opened("另一件事");
    call(dispatch_ticket, desk, {published, labour, {}, {}, {}});
    EXPECT_EQ(list("requests.json").body, "[]");
    call(publish_ticket, command, {published, "某路段路灯<损坏>&待修"});
    auto body = list("requests.xml").body;
    EXPECT_THAT(body, HasSubstr("<description>某路段路灯&lt;损坏&gt;&amp;待修</description>"));
    EXPECT_THAT(body, HasSubstr("<agency_responsible>泗水县人社局</agency_responsible>"));
    EXPECT_THAT(body, Not(HasSubstr("13800138000")));
    const auto count = [&](auto change) {
        const auto reply = list("requests.json", change);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.body != "[]";
    };
    EXPECT_TRUE(count([](auto& r) { r.status = "open"; }));
    EXPECT_FALSE(count([](auto& r) { r.status = "closed"; }));
    EXPECT_TRUE(count([](auto& r) { r.status = "open,closed"; }));
    EXPECT_FALSE(count([](auto& r) { r.service_code = "complaint"; }));
    EXPECT_TRUE(count([](auto& r) { r.service_code = "complaint,consultation"; }));
    EXPECT_TRUE(count([&](auto& r) { r.service_request_id = published.text(); }));
    EXPECT_FALSE(count([&](auto& r) { r.service_request_id = new_uuid_v7(SystemClock().now()).text(); }));
    EXPECT_TRUE(count([](auto& r) { r.start_date = "2020-02-24T00:00:00+08:00"; }));
    EXPECT_FALSE(count([](auto& r) { r.end_date = "2020-02-23T00:00:00Z"; }));
    EXPECT_FALSE(count([](auto& r) { r.page = "2"; }));
    for (auto change : std::vector<std::function<void(Open311List&)>>{
             [](auto& r) { r.start_date = "yesterday"; }, [](auto& r) { r.start_date = "2019-01-01T00:00:00Z"; },
             [](auto& r) { r.status = "half"; }, [](auto& r) { r.page = "0"; }, [](auto& r) { r.page_size = "5000"; },
             [](auto& r) { r.service_request_id = "1"; }, [](auto& r) { r.service_code = "x"; }})
        EXPECT_EQ(list("requests.xml", change).status, 400);
    call(publish_ticket, command, {published, {}});
    EXPECT_EQ(list("requests.json").body, "[]");
}

TEST(Open311Text, IsOfTheFormAskedFor) {
    EXPECT_EQ(format_of("services.xml")->second, Format::xml);
    EXPECT_EQ(format_of("a.b.json")->first, "a.b");
    EXPECT_FALSE(format_of(".xml"));
    EXPECT_FALSE(format_of("services.html"));
    EXPECT_EQ(zoned(Instant::of("2020-02-24T20:05:09Z")), "2020-02-25T04:05:09+08:00");
}

}  // namespace
}  // namespace tongzhou::hotline
