#include "modules/squads/forming.hpp"

#include "modules/squads/plane.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query middle_of_sites{R"(
    SELECT AVG(longitude) AS longitude, AVG(latitude) AS latitude FROM sites
    WHERE division >= :low AND division < :high AND longitude IS NOT NULL)"};
const sql::Query count_squads{R"(SELECT COUNT(*) FROM squads WHERE county = :county)"};

struct Middle {
    std::optional<double> longitude, latitude;
};
BOOST_DESCRIBE_STRUCT(Middle, (), (longitude, latitude))

struct Placed {
    MemberRow member;
    double longitude = 0, latitude = 0;
};

class Gathering {
  public:
    explicit Gathering(Snapshot& snapshot) : snapshot_(snapshot) {}
    std::optional<Placed> place(MemberRow member) {
        if (member.longitude) return Placed{member, *member.longitude, *member.latitude};
        auto middle = middle_of(member.division);
        if (!middle.longitude) middle = middle_of(DivisionCode::of(member.division.county()));
        if (!middle.longitude) return std::nullopt;
        return Placed{std::move(member), *middle.longitude, *middle.latitude};
    }

  private:
    Middle middle_of(const DivisionCode& division) {
        const auto [at, is_new] = known_.try_emplace(division);
        if (is_new) {
            const auto [low, high] = division.range();
            at->second = snapshot_.find<Middle>(middle_of_sites, low, high).value_or(Middle{});
        }
        return at->second;
    }
    Snapshot& snapshot_;
    std::map<DivisionCode, Middle> known_;
};

struct Candidates {
    FormingProposal proposal;
    std::array<std::vector<Placed>, EnumTable<MemberRole>::size> by_role;
    std::int64_t squads_before = 0;
    const std::vector<Placed>& of(MemberRole role) const { return by_role.at(static_cast<std::size_t>(role)); }
};

Candidates read_candidates(Snapshot& snapshot, const FormingRequest& request) {
    Candidates found;
    Gathering gathering(snapshot);
    const auto county = request.division.county();
    found.squads_before = snapshot.value<std::int64_t>(count_squads, county).value_or(0);
    const auto day = request.day.value_or(date_in_shanghai(snapshot.now()));
    for (auto& member : members_present(snapshot, county, day)) {
        if (member.squad) continue;
        const auto role = static_cast<std::size_t>(member.role);
        if (auto placed = gathering.place(std::move(member)))
            found.by_role.at(role).push_back(*std::move(placed));
        else
            ++found.proposal.unlocated;
    }
    const auto count = [&](MemberRole role) { return static_cast<int>(found.of(role).size()); };
    found.proposal.instructors = count(MemberRole::party_building_instructor);
    found.proposal.liaisons = count(MemberRole::government_enterprise_liaison);
    found.proposal.officers = count(MemberRole::epidemic_prevention_officer);
    return found;
}

/// For each of the first, one of the second: as many pairs as there can be, at the least way. -1: none.
std::vector<int> pair_up(const std::vector<assignment::Point>& first, const std::vector<assignment::Point>& second) {
    assignment::Instance instance;
    for (const auto& at : first) instance.teams.push_back({at, 0, 0, 1});
    for (const auto& at : second) instance.clients.push_back({.at = at});
    const auto plan = assignment::assign(instance);
    std::vector<int> partner(first.size(), -1);
    for (std::size_t i = 0; i < plan.team_of.size(); ++i)
        if (plan.team_of[i] >= 0) partner[static_cast<std::size_t>(plan.team_of[i])] = static_cast<int>(i);
    return partner;
}

assignment::Point middle(const assignment::Point& a, const assignment::Point& b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

std::string skills_together(const std::vector<const Placed*>& three) {
    std::vector<Skill> skills;
    for (const auto* one : three)
        for (auto& skill : skills_of(one->member.skills)) skills.push_back(std::move(skill));
    return text_of_skills(skills);
}

ProposedSquad squad_of_three(const Placed& instructor, const Placed& liaison, const Placed& officer,
                             std::int64_t number) {
    return {.name = fmt::format("防疫先锋队{}", number),
            .division = instructor.member.division,
            .instructor = instructor.member.id,
            .liaison = liaison.member.id,
            .officer = officer.member.id,
            .instructor_name = instructor.member.masked_name,
            .liaison_name = liaison.member.masked_name,
            .officer_name = officer.member.masked_name,
            .skills = skills_together({&instructor, &liaison, &officer}),
            .longitude = (instructor.longitude + liaison.longitude + officer.longitude) / 3,
            .latitude = (instructor.latitude + liaison.latitude + officer.latitude) / 3};
}

void form(Candidates& found) {
    const auto& instructors = found.of(MemberRole::party_building_instructor);
    const auto& liaisons = found.of(MemberRole::government_enterprise_liaison);
    const auto& officers = found.of(MemberRole::epidemic_prevention_officer);
    if (instructors.empty() || liaisons.empty() || officers.empty()) return;
    const Plane plane(instructors.front().longitude, instructors.front().latitude);
    const auto points = [&](const std::vector<Placed>& placed) {
        std::vector<assignment::Point> at;
        for (const auto& one : placed) at.push_back(plane.point(one.longitude, one.latitude));
        return at;
    };
    const auto of_instructors = points(instructors), of_liaisons = points(liaisons), of_officers = points(officers);
    const auto liaison_of = pair_up(of_instructors, of_liaisons);
    std::vector<std::size_t> paired;
    std::vector<assignment::Point> middles;
    for (std::size_t i = 0; i < liaison_of.size(); ++i) {
        if (liaison_of[i] < 0) continue;
        paired.push_back(i);
        middles.push_back(middle(of_instructors[i], of_liaisons[static_cast<std::size_t>(liaison_of[i])]));
    }
    const auto officer_of = pair_up(middles, of_officers);
    auto number = found.squads_before;
    for (std::size_t k = 0; k < paired.size(); ++k) {
        if (officer_of[k] < 0) continue;
        const auto i = paired[k], l = static_cast<std::size_t>(liaison_of[i]),
                   o = static_cast<std::size_t>(officer_of[k]);
        auto squad = squad_of_three(instructors[i], liaisons[l], officers[o], ++number);
        squad.metres =
            assignment::metres(of_instructors[i], of_liaisons[l]) + assignment::metres(middles[k], of_officers[o]);
        found.proposal.squads.push_back(std::move(squad));
    }
}

}  // namespace

void check(const FormingRequest& request, std::vector<FieldFault>& faults) {
    if (request.division.level() != DivisionLevel::county)
        faults.push_back({"/division", "county_needed", {"请填写县（市、区）代码。", "Give the code of a county."}});
}

FormingProposal propose_squads(Database& database, const Actor& actor, const FormingRequest& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    auto found = database.read_value([&](Snapshot& snapshot) { return read_candidates(snapshot, request); });
    form(found);
    return std::move(found.proposal);
}

}  // namespace tongzhou::squads
