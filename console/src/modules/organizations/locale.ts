// Texts of organisations, and of what the three pages of the register share: credit codes and figures that are typed.
import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "组织", says: "市、县、乡镇指挥部与部门、社会组织、社区的上下级关系；企业在企业名录中。", one: "组织",
    tree: "树形", list: "列表", views: "查看方式", export: "导出",
    enter: "登记组织", enterBelow: "登记下级组织", change: "修改", entered: "已登记“{name}”", changed: "已保存“{name}”",
    name: "名称", kind: "类型", parent: "上级组织", division: "行政区划", uscc: "统一社会信用代码", address: "地址",
    created: "登记时间", updated: "更新时间", facts: "基本情况", sites: "厂区", noParent: "无（最上级）",
    emptyHint: "先登记市、县指挥部，再登记部门和社区。",
    search: "查找组织名称或区划代码", matches: "找到 {n} 个", noMatch: "没有找到“{text}”", noMatchHint: "换一个词试试，或在列表中按条件筛选。",
    openAll: "全部展开", closeAll: "全部收起", below: "下级 {n}", keys: "方向键移动和展开，回车打开，直接输入文字可跳转。",
    children: "直属下级", noChildren: "没有下级组织", noChildrenHint: "可在此登记下级指挥部、部门或社区。", allBelow: "列表查看",
    path: "上下级位置", goTo: "相关记录", accounts: "账号", accountsSays: "本组织的账号与角色", roster: "花名册", rosterSays: "在册人员，一人一档",
    enterprises: "区划内企业", enterprisesSays: "{place}范围内的企业", ledger: "通行台账", ledgerSays: "本组织厂区的进出记录",
    dashboard: "区域总览", dashboardSays: "{place}今日数据", rules: "现行规则", rulesSays: "{place}正在执行的规则",
    noSites: "还没有厂区", noSitesHint: "登记厂区后，才能设置通道和测温登记。", enterSite: "登记厂区",
    kinds: {
      city_command: "市指挥部", county_command: "县区指挥部", town_command: "乡镇街道指挥部", department: "部门", enterprise: "企业",
      social_organization: "社会组织", community: "社区（村）",
    },
    form: {
      kindHint: "指挥部须与行政区划的级别一致。", parentHint: "不选则归入本单位之下。", parentHintTop: "不选则为最上级。",
      divisionHint: "下级须在上级的行政区划之内。", usccHint: "18 位，可不填。", addressHint: "办公地点，可不填。",
    },
    usccFaults: {
      wrong_length: "统一社会信用代码应为 18 位，现为 {n} 位。", bad_character: "只含数字和大写字母，且不用 I、O、S、V、Z。",
      bad_division: "第 3 至 8 位应为行政区划代码。", bad_check_character: "校验位不符，有字符输错，请对照营业执照改正。",
      good: "校验位正确", meant: "是否应为 {code}？", take: "采用",
    },
    entry: {
      title: "有几处需要改正", detail: "请按各栏下的提示改正后再提交。", required: "必填。",
      not_a_number: "请填写数字。", too_precise: "最多 {places} 位小数。", not_whole: "请填写整数。", out_of_range: "超出范围（{range}）。",
    },
  },
  en: {
    title: "Organisations", says: "Who stands under whom: commands of city, counties and towns, departments, social organisations, communities. Enterprises have a register of their own.", one: "Organisation",
    tree: "Tree", list: "List", views: "View", export: "Export",
    enter: "Enter an organisation", enterBelow: "Enter one below", change: "Change", entered: "“{name}” entered", changed: "“{name}” saved",
    name: "Name", kind: "Kind", parent: "Parent", division: "Division", uscc: "Credit code (USCC)", address: "Address",
    created: "Entered", updated: "Updated", facts: "Facts", sites: "Sites", noParent: "None (top of the tree)",
    emptyHint: "Enter the commands of city and counties first, then departments and communities.",
    search: "Find by name or division code", matches: "{n} found", noMatch: "Nothing is called “{text}”", noMatchHint: "Try another word, or filter the list.",
    openAll: "Open all", closeAll: "Close all", below: "{n} below", keys: "Arrows move and open, Enter goes there, typing jumps to a name.",
    children: "Directly below", noChildren: "Nothing below", noChildrenHint: "Commands, departments or communities below can be entered here.", allBelow: "As a list",
    path: "Place in the tree", goTo: "Related records", accounts: "Accounts", accountsSays: "Accounts and roles of this organisation", roster: "Roster", rosterSays: "People on the roster, one file each",
    enterprises: "Enterprises here", enterprisesSays: "Enterprises within {place}", ledger: "Ledger", ledgerSays: "Passages at its sites",
    dashboard: "Overview", dashboardSays: "Today's numbers of {place}", rules: "Rules in force", rulesSays: "What holds in {place}",
    noSites: "No site yet", noSitesHint: "Gates and screening need a site.", enterSite: "Enter a site",
    kinds: {
      city_command: "City command", county_command: "County command", town_command: "Town command", department: "Department", enterprise: "Enterprise",
      social_organization: "Social organisation", community: "Community",
    },
    form: {
      kindHint: "A command stands at the level of its division.", parentHint: "Left empty: below your own organisation.", parentHintTop: "Left empty: the top of the tree.",
      divisionHint: "It must lie within the parent's division.", usccHint: "18 characters; may be left empty.", addressHint: "Where the office is; may be left empty.",
    },
    usccFaults: {
      wrong_length: "A credit code has 18 characters, this has {n}.", bad_character: "Digits and capital letters only, without I, O, S, V and Z.",
      bad_division: "Characters 3 to 8 are a division code.", bad_check_character: "The check character does not fit, so a character is wrong. Compare it with the licence.",
      good: "The check character fits", meant: "Do you mean {code}?", take: "Take it",
    },
    entry: {
      title: "Some fields need correcting", detail: "Correct what is said below each field, then send again.", required: "Required.",
      not_a_number: "Write a number.", too_precise: "At most {places} decimals.", not_whole: "Write a whole number.", out_of_range: "Out of range ({range}).",
    },
  },
} satisfies Locale;
