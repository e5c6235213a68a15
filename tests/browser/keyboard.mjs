// Without a mouse: on every page of the console, whatever answers a click is come to by Tab; and a day's work, from signing
// in to another language, is done by keyboard alone.
import { navigationOf, open, settled, visit } from "./desk.mjs";
import { begin, oneOfEach, pagesBelow, pagesOfAdministrator } from "./everything.mjs";
import { checkReachable, newPage } from "./looks.mjs";
import { check, checkEqual, done, openBrowser, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 8, people: 90, days: 0, services: true });
const city = await program.signIn("demo-city");
const admin = await program.signIn("demo-admin");
const browser = await openBrowser();
const faults = [];
const of = await step("one of each", () => oneOfEach(program, city, admin));

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 40) ?? "");
/** Goes on with Tab until what is wanted has the focus, as somebody would who looks for it. */
async function tabTo(page, wanted, what, most = 120) {
  const target = page.locator(wanted).first();
  await target.waitFor();
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((node) => node === document.activeElement || node.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${most} tabs do not lead to ${what}; at “${await focused(page)}”`);
}

await step("whatever answers a click is come to by Tab", async () => {
  const walk = async (as, pathsOf) => {
    const page = await newPage(program, browser, faults, { as });
    await open(page, "/me");
    await checkReachable(page, "/me and the frame around it");
    for (const path of await pathsOf(page)) {
      await visit(page, path);
      await begin(page, path);
      await checkReachable(page, path, "main");
    }
    await page.context().close();
  };
  await walk(city, async (page) => [...(await navigationOf(page)), ...pagesBelow(of)]);
  await walk(admin, () => pagesOfAdministrator(of));
  const stranger = await newPage(program, browser, faults);
  await stranger.goto("/console/sign-in");
  await settled(stranger);
  await checkReachable(stranger, "/sign-in");
  await stranger.context().close();
});

const page = await newPage(program, browser, faults);
const enterprise = await city.get(`/enterprises/${of.enterprise}`);

await step("signing in, and past the navigation", async () => {
  await page.goto("/console/");
  await page.waitForURL("**/sign-in**");
  await tabTo(page, "input[autocomplete=username]", "the name");
  await page.keyboard.type("demo-city");
  await tabTo(page, "input[autocomplete=current-password]", "the password");
  await page.keyboard.type(program.accounts["demo-city"]);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard", { timeout: 60_000 });
  await settled(page);
  check(true, "signed in");
  await page.keyboard.press("Tab");
  check((await focused(page)).includes("跳到"), "the first Tab leads past the navigation", await focused(page));
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement?.id === "main"), "to the page itself");
});

await step("the help on keys, and the search", async () => {
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "快捷键" }).waitFor();
  check((await page.getByRole("dialog").innerText()).includes("搜索"), "? tells the keys");
  await page.keyboard.press("Escape");
  await until(async () => !(await page.getByRole("dialog").count()), "Escape closes the help");
  await page.keyboard.press("/");
  await page.keyboard.type(enterprise.name);
  const options = page.locator("[role=option]");
  await options.filter({ hasText: enterprise.name }).first().waitFor();
  const chosen = options.and(page.locator("[aria-selected=true]"));
  for (let i = 0; i < 20 && !(await chosen.filter({ hasText: enterprise.name }).count()); i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/enterprises/${of.enterprise}`);
  await page.getByRole("heading", { level: 1, name: enterprise.name }).waitFor();
  check(true, "/ finds an enterprise and opens it");
});

await step("a form in a dialog", async () => {
  await tabTo(page, "main header.head .buttons button", "the button to edit");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await until(() => dialog.evaluate((node) => node.contains(document.activeElement)), "the focus is in the dialog");
  const staff = dialog.getByLabel("从业人员");
  await staff.waitFor();
  for (let i = 0; i < 60 && !(await staff.evaluate((node) => node === document.activeElement)); i++) await page.keyboard.press("Tab");
  check(await dialog.evaluate((node) => node.contains(document.activeElement)), "Tab stays in the dialog");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await until(async () => !(await dialog.count()), "the dialog closes", 20_000);
  await until(async () => (await city.get(`/enterprises/${of.enterprise}`)).staff === 123, "it is saved");
  check(true, "edited and saved");
  await page.getByText("123", { exact: false }).first().waitFor();
  check(await page.evaluate(() => document.activeElement !== document.body), "and the focus is not lost", await focused(page));
});

await step("the rows of a list", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("通行台账");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/passages");
  await page.locator("main tbody tr").first().waitFor();
  for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  checkEqual(await page.locator("main tbody tr[aria-current]").count(), 1, "j and k go through the rows");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/passages\/[0-9a-f-]{36}$/);
  check(true, "Enter opens the row");
});

await step("the tree of organisations", async () => {
  await visit(page, "/organizations/tree");
  await tabTo(page, "[role=tree]", "the tree");
  const items = page.locator("[role=treeitem]");
  const isAt = (index) => items.nth(index).evaluate((node) => node === document.activeElement);
  await page.keyboard.press("End");
  await until(async () => isAt((await items.count()) - 1), "End leads to the last");
  await page.keyboard.press("Home");
  await until(() => isAt(0), "Home to the first");
  if ((await items.first().getAttribute("aria-expanded")) === "false") await page.keyboard.press("ArrowRight");
  await until(async () => (await items.first().getAttribute("aria-expanded")) === "true", "it opens");
  await page.keyboard.press("ArrowRight");
  await until(() => isAt(1), "to the one below");
  const name = await items.nth(1).locator("a").innerText();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: name.trim() }).waitFor();
  check(true, "arrows go through the tree, and Enter opens an organisation");
});

await step("another language", async () => {
  await tabTo(page, "header.bar .right button[aria-haspopup] >> nth=0", "the menu of languages");
  await page.keyboard.press("Enter");
  await page.locator("[role=menu]:visible").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until(() => page.evaluate(() => document.documentElement.lang === "en"), "the language is English");
  check(true, "the language is changed");
});

checkEqual(faults.flat().join("; "), "", "no script fails");
await done();
