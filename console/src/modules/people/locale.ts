import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "人员", one: "人员档案", says: "一人一档。姓名、证件号码、手机号都已脱敏；一行是一个单位花名册上的一次登记。",
    emptyHint: "逐人登记，或在导入页上传花名册表格。",
    name: "姓名", document: "证件号码", documentKind: "证件类型", mobile: "手机号", sex: "性别", birthYear: "出生年份", sexAndBirth: "性别 · 出生",
    employer: "用人单位", noEmployer: "没有用人单位", workshop: "车间", shuttle: "班车", division: "所在区划", home: "居住地", household: "户籍地",
    address: "住址", addressKnown: "已登记（加密保存）", addressUnknown: "未登记", from: "入册", until: "离册", time: "在册时间", tillNow: "至今", since: "入册日期",
    sinceHint: "不填为今天", chooseDay: "选择日期", presence: "在册情况", isPresent: "在册", hasLeft: "已离册", born: "{year} 年生",
    documentHint: "完整输入，不要空格", mobileHint: "11 位手机号", toldByDocument: "{sex}，{year} 年生",
    sexes: { male: "男", female: "女" },
    documents: {
      resident_id: "居民身份证", passport: "护照", hk_macao_permit: "港澳居民来往内地通行证", taiwan_permit: "台湾居民来往大陆通行证",
      foreign_permanent_resident: "外国人永久居留身份证", other: "其他证件",
    },
    documentFaults: {
      missing: "请填写证件号码", wrong_length: "身份证号应为 18 位，现为 {n} 位", bad_character: "前 17 位应为数字，末位为数字或 X", bad_division: "身份证号不以 0 开头",
      bad_birth_date: "第 7 至 14 位不是真实的出生日期", bad_check_character: "校验位不符，有数字输错，请对照证件", not_a_document_number: "号码与证件类型不符，请核对",
    },
    tabs: { overview: "概况", declarations: "健康申报", passes: "通行证", passages: "通行记录" },
    pass: "健康通行证", entries: "在册登记", entriesSay: "各单位各记一份，互不相见；车间或班车变动会另起一段。", timeline: "时间线",
    happening: { entered: "入册", left: "离册", declared: "健康申报", fit: "健康申报：符合条件", unfit: "健康申报：不符合条件", pass_issued: "签发通行证", pass_revoked: "吊销通行证" },
    find: {
      open: "查找", title: "查找人员", says: "只按完整号码查，查到的是本权限范围内登记过这个号码的人。", by: "按什么查", whole: "完整的 11 位手机号", verb: "查找",
      none: "没有找到。请核对号码；本单位没有登记过的人，这里查不到。", some: "找到 {n} 人",
    },
    enrol: {
      open: "登记入册", title: "登记入册", verb: "登记", verbAnother: "登记，再登记下一人", another: "接着登记下一人", done: "{name} 已入册",
      employerHint: "没有用人单位的，请填居住地", sealed: "姓名、证件号码、手机号、住址加密保存。已有档案的人不会重复建档。",
    },
    change: {
      open: "修改", title: "修改资料", done: "已修改", kept: "现为 {now}，不填不改", none: "现在没有", addressKept: "已登记，不填不改", clearAddress: "删去住址",
      moves: "换了车间或班车：现在的登记到此为止，另起一段。以前的接触者仍按当时的车间、班车查找。",
    },
    leave: {
      open: "离册", title: "{name} 离册", verb: "离册", says: "离册后，这个单位的门岗不再认识此人；档案和以前的记录都保留。再来上班时重新登记即可。",
      on: "最后一天", onHint: "不填为此刻", done: "{name} 已离册",
    },
    roster: {
      title: "花名册", of: "{name} · 花名册", open: "打开花名册", says: "在册人员可以凭通行证进出本单位厂区。", emptyHint: "登记第一个人，或导入花名册表格。", import: "导入表格",
    },
    unmask: {
      open: "查看未脱敏", title: "查看未脱敏资料", fields: "查看哪些", fieldsHint: "只选用得着的", verb: "查看", hide: "收起", hidesIn: "{n} 秒后自动收起",
      recorded: "这次查看会记入审计日志：{name}、时间、查看的项目和下面的理由。", reason: "理由", reasonHint: "写明用途，例如流调、联系本人", usualReasons: "常用理由",
      usual: { tracing: "流行病学调查", contact: "联系本人", identity: "核对证件", correction: "更正资料" },
    },
    merge: {
      open: "合并档案", title: "合并同一人的两份档案", says: "有人用过两种证件，就有了两份档案。合并后两个证件都通向保留的档案；什么都不会丢失，可以撤销。",
      find: "找出另一份档案", same: "这两份档案已经是同一个人的，请另选。", kept: "保留", merged: "并入", swap: "对调", another: "另选一份", compare: "对照",
      alike: {
        name: { same: "姓名相同（脱敏后）", differs: "姓名不同", unknown: "姓名无从比较" }, mobile: { same: "手机号相同（脱敏后）", differs: "手机号不同", unknown: "手机号无从比较" },
        birthYear: { same: "出生年份相同", differs: "出生年份不同", unknown: "出生年份无从比较" }, sex: { same: "性别相同", differs: "性别不同", unknown: "性别无从比较" },
        employer: { same: "在同一单位登记过", differs: "登记的单位不同", unknown: "单位无从比较" },
      },
      consequences: "合并以后，两份档案的登记、申报、通行证都算在保留的档案上。", reason: "合并理由", reasonHint: "怎样确认是同一个人", verb: "合并", done: "已合并",
    },
    unmerge: {
      notice: "编号 {id} 的档案已并入这份档案。", toKept: "打开保留的档案", open: "撤销合并", title: "撤销合并", verb: "撤销合并", says: "两份档案重新分开，各自的登记、申报、通行证回到原来的档案。",
      reason: "撤销理由", done: "已撤销合并",
    },
    erase: {
      open: "销毁个人信息", title: "销毁 {name} 的个人信息", verb: "永久销毁", never: "销毁后谁也不能恢复，备份也不能。",
      personal: "姓名、证件号码、手机号、住址永远无法读出，证件号码再也查不到此人", health: "历次健康申报的内容永远无法读出", passes: "有效的通行证全部吊销，在册登记全部结束",
      kept: "通行台账和统计数字保留，只是不再知道是谁；另存一条销毁记录", reason: "销毁依据", reasonHint: "例如：本人申请、保存目的已经实现（个人信息保护法第四十七条）",
      type: "请输入 {last} 以确认", word: "销毁", understood: "我明白这不能撤销", done: "个人信息已销毁",
    },
    invite: {
      open: "邀请职工", title: "邀请职工自己申报", says: "职工用手机打开本单位的链接，输入证件号码和个人码，就能申报健康、出示通行证、查看自己的通行记录，不需要账号。链接全单位一个，可以发到工作群。",
      make: "生成链接", replace: "换一个新链接", replaceTitle: "换一个新链接？", replaceText: "现在的链接随即失效，已经发出去的链接和印出的二维码都要换。", none: "现在没有有效的链接。",
      current: "现在的链接由 {by} 于 {at} 生成，有效至 {until}。链接只在生成时显示一次，忘了可以换新的。", once: "链接只显示这一次，请现在复制或截图保存。", link: "邀请链接",
      qr: "职工页面的二维码", until: "有效至 {at}", codesToo: "只有链接进不去：每人还需要一个个人码，用“生成个人码”印成纸条发给本人。",
      local: "这个地址（{host}）只有本机能打开。请用手机能访问的网址打开控制台，再生成链接。",
    },
    codes: {
      open: "生成个人码", forSelected: "生成个人码", title: "个人码 {n} 个", code: "个人码", until: "有效至", make: "生成", askTitle: "生成个人码",
      askAll: "给花名册上还没有个人码、也没有用过个人码的人各生成一个，每次最多 500 个。个人码只显示一次，请准备好打印或保存。",
      askSome: "给选中的 {n} 人各生成一个新码；他们以前的码随即失效。个人码只显示一次，请准备好打印或保存。",
      making: "正在生成…", none: "花名册上的人都已有个人码。要换新码，请在花名册里选中这些人。", once: "个人码只显示这一次，关闭后再也看不到。请打印或下载。", more: "还有人没有个人码，请接着生成下一批。",
      next: "生成下一批", csv: "下载 CSV", pasteLink: "把邀请链接粘贴到这里，纸条上就会印出二维码：", notALink: "这不是邀请链接", yours: "您的个人码（不要给别人看）", how: "打开单位发的链接，输入证件号码和个人码。",
      howByQr: "用手机扫码，输入证件号码和个人码。", validUntil: "有效至 {at}，只能用一次", fileName: "{name}个人码{day}", lostTitle: "不保存就关闭？", lostText: "这些个人码还没有打印或下载，关闭后再也看不到，只能重新生成。", lostVerb: "关闭",
    },
    sheet: { print: "打印", fullNames: "印出完整姓名", fullNamesTitle: "查看 {n} 人的完整姓名", fullNamesSay: "印成纸条分发时，脱敏的姓名分不清谁是谁。每人一条审计记录。", progress: "{n} / {of}" },
  },
  en: {
    title: "People", one: "File of a person", says: "One file per person. Names and numbers are masked; a row is one entry on one employer's roster.",
    emptyHint: "Enter people one by one, or import a roster.",
    name: "Name", document: "Document number", documentKind: "Document", mobile: "Mobile", sex: "Sex", birthYear: "Year of birth", sexAndBirth: "Sex · born",
    employer: "Employer", noEmployer: "No employer", workshop: "Workshop", shuttle: "Shuttle", division: "Division", home: "Lives in", household: "Household",
    address: "Address", addressKnown: "On file, sealed", addressUnknown: "Not on file", from: "Entered", until: "Left", time: "On the roster", tillNow: "now", since: "On the roster since",
    sinceHint: "Today, unless said", chooseDay: "Choose a day", presence: "Standing", isPresent: "On the roster", hasLeft: "Has left", born: "born {year}",
    documentHint: "The whole number, no spaces", mobileHint: "11 digits", toldByDocument: "{sex}, born {year}",
    sexes: { male: "male", female: "female" },
    documents: {
      resident_id: "Resident ID", passport: "Passport", hk_macao_permit: "Hong Kong/Macao permit", taiwan_permit: "Taiwan permit",
      foreign_permanent_resident: "Foreign permanent resident ID", other: "Other document",
    },
    documentFaults: {
      missing: "Enter the number", wrong_length: "A resident ID has 18 characters, this has {n}", bad_character: "17 digits, then a digit or X", bad_division: "A resident ID does not begin with 0",
      bad_birth_date: "Digits 7 to 14 are no real birth date", bad_check_character: "The check character does not fit: a digit is wrong", not_a_document_number: "No number of this kind of document",
    },
    tabs: { overview: "Overview", declarations: "Declarations", passes: "Passes", passages: "Passages" },
    pass: "Health pass", entries: "Entries", entriesSay: "Each employer keeps its own and does not see the others'. Another workshop or shuttle begins a new one.", timeline: "Timeline",
    happening: { entered: "Entered", left: "Left", declared: "Declared", fit: "Declared: fit", unfit: "Declared: unfit", pass_issued: "Pass issued", pass_revoked: "Pass revoked" },
    find: {
      open: "Find", title: "Find a person", says: "Only by a whole number, among those whose number was written down within your scope.", by: "Find by", whole: "All 11 digits", verb: "Find",
      none: "Nobody found. Check the number; who was never entered here is not found here.", some: "{n} found",
    },
    enrol: {
      open: "Enter a person", title: "Enter on the roster", verb: "Enter", verbAnother: "Enter, then the next", another: "Go on with the next person", done: "{name} is on the roster",
      employerHint: "Without employer, say where the person lives", sealed: "Name, numbers and address are sealed. Who is on file already is not opened a second file.",
    },
    change: {
      open: "Change", title: "Change what is known", done: "Changed", kept: "Now {now}; empty leaves it", none: "Nothing on file", addressKept: "On file; empty leaves it", clearAddress: "Remove the address",
      moves: "Another workshop or shuttle ends this entry and begins a new one. Earlier contacts are still found by where the person was then.",
    },
    leave: {
      open: "Leave", title: "{name} leaves the roster", verb: "Take off the roster", says: "The gates of this employer no longer know the person. The file and all records stay; entering again is always possible.",
      on: "Last day", onHint: "This moment, unless said", done: "{name} has left the roster",
    },
    roster: {
      title: "Roster", of: "Roster of {name}", open: "Open the roster", says: "Those on the roster may enter the sites with a pass.", emptyHint: "Enter the first person, or import a roster.", import: "Import",
    },
    unmask: {
      open: "See in the clear", title: "See in the clear", fields: "What", fieldsHint: "Only what is needed", verb: "Show", hide: "Hide", hidesIn: "hides by itself in {n} s",
      recorded: "This goes into the audit log: {name}, the time, what was shown, and your reason.", reason: "Reason", reasonHint: "What it is needed for", usualReasons: "Usual reasons",
      usual: { tracing: "Contact tracing", contact: "Reach the person", identity: "Check a document", correction: "Correct a record" },
    },
    merge: {
      open: "Merge files", title: "Merge two files of one person", says: "Who used two documents got two files. Merged, both documents lead to the kept file; nothing is lost, and it can be undone.",
      find: "Find the other file", same: "These two are one person's already; choose another.", kept: "Kept", merged: "Merged into it", swap: "Swap", another: "Choose another", compare: "Compare",
      alike: {
        name: { same: "Same name (masked)", differs: "Different names", unknown: "Names cannot be compared" }, mobile: { same: "Same mobile (masked)", differs: "Different mobiles", unknown: "Mobiles cannot be compared" },
        birthYear: { same: "Same year of birth", differs: "Different years of birth", unknown: "Years of birth cannot be compared" }, sex: { same: "Same sex", differs: "Different sex", unknown: "Sex cannot be compared" },
        employer: { same: "Entered by the same employer", differs: "Entered by different employers", unknown: "Employers cannot be compared" },
      },
      consequences: "From now on entries, declarations and passes of both count for the kept file.", reason: "Reason", reasonHint: "How you know that it is one person", verb: "Merge", done: "Merged",
    },
    unmerge: {
      notice: "File {id} was merged into this one.", toKept: "Open the kept file", open: "Undo the merge", title: "Undo the merge", verb: "Undo the merge", says: "The files come apart; entries, declarations and passes go back to the file they were made for.",
      reason: "Reason", done: "The merge is undone",
    },
    erase: {
      open: "Erase personal data", title: "Erase the personal data of {name}", verb: "Erase for ever", never: "Nobody can bring it back, not even from a backup.",
      personal: "Name, numbers and address become unreadable; the document number finds nobody any more", health: "Everything declared about health becomes unreadable", passes: "Passes in force are revoked, entries end",
      kept: "The ledger and the figures stay without saying who it was; a destruction record is kept", reason: "On what ground", reasonHint: "Such as: at the person's request; purpose achieved (PIPL Art 47)",
      type: "Type {last} to confirm", word: "ERASE", understood: "I understand that this cannot be undone", done: "The personal data is destroyed",
    },
    invite: {
      open: "Invite the staff", title: "Let the staff declare by themselves", says: "With the employer's link, a document number and a personal code people declare their health, show their pass and see their own passages on their phone, without an account. There is one link for all; post it in the staff chat.",
      make: "Make the link", replace: "Make a new link", replaceTitle: "Make a new link?", replaceText: "The present one stops working at once: what was sent or printed has to be replaced.", none: "There is no link in force.",
      current: "The present link was made by {by} on {at} and works until {until}. It was shown when it was made; if it is lost, make a new one.", once: "The link is shown this one time: copy it now.", link: "Link",
      qr: "QR code of the staff page", until: "Works until {at}", codesToo: "The link alone opens nothing: each person needs a code as well. Print them with “Personal codes” and hand them out.",
      local: "Only this computer reaches this address ({host}). Open the console by the address that phones use, then make the link.",
    },
    codes: {
      open: "Personal codes", forSelected: "Personal codes", title: "Personal codes: {n}", code: "Code", until: "Good until", make: "Make codes", askTitle: "Make personal codes",
      askAll: "One each for those on the roster who have none and never used one, at most 500 at a time. They are shown once: be ready to print or save.",
      askSome: "A new one for each of the {n} selected; earlier ones stop working. They are shown once: be ready to print or save.",
      making: "Making codes…", none: "Everybody on the roster has a code. For new ones, select people in the roster.", once: "Shown this one time: print or download them before you close.", more: "There are others without a code: make the next ones.",
      next: "Make the next ones", csv: "Download CSV", pasteLink: "Paste the link here to print its QR code on the slips:", notALink: "This is no invitation link", yours: "Your personal code (show it to nobody)", how: "Open your employer's link; type your document number and this code.",
      howByQr: "Scan with your phone; type your document number and this code.", validUntil: "Good once, until {at}", fileName: "codes {name} {day}", lostTitle: "Close without keeping them?", lostText: "These codes were neither printed nor downloaded. They cannot be shown again, only made anew.", lostVerb: "Close",
    },
    sheet: { print: "Print", fullNames: "Print full names", fullNamesTitle: "Show full names ({n})", fullNamesSay: "On slips that are handed out, masked names do not tell who is who. Each is one row of the audit log.", progress: "{n} of {of}" },
  },
} satisfies Locale;
