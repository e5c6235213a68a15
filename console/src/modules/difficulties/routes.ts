import { Opportunity } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "difficulties",
  locale: () => import("./locale"),
  pages: [
    page("/difficulties", () => import("./DifficultyListPage.vue"), {
      title: { zh: "企业难题", en: "Difficulties" },
      needs: "difficulty_read",
      list: "/difficulties",
      nav: { group: "resumption", icon: Opportunity, order: 80 },
    }),
    page("/difficulties/board", () => import("./BoardPage.vue"), {
      title: { zh: "难题看板", en: "Board of difficulties" },
      needs: "difficulty_read",
      parent: "/difficulties",
    }),
    page("/difficulties/alike", () => import("./GroupsPage.vue"), {
      title: { zh: "相似难题", en: "Difficulties alike" },
      needs: "difficulty_read",
      parent: "/difficulties",
    }),
    page("/difficulties/statistics", () => import("./StatisticsPage.vue"), {
      title: { zh: "难题统计", en: "Difficulties in numbers" },
      needs: "difficulty_read",
      parent: "/difficulties",
    }),
    page("/difficulties/departments", () => import("./DepartmentsPage.vue"), {
      title: { zh: "各类难题的责任部门", en: "Departments by kind" },
      needs: "difficulty_read",
      parent: "/difficulties",
    }),
    page("/difficulties/:id", () => import("./DifficultyPage.vue"), {
      title: { zh: "企业难题", en: "Difficulty" },
      needs: "difficulty_read",
      parent: "/difficulties",
    }),
  ],
});
