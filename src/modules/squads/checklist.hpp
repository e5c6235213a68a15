// What a squad looks at on a visit: the measures of 国发明电〔2020〕4号, each with its clause. Private to this module.
#pragma once

#include "base/bounded.hpp"
#include "base/enums.hpp"
#include "base/problem.hpp"

namespace tongzhou::squads {

BOOST_DEFINE_ENUM_CLASS(VisitItem, head_responsible, entrance_staffed, temperature_at_entry, visitors_registered,
                        fingerprint_clock_suspended, isolation_area, twice_daily_readings, ventilation,
                        named_disinfection, buttons_and_handles, staggered_meals, dormitory_places, used_mask_bins,
                        roster_and_files)
BOOST_DEFINE_ENUM_CLASS(VisitResult, ok, not_ok, not_applicable)

struct ItemWords {
    Bilingual text;
    Bilingual clause;  ///< what document asks for it, and in which words
};
const ItemWords& words_of_item(VisitItem item);

struct VisitAnswer {
    VisitItem item{};
    VisitResult result{};
    Text<500> note;
};
BOOST_DESCRIBE_STRUCT(VisitAnswer, (), (item, result, note))

struct VisitChecklistItem {
    VisitItem item{};
    std::string text_zh, text_en, clause_zh, clause_en;
};
BOOST_DESCRIBE_STRUCT(VisitChecklistItem, (), (item, text_zh, text_en, clause_zh, clause_en))
struct VisitChecklist {
    std::vector<VisitChecklistItem> items;
};
BOOST_DESCRIBE_STRUCT(VisitChecklist, (), (items))
VisitChecklist whole_checklist();

}  // namespace tongzhou::squads
