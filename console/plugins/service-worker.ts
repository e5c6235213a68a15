import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

/**
 * Builds the service worker as one script of a fixed name, /gate/service-worker.js, after everything else: it knows the
 * app's files by name (`__FILES__`, relative to the app) and changes whenever one of them does (`__VERSION__`).
 */
export function serviceWorker(source: string): Plugin {
  let folder = "";
  return {
    name: "tongzhou:service-worker",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      if (!existsSync(source)) return;
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = found
        .filter((file) => file.isFile() && !/\.(br|gz|map)$/.test(file.name) && file.name !== "service-worker.js")
        .map((file) => relative(folder, join(file.parentPath ?? file.path, file.name)))
        .sort();
      const hash = createHash("sha256");
      for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
      const version = hash.digest("hex").slice(0, 16);
      const { outputFiles } = await build({
        entryPoints: [source],
        bundle: true,
        format: "iife",
        target: "es2022",
        minify: true,
        write: false,
        define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) },
      });
      await writeFile(join(folder, "service-worker.js"), outputFiles[0]!.contents);
    },
  };
}
