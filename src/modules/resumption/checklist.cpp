#include "modules/resumption/checklist.hpp"

#include <algorithm>

namespace tongzhou::resumption {

const Bilingual& text_of_item(CheckItem item) {
    // 国发明电〔2020〕4号, but for the last: 复工备案材料.
    static const std::array<Bilingual, EnumTable<CheckItem>::size> texts{
        {{"主要负责人为疫情防控第一责任人，职责到人",
          "The principal head is first responsible, and duties are assigned"},
         {"出入口有专人值守", "Entrances are staffed"},
         {"每次进入均测体温", "Temperature at every entry"},
         {"外来人员测温并登记来源、单位和接触史", "Visitors: temperature, origin, employer, contact"},
         {"停用指纹考勤", "Fingerprint clocks are suspended"},
         {"设有隔离区域", "There is an isolation area"},
         {"隔离观察人员和宿舍人员每日两次测温", "Two readings a day for the isolated and in dormitories"},
         {"优先自然通风，按时通风", "Natural ventilation first, at set times"},
         {"食堂、电梯、厕所、班车由专人消毒，按钮把手增加次数",
          "A named person disinfects canteens, lifts, toilets and shuttles; buttons and handles more often"},
         {"错峰就餐，不面对面就坐", "Staggered meals, no face-to-face seating"},
         {"宿舍每间不超过6人，人均不少于2.5平方米", "Dormitories: at most 6 people, 2.5 m² each"},
         {"设有废弃口罩专用收集桶", "Bins for used masks"},
         {"防疫物资库存与申报一致", "The supplies in store are as filed"}}};
    return texts.at(static_cast<std::size_t>(item));
}

std::vector<CheckItem> unanswered(const std::vector<CheckAnswer>& answers) {
    std::vector<CheckItem> open;
    for (const auto item : values_of<CheckItem>())
        if (std::ranges::find(answers, item, &CheckAnswer::item) == answers.end()) open.push_back(item);
    return open;
}

}  // namespace tongzhou::resumption
