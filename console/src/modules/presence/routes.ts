import { Avatar } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "presence",
  locale: () => import("./locale"),
  pages: [
    {
      ...page("/presence", () => import("./PresencePage.vue"), {
        title: { zh: "在厂人员", en: "People inside" },
        needs: "passage_read",
        list: "/presence",
        nav: { group: "gate", icon: Avatar, order: 20 },
      }),
      // The list is of sites; whoever asks for one means the people inside it.
      beforeEnter: (to) => (typeof to.query.site === "string" ? `/sites/${encodeURIComponent(to.query.site)}/presence` : true),
    },
    page("/sites/:id/presence", () => import("./PeopleInsidePage.vue"), {
      title: { zh: "厂区在厂人员", en: "People inside a site" },
      needs: "passage_read",
      list: "/sites/{id}/presence",
      parent: "/presence",
    }),
  ],
});
