import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "设备", one: "设备", says: "门岗的手机和平板：在不在线，有多少记录还没有上传，时钟准不准。", emptyHint: "在通道页登记第一台设备。", noneAtGate: "这个通道还没有设备。",
    name: "名称", contact: "联系", contacts: { online: "在线", quiet: "没有信号", lost: "失联超过一天", revoked: "已停用" }, lastSeen: "最后联系", queue: "待上传", nothingWaits: "没有待上传", hasWaiting: "有待上传", waits: "{n} 条待上传", waitingSince: "最早一条", clock: "时钟",
    slow: "慢 {by}", fast: "快 {by}", right: "准", version: "应用版本", gate: "通道", site: "厂区", organization: "单位", division: "区划", enrolled: "登记时间", enrolledBy: "登记码由谁生成", revokedAt: "停用时间", standing: "状态", inUse: "使用中",
    unseenFilter: "多久没有联系", unseenSince: "{at} 以后没有联系", unseen: { fiveMinutes: "超过 5 分钟", hour: "超过 1 小时", day: "超过 1 天" }, fares: "现在怎样", where: "在哪里",
    passages: "通行记录", toPassages: "打开所在通道的台账", faulty: "异常记录", toFaulty: "这台设备的异常记录", willSend: "这些记录在设备里，连上网就会自动上传。请让设备连一下网。", handOver: "设备停用时里面还有记录。请在设备上点“移交”，移交的记录全部列入复核。",
    setClock: "设备时钟偏差超过 5 分钟，离线记录会列入复核。请在设备上改为自动设置时间。",
    revoke: { open: "停用", title: "停用“{name}”？", verb: "停用", says: "设备的令牌立即失效，不能恢复；要再用，须重新登记为另一台设备。手机丢失时请立即停用。", saysWaiting: "设备里还有 {n} 条没有上传的记录：停用后只能由设备移交，全部列入复核。令牌立即失效，不能恢复；要再用，须重新登记为另一台设备。", done: "已停用" },
  },
  en: {
    title: "Devices", one: "Device", says: "The phones and tablets at the gates: whether they are there, what waits in them, whose clock is wrong.", emptyHint: "Enrol the first device on the page of a gate.", noneAtGate: "This gate has no device yet.",
    name: "Name", contact: "Contact", contacts: { online: "online", quiet: "no signal", lost: "lost for a day", revoked: "revoked" }, lastSeen: "Last seen", queue: "Not yet sent", nothingWaits: "nothing waits", hasWaiting: "something waits", waits: "{n} not yet sent", waitingSince: "Oldest", clock: "Clock",
    slow: "slow by {by}", fast: "fast by {by}", right: "right", version: "App version", gate: "Gate", site: "Site", organization: "Organisation", division: "Division", enrolled: "Enrolled", enrolledBy: "Code made by", revokedAt: "Revoked", standing: "Standing", inUse: "in use",
    unseenFilter: "Not seen for", unseenSince: "not since {at}", unseen: { fiveMinutes: "more than 5 minutes", hour: "more than an hour", day: "more than a day" }, fares: "How it fares", where: "Where it is",
    passages: "Passages", toPassages: "Open the ledger of its gate", faulty: "Faulty records", toFaulty: "Faulty records of this device", willSend: "These records are in the device and are sent as soon as it has a network: let it connect.", handOver: "Records were in the device when it was revoked. Hand them over on the device; all of them will be reviewed.",
    setClock: "The device's clock is off by more than 5 minutes; what it records offline is reviewed. Let it set its time automatically.",
    revoke: { open: "Revoke", title: "Revoke “{name}”?", verb: "Revoke", says: "Its token opens nothing from now on, and there is no way back but enrolling it anew as another device. If a phone is lost, revoke it at once.", saysWaiting: "{n} records in it were not sent yet: once revoked it can only hand them over, and all of them are reviewed. Its token opens nothing from now on; there is no way back but enrolling it anew.", done: "Revoked" },
  },
} satisfies Locale;
