import { DocumentDelete } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "faulty",
  locale: () => import("./locale"),
  pages: [
    page("/faulty-passages", () => import("./FaultyListPage.vue"), {
      title: { zh: "异常记录", en: "Faulty records" },
      needs: "passage_review",
      list: "/faulty-passages",
      nav: { group: "gate", icon: DocumentDelete, order: 40 },
      uses: ["people", "passages", "gates"],
    }),
  ],
});
