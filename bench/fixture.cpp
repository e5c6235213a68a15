#include "fixture.hpp"

#include "load.hpp"
#include "main/demo_load.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::bench {

config::Settings bench_settings(const std::filesystem::path& data, const std::string& database_url) {
    config::Settings settings;
    settings.data_folder = data.string();
    settings.limits.requests_per_second = 0;
    settings.limits.queue_length = 10'000;
    settings.security.require_totp = false;
    settings.database.writers = 32;
    if (!database_url.empty()) settings.database.url = database_url;
    return settings;
}

Fixture make_fixture(const config::Settings& settings, std::int64_t enterprises, std::int64_t people) {
    Program program(settings, Opening::from_nothing);
    const DemoCity city(2020, enterprises, people);
    const DemoDays days(city, date_in_shanghai(program.clock().now()));
    DemoLoader loader(program, city, days, [](double, const std::string&) {});
    loader.load(0);
    Fixture fixture;
    for (std::int64_t n = 0; n < city.people(); ++n) {
        const auto& employer = city.employer_of(n);
        const auto& gates = loader.places()[static_cast<std::size_t>(employer.number)].gates;
        if (gates.empty()) continue;
        const auto& gate = gates[static_cast<std::size_t>(city.gate_of(n, employer)) % gates.size()];
        fixture.walkers.push_back({gate.id.text(), gate.token, city.document_of(n).text()});
    }
    auth::NewToken token;
    token.name = Title("bench");
    token.permissions = {Permission::dashboard_read, Permission::passage_read};
    fixture.reader = program.database().write_value(
        [&](Tx& tx) { return auth::create_api_token(tx, Actor::system("bench"), token).token; });
    return fixture;
}

void append_passage(const Fixture& fixture, std::uint64_t n, std::string& out) {
    const auto& walker = fixture.walkers[n * 7919 % fixture.walkers.size()];
    append_post(
        out, "/passages", walker.token,
        fmt::format(
            R"({{"id":"{}","gate":"{}","direction":"entry","means":"document","document":"{}","temperature":36{}}})",
            new_uuid_v7(SystemClock().now()).text(), walker.gate, walker.document, n % 10));
}

void append_batch(const Fixture& fixture, std::uint64_t n, int size, std::string& out) {
    const auto& first = fixture.walkers[n * 7919 % fixture.walkers.size()];
    const auto now = SystemClock().now();
    std::string items;
    for (int i = 0; i < size; ++i) {
        const auto& walker = fixture.walkers[(n * 7919 + static_cast<std::uint64_t>(i)) % fixture.walkers.size()];
        items += fmt::format(
            R"({}{{"id":"{}","gate":"{}","direction":"entry","means":"document","document":"{}","temperature":365,"at":"{}","verdict":"admitted","reason":"none"}})",
            i ? "," : "", new_uuid_v7(now).text(), first.gate, walker.document,
            (now - std::chrono::milliseconds(1000 * (size - i))).iso());
    }
    append_post(out, "/passages/batch", first.token,
                fmt::format(R"({{"sent_at":"{}","passages":[{}]}})", now.iso(), items));
}

}  // namespace tongzhou::bench
