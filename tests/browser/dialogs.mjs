// What the buttons of the console open, menus and dialogs: axe finds nothing grave in them, on the phone they do not scroll
// sideways, at a desk Tab leads to all of a dialog, and each closes by Escape or by its own button. Half of them in Chinese,
// light, at a desk, half in English, dark, on a phone; and the frame of every page (help, search, menus, the navigation of a
// phone) both ways.
import { navigationOf, newAccount, open, settled, visit } from "./desk.mjs";
import { begin, oneOfEach, pagesBelow, pagesOfAdministrator, pagesOfAuditor } from "./everything.mjs";
import { checkReachable, look, newPage, views } from "./looks.mjs";
import { check, checkEqual, done, openBrowser, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 8, people: 90, days: 0, services: true });
const city = await program.signIn("demo-city");
const admin = await program.signIn("demo-admin");
const auditor = await newAccount(program, admin, { name: "shenji", role: "Auditor" });
const browser = await openBrowser();
const faults = [];
const of = await step("one of each", () => oneOfEach(program, city, admin));
const ways = [
  { language: "zh-CN", view: views[0], isOnPhone: false },
  { language: "en", view: views[2], isOnPhone: true },
];
const nameOf = ({ language, view }) => `${language}, ${view.name}`;

const shown = ".el-overlay:visible .el-dialog, .el-overlay:visible .el-message-box, .el-overlay:visible .el-drawer, [role=dialog]:visible";
const menus = "[role=menu]:visible, .el-popper[aria-hidden=false]:visible";
const openNow = async (page) => {
  if (await page.locator(shown).count()) return "dialog";
  return (await page.locator(menus).count()) ? "menu" : "";
};

async function close(page, name) {
  await page.keyboard.press("Escape");
  const isClosed = () => until(async () => !(await openNow(page)), `“${name}” closes`, 3_000);
  await isClosed().catch(async () => {
    // A dialog that asks what must not be lost has a button for it.
    await page.locator(shown).last().locator("button").first().click();
    await isClosed();
  });
}

/** Every button at the head of the page and in its first row: what it opens is looked at and closed again. */
async function lookAtWhatOpens(page, way, path) {
  const head = "main header.head .buttons button:enabled:not([aria-pressed])";
  const buttons = page.locator(`${head}, main tbody tr:nth-child(1) td.actions button:enabled`);
  const address = page.url();
  let count = 0;
  for (let index = 0; index < (await buttons.count()); index++) {
    const button = buttons.nth(index);
    if (!(await button.isVisible())) continue;
    const name = (await button.innerText()).trim() || (await button.getAttribute("aria-label"));
    await button.click();
    const opened = await until(async () => (await openNow(page)) || (page.url() !== address && "page"), "something opens", 2_000).catch(() => "nothing");
    if (opened === "dialog" || opened === "menu") {
      await settled(page);
      const what = `${path}, ${nameOf(way)}: “${name}” opens a ${opened}`;
      await look(page, what, way.isOnPhone);
      if (opened === "dialog" && !way.isOnPhone) await checkReachable(page, what);
      await close(page, name);
      count++;
    }
    if (page.url() !== address) await visit(page, path);
  }
  return count;
}

async function go(as, way, pathsOf) {
  const page = await newPage(program, browser, faults, { as, ...way });
  await open(page, "/me");
  let count = 0;
  for (const [index, path] of (await pathsOf(page)).entries()) {
    if (index % 2 !== ways.indexOf(way) || path === "/dashboard/wall") continue;
    await visit(page, path);
    await begin(page, path);
    count += await lookAtWhatOpens(page, way, path);
  }
  await page.context().close();
  return count;
}

let total = 0;
for (const way of ways)
  await step(`what the buttons open, ${nameOf(way)}`, async () => {
    total += await go(city, way, async (page) => [...(await navigationOf(page)), ...pagesBelow(of)]);
    total += await go(admin, way, () => pagesOfAdministrator(of));
    total += await go(auditor, way, () => pagesOfAuditor);
  });
check(total >= 40, `${total} dialogs and menus`);

for (const way of ways)
  await step(`the frame of every page, ${nameOf(way)}`, async () => {
    const page = await newPage(program, browser, faults, { as: city, ...way });
    await open(page, "/enterprises");
    await page.keyboard.press("?");
    await page.locator(shown).first().waitFor();
    await look(page, `the help on keys, ${nameOf(way)}`, way.isOnPhone);
    await close(page, "the help");
    await page.keyboard.press("/");
    await page.keyboard.type("公司");
    await page.locator("[role=option]").first().waitFor();
    await look(page, `what the search finds, ${nameOf(way)}`, way.isOnPhone);
    await page.keyboard.press("Escape");
    for (const menu of await page.locator("header.bar .right button[aria-haspopup]:visible").all()) {
      await menu.click();
      await page.locator("[role=menu]:visible").first().waitFor();
      const name = (await menu.innerText()).replace(/\s+/g, " ").trim() || (await menu.getAttribute("aria-label"));
      await look(page, `the menu “${name}”, ${nameOf(way)}`, way.isOnPhone);
      await page.keyboard.press("Escape");
    }
    if (way.isOnPhone) {
      await page.locator("header.bar button.menu").click();
      await page.locator(".side.open").waitFor();
      await look(page, "the navigation of a phone", true);
    }
    await page.context().close();
  });

checkEqual(faults.flat().join("; "), "", "no script fails");
await done();
