// Every number opens the records it counts: on the dashboard of the city, of a county, of an enterprise and of a site, by
// counting what the API has behind each, and by clicking through to the passage. And the numbers move by themselves.
import { gatesOfCounties, open, record, settled, watchFaults } from "./desk.mjs";
import { check, checkEqual, done, openBrowser, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 14, people: 700, days: 1 });
const city = await program.signIn("demo-city");
const county = await program.signIn("demo-county");
const plant = await program.signIn("demo-plant");
const browser = await openBrowser();
const context = await program.newContext(browser, { as: city });
const faults = watchFaults(context);
const page = await context.newPage();

const inShanghai = () => new Date(Date.now() + 8 * 3_600_000);
// The numbers are of a day: one that ends in the middle of the story would begin anew.
await until(() => inShanghai().getUTCHours() < 23 || inShanghai().getUTCMinutes() < 52, "the next day has begun", 500_000);

let places;
await step("a morning at two counties", async () => {
  places = await gatesOfCounties(city, 2, 7);
  checkEqual(places.length, 2, "two counties have people with passes");
  for (const { gate, passes } of places) {
    for (const { pass } of passes.slice(0, 4)) await record(city, { gate: gate.id, pass });
    await record(city, { gate: gate.id, pass: passes[0].pass, direction: "exit", temperature: undefined });
    await record(city, { gate: gate.id, pass: "TZ1.not-a-pass.of-this-city" });
    await record(city, { gate: gate.id, means: "document", pass: undefined, document_kind: "passport", document: "E12345678" });
    const fever = await record(city, { gate: gate.id, pass: passes[5].pass, temperature: 385 });
    checkEqual(fever.verdict, "held", "a fever is held");
  }
  const [{ gate, passes }] = places;
  await record(city, { gate: gate.id, pass: passes[6].pass, temperature: 391 });
});

/** The rows that a list of the API has, or the people that those rows count. */
const counts = new Map();
async function countOf(actor, address) {
  const key = `${actor.account.id} ${address}`;
  if (!counts.has(key)) counts.set(key, await counted(actor, address));
  return counts.get(key);
}
async function counted(actor, address) {
  const more = address.includes("?") ? "&" : "?";
  if (!address.startsWith("/presence")) return (await actor.get(`${address}${more}limit=1&count=true`)).total;
  let inside = 0;
  for (let cursor = ""; cursor !== undefined; ) {
    const answer = await actor.get(`${address}${more}limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    for (const row of answer.items) {
      inside += row.inside;
      if ((await countOf(actor, row.list)) !== row.inside) check(false, `people inside ${row.name}`, `${row.inside} of ${row.list}`);
    }
    cursor = answer.next;
  }
  return inside;
}

/** All numbers of the page that are links: what they say, and the list they open. */
const numbersOn = (where) =>
  where.locator("main").evaluate((main) =>
    [...main.querySelectorAll("a.figure, a.number, a.hour")].map((link) => {
      const digits = (text) => Number(text.replace(/\D/g, ""));
      const hour = link.classList.contains("hour");
      const says = link.getAttribute("title") ?? "";
      return {
        says: link.classList.contains("figure") ? link.querySelector(".label").textContent : (link.getAttribute("aria-label") ?? says),
        value: hour ? says.match(/\d[\d,]*/g).slice(1).map(digits).reduce((a, b) => a + b) : digits((link.querySelector(".value") ?? link).textContent),
        list: link.getAttribute("href").replace(/^\/console/, ""),
      };
    }),
  );

async function checkNumbers(actor, where, what) {
  const numbers = await numbersOn(where);
  const wrong = [];
  for (const { says, value, list } of numbers) {
    const rows = await countOf(actor, list);
    if (rows !== value) wrong.push(`${says}: ${value}, but ${rows} of ${list}`);
  }
  check(numbers.length > 0 && wrong.length === 0, `${what}: ${numbers.length} numbers have as many records`, wrong.join("; "));
  return numbers;
}

/** The hours of the day as numbers instead of bars. */
const showHours = () => page.locator("section", { has: page.locator(".bars") }).getByRole("button").click();
const tile = (where, name) => where.locator("a.figure", { hasText: name }).first();
const valueOf = async (where, name) => Number((await tile(where, name).locator(".value").innerText()).replace(/\D/g, ""));

/** What the page that a number opens says of its rows. */
async function rowsShown(where) {
  await settled(where);
  const path = new URL(where.url()).pathname;
  if (path.endsWith("/fever-incidents")) {
    const shown = await where.locator(".column h2 .count").allInnerTexts();
    return shown.reduce((sum, text) => sum + Number(text), 0);
  }
  if (path.endsWith("/presence") && !path.includes("/sites/")) {
    const cells = await where.locator("main tbody td.end:not(.actions) .cell").allInnerTexts();
    return cells.reduce((sum, text) => sum + Number(text.replace(/\D/g, "")), 0);
  }
  if (await where.locator("main table").count()) {
    const total = await until(async () => /\d[\d,]*/.exec(await where.locator(".paging [role=status]").innerText())?.[0], "a count");
    return Number(total.replace(/\D/g, ""));
  }
  return 0;
}

await step("the city: every number has its records", async () => {
  await open(page, "/dashboard");
  await page.locator("a.figure").first().waitFor();
  await page.locator(".counties tbody tr").nth(10).waitFor();
  for (const [name, least] of [["在厂人数", 6], ["今日入厂", 8], ["今日出厂", 2], ["拦下待查", 3], ["拒绝入厂", 4], ["未办结发热事件", 3], ["开工厂区", 1]])
    check((await valueOf(page, name)) >= least, `${name} counts the morning`, await tile(page, name).innerText());
  await showHours();
  const numbers = await checkNumbers(city, page, "the city");
  check(numbers.filter(({ value }) => value > 0).length >= 15, "most of them are not zero");
  check((await page.locator("main ul li .quiet").allInnerTexts()).length > 0, "reasons are told");
  for (const measure of await page.locator("fieldset label").allInnerTexts()) {
    await page.locator("fieldset label", { hasText: measure }).click();
    await page.locator(".counties thead", { hasText: measure.trim() }).waitFor();
    await settled(page);
    await checkNumbers(city, page, `the counties by ${measure.trim()}`);
  }
  await shoot(page, "drill-down-city");
});

await step("a click on a number opens as many rows", async () => {
  await open(page, "/dashboard");
  await page.locator("a.figure").first().waitFor();
  await showHours();
  const all = await numbersOn(page);
  const seen = new Set();
  let zeros = 0;
  for (const { says, value, list } of all) {
    // Of the many that are zero, a few.
    if (seen.has(list) || (value === 0 && ++zeros > 3)) continue;
    seen.add(list);
    await page.locator(`main a[href="/console${list}"]`).first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/dashboard"));
    const rows = await until(async () => ((await rowsShown(page)) === value ? { is: value } : false), `${says}: ${value} rows at ${list}`, 20_000).catch(
      async () => ({ is: await rowsShown(page) }),
    );
    checkEqual(rows.is, value, `${says}: ${value}`);
    await page.goBack();
    await page.locator("a.figure").first().waitFor();
    await showHours();
  }
});

await step("from the map to the county", async () => {
  await open(page, "/dashboard");
  const map = page.locator(".city canvas").first();
  await map.waitFor({ timeout: 30_000 });
  const { width, height } = await map.boundingBox();
  // Somewhere in the middle there is a county; a click between two shapes tries again a little further.
  await until(
    async () => {
      await map.click({ position: { x: width * (0.45 + Math.random() * 0.1), y: height * (0.4 + Math.random() * 0.2) } });
      await page.waitForTimeout(300);
      return /division=3708\d\d$/.test(page.url());
    },
    "a click on the map opens a county",
    20_000,
  );
  check(true, "a click on the map opens a county");
});

await step("city, county, enterprise, site, passage: the same numbers all the way", async () => {
  const [{ county: code, gate, total }] = places;
  const enterprise = await city.get(`/enterprises/${gate.organization}`);
  const site = await city.get(`/sites/${gate.site}`);
  await open(page, "/dashboard");
  await page.locator(`.counties a[href*="division=${code}"][href*="/dashboard"]`).first().click();
  await page.waitForURL(`**/dashboard?division=${code}`);
  await settled(page);
  await page.locator("main table a", { hasText: site.name }).first().waitFor({ timeout: 30_000 });
  await checkNumbers(city, page, "the county");
  const refused = await valueOf(page, "拒绝入厂");
  await shoot(page, "drill-down-county");

  await page.locator(`main table a[href="/console/enterprises/${enterprise.id}"]`).first().click();
  await page.waitForURL(`**/enterprises/${enterprise.id}`);
  await page.getByRole("heading", { level: 1, name: enterprise.name }).waitFor();
  const roster = page.locator(`main a[href="/console/people?employer=${enterprise.id}"]`);
  await roster.click();
  await page.waitForURL(`**/people?employer=${enterprise.id}*`);
  checkEqual(await rowsShown(page), total, "its roster");
  await page.goBack();
  await page.waitForURL(`**/enterprises/${enterprise.id}`);

  await page.locator("main table a", { hasText: site.name }).first().click();
  await page.waitForURL(`**/sites/${site.id}`);
  await page.locator("a.figure").first().waitFor();
  await checkNumbers(city, page, "the site");
  check((await valueOf(page, "拒绝")) <= refused, "a site has no more than its county");
  await page.locator(`main a[href="/console/sites/${site.id}/live"]`).first().click();
  await page.waitForURL("**/live");
  await page.locator("a.figure").first().waitFor();
  await checkNumbers(city, page, "the site, live");

  await tile(page, "拒绝入厂").click();
  await page.waitForURL("**/passages?**");
  const rows = await rowsShown(page);
  check(rows >= 2, "those refused at the site");
  await page.locator("main tbody tr a").first().click();
  await page.waitForURL(/\/passages\/[0-9a-f-]{36}$/);
  await settled(page);
  const words = await page.locator("main").innerText();
  check(words.includes("拒绝") && words.includes(site.name), "a passage, as it was decided", words);
  await shoot(page, "drill-down-passage");
});

await step("the numbers move by themselves, and again after the server was away", async () => {
  const [{ gate, passes, county: code }] = places;
  await open(page, "/dashboard");
  await page.locator("a.figure").first().waitFor();
  await page.locator(".liveness.live").waitFor({ timeout: 30_000 });
  const before = { entries: await valueOf(page, "今日入厂"), held: await valueOf(page, "拦下待查"), incidents: await valueOf(page, "未办结发热事件") };
  const wall = await context.newPage();
  await wall.goto("/console/dashboard/wall");
  const onWall = async (name) => Number((await wall.locator("dl > div", { hasText: name }).locator("dd").first().innerText()).replace(/\D/g, ""));
  await wall.locator("dl dd").first().waitFor();
  const wallBefore = await onWall("今日入厂");
  const reads = [];
  page.on("request", (request) => new URL(request.url()).pathname === "/dashboard" && reads.push(request.url()));
  await record(city, { gate: gate.id, pass: passes[4].pass });
  const began = Date.now();
  await until(async () => (await valueOf(page, "今日入厂")) === before.entries + 1, "one more has come in", 20_000);
  check(true, `one more came in, on the screen within ${Date.now() - began} ms`);
  await record(city, { gate: gate.id, pass: passes[3].pass, temperature: 383 });
  await until(async () => (await valueOf(page, "拦下待查")) === before.held + 1, "one more was held", 20_000);
  await until(async () => (await valueOf(page, "未办结发热事件")) === before.incidents + 1, "one more incident", 20_000);
  check(true, "a fever is counted, and its incident");
  await until(async () => (await onWall("今日入厂")) === wallBefore + 1, "the wall screen moves", 20_000);
  checkEqual(reads.length, 0, "and nobody had to ask");
  await page.locator("fieldset label", { hasText: "发热" }).click();
  await page.locator(".counties thead", { hasText: "发热" }).waitFor();
  await settled(page);
  await until(
    async () => Number((await page.locator(".counties tr", { has: page.locator(`a[href*="division=${code}"]`) }).locator("td").innerText()).replace(/\D/g, "")) >= 2,
    "the county's incidents",
  );
  counts.clear();
  await checkNumbers(city, page, "the city, after that");

  await program.stop("SIGKILL");
  await program.start();
  await record(city, { gate: gate.id, pass: passes[2].pass, direction: "exit", temperature: undefined });
  const exits = (await city.get("/dashboard")).exits.value;
  await until(async () => (await valueOf(page, "今日出厂")) === exits, "the numbers are those of the server again", 60_000);
  check(true, "after the server was away the numbers are current again");
  await wall.close();
});

await step("a county and an enterprise see their own numbers, and each has its records", async () => {
  for (const [name, actor] of [["demo-county", county], ["demo-plant", plant]]) {
    const own = await program.newContext(browser, { as: actor });
    const desk = await own.newPage();
    await open(desk, "/dashboard");
    await desk.locator("a.figure").first().waitFor();
    await settled(desk);
    await desk.getByRole("heading", { name: name === "demo-plant" ? "各厂区实况" : "厂区在厂人数" }).waitFor({ timeout: 20_000 });
    await settled(desk);
    await checkNumbers(actor, desk, name);
    await shoot(desk, `drill-down-${name}`);
    await own.close();
  }
});

check(faults.length === 0, "no script fails", faults.join("; "));
await done();
