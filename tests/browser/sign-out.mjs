// One person at two desks. Signing out everywhere ends both at once: the other desk asks who is there, over what is on its
// screen, and goes on with it afterwards. So does a changed password; a single session can be ended from the other desk;
// and whoever signs in over the page of somebody else does not find it there.
import { goByNavigation, open, settled, signInOn, watchFaults } from "./desk.mjs";
import { checkReachable } from "./looks.mjs";
import { check, checkAccessible, checkEqual, done, openBrowser, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 6, people: 120, days: 0 });
const browser = await openBrowser();
const faults = [];
let password = program.accounts["demo-city"];

async function newDesk(name = "demo-city", word = password) {
  const context = await program.newContext(browser);
  faults.push(watchFaults(context));
  const page = await context.newPage();
  await page.goto("/console/");
  await signInOn(page, name, word);
  await page.waitForURL("**/dashboard", { timeout: 60_000 });
  await settled(page);
  return { context, page };
}
/** The sign-in that appears over the page. */
const asks = (page) => page.locator(".el-dialog", { has: page.locator("input[autocomplete=current-password]") });
const status = (page) => page.request.get("/session").then((answer) => answer.status());

/** Types into the sign-in over the page, and sends it. */
async function answer(page, word, name = "demo-city") {
  await asks(page).locator("input[autocomplete=username]").fill(name);
  await asks(page).locator("input[autocomplete=current-password]").fill(word);
  await asks(page).locator("form button[type=submit]").click();
}
const untilAnswered = (page) => until(async () => !(await asks(page).count()), "the question goes", 45_000);
const isRefused = (page) => asks(page).locator("[role=alert]").waitFor();

/** As an administrator ends all sessions of somebody. */
async function endAll() {
  const admin = await program.signIn("demo-admin");
  const { items } = await admin.get("/accounts?sign_in_name=demo-city");
  await admin.post(`/accounts/${items[0].id}/sign-out`);
}

const here = await newDesk();
const there = await newDesk();

await step("both desks are known, and which of them is this one", async () => {
  await open(here.page, "/me");
  await until(async () => (await here.page.locator("main li", { hasText: "最近使用" }).count()) === 2, "two sessions are listed");
  checkEqual(await here.page.locator("main li", { hasText: "当前" }).count(), 1, "one of them is this one");
});

await step("a single session is ended from the other desk", async () => {
  const third = await newDesk();
  await here.page.reload();
  const others = here.page.locator("main li", { hasText: "最近使用" });
  await until(async () => (await others.count()) === 3, "three sessions are listed");
  // The newest of the others is the third.
  const ended = await (await third.page.request.get("/sessions")).json();
  const { id } = ended.items.find(({ current }) => current);
  const order = (await (await here.page.request.get("/sessions")).json()).items.findIndex((one) => one.id === id);
  await others.nth(order).getByRole("button", { name: "结束" }).click();
  await here.page.locator(".el-message-box").getByRole("button", { name: "结束" }).click();
  await until(async () => (await status(third.page)) === 401, "the third is out");
  check(true, "its session is over");
  checkEqual(await status(there.page), 200, "the second is not");
  await third.context.close();
});

await step("signed out everywhere, from one desk", async () => {
  await open(there.page, "/enterprises");
  const first = await there.page.locator("main tbody tr td.primary").first().innerText();
  await here.page.getByRole("button", { name: "在所有设备上退出登录" }).click();
  await here.page.locator(".el-message-box").getByRole("button", { name: "在所有设备上退出登录" }).click();
  await here.page.waitForURL("**/console/sign-in**");
  checkEqual(await status(here.page), 401, "out here");
  checkEqual(await status(there.page), 401, "and there, at once");

  await there.page.keyboard.press("r");
  await asks(there.page).waitFor();
  check(true, "the next action there asks who is there");
  check((await there.page.locator("main").innerText()).includes(first), "over what is on the screen");
  await checkAccessible(there.page, "the sign-in over a page");
  await checkReachable(there.page, "the sign-in over a page");
  await shoot(there.page, "sign-out-over-page");
  await there.page.keyboard.press("Escape");
  check(await asks(there.page).isVisible(), "and cannot be waved away");
  await answer(there.page, "not-the-password");
  await isRefused(there.page);
  check(true, "a wrong password is told");
  await answer(there.page, password);
  await untilAnswered(there.page);
  checkEqual(new URL(there.page.url()).pathname, "/console/enterprises", "and one goes on where one was");
  await settled(there.page);
  check((await there.page.locator("main").innerText()).includes(first), "with the same rows");
  checkEqual(await status(here.page), 401, "the first desk stays out");
});

await step("what was typed is not lost when the session ends over it", async () => {
  await open(there.page, "/enterprises");
  await there.page.locator("main tbody tr td.primary a").first().click();
  await there.page.waitForURL(/\/enterprises\/[0-9a-f-]{36}$/);
  await there.page.locator("main header.head .buttons").getByRole("button", { name: "修改" }).click();
  const dialog = there.page.getByRole("dialog").first();
  const staff = dialog.getByLabel("从业人员");
  await staff.fill("321");
  await endAll();
  await dialog.locator("button[type=submit]").click();
  await asks(there.page).waitFor();
  await answer(there.page, password);
  await untilAnswered(there.page);
  checkEqual(await staff.inputValue(), "321", "what was typed is still there");
  await dialog.locator("button[type=submit]").click();
  await until(async () => !(await there.page.getByRole("dialog").count()), "it is saved", 20_000);
  check((await there.page.locator("main").innerText()).includes("321"), "and saved");
});

await step("a changed password ends the other desk", async () => {
  await here.page.goto("/console/sign-in");
  await signInOn(here.page, "demo-city", password);
  await here.page.waitForURL("**/dashboard", { timeout: 60_000 });
  await open(here.page, "/me");
  const form = here.page.locator("form", { has: here.page.locator("input[autocomplete=new-password]") });
  await form.locator("input[autocomplete=current-password]").fill("not-the-password");
  for (const each of [0, 1]) await form.locator("input[autocomplete=new-password]").nth(each).fill("Yanzi-514-BC");
  await form.locator("button[type=submit]").click();
  await form.locator(".fault, [role=alert]").first().waitFor();
  check(true, "who does not know the old one cannot change it");
  await form.locator("input[autocomplete=current-password]").fill(password);
  await form.locator("button[type=submit]").click();
  await until(async () => (await status(there.page)) === 401, "the other desk is out");
  const [former] = [password, (password = "Yanzi-514-BC")];
  checkEqual(await status(here.page), 200, "this one stays");
  await there.page.keyboard.press("Escape");
  await goByNavigation(there.page, "/passages");
  await asks(there.page).waitFor();
  check(true, "the other desk asks on its next action");
  await answer(there.page, former);
  await isRefused(there.page);
  check(true, "the old password is no good");
  await answer(there.page, password);
  await untilAnswered(there.page);
  await settled(there.page);
  checkEqual(await status(there.page), 200, "the new one is");
});

await step("somebody else at the desk does not find what was there", async () => {
  await open(there.page, "/people");
  await endAll();
  await there.page.keyboard.press("r");
  await asks(there.page).waitFor();
  await answer(there.page, program.accounts["demo-admin"], "demo-admin");
  await there.page.waitForURL((url) => url.pathname !== "/console/people", { timeout: 60_000 });
  await settled(there.page);
  check(!(await there.page.locator("body").innerText()).includes("花名册"), "the page of the other one is gone");
  checkEqual(await there.page.locator("main tbody tr", { hasText: "*" }).count(), 0, "and the people on it");
});

await step("an ordinary sign-out ends this desk alone", async () => {
  const other = await newDesk();
  await here.page.goto("/console/sign-in");
  await signInOn(here.page, "demo-city", password);
  await here.page.waitForURL("**/dashboard", { timeout: 60_000 });
  await here.page.locator("header.bar button.who").click();
  await here.page.getByRole("menuitem", { name: "退出登录" }).click();
  await here.page.waitForURL("**/console/sign-in**");
  checkEqual(await status(here.page), 401, "out");
  checkEqual(await status(other.page), 200, "the other desk works on");
  await here.page.goBack();
  await here.page.waitForURL("**/sign-in**");
  check(true, "and going back shows nothing");
});

checkEqual(faults.flat().join("; "), "", "no script fails");
await done();
