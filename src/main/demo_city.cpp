#include "main/demo_city.hpp"

#include <numeric>

namespace tongzhou {

namespace {

using organizations::divisions;

const DivisionCode jining = DivisionCode::of("3708");

struct CountySeat {
    std::string_view code, short_name;
    double longitude, latitude;
    int share;
};
// Where the seat of each county is, to a kilometre.
constexpr CountySeat county_seats[] = {
    {"370811", "任城", 116.606, 35.444, 170}, {"370812", "兖州", 116.784, 35.553, 110},
    {"370826", "微山", 117.129, 34.807, 65},  {"370827", "鱼台", 116.651, 35.013, 45},
    {"370828", "金乡", 116.312, 35.067, 65},  {"370829", "嘉祥", 116.342, 35.409, 75},
    {"370830", "汶上", 116.497, 35.712, 70},  {"370831", "泗水", 117.251, 35.664, 70},
    {"370832", "梁山", 116.096, 35.802, 70},  {"370871", "高新区", 116.680, 35.430, 90},
    {"370881", "曲阜", 116.987, 35.581, 75},  {"370883", "邹城", 117.007, 35.403, 95},
};

// Staff of enterprises from the smallest to the largest, at equal steps. Many small ones and a few mines and plants
// with thousands, as in every city.
constexpr int staff_sizes[] = {4, 6, 8, 10, 13, 17, 22, 28, 36, 48, 65, 90, 130, 200, 330, 700, 3600};

/// The stratified draw: of n enterprises one in each n-th of the distribution, so that small cities have large ones
/// too.
std::int64_t staff_size(std::int64_t place, std::int64_t of) {
    constexpr std::int64_t steps = std::size(staff_sizes) - 1;
    const auto at = (2 * place + 1) * steps * 1000 / (2 * of);
    const auto low = static_cast<std::size_t>(at / 1000);
    return staff_sizes[low] * 1000 + (staff_sizes[low + 1] - staff_sizes[low]) * (at % 1000);
}

/// A multiplier that has no factor in common with `size`, so that i → i * multiplier mod size visits every place once.
std::int64_t stride_for(std::uint64_t seed, std::string_view kind, std::int64_t size) {
    DemoRandom random(seed, kind, size);
    for (;;) {
        const auto stride = random.between(size / 3, size - 1) | 1;
        if (std::gcd(stride, size) == 1) return stride;
    }
}

constexpr std::string_view digits = "0123456789";

std::string in_base_31(std::int64_t number, int length) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string text(static_cast<std::size_t>(length), '0');
    for (auto place = text.rbegin(); place != text.rend(); ++place, number /= 31)
        *place = alphabet[static_cast<std::size_t>(number % 31)];
    return text;
}

Uscc demo_uscc(std::uint64_t seed, std::int64_t number, const DivisionCode& county) {
    constexpr std::int64_t all = 31LL * 31 * 31 * 31 * 31;
    const auto serial = (number + static_cast<std::int64_t>(seed % 9973) * 2677) % all;
    const auto beginning = fmt::format("91{}MAX{}", county.county(), in_base_31(serial, 5));
    for (const char organisation_check : std::string_view("0123456789X")) {
        auto uscc = completed<Uscc>(beginning + organisation_check, "0123456789ABCDEFGHJKLMNPQRTUWXY");
        if (uscc.organisation_code_consistent()) return uscc;
    }
    throw std::logic_error("no organisation code begins with " + beginning);
}

// Born on one of 15,000 days up to the beginning of 2002. Every person has a day and a serial number on that day of
// their own, and the last digit of the serial number says the sex.
constexpr std::int64_t birth_days = 15'000, serials = 1'000;

// Elsewhere, for those who come from there.
constexpr std::string_view other_prefectures[] = {"371302", "370902", "371702", "370402", "370102"};
constexpr std::string_view other_provinces[] = {"410105", "320311", "341302", "130402", "140213", "420106"};

int gates_for(std::int64_t staff) { return staff >= 1500 ? 4 : staff >= 600 ? 3 : staff >= 250 ? 2 : 1; }

}  // namespace

DemoCity::DemoCity(std::uint64_t seed, std::int64_t enterprises, std::int64_t people)
    : seed_(seed), document_stride_(stride_for(seed, "documents", birth_days * serials)), people_(people) {
    if (enterprises < 1 || enterprises > 100'000 || people < 0 || people > 10'000'000)
        throw Problem::bad_request("demo_size", "演示城市至少要有一家、至多十万家企业，人数不能超过一千万。",
                                   "A demo city has 1 to 100,000 enterprises and at most 10,000,000 people.");
    for (const auto& seat : county_seats) {
        const auto code = DivisionCode::of(seat.code);
        counties_.push_back(
            {code, divisions().name(code), std::string(seat.short_name), seat.longitude, seat.latitude, seat.share});
        auto& towns = towns_.emplace_back();
        for (const auto& town : divisions().children(code)) towns.push_back(town.code);
        if (towns.empty()) towns.push_back(code);
    }
    const auto stride = enterprises == 1 ? 1 : stride_for(seed, "sizes", enterprises);
    std::vector<std::int64_t> sizes;
    for (std::int64_t i = 0; i < enterprises; ++i) sizes.push_back(staff_size(i * stride % enterprises, enterprises));
    const auto all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    std::int64_t sum = 0, first = 0;
    for (std::int64_t i = 0; i < enterprises; ++i) {
        sum += sizes[static_cast<std::size_t>(i)];
        // Shares are cut at the running sum, so they add up to everyone. Ten million times a hundred thousand
        // enterprises of some 200,000 thousandths each stay well within 63 bits.
        const auto next = people * sum / all;
        enterprises_.push_back(make_enterprise(i, first, next - first));
        first = next;
    }
}

const DemoEnterprise& DemoCity::employer_of(std::int64_t person) const {
    return *std::prev(std::ranges::upper_bound(enterprises_, person, {}, &DemoEnterprise::first_person));
}

ResidentId DemoCity::document_of(std::int64_t person) const {
    static const Date last = Date::of("2002-01-01");
    const auto place = person * document_stride_ % (birth_days * serials);
    const auto born = last - std::chrono::days(place % birth_days);
    return completed<ResidentId>(
        fmt::format("370899{:04}{:02}{:02}{:03}", born.year(), born.month(), born.day(), place / birth_days),
        "0123456789X");
}

int DemoCity::gate_of(std::int64_t person, const DemoEnterprise& employer) const {
    return static_cast<int>(DemoRandom(seed_, "gate", person).below(employer.gates));
}

bool DemoCity::works_at_night(std::int64_t person, const DemoEnterprise& employer) const {
    return employer.night_shift && DemoRandom(seed_, "night", person).happens(15, 100);
}

DemoEnterprise DemoCity::make_enterprise(std::int64_t number, std::int64_t first_person, std::int64_t staff) const {
    DemoRandom random(seed_, "enterprise", number);
    DemoEnterprise e;
    e.number = number;
    e.first_person = first_person;
    e.staff = staff;

    auto at = random.below(1000);
    while ((at -= counties_[e.county].share) >= 0) ++e.county;
    const auto& county = counties_[e.county];
    // Hundreds work in plants, pits and on sites, not in one shop or office.
    do {
        e.industry = demo_industries().data();
        for (at = random.below(1000); (at -= e.industry->share) >= 0;) ++e.industry;
    } while (e.staff >= 300 &&
             (e.industry->workplace == DemoWorkplace::shop || e.industry->workplace == DemoWorkplace::office));

    const auto& towns = towns_[e.county];
    e.division = random.one_of(std::span<const DivisionCode>(towns));
    e.name = county.short_name + demo_brand(number) + std::string(e.industry->trade) +
             (e.staff >= 800 ? "集团有限公司" : "有限公司");
    e.uscc = demo_uscc(seed_, number, county.code);
    e.address = fmt::format("{}{}号", divisions().full_name(e.division) + std::string(demo_street(random)),
                            random.between(1, 199));
    // Productivity differs by a factor of four between enterprises of one industry.
    e.revenue = Money::from_fen(e.staff * e.industry->revenue_wan_per_head * random.between(50, 200) * 10'000);
    e.assets = Money::from_fen(e.staff * e.industry->assets_wan_per_head * random.between(50, 200) * 10'000);
    e.registered = Date::of("1990-01-01") + std::chrono::days(random.below(10'900));
    // Within some four kilometres of the seat.
    e.longitude = county.longitude + static_cast<double>(random.normal_thousandths()) * 2e-5;
    e.latitude = county.latitude + static_cast<double>(random.normal_thousandths()) * 2e-5;
    e.gates = gates_for(e.staff);
    e.lanes = e.gates * (e.staff >= 600 ? 2 : 1);
    e.yard_length_dm = static_cast<int>(random.between(150, 400) * e.gates);
    e.deciseconds_per_person = static_cast<int>(random.between(22, 40));
    e.shift_minutes = random.happens(6, 10) ? 450 : random.happens(1, 2) ? 480 : 510;
    const auto workplace = e.industry->workplace;
    e.night_shift = e.staff >= 100 && (workplace == DemoWorkplace::plant || workplace == DemoWorkplace::pit);
    return e;
}

const DemoEnterprise& DemoCity::largest() const {
    return *std::ranges::max_element(enterprises_, {}, &DemoEnterprise::staff);
}

DemoPerson DemoCity::person(std::int64_t number) const {
    const auto& employer = employer_of(number);
    DemoRandom random(seed_, "person", number);
    const auto& county = counties_[employer.county];
    DemoPerson p;
    p.number = number;
    p.enterprise = employer.number;
    p.document = document_of(number);
    p.name = demo_person_name(random, p.document.sex());
    p.mobile = Mobile::of(fmt::format("154{:08}", number));
    p.home = random.one_of(std::span<const DivisionCode>(towns_[employer.county]));
    const auto origin = random.below(100);
    p.returned = origin >= 97;
    p.household = origin < 82   ? county.code
                  : origin < 93 ? random.one_of(std::span<const DemoCounty>(counties_)).code
                  : origin < 97 ? DivisionCode::of(random.one_of(std::span<const std::string_view>(other_prefectures)))
                                : DivisionCode::of(random.one_of(std::span<const std::string_view>(other_provinces)));
    p.address = fmt::format("{}{}{}号{}单元{}室", divisions().name(p.home), demo_street(random), random.between(1, 120),
                            random.between(1, 4), random.between(1, 6) * 100 + random.between(1, 4));
    p.workshop = demo_workshop(employer.industry->workplace, random.below(employer.staff / 40 + 2));
    if (employer.staff >= 100 && random.happens(1, 4))
        p.shuttle = fmt::format("{}号线", random.between(1, employer.staff / 120 + 1));
    return p;
}

}  // namespace tongzhou
