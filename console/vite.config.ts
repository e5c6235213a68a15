import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import components from "unplugin-vue-components/vite";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import { defineConfig, type Plugin } from "vite";
import { configDefaults } from "vitest/config";
import { cityMaps } from "./plugins/cityMaps";
import { contentPolicy } from "./plugins/contentPolicy";
import { icons } from "./plugins/icons";
import { offlinePages } from "./plugins/offlinePages";
import { packed } from "./plugins/packed";
import { serviceWorker } from "./plugins/service-worker";

// Four apps of one source tree. Each is built by itself into dist/<app>, for each stands below a path of its own.
const entries = { console: "index.html", gate: "gate.html", me: "me.html", ask: "ask.html" };
type App = keyof typeof entries;
// Employers choose the screens of desks and gates; a worker's or a caller's own phone is whatever it is.
const ownPhones = ["chrome74", "safari13", "firefox68"];
const targets: Record<App, string[]> = { console: ["es2022"], gate: ["es2022"], me: ownPhones, ask: ownPhones };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Squads visit where there is no network.
const visits = {
  worker: here("src/modules/squads/offline/visits-worker.ts"),
  name: "visits-worker.js",
  pages: ["squads/MyVisitsPage.vue", "squads/VisitFormPage.vue", "squads/locale.ts"],
};

/** The program serves index.html for every path of an app. */
function namedIndex(entry: string): Plugin {
  return {
    name: "tongzhou:named-index",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = bundle[entry];
      if (page) page.fileName = "index.html";
    },
  };
}

/** In development every page comes from here and everything else from a running program. */
const program = process.env.TONGZHOU ?? "http://127.0.0.1:8080";

export default defineConfig(({ command }) => {
  const app = (process.env.APP ?? "console") as App;
  if (!(app in entries)) throw new Error(`APP is one of ${Object.keys(entries).join(", ")}`);
  return {
    base: command === "build" ? `/${app}/` : "/",
    publicDir: here(`public/${app === "ask" ? "console" : app}`),
    resolve: { alias: { "@": here("src") } },
    plugins: [
      vue(),
      // Element Plus by component: what no page uses is not shipped. Types come from element-plus/global.
      components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: "css" })] }),
      icons(),
      namedIndex(entries[app]),
      ...(app === "console" ? [cityMaps(), offlinePages(visits)] : []),
      ...(app === "console" || app === "ask" ? [] : [serviceWorker(here(`src/${app}/service-worker.ts`))]),
      contentPolicy({ wasm: app === "gate" }),
      packed(),
    ],
    // parts/messages.ts compiles texts instead; pages say t("…") by useI18n() and nothing else of vue-i18n.
    define: {
      // Neither the pages nor what they use of Element Plus has data(), methods or mixins.
      __VUE_OPTIONS_API__: false,
      __INTLIFY_DROP_MESSAGE_COMPILER__: true,
      __INTLIFY_PROD_DEVTOOLS__: false,
      __VUE_I18N_FULL_INSTALL__: false,
      __VUE_I18N_LEGACY_API__: false,
    },
    build: {
      outDir: here(`dist/${app}`),
      emptyOutDir: true,
      target: targets[app],
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: here(entries[app]) },
    },
    server: {
      proxy: {
        "^/(?!$|index\\.html|gate\\.html|me\\.html|ask\\.html|maps/|@|src/|node_modules/)": { target: program, changeOrigin: false },
      },
    },
    test: {
      environment: "jsdom",
      // A context for each file instead of a process: jsdom takes longer to start than most tests to run.
      pool: "vmThreads",
      include: ["src/**/*.test.ts"],
      exclude: [...configDefaults.exclude],
      setupFiles: [here("src/parts/test-setup.ts")],
      server: { deps: { inline: ["element-plus"] } },
      css: false,
      // Element Plus takes its time on a busy machine.
      testTimeout: 30_000,
    },
  };
});
