import { Document } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "declarations",
  locale: () => import("./locale"),
  pages: [
    page("/declarations", () => import("./DeclarationListPage.vue"), {
      title: { zh: "健康申报", en: "Declarations" },
      needs: "health_read",
      list: "/declarations",
      nav: { group: "register", icon: Document, order: 50 },
    }),
    page("/declarations/:id", () => import("./DeclarationPage.vue"), {
      title: { zh: "健康申报", en: "Declaration" },
      needs: ["health_read", "person_unmask"],
      parent: "/declarations",
      uses: ["people"],
    }),
    page("/people/:id/declare", () => import("./DeclarePage.vue"), {
      title: { zh: "代为健康申报", en: "Declare health" },
      needs: "health_write",
      parent: "/people",
      uses: ["people", "passes"],
    }),
  ],
});
