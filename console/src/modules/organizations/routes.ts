import { Share } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

const tree = "/organizations/tree";
const title = { zh: "组织", en: "Organisations" };

export default defineModule({
  name: "organizations",
  locale: () => import("./locale"),
  pages: [
    page(tree, () => import("./OrganizationTreePage.vue"), {
      title,
      needs: "organization_read",
      nav: { group: "register", icon: Share, order: 10 },
    }),
    page("/organizations", () => import("./OrganizationListPage.vue"), {
      title,
      needs: "organization_read",
      list: "/organizations",
      parent: tree,
    }),
    page("/organizations/:id", () => import("./OrganizationPage.vue"), {
      title: { zh: "组织", en: "Organisation" },
      needs: "organization_read",
      parent: tree,
      uses: ["sites"],
    }),
  ],
});
