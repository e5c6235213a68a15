#include "base/codes.hpp"

namespace tongzhou {

const Bilingual& name_of_industry(IndustrySection section) {
    static const std::array<Bilingual, 20> names{{
        {"农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"},
        {"采矿业", "Mining"},
        {"制造业", "Manufacturing"},
        {"电力、热力、燃气及水生产和供应业", "Production and supply of electricity, heat, gas and water"},
        {"建筑业", "Construction"},
        {"批发和零售业", "Wholesale and retail trade"},
        {"交通运输、仓储和邮政业", "Transport, storage and post"},
        {"住宿和餐饮业", "Accommodation and catering"},
        {"信息传输、软件和信息技术服务业", "Information transmission, software and information technology"},
        {"金融业", "Finance"},
        {"房地产业", "Real estate"},
        {"租赁和商务服务业", "Leasing and business services"},
        {"科学研究和技术服务业", "Scientific research and technical services"},
        {"水利、环境和公共设施管理业", "Management of water conservancy, environment and public facilities"},
        {"居民服务、修理和其他服务业", "Resident services, repair and other services"},
        {"教育", "Education"},
        {"卫生和社会工作", "Health and social work"},
        {"文化、体育和娱乐业", "Culture, sports and entertainment"},
        {"公共管理、社会保障和社会组织", "Public management, social security and social organisations"},
        {"国际组织", "International organisations"},
    }};
    return names.at(static_cast<std::size_t>(section));
}

}  // namespace tongzhou
