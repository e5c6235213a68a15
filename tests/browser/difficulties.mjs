// What enterprises struggle with, until they say that it is solved: raised on a phone, sent back and completed, verified,
// claimed by the department that answers for it; one measure for those that are alike; reopened and confirmed by the
// enterprise alone; and numbers that each open their list.
import { newAccount, newId, open, settled, signInOn, still, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, checkNoSideways, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 16, people: 300, days: 0 });
const admin = await program.signIn("demo-admin");
const county = await program.signIn("demo-county");
const plant = await program.signIn("demo-plant");
const place = plant.account.division.slice(0, 6);
const browser = await openBrowser();
const all = [];

const deskOf = async (actor, options = {}) => {
  const context = await program.newContext(browser, { as: actor, ...options });
  all.push(watchFaults(context));
  return context.newPage();
};
const dialog = (page) => page.locator(".el-dialog:visible").last();
const field = (where, label) => where.locator(`.form-field:has(> .label:has-text("${label}"))`).first();
async function look(page, name, { isPhone = false } = {}) {
  await settled(page);
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  await still(page);
  await checkAccessible(page, name);
  if (isPhone) await checkNoSideways(page, name);
  await shoot(page, `difficulties-${name}`);
}
const onPhone = { isPhone: true };
/** Presses what a page offers, below "more" where it is seldom. */
async function press(page, name) {
  const button = page.locator("header.head").getByRole("button", { name, exact: true });
  if ((await button.count()) > 0) return button.click();
  await page.locator("header.head").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name }).click();
}

const desk = await deskOf(county);
let bureau;
await step("the county names the department that answers for loans", async () => {
  const parent = county.account.organization;
  const office = await county.post("/organizations", { id: newId(), kind: "department", parent, name: "区地方金融服务局", division: place });
  bureau = await newAccount(program, admin, { name: "finance-officer", role: "Department officer", organization: office.id });
  await open(desk, "/difficulties/departments");
  await look(desk, "departments-empty");
  await desk.getByRole("button", { name: "指定部门" }).click();
  await field(dialog(desk), "类别").locator(".el-select").click();
  await desk.getByRole("option", { name: "贷款" }).click();
  await field(dialog(desk), "部门").getByRole("combobox").fill("金融");
  await desk.getByRole("option", { name: /地方金融/ }).first().click();
  await dialog(desk).getByRole("button", { name: "保存" }).click();
  await desk.locator("main li", { hasText: "区地方金融服务局" }).waitFor();
  const { items } = await county.get("/difficulty-departments");
  checkEqual(items[0]?.organization, office.id, "it answers for loans");
  await look(desk, "departments");
});

const mobile = await deskOf(undefined, { viewport: phone, hasTouch: true });
let first;
await step("an enterprise raises one on a phone", async () => {
  await mobile.goto("/console/difficulties");
  await signInOn(mobile, "demo-plant", program.accounts["demo-plant"]);
  await mobile.getByRole("heading", { level: 1, name: "企业难题" }).waitFor();
  await look(mobile, "empty-phone", onPhone);
  await mobile.getByRole("button", { name: "提出难题" }).first().click();
  await dialog(mobile).locator(".el-radio", { hasText: "贷款" }).click();
  await field(dialog(mobile), "难题").locator("textarea").fill("流动资金不足，三月到期贷款无法续贷，需要展期");
  await look(mobile, "raise-phone", onPhone);
  await dialog(mobile).getByRole("button", { name: "提交" }).click();
  await mobile.waitForURL(/\/difficulties\/[0-9a-f-]{36}$/);
  first = mobile.url().slice(-36);
  const view = await plant.get(`/difficulties/${first}`);
  checkEqual(view.state, "raised", "it is raised");
  checkEqual(view.department_name, "区地方金融服务局", "and the department for its kind answers for it");
  await look(mobile, "raised-phone", onPhone);
});

const second = newId();
const third = newId();
await step("others struggle with the same", async () => {
  for (const [id, name, text] of [[second, "济宁海川机械有限公司", "流动资金不足，三月到期贷款无法续贷，请求展期三个月"], [third, "济宁瑞丰食品有限公司", "三月到期的流动资金贷款无法续贷，需要展期"]]) {
    const enterprise = await county.post("/enterprises", { id: newId(), name, division: plant.account.division, staff: 30 });
    await county.post("/difficulties", { id, organization: enterprise.id, kind: "loans", text });
  }
  const other = await county.post("/difficulties", { organization: plant.account.organization, kind: "commuting", text: "外地职工返岗没有班车，四十人滞留在家" });
  checkEqual(other.level, "county", "without a department it is the county's");
  checkEqual((await county.get(`/difficulties/${first}/similar`)).items.length, 2, "two are like the first");
});

const office = await deskOf(bureau);
await step("the department finds them on the board; one is sent back and completed", async () => {
  await open(office, "/difficulties/board");
  await office.locator(".column.raised article").nth(3).waitFor();
  check((await office.locator(".column.raised").innerText()).includes("区地方金融服务局"), "each names the department that answers for it");
  await look(office, "board");
  await office.locator(`.column.raised a[href$="${first}"]`).click();
  await office.waitForURL(`**/difficulties/${first}`);
  await settled(office);
  await look(office, "page");
  checkEqual((await bureau.get(`/difficulties/${first}`)).may.join(), "verify,send_back,hand_over", "the server says which moves are the department's");
  checkEqual((await plant.get(`/difficulties/${first}`)).may.join(), "withdraw", "and which the enterprise's");
  await press(office, "退回补充");
  await field(dialog(office), "要补充什么").locator("textarea").fill("请写明哪家银行、金额和到期日");
  await dialog(office).getByRole("button", { name: "退回" }).click();
  await until(async () => (await county.get(`/difficulties/${first}`)).state === "returned", "it is sent back");
  await open(mobile, `/difficulties/${first}`);
  check((await mobile.locator("main").innerText()).includes("请写明哪家银行"), "the enterprise reads what is to be completed");
  await look(mobile, "returned-phone", onPhone);
  await press(mobile, "补充");
  await field(dialog(mobile), "难题").locator("textarea").fill("流动资金不足，三月到期贷款无法续贷，需要展期：农商行 300 万元，3 月 20 日到期");
  await dialog(mobile).getByRole("button", { name: "重新提交" }).click();
  await until(async () => (await county.get(`/difficulties/${first}`)).state === "raised", "it is raised again");
});

await step("verified and claimed; those alike as well", async () => {
  await open(office, `/difficulties/${first}`);
  await press(office, "核实");
  await dialog(office).getByRole("button", { name: "核实无误" }).click();
  await until(async () => (await county.get(`/difficulties/${first}`)).state === "verified", "it is verified");
  await dialog(office).waitFor({ state: "hidden" }).catch(() => undefined);
  await press(office, "认领");
  await until(async () => (await county.get(`/difficulties/${first}`)).state === "claimed", "it is claimed");
  for (const id of [second, third]) {
    await bureau.post(`/difficulties/${id}/verification`);
    await bureau.post(`/difficulties/${id}/claim`);
  }
  await open(office, "/difficulties/alike");
  await office.locator("main section.card li").nth(2).waitFor();
  checkEqual(await office.locator("main section.card li").count(), 3, "three stand together");
  await look(office, "alike");
});

await step("one measure solves all three; each waits for its own enterprise", async () => {
  await open(office, `/difficulties/${first}`);
  await office.locator("main section.card li .el-checkbox").nth(1).waitFor();
  await office.locator(".el-checkbox", { hasText: "全选" }).click();
  await office.getByRole("button", { name: "一并解决（3）" }).click();
  const form = dialog(office);
  await field(form, "做了什么").locator("textarea").fill("协调农商行对三家企业贷款展期三个月，利率不变。联系人李明 0537-2890000");
  await form.locator(".el-radio", { hasText: "贷款" }).click();
  await field(form, "银行和金额").locator("input").fill("济宁农商行，合计 800 万元");
  await look(office, "solve");
  await form.getByRole("button", { name: "登记，解决 3 个" }).click();
  await form.locator(".outcomes li").nth(2).waitFor();
  await look(office, "solve-outcome");
  await form.getByRole("button", { name: "关闭", exact: true }).click();
  const solved = await Promise.all([first, second, third].map((id) => county.get(`/difficulties/${id}`)));
  check(solved.every((each) => each.state === "solved" && each.solution.id === solved[0].solution.id), "one measure, three wait for their enterprises");
});

await step("it was not: the enterprise opens it again, and closes it when it is", async () => {
  await open(mobile, `/difficulties/${first}`);
  await look(mobile, "solved-phone", onPhone);
  await press(mobile, "没有解决");
  await field(dialog(mobile), "还差什么").locator("textarea").fill("银行只同意展期一个月");
  await dialog(mobile).getByRole("button", { name: "重新办理" }).click();
  await until(async () => (await county.get(`/difficulties/${first}`)).reopened === 1, "it is open again");
  await open(office, `/difficulties/${first}`);
  check((await office.locator("main").innerText()).includes("银行只同意展期一个月"), "the department reads why");
  await press(office, "登记解决措施");
  await field(dialog(office), "做了什么").locator("textarea").fill("已与银行签订补充协议，展期三个月");
  await dialog(office).getByRole("button", { name: "登记", exact: true }).click();
  await dialog(office).getByRole("button", { name: "关闭", exact: true }).click();
  await open(desk, `/difficulties/${first}`);
  checkEqual(await desk.locator("header.head").getByRole("button", { name: "确认已解决" }).count(), 0, "a command cannot close it");
  await open(mobile, `/difficulties/${first}`);
  await press(mobile, "确认已解决");
  await dialog(mobile).getByRole("button", { name: "确认解决" }).click();
  await until(async () => (await county.get(`/difficulties/${first}`)).state === "confirmed", "the enterprise says that it is solved");
  await settled(mobile);
  await look(mobile, "confirmed-phone", onPhone);
  await open(desk, `/difficulties/${first}`);
  await look(desk, "confirmed");
});

await step("handed over by the command, and withdrawn by the enterprise", async () => {
  const { items } = await county.get("/difficulties?kind=commuting");
  await open(desk, `/difficulties/${items[0].id}`);
  await press(desk, "转交");
  await field(dialog(desk), "转给").getByRole("combobox").fill("金融");
  await desk.getByRole("option", { name: /地方金融/ }).first().click();
  await field(dialog(desk), "原因").locator("textarea").fill("由该局协调班车资金");
  await dialog(desk).getByRole("button", { name: "转交" }).click();
  await until(async () => (await county.get(`/difficulties/${items[0].id}`)).department === bureau.account.organization, "it is handed over");
  await open(mobile, `/difficulties/${items[0].id}`);
  await press(mobile, "撤回");
  await field(dialog(mobile), "原因").locator("textarea").fill("已自行租车");
  await dialog(mobile).getByRole("button", { name: "撤回" }).click();
  await until(async () => (await county.get(`/difficulties/${items[0].id}`)).state === "withdrawn", "it is withdrawn");
});

await step("the numbers: each opens its list, and the median is told", async () => {
  await open(desk, "/difficulties/statistics");
  for (const by of ["类别", "县（市、区）", "责任部门"]) {
    await desk.getByRole("button", { name: by, exact: true }).click();
    await desk.locator("main thead th", { hasText: by }).first().waitFor();
    await settled(desk);
    const numbers = await desk.locator("main a.figure, main a.number").evaluateAll((links) => links.map((link) => ({ value: Number((link.querySelector(".value") ?? link).textContent.replace(/\D/g, "")), list: link.getAttribute("href").replace(/^\/console/, "") })));
    const wrong = [];
    for (const { value, list } of numbers) {
      const { total } = await county.get(`${list}${list.includes("?") ? "&" : "?"}limit=1&count=true`);
      if (total !== value) wrong.push(`${value}, but ${total} of ${list}`);
    }
    check(numbers.length >= 10 && wrong.length === 0, `by ${by}: ${numbers.length} numbers have as many difficulties`, wrong.join("; "));
    await look(desk, `statistics-${["类别", "县（市、区）", "责任部门"].indexOf(by)}`);
  }
  check(/分|小时|天/.test(await desk.locator(".median strong").innerText()), "the median time to the enterprise's word");
  await desk.locator("a.figure", { hasText: "待企业确认" }).click();
  await desk.waitForURL("**/difficulties?**");
  await settled(desk);
  checkEqual(await desk.locator("main tbody tr").count(), 2, "two wait for their enterprises");
  await look(desk, "list");
});

check(all.every((faults) => faults.length === 0), "no script fails", all.flat().join("; "));
await done();
