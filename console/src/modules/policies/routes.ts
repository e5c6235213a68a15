import { Collection, Notebook, Present } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "policies",
  locale: () => import("./locale"),
  pages: [
    page("/policies", () => import("./PolicyListPage.vue"), {
      title: { zh: "政策库", en: "Policies" },
      needs: "policy_read",
      list: "/policies",
      nav: { group: "policies", icon: Notebook, order: 10 },
    }),
    page("/policies/search", () => import("./SearchPage.vue"), { title: { zh: "检索政策", en: "Search policies" }, needs: "policy_read", parent: "/policies" }),
    page("/policies/new", () => import("./PolicyFormPage.vue"), { title: { zh: "录入政策", en: "Enter a policy" }, needs: "policy_write", parent: "/policies" }),
    page("/policies/:id", () => import("./PolicyPage.vue"), { title: { zh: "政策", en: "Policy" }, needs: "policy_read", parent: "/policies", uses: ["enterprises"] }),
    page("/policies/:id/change", () => import("./PolicyFormPage.vue"), { title: { zh: "修改政策", en: "Change a policy" }, needs: "policy_write", parent: "/policies" }),
    page("/policies/:id/conditions", () => import("./ConditionsPage.vue"), {
      title: { zh: "申领条件", en: "Who may claim it" },
      needs: "policy_write",
      parent: "/policies",
      uses: ["enterprises", "organizations"],
    }),
    page("/policies/:id/enterprises", () => import("./EnterprisesForPolicyPage.vue"), {
      title: { zh: "适用企业", en: "Enterprises for a policy" },
      needs: ["policy_read", "enterprise_read"],
      list: "/policies/{id}/enterprises",
      parent: "/policies",
      uses: ["enterprises"],
    }),
    page("/enterprises/:id/policies", () => import("./PoliciesForEnterprisePage.vue"), {
      title: { zh: "适用政策", en: "Policies for an enterprise" },
      needs: ["policy_read", "enterprise_read"],
      parent: "/enterprises",
      uses: ["enterprises", "organizations"],
    }),
    page("/compendia", () => import("./CompendiumListPage.vue"), {
      title: { zh: "政策汇编", en: "Compendia" },
      needs: "policy_read",
      list: "/compendia",
      nav: { group: "policies", icon: Collection, order: 12 },
    }),
    page("/compendia/new", () => import("./CompendiumDraftPage.vue"), { title: { zh: "编制汇编", en: "Make a compendium" }, needs: "policy_write", parent: "/compendia" }),
    page("/compendia/:id", () => import("./CompendiumPage.vue"), { title: { zh: "汇编", en: "Compendium" }, needs: "policy_read", parent: "/compendia" }),
    page("/handouts", () => import("./HandoutListPage.vue"), {
      title: { zh: "政策发放", en: "Hand-outs" },
      needs: "policy_read",
      list: "/handouts",
      nav: { group: "policies", icon: Present, order: 14 },
    }),
  ],
});
