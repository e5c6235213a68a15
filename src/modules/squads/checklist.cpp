#include "modules/squads/checklist.hpp"

#include <array>

namespace tongzhou::squads {

const ItemWords& words_of_item(VisitItem item) {
    static const Bilingual state{"国发明电〔2020〕4号", "State Council notice 国发明电〔2020〕4号"};
    const auto of_state = [](const char* zh, const char* en) {
        return Bilingual{state.zh + "：" + zh, state.en + ": " + en};
    };
    static const std::array<ItemWords, EnumTable<VisitItem>::size> words{
        {{{"主要负责人为第一责任人，职责到人", "The principal head is first responsible, and duties are assigned"},
          of_state("单位主要负责人是疫情防控第一责任人", "the principal head is first responsible")},
         {{"出入口有专人值守", "Entrances are staffed"}, of_state("出入口设专人值守", "staffed entrances")},
         {{"每次进入均测体温", "Everybody's temperature is taken at every entry"},
          of_state("每次进入单位或厂区时测量体温", "temperature at every entry")},
         {{"外来人员测温并登记来源、单位和接触史", "Visitors: temperature, origin, employer and contact"},
          of_state("外来人员询问有无疫情发生地区接触史等",
                   "visitors: temperature, origin, employer, outbreak contact")},
         {{"停用指纹考勤", "Fingerprint clocks are suspended"},
          of_state("停用指纹考勤机", "fingerprint clocks suspended")},
         {{"设有隔离区域", "There is an isolation area"}, of_state("设立隔离观察区域", "an isolation area")},
         {{"隔离观察人员和宿舍人员每日两次测温", "Two readings a day for the isolated and in dormitories"},
          of_state("隔离和集体宿舍人员每日两次测温",
                   "two temperature checks a day for isolated staff and dormitories")},
         {{"优先自然通风", "Natural ventilation comes first"},
          of_state("优先打开窗户自然通风", "natural ventilation first")},
         {{"食堂、电梯、厕所、班车由专人消毒", "A named person disinfects canteens, lifts, toilets and shuttles"},
          of_state("食堂、电梯间、卫生间、班车等专人负责消毒",
                   "a named person disinfects canteens, lifts, toilets, shuttles")},
         {{"电梯按钮、门把手增加消毒次数", "Buttons and handles are disinfected more often"},
          of_state("电梯按钮、门把手等频繁接触部位适当增加消毒次数", "more often for buttons and handles")},
         {{"错峰就餐，不面对面就坐", "Meals are staggered, and nobody sits face to face"},
          of_state("错峰就餐，避免面对面就餐", "staggered meals, no face-to-face seating")},
         {{"宿舍每间不超过6人，人均不少于2.5平方米", "Dormitories: at most 6 people, 2.5 m² each at least"},
          of_state("每间宿舍不超过6人，人均使用面积不少于2.5平方米",
                   "dormitories of at most 6 people, at least 2.5 m² each")},
         {{"设有废弃口罩专用收集桶", "There are bins for used masks"},
          of_state("设置口罩专用回收箱", "used-mask bins")},
         {{"员工花名册和一人一档齐全", "Roster and one file per person are complete"},
          {"山东省2020年2月21日：花名册、一人一档", "Shandong, 21 February 2020: roster, one file per person"}}}};
    return words.at(static_cast<std::size_t>(item));
}

VisitChecklist whole_checklist() {
    VisitChecklist list;
    for (const auto item : values_of<VisitItem>()) {
        const auto& words = words_of_item(item);
        list.items.push_back({item, words.text.zh, words.text.en, words.clause.zh, words.clause.en});
    }
    return list;
}

}  // namespace tongzhou::squads
