import { Upload } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "imports",
  locale: () => import("./locale"),
  pages: [
    page("/imports", () => import("./ImportListPage.vue"), {
      title: { zh: "导入", en: "Imports" },
      needs: "import_run",
      list: "/imports",
      nav: { group: "register", icon: Upload, order: 90 },
    }),
    page("/imports/new", () => import("./NewImportPage.vue"), {
      title: { zh: "新的导入", en: "New import" },
      needs: "import_run",
      parent: "/imports",
    }),
    page("/imports/:id", () => import("./ImportPage.vue"), {
      title: { zh: "导入结果", en: "Import" },
      needs: "import_run",
      list: "/imports/{id}/rows",
      parent: "/imports",
    }),
  ],
});
