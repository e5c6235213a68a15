// Texts of the frame around the pages: layout, signing in, the first set-up, one's own account.
import type { Locale } from "@/parts/i18n";

const locale: Locale = {
  "zh-CN": {
    name: "同舟", motto: "同舟共济：守住门，开得了工", skip: "跳到正文", navigation: "主导航", openNavigation: "打开导航", closeNavigation: "关闭导航",
    collapse: "收起导航", expand: "展开导航", search: "搜索页面、企业、厂区、人员", searchShort: "搜索", searchHint: "人员须输入完整的证件号码或手机号",
    pages: "页面", enterprises: "企业", sites: "厂区", people: "人员", nothingFound: "没有找到", searching: "正在查找…",
    language: "语言", theme: "外观", themes: { auto: "跟随系统", light: "浅色", dark: "深色" }, account: "账号菜单", myAccount: "我的账号",
    signOut: "退出登录", keyboard: "键盘快捷键", keyboardHint: "在不输入文字时可用", help: "快捷键帮助", focusSearch: "搜索",
    home: "同舟，回到首页", noPermission: "没有查看这个页面的权限", noPermissionHint: "如工作需要，请联系本单位管理员分配角色。", needs: "需要的权限：",
    notFound: "没有这个页面", notFoundHint: "地址可能写错，或者页面已经移走。",
    groups: { command: "指挥", gate: "门岗", resumption: "复工", squads: "先锋队", policies: "政策", hotline: "热线", messages: "消息", register: "名录", system: "系统" },
    everywhere: "全部区域",
    signIn: {
      title: "登录", name: "登录名", password: "密码", code: "验证码", codeHint: "打开手机上的验证器，输入 6 位数字",
      recovery: "恢复码", recoveryHint: "手机不在身边时，可用保存的恢复码之一，每个只能用一次", useRecovery: "手机不在身边？改用恢复码", useCode: "改用验证器",
      enter: "登录", back: "换一个账号", showPassword: "显示密码", hidePassword: "隐藏密码", again: "登录已过期，请重新登录",
      againHint: "页面上的内容还在，登录后可以继续。", leave: "离开此页，去登录页", forgot: "忘记密码，请联系本单位管理员取得重置链接。",
      open: "已登录为 {name}",
    },
    factor: {
      title: "绑定验证器", why: "您的角色可以做重要的事，登录时除密码外还须输入手机上的验证码。", own: "绑定后，登录时须输入手机上的验证码。",
      scan: "用手机上的验证器应用（如 FreeOTP、微软验证器、身份宝）扫描二维码", manual: "扫不了？手动输入密钥", qr: "验证器二维码",
      code: "验证器显示的 6 位数字", confirm: "确认绑定", codes: "恢复码", codesWhy: "手机丢失时，用恢复码登录；每个只能用一次。现在不保存，以后看不到。",
      saved: "我已把恢复码保存在安全的地方", download: "下载", finish: "完成", fileName: "同舟恢复码.txt", begin: "开始绑定",
    },
    password: {
      title: "更改密码", must: "密码已到期或由管理员重置，请先换一个新密码。", current: "当前密码", new: "新密码", repeat: "再输一次新密码",
      rule: "8 至 128 个字符，含大写、小写、数字、其他字符中的至少三类，不含姓名和登录名", differs: "两次输入不一致", change: "更改密码", changed: "密码已更改，其他地方的登录已结束",
    },
    link: {
      title: "设置密码", invitation: "{name}，欢迎使用同舟", reset: "{name}，请设置新密码", signInName: "登录名", displayName: "姓名",
      expires: "链接有效至 {at}，只能用一次", set: "设置密码并登录", missing: "这里需要一次性链接", missingHint: "请打开管理员发给您的完整链接。", toSignIn: "去登录",
      done: "密码已设置，请登录",
    },
    welcome: {
      title: "初次设置", says: "四步就绪。用到的链接只能用一次。", steps: { account: "管理员账号", factor: "验证器", city: "核对城市", import: "导入名录" },
      accountTitle: "建立管理员账号", accountSays: "管理员分配账号和角色，不看人员档案。登录名建议用本人姓名拼音。", create: "建立账号",
      cityTitle: "核对城市", citySays: "指挥部按初始化时填写的城市建立；不对请停下，用 tongzhou init --city 重新初始化。",
      commands: "{n} 个县（市、区）指挥部", noCity: "还没有指挥部", noCityHint: "请在服务器上运行 tongzhou init --city 城市代码，再刷新。", right: "正确，下一步",
      importTitle: "导入企业名录", importSays: "把手头的企业表格（CSV 或 Excel，GBK 或 UTF-8 都行）直接导入，先试运行，看清每一行的结果再正式导入。",
      importByOthers: "您的角色不导入名录：先邀请指挥部的同事，由其登录后导入。", toImport: "导入表格", toAccounts: "邀请同事", later: "先看看控制台", made: "账号已建立",
    },
    me: {
      title: "我的账号", name: "姓名", organization: "单位", division: "区域", roles: "权限", factor: "验证器", factorOn: "已绑定", factorOff: "未绑定",
      renewCodes: "更换恢复码", renewTitle: "更换恢复码", renewSays: "旧的恢复码随即作废。请输入验证器上的验证码。", renew: "更换", sessions: "我的登录",
      sessionsSays: "不认识的登录请立即结束，并更改密码。", current: "当前", unknownDevice: "未知设备", end: "结束", endTitle: "结束这处登录？", endText: "{where} 上的登录随即结束。",
      ended: "已结束", everywhere: "在所有设备上退出登录", everywhereTitle: "在所有设备上退出登录？", everywhereText: "所有登录随即结束，包括这里。",
      signedIn: "登录于 {at}", seen: "最近使用 {at}", address: "地址 {address}", can: "可以做的事", renewed: "新的恢复码",
    },
  },
  en: {
    name: "Tongzhou", motto: "In the same boat: hold the gates, go back to work", skip: "Skip to content", navigation: "Main navigation", openNavigation: "Open navigation",
    closeNavigation: "Close navigation", collapse: "Collapse", expand: "Expand",
    search: "Search pages, enterprises, sites, people", searchShort: "Search", searchHint: "People are found by a full document number or mobile",
    pages: "Pages", enterprises: "Enterprises", sites: "Sites", people: "People", nothingFound: "Nothing found", searching: "Searching…",
    language: "Language", theme: "Appearance", themes: { auto: "As the system", light: "Light", dark: "Dark" }, account: "Account menu", myAccount: "My account",
    signOut: "Sign out", keyboard: "Keyboard shortcuts", keyboardHint: "They work while you are not typing", help: "Help on keys", focusSearch: "Search",
    home: "Tongzhou, back to the start", noPermission: "You may not see this page", noPermissionHint: "If your work needs it, ask your administrator for a role.", needs: "Permission needed: ",
    notFound: "There is no such page", notFoundHint: "The address may be mistyped, or the page has moved.",
    groups: { command: "Command", gate: "Gates", resumption: "Resumption", squads: "Squads", policies: "Policies", hotline: "Hotline", messages: "Messages", register: "Register", system: "System" },
    everywhere: "Everywhere",
    signIn: {
      title: "Sign in", name: "Sign-in name", password: "Password", code: "Code", codeHint: "Open the authenticator on your phone and type its 6 digits",
      recovery: "Recovery code", recoveryHint: "Without your phone, use one of the recovery codes you saved; each works once", useRecovery: "No phone at hand? Use a recovery code", useCode: "Use the authenticator",
      enter: "Sign in", back: "Another account", showPassword: "Show the password", hidePassword: "Hide the password", again: "Your session has ended; sign in again",
      againHint: "What is on the page stays; carry on afterwards.", leave: "Leave this page and go to sign-in", forgot: "If you forgot your password, ask your administrator for a link.",
      open: "Signed in as {name}",
    },
    factor: {
      title: "Set up an authenticator", why: "Your role can do much: signing in takes a code from your phone beside the password.", own: "From then on signing in takes a code from your phone.",
      scan: "Scan the QR code with an authenticator app on your phone (FreeOTP, Microsoft Authenticator …)", manual: "Cannot scan? Type the key", qr: "QR code for the authenticator",
      code: "The 6 digits it shows", confirm: "Confirm", codes: "Recovery codes", codesWhy: "If the phone is lost they let you in; each works once. They are not shown again.",
      saved: "I have saved the codes in a safe place", download: "Download", finish: "Done", fileName: "tongzhou-recovery-codes.txt", begin: "Set it up",
    },
    password: {
      title: "Change password", must: "Your password has expired or was reset. Choose a new one first.", current: "Current password", new: "New password", repeat: "New password once more",
      rule: "8 to 128 characters, at least three of upper case, lower case, digits and others, without your names", differs: "The two are not the same", change: "Change password", changed: "Password changed; other sessions have ended",
    },
    link: {
      title: "Set a password", invitation: "Welcome, {name}", reset: "{name}, set a new password", signInName: "Sign-in name", displayName: "Name",
      expires: "The link works once, until {at}", set: "Set the password and sign in", missing: "A one-time link is needed here", missingHint: "Open the whole link that your administrator sent you.", toSignIn: "Go to sign-in",
      done: "The password is set; sign in",
    },
    welcome: {
      title: "First set-up", says: "Four steps. The link works once.", steps: { account: "Administrator", factor: "Authenticator", city: "The city", import: "The register" },
      accountTitle: "Make the administrator's account", accountSays: "The administrator gives accounts and roles and does not see people's files.", create: "Make the account",
      cityTitle: "Is this your city?", citySays: "The commands were made for the city given at tongzhou init --city. If it is wrong, stop here and initialise again.",
      commands: "{n} county commands", noCity: "There is no command yet", noCityHint: "Run tongzhou init --city CODE on the server, then reload.", right: "Yes, go on",
      importTitle: "Import the enterprises", importSays: "Take the spreadsheet as it is (CSV or Excel, GBK or UTF-8): a dry run first shows what would become of each row.",
      importByOthers: "Your role does not import the register: invite a colleague of the command, who does.",
      toImport: "Import a spreadsheet", toAccounts: "Invite colleagues", later: "Look around first", made: "The account is made",
    },
    me: {
      title: "My account", name: "Name", organization: "Organisation", division: "Area", roles: "Permissions", factor: "Authenticator", factorOn: "set up", factorOff: "not set up",
      renewCodes: "New recovery codes", renewTitle: "New recovery codes", renewSays: "The old ones stop working. Type a code of the authenticator.", renew: "Renew", sessions: "My sessions",
      sessionsSays: "End any that you do not know, and change your password.", current: "this one", unknownDevice: "Unknown device", end: "End", endTitle: "End this session?", endText: "The session on {where} ends at once.",
      ended: "Ended", everywhere: "Sign out everywhere", everywhereTitle: "Sign out everywhere?", everywhereText: "All sessions end at once, this one too.",
      signedIn: "Signed in {at}", seen: "last used {at}", address: "from {address}", can: "What I may do", renewed: "Your new recovery codes",
    },
  },
};

export default locale;
