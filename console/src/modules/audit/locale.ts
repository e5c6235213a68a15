import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "审计日志", says: "谁在什么时候对什么做了什么。每条记录与前一条的散列相连，改动或删除都会被发现；至少保存六个月。",
    at: "时间", actor: "操作者", actorKind: "操作者类别", action: "操作", subject: "对象", subjectKind: "对象类别", outcome: "结果", remote: "来源地址", division: "区划",
    organization: "单位", record: "记录号", device: "设备", account: "账号", detail: "详情", noDetail: "没有更多内容", one: "审计记录", chain: "散列链", chainText: "第 {chain} 链第 {number} 条",
    chainHint: "在服务器上运行 tongzhou audit verify 可核对整条链。", sameActor: "同一操作者的记录", sameSubject: "同一对象的记录", subjectId: "对象编号",
    outcomes: { done: "成功", refused: "被拒绝", failed: "失败" },
    kinds: { anonymous: "未登录", account: "账号", api_token: "接口令牌", device: "设备", system: "系统" },
    subjects: {
      account: "账号", accounts: "账号", session: "登录", role: "角色", roles: "角色", token: "令牌", tokens: "令牌", organizations: "组织", organization: "组织", enterprises: "企业", sites: "厂区", people: "人员", person: "人员",
      declarations: "健康申报", passes: "通行证", passages: "通行", passage: "通行", gates: "通道", devices: "设备", "fever-incidents": "发热事件", rules: "规则", imports: "导入", jobs: "后台任务",
      "faulty-passages": "无法识别的记录", audit_chain: "审计链", destruction: "销毁", key: "密钥", "import-kinds": "导入",
    },
    actions: {
      sign_in: "登录", sign_out: "退出登录", sign_out_everywhere: "在所有设备上退出登录", session_end: "结束一处登录", account_lock: "账号锁定", link_redeem: "用一次性链接设置密码",
      password_change: "更改密码", password_reset: "生成重置密码链接", second_factor_reset: "解除验证器", totp_enrol: "开始绑定验证器", totp_confirm: "绑定验证器", recovery_codes_renew: "更换恢复码",
      account_create: "新建账号", account_change: "更改账号", account_disable: "停用账号", account_enable: "启用账号", account_unlock: "解锁账号", account_sign_out: "结束账号的所有登录", account_edit: "更改账号",
      role_create: "新建角色", role_change: "更改角色", role_delete: "删除角色", token_create: "生成接口令牌", token_revoke: "吊销令牌", person_unmask: "查看未脱敏资料", person_change: "修改人员资料",
      person_erase: "销毁个人信息", declaration_unmask: "查看健康申报内容", visitor_unmask: "查看访客填写内容", faulty_passage_unmask: "查看无法识别的记录", passage_record: "登记通行", passage_review: "复核通行",
      health_destroy: "到期销毁健康信息", device_enrol: "绑定设备", export_refused_rows: "下载未导入的行", audit_prune: "清理到期的审计记录", keys_rotate: "更换密钥", init: "初始化", demo_city: "建立演示城市",
    },
    exported: "导出{list}",
  },
  en: {
    title: "Audit log", says: "Who did what to what, and when. Each record is chained to the one before by its hash, so changes and deletions are found; kept at least six months.",
    at: "When", actor: "Who", actorKind: "Kind of actor", action: "Deed", subject: "Subject", subjectKind: "Kind of subject", outcome: "Outcome", remote: "Address", division: "Division",
    organization: "Organisation", record: "Record", device: "Device", account: "Account", detail: "Detail", noDetail: "Nothing more", one: "Audit record", chain: "Hash chain", chainText: "chain {chain}, number {number}",
    chainHint: "tongzhou audit verify on the server checks the whole chain.", sameActor: "Records of the same actor", sameSubject: "Records of the same subject", subjectId: "Id of the subject",
    outcomes: { done: "done", refused: "refused", failed: "failed" },
    kinds: { anonymous: "not signed in", account: "account", api_token: "API token", device: "device", system: "system" },
    subjects: {
      account: "account", accounts: "accounts", session: "session", role: "role", roles: "roles", token: "token", tokens: "tokens", organizations: "organisations", organization: "organisation", enterprises: "enterprises", sites: "sites", people: "people", person: "person",
      declarations: "declarations", passes: "passes", passages: "passages", passage: "passage", gates: "gates", devices: "devices", "fever-incidents": "fever incidents", rules: "rules", imports: "imports", jobs: "jobs",
      "faulty-passages": "unreadable records", audit_chain: "audit chain", destruction: "destruction", key: "key", "import-kinds": "imports",
    },
    actions: {
      sign_in: "Sign in", sign_out: "Sign out", sign_out_everywhere: "Sign out everywhere", session_end: "End a session", account_lock: "Account locked", link_redeem: "Set a password by a one-time link",
      password_change: "Change password", password_reset: "Make a password reset link", second_factor_reset: "Remove the authenticator", totp_enrol: "Begin to set up an authenticator", totp_confirm: "Set up the authenticator", recovery_codes_renew: "Renew recovery codes",
      account_create: "Create an account", account_change: "Change an account", account_disable: "Disable an account", account_enable: "Enable an account", account_unlock: "Unlock an account", account_sign_out: "End all sessions of an account", account_edit: "Change an account",
      role_create: "Create a role", role_change: "Change a role", role_delete: "Delete a role", token_create: "Make an API token", token_revoke: "Revoke a token", person_unmask: "See personal data in the clear", person_change: "Change a person's file",
      person_erase: "Erase personal data", declaration_unmask: "See what was declared", visitor_unmask: "See a visitor's answers", faulty_passage_unmask: "See an unreadable record", passage_record: "Record a passage", passage_review: "Review a passage",
      health_destroy: "Destroy health data at its end", device_enrol: "Enrol a device", export_refused_rows: "Download refused rows", audit_prune: "Drop old audit records", keys_rotate: "Rotate keys", init: "Initialise", demo_city: "Make the demo city",
    },
    exported: "Export {list}",
  },
} satisfies Locale;
