import { createRouter, createWebHistory } from "vue-router";
import { invitationIn } from "./own/invitation";
import { rememberInvitation } from "./own/session";
import { own } from "./own/state";
import DeclareScreen from "./screens/DeclareScreen.vue";
import MineScreen from "./screens/MineScreen.vue";
import PassagesScreen from "./screens/PassagesScreen.vue";
import PassScreen from "./screens/PassScreen.vue";
import SignInScreen from "./screens/SignInScreen.vue";
import UnfitScreen from "./screens/UnfitScreen.vue";

// All of them in one file: nothing is left to be fetched where there is no network.
export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: "/", name: "pass", component: PassScreen },
    { path: "/declare", name: "declare", component: DeclareScreen },
    { path: "/unfit", name: "unfit", component: UnfitScreen },
    { path: "/passages", name: "passages", component: PassagesScreen },
    { path: "/mine", name: "mine", component: MineScreen },
    { path: "/sign-in", name: "sign-in", component: SignInScreen },
    { path: "/:elsewhere(.*)*", redirect: "/" },
  ],
  scrollBehavior: () => ({ left: 0, top: 0 }),
});

router.beforeEach(async (to) => {
  const invitation = invitationIn(to.hash);
  if (invitation && own.storageFault === undefined) await rememberInvitation(invitation);
  // Whoever has signed in opens the link of the staff chat every morning: it leads to the pass.
  if (!own.session) return to.name === "sign-in" && !to.hash ? true : { name: "sign-in", replace: true };
  if (to.hash || to.name === "sign-in") return { name: "pass", replace: true };
  if (to.name === "unfit" && !own.result) return { name: "pass", replace: true };
  return true;
});
