#include "main/demo_services.hpp"

#include <boost/json.hpp>

#include "base/embedded.hpp"
#include "main/installation.hpp"
#include "platform/auth/roles.hpp"

TONGZHOU_EMBED(tongzhou_demo_services, TONGZHOU_DEMO_SERVICES);

namespace tongzhou {

/// A call of the API. Whatever stands between ${ and } is a name: of the city (city, county, plant, firm1 …), of an
/// earlier answer (`keep`), `new` for a new id, `now` for the time of the call, `day+3` for a date.
struct DemoServices::Step {
    std::string at;                        ///< days before today and the time of day: "-6 09:20"
    std::string as;                        ///< city, county, plant, bureau, operator, squad, firm1 …
    std::optional<std::string> post, put;  ///< the path
    std::optional<std::string> query;
    std::optional<RawJson> body;
    std::optional<std::string> file;  ///< what is uploaded, instead of a body
    std::optional<std::string> keep;  ///< the name for what the answer has at `of`
    std::optional<std::string> of;    ///< a JSON pointer, "/id" unless said

    BOOST_DESCRIBE_CLASS(Step, (), (at, as, post, put, query, body, file, keep, of), (), ())
};

namespace {

// A squad looks after five to seven.
constexpr std::size_t enterprises_of_a_squad = 6;
constexpr std::size_t named_firms = 8;

struct NamedDepartment {
    std::string kind = "department", name;
    DivisionCode division;
    Id<Organization> parent;
};
BOOST_DESCRIBE_STRUCT(NamedDepartment, (), (kind, name, division, parent))

struct DemoMember {
    DivisionCode division;
    std::string role, name;
    Mobile mobile;
    std::optional<Uuid> account;
    double longitude = 0, latitude = 0;
};
BOOST_DESCRIBE_STRUCT(DemoMember, (), (division, role, name, mobile, account, longitude, latitude))

struct DemoSquad {
    std::string name;
    DivisionCode division;
    Uuid instructor = {}, liaison = {}, officer = {};
    double longitude = 0, latitude = 0;
};
BOOST_DESCRIBE_STRUCT(DemoSquad, (), (name, division, instructor, liaison, officer, longitude, latitude))

std::string at_pointer(const std::string& json, std::string_view pointer) {
    return std::string(boost::json::parse(json).at_pointer(pointer).as_string());
}

}  // namespace

Id<Organization> make_demo_bureau(InnerApi& api, const DivisionCode& county) {
    const NamedDepartment request{.name = organizations::divisions().name(county) + "人力资源和社会保障局",
                                  .division = county,
                                  .parent = command_id(county)};
    const auto answer = api.call(Actor::system("demo"), http::Method::post, "/organizations", {}, to_json(request));
    return Id<Organization>::of(at_pointer(answer, "/id"));
}

DemoServices::DemoServices(InnerApi& api, ManualClock& clock, const DemoCity& city,
                           const std::vector<DemoPlace>& places, const std::vector<DemoAccount>& accounts,
                           const Id<Organization>& bureau)
    : api_(api), clock_(clock), now_(clock.now()), city_(city) {
    for (const auto& account : accounts) actors_[account.name.substr(account.name.find('-') + 1)] = account.actor;
    names_["bureau"] = bureau.text();
    name_city(places);
}

void DemoServices::name_city(const std::vector<DemoPlace>& places) {
    const auto& plant = city_.largest();
    county_ = city_.counties()[plant.county].code;
    names_["city"] = command_id(DivisionCode::of("3708")).text();
    names_["county"] = command_id(county_).text();
    names_["county_code"] = county_.text();
    names_["county_name"] = organizations::divisions().name(county_);
    std::size_t firms = 0;
    for (const auto& enterprise : city_.enterprises()) {
        if (enterprise.county != plant.county) continue;
        neighbours_.push_back(&enterprise);
        const bool is_plant = enterprise.number == plant.number;
        if (!is_plant && firms == named_firms) continue;
        const auto name = is_plant ? std::string("plant") : fmt::format("firm{}", ++firms);
        const auto organization = places[static_cast<std::size_t>(enterprise.number)].organization;
        names_[name] = organization.text();
        names_[name + "_name"] = enterprise.name;
        if (is_plant) continue;
        // Somebody of the enterprise; only the largest one has an account to sign in with.
        auto& officer = actors_[name] = actor("plant");
        officer.name = enterprise.name + "负责人";
        officer.organization = organization;
        officer.scope = Scope::of_organization(organization, enterprise.division);
    }
}

int DemoServices::load() {
    int left_out = 0;
    for (const auto& step :
         from_json<std::vector<Step>>(std::string_view(tongzhou_demo_services, tongzhou_demo_services_end))) {
        if (step.as == "squads")
            form_squads(step);
        else
            left_out += !play(step);
    }
    clock_.set(now_);
    return left_out;
}

bool DemoServices::play(const Step& step) {
    if (!actors_.contains(step.as)) return false;
    clock_.set(time_of(step.at));
    const auto path = filled(step.post ? *step.post : step.put.value());
    const auto query = filled(step.query.value_or(""));
    const auto body = filled(step.file ? *step.file : step.body ? step.body->json : "{}");
    if (!path || !query || !body) return false;
    const auto method = step.post ? http::Method::post : http::Method::put;
    try {
        const auto answer = api_.call(actor(step.as), method, *path, *query, *body);
        if (step.keep) names_[*step.keep] = at_pointer(answer, step.of.value_or("/id"));
    } catch (const Problem& problem) {
        throw Problem(
            500, "demo_refused",
            fmt::format("演示数据中的 {} {}（{}）被拒绝：{}", step.as, *path, step.at, problem.what()),
            fmt::format("The demo's call {} {} ({}) was refused: {}", step.as, *path, step.at, problem.what()));
    }
    return true;
}

std::optional<std::string> DemoServices::filled(std::string text) const {
    for (auto at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
        const auto end = text.find('}', at);
        const auto value = value_of(text.substr(at + 2, end - at - 2));
        if (!value) return std::nullopt;
        text.replace(at, end + 1 - at, *value);
        at += value->size();
    }
    return text;
}

std::optional<std::string> DemoServices::value_of(const std::string& name) const {
    if (name == "new") return new_uuid_v7(clock_.now()).text();
    if (name == "now") return clock_.now().iso();
    if (name.starts_with("day"))
        return (date_in_shanghai(clock_.now()) + std::chrono::days(name == "day" ? 0 : std::stoi(name.substr(3))))
            .iso();
    const auto found = names_.find(name);
    return found == names_.end() ? std::nullopt : std::optional(found->second);
}

/// Never later than now: a city that is made in the morning has not had its afternoon.
Instant DemoServices::time_of(const std::string& text) const {
    int days = 0, hour = 0, minute = 0;
    if (std::sscanf(text.c_str(), "%d %d:%d", &days, &hour, &minute) != 3)
        throw std::logic_error("no time of a demo's call: " + text);
    const auto day = date_in_shanghai(now_) + std::chrono::days(days);
    return std::min(start_of_day_in_shanghai(day) + std::chrono::hours(hour) + std::chrono::minutes(minute), now_);
}

const Actor& DemoServices::actor(const std::string& name) const { return actors_.at(name); }

// As many squads as the county's enterprises need, each at home near one of them, and a plan that is in force.
void DemoServices::form_squads(const Step& step) {
    clock_.set(time_of(step.at));
    const auto& author = actor("county");
    const auto post = [&](std::string_view path, const std::string& body) {
        return Uuid::of(at_pointer(api_.call(author, http::Method::post, path, {}, body), "/id"));
    };
    const auto squads = (neighbours_.size() + enterprises_of_a_squad - 1) / enterprises_of_a_squad;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < squads; ++i) {
        const auto& home = *neighbours_[i * enterprises_of_a_squad];
        const auto member = [&](std::string role, std::optional<Uuid> account = {}) {
            DemoRandom random(city_.seed(), "squad member", number);
            const auto sex = random.happens(1, 2) ? Sex::male : Sex::female;
            return post("/squad-members", to_json(DemoMember{.division = home.division,
                                                             .role = std::move(role),
                                                             .name = demo_person_name(random, sex),
                                                             .mobile = Mobile::of(fmt::format("154999{:05}", number++)),
                                                             .account = account,
                                                             .longitude = home.longitude,
                                                             .latitude = home.latitude}));
        };
        DemoSquad squad{.name = fmt::format("{}第{}先锋队", organizations::divisions().name(county_), i + 1),
                        .division = home.division,
                        .longitude = home.longitude,
                        .latitude = home.latitude};
        squad.instructor = member("party_building_instructor");
        squad.liaison = member("government_enterprise_liaison");
        // The first squad's officer signs in as demo-squad.
        squad.officer = member("epidemic_prevention_officer", i == 0 ? std::optional(actor("squad").id) : std::nullopt);
        post("/squads", to_json(squad));
    }
    const auto plan = post("/squad-plans", fmt::format(R"({{"division":"{}"}})", county_.text()));
    api_.call(author, http::Method::post, fmt::format("/squad-plans/{}/accept", plan.text()), {}, "{}");
}

}  // namespace tongzhou
