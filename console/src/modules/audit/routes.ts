import { Notebook } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "audit",
  locale: () => import("./locale"),
  pages: [
    page("/audit", () => import("./AuditPage.vue"), {
      title: { zh: "审计日志", en: "Audit log" },
      needs: "audit_read",
      list: "/audit",
      nav: { group: "system", icon: Notebook, order: 50 },
    }),
  ],
});
