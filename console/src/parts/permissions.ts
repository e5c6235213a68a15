// What the permissions are called, in the order and groups in which they are given.
import type { Permission } from "@/api";
import { inLanguage, type Bilingual } from "./language";

export const permissionGroups: { name: Bilingual; permissions: [Permission, Bilingual][] }[] = [
  {
    name: { zh: "名录", en: "Register" },
    permissions: [
      ["organization_read", { zh: "查看组织", en: "See organisations" }],
      ["organization_write", { zh: "修改组织", en: "Change organisations" }],
      ["enterprise_read", { zh: "查看企业", en: "See enterprises" }],
      ["enterprise_write", { zh: "修改企业", en: "Change enterprises" }],
      ["site_read", { zh: "查看厂区", en: "See sites" }],
      ["site_write", { zh: "修改厂区", en: "Change sites" }],
      ["import_run", { zh: "导入表格", en: "Import spreadsheets" }],
      ["export_run", { zh: "导出表格", en: "Export lists" }],
    ],
  },
  {
    name: { zh: "人员与健康", en: "People and health" },
    permissions: [
      ["person_read", { zh: "查看人员（脱敏）", en: "See people, masked" }],
      ["person_write", { zh: "建档与修改人员", en: "Enter and change people" }],
      ["person_unmask", { zh: "查看未脱敏资料", en: "See personal data in the clear" }],
      ["person_merge", { zh: "合并与销毁档案", en: "Merge and erase files" }],
      ["health_read", { zh: "查看健康申报", en: "See health declarations" }],
      ["health_write", { zh: "代为健康申报", en: "Declare health for others" }],
      ["pass_read", { zh: "查看通行证", en: "See passes" }],
      ["pass_write", { zh: "吊销通行证", en: "Revoke passes" }],
    ],
  },
  {
    name: { zh: "门岗", en: "Gates" },
    permissions: [
      ["gate_read", { zh: "查看通道与设备", en: "See gates and devices" }],
      ["gate_write", { zh: "管理通道", en: "Manage gates" }],
      ["device_write", { zh: "绑定与吊销设备", en: "Enrol and revoke devices" }],
      ["gate_sync", { zh: "同步离线名单", en: "Fetch the roster for offline use" }],
      ["passage_read", { zh: "查看通行记录", en: "See passages" }],
      ["passage_record", { zh: "登记通行", en: "Record passages" }],
      ["passage_review", { zh: "复核通行", en: "Review passages" }],
      ["incident_read", { zh: "查看发热事件", en: "See fever incidents" }],
      ["incident_write", { zh: "处置发热事件", en: "Handle fever incidents" }],
      ["queue_plan", { zh: "排队测算", en: "Plan the queue" }],
    ],
  },
  {
    name: { zh: "指挥", en: "Command" },
    permissions: [
      ["dashboard_read", { zh: "查看全市一览", en: "See the city at a glance" }],
      ["rule_read", { zh: "查看规则", en: "See rules" }],
      ["rule_write", { zh: "制定规则", en: "Make rules" }],
    ],
  },
  {
    name: { zh: "政策与热线", en: "Policies and hotline" },
    permissions: [
      ["policy_read", { zh: "查看政策", en: "See policies" }],
      ["policy_write", { zh: "维护政策库", en: "Keep the library of policies" }],
      ["handout_write", { zh: "登记政策发放", en: "Record hand-outs" }],
      ["call_answer", { zh: "接听来电", en: "Answer calls" }],
      ["ticket_read", { zh: "查看工单", en: "See tickets" }],
      ["ticket_handle", { zh: "办理工单", en: "Handle tickets" }],
      ["ticket_supervise", { zh: "派单与督办", en: "Dispatch and supervise tickets" }],
      ["knowledge_write", { zh: "维护知识库", en: "Keep the knowledge base" }],
      ["message_read", { zh: "查看消息", en: "See messages" }],
      ["message_write", { zh: "群发消息", en: "Send broadcasts" }],
      ["channel_write", { zh: "管理消息渠道", en: "Manage channels" }],
    ],
  },
  {
    name: { zh: "复工与帮扶", en: "Resumption and support" },
    permissions: [
      ["filing_read", { zh: "查看复工申报", en: "See filings" }],
      ["filing_write", { zh: "提交复工申报", en: "File for resumption" }],
      ["filing_review", { zh: "审核复工申报", en: "Review filings" }],
      ["squad_read", { zh: "查看先锋队", en: "See squads" }],
      ["squad_write", { zh: "组队与分配", en: "Form and assign squads" }],
      ["visit_write", { zh: "登记走访", en: "Record visits" }],
      ["difficulty_read", { zh: "查看难题", en: "See difficulties" }],
      ["difficulty_write", { zh: "提出难题", en: "Raise difficulties" }],
      ["difficulty_handle", { zh: "解决难题", en: "Solve difficulties" }],
    ],
  },
  {
    name: { zh: "系统", en: "System" },
    permissions: [
      ["account_read", { zh: "查看账号", en: "See accounts" }],
      ["account_write", { zh: "管理账号", en: "Manage accounts" }],
      ["role_write", { zh: "管理角色", en: "Manage roles" }],
      ["token_write", { zh: "管理接口令牌", en: "Manage API tokens" }],
      ["audit_read", { zh: "查看审计日志", en: "Read the audit log" }],
      ["system_read", { zh: "查看系统状态", en: "See the state of the system" }],
      ["system_write", { zh: "修改系统", en: "Change the system" }],
      ["job_read", { zh: "查看后台任务", en: "See jobs" }],
    ],
  },
];

const names = new Map<string, Bilingual>(permissionGroups.flatMap((group) => group.permissions));

export const permissionName = (permission: string): string => {
  const name = names.get(permission);
  return name ? inLanguage(name) : permission;
};
