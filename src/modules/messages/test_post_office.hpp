// For the tests of this folder: a city with two counties, enterprises and accounts in each, and its outbox. Endpoints
// are called as the console does.
#pragma once

#include <gmock/gmock.h>

#include "modules/messages/broadcasts.hpp"
#include "modules/messages/courier.hpp"
#include "modules/messages/message_list.hpp"
#include "modules/messages/test_receivers.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/account_admin.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::messages::testing {

using namespace std::chrono_literals;

inline const auto jining = DivisionCode::of("3708");
inline const auto sishui = DivisionCode::of("370831");
inline const auto jinxiang = DivisionCode::of("370828");

struct IdOnly {
    Uuid id;
};
BOOST_DESCRIBE_STRUCT(IdOnly, (), (id))

/// The code of the Problem, followed by those of its fields; empty when there was none.
template <class F>
std::string fault_of(F f) {
    try {
        f();
    } catch (const Problem& problem) {
        auto text = problem.code();
        for (const auto& fault : problem.faults()) text += " " + fault.path + ":" + fault.code;
        return text;
    }
    return {};
}

class PostOffice : public ::testing::Test {
  protected:
    PostOffice() {
        accounts_ = std::make_unique<auth::Accounts>(auth::Settings{}, ring, db.clock());
        db->services().provide(ring);
        db->services().provide(*accounts_);
        api_ = std::make_unique<Api>(*db, *accounts_, api::Options{});
        for (const auto* module :
             {&events_module, &jobs_module, &organizations_module, &rules_module, &messages_module}) {
            if (module->provide) kept_.push_back(module->provide(*db));
            module->add_routes(*api_);
        }
        system.permissions = Permissions::all();
        city = officer_of(jining);
        sishui_officer = officer_of(sishui);
        jinxiang_officer = officer_of(jinxiang);
        plant = enterprise("泗水机械厂", sishui);
        mill = enterprise("金乡面粉厂", jinxiang);
    }
    ~PostOffice() override {
        api_->stop();
        api_.reset();
        db->stop();
        kept_.clear();
    }

    /// Sends JSON to an endpoint, named as in its route; members of the path stand in the body with the others.
    std::string call(std::string_view method, std::string_view route, const Actor& actor,
                     const std::string& json = "{}") {
        for (const auto& endpoint : api_->endpoints()) {
            if (endpoint->path != route || http::name(endpoint->method) != method) continue;
            std::shared_ptr<void> input;
            if (endpoint->input) {
                input = endpoint->make_input();
                std::vector<FieldFault> faults;
                read_json(*endpoint->input, input.get(), json, faults);
                if (!faults.empty()) throw Problem::invalid(std::move(faults));
            }
            if (endpoint->access == api::Endpoint::Access::permission) actor.require(endpoint->permission);
            api::Answer answer;
            api::Upload upload;
            const auto run = [&](void* context) {
                answer = {};
                endpoint->invoke(endpoint->function, context, actor, input.get(), &upload, answer);
            };
            switch (endpoint->context) {
                case api::Context::tx: db->write([&](Tx& tx) { run(&tx); }); break;
                case api::Context::snapshot: db->read([&](Snapshot& snapshot) { run(&snapshot); }); break;
                default: run(&*db); break;
            }
            auto body = answer.response.body;
            if (answer.response.source)
                while (auto piece = answer.response.source()) body += *piece;
            return body;
        }
        throw std::logic_error(fmt::format("no endpoint {} {}", method, route));
    }
    template <class Out>
    Out call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json = "{}") {
        return from_json<Out>(call(method, route, actor, json), {.unknown_fields = UnknownFields::ignore});
    }

    Actor officer_of(const DivisionCode& division) const {
        auto actor = Actor::system("officer of " + division.text());
        actor.permissions = Permissions::all();
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(db.clock().now());
        actor.scope = Scope::of_division(division);
        return actor;
    }
    Actor clerk_of(const Id<Organization>& organization, const DivisionCode& division) const {
        auto actor = officer_of(division);
        actor.organization = organization;
        actor.scope = Scope::of_organization(organization, division);
        return actor;
    }
    Id<Organization> enterprise(const std::string& name, const DivisionCode& division) {
        return Id<Organization>(call<IdOnly>("POST", "/enterprises", system,
                                             fmt::format(R"({{"name":"{}","division":"{}"}})", name, division.text()))
                                    .id);
    }
    void contact(const Id<Organization>& organization, const char* kind, const std::string& address) {
        call("POST", "/contacts", system,
             fmt::format(R"({{"items":[{{"subject_kind":"organization","subject":"{}","kind":"{}","address":"{}"}}]}})",
                         organization.text(), kind, address));
    }
    Id<Channel> channel(const std::string& kind, const std::string& settings, const std::string& secrets,
                        const std::string& more = "", const DivisionCode& division = jining) {
        return Id<Channel>(
            call<IdOnly>("POST", "/channels", system,
                         fmt::format(R"({{"name":"{0}","kind":"{0}","division":"{1}","settings":{2},"secrets":{3},)"
                                     R"("shared":true{4}}})",
                                     kind, division.text(), settings, secrets, more))
                .id);
    }
    Id<Channel> webhook(const Receiver& receiver, const std::string& more = "") {
        return channel("webhook", fmt::format(R"({{"address":"{}","time_seconds":1}})", receiver.address()),
                       R"({"secret":"hook-secret"})", more);
    }
    Id<Channel> sms(const Receiver& receiver, const std::string& more = "") {
        return channel(
            "sms",
            fmt::format(
                R"({{"address":"{}","time_seconds":1,"answer_field":"errcode","answer_good":"0",)"
                R"("answer_again":["7"],"reference_field":"sid",)"
                R"("body":"{{\"to\":\"{{{{mobile}}}}\",\"text\":\"{{{{text}}}}\",\"key\":\"{{{{password}}}}\"}}"}})",
                receiver.address()),
            R"({"user":"gateway-user","password":"gateway-password"})", more);
    }
    Id<Channel> dingtalk(const Receiver& receiver) {
        return channel("dingtalk_robot", fmt::format(R"({{"address":"{}"}})", receiver.address("/robot/send")),
                       R"({"access_token":"robot-token","secret":"SECrobot"})");
    }
    Id<Channel> wecom(const Receiver& receiver) {
        return channel("wecom_robot", fmt::format(R"({{"address":"{}"}})", receiver.address("/cgi-bin/webhook/send")),
                       R"({"access_token":"wecom-key"})");
    }

    Message message(ChannelKind by, std::string text = "正文") const {
        Message message;
        message.by = by;
        message.division = sishui;
        message.title = "标题";
        message.text = std::move(text);
        if (by == ChannelKind::sms) message.to = {RecipientKind::organization, plant.uuid(), "泗水机械厂", {}};
        if (by == ChannelKind::mail) message.to = {RecipientKind::address, {}, "张*", "plant@example.cn"};
        if (by == ChannelKind::wechat_template)
            message.to = {RecipientKind::address, {}, "张*", "oABCDEFGHIJKLMNOP123"};
        return message;
    }
    Id<Message> post(const Message& message) {
        return db->write_value([&](Tx& tx) { return enqueue(tx, message); });
    }
    Id<Broadcast> broadcast(const Actor& actor, const std::string& json) {
        return Id<Broadcast>(call<IdOnly>("POST", "/broadcasts", actor, json).id);
    }
    MessageView shown(const Id<Message>& id) {
        return call<MessageView>("GET", "/messages/{id}", system, fmt::format(R"({{"id":"{}"}})", id.text()));
    }
    BroadcastView shown(const Id<Broadcast>& id) {
        return call<BroadcastView>("GET", "/broadcasts/{id}", system, fmt::format(R"({{"id":"{}"}})", id.text()));
    }
    std::vector<MessageRow> messages_of(const Id<Broadcast>& id, const Actor& actor) {
        MessageFilter filter;
        filter.broadcast = id;
        filter.limit = 500;
        return db->read_value([&](Snapshot& s) { return list_messages(s, actor, filter); }).items;
    }

    /// Rounds of one node until nothing is on its way and no round takes anything.
    void deliver(int rounds = 3) {
        for (int i = 0; i < rounds; ++i) EXPECT_EQ(courier->round(5s), 0u);
    }
    /// The counters of all broadcasts are those of their messages, and each opens the list of exactly these.
    void expect_counters() {
        db->read([&](Snapshot& s) {
            EXPECT_THAT(check_counters(s), ::testing::IsEmpty());
            for (const auto& broadcast : list_broadcasts(s, system, {}).items) expect_to_open(s, broadcast);
        });
    }
    void expect_to_open(Snapshot& s, const BroadcastRow& broadcast) {
        const auto listed = [&](auto&&... narrow) {
            MessageFilter filter;
            filter.broadcast = broadcast.id;
            (narrow(filter), ...);
            return count_messages(s, system, std::move(filter));
        };
        const auto in_state = [&](std::vector<MessageState> states) {
            return listed([&](MessageFilter& filter) { filter.state = std::move(states); });
        };
        const auto reached = [&](auto MessageFilter::*stage, bool is_reached) {
            return listed([&](MessageFilter& filter) { filter.*stage = is_reached; });
        };
        EXPECT_EQ(listed(), broadcast.recipients);
        EXPECT_EQ(in_state({MessageState::waiting, MessageState::sending}), broadcast.waiting);
        EXPECT_EQ(in_state({MessageState::failed}), broadcast.failed);
        EXPECT_EQ(in_state({MessageState::uncertain}), broadcast.uncertain);
        for (const auto& [stage, count] : {std::pair{&MessageFilter::accepted, broadcast.accepted},
                                           std::pair{&MessageFilter::delivered, broadcast.delivered},
                                           std::pair{&MessageFilter::opened, broadcast.opened},
                                           std::pair{&MessageFilter::applied, broadcast.applied}}) {
            EXPECT_EQ(reached(stage, true), count);
            EXPECT_EQ(reached(stage, false), broadcast.recipients - count);
        }
        for (const auto& failure : show_broadcast(s, system, {broadcast.id}).failures)
            EXPECT_EQ(listed([&](MessageFilter& filter) {
                          filter.state = {MessageState::failed, MessageState::uncertain};
                          filter.reason = failure.reason;
                      }),
                      failure.messages)
                << failure.reason;
    }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    std::unique_ptr<auth::Accounts> accounts_;
    mutable tongzhou::testing::TestDatabase db{&audit_migrations,         &auth_migrations,  &jobs_migrations,
                                               &organizations_migrations, &rules_migrations, &messages_migrations};
    std::vector<std::shared_ptr<void>> kept_;
    std::unique_ptr<Api> api_;
    std::unique_ptr<Courier> courier =
        std::make_unique<Courier>(*db, SendingOptions{.public_url = "https://tongzhou.example"});
    Actor system = Actor::system("test");
    Actor city, sishui_officer, jinxiang_officer;
    Id<Organization> plant, mill;
};

}  // namespace tongzhou::messages::testing
