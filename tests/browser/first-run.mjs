// An empty installation becomes a city at work: the one-time link, the administrator, the second factor, the city, the
// first import; and then signing in as on every other day.
import { readFileSync } from "node:fs";
import { newAuthenticator, open, settled, signInOn, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, checkNoSideways, desk, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

const name = "liuyang";
const password = "Kongzi-551-BC";
const linkIn = (said) => /\S+\/console\/#\/links\/\S+/.exec(said)?.[0];

const program = await startProgram({ city: false, settings: { "security.require_totp": true } });
const link = linkIn(program.said);
check(link?.startsWith(program.url), "the program prints a one-time link", program.said);

const browser = await openBrowser();
const context = await program.newContext(browser);
const faults = watchFaults(context);
const page = await context.newPage();
const stepNow = () => page.locator("[aria-current=step]").innerText();
let authenticator;
let recovery;

await step("the link leads to the set-up and leaves the address", async () => {
  await page.goto(link);
  await page.getByRole("heading", { name: "建立管理员账号" }).waitFor();
  checkEqual(new URL(page.url()).pathname, "/console/welcome", "the set-up is there");
  check(!page.url().includes("tz_"), "the token is out of the address", page.url());
  check(await page.evaluate(() => !JSON.stringify([{ ...localStorage }, document.cookie]).includes("tz_")), "and kept for this tab alone");
  check((await stepNow()).includes("管理员账号"), "the first of four steps", await stepNow());
  checkEqual(await page.locator(".steps li").count(), 4, "four steps are announced");
  await checkAccessible(page, "the administrator's account");
  await shoot(page, "first-run-account");
});

await step("faults stand beside their fields", async () => {
  await page.getByLabel("姓名").fill("刘洋");
  await page.getByLabel("登录名").fill(name);
  await page.getByLabel("密码").first().fill("12345678");
  await page.getByLabel("再输一遍").or(page.locator("input[autocomplete=new-password]").nth(1)).first().fill("1234567");
  check((await page.locator(".fault").innerText()).length > 0, "two passwords that differ are told apart");
  check(await page.locator("form button[type=submit]").isDisabled(), "and are not sent");
  await page.locator("input[autocomplete=new-password]").nth(1).fill("12345678");
  await page.locator("form button[type=submit]").click();
  const fault = page.locator(".form-field", { has: page.locator("input[autocomplete=new-password]") }).first().locator(".fault");
  await fault.waitFor();
  check(/位|字符|密码/.test(await fault.innerText()), "a weak password is refused beside its field", await fault.innerText());
  await page.reload();
  await page.getByRole("heading", { name: "建立管理员账号" }).waitFor();
  check(true, "a reloaded page goes on with the link");
});

await step("the administrator's account is made", async () => {
  await page.getByLabel("姓名").fill("刘洋");
  await page.getByLabel("登录名").fill(name);
  for (const each of [0, 1]) await page.locator("input[autocomplete=new-password]").nth(each).fill(password);
  await page.locator("form button[type=submit]").click();
  await page.locator("svg.qr").waitFor({ timeout: 30_000 });
  check((await stepNow()).includes("验证器"), "the second step", await stepNow());
});

await step("nothing else opens before the second factor is there", async () => {
  const other = await context.newPage();
  await other.goto("/console/accounts");
  await other.waitForURL("**/console/sign-in?return=**");
  await other.locator("svg.qr").waitFor();
  const answer = await other.request.get("/accounts");
  checkEqual(answer.status(), 403, "nor does the API");
  await other.close();
});

await step("an authenticator is set up; a wrong code is not taken", async () => {
  // The other tab has begun anew, and with it a secret: this one is read again.
  await page.reload();
  await page.locator("svg.qr").waitFor();
  await checkAccessible(page, "the second factor");
  await page.locator("details summary").click();
  authenticator = newAuthenticator(await page.locator("details input").inputValue());
  const code = page.locator("input[autocomplete=one-time-code]");
  await code.fill("000000");
  await page.locator("form button[type=submit]").click();
  await page.locator(".form-field .fault").waitFor();
  check((await page.locator(".form-field .fault").innerText()).includes("验证码"), "a wrong code is told beside its field");
  await code.fill((await authenticator.code()).replace(/^.../, "$& "));
  await page.locator("form button[type=submit]").click();
  await page.getByRole("heading", { name: "恢复码" }).waitFor();
  await checkAccessible(page, "the recovery codes");
  recovery = await page.locator("section ul li").allInnerTexts();
  check(recovery.length >= 8 && new Set(recovery).size === recovery.length, "recovery codes are shown", recovery.join());
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载" }).click()]);
  checkEqual(readFileSync(await file.path(), "utf8").trim(), recovery.join("\n"), "and can be kept as a file");
  const on = page.getByRole("button", { name: "完成" });
  check(await on.isDisabled(), "one goes on when they are in a safe place");
  await page.locator(".el-checkbox").click();
  await on.click();
});

await step("the city is the one of the installation", async () => {
  await page.getByRole("heading", { name: "核对城市" }).waitFor();
  await page.locator(".city", { hasText: "济宁市" }).waitFor();
  check((await page.locator(".city").innerText()).includes("3708"), "济宁市, 3708", await page.locator(".city").innerText());
  await page.getByText("任城区", { exact: true }).waitFor();
  const counties = await page.locator(".card li").allInnerTexts();
  for (const county of ["任城区", "兖州区", "曲阜市", "泗水县", "邹城市", "微山县", "鱼台县", "金乡县", "嘉祥县", "汶上县", "梁山县"])
    check(counties.includes(county), `${county} has its command`, counties.join());
  await checkAccessible(page, "the city");
  await page.setViewportSize(phone);
  await checkNoSideways(page, "the city on a phone");
  await shoot(page, "first-run-city-phone");
  await page.reload();
  await page.getByRole("heading", { name: "核对城市" }).waitFor();
  await page.getByRole("button", { name: "正确" }).click();
});

/** The authenticator that a page offers, set up; the recovery codes are left where they are. */
async function setUpFactor(where) {
  await where.locator("svg.qr").waitFor({ timeout: 30_000 });
  await where.locator("details summary").click();
  const made = newAuthenticator(await where.locator("details input").inputValue());
  await where.locator("input[autocomplete=one-time-code]").fill(await made.code());
  await where.locator("form button[type=submit]").click();
  await where.locator(".el-checkbox").click();
  await where.getByRole("button", { name: "完成" }).click();
}

await step("an import is offered to whoever may import", async () => {
  await page.getByRole("heading", { name: "导入企业名录" }).waitFor();
  await checkAccessible(page, "the offer to import");
  await checkNoSideways(page, "the offer on a phone");
  const { permissions } = await (await page.request.get("/session")).json();
  const mayImport = ["import_run", "enterprise_write"].every((each) => permissions.includes(each));
  const offer = page.getByRole("button", { name: "导入表格" });
  checkEqual(await offer.count(), mayImport ? 1 : 0, `the administrator ${mayImport ? "may" : "may not"} import`);
  if (mayImport) {
    await offer.click();
    await page.waitForURL("**/console/imports/new");
    await settled(page);
    checkEqual(await page.locator("input[type=file]").count(), 1, "and the wizard takes a file");
    await open(page, "/accounts");
  } else {
    check((await page.locator(".card").innerText()).includes("邀请"), "and is told who does");
    await page.getByRole("button", { name: "邀请同事" }).click();
    await page.waitForURL("**/console/accounts");
  }
});

await step("a colleague of the command is invited, comes in, and can import", async () => {
  await page.setViewportSize(desk);
  await settled(page);
  await page.getByRole("button", { name: "新建账号" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("姓名").fill("孔令辉");
  await dialog.getByLabel("登录名").fill("konglinghui");
  await dialog.getByRole("combobox").fill("济宁市");
  await page.getByRole("option", { name: "济宁市" }).first().click();
  await dialog.getByText("市指挥部", { exact: false }).locator("visible=true").first().waitFor();
  await dialog.locator(".roles label", { hasText: /^市指挥部/ }).click();
  await checkAccessible(page, "the invitation");
  await dialog.locator("button[type=submit]").click();
  const invitation = await page.getByRole("dialog", { name: "邀请链接" }).locator("input").inputValue();
  await page.getByRole("dialog", { name: "邀请链接" }).getByRole("button", { name: "关闭" }).last().click();
  await page.getByText("孔令辉").first().waitFor();

  const theirs = await program.newContext(browser);
  const colleague = await theirs.newPage();
  await colleague.goto(invitation);
  await colleague.getByRole("heading", { name: "孔令辉" }).waitFor();
  await checkAccessible(colleague, "an invitation that was opened");
  for (const each of [0, 1]) await colleague.locator("input[autocomplete=new-password]").nth(each).fill("Mengzi-372-BC");
  await colleague.locator("form button[type=submit]").click();
  await setUpFactor(colleague);
  await colleague.waitForURL("**/console/dashboard", { timeout: 30_000 });
  await settled(colleague);
  check((await colleague.locator("main h1").innerText()).includes("济宁市"), "the city is seen", await colleague.locator("main").innerText());
  await open(colleague, "/imports/new");
  await colleague.getByText("企业名录").or(colleague.getByText("企业", { exact: true })).first().waitFor();
  checkEqual(await colleague.locator("input[type=file]").count(), 1, "and the wizard takes a file");
  await theirs.close();
});

await step("signing in: password, then a code", async () => {
  await page.request.delete("/session", { headers: { "x-csrf-token": (await (await page.request.get("/session")).json()).csrf_token } });
  await page.goto("/console/accounts");
  await page.waitForURL("**/console/sign-in?return=**");
  await signInOn(page, name, "Kongzi-552-BC");
  await page.locator("[role=alert]").waitFor();
  check((await page.locator("[role=alert]").innerText()).includes("不正确"), "a wrong password is refused");
  await signInOn(page, name, password);
  const code = page.locator("input[autocomplete=one-time-code]");
  await code.waitFor();
  checkEqual((await page.request.get("/session")).status(), 401, "a password alone does not let in");
  check(await code.evaluate((field) => field === document.activeElement), "the code can be typed at once");
  await checkAccessible(page, "the code at sign-in");
  await code.fill("123456");
  await page.locator("form button[type=submit]").click();
  await page.locator("[role=alert]").waitFor();
  check((await page.locator("[role=alert]").innerText()).includes("验证码"), "a wrong code is refused", await page.locator("[role=alert]").innerText());
  const good = await authenticator.code();
  await code.fill(good);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL("**/console/accounts", { timeout: 30_000 });
  await settled(page);
  check((await page.locator("main").innerText()).includes("刘洋"), "in, and where one wanted to go");

  const second = await program.newContext(browser);
  const again = await second.newPage();
  await again.goto("/console/");
  await signInOn(again, name, password);
  await again.locator("input[autocomplete=one-time-code]").fill(good);
  await again.locator("form button[type=submit]").click();
  await again.locator("[role=alert]").waitFor();
  check(true, "a code that was seen over the shoulder does not work again");
  await again.getByRole("button", { name: "恢复码" }).click();
  await again.locator("input[autocomplete=one-time-code]").fill(recovery[0]);
  await again.locator("form button[type=submit]").click();
  await until(() => again.evaluate(() => !location.pathname.includes("sign-in")), "signed in", 30_000);
  await settled(again);
  check(true, "without the phone a recovery code lets in");
  await second.close();
});

await step("the link works once", async () => {
  const stranger = await program.newContext(browser);
  const other = await stranger.newPage();
  for (const address of [link, `${program.url}/console/#/links/tz_i_neverwasone`]) {
    await other.goto(address);
    await other.locator("[role=alert]").waitFor();
    check((await other.locator("[role=alert]").innerText()).includes("链接无效"), "a link that was used, or never was, is refused");
    await checkAccessible(other, "a link that is no more");
    await other.getByRole("link", { name: "去登录" }).click();
    await other.waitForURL("**/console/sign-in");
  }
  const answer = await other.request.post("/links/redemption", {
    data: { token: link.split("/").at(-1), password, display_name: "他人", sign_in_name: "taren" },
  });
  checkEqual(answer.status(), 404, "nor does the API take it");
  await other.goto("/console/welcome");
  await other.waitForURL("**/console/sign-in");
  check(true, "without a link there is no set-up");
  await program.stop();
  await program.start();
  check(linkIn(program.said) === undefined, "and the program prints no other");
  await open(page, "/accounts");
  check((await page.locator("main").innerText()).includes("刘洋"), "whoever was signed in still is");
  await stranger.close();
});

check(faults.length === 0, "no script fails", faults.join("; "));
await done();
