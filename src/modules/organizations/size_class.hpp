// How large an enterprise is, in the two senses that decide what it is asked for and what it may ask.
//
//   size class              统计上大中小微型企业划分办法（2017）, 国统字〔2017〕213号, its annex
//   above designated size   规模以上: what the monthly statistics of the National Bureau count, by annual revenue
//
// Both follow from the industry and up to three figures. A figure that is not known is never guessed: the answer is
// unset, unless it is the same whatever the figure were.
#pragma once

#include <optional>

#include <boost/describe.hpp>

#include "base/codes.hpp"
#include "base/quantity.hpp"

namespace tongzhou::organizations {

BOOST_DEFINE_ENUM_CLASS(SizeClass, large, medium, small, micro)

/// The industries that the two rules tell apart. Each lies in one section of GB/T 4754-2017, except `industry`, which
/// is 工业: the sections B, C and D.
BOOST_DEFINE_ENUM_CLASS(SizeIndustry, agriculture, industry, construction, wholesale, retail, transport, rail_transport,
                        warehousing, post, accommodation_catering, information_transmission, software,
                        real_estate_development, property_management, leasing_business, research_technology,
                        water_environment, resident_services, education, health, social_work, culture_sports)

/// "批发业" / "Wholesale"
const Bilingual& name_of_size_industry(SizeIndustry industry);
/// Whether the industry is one of that section's.
bool lies_in(SizeIndustry industry, IndustrySection section);

struct SizeInputs {
    std::optional<IndustrySection> section;
    std::optional<SizeIndustry> industry;      ///< where unset, every industry of the section is tried
    std::optional<std::int64_t> staff;         ///< 从业人员, people
    std::optional<Money> revenue;              ///< 营业收入 of the year
    std::optional<Money> assets;               ///< 资产总额
    std::optional<bool> qualified_contractor;  ///< 有资质的建筑业企业
};

/// Large, medium or small when every figure that the annex lists for the industry reaches the class's lower bound, else
/// one class down; micro as soon as one figure lies below the lower bound of small (note 2 of the annex). Unset for
/// industries that the annex leaves out: finance, rail transport, education, health, public administration.
std::optional<SizeClass> size_class_of(const SizeInputs& inputs);

/// Unset also for agriculture, finance, public and international bodies, which have no designated size. An enterprise
/// on the register counts as active.
std::optional<bool> above_designated_size(const SizeInputs& inputs);

}  // namespace tongzhou::organizations
