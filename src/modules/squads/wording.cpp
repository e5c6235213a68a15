#include "modules/squads/wording.hpp"

namespace tongzhou::squads {

Bilingual words_of(const assignment::Explanation& e) {
    using enum assignment::Why;
    switch (e.why) {
        case nearest: return {"由最近的先锋队联系", "With the nearest squad"};
        case pinned: return {"由人工指定，不随方案调整", "Pinned by hand; the plan leaves it there"};
        case lacks_skill: return {"最近的先锋队不具备所需技能", "The nearest squad has not the skills that are needed"};
        case kept:
            return {"沿用现有先锋队：更换所省路程抵不过更换的代价",
                    "Stays with its squad: a change would cost more than the way it saves"};
        case full:
            return {fmt::format("最近的先锋队已满额，换给它总代价至少增加{}", e.extra),
                    fmt::format("The nearest squad is full; every plan with it there costs at least {} more", e.extra)};
        case needed:
            return {fmt::format("现分配的先锋队须达到最少户数，换走总代价至少增加{}", e.extra),
                    fmt::format("Its squad needs it to reach its least number; every plan with the nearest costs at "
                                "least {} more",
                                e.extra)};
        case no_such_skill:
            return {"没有先锋队具备所需技能：请增加具备该技能的队员，或放宽要求",
                    "No squad has the skills that are needed: find members who do, or ask for less"};
        case all_full:
            return {
                fmt::format(
                    "可联系它的{}支先锋队共{}个名额，须由其联系的企业有{}家，其中权重最低的未能分配：请增加先锋队",
                    e.teams, e.places, e.wanting),
                fmt::format("The {} squads that could look after it take {} enterprises, and {} can go to no other; "
                            "those of the least weight are left out: form more squads",
                            e.teams, e.places, e.wanting)};
    }
    throw std::logic_error("no such reason");
}

Bilingual words_of(const assignment::Lack& lack) {
    return {
        fmt::format("缺{}家：{}支先锋队最少共需{}家企业，能由其联系的只有{}家，请减少先锋队或下调最少户数",
                    lack.lacking, lack.teams, lack.required, lack.clients),
        fmt::format("{} short: {} squads need {} enterprises at least, and only {} can go to them; form fewer squads "
                    "or lower the least number",
                    lack.lacking, lack.teams, lack.required, lack.clients)};
}

}  // namespace tongzhou::squads
