import { createRouter, createWebHistory, START_LOCATION, type RouteLocationNormalized, type RouteLocationRaw } from "vue-router";
import { inLanguage } from "@/parts/language";
import { useSession } from "@/parts/session";
import { loadTexts, navigation, pagesOfModules } from "./modules";
import { page } from "./module";
import { takeLinkFrom } from "./links";

const open = { open: true, bare: true };

export const router = createRouter({
  history: createWebHistory("/console/"),
  routes: [
    { path: "/", component: () => import("./HomePage.vue"), meta: { title: { zh: "首页", en: "Home" } } },
    { path: "/sign-in", component: () => import("./SignInPage.vue"), meta: { ...open, title: { zh: "登录", en: "Sign in" } } },
    { path: "/link", component: () => import("./LinkPage.vue"), meta: { ...open, title: { zh: "设置密码", en: "Set a password" } } },
    {
      path: "/welcome",
      component: () => import("./WelcomePage.vue"),
      meta: { ...open, title: { zh: "初次设置", en: "First set-up" } },
    },
    page("/me", () => import("./MyAccountPage.vue"), { title: { zh: "我的账号", en: "My account" } }),
    ...pagesOfModules.map((route) => ({ ...route, props: true })),
    { path: "/:all(.*)*", component: () => import("./NotFoundPage.vue"), meta: { title: { zh: "没有这个页面", en: "No such page" } } },
  ] as never,
  // A console that has just been loaded stands at its top; saying so would lay it out twice.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path || from === START_LOCATION ? false : { top: 0 }),
});

/** The first page of the navigation that the user may see. */
export function firstPage(): string {
  const session = useSession();
  const entry = navigation.flatMap((group) => group.pages).find((candidate) => session.may(candidate.needs));
  return entry?.path ?? "/me";
}

/** Where somebody wanted to go before he had to sign in: a path of this console, nothing else. */
export function returnAddress(route: RouteLocationNormalized): string {
  const wanted = route.query.return;
  return typeof wanted === "string" && wanted.startsWith("/") && !wanted.startsWith("//") ? wanted : "/";
}

/** What stands between this user and a page: signing in, or a step after it. */
async function standsBetween(to: RouteLocationNormalized): Promise<RouteLocationRaw | undefined> {
  const session = useSession();
  if (!session.who) await session.recall();
  const back = to.fullPath === "/" ? {} : { return: to.fullPath };
  if (!session.who) return { path: "/sign-in", query: back };
  if (session.who.step === "enrol_totp" || session.who.step === "change_password") return { path: "/sign-in", query: back };
  return undefined;
}

/** Begins to load all of a page at once. What fails is told by whoever waits for it. */
function beginLoading(to: RouteLocationNormalized): Promise<void> {
  to.meta.begin?.(to.query);
  for (const { components } of to.matched)
    for (const component of Object.values(components ?? {}))
      if (typeof component === "function") void (component as () => Promise<unknown>)().catch(() => undefined);
  const texts = loadTexts([...(to.meta.module ? [to.meta.module] : []), ...(to.meta.uses ?? [])]);
  texts.catch(() => undefined);
  return texts;
}

router.beforeEach(async (to, from) => {
  // A one-time link holds its token behind '#': it is taken out of the address before anything else happens.
  if (takeLinkFrom(to.hash)) return { path: "/link", replace: true };
  if (to.meta.open) return true;
  // Within a page only its query changes.
  const texts = to.path === from.path ? undefined : beginLoading(to);
  const obstacle = await standsBetween(to);
  if (obstacle) return obstacle;
  if (to.path === "/") {
    const first = firstPage();
    if (first !== "/me") return { path: first, replace: true };
  }
  await texts;
  return true;
});

router.afterEach((to) => {
  document.title = to.meta.title ? `${inLanguage(to.meta.title)} · 同舟` : "同舟 Tongzhou";
});
