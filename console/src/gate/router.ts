import { createRouter, createWebHistory } from "vue-router";
import DocumentScreen from "./screens/DocumentScreen.vue";
import EnrolScreen from "./screens/EnrolScreen.vue";
import HomeScreen from "./screens/HomeScreen.vue";
import RevokedScreen from "./screens/RevokedScreen.vue";
import RosterScreen from "./screens/RosterScreen.vue";
import SettingsScreen from "./screens/SettingsScreen.vue";
import TemperatureScreen from "./screens/TemperatureScreen.vue";
import TodayScreen from "./screens/TodayScreen.vue";
import VerdictScreen from "./screens/VerdictScreen.vue";
import VisitorScreen from "./screens/VisitorScreen.vue";
import { takeLink } from "./shift/enrolment-link";
import { hand } from "./shift/hand";
import { shift } from "./shift/state";

// All of them in one file: what is installed works, and nothing is left to be fetched in the rain.
export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: "/", name: "home", component: HomeScreen },
    { path: "/temperature", name: "temperature", component: TemperatureScreen },
    { path: "/verdict", name: "verdict", component: VerdictScreen },
    { path: "/document", name: "document", component: DocumentScreen },
    { path: "/roster", name: "roster", component: RosterScreen },
    { path: "/visitor", name: "visitor", component: VisitorScreen },
    { path: "/today", name: "today", component: TodayScreen },
    { path: "/settings", name: "settings", component: SettingsScreen },
    { path: "/enrol", name: "enrol", component: EnrolScreen },
    { path: "/revoked", name: "revoked", component: RevokedScreen },
    { path: "/:elsewhere(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  if (takeLink(to.hash)) return { name: "enrol", hash: "", replace: true };
  if (!shift.enrolment) return to.name === "enrol" ? true : { name: "enrol", replace: true };
  // Whoever was being served when the token was revoked still gets a verdict.
  if (shift.enrolment.revokedAt !== undefined && to.name !== "verdict" && to.name !== "settings")
    return to.name === "revoked" ? true : { name: "revoked", replace: true };
  if (shift.enrolment.revokedAt === undefined && to.name === "revoked") return { name: "home", replace: true };
  if (to.name === "temperature" && !hand.draft) return { name: "home", replace: true };
  if (to.name === "verdict" && !hand.shown) return { name: "home", replace: true };
  return true;
});
