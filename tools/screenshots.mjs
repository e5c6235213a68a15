// The pictures of the guide and the README, taken from the real program with the synthetic city: `make screenshots`.
// A name on the command line takes that picture alone, such as `dashboard`.
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { check, desk, done, openBrowser, phone, startProgram, step, until } from "../tests/browser/support.mjs";
import { record } from "../tests/browser/desk.mjs";
import { enrol, enrolmentLink, holdVerdicts, measure, newGate, passBy, scan } from "../tests/browser/gatekeeper.mjs";
import { fillIn, newClerk, send, tab, ticketOn } from "../tests/browser/worker.mjs";

const folder = resolve(fileURLToPath(new URL("../docs/guide/pictures", import.meta.url)));
const chosen = new Set(process.argv.slice(2));
mkdirSync(folder, { recursive: true });

// On the morning of 24 February 2020, when Shandong went back to work: the program by libfaketime, the pages by
// Playwright's clock.
const morning = "2020-02-24T00:25:00Z";
const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
if (!existsSync(library)) throw new Error(`no ${library}; install the package faketime`);
const clock = { LD_PRELOAD: library, FAKETIME: `@${morning.slice(0, 19).replace("T", " ")}`, TZ: "UTC" };
const program = await startProgram({ enterprises: 60, people: 3_000, days: 14, today: true, services: true, more: clock });
const admin = await program.signIn("demo-admin");
const command = await program.signIn("demo-city");
const browser = await openBrowser();

async function take(page, name) {
  if (chosen.size > 0 && !chosen.has(name)) return;
  await page.evaluate(() => document.fonts.ready);
  // Charts draw with the frame after the one in which they were made.
  for (let frame = 0; frame < 5; frame++) await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled", caret: "hide" });
  check(true, `${name}.png`);
}

/** Waits until the page is there and nothing on it is still loading. A stream of events never ends, and does not count. */
async function settled(page) {
  await page.locator("h1").first().waitFor({ timeout: 30_000 });
  let quietSince = Date.now();
  await until(
    async () => {
      const isBusy =
        page.underWay.size > 0 ||
        (await page.locator("[aria-busy=true]").count()) > 0 ||
        (await page.locator("figure.chart:not(:has(canvas))").count()) > 0;
      if (isBusy) quietSince = Date.now();
      return Date.now() - quietSince > 700;
    },
    "nothing is loading",
    30_000,
  );
}

async function contextOf(options) {
  const context = await program.newContext(browser, options);
  await context.clock.install({ time: morning });
  return context;
}

async function consoleOf(as, locale) {
  const context = await contextOf({ as, viewport: desk, locale });
  const page = await context.newPage();
  page.underWay = new Set();
  page.on("request", (request) => !/\/events(\?|$)/.test(request.url()) && page.underWay.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.underWay.delete(request));
  return page;
}

async function show(page, path) {
  await page.goto(`/console${path}`, { waitUntil: "domcontentloaded" });
  await settled(page);
}

// A morning that has something of everything in it.
const { gate, site, employer, people, passes } = await newGate(command, 12, Date.parse(morning));
// Three workshops that begin at once, at an entrance of three lanes: more than the yard holds.
const shifts = new URLSearchParams([["site", site], ["source", "shifts"], ["lanes", "3"], ["seconds", "3.4"], ["yard", "120"]]);
for (const [people, name] of [[260, "一车间"], [240, "二车间"], [220, "三车间"]]) shifts.append("shift", `08:00~${people}~20~${name}`);
const ofCommand = [
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
  ["queue-plan", `/queue-plan?${shifts}`],
  ["rules", "/rules"],
  ["policy-search", `/policies/search?question=${encodeURIComponent("租国有厂房，房租能减多少？")}`],
  ["hotline-rates", "/hotline-rates"],
  ["filings", "/filings"],
  ["squad-plan", `/squad-plans/${(await command.get("/squad-plans?limit=1")).items[0].id}?view=map`],
  ["difficulties", "/difficulties/board"],
];
const ofAdministrator = [
  ["import", "/imports/new"],
  ["accounts", "/accounts"],
  ["audit", "/audit"],
];

await step("the gate app", async () => {
  const context = await contextOf({ viewport: phone, locale: "en", deviceScaleFactor: 2 });
  await holdVerdicts(context);
  const page = await context.newPage();
  await enrol(page, await enrolmentLink(command, gate, program.url), "East gate phone");
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

await step("the employee page", async () => {
  const clerk = await newClerk(program);
  const worker = await clerk.enter("张建国", 21, { workshop: "一车间" });
  const context = await contextOf({ viewport: phone, locale: "en", deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(await clerk.newLink());
  await page.locator("[data-test=sign-in]").waitFor();
  await take(page, "me-sign-in");
  await fillIn(page, worker.document, await clerk.newCode(worker));
  await page.locator("[data-test=absent][data-kind=none]").waitFor();
  await tab(page, "declare");
  await page.locator("[data-test=send]").waitFor();
  await take(page, "me-declare");
  await send(page);
  await ticketOn(page);
  await take(page, "me-pass");
  const [{ id }] = await clerk.passesOf(worker);
  const pass = (await clerk.get(`/passes/${id}`)).token;
  const own = (await command.get(`/gates?organization=${clerk.employer}&limit=5`)).items.find(({ id }) => id !== gate.id);
  await record(command, { gate: own.id, pass });
  await record(command, { gate: own.id, pass, direction: "exit" });
  await tab(page, "passages");
  await page.locator("[data-test=passage]").first().waitFor();
  await take(page, "me-passages");
});

await step("the console in English, for the guide", async () => {
  for (const [who, pages] of [
    [command, ofCommand],
    [admin, ofAdministrator],
  ]) {
    const page = await consoleOf(who, "en");
    for (const [name, path] of pages)
      await step(name, async () => {
        await show(page, path);
        await take(page, name);
      });
  }
});

await step("a call at the hotline", async () => {
  const page = await consoleOf(await program.signIn("demo-operator"), "en");
  await show(page, "/hotline");
  await page.locator("main form textarea").first().fill("包车接职工返岗有补助吗？");
  await page.locator("main .offers[aria-busy=false] .offer").first().waitFor();
  await take(page, "hotline-desk");
});

await step("the console in Chinese, for the README", async () => {
  const page = await consoleOf(command, "zh-CN");
  await show(page, "/dashboard");
  await take(page, "dashboard-zh");
});

await done();
