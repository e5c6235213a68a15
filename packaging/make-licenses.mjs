// node make-licenses.mjs FOLDER FILE: writes into FILE the licences of what an npm project ships, FOLDER being the one
// with its package-lock.json and node_modules.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: make-licenses.mjs FOLDER FILE");

/** The licences in a package's folder, and those of what it took from others, which echarts keeps in a folder. */
function textsBelow(packageFolder) {
  const entries = readdirSync(packageFolder, { withFileTypes: true }).filter(({ name }) => /^(licen[cs]e|copying|notice)/i.test(name));
  return entries.flatMap((entry) => {
    const path = join(packageFolder, entry.name);
    return entry.isDirectory() ? textsBelow(path) : readFileSync(path, "utf8").trim();
  });
}

const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev);
const byText = new Map();
for (const [path, { version, license }] of shipped) {
  const text = textsBelow(join(folder, path)).join("\n\n");
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}, ${license ?? "see below"}`]);
}
const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text === "" ? "(no text of its own)" : text}\n`);
writeFileSync(file, `What the console is built from, and the licences of each.\n\n${parts.join(`\n${"-".repeat(78)}\n\n`)}`);
