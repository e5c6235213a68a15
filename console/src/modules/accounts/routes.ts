import { Avatar, Connection, Key } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "accounts",
  locale: () => import("./locale"),
  pages: [
    page("/accounts", () => import("./AccountListPage.vue"), {
      title: { zh: "账号", en: "Accounts" },
      needs: "account_read",
      list: "/accounts",
      nav: { group: "system", icon: Avatar, order: 20 },
    }),
    page("/accounts/:id", () => import("./AccountPage.vue"), {
      title: { zh: "账号", en: "Account" },
      needs: "account_read",
      parent: "/accounts",
    }),
    page("/roles", () => import("./RolesPage.vue"), {
      title: { zh: "角色", en: "Roles" },
      needs: "account_read",
      nav: { group: "system", icon: Key, order: 30 },
    }),
    page("/tokens", () => import("./TokenListPage.vue"), {
      title: { zh: "接口令牌", en: "API tokens" },
      needs: "token_write",
      list: "/tokens",
      nav: { group: "system", icon: Connection, order: 40 },
    }),
  ],
});
