// Texts of the parts, and words that several modules use.
import type { Locale } from "./i18n";

const locale: Locale = {
  "zh-CN": {
    loading: "正在加载…", retry: "重试", retryIn: "{seconds} 秒后自动重试", retryAfter: "请 {seconds} 秒后再试。",
    nothingYet: "还没有记录", nothingMatches: "没有符合条件的记录", nothingMatchesHint: "可以放宽或清除筛选条件。",
    clearFilters: "清除筛选", filter: "筛选", from: "起始日期", until: "截止日期", today: "今天", yes: "是", no: "否",
    selected: "已选 {n} 项", clearSelection: "取消选择", selectAll: "全选本页", selectRow: "选择 {row}",
    rows: "列表", actions: "操作", back: "返回 ", pages: "翻页", page: "第 {n} 页", previous: "上一页", next: "下一页",
    reload: "刷新", total: "共 {n} 条", totalMore: "超过 {n} 条", columns: "显示的列", resetColumns: "恢复默认",
    savedFilters: "常用筛选", noSavedFilters: "设好筛选条件后，可在这里起名保存。", filterName: "名称，如：任城区停用账号",
    save: "保存", cancel: "取消", close: "关闭", makeDefault: "设为默认", isDefault: "打开列表时默认使用；再点取消",
    useAsDefault: "默认使用“{name}”", removeFilter: "删除“{name}”", export: "导出", exportXlsx: "Excel 表格（XLSX）",
    exportCsv: "CSV 文件", exported: "已导出 {name}", wholeOf: "整个{name}", wholeCountry: "全国", chooseDivision: "选择区划",
    searchHere: "在本级查找", noDivision: "没有下级区划", searchOrganization: "输入名称或统一社会信用代码", searchPolicy: "输入政策标题或文号",
    noOrganization: "没有找到", keepTyping: "请输入名称", required: "必填", copy: "复制", copied: "已复制",
    copyFailed: "浏览器不允许复制，请手动选择。", showTable: "查看数据表", hideTable: "收起数据表", clear: "清除",
    up: "上一级", everywhere: "全部区域", qrCode: "二维码", optional: "选填", live: "实时", waiting: "正在连接…",
    lost: "连接中断，正在重连", more: "更多",
    files: { sending: "正在上传，还有 {n} 个…", tooLarge: "“{name}”太大，每个文件不超过 {most}", remove: "删除 {name}", says: "{size}，{who} {at}" },
    offices: {
      add: "指定部门", change: "更换", takeBack: "取消指定", takeBackTitle: "取消指定 {name}？", named: "已指定 {name}", takenBack: "已取消指定",
      place: "区域", office: "部门", by: "指定", placeHint: "对这个区域及其下级有效，下级另行指定的除外", none: "还没有指定部门",
    },
    filters: {
      division: "区划", organization: "单位", site: "厂区", gate: "通道", person: "人员", device: "设备", from: "自", until: "至",
      verdict: "结果", reason: "原因", review: "复核", direction: "方向", offline: "离线", open: "未办结", status: "状态",
      account: "账号", actor: "操作者", employer: "用人单位", name: "名称", kind: "类型", standing: "有效", state: "状态",
      outcome: "结果",
    },
  },
  en: {
    loading: "Loading…", retry: "Try again", retryIn: "Trying again in {seconds} s", retryAfter: "Try again in {seconds} s.",
    nothingYet: "Nothing here yet", nothingMatches: "Nothing matches", nothingMatchesHint: "Widen or clear the filter.",
    clearFilters: "Clear filter", filter: "Filter", from: "From", until: "Until", today: "Today", yes: "yes", no: "no",
    selected: "{n} selected", clearSelection: "Clear selection", selectAll: "Select all on this page", selectRow: "Select {row}",
    rows: "List", actions: "Actions", back: "Back to ", pages: "Pages", page: "Page {n}", previous: "Previous page",
    next: "Next page", reload: "Reload", total: "{n} in all", totalMore: "more than {n}", columns: "Columns",
    resetColumns: "Reset", savedFilters: "Saved filters", noSavedFilters: "Set a filter, then name and save it here.",
    filterName: "Name, such as: disabled in Rencheng", save: "Save", cancel: "Cancel", close: "Close",
    makeDefault: "Use by default", isDefault: "Used when the list is opened; click again to stop",
    useAsDefault: "Use “{name}” by default", removeFilter: "Remove “{name}”", export: "Export",
    exportXlsx: "Excel workbook (XLSX)", exportCsv: "CSV file", exported: "Exported {name}", wholeOf: "All of {name}",
    wholeCountry: "The whole country", chooseDivision: "Choose a division", searchHere: "Find at this level",
    noDivision: "Nothing below", searchOrganization: "Name or USCC", searchPolicy: "Title or document number", noOrganization: "Nothing found",
    keepTyping: "Type a name", required: "required", copy: "Copy", copied: "Copied",
    copyFailed: "The browser does not allow copying; select it by hand.", showTable: "Show the figures as a table",
    hideTable: "Hide the table", clear: "Clear", up: "One level up", everywhere: "Everywhere", qrCode: "QR code",
    optional: "optional", live: "Live", waiting: "Connecting…", lost: "Connection lost, trying again", more: "More",
    files: { sending: "Sending, {n} left…", tooLarge: "“{name}” is too large: at most {most} each", remove: "Remove {name}", says: "{size}, {who} {at}" },
    offices: {
      add: "Name an office", change: "Change", takeBack: "Take back", takeBackTitle: "Take the naming of {name} back?", named: "{name} is named", takenBack: "Nobody is named any more",
      place: "Area", office: "Office", by: "Named by", placeHint: "Holds there and for everything below, unless something else is named below", none: "No office is named yet",
    },
    filters: {
      division: "Division", organization: "Organisation", site: "Site", gate: "Gate", person: "Person", device: "Device",
      from: "From", until: "Until", verdict: "Verdict", reason: "Reason", review: "Review", direction: "Direction",
      offline: "Offline", open: "Open", status: "Status", account: "Account", actor: "Actor", employer: "Employer",
      name: "Name", kind: "Kind", standing: "Standing", state: "State", outcome: "Outcome",
    },
  },
};

export default locale;
