import { Timer } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "jobs",
  locale: () => import("./locale"),
  pages: [
    page("/jobs", () => import("./JobsPage.vue"), {
      title: { zh: "后台任务", en: "Jobs" },
      needs: "job_read",
      nav: { group: "system", icon: Timer, order: 60 },
    }),
  ],
});
