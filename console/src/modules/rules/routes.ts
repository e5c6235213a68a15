import { Memo } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "rules",
  locale: () => import("./locale"),
  pages: [
    page("/rules", () => import("./RulesPage.vue"), {
      title: { zh: "现行规则", en: "Rules in force" },
      needs: "rule_read",
      uses: ["organizations"],
      nav: { group: "system", icon: Memo, order: 10 },
    }),
    page("/rules/:kind", () => import("./RulePage.vue"), {
      title: { zh: "规则沿革", en: "History of a rule" },
      needs: "rule_read",
      uses: ["organizations"],
      parent: "/rules",
    }),
  ],
});
