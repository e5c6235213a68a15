import { User } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "people",
  locale: () => import("./locale"),
  pages: [
    page("/people", () => import("./PersonListPage.vue"), {
      title: { zh: "人员", en: "People" },
      needs: "person_read",
      list: "/people",
      nav: { group: "register", icon: User, order: 40 },
      uses: ["passes", "declarations"],
    }),
    page("/organizations/:id/roster", () => import("./RosterPage.vue"), {
      title: { zh: "花名册", en: "Roster" },
      needs: "person_read",
      list: "/organizations/{id}/roster",
      parent: "/people",
      uses: ["passes", "declarations"],
    }),
    page("/people/:id", () => import("./PersonPage.vue"), {
      title: { zh: "人员档案", en: "File of a person" },
      needs: "person_read",
      list: "/people/{id}/passages",
      parent: "/people",
      uses: ["declarations", "passes", "passages"],
    }),
    page("/people/:id/merge", () => import("./MergePage.vue"), {
      title: { zh: "合并档案", en: "Merge files" },
      needs: "person_merge",
      parent: "/people",
    }),
  ],
});
