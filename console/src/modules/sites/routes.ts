import { MapLocation } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "sites",
  locale: () => import("./locale"),
  pages: [
    page("/sites", () => import("./SiteListPage.vue"), {
      title: { zh: "厂区", en: "Sites" },
      needs: "site_read",
      list: "/sites",
      uses: ["organizations"],
      nav: { group: "register", icon: MapLocation, order: 30 },
    }),
    page("/sites/:id", () => import("./SitePage.vue"), {
      title: { zh: "厂区", en: "Site" },
      needs: "site_read",
      parent: "/sites",
      uses: ["organizations"],
    }),
  ],
});
