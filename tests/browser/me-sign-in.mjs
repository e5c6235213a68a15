// How a worker gets into the own page, and out of it: the clerk's link and codes in the console, signing in by link,
// document and code, every way in which that is refused, and every way in which it ends.
import { readFileSync } from "node:fs";
import {
  check,
  checkAccessible,
  checkEqual,
  checkNoSideways,
  desk,
  done,
  openBrowser,
  phone as tall,
  shoot,
  startProgram,
  step,
} from "./support.mjs";
import {
  absentOn,
  faults,
  fillIn,
  goOffline,
  goOnline,
  keptOn,
  lookAt,
  lookAtAll,
  newClerk,
  newPhone,
  problemOn,
  refresh,
  send,
  signInOn,
  tab,
  until,
  untilWorker,
} from "./worker.mjs";

const program = await startProgram({ enterprises: 12, people: 300 });
const clerk = await newClerk(program);
const browser = await openBrowser();
const worker = await clerk.enter("张三", 21);
let link;
let code;

await step("the clerk makes the link and the codes in the roster", async () => {
  const context = await newPhone(program, browser, { as: clerk, viewport: desk });
  const page = await context.newPage();
  await page.goto(`/console${clerk.roster}`);
  await page.getByRole("button", { name: "邀请职工" }).click();
  const dialog = page.getByRole("dialog", { name: "邀请职工自己申报" });
  await dialog.getByText("现在没有有效的链接").waitFor();
  await shoot(page, "roster-invite-none");
  await dialog.getByRole("button", { name: "生成链接" }).click();
  const field = dialog.getByLabel("邀请链接");
  await field.waitFor();
  link = await field.inputValue();
  check(link.startsWith(`${program.url}/me/#invitation=tz_i_`), "a link to this server with the token behind the #", link);
  await checkAccessible(page, "the invitation");
  await shoot(page, "roster-invite-made");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "邀请职工" }).click();
  await dialog.getByText("现在的链接由").waitFor();
  check(!(await dialog.innerText()).includes("tz_i_"), "afterwards it is not shown again");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "生成个人码" }).click();
  await page.getByRole("dialog", { name: "生成个人码" }).getByRole("button", { name: "生成", exact: true }).click();
  const slip = page.locator(".slip", { hasText: "测试车间21" });
  await slip.waitFor();
  code = (await slip.locator(".code").innerText()).replace(/\D/g, "");
  check(/^\d{8}$/.test(code), "a code of eight digits on the slip", code);
  check((await slip.locator(".qr").count()) === 1, "with the QR code of the link");
  const slips = await page.locator(".slip").count();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载 CSV" }).click()]);
  const rows = readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
  checkEqual(rows.length, slips + 1, "a row for each slip in the file");
  check(rows.some((row) => row.includes(code) && row.includes("测试车间21")), "with the code and whose it is");
  await checkAccessible(page, "the codes");
  await shoot(page, "roster-codes");
  await page.keyboard.press("Escape");
  await page.locator(".slip").first().waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "生成个人码" }).click();
  await page.getByRole("dialog", { name: "生成个人码" }).getByRole("button", { name: "生成", exact: true }).click();
  await page.getByText("花名册上的人都已有个人码").waitFor();
  await context.close();
});

await step("the same in English, in the dark, on the clerk's phone: one new code for one selected", async () => {
  const context = await newPhone(program, browser, { as: clerk, viewport: tall, colorScheme: "dark", locale: "en" });
  const page = await context.newPage();
  await page.goto(`/console${clerk.roster}`);
  await page.getByRole("button", { name: "Invite the staff" }).click();
  await page.getByText("The present link was made by").waitFor();
  await page.waitForTimeout(400);
  await checkAccessible(page, "the invitation, en, dark, phone");
  await checkNoSideways(page, "the invitation, en, dark, phone");
  await shoot(page, "roster-invite-phone-dark");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByLabel(/^Select (?!all)/).last().check({ force: true });
  await page.getByRole("button", { name: "Personal codes" }).last().click();
  await page.getByRole("dialog", { name: "Make personal codes" }).getByRole("button", { name: "Make codes" }).click();
  await page.locator(".slip .code").waitFor();
  checkEqual(await page.locator(".slip").count(), 1, "one slip");
  await page.getByLabel("Paste the link here").fill("https://example.com/");
  await page.getByText("This is no invitation link").waitFor();
  await page.getByLabel("Paste the link here").fill(link);
  await page.locator(".slip .qr").waitFor();
  await checkAccessible(page, "the code, en, dark, phone");
  await checkNoSideways(page, "the code, en, dark, phone");
  await shoot(page, "roster-codes-phone-dark");
  await page.keyboard.press("Escape");
  await page.getByText("Close without keeping them?").waitFor();
  await context.close();
});

const phone = await newPhone(program, browser);
const page = await phone.newPage();

await step("without a link there is nothing to sign in to", async () => {
  await page.goto("/me/");
  await page.locator("[data-test=invitation-needed]").waitFor();
  await page.locator("[data-test=invitation-needed] input").fill("https://example.com/");
  await page.keyboard.press("Enter");
  await page.locator(".fault").waitFor();
  await lookAt(page, "no-link", "without a link");
  await lookAtAll(page, "no-link", "without a link");
});

await step("a worker signs in by link, document and code, by keyboard alone", async () => {
  await page.goto(link);
  await page.locator("[data-test=sign-in]").waitFor();
  check(!page.url().includes("tz_i_"), "the invitation is out of the address", page.url());
  await lookAtAll(page, "sign-in", "signing in");
  await fillIn(page, "370881198506150", "1234");
  checkEqual(await page.locator(".fault").count(), 2, "what is wrong is told before the server is asked");
  await shoot(page, "me-sign-in-faults");
  await fillIn(page, worker.document, "00000000");
  await until(() => problemOn(page), "the server refuses");
  checkEqual(await problemOn(page), "own_sign_in_failed", "a wrong code");
  await lookAt(page, "sign-in-wrong", "a wrong code");
  await page.locator("[name=document]").fill("");
  await page.locator("[name=document]").focus();
  await page.keyboard.type(worker.document);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(`${code.slice(0, 4)} ${code.slice(4)}`);
  await page.keyboard.press("Enter");
  await absentOn(page, "none");
  const everywhere = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  check(!everywhere.includes("tz_"), "the token is in IndexedDB alone", everywhere);
  check(JSON.stringify(await keptOn(page)).includes("tz_p_"), "and there it is");
  await lookAtAll(page, "none", "no pass yet");
});

await step("a code is good once", async () => {
  const other = await newPhone(program, browser);
  const second = await other.newPage();
  await second.goto(link);
  await fillIn(second, worker.document, code);
  await until(() => problemOn(second), "the server refuses");
  checkEqual(await problemOn(second), "own_sign_in_failed", "a used code");
  await other.close();
});

await step("a network that breaks off: at the sign-in the code may be gone, and that is said", async () => {
  const unlucky = await clerk.enter("赵六", 24);
  const other = await newPhone(program, browser);
  const second = await other.newPage();
  await second.route("**/my/session", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await second.route("**/my", (route) => route.abort());
  await second.goto(link);
  const once = await clerk.newCode(unlucky);
  await fillIn(second, unlucky.document, once);
  await until(async () => (await problemOn(second)) === "network", "no answer");
  await second.unroute("**/my/session");
  await second.locator("[data-test=sign-in] button[type=submit]").click();
  await second.getByText("上一次登录时网络断了").waitFor();
  await lookAt(second, "sign-in-unsure", "a sign-in that was cut off");
  await fillIn(second, unlucky.document, await clerk.newCode(unlucky));
  await absentOn(second, "unknown");
  await second.getByText("第一次使用需要联网").waitFor();
  await lookAt(second, "unknown", "signed in and nothing fetched");
  await second.unroute("**/my");
  await refresh(second);
  await absentOn(second, "none");
  await other.close();
});

await step("five wrong codes lock the document for a while", async () => {
  const locked = await clerk.enter("李四", 22);
  const other = await newPhone(program, browser);
  const second = await other.newPage();
  await second.goto(link);
  for (let i = 0; i < 5; i++) {
    await second.locator("[data-test=problem]").waitFor({ state: "detached" });
    await fillIn(second, locked.document, `0000000${i}`);
    await second.locator("[data-test=problem]").waitFor();
    if (i < 4) await second.reload();
  }
  await second.reload();
  await fillIn(second, locked.document, await clerk.newCode(locked));
  await until(async () => (await problemOn(second)) === "locked", "it is locked, for the right code too");
  check(await second.locator("[data-test=sign-in] button[type=submit]").isDisabled(), "the button waits");
  check(/\d+ 分|\d+ 秒/.test(await second.locator("[data-test=problem]").innerText()), "and says for how long");
  await lookAt(second, "locked", "a locked document");
  await other.close();
});

await step("a replaced link opens nothing; who has signed in stays in", async () => {
  const another = await clerk.enter("王五", 23);
  const before = link;
  link = await clerk.newLink();
  const other = await newPhone(program, browser);
  const second = await other.newPage();
  await second.goto(before);
  await fillIn(second, another.document, await clerk.newCode(another));
  await until(async () => (await problemOn(second)) === "no_such_invitation", "the old link is refused");
  await second.locator("[data-test=invitation-needed]").waitFor();
  await lookAt(second, "replaced", "a replaced link");
  await second.locator("[data-test=invitation-needed] input").fill(link);
  await second.keyboard.press("Enter");
  await fillIn(second, another.document, await clerk.newCode(another));
  await absentOn(second, "none");
  await clerk.post(`${clerk.roster}/leave`, { person: another.id });
  await refresh(second);
  await absentOn(second, "hasLeft");
  await lookAt(second, "has-left", "off the roster");
  await other.close();
  await page.goto(link);
  // Only what stands behind the # has changed, so the page is there already and takes it out.
  await until(() => !page.url().includes("tz_i_"), "the invitation leaves the address");
  await absentOn(page, "none");
  check(true, "the link of the chat opens the page of who is in");
});

await step("signing out ends it on all phones and leaves nothing", async () => {
  const other = await newPhone(program, browser);
  const second = await other.newPage();
  await signInOn(second, link, worker.document, await clerk.newCode(worker));
  await tab(second, "mine");
  await lookAtAll(second, "mine", "oneself");
  await second.locator("[data-test=sign-out]").click();
  await lookAt(second, "sign-out", "signing out");
  await second.locator("[data-test=sign-out-sure]").click();
  await second.locator("[data-test=invitation-needed]").waitFor();
  await lookAt(second, "signed-out", "signed out");
  checkEqual(JSON.stringify(await keptOn(second)), "[[],[]]", "nothing is kept");
  await other.close();

  await page.goto("/me/");
  await page.locator("[data-test=ending]").waitFor();
  check((await page.locator("[data-test=ending]").innerText()).includes("登录已经结束"), "the first phone says what happened");
  check(!JSON.stringify(await keptOn(page)).includes("token"), "and keeps no token and no pass");
  await lookAt(page, "ended", "ended elsewhere");
});

await step("without a network, signing out forgets all the same", async () => {
  await signInOn(page, link, worker.document, await clerk.newCode(worker));
  await untilWorker(page);
  await goOffline(page);
  await tab(page, "declare");
  await send(page);
  await page.locator("[data-test=news]").waitFor();
  await tab(page, "mine");
  await page.locator("[data-test=sign-out]").click();
  await page.getByText("还有 1 份申报没有送出").waitFor();
  await page.locator("[data-test=sign-out-sure]").click();
  await page.locator("[data-test=ending]").waitFor();
  checkEqual(JSON.stringify(await keptOn(page)), "[[],[]]", "nothing is kept");
  await goOnline(page);
});

await step("it can be put on the home screen", async () => {
  const manifest = await (await fetch(`${program.url}/me/manifest.webmanifest`)).json();
  for (const { src } of manifest.icons) checkEqual((await fetch(`${program.url}/me/${src}`)).status, 200, `${src} is there`);
  checkEqual(manifest.start_url, "/me/", "it opens with the pass");
});

checkEqual(faults.join("; "), "", "no page failed unforeseen");
await done();
