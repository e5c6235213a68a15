// What things are called in the synthetic city: industries, brands, people, workshops. Every name is put together from
// common parts and stands for nobody.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/codes.hpp"
#include "main/demo_random.hpp"

namespace tongzhou {

/// Where people of an enterprise work, which decides what its workshops are called and whether there is a night shift.
enum class DemoWorkplace : std::uint8_t { plant, pit, shop, office, field };

struct DemoIndustry {
    IndustrySection section{};
    std::string_view size_industry;  ///< by which the size class is reckoned, as the register spells it
    std::string_view trade;          ///< in the enterprise's name: 矿山机械
    DemoWorkplace workplace{};
    int share = 1;                 ///< of 1000 enterprises
    int revenue_wan_per_head = 1;  ///< a usual year, 万元
    int assets_wan_per_head = 1;
};

/// What a place like Jining lives on; the shares add up to 1000.
std::span<const DemoIndustry> demo_industries();

/// "鲁泉", one of some thousands.
std::string demo_brand(std::int64_t number);

/// A name as common in Shandong as in life, two or three characters.
std::string demo_person_name(DemoRandom& random, Sex sex);

/// "总装二车间", "财务部": one of `count` of such a workplace.
std::string demo_workshop(DemoWorkplace workplace, std::int64_t number);

/// Where visitors come from and what for.
std::string_view demo_visitor_employer(DemoRandom& random);
std::string_view demo_visitor_purpose(DemoRandom& random);

/// A street in any Chinese town.
std::string_view demo_street(DemoRandom& random);

}  // namespace tongzhou
