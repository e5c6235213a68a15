#include "main/demo_names.hpp"

namespace tongzhou {

namespace {

using enum DemoWorkplace;
using S = IndustrySection;

constexpr DemoIndustry industries[] = {
    {S::A, "agriculture", "大蒜种植", field, 20, 25, 30},
    {S::A, "agriculture", "水产养殖", field, 15, 30, 35},
    {S::B, "industry", "煤业", pit, 20, 90, 160},
    {S::B, "industry", "石灰石开采", pit, 10, 70, 60},
    {S::C, "industry", "肉制品", plant, 30, 95, 40},
    {S::C, "industry", "果蔬罐头", plant, 35, 60, 30},
    {S::C, "industry", "棉纺", plant, 30, 45, 40},
    {S::C, "industry", "服装", plant, 35, 35, 18},
    {S::C, "industry", "纸业", plant, 20, 110, 90},
    {S::C, "industry", "化工", plant, 35, 160, 120},
    {S::C, "industry", "药业", plant, 25, 120, 110},
    {S::C, "industry", "橡胶制品", plant, 25, 80, 60},
    {S::C, "industry", "水泥制品", plant, 25, 75, 65},
    {S::C, "industry", "钢结构", plant, 30, 85, 55},
    {S::C, "industry", "矿山机械", plant, 30, 70, 60},
    {S::C, "industry", "工程机械", plant, 35, 110, 80},
    {S::C, "industry", "汽车零部件", plant, 35, 90, 70},
    {S::C, "industry", "电子", plant, 25, 75, 60},
    {S::D, "industry", "热电", plant, 12, 180, 400},
    {S::D, "industry", "供热", plant, 12, 60, 200},
    {S::E, "construction", "建筑工程", field, 45, 60, 40},
    {S::E, "construction", "装饰工程", field, 35, 45, 20},
    {S::F, "wholesale", "粮油贸易", shop, 45, 260, 60},
    {S::F, "wholesale", "金属材料", shop, 45, 380, 80},
    {S::F, "retail", "超市", shop, 40, 55, 20},
    {S::F, "retail", "汽车销售", shop, 30, 190, 70},
    {S::G, "transport", "物流", field, 35, 50, 35},
    {S::G, "warehousing", "仓储", field, 12, 40, 120},
    {S::G, "post", "快递", field, 13, 35, 12},
    {S::H, "accommodation_catering", "酒店", shop, 15, 16, 45},
    {S::H, "accommodation_catering", "餐饮", shop, 20, 14, 8},
    {S::I, "software", "软件", office, 20, 45, 30},
    {S::I, "information_transmission", "网络科技", office, 15, 40, 25},
    {S::K, "real_estate_development", "房地产开发", office, 15, 320, 900},
    {S::K, "property_management", "物业管理", field, 20, 9, 5},
    {S::L, "leasing_business", "人力资源", office, 15, 30, 12},
    {S::L, "leasing_business", "广告传媒", office, 15, 28, 15},
    {S::M, "research_technology", "检测技术", office, 15, 32, 30},
    {S::M, "research_technology", "工程设计", office, 15, 35, 25},
    {S::N, "water_environment", "环境卫生", field, 10, 12, 15},
    {S::O, "resident_services", "汽车维修", shop, 10, 25, 15},
    {S::P, "education", "职业培训学校", office, 5, 15, 12},
    {S::Q, "health", "医院管理", office, 3, 30, 35},
    {S::R, "culture_sports", "文化艺术", office, 3, 18, 14},
};

constexpr int shares() {
    int sum = 0;
    for (const auto& industry : industries) sum += industry.share;
    return sum;
}
static_assert(shares() == 1000);

// A text of characters of three bytes each, by place.
constexpr std::string_view character(std::string_view text, std::int64_t number) {
    return text.substr(static_cast<std::size_t>(number) * 3, 3);
}
constexpr std::int64_t characters(std::string_view text) { return std::ssize(text) / 3; }

constexpr std::string_view first_of_brand =
    "鲁圣泗微运汶金兖济华恒天东宏永瑞盛嘉润泰远新明鑫信诚中国益康安民同和兴广大德正方海龙凤山岱峄尼孟古今翔飞腾银宝玉佳"
    "美优";
constexpr std::string_view second_of_brand =
    "泉源达丰昌盛隆通顺利和兴旺发祥福禄康宁泰安邦业成功辉煌阳光明星月河湖岳峰林森木禾谷田园春秋华荣誉信诚德润泽恩慧智"
    "翰";

struct Weighted {
    std::string_view text;
    int weight;
};

// By their share in Shandong; 孔, 孟, 颜 and 曾 are at home here.
constexpr Weighted surnames[] = {{"王", 92}, {"张", 84}, {"李", 82}, {"刘", 75}, {"陈", 30},  {"孙", 28}, {"杨", 26},
                                 {"赵", 25}, {"孔", 18}, {"徐", 18}, {"马", 17}, {"高", 15},  {"宋", 14}, {"郭", 14},
                                 {"朱", 13}, {"于", 12}, {"韩", 12}, {"孟", 11}, {"周", 11},  {"吴", 11}, {"胡", 10},
                                 {"郑", 9},  {"冯", 8},  {"曹", 8},  {"田", 8},  {"董", 7},   {"林", 7},  {"颜", 6},
                                 {"曾", 5},  {"许", 5},  {"袁", 5},  {"邵", 4},  {"丁", 4},   {"任", 4},  {"魏", 4},
                                 {"姜", 4},  {"秦", 3},  {"史", 3},  {"侯", 3},  {"欧阳", 1}, {"司马", 1}};

constexpr std::string_view male_characters =
    "伟强军磊勇杰涛超明刚建国志平鹏浩宇轩博文斌辉峰凯龙飞毅俊海林东亮振华新成庆春";
constexpr std::string_view female_characters =
    "芳娜敏静丽艳秀英娟霞燕红玲梅婷雪琳慧莹颖洁倩玉兰凤萍云莉欣怡佳悦晨雨桂香";

std::string_view weighted(std::span<const Weighted> choices, DemoRandom& random) {
    int sum = 0;
    for (const auto& choice : choices) sum += choice.weight;
    auto at = random.below(sum);
    for (const auto& choice : choices)
        if ((at -= choice.weight) < 0) return choice.text;
    return choices.back().text;
}

constexpr std::string_view plant_workshops[] = {"一车间", "二车间",   "三车间", "总装车间", "机加工车间", "包装车间",
                                                "质检部", "仓储部",   "设备部", "四车间",   "五车间",     "行政部",
                                                "维修班", "原料车间", "六车间", "动力车间"};
constexpr std::string_view pit_workshops[] = {"综采一队", "综采二队", "掘进一队", "掘进二队", "机电队",
                                              "运输队",   "通风队",   "洗选车间", "安监部",   "行政部"};
constexpr std::string_view shop_workshops[] = {"一门店", "营业部", "仓储部", "二门店", "收银部", "财务部"};
constexpr std::string_view office_workshops[] = {"业务一部", "业务二部", "技术部", "财务部", "行政部", "客户服务部"};
constexpr std::string_view field_workshops[] = {"一队", "二队", "三队", "工程部", "调度室", "车队", "行政部"};

std::span<const std::string_view> workshops_of(DemoWorkplace workplace) {
    switch (workplace) {
        case plant: return plant_workshops;
        case pit: return pit_workshops;
        case shop: return shop_workshops;
        case office: return office_workshops;
        case field: break;
    }
    return field_workshops;
}

constexpr std::string_view visitor_employers[] = {"顺通物流有限公司",   "恒信设备维保有限公司", "市应急管理局",
                                                  "县疾病预防控制中心", "齐鲁包装材料有限公司", "个体运输户",
                                                  "国网供电公司",       "联合检验检测有限公司", "街道办事处"};
constexpr std::string_view visitor_purposes[] = {"送货",     "提货",     "设备检修", "安全检查",
                                                 "防疫督导", "商务洽谈", "面试"};
constexpr std::string_view streets[] = {"建设路", "人民路", "工业园路", "富民街", "幸福路", "迎宾大道",
                                        "文化街", "解放路", "振兴路",   "光明街", "东风路", "滨河路"};

}  // namespace

std::span<const DemoIndustry> demo_industries() { return industries; }

std::string demo_brand(std::int64_t number) {
    const auto firsts = characters(first_of_brand), seconds = characters(second_of_brand);
    std::string brand(character(first_of_brand, number % firsts));
    // The second part moves on with the first and once more with each round of it, so that neighbours share neither.
    return brand.append(character(second_of_brand, (number % firsts + number / firsts) % seconds));
}

std::string demo_person_name(DemoRandom& random, Sex sex) {
    const auto given = sex == Sex::male ? male_characters : female_characters;
    std::string name(weighted(surnames, random));
    const auto length = random.happens(3, 10) ? 1 : 2;
    for (int i = 0; i < length; ++i) name.append(character(given, random.below(characters(given))));
    return name;
}

std::string demo_workshop(DemoWorkplace workplace, std::int64_t number) {
    const auto names = workshops_of(workplace);
    const auto round = number / std::ssize(names);
    const auto name = names[static_cast<std::size_t>(number % std::ssize(names))];
    return round == 0 ? std::string(name) : fmt::format("{}分厂{}", round + 1, name);
}

std::string_view demo_visitor_employer(DemoRandom& random) {
    return random.one_of(std::span<const std::string_view>(visitor_employers));
}
std::string_view demo_visitor_purpose(DemoRandom& random) {
    return random.one_of(std::span<const std::string_view>(visitor_purposes));
}
std::string_view demo_street(DemoRandom& random) { return random.one_of(std::span<const std::string_view>(streets)); }

}  // namespace tongzhou
