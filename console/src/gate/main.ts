import { createApp } from "vue";
import { i18n } from "@/parts/i18n";
import App from "./App.vue";
import "./look/gate.css";
import { addGateTexts } from "./locale";
import { router } from "./router";
import { beginSession } from "./shift/session";
import { unlockSound } from "./shift/signals";
import { keepScreenOn } from "./shift/wake-lock";
import { watchUpdates } from "./updates";

addGateTexts();
addEventListener("pointerdown", unlockSound);
addEventListener("keydown", unlockSound);
// Before the first screen: which one it is depends on what is kept.
await beginSession();
createApp(App).use(i18n).use(router).mount("#app");
keepScreenOn();
await watchUpdates();
