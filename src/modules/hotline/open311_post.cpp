// Handing a request in by Open311.
#include "base/text.hpp"
#include "modules/hotline/open311.hpp"
#include "modules/hotline/open311_service.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"

namespace tongzhou::hotline {
namespace {

using Form = std::map<std::string, std::string>;

Problem missing(std::string_view name, std::string_view zh, std::string_view en) {
    return Problem::bad_request("missing", fmt::format("缺少 {}：{}", name, zh), fmt::format("{} is missing: {}", name, en));
}

Form form_of(const Upload& upload) {
    if (!upload.content_type.starts_with("application/x-www-form-urlencoded"))
        throw Problem::bad_request("not_a_form", "请以 application/x-www-form-urlencoded 提交。",
                                   "Send the body as application/x-www-form-urlencoded.");
    Form form;
    for (auto& [name, value] : http::parse_query(upload.body)) form.emplace(std::move(name), std::move(value));
    return form;
}

std::string_view value_of(const Form& form, const std::string& name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string_view{} : trim(found->second);
}

// The key is an API token; what it may do and where is decided as for any other call.
Actor actor_of(Database& database, const Actor& actor, std::string_view key) {
    auto known = actor;
    if (!key.empty()) {
        http::Request request;
        request.headers.emplace_back("authorization", "Bearer " + std::string(key));
        request.remote = actor.remote;
        known = database.read_value([&](Snapshot& snapshot) {
            return database.services().get<auth::Accounts>().identify(snapshot, request);
        });
        known.remote = actor.remote;
        known.language = actor.language;
    }
    if (known.kind == ActorKind::anonymous)
        throw Problem::unauthorized("api_key_needed", "请以 api_key 提供接口令牌，可向管理员申请。",
                                    "Give an API token as api_key; your administrator makes one.");
    known.require(Permission::call_answer);
    return known;
}

// address_id is the code of a division; an address in words is settled as everywhere else, within the jurisdiction named
// or that of the key.
DivisionCode place_of(const Form& form, const Open311Post& request, const Actor& known) {
    if (const auto id = value_of(form, "address_id"); !id.empty()) return DivisionCode::parse(id).or_throw();
    auto jurisdiction = value_of(form, "jurisdiction_id");
    if (jurisdiction.empty() && request.jurisdiction_id) jurisdiction = request.jurisdiction_id->value;
    const auto named = DivisionCode::parse(jurisdiction);
    const auto& hint = named ? *named : known.scope.division();
    if (const auto county = organizations::divisions().settle_county(value_of(form, "address_string"), hint))
        return *county;
    if (named) return *named;
    throw missing("address_id", "请填区划代码（如 370831），或能辨认到县的 address_string。",
                  "give a division code such as 370831, or an address_string that names its county.");
}

NewCall call_of(const Form& form, const Open311Post& request, const Actor& known) {
    NewCall call;
    const auto service = value_of(form, "service_code");
    if (service.empty()) throw missing("service_code", "见 services。", "see services.");
    call.category = enum_from<Category>(service);
    if (!call.category)
        throw Problem::bad_request("no_such_service", "没有这项服务，见 services。", "There is no such service; see services.");
    call.division = place_of(form, request, known);
    call.channel = Channel::open311;
    const auto description = value_of(form, "description");
    const auto length = utf8_length(description);
    if (length < 2 || length > 4000)
        throw missing("description", "请用2至4000字说明问题。", "say what it is about in 2 to 4000 characters.");
    call.question = std::string(description);
    std::string name{value_of(form, "last_name")};
    name += value_of(form, "first_name");
    if (!name.empty()) call.caller.name = Text<50>(std::string(utf8_prefix(name, 150)));
    if (const auto phone = value_of(form, "phone"); !phone.empty()) call.caller.number = Text<30>(std::string(phone));
    if (const auto address = value_of(form, "address_string"); !address.empty())
        call.caller.address = Text<200>(std::string(utf8_prefix(address, 600)));
    std::vector<FieldFault> faults;
    check(call.caller, faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    return call;
}

}  // namespace

http::Response post_open311(Database& database, const Actor& actor, const Open311Post& request, const Upload& upload) {
    const auto named = format_of(request.resource.value);
    const auto format = named ? named->second : Format::xml;
    return answer_open311(format, actor.language, [&] {
        if (!named || named->first != "requests")
            throw Problem::not_found("no_such_resource", "请提交到 requests.xml 或 requests.json。",
                                     "Hand requests in at requests.xml or requests.json.");
        const auto form = form_of(upload);
        const auto known = actor_of(database, actor, value_of(form, "api_key"));
        const auto call = call_of(form, request, known);
        const auto opened = database.write_value([&](Tx& tx) {
            auto made = open_call(tx, known, call);
            audit::record(tx, known,
                          {.action = "post_open311_requests",
                           .subject_kind = "tickets",
                           .subject = made.id.text(),
                           .division = call.division});
            return made;
        });
        return write_list(format, "service_requests", "request",
                          {{{"service_request_id", opened.id.text()},
                            {"service_notice", fmt::format("{} {}", opened.number, opened.code.value_or(""))},
                            {"account_id", std::nullopt}}},
                          201);
    });
}

}  // namespace tongzhou::hotline
