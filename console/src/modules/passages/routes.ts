import { Notebook } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "passages",
  locale: () => import("./locale"),
  pages: [
    page("/passages", () => import("./PassageListPage.vue"), {
      title: { zh: "通行台账", en: "Ledger of passages" },
      needs: "passage_read",
      list: "/passages",
      nav: { group: "gate", icon: Notebook, order: 10 },
      uses: ["gates", "people"],
    }),
    page("/passages/:id", () => import("./PassagePage.vue"), {
      title: { zh: "通行记录", en: "Passage" },
      needs: "passage_read",
      parent: "/passages",
      uses: ["people"],
    }),
  ],
});
