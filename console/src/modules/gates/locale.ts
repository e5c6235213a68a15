import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "通道", one: "通道", says: "厂区的每一处出入口。手机或平板登记为设备后，就能在这里查验放行。", emptyHint: "给厂区设置第一个通道，再登记设备。",
    name: "名称", nameHint: "如：东门、北门车行道", kind: "类型", kinds: { pedestrian: "人行", vehicle: "车行", mixed: "人车混行" }, site: "厂区", siteHint: "输入厂区名称查找", noSite: "没有找到厂区", organization: "单位", division: "区划", created: "设置时间",
    standing: "状态", isOpen: "使用中", closed: "已停用", closedAt: "停用时间", passages: "通行记录", toPassages: "打开这个通道的台账", devices: "设备",
    add: { open: "设置通道", title: "设置通道", verb: "设置", done: "已设置“{name}”" }, change: { open: "修改", title: "修改通道", done: "已修改“{name}”" },
    close: { open: "停用", title: "停用“{name}”？", verb: "停用", says: "停用后不能再登记设备；离线设备在此之后的通行会列入复核。可以恢复。", done: "已停用" },
    reopen: { open: "恢复使用", title: "恢复使用“{name}”？", verb: "恢复", says: "原有的设备不必重新登记。", done: "已恢复使用" },
    enrolment: {
      open: "登记设备", short: "登记设备", title: "登记设备 · {gate}", scan: "用要放在门岗的手机或平板扫这个二维码，打开门岗页面。", name: "在手机上给设备起名，如“东门手机”，再点登记。", qr: "设备登记二维码", left: "有效时间还剩", waiting: "等待设备登记…",
      type: "扫不了？在手机浏览器打开本站的 /gate/，输入登记码：", code: "登记码", over: "登记码已过期。每个码只能登记一台设备，15 分钟内有效。", again: "重新生成", enrolled: "“{name}” 已登记", enrolledSays: "设备正在同步花名册和规则，随后就能查验，断网也行。",
      toDevice: "查看这台设备", another: "再登记一台", local: "现在用的地址（{host}）只有本机能打开，手机扫了也打不开。请改用手机能访问的网址打开控制台，再登记。",
    },
  },
  en: {
    title: "Gates", one: "Gate", says: "Each way in and out of a site. A phone or tablet that is enrolled checks people there.", emptyHint: "Add the first gate to a site, then enrol a device.",
    name: "Name", nameHint: "Such as: East gate", kind: "For", kinds: { pedestrian: "people", vehicle: "vehicles", mixed: "both" }, site: "Site", siteHint: "Type a part of its name", noSite: "No such site", organization: "Organisation", division: "Division", created: "Added",
    standing: "Standing", isOpen: "in use", closed: "closed", closedAt: "Closed", passages: "Passages", toPassages: "Open the ledger of this gate", devices: "Devices",
    add: { open: "Add a gate", title: "Add a gate", verb: "Add", done: "“{name}” added" }, change: { open: "Change", title: "Change the gate", done: "“{name}” changed" },
    close: { open: "Close", title: "Close “{name}”?", verb: "Close", says: "No device can be enrolled any more, and what offline devices record from now on is reviewed. It can be reopened.", done: "Closed" },
    reopen: { open: "Reopen", title: "Reopen “{name}”?", verb: "Reopen", says: "Its devices need not be enrolled again.", done: "Reopened" },
    enrolment: {
      open: "Enrol a device", short: "Enrol a device", title: "Enrol a device · {gate}", scan: "Scan this with the phone or tablet that will stay at the gate; it opens the gate screen.", name: "Name the device there, such as “East gate phone”, and enrol it.", qr: "QR code that enrols a device", left: "Good for another", waiting: "Waiting for the device…",
      type: "Cannot scan? Open /gate/ of this site on the phone and type the code:", code: "Enrolment code", over: "The code is too old. Each enrols one device within 15 minutes.", again: "Make a new one", enrolled: "“{name}” is enrolled", enrolledSays: "It is fetching roster and rules and then checks people, without a network too.",
      toDevice: "Open the device", another: "Enrol another", local: "Only this computer reaches the address in use ({host}); a phone would not. Open the console by the address that phones use, then enrol.",
    },
  },
} satisfies Locale;
