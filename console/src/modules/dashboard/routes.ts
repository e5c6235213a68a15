import { Monitor, Odometer } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";
import DashboardPage from "./DashboardPage.vue";
import { beginBoard } from "./firstBoard";
import locale from "./locale";

export default defineModule({
  name: "dashboard",
  locale: () => Promise.resolve({ default: locale }),
  pages: [
    // The page that nearly everybody opens first: it does not come after the console, but with it.
    page("/dashboard", DashboardPage, {
      title: { zh: "全市一览", en: "At a glance" },
      needs: "dashboard_read",
      nav: { group: "command", icon: Odometer, order: 0 },
      begin: beginBoard,
      light: true,
    }),
    page("/dashboard/wall", () => import("./WallPage.vue"), {
      title: { zh: "指挥大屏", en: "Wall screen" },
      needs: "dashboard_read",
      nav: { group: "command", icon: Monitor, order: 10 },
      parent: "/dashboard",
      bare: true,
    }),
    page("/sites/:id/live", () => import("./SiteLivePage.vue"), {
      title: { zh: "厂区实况", en: "Site, live" },
      needs: "dashboard_read",
      parent: "/dashboard",
    }),
  ],
});
