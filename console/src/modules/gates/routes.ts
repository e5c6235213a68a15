import { Place } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "gates",
  locale: () => import("./locale"),
  pages: [
    page("/gates", () => import("./GateListPage.vue"), {
      title: { zh: "通道", en: "Gates" },
      needs: "gate_read",
      list: "/gates",
      nav: { group: "gate", icon: Place, order: 50 },
    }),
    page("/gates/:id", () => import("./GatePage.vue"), {
      title: { zh: "通道", en: "Gate" },
      needs: "gate_read",
      parent: "/gates",
      uses: ["devices"],
    }),
  ],
});
