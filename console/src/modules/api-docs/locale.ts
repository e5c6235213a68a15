import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "接口文档", says: "版本 {version}，{n} 个接口。由程序自己生成，与运行中的版本一致。读取类接口可在此试用，以您的权限返回真实数据。",
    file: "下载 openapi.json", fileName: "openapi.json", needs: "需要的权限：{permission}", tokens: "接口令牌", filter: "按分类筛选", value: "取值", response: "响应", loading: "正在载入文档…",
    tags: {
      accounts: "账号", audit: "审计日志", dashboard: "总览", declarations: "健康申报", devices: "设备", divisions: "行政区划", enterprises: "企业", events: "实时事件",
      "faulty-passages": "异常通行记录", "fever-incidents": "发热事件", "gate-sync": "门岗同步", gates: "通道", healthz: "存活检查", "import-kinds": "可导入的种类", imports: "导入",
      jobs: "后台任务", links: "一次性链接", metrics: "监控指标", "openapi.json": "接口描述", organizations: "组织", "pass-keys": "通行证验证公钥", passages: "通行记录", passes: "健康通行证",
      people: "人员", presence: "在厂人员", readyz: "就绪检查", roles: "角色", rules: "规则", session: "登录", sessions: "登录会话", sites: "厂区", tokens: "接口令牌",
    },
  },
  en: {
    title: "API documentation", says: "Version {version}, {n} calls. The program makes it, so it is that of the running version. Reads can be tried here: they answer with real data, within your permissions.",
    file: "Download openapi.json", fileName: "openapi.json", needs: "Permission: {permission}", tokens: "API tokens", filter: "Filter by tag", value: "Value", response: "Response", loading: "Loading the documentation…",
    tags: {
      "faulty-passages": "records that no device could say as a passage", "gate-sync": "what gates decide by without a network", links: "one-time links", "pass-keys": "public keys of passes",
      presence: "people inside", readyz: "ready to serve", healthz: "alive", session: "signing in", divisions: "GB/T 2260",
    },
  },
} satisfies Locale;
