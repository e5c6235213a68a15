#include "support/story_city.hpp"

#include "modules/organizations/enterprises.hpp"
#include "modules/organizations/sites.hpp"
#include "modules/people/enrol.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::testing {

namespace {

const Actor author = Actor::system("story");

std::string token_for(Tx& tx, std::string name, std::optional<Id<Organization>> organization) {
    auth::NewToken request;
    request.name = Title(std::move(name));
    request.permissions = Permissions::all().list();
    request.organization = organization;
    return auth::create_api_token(tx, author, request).token;
}

Id<Organization> command(Tx& tx, OrganizationKind kind, const char* name, const char* division) {
    organizations::NewOrganization request;
    request.kind = kind;
    request.name = Title(name);
    request.division = DivisionCode::of(division);
    return organizations::create_organization(tx, author, request).id;
}

StoryEnterprise enterprise(Tx& tx, const char* name, const char* division, const std::vector<const char*>& gate_names) {
    StoryEnterprise made;
    organizations::NewEnterprise request;
    request.name = Title(name);
    request.division = DivisionCode::of(division);
    made.id = organizations::create_enterprise(tx, author, request).id;
    organizations::NewSite site;
    site.name = Title(std::string(name) + "厂区");
    site.organization = made.id;
    made.site = organizations::create_site(tx, author, site).id;
    for (const auto* gate_name : gate_names) {
        gates::NewGate gate;
        gate.site = made.site;
        gate.name = Title(gate_name);
        made.gates.push_back(gates::add_gate(tx, author, gate).id);
    }
    made.officer = token_for(tx, std::string(name) + "专员", made.id);
    return made;
}

void hire(Tx& tx, StoryEnterprise& enterprise, int first, int count, const char* workshop) {
    for (int i = 0; i < count; ++i) {
        people::NewPerson person;
        enterprise.workers.push_back(story_document(first + i));
        person.document_number = enterprise.workers.back().text();
        person.name = std::string("工人");
        person.employer = enterprise.id;
        person.workshop = Text<60>(workshop);
        people::enrol(tx, author, person);
    }
}

}  // namespace

ResidentId story_document(int number) {
    const auto beginning = fmt::format("37089919900101{:03}", number);
    for (char last : std::string_view("0123456789X"))
        if (auto id = ResidentId::parse(beginning + last)) return *id;
    throw std::logic_error("no check character completes " + beginning);
}

StoryCity build_story_city(Program& program, int workers) {
    StoryCity city;
    program.database().write([&](Tx& tx) {
        city = {};
        command(tx, OrganizationKind::city_command, "济宁市指挥部", "3708");
        city.administrator = token_for(tx, "administrator", std::nullopt);
        city.sishui = token_for(tx, "sishui", command(tx, OrganizationKind::county_command, "泗水县指挥部", "370831"));
        city.jinxiang =
            token_for(tx, "jinxiang", command(tx, OrganizationKind::county_command, "金乡县指挥部", "370828"));
        city.plant = enterprise(tx, "泗水标记机械厂", "370831", {"标记东门", "标记西门"});
        city.mill = enterprise(tx, "金乡面粉厂", "370828", {"北门"});
        hire(tx, city.plant, 0, workers, "标记车间");
        hire(tx, city.mill, 500, workers, "制粉");
    });
    return city;
}

config::Settings story_settings(const std::filesystem::path& data) {
    config::Settings settings;
    settings.data_folder = data.string();
    settings.limits.requests_per_second = 0;
    settings.security.require_totp = false;
    if (const char* engine = std::getenv("TONGZHOU_TEST_ENGINE"); engine && std::string_view(engine) == "postgres")
        settings.database.url = std::getenv("TONGZHOU_TEST_DATABASE");
    return settings;
}

std::vector<std::string> story_flags() {
    return {"--limits.requests_per_second", "0", "--security.require_totp", "false"};
}

}  // namespace tongzhou::testing
