import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    clock: "几点几分", title: "通行台账", one: "通行记录", titleOf: "{name} · {at}", says: "每一次进出都在这里，从不改动；更正是另一条指明原记录的记录。", emptyHint: "门岗登记通行后会出现在这里。", noneOfPerson: "这段时间没有通行记录。",
    at: "时间", person: "人员", direction: "方向", verdict: "结果", reason: "原因", temperature: "体温", site: "厂区", gate: "通道", organization: "单位", division: "区划", workshop: "车间", shuttle: "班车",
    means: "方式", review: "复核", decided: "判定", offline: "离线", online: "联网", received: "收到时间", device: "设备", noDevice: "不是设备登记的", standing: "更正", standings: { true: "不含已被更正的" },
    narrow: "按厂区、通道、人员缩小范围", gateAfterSite: "先选厂区，再选通道", byPerson: "按人员筛选", showOpen: "只看待复核", comma: "、", nobodyKnown: "身份不明", wasCorrected: "已被更正", isCorrection: "更正记录", number: "编号",
    directions: { entry: "进", exit: "出" }, verdicts: { admitted: "放行", held: "拦下", refused: "拒绝" }, meansOf: { pass: "通行证", document: "证件", manual: "花名册", visitor: "访客" },
    reasons: {
      none: "无", fever: "发热", no_pass: "没有有效的通行证", pass_expired: "通行证已过期", pass_revoked: "通行证已被吊销", pass_forged: "通行证不是本市签发的", unknown_person: "没有这个人的档案",
      not_on_roster: "不在本单位花名册", site_not_permitted: "厂区未获准复工", site_closed: "厂区不开放", visitor_incomplete: "访客信息不全", outbreak_contact: "接触过疫情", other: "其他原因",
    },
    why: {
      none: "", fever: "体温达到当时生效的发热界值。", no_pass: "在花名册上，但当时没有有效的通行证。", pass_expired: "出示的通行证已经过期。", pass_revoked: "出示的通行证当时已被吊销。", pass_forged: "二维码不是本市签发的通行证，或被改动过。",
      unknown_person: "出示的通行证查不到这个人。", not_on_roster: "此人当时不在这个单位的花名册上。", site_not_permitted: "现行规则要求获准复工，而这个厂区当时没有。", site_closed: "厂区当时登记为不开放。",
      visitor_incomplete: "访客没有答全来处、单位、接触史。", outbreak_contact: "访客自述接触过疫情地区或病例。", other: "门岗另有原因，见记录。",
    },
    reviewsOf: { none: "无须复核", open: "待复核", closed: "已复核" }, doubt: "疑点", note: "说明", reviewWaits: "等待复核。", noReview: "没有复核记录。",
    doubts: {
      fever: "体温达到界值却放行", no_pass: "没有有效通行证却放行", pass_expired: "通行证过期却放行", pass_revoked: "通行证已吊销却放行", pass_forged: "通行证是伪造的却放行", unknown_person: "没有档案却放行", not_on_roster: "不在花名册却放行",
      site_not_permitted: "厂区未获准复工却放行", site_closed: "厂区不开放却放行", visitor_incomplete: "访客信息不全却放行", outbreak_contact: "接触过疫情却放行", other: "其他疑点", device_revoked: "已停用的设备移交",
      other_gate: "不是这台设备的通道", gate_closed: "通道当时已停用", clock_skew: "设备时钟偏差过大", in_future: "时间晚于收到时间",
    },
    decisions: { upheld: "维持", overruled: "不当", corrected: "已更正" }, decidedBy: "{decision} · {name}",
    whoAndWhere: "谁、在哪里", how: "怎样登记的", offlineLong: "设备离线判定，后来上传", onlineLong: "联网当场判定", correctedLong: "更正，取代原记录", delay: "延迟", skew: "设备时钟", clockSlow: "慢 {by}", clockFast: "快 {by}", clockWrong: "超过 5 分钟", toIncident: "打开发热事件",
    chain: { title: "更正经过", first: "原记录", correction: "第 {n} 次更正", received: "{at} 收到", stands: "现行有效" },
    reviewing: {
      open: "复核", some: "复核 {n} 条", title: "复核这次通行", titleSome: "复核 {n} 条待复核记录", decision: "结论", upheld: "维持：这样处理是对的", overruled: "不当：不该这样，但已无法挽回",
      upheldVerb: "维持", overruledVerb: "认定不当", upheldSays: "记录不变，复核结束。", overruledSays: "记录不变，复核结束，并记下处理不当。内容记错的，请用“更正”。", noteHint: "写明核实的情况", done: "已复核 {n} 条",
      partly: "已复核 {n} 条，{not} 条没有成功：{why}", progress: "{n} / {of}",
    },
    correcting: {
      open: "更正", title: "更正这次通行", verb: "提交更正", says: "只改与事实不符的项目。原记录保留，更正作为新记录取代它计数；在场人数随之改正。", atHint: "不改就保持原样", reasonNeeded: "没有放行的要写原因", temperatureFault: "请输入 30.0 至 45.0 之间的体温",
      personHint: "须在这个单位的花名册上", anotherPerson: "换成另一个人", noteHint: "根据什么更正", done: "已更正",
    },
    recording: {
      open: "补登", title: "补登一次通行", verb: "登记", says: "把纸上记的、设备没能说清的通行登入台账。由当时的规则判定；补登的会列入复核。", find: "查找人员", withPass: "按设备发来的通行证登记。", done: "已登记：{verdict} {reason}",
    },
    visitor: { open: "查看访客登记", title: "访客登记", origin: "从哪里来", employer: "工作单位", outbreak: "14 天内接触过疫情", visiting: "找谁、办什么事" },
  },
  en: {
    clock: "Time of day", title: "Ledger of passages", one: "Passage", titleOf: "{name} · {at}", says: "Every passage is here and never changed; a correction is another one that names it.", emptyHint: "Passages appear when gates record them.", noneOfPerson: "No passages in this time.",
    at: "Time", person: "Person", direction: "Direction", verdict: "Verdict", reason: "Reason", temperature: "Temperature", site: "Site", gate: "Gate", organization: "Organisation", division: "Division", workshop: "Workshop", shuttle: "Shuttle",
    means: "By", review: "Review", decided: "Decided", offline: "offline", online: "online", received: "Received", device: "Device", noDevice: "Not recorded by a device", standing: "Corrections", standings: { true: "without corrected ones" },
    narrow: "Narrow to a site, a gate or a person", gateAfterSite: "Gate (choose a site first)", byPerson: "By person", showOpen: "Only those to review", comma: ", ", nobodyKnown: "Unknown", wasCorrected: "corrected", isCorrection: "correction", number: "Number",
    directions: { entry: "in", exit: "out" }, verdicts: { admitted: "admitted", held: "held", refused: "refused" }, meansOf: { pass: "pass", document: "document", manual: "roster", visitor: "visitor" },
    reasons: {
      none: "None", fever: "Fever", no_pass: "No valid pass", pass_expired: "The pass had expired", pass_revoked: "The pass was revoked", pass_forged: "Not a pass of this city", unknown_person: "No file of this person",
      not_on_roster: "Not on the roster", site_not_permitted: "The site may not open yet", site_closed: "The site is closed", visitor_incomplete: "Answers are missing", outbreak_contact: "Contact with an outbreak", other: "Another reason",
    },
    why: {
      none: "", fever: "The temperature reached the threshold in force.", no_pass: "On the roster, but without a pass in force then.", pass_expired: "The pass shown had expired.", pass_revoked: "The pass shown had been revoked.", pass_forged: "The code is no pass of this city, or was tampered with.",
      unknown_person: "Nobody is on file for the pass shown.", not_on_roster: "The person was not on this organisation's roster.", site_not_permitted: "The rules in force ask for a permit that this site did not have.", site_closed: "The site was registered as closed.",
      visitor_incomplete: "The visitor did not say where from, for whom, or whom they met.", outbreak_contact: "The visitor told of contact with an outbreak.", other: "The gate had a reason of its own; see the record.",
    },
    reviewsOf: { none: "no review", open: "to review", closed: "reviewed" }, doubt: "Doubt", note: "Note", reviewWaits: "Waits for a review.", noReview: "No decisions.",
    doubts: {
      fever: "admitted with a fever", no_pass: "admitted without a pass", pass_expired: "admitted with an expired pass", pass_revoked: "admitted with a revoked pass", pass_forged: "admitted with a forged pass", unknown_person: "admitted without a file", not_on_roster: "admitted though not on the roster",
      site_not_permitted: "admitted where the site may not open", site_closed: "admitted where the site is closed", visitor_incomplete: "admitted with answers missing", outbreak_contact: "admitted after contact with an outbreak", other: "another doubt", device_revoked: "handed over by a revoked device",
      other_gate: "not the device's gate", gate_closed: "the gate was closed", clock_skew: "the device's clock is off", in_future: "later than it was received",
    },
    decisions: { upheld: "Upheld", overruled: "Overruled", corrected: "Corrected" }, decidedBy: "{decision} · {name}",
    whoAndWhere: "Who and where", how: "How it was recorded", offlineLong: "By the device offline, sent later", onlineLong: "By the server at once", correctedLong: "A correction that takes its place", delay: "On its way for", skew: "Device's clock", clockSlow: "slow by {by}", clockFast: "fast by {by}", clockWrong: "more than 5 minutes", toIncident: "Open the fever incident",
    chain: { title: "Corrections", first: "As first recorded", correction: "Correction {n}", received: "received {at}", stands: "stands" },
    reviewing: {
      open: "Review", some: "Review {n}", title: "Review this passage", titleSome: "Review {n} passages", decision: "Decision", upheld: "Uphold: it was right", overruled: "Overrule: it should not have been so, and cannot be undone",
      upheldVerb: "Uphold", overruledVerb: "Overrule", upheldSays: "The record stays and the review is closed.", overruledSays: "The record stays, the review is closed, and that it was wrong is kept. If the record itself is wrong, correct it.", noteHint: "What was found out", done: "{n} reviewed",
      partly: "{n} reviewed, {not} could not be: {why}", progress: "{n} of {of}",
    },
    correcting: {
      open: "Correct", title: "Correct this passage", verb: "Correct", says: "Change only what was otherwise. The record stays; the correction takes its place in counts and presence.", atHint: "Leave it as it is if it was right", reasonNeeded: "Say why the person was not admitted", temperatureFault: "A temperature from 30.0 to 45.0",
      personHint: "Somebody on this organisation's roster", anotherPerson: "Another person", noteHint: "How you know", done: "Corrected",
    },
    recording: {
      open: "Enter by hand", title: "Enter a passage by hand", verb: "Record", says: "For what was written on paper, or what a device could not say properly. The rules of its time decide; somebody reviews it.", find: "Find a person", withPass: "By the pass that the device sent.", done: "Recorded: {verdict} {reason}",
    },
    visitor: { open: "Visitor's answers", title: "Visitor's answers", origin: "From", employer: "Works for", outbreak: "Contact with an outbreak within 14 days", visiting: "Visiting" },
  },
} satisfies Locale;
