import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin } from "vite";

const worth = /\.(js|css|html|svg|json|webmanifest|wasm)$/;
const smallest = 1024;

/** Packs each file once, at the build, for the program sends NAME.br or NAME.gz where it finds one beside NAME. */
export function packed(): Plugin {
  let folder = "";
  return {
    name: "tongzhou:packed",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const file of files) {
        if (!file.isFile() || !worth.test(file.name)) continue;
        const path = join(file.parentPath ?? file.path, file.name);
        const bytes = await readFile(path);
        if (bytes.length < smallest) continue;
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes));
      }
    },
  };
}
