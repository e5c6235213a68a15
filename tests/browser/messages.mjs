// Messages as a city sends them: channels with secrets that never come back, a template with a variable, a broadcast by SMS
// of which some fail and are told so, are mended and tried again; receipts, links that tell reading from applying on a
// phone without an account; a robot's chat; and the inbox. Those at the other end are servers of this story.
import { createServer } from "node:http";
import { allOf, goByNavigation, open, settled, signInOn, still, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

// The SMS gateway refuses a number that is on its list, until it is taken off; the robot takes everything.
const seen = { sms: [], robot: [] };
const refused = new Set(["13800000002"]);
const receiver = createServer((request, answer) => {
  let text = "";
  request.on("data", (part) => (text += part));
  request.on("end", () => {
    const body = JSON.parse(text);
    answer.setHeader("content-type", "application/json");
    if (request.url.startsWith("/robot")) {
      seen.robot.push({ url: request.url, body });
      return answer.end('{"errcode":0,"errmsg":"ok"}');
    }
    body.sn = `SN${seen.sms.push(body)}`;
    answer.end(JSON.stringify(refused.has(body.mobile) ? { code: "7", msg: "黑名单号码" } : { code: "0", sn: body.sn }));
  });
});
await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));
const there = `http://127.0.0.1:${receiver.address().port}`;

const program = await startProgram({ enterprises: 30, people: 40, days: 0 });
const city = await program.signIn("demo-city");
const plant = await program.signIn("demo-plant");
const browser = await openBrowser();
const context = await program.newContext(browser);
const faults = watchFaults(context);
const page = await context.newPage();

const button = (name, where = page) => where.getByRole("button", { name, exact: true });
const dialog = () => page.locator(".el-dialog:visible");
const message = () => page.locator(".el-message-box:visible");
const labelled = (label, where = dialog()) => where.getByLabel(label).first();
const choose = async (select, option) => {
  await select.click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: option }).first().click();
};
const selectOf = (label, where = page) => where.locator(".form-field", { has: page.locator(".label", { hasText: new RegExp(`^${label}`) }) }).locator(".el-select").first();
const number = async (name) => Number((await page.locator("a.figure, div.figure", { has: page.locator(".label", { hasText: new RegExp(`^${name}$`) }) }).locator(".value").innerText()).replace(/\D/g, ""));
const look = async (name, what = name) => {
  await settled(page);
  await still(page);
  await checkAccessible(page, what);
  await shoot(page, `messages-${name}`);
};
const secret = "SECf00dfeedf00dfeedf00dfeed";
const token = "4cce55token";

let robot;
await step("a robot is set up; its secrets never come back", async () => {
  await page.goto("/console/");
  await signInOn(page, "demo-city", program.accounts["demo-city"]);
  await goByNavigation(page, "/channels");
  await page.waitForURL("**/channels");
  await settled(page);
  await look("no-channels", "no channels yet");
  await button("新建通道").first().click();
  await labelled("名称").fill("指挥部值班群");
  await labelled("地址").fill(`${there}/robot/send?access_token=${token}`);
  await button("建立", dialog()).click();
  await dialog().locator(".fault").first().waitFor();
  check((await dialog().locator(".fault").first().innerText()).includes("?"), "a token in the address is refused");
  await labelled("地址").fill(`${there}/robot/send`);
  await labelled("access_token").fill(token);
  await labelled("加签密钥").fill(secret);
  await still(page);
  await checkAccessible(page, "the form of a channel");
  await shoot(page, "messages-channel-form");
  await button("建立", dialog()).click();
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/);
  robot = page.url().split("/").at(-1);
  await settled(page);
  const words = (await page.locator("main").innerText()) + (await page.content());
  check(!words.includes(secret) && !words.includes(token), "no secret is on the page");
  check(!JSON.stringify(await city.get(`/channels/${robot}`)).includes(secret), "nor in the API");
  checkEqual((await page.locator("main").getByText("已设置").count()) >= 2, true, "both are said to be set");
  await look("channel", "a channel");
  await button("修改").click();
  checkEqual(await labelled("加签密钥").inputValue(), "", "the form does not have it either");
  await labelled("名称").fill("市指挥部值班群");
  await button("保存", dialog()).click();
  await page.getByRole("heading", { level: 1, name: "市指挥部值班群" }).waitFor();
  checkEqual((await city.get(`/channels/${robot}`)).secrets.length, 2, "a change leaves the secrets where they are");
  await button("试发").click();
  await button("试发一条", dialog()).click();
  await dialog().getByText("对方已收下").waitFor();
  check(seen.robot.length === 1 && seen.robot[0].url.includes(token) && seen.robot[0].url.includes("sign="), "the robot got it, signed", JSON.stringify(seen.robot));
  await still(page);
  await shoot(page, "messages-try-out");
  await button("关闭", dialog()).last().click();
});

let gateway;
let receipts;
await step("an SMS gateway, and the token for its receipts, shown once", async () => {
  await open(page, "/channels");
  await button("新建通道").first().click();
  await choose(dialog().locator(".el-select").first(), "短信");
  await labelled("名称").fill("市短信平台");
  await labelled("地址").fill(`${there}/sms`);
  await labelled("结果字段").fill("code");
  await labelled("成功值").fill("0");
  await labelled("对方编号字段").fill("sn");
  await button("建立", dialog()).click();
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/);
  gateway = page.url().split("/").at(-1);
  await settled(page);
  await button("回执令牌").click();
  await button("生成令牌", dialog()).click();
  receipts = await dialog().locator("input[readonly]").first().inputValue();
  check(receipts.length > 20, "a token is shown");
  await still(page);
  await shoot(page, "messages-receipt-token");
  await button("已保存，关闭", dialog()).click();
  await settled(page);
  check(!(await page.content()).includes(receipts), "and then never again");
});

// The county that has the most: one that is reached, one whose number is refused, and those that nobody knows how to reach.
const counties = new Map();
for (const each of await allOf(city, "/enterprises")) {
  const code = each.division.slice(0, 6);
  counties.set(code, [...(counties.get(code) ?? []), each]);
}
const [county, own] = [...counties].sort((a, b) => b[1].length - a[1].length)[0];
const reached = own.length;
check(reached >= 3, "a county has three enterprises", `${reached}`);

await step("where enterprises are reached", async () => {
  await open(page, "/contacts");
  await button("登记联系方式").first().click();
  const picker = dialog().locator(".el-select").first();
  await picker.click();
  await picker.locator("input").fill(own[0].name.slice(0, 8));
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: own[0].name }).first().click();
  await labelled("手机号").fill("1380000");
  await button("保存", dialog()).click();
  await dialog().locator(".fault").waitFor();
  check(true, "what is no mobile is refused at its field");
  await labelled("手机号").fill("13800000001");
  await button("保存", dialog()).click();
  await page.locator("main tbody tr", { hasText: own[0].name }).waitFor();
  check(!(await page.locator("main").innerText()).includes("13800000001"), "shown masked");
  const items = own.slice(1, 2).map(({ id }) => ({ subject_kind: "organization", subject: id, kind: "mobile", address: "13800000002" }));
  if (items.length > 0) await city.post("/contacts", { items });
  await page.getByRole("button", { name: "刷新" }).click();
  await look("contacts", "the contacts");
});

await step("a template with a variable and its preview", async () => {
  await open(page, "/message-templates");
  await button("新建模板").first().click();
  await page.waitForURL("**/message-templates/new");
  await settled(page);
  await page.getByLabel("名称", { exact: false }).first().fill("补贴申领提醒");
  await page.getByLabel("标题").first().fill("补贴申领");
  const text = page.locator("textarea").first();
  await text.fill("{{recipient}}：稳岗补贴请于{{截止日期}}前申领。详情 ");
  await text.press("End");
  await button("查看链接").click();
  await text.press("End");
  await text.pressSequentially(" 办理 ");
  await button("办理链接").click();
  check((await text.inputValue()).endsWith("详情 {{link}} 办理 {{apply_link}}"), "links are put where the cursor is", await text.inputValue());
  await page.getByLabel("截止日期").fill("3月31日");
  check((await page.locator("aside .letter").innerText()).includes("请于3月31日前申领"), "the preview reads as it will");
  await look("template", "a template");
  await button("保存").click();
  await page.waitForURL("**/message-templates");
  const [made] = (await city.get("/message-templates")).items;
  checkEqual(made.variables, "截止日期", "the API has its variable");
});

let broadcast;
await step("a broadcast by SMS: previewed, sent, and its failures said plainly", async () => {
  await open(page, "/broadcasts");
  await look("no-broadcasts", "no broadcasts yet");
  await button("发起推送").first().click();
  await page.waitForURL("**/broadcasts/new");
  await settled(page);
  await choose(selectOf("通过什么发"), "市短信平台");
  await choose(selectOf("单位类别"), "企业");
  await page.keyboard.press("Escape");
  const division = page.locator(".form-field", { hasText: "含其下级" }).getByRole("button").first();
  await division.click();
  const { name } = await city.get(`/divisions/${county}`);
  await page.locator(".el-popper:visible").getByRole("button", { name, exact: false }).first().click();
  await page.locator(".form-field", { hasText: "含其下级" }).getByText(name).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".el-radio", { hasText: "用模板" }).click();
  await choose(selectOf("模板"), "补贴申领提醒");
  await page.getByText("还须填写：截止日期").waitFor();
  check(true, "it says what is missing");
  await page.getByLabel("变量“截止日期”").fill("3月31日");
  await page.getByLabel("查看链接", { exact: false }).last().fill("https://example.cn/policy");
  await page.getByLabel("办理链接", { exact: false }).last().fill("https://example.cn/apply");
  await page.locator(".urgent").click();
  const letter = page.locator("aside");
  await until(async () => (await letter.locator(".number").innerText().catch(() => "")).includes(String(reached)), "the preview counts the enterprises of the county");
  check((await letter.locator(".letter").innerText()).includes("3月31日"), "and reads as the first will");
  if (reached > 2) check((await letter.innerText()).includes(`其中 ${reached - 2} 个没有登记联系方式`), "and says how many cannot be reached", await letter.innerText());
  await look("new", "a broadcast being written");
  await button("发送").click();
  await button("发送", message()).click();
  await page.waitForURL(/\/broadcasts\/[0-9a-f-]{36}$/);
  broadcast = page.url().split("/").at(-1);
  await until(async () => (await city.get(`/broadcasts/${broadcast}`)).state === "done_with_failures", "it has ended, with failures", 60_000);
  await page.locator(".failures").waitFor({ timeout: 60_000 });
  await until(async () => (await number("通道已接收")) === 1, "one was accepted");
  const told = await city.get(`/broadcasts/${broadcast}`);
  checkEqual(await number("发送失败"), told.failed, "failed: as many as the API says");
  checkEqual(told.failed, reached - 1, "all the others failed");
  checkEqual(await number("已送达"), 0, "accepted is not delivered");
  const words = await page.locator(".failures").innerText();
  check(words.includes(`${reached} 个对象中有 ${reached - 1} 个没有发到`), "the page says so in its first line", words);
  check(told.failures.every(({ says_zh }) => words.includes(says_zh)), "with each reason in words", words);
  await look("failures", "a broadcast with failures");
});

await step("each number opens its messages, and what was mended is tried again", async () => {
  await page.locator("a.figure", { hasText: "发送失败" }).click();
  await page.waitForURL("**/messages?**state=failed**");
  await settled(page);
  checkEqual(await page.locator("main tbody tr").count(), reached - 1, "as many rows as failed");
  await look("failed", "failed messages");
  await page.goBack();
  await page.locator(".failures li a").first().click();
  await page.waitForURL("**reason=**");
  await settled(page);
  await page.locator("main tbody tr a").first().click();
  await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
  await page.locator(".why").waitFor();
  await look("message", "a failed message");
  refused.clear();
  const items = own.slice(2).map(({ id }, i) => ({ subject_kind: "organization", subject: id, kind: "mobile", address: `1390000${String(1000 + i)}` }));
  if (items.length > 0) await city.post("/contacts", { items });
  await open(page, `/broadcasts/${broadcast}`);
  await page.getByRole("button", { name: /^重试失败的/ }).click();
  await button("重试", message()).click();
  await until(async () => (await city.get(`/broadcasts/${broadcast}`)).accepted === reached, "all are accepted", 60_000);
  await until(async () => (await number("通道已接收")) === reached, "and the page says so");
  checkEqual(seen.sms.filter(({ mobile }) => mobile === "13800000001").length, 1, "what had arrived was not sent again");
  checkEqual(await page.locator(".failures").count(), 0, "nothing failed any more");
});

await step("a channel says its last trouble in words, and the list of broadcasts leads to the messages of a number", async () => {
  const { last_reason, says_zh } = await city.get(`/channels/${gateway}`);
  await open(page, `/channels/${gateway}`);
  const words = await page.locator(".trouble").innerText();
  check(words.includes(says_zh) && !words.includes(last_reason), "what happened, not its code", words);
  await look("trouble", "a channel that had trouble");
  await open(page, "/broadcasts");
  await page.locator("main tbody tr", { hasText: "补贴申领" }).locator("a[href*='accepted=true']").click();
  await page.waitForURL("**/messages?**accepted=true**");
  await settled(page);
  checkEqual(await page.locator("main tbody tr").count(), reached, "as many as the row says");
});

await step("receipts, and links that tell reading from applying on a phone without an account", async () => {
  const first = seen.sms.find(({ mobile }) => mobile === "13800000001");
  const answer = await fetch(`${program.url}/message-receipts`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token: receipts, items: [{ reference: first.sn, delivered: true }] }) });
  checkEqual((await answer.json()).known, 1, "the gateway tells of one");
  const { delivered, opened } = await city.get(`/broadcasts/${broadcast}`);
  check(delivered === 1 && opened === 0, "delivered is not read", `${delivered} delivered, ${opened} read`);
  const links = first.content.match(/https?:\/\/\S+?\/l\/[\w-]+(\/apply)?/g);
  checkEqual(links?.length, 2, "the text has two links");
  const stranger = await browser.newContext({ viewport: phone });
  await stranger.route("https://example.cn/**", (route) => route.fulfill({ body: "<title>there</title>", contentType: "text/html" }));
  const read = await stranger.newPage();
  await read.goto(links.find((link) => !link.endsWith("/apply")));
  await read.waitForURL("https://example.cn/policy");
  await until(async () => (await city.get(`/broadcasts/${broadcast}`)).opened === 1, "one has read it");
  checkEqual((await city.get(`/broadcasts/${broadcast}`)).applied, 0, "reading is not applying");
  await read.goto(links.find((link) => link.endsWith("/apply")));
  await read.waitForURL("https://example.cn/apply");
  await until(async () => (await city.get(`/broadcasts/${broadcast}`)).applied === 1, "and has gone on to apply");
  await stranger.close();
  await open(page, `/broadcasts/${broadcast}`);
  for (const name of ["已送达", "已阅读", "已去办理"]) checkEqual(await number(name), 1, `${name}: one`);
  await look("counted", "a broadcast, counted apart");
  const told = await city.get(`/broadcasts/${broadcast}`);
  for (const [name, filter, number] of [["通道已接收", "accepted", told.accepted], ["已送达", "delivered", 1], ["已阅读", "opened", 1], ["已去办理", "applied", 1]]) {
    await open(page, `/broadcasts/${broadcast}`);
    await page.locator("a.figure", { hasText: name }).click();
    await page.waitForURL(`**${filter}=true**`);
    await settled(page);
    checkEqual(await page.locator("main tbody tr").count(), number, `${name} opens its messages`);
  }
  await page.locator("main tbody tr a").first().click();
  await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
  await page.locator(".timeline li").nth(4).waitFor();
  check(true, "created, accepted, delivered, read, applied: each with its time");
  checkEqual(await button("查看原文").count(), 0, "what was said to all needs no unmasking");
  check(!(await page.content()).includes("13800000001"), "and the number stays masked");
  await look("message-read", "a message that was read");
});

await step("one word to a chat, and one to inboxes", async () => {
  await open(page, "/broadcasts/new");
  await choose(selectOf("通过什么发"), "值班群");
  await page.getByText("不能选对象").waitFor();
  await page.getByLabel("标题").first().fill("值班提醒");
  await page.locator("textarea").first().fill("今晚八点视频调度，请各县区准时参加。");
  await page.locator(".urgent").click();
  await page.locator("aside .number").waitFor();
  await button("发送").click();
  await button("发送", message()).click();
  await page.waitForURL(/\/broadcasts\/[0-9a-f-]{36}$/);
  await until(() => seen.robot.length === 2, "the robot got it");
  check(JSON.stringify(seen.robot[1].body).includes("视频调度"), "with its words");
  await open(page, "/broadcasts/new");
  await page.getByLabel("标题").first().fill("复工培训");
  await page.locator("textarea").first().fill("{{recipient}}：复工培训周五开始，见 {{link}}");
  await page.getByLabel("查看链接", { exact: false }).last().fill("/console/policies");
  await page.locator("aside .number").waitFor();
  await button("发送").click();
  await button("发送", message()).click();
  await page.waitForURL(/\/broadcasts\/[0-9a-f-]{36}$/);
  const id = page.url().split("/").at(-1);
  await until(async () => (await city.get(`/broadcasts/${id}`)).state === "done", "it is in the inboxes");
  const other = await program.newContext(browser, { as: plant });
  const desk = await other.newPage();
  await open(desk, "/my/messages");
  const item = desk.locator("li.unread", { hasText: "复工培训" });
  await item.waitFor();
  await item.getByRole("button").click();
  await desk.locator(".body", { hasText: "周五开始" }).waitFor();
  check((await desk.locator(".body p a").getAttribute("href")).includes("/l/"), "with its link");
  await until(async () => (await city.get(`/broadcasts/${id}`)).opened >= 1, "opened by the enterprise");
  check(true, "an enterprise has read it in its inbox");
  await still(desk);
  await checkAccessible(desk, "the inbox");
  await shoot(desk, "messages-inbox");
  await desk.getByRole("button", { name: "我的联系方式" }).click();
  await desk.locator(".el-dialog:visible").getByLabel("手机号").fill("13700000009");
  await desk.locator(".el-dialog:visible").getByRole("button", { name: "保存", exact: true }).click();
  await until(async () => (await plant.get("/my/contacts")).items.length === 1, "its own mobile is on file");
  await other.close();
});

check(faults.length === 0, "no script fails", faults.join("; "));
receiver.close();
await done();
