// For those who do not see well or stand outside with a phone: axe finds nothing grave on any page of the console, in both
// languages, light and dark, at a desk and on a phone, and on the phone nothing scrolls sideways. A page is looked at once in
// each language, on the phone in one of them and at a desk in the other, by turns light and dark; with --all in all four views:
//
//   node tests/browser/accessible.mjs --all
import { navigationOf, newAccount, settled, visit } from "./desk.mjs";
import { begin, oneOfEach, pagesBelow, pagesOfAdministrator, pagesOfAuditor, pagesOfNothing } from "./everything.mjs";
import { languages, lookInViews, newPage, views } from "./looks.mjs";
import { check, checkEqual, done, openBrowser, startProgram, step } from "./support.mjs";

const [lightDesk, darkDesk, darkPhone, lightPhone] = views;
const turns = { "zh-CN": [lightDesk, darkPhone], en: [lightPhone, darkDesk] };
const viewsIn = (language, index) => (process.argv.includes("--all") ? views : [turns[language][index % 2]]);

// Few people and no days before: a list of fifty alike rows says no more than one of ten, and takes axe five times as long.
const program = await startProgram({ enterprises: 8, people: 90, days: 0, services: true });
const city = await program.signIn("demo-city");
const admin = await program.signIn("demo-admin");
const auditor = await newAccount(program, admin, { name: "shenji", role: "Auditor" });
const browser = await openBrowser();
const faults = [];
const of = await step("one of each", () => oneOfEach(program, city, admin));

async function lookAtAll(as, language, pathsOf) {
  const page = await newPage(program, browser, faults, { as, language });
  const paths = await pathsOf(page);
  for (const [index, path] of paths.entries()) {
    if (page.url() === "about:blank") await page.goto("/console/me");
    await visit(page, path);
    await begin(page, path);
    await lookInViews(page, `${path}, ${language}`, { among: viewsIn(language, index), isKept: path === "/dashboard" });
  }
  await page.context().close();
  return paths.length;
}

async function lookAtEntries(language) {
  const page = await newPage(program, browser, faults, { language });
  for (const [index, path] of ["/sign-in", "/link"].entries()) {
    await page.goto(`/console${path}`);
    await settled(page);
    await lookInViews(page, `${path}, ${language}`, { among: viewsIn(language, index) });
  }
  await page.context().close();
}

const counts = [];
for (const language of languages)
  await step(`every page, ${language}`, async () => {
    await lookAtEntries(language);
    const command = async (page) => [...(await navigationOf(page)), ...pagesBelow(of), ...pagesOfNothing];
    counts.push(await lookAtAll(city, language, command));
    await lookAtAll(admin, language, () => pagesOfAdministrator(of));
    await lookAtAll(auditor, language, () => pagesOfAuditor);
  });
check(counts[0] >= 100, `${counts[0]} pages of the city's command`);
checkEqual(counts[1], counts[0], "in either language");
checkEqual(faults.flat().join("; "), "", "no script fails");
await done();
