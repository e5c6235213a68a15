import { OfficeBuilding } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "enterprises",
  locale: () => import("./locale"),
  pages: [
    page("/enterprises", () => import("./EnterpriseListPage.vue"), {
      title: { zh: "企业", en: "Enterprises" },
      needs: "enterprise_read",
      list: "/enterprises",
      uses: ["organizations"],
      nav: { group: "register", icon: OfficeBuilding, order: 20 },
    }),
    page("/enterprises/:id", () => import("./EnterprisePage.vue"), {
      title: { zh: "企业", en: "Enterprise" },
      needs: "enterprise_read",
      parent: "/enterprises",
      uses: ["organizations", "sites"],
    }),
  ],
});
