import "@/me/old-phones";
import { createApp } from "vue";
import "@/parts/styles.css";
import "@/me/look/me.css";
import App from "./App.vue";

createApp(App).mount("#app");
