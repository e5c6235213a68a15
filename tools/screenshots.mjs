// The pictures of the guide and the README, taken from the real program with the synthetic city: `make screenshots`.
// A name on the command line takes that picture alone, such as `dashboard`.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { check, desk, done, openBrowser, phone, startProgram, step, until } from "../tests/browser/support.mjs";
import { enrol, enrolmentLink, measure, newGate, passBy, scan } from "../tests/browser/gatekeeper.mjs";

const folder = resolve(fileURLToPath(new URL("../docs/guide/pictures", import.meta.url)));
const chosen = new Set(process.argv.slice(2));
mkdirSync(folder, { recursive: true });

const program = await startProgram({ enterprises: 60, people: 3_000, days: 3 });
const admin = await program.signIn("demo-admin");
const browser = await openBrowser();

async function take(page, name) {
  if (chosen.size > 0 && !chosen.has(name)) return;
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.jpg`, type: "jpeg", quality: 82, animations: "disabled", caret: "hide" });
  check(true, `${name}.jpg`);
}

/** Waits until nothing on the page is still loading. */
async function settled(page) {
  await page.waitForLoadState("networkidle");
  await until(async () => (await page.locator("[aria-busy=true]").count()) === 0, "nothing is loading", 30_000);
}

async function consoleOf(locale, viewport = desk) {
  const context = await program.newContext(browser, { as: admin, viewport, locale });
  return context.newPage();
}

async function show(page, path) {
  await page.goto(`/console${path}`, { waitUntil: "domcontentloaded" });
  await settled(page);
}

// A morning that has something of everything in it.
const { gate, site, employer, people, passes } = await newGate(admin, 12);
const inConsole = [
  ["dashboard", "/dashboard"],
  ["wall", "/dashboard/wall"],
  ["enterprises", "/enterprises"],
  ["enterprise", `/enterprises/${employer}`],
  ["site", `/sites/${site}`],
  ["roster", `/organizations/${employer}/roster`],
  ["person", `/people/${people[0].id}`],
  ["ledger", "/passages?standing=true"],
  ["incidents", "/fever-incidents"],
  ["gate", `/gates/${gate.id}`],
  ["devices", "/devices"],
  ["queue-plan", "/queue-plan"],
  ["import", "/imports/new"],
  ["rules", "/rules"],
  ["accounts", "/accounts"],
  ["audit", "/audit"],
];

await step("the gate app", async () => {
  const context = await program.newContext(browser, { viewport: phone, locale: "en", deviceScaleFactor: 2 });
  const page = await context.newPage();
  await enrol(page, await enrolmentLink(admin, gate, program.url), "East gate phone");
  await take(page, "gate-home");
  await scan(page, passes[0].token);
  await page.locator(".temperature").waitFor();
  await take(page, "gate-temperature");
  await measure(page, 365, { tap: false });
  await take(page, "gate-admitted");
  await page.keyboard.press("Enter");
  for (const pass of passes.slice(1, 4)) await passBy(page, pass);
  await scan(page, passes[4].token);
  await measure(page, 385, { tap: false });
  await take(page, "gate-fever");
  await page.keyboard.press("Enter");
  await scan(page, "nothing that this city signed");
  await page.locator("main.verdict, .problem, [role=alert]").first().waitFor();
  await take(page, "gate-unknown");
  await page.keyboard.press("Enter");
  await context.setOffline(true);
  for (const pass of passes.slice(5, 9)) await passBy(page, pass);
  await page.locator(".home").waitFor();
  await take(page, "gate-offline");
  await context.setOffline(false);
});

await step("the console in English, for the guide", async () => {
  const page = await consoleOf("en");
  for (const [name, path] of inConsole)
    await step(name, async () => {
      await show(page, path);
      await take(page, name);
    });
});

await step("the console in Chinese, for the README", async () => {
  const page = await consoleOf("zh-CN");
  await show(page, "/dashboard");
  await take(page, "dashboard-zh");
});

await done();
