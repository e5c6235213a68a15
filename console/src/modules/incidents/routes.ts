import { Warning } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "incidents",
  locale: () => import("./locale"),
  pages: [
    page("/fever-incidents", () => import("./BoardPage.vue"), {
      title: { zh: "发热事件", en: "Fever incidents" },
      needs: "incident_read",
      list: "/fever-incidents",
      nav: { group: "gate", icon: Warning, order: 30 },
      uses: ["passages"],
    }),
    page("/fever-incidents/table", () => import("./IncidentTablePage.vue"), {
      title: { zh: "发热事件（列表）", en: "Fever incidents as a list" },
      needs: "incident_read",
      parent: "/fever-incidents",
      uses: ["passages"],
    }),
    page("/fever-incidents/:id", () => import("./IncidentPage.vue"), {
      title: { zh: "发热事件", en: "Fever incident" },
      needs: "incident_read",
      parent: "/fever-incidents",
      uses: ["passages", "people"],
    }),
  ],
});
