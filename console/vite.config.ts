import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import components from "unplugin-vue-components/vite";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import { defineConfig, type Plugin } from "vite";
import { configDefaults } from "vitest/config";
import { cityMaps } from "./plugins/cityMaps";
import { contentPolicy } from "./plugins/contentPolicy";
import { icons } from "./plugins/icons";
import { packed } from "./plugins/packed";
import { serviceWorker } from "./plugins/service-worker";

// Two apps of one source tree. Each is built by itself into dist/<app>, for each stands below a path of its own.
const entries = { console: "index.html", gate: "gate.html" };
type App = keyof typeof entries;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
    publicDir: here(`public/${app}`),
    resolve: { alias: { "@": here("src") } },
    plugins: [
      vue(),
      // Element Plus by component: what no page uses is not shipped. Types come from element-plus/global.
      components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: "css" })] }),
      icons(),
      namedIndex(entries[app]),
      ...(app === "console" ? [cityMaps()] : []),
      ...(app === "gate" ? [serviceWorker(here("src/gate/service-worker.ts"))] : []),
      contentPolicy(),
      packed(),
    ],
    // parts/messages.ts compiles texts instead.
    define: { __INTLIFY_DROP_MESSAGE_COMPILER__: true },
    build: {
      outDir: here(`dist/${app}`),
      emptyOutDir: true,
      target: "es2022",
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: here(entries[app]) },
    },
    server: {
      proxy: {
        "^/(?!$|index\\.html|gate\\.html|me\\.html|maps/|@|src/|node_modules/)": { target: program, changeOrigin: false },
      },
    },
    test: {
      environment: "jsdom",
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
