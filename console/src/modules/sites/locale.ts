import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "厂区", says: "员工出入的地方：大门位置、通道数与排队场地，测算排队和错峰都以此为据。", one: "厂区", enter: "登记厂区", change: "修改",
    entered: "已登记“{name}”", changed: "已保存“{name}”", emptyHint: "登记厂区后，才能设置通道和登记进出。",
    name: "厂区名称", organization: "所属单位", division: "区划", address: "地址", status: "状态", lanes: "通道数", yard: "排队场地", seconds: "每人用时",
    coordinates: "大门坐标", longitude: "经度", latitude: "纬度", created: "登记时间", updated: "更新时间", facts: "基本情况", capacity: "大门通行能力",
    statuses: { operating: "运行中", closed: "已关闭" },
    lanesN: "{n} 条", metres: "{n} 米", secondsN: "{n} 秒", yardUnknown: "未测量", noCoordinates: "未登记",
    north: "北纬 {n}°", south: "南纬 {n}°", east: "东经 {n}°", west: "西经 {n}°", bothCoordinates: "{latitude}，{longitude}",
    perMinute: "每分钟约 {n} 人", perMinuteLabel: "全部通道放行", fits: "约 {n} 人", fitsLabel: "排队场地可容纳", spacing: "间距 {n} 厘米，现行规则",
    hour: "{n} 人", hourLabel: "一小时最多放行",
    today: "今日", inside: "在厂", entries: "入厂", refused: "拒绝", held: "拦下", incidents: "未结发热事件",
    goTo: "相关记录", noSites: "还没有厂区", noSitesHint: "登记厂区后，才能设置通道和测温登记。",
    links: {
      gates: "通道", gatesSays: "本厂区的通道与设备", dashboard: "实时情况", dashboardSays: "在厂人数与五分钟到达", plan: "排队测算", planSays: "高峰排队与错峰方案",
      ledger: "通行台账", ledgerSays: "本厂区的进出记录", presence: "在厂人员", presenceSays: "此刻在厂区内的人",
      incidents: "发热事件", incidentsSays: "本厂区的发热事件",
    },
    form: {
      gate: "大门", divisionHint: "不选则与所属单位相同。", lanesHint: "同时放行的通道，1–200。", yardHint: "门前可排队的长度，单位米，可到 0.1 米；0 为未测量。",
      secondsHint: "一人在一条通道测温、核验所需的秒数，可到 0.1 秒。", coordinatesHint: "WGS 84 十进制度数，与高德、百度地图的坐标有偏移。可把“经度,纬度”一起粘贴。",
      closedHint: "关闭后，门岗判定为“厂区已关闭”。", range: "{least} 至 {most}", degrees: "请填写度数，如 116.5872。", together: "经度和纬度请一并填写。",
    },
  },
  en: {
    title: "Sites", says: "Where people go in and out: gate, lanes and yard. Queue forecasts and staggered starts rest on them.", one: "Site", enter: "Enter a site", change: "Change",
    entered: "“{name}” entered", changed: "“{name}” saved", emptyHint: "Gates and passages need a site.",
    name: "Site", organization: "Organisation", division: "Division", address: "Address", status: "Status", lanes: "Lanes", yard: "Yard length", seconds: "Time per person",
    coordinates: "Gate location", longitude: "Longitude", latitude: "Latitude", created: "Entered", updated: "Updated", facts: "Facts", capacity: "What the gate can take",
    statuses: { operating: "Operating", closed: "Closed" },
    lanesN: "{n}", metres: "{n} m", secondsN: "{n} s", yardUnknown: "Not measured", noCoordinates: "Not on record",
    north: "{n}° N", south: "{n}° S", east: "{n}° E", west: "{n}° W", bothCoordinates: "{latitude}, {longitude}",
    perMinute: "about {n} a minute", perMinuteLabel: "All lanes let in", fits: "about {n} people", fitsLabel: "The yard holds", spacing: "{n} cm apart, by the rule in force",
    hour: "{n} people", hourLabel: "At most in an hour",
    today: "Today", inside: "Inside", entries: "Entries", refused: "Refused", held: "Held", incidents: "Open fever incidents",
    goTo: "Related records", noSites: "No site yet", noSitesHint: "Gates and screening need a site.",
    links: {
      gates: "Gates", gatesSays: "Gates of this site and their devices", dashboard: "Live", dashboardSays: "People inside, arrivals by five minutes", plan: "Queue planner", planSays: "The queue at its peak, staggered starts",
      ledger: "Ledger", ledgerSays: "Passages of this site", presence: "People inside", presenceSays: "Who is inside now",
      incidents: "Fever incidents", incidentsSays: "Of this site",
    },
    form: {
      gate: "Gate", divisionHint: "Left empty: that of the organisation.", lanesHint: "Gates side by side, 1–200.", yardHint: "Metres of queue before the gate, to 0.1 m; 0: not measured.",
      secondsHint: "Seconds one person takes at one lane, to 0.1 s.", coordinatesHint: "Decimal degrees, WGS 84; Chinese web maps are shifted. “longitude,latitude” can be pasted at once.",
      closedHint: "Of a closed site the gate says so and admits nobody.", range: "{least} to {most}", degrees: "Write degrees, such as 116.5872.", together: "Give longitude and latitude together.",
    },
  },
} satisfies Locale;
