import { build } from "esbuild";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin, Rollup } from "vite";

export interface OfflinePages {
  /** The service worker's source. */
  worker: string;
  /** Its name in the build, at the root of the app. */
  name: string;
  /** Endings of the modules that are to open without a network, with all that they load at once. */
  pages: readonly string[];
}

/** Builds a service worker for some pages of an app: it knows by name the files that they need (`__FILES__`). */
export function offlinePages({ worker, name, pages }: OfflinePages): Plugin {
  let folder = "";
  let files: string[] = [];
  const isPage = (chunk: Rollup.OutputChunk) => pages.some((page) => chunk.facadeModuleId?.endsWith(page));
  return {
    name: "tongzhou:offline-pages",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    // When nothing is left out of it or added any more.
    writeBundle(_, bundle) {
      const needed = new Set<string>();
      const take = (file: string): void => {
        const chunk = bundle[file];
        if (needed.has(file) || chunk?.type !== "chunk") return;
        needed.add(file);
        for (const css of chunk.viteMetadata?.importedCss ?? []) needed.add(css);
        for (const other of chunk.imports) take(other);
        // What is loaded on demand: dialogs and words, but no other page.
        for (const other of chunk.dynamicImports) {
          const found = bundle[other];
          if (found?.type === "chunk" && (isPage(found) || !/\/src\/modules\/|\/src\/parts\/echarts|Page\.vue$/.test(found.facadeModuleId ?? ""))) take(other);
        }
      };
      for (const chunk of Object.values(bundle)) if (chunk.type === "chunk" && (chunk.isEntry || isPage(chunk))) take(chunk.fileName);
      files = ["index.html", ...[...needed].sort()];
    },
    async closeBundle() {
      if (files.length === 0) return;
      // The names of all but the page say what is in them.
      const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 16);
      const { outputFiles } = await build({
        entryPoints: [worker],
        bundle: true,
        format: "iife",
        target: "es2022",
        minify: true,
        write: false,
        define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) },
      });
      await writeFile(join(folder, name), outputFiles[0]!.contents);
    },
  };
}
