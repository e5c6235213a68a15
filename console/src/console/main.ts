import "element-plus/theme-chalk/base.css";
import "@/parts/styles.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { onSignedOut } from "@/api";
import { addTexts, i18n } from "@/parts/i18n";
import { failed } from "@/parts/notices";
import { useSession } from "@/parts/session";
import App from "./App.vue";
import locale from "./locale";
import { loadElementTexts } from "./elementTexts";
import { router } from "./router";

const app = createApp(App);
app.use(createPinia());
app.use(i18n);
router.beforeResolve(async (to) => {
  if (!to.meta.light) await loadElementTexts(app);
});
app.use(router);

addTexts("console", locale);

onSignedOut((problem) => {
  if (problem.isSessionOver) useSession().lapse();
});
// What nobody has caught is told to the user, and stays in the browser's console for who looks into it.
app.config.errorHandler = (failure) => {
  reportError(failure);
  failed(failure);
};

app.mount("#app");
