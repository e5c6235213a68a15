// make-calendar.mjs PACKAGE OUTPUT: writes calendar.tsv from the npm package chinese-days: `date<TAB>holiday` for every
// public holiday and `date<TAB>workday` for every weekend day worked in its place, sorted by date. The years that the
// State Council has announced follow one another; refuses data that breaks what the program relies on.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [packageFolder, output] = process.argv.slice(2);
const folder = join(packageFolder, "dist", "years");

const fail = (message) => { throw new Error(`calendar: ${message}`); };
const isWeekend = (date) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

const years = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name)).map((name) => name.slice(0, 4)).sort();
years.forEach((year, i) => {
  if (Number(year) !== Number(years[0]) + i) fail(`${year} does not follow ${years[i - 1]}`);
});

const kinds = new Map();
for (const year of years) {
  const { holidays, workdays } = JSON.parse(readFileSync(join(folder, `${year}.json`), "utf8"));
  if (!holidays[`${year}-01-01`]) fail(`${year} begins without its holiday`);
  for (const [dates, kind] of [[holidays, "holiday"], [workdays, "workday"]]) {
    for (const date of Object.keys(dates)) {
      if (!date.startsWith(`${year}-`) || Number.isNaN(Date.parse(date))) fail(`${year} holds ${date}`);
      if (kinds.has(date)) fail(`${date} stands twice`);
      if (kind === "workday" && !isWeekend(date)) fail(`${date} is no weekend and need not be made up`);
      kinds.set(date, kind);
    }
  }
}
if (kinds.size === 0) fail("there are no years");

writeFileSync(output, [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => row.join("\t") + "\n").join(""));
