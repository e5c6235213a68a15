import { Document } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "api-docs",
  locale: () => import("./locale"),
  pages: [
    page("/api-docs", () => import("./ApiDocsPage.vue"), {
      title: { zh: "接口文档", en: "API documentation" },
      nav: { group: "system", icon: Document, order: 90 },
    }),
  ],
});
