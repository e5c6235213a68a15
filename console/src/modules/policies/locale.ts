import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "政策库", says: "本地、上级和下级正在执行的政策文件：检索、核对谁能申领、发放与汇编。", one: "政策", titleOf: "标题", titlePart: "标题（部分）",
    emptyHint: "先导入现有的政策文件（JSONL、CSV 或 Excel），也可以逐份录入。", importMany: "批量导入", change: "修改", changeOne: "修改政策", entered: "已录入“{title}”", changed: "已保存“{title}”",
    push: "推送给符合条件的企业", documentNumber: "文号", issuer: "发文机关", issuerLevel: "发文层级", kind: "文种", division: "适用地区", everywhere: "全国",
    inForceOn: "执行情况", inForceToday: "今日有效", standing: "状态", published: "发布日期", from: "生效日期", until: "失效日期", inForce: "有效期", version: "版本", versionOf: "第 {n} 版",
    source: "来源", updated: "更新时间", text: "正文", document: "文件信息", noLimit: "未注明期限", span: "{from}至{until}", openFrom: "发布之日", openUntil: "另行通知",
    supersededBy: "已被取代，现行文件：", withdrawnAt: "已于 {at} 撤回，不再作为答复依据。", contents: "目录", olderPassage: "这一段出自以前的版本，正文已改为第 {n} 版，请按现行文字核对。", passageShown: "已打开并标出所引段落",
    levels: { country: "国家", province: "省", prefecture: "市", county: "县（市、区）", town: "乡镇（街道）" },
    kinds: { notice: "通知", announcement: "公告、通告", opinions: "意见", measures: "措施、办法", plan: "方案", guideline: "指南", interpretation: "解读", reply: "批复", news: "报道", other: "其他" },
    standings: { inForce: "有效", toCome: "未生效", over: "已过期", superseded: "已被取代", withdrawn: "已撤回" },
    tabs: { text: "正文", eligibility: "谁能申领", versions: "版本", files: "附件", handouts: "发放" },
    search: {
      title: "检索政策", says: "输入词语或整句问题；结果是政策和能回答的原文段落。", field: "词语或整句问题", placeholder: "如：租国有厂房的小企业能减几个月租金？", verb: "检索", holdsIn: "适用于",
      anyStanding: "包括失效、被取代的", none: "没有找到", noneHint: "换个说法，或放宽筛选条件；确无依据的，请转交承办部门。", ask: "想查什么？", askHint: "两个字的词语、文号里的字、整句问题都可以。",
      answers: "参考答复", good: "把握较大", reserve: "把握不大", reserveSays: "库中可能没有直接的答案，引用前请核对，或转交承办部门。", documents: "相关政策（{n}）", copies: "另有 {n} 处发布同一文件：", copy: "转载 {n}",
      reason: "含：{words}", comma: "、", inPlace: "在原文中打开",
    },
    enter: { open: "录入政策", form: "填写表单", text: "粘贴全文", verb: "录入" },
    index: { rebuild: "重建检索索引", says: "清空本节点的索引并从数据库重建，期间检索结果不全，通常数秒至数分钟。", verb: "重建", begun: "已开始重建" },
    fromText: {
      text: "全文", hint: "首行作标题；开头的文号、落款的日期会自动识别。", file: "或选择文本文件", fileHint: "TXT，UTF-8 或 GBK。", chosen: "已选 {name}（{size}）", titleHint: "不填则取首行。",
    },
    form: {
      says: "标题或正文改动后存为新的版本，以前的版本仍可查看。", numberHint: "如：济政发〔2020〕1号", kindHint: "不选则按标题判断。", byTitle: "按标题判断", divisionHint: "不选则为本级。", chooseDay: "选择日期",
      fromHint: "不填：自发布起。", untilHint: "当日仍有效；不填：未注明。", sourceHint: "原文网址或出处。", textHint: "保留原文的分段和“一、（一）1.”等序号，目录由此生成。", note: "修改说明", noteHint: "改了什么，为什么；显示在版本记录中。",
    },
    supersede: { open: "标明被取代", says: "“{title}”不再作为答复依据，查阅者会看到取代它的文件。", by: "由哪份文件取代", hint: "清空则恢复为现行文件。", done: "已标明", undone: "已恢复为现行文件" },
    withdraw: { open: "撤回", title: "撤回“{title}”？", text: "撤回后不再出现在检索和答复中；可以随时恢复。", done: "已撤回" },
    restore: { open: "恢复", title: "恢复“{title}”？", text: "恢复后重新用于检索和答复。", done: "已恢复" },
    versions: {
      first: "录入", noNote: "（未写修改说明）", by: "{at} {name}", compare: "看改动", changes: "改动对比", choice: "第 {n} 版 {at}", from: "从", to: "到", whole: "显示全文", same: "两个版本文字相同", leftOut: "略 {n} 字",
    },
    files: {
      none: "没有附件", hint: "申请表、办事指南、扫描件等：PDF、Word、Excel 或图片。", attach: "添加附件", attached: "已添加“{name}”", save: "下载", about: "{size} · {name} 添加于 {at}", remove: "删除", removeOf: "删除{name}",
      removeTitle: "删除附件“{name}”？", removeText: "删除后不能恢复。", removed: "已删除",
    },
    conditions: {
      title: "申领条件", edit: "填写条件", all: "须同时满足：", none: "还没有填写申领条件", noneHint: "填写后才能列出符合条件的企业，也才会出现在企业的“适用政策”中。", formSays: "逐条填写，须同时满足。政策原文写明的“或者”，在一条里多选。",
      number: "条件 {n}", add: "添加条件", remove: "删除条件 {n}", fact: "企业的", relation: "要求", values: "范围", places: "地区", placesHint: "含其下级。", addPlace: "添加地区", words: "字样", wordsHint: "企业类型中含有其中之一。", typeWords: "输入后回车",
      day: "日期", figure: "数值", choose: "请选择", clause: "政策原文", clauseHint: "这一条依据的原话，核对时一并显示。", saved: "申领条件已保存", or: "、",
      persons: "{n} 人", percent: "{n}%", outcomes: { holds: "满足", fails: "不满足", unknown: "未知" }, onRecord: "登记为：{found}", notOnRecord: "没有登记，补齐后才能判断",
      faults: { not_a_number: "请填写数字。", too_precise: "小数位太多。", out_of_range: "超出范围。" },
    },
    eligible: {
      title: "适用企业", name: "企业", place: "地区", eligibility: "是否符合", toPolicy: "看政策", noneHint: "政策适用的地区里还没有在册企业。", states: { eligible: "符合", unclear: "待补充信息", ineligible: "不符合" },
    },
    facts: {
      title: "其他事实", edit: "填写", says: "政策条件问到、而登记信息里没有的。其余的请改", register: "企业登记信息", unknown: "未知", layoffs: "上年裁员率", layoffsHint: "占职工人数的百分比，最多一位小数；不知道就空着。", saved: "已保存", by: "最近填写",
    },
    forEnterprise: {
      title: "{name}适用的政策", says: "逐条核对登记信息；只列填写了申领条件的现行政策。", numbers: "各类数目", none: "没有。",
      heads: { eligible: "符合条件，可以申领（{n}）", unclear: "补齐信息才能判断（{n}）", ineligible: "不符合条件（{n}）" },
    },
    handouts: {
      title: "政策发放", says: "发出的政策文件和汇编：多少份，谁发的，发给谁，什么时候。", record: "登记发放", verb: "登记", what: "发放内容", copies: "份数", unit: "份", total: "累计发放", counted: "{handouts} 笔，{recipients} 个单位", recipient: "发给", where: "地点",
      givenAt: "发放时间", time: "时刻", by: "发放人", note: "备注", organization: "单位", organizationHint: "在册的企业或单位。", inWords: "或写明发给谁", inWordsHint: "不在册的，如：古路口村便民服务点。", recorded: "已登记发给{recipient}，{n} 份",
      emptyHint: "把汇编或文件送到企业后，在这里登记。", takeBack: "冲销", takeBackSays: "发给{recipient}的《{title}》{n} 份登记有误：原记录保留，另记一笔负数。", why: "原因", takenBack: "已冲销", isTakenBack: "冲销",
    },
    compendia: {
      title: "政策汇编", says: "选好的政策编成一册：封面、目录、各项政策另起一页，可直接打印。", one: "汇编", make: "编制汇编", made: "编制时间", author: "编制人", for: "面向", emptyHint: "在政策库里勾选政策，再来编成一册。", preface: "前言",
      contents: "目录（{n} 项）", print: "打开打印版", printSays: "打印版是一个独立页面，内容为编制当日的版本；在其中按 Ctrl+P 打印或存为 PDF。", choose: "输入汇编标题", noneFound: "没有找到汇编",
    },
    draft: {
      choose: "加入汇编", chosen: "已在汇编中", added: "已加入 {n} 项", open: "待编汇编（{n}）", says: "在任何页面“加入汇编”的政策都在这里；编好前可以增减、排序。", contents: "收录的政策（{n}）", hint: "按标题或文号添加。", add: "添加政策",
      up: "上移{title}", down: "下移{title}", remove: "去掉{title}", none: "还没有选政策。可在上面按名称添加，或到政策库里批量勾选。", forget: "清空", toLibrary: "去政策库选", verb: "编成", made: "已编成“{title}”", titleExample: "如：济宁市惠企政策汇编（第三版）",
    },
  },
  en: {
    title: "Policies", says: "Policies in force here, above and below: search them, see who may claim them, hand them out.", one: "Policy", titleOf: "Title", titlePart: "Title (part)",
    emptyHint: "Import the documents at hand (JSONL, CSV or Excel), or enter them one by one.", importMany: "Import many", change: "Change", changeOne: "Change a policy", entered: "“{title}” entered", changed: "“{title}” saved",
    push: "Send to eligible enterprises", documentNumber: "Document number", issuer: "Issuer", issuerLevel: "Issuer's level", kind: "Kind", division: "Holds in", everywhere: "The whole country",
    inForceOn: "In force", inForceToday: "In force today", standing: "State", published: "Published", from: "In force from", until: "In force until", inForce: "In force", version: "Version", versionOf: "Version {n}",
    source: "Source", updated: "Updated", text: "Text", document: "The document", noLimit: "No dates given", span: "{from} to {until}", openFrom: "publication", openUntil: "further notice",
    supersededBy: "Superseded; in force is: ", withdrawnAt: "Withdrawn {at}; it answers nothing any more.", contents: "Contents", olderPassage: "The passage is of an earlier version; the text is now version {n}. Check it against the present words.", passageShown: "The passage is opened and highlighted",
    levels: { country: "Country", province: "Province", prefecture: "City", county: "County", town: "Town" },
    kinds: { notice: "Notice", announcement: "Announcement", opinions: "Opinions", measures: "Measures", plan: "Plan", guideline: "Guideline", interpretation: "Interpretation", reply: "Reply", news: "News", other: "Other" },
    standings: { inForce: "In force", toCome: "To come", over: "Over", superseded: "Superseded", withdrawn: "Withdrawn" },
    tabs: { text: "Text", eligibility: "Who may claim it", versions: "Versions", files: "Files", handouts: "Hand-outs" },
    search: {
      title: "Search policies", says: "Words or a whole question; found are policies, and the passages that answer.", field: "Words or a whole question", placeholder: "Such as: 租国有厂房的小企业能减几个月租金？", verb: "Search", holdsIn: "Holding in",
      anyStanding: "Also those not in force", none: "Nothing found", noneHint: "Say it in other words or widen the filter; what has no ground here goes to a department.", ask: "What would you like to know?", askHint: "A word of two characters, a part of a document number or a whole question will do.",
      answers: "Answers", good: "Likely", reserve: "Uncertain", reserveSays: "The library may have no direct answer: check before quoting, or refer the question.", documents: "Policies ({n})", copies: "Published in {n} more places:", copy: "copy {n}",
      reason: "Has: {words}", comma: ", ", inPlace: "Open in its place",
    },
    enter: { open: "Enter a policy", form: "Fill in the form", text: "Paste the text", verb: "Enter" },
    index: { rebuild: "Build the search index anew", says: "Empties this node's index and builds it from the database; meanwhile searches find less. It takes seconds to minutes.", verb: "Build anew", begun: "Begun" },
    fromText: {
      text: "The whole text", hint: "The first line is the title; number and date are read from the text.", file: "Or a text file", fileHint: "TXT, UTF-8 or GBK.", chosen: "{name} ({size})", titleHint: "The first line, if left empty.",
    },
    form: {
      says: "A new title or text makes a new version; earlier ones stay.", numberHint: "Such as 济政发〔2020〕1号", kindHint: "Read from the title, if left empty.", byTitle: "By the title", divisionHint: "Your own place, if left empty.", chooseDay: "Choose a day",
      fromHint: "Empty: from publication.", untilHint: "That day included; empty: not said.", sourceHint: "Address or origin of the document.", textHint: "Keep its paragraphs and numbers (一、（一）1.): the contents are made from them.", note: "What changed", noteHint: "And why; shown among the versions.",
    },
    supersede: { open: "Superseded by …", says: "“{title}” will answer nothing any more; readers see what took its place.", by: "The policy that supersedes it", hint: "Empty: it stands again.", done: "Saved", undone: "It stands again" },
    withdraw: { open: "Withdraw", title: "Withdraw “{title}”?", text: "It is no longer found or quoted. It can be restored.", done: "Withdrawn" },
    restore: { open: "Restore", title: "Restore “{title}”?", text: "It is found and quoted again.", done: "Restored" },
    versions: {
      first: "Entered", noNote: "(nothing said)", by: "{at}, {name}", compare: "What changed", changes: "Changes", choice: "Version {n}, {at}", from: "From", to: "to", whole: "Show the whole text", same: "Both say the same", leftOut: "{n} characters",
    },
    files: {
      none: "No files", hint: "Forms, guides, scans: PDF, Word, Excel or pictures.", attach: "Attach a file", attached: "“{name}” attached", save: "Save", about: "{size} · attached by {name}, {at}", remove: "Remove", removeOf: "Remove {name}",
      removeTitle: "Remove “{name}”?", removeText: "It cannot be brought back.", removed: "Removed",
    },
    conditions: {
      title: "Who may claim it", edit: "Edit the conditions", all: "All of these must hold:", none: "No conditions yet", noneHint: "With conditions, the enterprises that may claim it can be listed, and each sees it among its policies.", formSays: "One by one; all must hold. Where the policy says “or”, choose several in one.",
      number: "Condition {n}", add: "Add a condition", remove: "Remove condition {n}", fact: "Of the enterprise", relation: "Must be", values: "Any of", places: "Places", placesHint: "With all within them.", addPlace: "Add a place", words: "Words", wordsHint: "One of them is in the legal type.", typeWords: "Type, then Enter",
      day: "Day", figure: "Figure", choose: "Choose", clause: "Words of the policy", clauseHint: "What it stands for; shown with each result.", saved: "Conditions saved", or: ", ",
      persons: "{n} people", percent: "{n}%", outcomes: { holds: "Holds", fails: "Fails", unknown: "Unknown" }, onRecord: "On record: {found}", notOnRecord: "Not on record; enter it to tell",
      faults: { not_a_number: "Write a number.", too_precise: "Too many decimals.", out_of_range: "Out of range." },
    },
    eligible: {
      title: "Enterprises for it", name: "Enterprise", place: "Place", eligibility: "Eligible", toPolicy: "The policy", noneHint: "No enterprise is on the register where the policy holds.", states: { eligible: "Eligible", unclear: "More must be known", ineligible: "Not eligible" },
    },
    facts: {
      title: "Further facts", edit: "Edit", says: "What conditions ask and the register lacks. The rest is on", register: "the register", unknown: "unknown", layoffs: "Laid off in the year before", layoffsHint: "Percent of the staff, one decimal at most; leave it empty if unknown.", saved: "Saved", by: "Last entered",
    },
    forEnterprise: {
      title: "Policies for {name}", says: "Each condition against the register; only policies in force that have conditions.", numbers: "How many", none: "None.",
      heads: { eligible: "May be claimed ({n})", unclear: "More must be known ({n})", ineligible: "Not eligible ({n})" },
    },
    handouts: {
      title: "Hand-outs", says: "Policies and compendia given out: how many, by whom, to whom, when.", record: "Record a hand-out", verb: "Record", what: "What", copies: "Copies", unit: "copies", total: "Handed out", counted: "{handouts} times, {recipients} organisations", recipient: "To", where: "Where",
      givenAt: "When", time: "Time", by: "By", note: "Note", organization: "Organisation", organizationHint: "One on the register.", inWords: "Or in words", inWordsHint: "Whoever is not on the register.", recorded: "{n} copies to {recipient} recorded",
      emptyHint: "When copies have been given out, record them here.", takeBack: "Take back", takeBackSays: "{n} copies of “{title}” to {recipient} were entered in error: the row stays, and another takes them back.", why: "Why", takenBack: "Taken back", isTakenBack: "Taken back",
    },
    compendia: {
      title: "Compendia", says: "Chosen policies as one document: cover, contents, each policy on a new sheet, ready to print.", one: "Compendium", make: "Make a compendium", made: "Made", author: "Made by", for: "For", emptyHint: "Choose policies in the library, then make them one document.", preface: "Preface",
      contents: "Contents ({n})", print: "Open to print", printSays: "The printed form is a page of its own, in the versions of the day it was made; press Ctrl+P there to print or to save a PDF.", choose: "Title of a compendium", noneFound: "No compendium found",
    },
    draft: {
      choose: "Add to the compendium", chosen: "In the compendium", added: "{n} added", open: "New compendium ({n})", says: "What was added on any page is here; add, remove and order until it is made.", contents: "Policies ({n})", hint: "By title or document number.", add: "Add a policy",
      up: "Move {title} up", down: "Move {title} down", remove: "Remove {title}", none: "Nothing chosen yet. Add by name above, or select several in the library.", forget: "Clear", toLibrary: "To the library", verb: "Make it", made: "“{title}” is made", titleExample: "Such as: 济宁市惠企政策汇编（第三版）",
    },
  },
} satisfies Locale;
