import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "后台任务", says: "程序自己按时做的事：锚定审计日志、销毁到期的健康信息等。失败的会自动重试。", refresh: "刷新",
    job: "任务", schedule: "时间", state: "状态", last: "上次运行", next: "下次运行", took: "用时 {took}", never: "尚未运行", run: "立即运行", runOf: "立即运行：{name}",
    running: "运行中", done: "正常", failed: "失败 {n} 次", waiting: "待运行", error: "上次出错", requested: "已安排运行，片刻后开始", startedAt: "{at} 开始", soon: "即将运行",
    runTitle: "立即运行“{name}”？", runText: "任务在后台运行，不影响其他人使用；之后仍按原定时间运行。", empty: "没有可看的任务", emptyHint: "后台任务属于整个系统，只有管辖全部区域的账号能看到。",
  },
  en: {
    title: "Jobs", says: "What the program does by itself and when: anchoring the audit log, destroying health data that is due. What fails is tried again.", refresh: "Reload",
    job: "Job", schedule: "When", state: "State", last: "Last run", next: "Next run", took: "took {took}", never: "Not yet", run: "Run now", runOf: "Run now: {name}",
    running: "Running", done: "Fine", failed: "Failed {n} times", waiting: "Waiting", error: "Last error", requested: "It will begin in a moment", startedAt: "began {at}", soon: "in a moment",
    runTitle: "Run “{name}” now?", runText: "It runs in the background and holds nobody up; afterwards it keeps its times.", empty: "No jobs to see", emptyHint: "Jobs are the installation's: accounts that see everything see them.",
  },
} satisfies Locale;
