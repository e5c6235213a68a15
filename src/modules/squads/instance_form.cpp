#include "modules/squads/instance_form.hpp"

#include <chrono>

#include "modules/squads/plane.hpp"
#include "modules/squads/skills.hpp"
#include "modules/squads/wording.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::squads {
namespace {

constexpr std::size_t most_faults = 100;

enum class Kind : std::uint8_t { neither, plane, degrees };

template <class Placed>
Kind kind_of(const Placed& placed) {
    const bool plane = placed.x && placed.y, degrees = placed.longitude && placed.latitude;
    const int given =
        placed.x.has_value() + placed.y.has_value() + placed.longitude.has_value() + placed.latitude.has_value();
    if (given != 2) return Kind::neither;
    return plane ? Kind::plane : degrees ? Kind::degrees : Kind::neither;
}

class Checker {
  public:
    explicit Checker(const InstanceForm& form) : form_(form) {}
    void run();

  private:
    void fault(std::string path, std::string code, Bilingual message) {
        if (faults_.size() < most_faults) faults_.push_back({std::move(path), std::move(code), std::move(message)});
    }
    template <class Placed>
    void check_place(const Placed& placed, const std::string& path, std::set<std::string_view>& ids);
    void check_solvable();
    std::string path_of(const assignment::Fault& fault) const;

    const InstanceForm& form_;
    std::optional<Kind> kind_;
    std::set<std::string_view> squads_, enterprises_;
    std::vector<FieldFault> faults_;
};

template <class Placed>
void Checker::check_place(const Placed& placed, const std::string& path, std::set<std::string_view>& ids) {
    if (!ids.insert(placed.id.value).second)
        fault(path + "/id", "given_twice", {"编号重复。", "The id is given twice."});
    const auto kind = kind_of(placed);
    if (kind == Kind::neither)
        fault(path, "no_place",
              {"请给出 x 和 y（米），或 longitude 和 latitude（度），二者取一。",
               "Give x and y (metres), or longitude and latitude (degrees), one of the two."});
    else if (kind != kind_.value_or(kind))
        fault(path, "mixed_places", {"同一文件中只能用一种坐标。", "Use one kind of coordinates in a file."});
    else
        kind_ = kind;
    if (placed.longitude && placed.latitude && !(std::abs(*placed.longitude) <= 180 && std::abs(*placed.latitude) < 90))
        fault(path, "out_of_range",
              {"经度在-180到180之间，纬度在-90到90之间。", "Longitude is -180 to 180, latitude -90 to 90."});
    std::vector<FieldFault> skills;
    check_skills(placed.skills, path + "/skills", skills);
    for (auto& skill : skills) fault(skill.path, skill.code, skill.message);
}

std::string Checker::path_of(const assignment::Fault& fault) const {
    if (fault.client >= 0) return fmt::format("/enterprises/{}", fault.client);
    if (fault.team >= 0) return fmt::format("/squads/{}", fault.team);
    return "";
}

/// What only the solver knows to be wrong.
void Checker::check_solvable() {
    static const std::map<std::string_view, Bilingual> words{
        {"too_many", {"最多50000支先锋队、200000家企业。", "At most 50,000 squads and 200,000 enterprises."}},
        {"too_far", {"距第一支先锋队超过1000千米，请核对坐标。", "More than 1,000 km from the first squad; check it."}},
        {"pin_lacks_skill", {"指定的先锋队不具备所需技能。", "The squad it is pinned to has not the skills it needs."}},
        {"pins_exceed_most", {"指定给该队的企业超过其上限。", "More enterprises are pinned to it than it takes."}},
        {"bounds_reversed", {"least 不能大于 most。", "least must not exceed most."}}};
    for (const auto& found : assignment::faults_of(instance_of(form_)))
        fault(path_of(found), found.code, words.at(found.code));
}

void Checker::run() {
    for (std::size_t i = 0; i < form_.squads.size(); ++i)
        check_place(form_.squads[i], fmt::format("/squads/{}", i), squads_);
    for (std::size_t i = 0; i < form_.enterprises.size(); ++i) {
        const auto& enterprise = form_.enterprises[i];
        const auto path = fmt::format("/enterprises/{}", i);
        check_place(enterprise, path, enterprises_);
        if (enterprise.pinned && !squads_.contains(enterprise.pinned->value))
            fault(path + "/pinned", "no_such_squad", {"没有这支先锋队。", "There is no such squad."});
    }
    if (form_.extra_travel && !(*form_.extra_travel >= 0 && *form_.extra_travel <= 1))
        fault("/extra_travel", "out_of_range", {"应在0到1之间。", "Give 0 to 1."});
    if (form_.extra_travel && form_.change_price)
        fault("/extra_travel", "one_of_two",
              {"change_price 与 extra_travel 只填一项。", "Give change_price or extra_travel, not both."});
    if (faults_.empty()) check_solvable();
    if (!faults_.empty()) throw Problem::invalid(std::move(faults_));
}

assignment::Point point_of(const std::optional<Plane>& plane, const std::optional<double>& x,
                           const std::optional<double>& y, const std::optional<double>& longitude,
                           const std::optional<double>& latitude) {
    return plane ? plane->point(*longitude, *latitude) : assignment::Point{*x, *y};
}

std::optional<Plane> plane_of(const InstanceForm& form) {
    if (!form.squads.empty() && form.squads.front().longitude)
        return Plane(*form.squads.front().longitude, *form.squads.front().latitude);
    if (form.squads.empty() && !form.enterprises.empty() && form.enterprises.front().longitude)
        return Plane(*form.enterprises.front().longitude, *form.enterprises.front().latitude);
    return std::nullopt;
}

}  // namespace

InstanceForm read_instance(std::string_view json) {
    auto form = from_json<InstanceForm>(json, {.list_items = 250'000});
    Checker(form).run();
    return form;
}

assignment::Instance instance_of(const InstanceForm& form) {
    assignment::Instance instance;
    SkillBits bits;
    const auto plane = plane_of(form);
    const auto least = form.least.value_or(5), most = form.most.value_or(7);
    std::unordered_map<std::string_view, int> squads;
    for (const auto& squad : form.squads) {
        squads.emplace(squad.id.value, static_cast<int>(squads.size()));
        instance.teams.push_back({point_of(plane, squad.x, squad.y, squad.longitude, squad.latitude),
                                  bits.of(squad.skills), static_cast<int>(squad.least.value_or(least)),
                                  static_cast<int>(squad.most.value_or(most))});
    }
    const auto find = [&](const std::optional<Key>& key) {
        const auto found = key ? squads.find(key->value) : squads.end();
        return found == squads.end() ? std::nullopt : std::optional(found->second);
    };
    for (const auto& e : form.enterprises)
        instance.clients.push_back({point_of(plane, e.x, e.y, e.longitude, e.latitude),
                                    static_cast<int>(e.weight.value_or(1)), bits.of(e.skills), find(e.pinned),
                                    find(e.present)});
    instance.change_price = form.change_price.value_or(0);
    return instance;
}

namespace {

void fill(PlanForm& out, const InstanceForm& form, const assignment::Instance& instance, const assignment::Plan& plan) {
    const auto squad = [&](int team) { return form.squads[static_cast<std::size_t>(team)].id.value; };
    const auto explanations = assignment::explain(instance, plan);
    for (std::size_t i = 0; i < explanations.size(); ++i) {
        const auto& e = explanations[i];
        auto words = words_of(e);
        out.plan.push_back({.enterprise = form.enterprises[i].id.value,
                            .squad = e.team < 0 ? std::nullopt : std::optional(squad(e.team)),
                            .why = e.why,
                            .explanation_zh = std::move(words.zh),
                            .explanation_en = std::move(words.en),
                            .metres = e.metres,
                            .nearest = e.nearest < 0 ? std::nullopt : std::optional(squad(e.nearest)),
                            .metres_to_nearest = e.metres_to_nearest});
    }
    for (const auto& lack : assignment::explain_lacking(instance, plan)) {
        auto words = words_of(lack);
        out.lacks.push_back({squad(lack.team), lack.lacking, std::move(words.zh), std::move(words.en)});
    }
}

}  // namespace

PlanForm plan_of(const InstanceForm& form) {
    auto instance = instance_of(form);
    const bool has_present = std::ranges::any_of(instance.clients, [](const auto& c) { return c.present.has_value(); });
    PlanForm out;
    const auto begin = std::chrono::steady_clock::now();
    assignment::Plan plan;
    if (has_present && !form.change_price) {
        auto again = assignment::replan(instance, form.extra_travel.value_or(0.01));
        plan = std::move(again.plan);
        instance.change_price = again.change_price;
        out.least_travel = again.least_travel;
    } else {
        plan = assignment::assign(instance);
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out.cost = plan.cost;
    out.bound = plan.bound;
    out.proved = plan.proved();
    out.travel = plan.travel;
    out.change_price = instance.change_price;
    out.assigned = plan.assigned;
    out.unassigned = plan.unassigned;
    out.lacking = plan.lacking;
    out.moved = plan.moved;
    fill(out, form, instance, plan);
    return out;
}

}  // namespace tongzhou::squads
