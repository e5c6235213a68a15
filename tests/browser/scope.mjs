// What one sees is one's own: the officer of a county and an enterprise walk every page of the console, its lists, the
// first record of each, its search and its exports, and try the addresses of what belongs to others. Neither the page nor
// any answer of the API tells them of it; and what they have no permission for says so.
import { allOf, goByNavigation, gatesOfCounties, navigationOf, newId, open, record, settled, watchFaults } from "./desk.mjs";
import { check, checkEqual, done, openBrowser, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 16, people: 500, days: 1 });
const city = await program.signIn("demo-city");
const admin = await program.signIn("demo-admin");
const browser = await openBrowser();

const everything = {};
await step("every county has some of everything", async () => {
  const roles = (await admin.get("/roles")).items;
  const command = roles.find(({ name_en: name }) => name === "County command").id;
  const officer = roles.find(({ name_en: name }) => name === "Enterprise officer").id;
  const places = await gatesOfCounties(city, 3, 3);
  checkEqual(places.length, 3, "three counties with people at their gates");
  const commands = await allOf(city, "/organizations?kind=county_command");
  for (const [index, { gate, county, passes }] of places.entries()) {
    await record(city, { gate: gate.id, pass: passes[0].pass });
    await record(city, { gate: gate.id, pass: passes[1].pass, temperature: 384 });
    await record(city, { gate: gate.id, pass: "forged" });
    await city.post("/passages/batch", { sent_at: new Date().toISOString(), passages: [{ id: newId(), gate: gate.id, direction: "upwards" }] });
    await city.post("/devices/enrol", {
      code: (await city.post(`/gates/${gate.id}/enrolment`, { address: program.url })).link.split(/[/#=]/).at(-1),
      name: `${county} 门岗手机`,
    }).catch((fault) => check(false, "a device is enrolled", String(fault)));
    await admin.post("/accounts", { sign_in_name: `officer${index}`, display_name: `县情员${county}`, organization: commands.find(({ division }) => division === county).id, roles: [command] });
    await admin.post("/accounts", { sign_in_name: `plant${index}`, display_name: `厂情员${county}`, organization: gate.organization, roles: [officer] });
  }
  await fetch(`${program.url}/import-kinds/enterprises/imports?mode=row_by_row&dry_run=true&file_name=quanshi.csv`, {
    method: "POST",
    headers: { cookie: `${city.cookie.name}=${city.cookie.value}`, "x-csrf-token": city.account.csrf_token, "content-type": "text/csv" },
    body: "企业名称,统一社会信用代码,区县\n泗水圣源食品有限公司,,泗水县\n",
  });
  const lists = ["enterprises", "sites", "gates", "devices", "people", "passages", "passes", "declarations", "fever-incidents", "faulty-passages", "imports", "organizations"];
  for (const list of lists) everything[list] = await allOf(city, `/${list}`);
  everything.accounts = await allOf(admin, "/accounts");
  for (const list of [...lists, "accounts"]) check(everything[list].length > 0, `there are ${list}`);
});

/** What belongs to others: ids of all kinds, and the names that nobody else has. */
function foreignTo(isOwn) {
  const ids = new Map();
  const names = new Map();
  const own = new Set();
  for (const [list, rows] of Object.entries(everything))
    for (const row of rows) {
      if (isOwn(list, row)) {
        own.add(row.name ?? row.display_name);
        continue;
      }
      ids.set(row.id, `${list} ${row.id}`);
      const name = row.name ?? row.display_name;
      if (["enterprises", "sites", "devices", "accounts"].includes(list)) names.set(name, `${list} ${name}`);
      if (row.uscc) names.set(row.uscc, `USCC of ${name}`);
    }
  // Commands are called like their divisions, which everybody may know; and a gate like every other gate.
  for (const name of own) names.delete(name);
  return {
    ids,
    names,
    /** What of it a text tells. */
    in: (text) => {
      const told = (text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []).flatMap((id) => ids.get(id) ?? []);
      for (const [name, what] of names) if (text.includes(name)) told.push(what);
      return [...new Set(told)];
    },
    first: (list) => everything[list].find(({ id }) => ids.has(id)),
  };
}

const allPages = new Set();
for (const who of [city, admin]) {
  const context = await program.newContext(browser, { as: who });
  for (const path of await navigationOf(await context.newPage())) allPages.add(path);
  await context.close();
}
allPages.add("/audit");
check(allPages.size >= 22, `${allPages.size} pages in all`, [...allPages].join());

const details = {
  enterprises: ["/enterprises/{id}", "/organizations/{id}/roster"],
  organizations: ["/organizations/{id}"],
  sites: ["/sites/{id}", "/sites/{id}/live", "/sites/{id}/presence"],
  people: ["/people/{id}", "/people/{id}/merge", "/people/{id}/declare"],
  declarations: ["/declarations/{id}"],
  passes: ["/passes/{id}"],
  passages: ["/passages/{id}"],
  "fever-incidents": ["/fever-incidents/{id}"],
  gates: ["/gates/{id}"],
  devices: ["/devices/{id}"],
  accounts: ["/accounts/{id}"],
  imports: ["/imports/{id}"],
};

async function walk(who, actor, foreign, { division }) {
  check(foreign.in(JSON.stringify(everything)).length >= new Set(foreign.ids.values()).size, `${who}: ${foreign.ids.size} ids and ${foreign.names.size} names of others would be noticed`);
  const context = await program.newContext(browser, { as: actor });
  const faults = watchFaults(context);
  const page = await context.newPage();
  const told = [];
  const reading = new Set();
  let answers = 0;
  context.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    const kind = response.headers()["content-type"] ?? "";
    if (path.startsWith("/console/") || kind.includes("event-stream")) return;
    const read = response.text().then(
      (text) => {
        answers++;
        for (const what of foreign.in(text)) told.push(`${response.request().method()} ${path} tells ${what}`);
      },
      // The page was left before the answer was there: nobody saw it.
      () => undefined,
    );
    reading.add(read);
    void read.finally(() => reading.delete(read));
  });
  /** Nothing on the page, and nothing in what it has read, is of others. `asked`: what the address itself names. */
  async function checkPage(what, asked = "") {
    await settled(page);
    await Promise.all(reading);
    const shown = foreign.in(`${await page.locator("body").innerText()} ${await page.title()}`);
    const links = foreign.in(await page.locator("body").evaluate((body) => [...body.querySelectorAll("[href]")].map((link) => link.getAttribute("href")).join(" ")));
    const said = [...shown, ...links, ...told.splice(0)].filter((each) => !asked || !each.includes(asked));
    check(said.length === 0, `${who}, ${what}: nothing of others`, said.slice(0, 5).join("; "));
  }

  const own = await navigationOf(page);
  await step(`${who}: every page of the navigation, and the first record of each`, async () => {
    for (const path of own) {
      await goByNavigation(page, path);
      await page.waitForURL((url) => url.pathname === `/console${path}`);
      await checkPage(path);
      if (path === "/dashboard/wall") {
        await open(page, "/me");
        continue;
      }
      const first = page.locator("main tbody td.primary a, main .column li a").first();
      if (!(await first.count())) continue;
      await first.click();
      await page.waitForURL((url) => url.pathname !== `/console${path}`);
      await page.locator("main h1").first().waitFor();
      await checkPage(`${path}, first record`);
    }
    check(answers > own.length, `${answers} answers were read`);
  });

  await step(`${who}: without a permission`, async () => {
    const closed = [...allPages].filter((path) => !own.includes(path));
    check(closed.length > 0, `${closed.join(", ")} are not in the navigation`);
    for (const path of closed) {
      const refusals = [];
      const listen = (response) => response.status() === 403 && refusals.push(response.url());
      page.on("response", listen);
      await open(page, path);
      await page.getByRole("heading", { name: "您没有" }).or(page.locator("section.card.none h1")).first().waitFor();
      page.off("response", listen);
      check((await page.locator("section.card.none").innerText()).includes("权限"), `${who}, ${path}: says what permission it needs`);
      check(refusals.length === 0, `${who}, ${path}: and does not even ask`, refusals.join());
    }
  });

  await step(`${who}: addresses of what belongs to others`, async () => {
    for (const [list, pages] of Object.entries(details)) {
      const record = foreign.first(list);
      if (!record) continue;
      for (const address of pages) {
        await open(page, address.replace("{id}", record.id));
        if (list === "declarations" && (await page.locator("main form").count())) {
          // Sealed: the question why it has to be read comes first.
          await page.locator("main form").locator("textarea, input").first().fill("核对");
          await page.locator("main form button[type=submit]").click();
        }
        await page.locator("main [role=alert], section.card.none, .state.said").first().waitFor();
        await checkPage(address, record.id);
        check((await page.locator("main tbody tr").count()) === 0, `${who}, ${address}: no row of others`);
      }
    }
    const { id: site } = foreign.first("sites");
    const { id: enterprise } = foreign.first("enterprises");
    const { id: person } = foreign.first("people");
    for (const address of [
      `/passages?site=${site}`, `/passages?organization=${enterprise}`, `/passages?person=${person}`, `/passages?division=${division}`,
      `/presence?division=${division}`, `/fever-incidents?site=${site}`, `/fever-incidents/table?division=${division}`, `/people?employer=${enterprise}`,
      `/people?division=${division}`, `/passes?person=${person}`, `/gates?site=${site}`, `/devices?site=${site}`, `/accounts?organization=${enterprise}`,
      `/enterprises?division=${division}`, `/sites?organization=${enterprise}`, `/queue-plan?site=${site}`,
    ]) {
      if (!own.some((path) => address.startsWith(path))) continue;
      await open(page, address);
      await checkPage(address.replace(/[0-9a-f-]{36}/, "{other}"), /[0-9a-f-]{36}/.exec(address)?.[0] ?? division);
      checkEqual(await page.locator("main tbody tr").count(), 0, `${who}, ${address.split("?")[0]} of others: no rows`);
    }
    await open(page, `/dashboard?division=${division}`);
    await page.locator("a.figure").first().waitFor();
    await checkPage("the dashboard of others", division);
    const numbers = await page.locator("a.figure .value").allInnerTexts();
    check(numbers.every((text) => text === "0"), `${who}: the dashboard of another place counts nothing`, numbers.join());
  });

  await step(`${who}: search and exports`, async () => {
    const { name } = foreign.first("enterprises");
    await open(page, "/me");
    await page.keyboard.press("/");
    await page.keyboard.type(name);
    const answer = page.waitForResponse((response) => response.url().includes("/enterprises?"));
    await answer;
    await page.locator("#app").getByText("没有找到").first().waitFor();
    await Promise.all(reading);
    const tales = told.splice(0);
    check(tales.length === 0, `${who}: the search finds nothing of others`, tales.join());
    await page.keyboard.press("Escape");
    for (const list of ["enterprises", "sites", "gates", "devices", "people", "passages", "fever-incidents", "accounts", "organizations", "faulty-passages"]) {
      const reply = await page.request.get(`/${list}/export?format=csv`);
      if (reply.status() === 403) continue;
      const text = await reply.text();
      checkEqual(reply.status(), 200, `${who}: ${list} can be exported`);
      check(foreign.in(text).length === 0, `${who}: the export of ${list} has nothing of others`, foreign.in(text).slice(0, 3).join());
    }
  });
  await shoot(page, `scope-${who}`);
  check(faults.length === 0, `${who}: no script fails`, faults.join("; "));
  await context.close();
}

const county = await program.signIn("demo-county");
const code = county.account.division;
const ofCounty = foreignTo((list, row) => (row.division ?? "").startsWith(code) || (list === "organizations" && code.startsWith(row.division)) || (list === "accounts" && !(row.division ?? "").startsWith("3708") ) || (list === "accounts" && row.division === "3708"));
const another = everything.enterprises.find((row) => !row.division.startsWith(code)).division.slice(0, 6);
await walk("the county", county, ofCounty, { division: another });

const plant = await program.signIn("demo-plant");
const employer = plant.account.organization;
const home = everything.enterprises.find(({ id }) => id === employer);
const ofPlant = foreignTo(
  (list, row) =>
    (row.organization ?? row.employer ?? row.id) === employer ||
    // Whom the enterprise belongs to is no secret, and who made it known is not either.
    (list === "organizations" && row.kind !== "enterprise" && home.division.startsWith(row.division)) ||
    (list === "accounts" && (row.division === undefined || row.division === "3708")),
);
await walk("the enterprise", plant, ofPlant, { division: another });

await done();
