import { Postcard } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "passes",
  locale: () => import("./locale"),
  pages: [
    page("/passes", () => import("./PassListPage.vue"), {
      title: { zh: "健康通行证", en: "Health passes" },
      needs: "pass_read",
      list: "/passes",
      nav: { group: "register", icon: Postcard, order: 60 },
      uses: ["people"],
    }),
    page("/passes/:id", () => import("./PassPage.vue"), {
      title: { zh: "健康通行证", en: "Health pass" },
      needs: "pass_read",
      parent: "/passes",
      uses: ["people"],
    }),
  ],
});
