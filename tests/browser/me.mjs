// A worker's own page on a small phone: a pass with two taps, the same without a network, declarations that wait, passages
// at a gate, a fever, and a pass that is revoked or runs out.
import {
  check,
  checkAccessible,
  checkEqual,
  checkNoSideways,
  done,
  openBrowser,
  shoot,
  startProgram,
  step,
} from "./support.mjs";
import {
  absentOn,
  faults,
  goOffline,
  goOnline,
  keptOn,
  lookAt,
  lookAtAll,
  newClerk,
  newPhone,
  newsOn,
  readCode,
  refresh,
  send,
  signInOn,
  small,
  tab,
  ticketOn,
  until,
  untilWorker,
} from "./worker.mjs";

const day = 86_400_000;
const program = await startProgram({ enterprises: 12, people: 300 });
const clerk = await newClerk(program);
const worker = await clerk.enter("张三", 21);
const browser = await openBrowser();
const phone = await newPhone(program, browser);
let page = await phone.newPage();
await signInOn(page, await clerk.newLink(), worker.document, await clerk.newCode(worker));
let token;

await step("nothing to declare: two taps, and the pass is there", async () => {
  await tab(page, "declare");
  await page.locator("[data-test=declare]").waitFor();
  await lookAtAll(page, "declare", "the form");
  await send(page);
  await ticketOn(page);
  checkEqual(await page.locator("[data-test=news]").getAttribute("data-news"), "received", "it says so");
  await shoot(page, "me-pass-new");
  const items = await clerk.passesOf(worker);
  ({ token } = await clerk.get(`/passes/${items[0].id}`));
  checkEqual(await readCode(page), token, "a camera reads the token off the code");
  check((await page.locator(".ticket .name").innerText()).includes("张*"), "with the masked name");
  const clock = page.locator("[data-test=clock]");
  const before = await clock.innerText();
  await until(async () => (await clock.innerText()) !== before, "the clock moves", 10_000);
  await lookAtAll(page, "pass", "the pass");
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, "me-pass-390");
  await page.setViewportSize({ width: 640, height: 360 });
  await shoot(page, "me-pass-landscape");
  await page.setViewportSize(small);
  const { bottom } = await page.locator(".ticket .until").evaluate((line) => line.getBoundingClientRect());
  const bar = await page.locator(".tabs").evaluate((tabs) => tabs.getBoundingClientRect().top);
  check(bottom <= bar, "code, name, clock and validity are seen at once on a small phone", `${bottom} under ${bar}`);
});

await step("the same pass without a network, after a reload", async () => {
  await untilWorker(page);
  await goOffline(page);
  await page.close();
  page = await phone.newPage();
  await page.goto("/me/");
  await ticketOn(page);
  await page.locator("[data-network=offline]").waitFor();
  checkEqual(await readCode(page), token, "the code is the same");
  const { bottom } = await page.locator(".ticket .until").evaluate((line) => line.getBoundingClientRect());
  check(bottom <= 580, "all of it is still seen at once", `${bottom}`);
  check((await page.locator("[data-network]").innerText()).includes("没有网络，显示的是"), "it says as of when");
  for (const [language, scheme] of [["zh-CN", "light"], ["en", "dark"]]) {
    await page.evaluate((chosen) => localStorage.setItem("tongzhou.language", chosen), language);
    await page.emulateMedia({ colorScheme: scheme });
    await page.reload();
    await page.locator("[data-network=offline]").waitFor();
    await lookAt(page, `offline-${language}-${scheme}`, `without a network, ${language}, ${scheme}`);
  }
  await page.evaluate(() => localStorage.setItem("tongzhou.language", "zh-CN"));
  await page.emulateMedia({ colorScheme: "light" });
});

await step("a declaration made without a network is sent once", async () => {
  await page.reload();
  await tab(page, "declare");
  await send(page);
  await newsOn(page, "kept");
  check(await page.locator("[data-test=ticket]").isVisible(), "nothing was declared, so the pass stays");
  await lookAt(page, "kept", "a declaration that waits");
  await page.reload();
  await page.locator("[data-test=waiting]").waitFor();
  checkEqual((await clerk.declarationsOf(worker)).length, 1, "the server knows of one");
  await goOnline(page);
  await newsOn(page, "sent_later");
  await shoot(page, "me-sent-later");
  checkEqual((await clerk.declarationsOf(worker)).length, 2, "then of two");
  await page.reload();
  await page.locator("[data-network=online]").waitFor();
  checkEqual((await clerk.declarationsOf(worker)).length, 2, "and of no more after a reload");
  checkEqual((await keptOn(page))[1].length, 0, "nothing waits");
});

await step("an answer that is lost on the way declares nothing twice", async () => {
  await phone.route("**/my/declarations", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await tab(page, "declare");
  await send(page);
  await newsOn(page, "kept");
  checkEqual((await clerk.declarationsOf(worker)).length, 3, "the server has it");
  await phone.unroute("**/my/declarations");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await newsOn(page, "sent_later");
  checkEqual((await clerk.declarationsOf(worker)).length, 3, "once");
});

await step("passages by day", async () => {
  await tab(page, "passages");
  await page.locator("[data-test=none]").waitFor();
  await lookAtAll(page, "passages-none", "no passages");
  const { items } = await clerk.get("/gates?limit=5");
  const passes = await clerk.passesOf(worker);
  const inForce = await clerk.get(`/passes/${passes.find((pass) => !pass.revoked_at).id}`);
  const uuid = () => `${Date.now().toString(16).padStart(12, "0").replace(/(.{8})(.{4})/, "$1-$2")}-7000-8000-${crypto.randomUUID().slice(-12)}`;
  const pass = (direction, temperature) =>
    clerk.post("/passages", { id: uuid(), gate: items[0].id, direction, means: "pass", pass: inForce.token, temperature });
  await pass("entry", 365);
  await pass("exit", 364);
  await pass("entry", 381);
  await refresh(page);
  await until(async () => (await page.locator("[data-test=passage]").count()) === 3, "three passages");
  check((await page.locator("[data-test=passage]").first().innerText()).includes("拦下：发热"), "the fever was held");
  check((await page.locator(".day h2").first().innerText()).startsWith("今天"), "today");
  await lookAtAll(page, "passages", "passages");
  await untilWorker(page);
  await goOffline(page);
  await page.reload();
  await page.locator("[data-network=offline]").waitFor();
  checkEqual(await page.locator("[data-test=passage]").count(), 3, "the same without a network");
  await shoot(page, "me-passages-offline");
  await goOnline(page);
});

/** Presses what has this name, as a thumb would. */
const press = (name) => page.getByText(name, { exact: true }).first().click();

await step("a fever without a network: no code until the server has answered", async () => {
  await goOffline(page);
  await tab(page, "declare");
  await page.locator("[data-topic=symptoms] .head").click();
  await send(page);
  await page.locator(".note[role=alert]").waitFor();
  check(await page.getByText("请选择有哪些症状").isVisible(), "what is missing is said where it is missing");
  await lookAt(page, "declare-faults", "a form with faults");
  await press("发热");
  await shoot(page, "me-declare-fever");
  await send(page);
  await absentOn(page, "awaiting");
  checkEqual(await page.locator(".qr").count(), 0, "no code");
  await lookAt(page, "awaiting-light", "waiting for the server");
  await page.emulateMedia({ colorScheme: "dark" });
  await lookAt(page, "awaiting-dark", "waiting for the server, dark");
  await page.emulateMedia({ colorScheme: "light" });
  await goOnline(page);
  await absentOn(page, "unfit");
  checkEqual((await clerk.passesOf(worker)).filter((pass) => !pass.revoked_at).length, 0, "the pass is revoked");
  checkEqual(await page.locator(".qr").count(), 0, "and there is no code");
  await lookAtAll(page, "unfit-pass", "the pass after a fever");
  await page.getByRole("button", { name: "原因和该怎么做" }).click();
  await page.locator("[data-reason=fever]").waitFor();
  await lookAt(page, "unfit", "what to do");
});

await step("everything that can be declared, and when to declare again", async () => {
  await tab(page, "declare");
  const today = Date.now();
  const dayBefore = (days) => new Date(today + 8 * 3_600_000 - days * day).toISOString().slice(0, 10);
  const choose = (label, value, i = 0) => page.getByLabel(label, { exact: true }).nth(i).selectOption(value);
  const type = (label, text, i = 0) => page.getByLabel(label, { exact: true }).nth(i).fill(text);
  await page.locator("[data-topic=stays] .head").click();
  const stays = page.locator("[data-topic=stays]");
  await choose("省份", "42");
  await page.getByLabel("城市（可不选）").waitFor();
  await choose("城市（可不选）", "4201");
  await type("地点", "武汉市江岸区");
  await type("到达", dayBefore(12));
  await type("离开", dayBefore(3));
  await type("返回本省的日期", dayBefore(2));
  await shoot(page, "me-declare-stay");
  await stays.getByText("添加一处").click();
  await stays.getByText("境外", { exact: true }).nth(1).click();
  await type("地点", "首尔", 1);
  await type("到达", dayBefore(9), 1);
  await type("离开", dayBefore(8), 1);
  await page.locator("[data-topic=contacts] .head").click();
  await choose("接触了谁", "confirmed_case");
  await page.locator("[data-topic=contacts]").getByLabel("最后一天").fill(dayBefore(5));
  await shoot(page, "me-declare-contacts");
  await page.locator("[data-topic=journeys] .head").click();
  await choose("交通工具", "train");
  await type("从", "武汉");
  await type("到", "济宁");
  await type("出发", dayBefore(2));
  await type("到达", dayBefore(2), 2);
  await page.getByLabel("今天的体温（没量可以不填）").fill("36.4");
  await page.evaluate(() => scrollTo(0, 0));
  await checkAccessible(page, "the whole form");
  await checkNoSideways(page, "the whole form");
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/me-declare-whole.png`, fullPage: true });
  await send(page);
  await page.locator("[data-test=unfit]").waitFor();
  const reasons = await page.locator("[data-reason]").evaluateAll((all) => all.map((each) => each.dataset.reason));
  checkEqual(reasons.join(), "case_contact,returned_recently", "the reasons are the server's");
  const again = new Date(Date.parse(dayBefore(2)) + 14 * day);
  const says = `${again.getUTCFullYear()}年${again.getUTCMonth() + 1}月${again.getUTCDate()}日起`;
  check((await page.locator("[data-test=again]").innerText()).includes(says), "and when to declare again", says);
  await lookAtAll(page, "unfit-two", "two reasons");
  const answers = await clerk.post(`/declarations/${(await clerk.declarationsOf(worker))[0].id}/unmask`, { reason: "测试核对" });
  checkEqual(answers.answers.stays.map(({ division }) => division ?? "abroad").join(), "4201,abroad", "the stays arrived");
  checkEqual(answers.answers.temperature, 364, "and the temperature");
});

await step("a mistake is mended by declaring again, by keyboard alone", async () => {
  await page.locator("[data-tab=declare]").evaluate((word) => word.closest("a").focus());
  await page.keyboard.press("Enter");
  await page.locator("[data-topic=journeys] input").focus();
  await page.keyboard.press("Space");
  await page.locator("[data-topic=journeys] .more").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("36.6");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await ticketOn(page);
  check((await readCode(page)) !== token, "a new code");
});

await step("a waiting declaration that the server does not take comes back into the form", async () => {
  await untilWorker(page);
  await goOffline(page);
  await tab(page, "declare");
  await page.getByLabel("今天的体温（没量可以不填）").fill("36.7");
  await send(page);
  await newsOn(page, "kept");
  const problem = {
    type: "urn:tongzhou:problem:invalid",
    title: "内容有误",
    status: 422,
    code: "invalid",
    detail: "有 1 处要改正。",
    errors: [{ path: "/answers/temperature", code: "odd", message: "请重新测量" }],
  };
  await phone.route("**/my/declarations", (route) =>
    route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await goOnline(page);
  await page.getByText("没有被接受：有 1 处要改正。").waitFor();
  await lookAt(page, "refused", "a refused declaration");
  await phone.unroute("**/my/declarations");
  await page.getByText("改正后再交").click();
  checkEqual(await page.getByLabel("今天的体温（没量可以不填）").inputValue(), "36.7", "as it was filled in");
  await page.getByText("请重新测量").waitFor();
  await send(page);
  await newsOn(page, "received");
  checkEqual(await page.getByText("没有被接受").count(), 0, "and then it is taken");
});

await step("revoked by somebody, with the reason; expired by the clock", async () => {
  const items = await clerk.passesOf(worker);
  const inForce = items.find((pass) => !pass.revoked_at);
  await clerk.post(`/passes/${inForce.id}/revoke`, { reason: "与发热人员同车间，等待排查" });
  await refresh(page);
  await absentOn(page, "revoked");
  check((await page.locator("[data-test=absent]").innerText()).includes("与发热人员同车间"), "why");
  checkEqual(await page.locator(".qr").count(), 0, "no code");
  await lookAtAll(page, "revoked", "a revoked pass");
  await tab(page, "declare");
  await send(page);
  await ticketOn(page);
  await untilWorker(page);
  await goOffline(page);
  await page.close();
  page = await phone.newPage();
  await page.clock.install({ time: Date.now() + 13.5 * day });
  await page.goto("/me/");
  await page.getByText("明天就到期了").waitFor();
  await shoot(page, "me-soon");
  await page.clock.fastForward(day);
  await absentOn(page, "expired");
  checkEqual(await page.locator(".qr").count(), 0, "no code");
  await lookAt(page, "expired", "an expired pass");
  await page.close();
  page = await phone.newPage();
  await phone.setOffline(false);
  await page.goto("/me/");
  await ticketOn(page);
});

checkEqual(faults.join("; "), "", "no page failed unforeseen");
await done();
