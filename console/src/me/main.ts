import "./old-phones";
import { createApp } from "vue";
import { keepScreenOn } from "@/gate/shift/wake-lock";
import { i18n } from "@/parts/i18n";
import "@/parts/styles.css";
import App from "./App.vue";
import { addMeTexts } from "./locale";
import "./look/me.css";
import { sendWhatWaits } from "./own/declaring";
import { beginSession, refresh } from "./own/session";
import { router } from "./router";
import { watchInstall, watchUpdates } from "./updates";

addMeTexts();
watchInstall();

async function start(): Promise<void> {
  // Before the first screen: which one it is depends on what is kept.
  await beginSession(sendWhatWaits);
  createApp(App).use(i18n).use(router).mount("#app");
  keepScreenOn();
  await Promise.all([refresh(), watchUpdates()]);
}
void start();
