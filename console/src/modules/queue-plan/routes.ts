import { DataLine } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "queuePlan",
  locale: () => import("./locale"),
  pages: [
    page("/queue-plan", () => import("./QueuePlanPage.vue"), {
      title: { zh: "排队测算", en: "Queue planner" },
      needs: "queue_plan",
      nav: { group: "gate", icon: DataLine, order: 70 },
    }),
  ],
});
