import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const library = "@element-plus/icons-vue";
const prefix = "\0icon:";

/**
 * Each icon by itself. The library is one file, so that Rollup would put every icon of every page into the first chunk;
 * with this a page brings its own.
 */
export function icons(): Plugin {
  const pieces = new Map<string, string>();

  function read(): void {
    const file = createRequire(import.meta.url).resolve(library).replace(/index\.cjs$/, "index.js");
    const text = readFileSync(file, "utf8");
    // "… // src/components/aim.vue <one icon> … export { aim_default as Aim, … }"
    const names = new Map(
      [...text.slice(text.lastIndexOf("export {")).matchAll(/(\w+) as (\w+)/g)].map((found) => [found[1]!, found[2]!]),
    );
    for (const piece of text.slice(0, text.lastIndexOf("export {")).split(/^\/\/ src\/components\/.*\.vue$/m).slice(1)) {
      const local = /(\w+_default) = _sfc_main\d*;/.exec(piece)?.[1];
      const name = local && names.get(local);
      if (local && name) pieces.set(name, `${piece}\nexport { ${local} as default };\n`);
    }
    if (pieces.size < 200) throw new Error(`${library} is not built as expected: ${pieces.size} icons found`);
  }

  return {
    name: "tongzhou:icons",
    apply: "build",
    enforce: "post",
    buildStart: read,
    resolveId: (id) => (id.startsWith("virtual:icon/") ? prefix + id.slice("virtual:icon/".length) : undefined),
    load: (id) => (id.startsWith(prefix) ? pieces.get(id.slice(prefix.length)) : undefined),
    transform(code, id) {
      if (id.includes("node_modules") || !code.includes(library)) return undefined;
      const statement = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${library}["'];?`, "g");
      return {
        code: code.replace(statement, (_, list: string) =>
          list
            .split(",")
            .map((one) => one.trim())
            .filter(Boolean)
            .map((one) => {
              const [name = "", local = name] = one.split(/\s+as\s+/);
              return `import ${local} from "virtual:icon/${name}";`;
            })
            .join(""),
        ),
        map: null,
      };
    },
  };
}
