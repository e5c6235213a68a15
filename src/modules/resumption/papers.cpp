#include "modules/resumption/papers.hpp"

#include <fmt/format.h>

namespace tongzhou::resumption {
namespace {

bool given(const auto& text) { return text && !text->empty(); }

bool has(const std::vector<Supply>& supplies, SupplyItem item) {
    return std::ranges::any_of(supplies, [&](const Supply& s) { return s.item == item && s.quantity > 0; });
}

// What the application itself leaves open, as names of its fields.
std::pair<std::string, std::string> open_fields(const FilingContent& content, bool principal) {
    std::string zh, en;
    const auto need = [&](bool there, std::string_view name_zh, std::string_view name_en) {
        if (there) return;
        zh += (zh.empty() ? "" : "、") + std::string(name_zh);
        en += (en.empty() ? "" : ", ") + std::string(name_en);
    };
    need(principal, "主要负责人姓名和手机", "the head's name and mobile");
    need(content.resume_on.has_value(), "复工日期", "the day of resumption");
    need(content.staff_total.has_value(), "职工总数", "all staff");
    need(content.staff_returning.has_value(), "首批复工人数", "staff that return first");
    need(given(content.work), "生产经营内容", "the work");
    return {zh, en};
}

Bilingual supplies_missing(const std::vector<Supply>& supplies, int days) {
    if (const auto lasting = days_of_supplies(supplies);
        lasting && *lasting < days && has(supplies, SupplyItem::masks) && has(supplies, SupplyItem::disinfectant))
        return {fmt::format("防疫物资只够 {} 天，须备足 {} 天。", *lasting, days),
                fmt::format("The supplies last {} days; {} are required.", *lasting, days)};
    return {
        fmt::format("请填写防疫物资：口罩、消毒液（含每日用量）和体温计，须够用 {} 天。", days),
        fmt::format("List the supplies: masks and disinfectant with their daily use, and thermometers, for {} days.",
                    days)};
}

bool supplies_suffice(const std::vector<Supply>& supplies, int days) {
    const auto lasting = days_of_supplies(supplies);
    return lasting && *lasting >= days && has(supplies, SupplyItem::masks) && has(supplies, SupplyItem::disinfectant) &&
           has(supplies, SupplyItem::thermometers);
}

}  // namespace

const Bilingual& name_of_paper(Paper paper) {
    static const std::array<Bilingual, EnumTable<Paper>::size> names{{{"复工申请", "Application"},
                                                                      {"承诺书", "Commitment letter"},
                                                                      {"职工花名册", "Roster"},
                                                                      {"返岗人员来源", "Where the staff return from"},
                                                                      {"疫情防控方案", "Control plan"},
                                                                      {"应急预案", "Emergency plan"},
                                                                      {"健康证明", "Health proof"},
                                                                      {"防疫物资", "Supplies"},
                                                                      {"隔离区域", "Isolation area"}}};
    return names.at(static_cast<std::size_t>(paper));
}

Priority priority_of(Necessity necessity, bool above_designated_size) {
    if (necessity == Necessity::livelihood || necessity == Necessity::medical) return Priority::vital;
    return necessity == Necessity::urgent || above_designated_size ? Priority::urgent : Priority::ordinary;
}

std::optional<std::int64_t> days_of_supplies(const std::vector<Supply>& supplies) {
    std::optional<std::int64_t> least;
    for (const auto& supply : supplies)
        if (supply.daily_use > 0) {
            const auto days = supply.quantity / supply.daily_use;
            least = least ? std::min(*least, days) : days;
        }
    return least;
}

std::vector<FieldFault> missing_papers(const FilingContent& content, const PapersAtHand& at_hand) {
    std::vector<FieldFault> missing;
    const auto attached = [&](Paper paper) { return at_hand.attached.contains(paper); };
    const auto need = [&](bool there, Paper paper, std::string zh, std::string en) {
        if (!there)
            missing.push_back({fmt::format("/{}", name_of(paper)), "missing_paper", {std::move(zh), std::move(en)}});
    };
    const auto [open_zh, open_en] = open_fields(content, at_hand.principal);
    const std::int64_t returning = content.staff_returning ? std::int64_t(*content.staff_returning) : 0;
    std::int64_t from_somewhere = 0;
    for (const auto& origin : content.origins) from_somewhere += origin.people;

    need(open_zh.empty(), Paper::application, "申请还缺：" + open_zh + "。", "The application lacks: " + open_en + ".");
    need(content.committed.value_or(false) || attached(Paper::commitment_letter), Paper::commitment_letter,
         "请签署承诺书，或上传签字盖章的承诺书。", "Take on the commitments, or attach the signed letter.");
    need((at_hand.on_roster >= returning && at_hand.on_roster > 0) || attached(Paper::roster), Paper::roster,
         fmt::format("花名册上 {} 人，少于首批复工的 {} 人，请补登或上传花名册。", at_hand.on_roster, returning),
         fmt::format("The roster has {} people for {} who return; complete it or attach one.", at_hand.on_roster,
                     returning));
    need((from_somewhere >= returning && from_somewhere > 0) || attached(Paper::origins), Paper::origins,
         fmt::format("已说明 {} 人从何处返岗，首批复工 {} 人，请补齐。", from_somewhere, returning),
         fmt::format("It is said of {} people where they return from, of {}; complete it.", from_somewhere, returning));
    need(given(content.control_plan) || attached(Paper::control_plan), Paper::control_plan,
         "请填写或上传疫情防控方案。", "Write or attach the control plan.");
    need(given(content.emergency_plan) || attached(Paper::emergency_plan), Paper::emergency_plan,
         "请填写或上传应急预案。", "Write or attach the emergency plan.");
    need((at_hand.with_pass >= returning && at_hand.with_pass > 0) || attached(Paper::health_proof),
         Paper::health_proof,
         fmt::format("持有效健康通行证 {} 人，少于首批复工的 {} 人，请组织申报或上传健康证明。", at_hand.with_pass,
                     returning),
         fmt::format("{} people have a health pass, {} return; have them declare, or attach proof.", at_hand.with_pass,
                     returning));
    auto supplies = supplies_missing(content.supplies, at_hand.supplies_days_required);
    need(supplies_suffice(content.supplies, at_hand.supplies_days_required) || attached(Paper::supplies),
         Paper::supplies, std::move(supplies.zh), std::move(supplies.en));
    need((content.isolation_rooms && *content.isolation_rooms > 0 && given(content.isolation_place)) ||
             attached(Paper::isolation_area),
         Paper::isolation_area, "请填写隔离区域的位置和房间数（国发明电〔2020〕4号：设置隔离区域）。",
         "Say where the isolation area is and how many rooms it has (国发明电〔2020〕4号).");
    return missing;
}

}  // namespace tongzhou::resumption
