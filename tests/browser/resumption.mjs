// The way back to work: an enterprise files on a phone with photographs, offices review in sequence and side by side,
// what is missing is told once, the permit hangs on the door and anyone verifies it; then checks, revocation, recheck,
// many passed at once, and rates of which every number has its enterprises.
import { newAccount, newId, open, settled, signInOn, still, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, checkNoSideways, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 16, people: 500, days: 1 });
const admin = await program.signIn("demo-admin");
const city = await program.signIn("demo-city");
const county = await program.signIn("demo-county");
const plant = await program.signIn("demo-plant");
const { organization, division } = plant.account;
const place = division.slice(0, 6);
const browser = await openBrowser();
const all = [];

/** A PUT, or bytes, which the client of the stories does not know. */
async function send(actor, method, path, body, type = "application/json") {
  const answer = await fetch(program.url + path, { method, headers: { cookie: `${actor.cookie.name}=${actor.cookie.value}`, "x-csrf-token": actor.account.csrf_token, "content-type": type }, body: type === "application/json" ? JSON.stringify(body) : body });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// A photograph as a phone would take one, drawn by the browser itself.
const easel = await (await program.newContext(browser)).newPage();
const photograph = Buffer.from(
  await easel.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const draw = canvas.getContext("2d");
    draw.fillStyle = "#9db4ab";
    draw.fillRect(0, 0, 640, 480);
    draw.fillStyle = "#14647a";
    draw.fillRect(120, 140, 400, 220);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  }),
  "base64",
);
const picture = (name) => ({ name, mimeType: "image/jpeg", buffer: photograph });

const deskOf = async (actor, options = {}) => {
  const context = await program.newContext(browser, { as: actor, ...options });
  all.push(watchFaults(context));
  return context.newPage();
};
const dialog = (page) => page.locator(".el-dialog:visible").last();
const field = (where, label) => where.locator(`.form-field:has(> .label:has-text("${label}"))`).first();
/** 剩余 3 小时 20 分（工作时间） as minutes; NaN for anything else. */
function minutesIn(text) {
  const left = /剩余 (?:(\d+) 小时)? ?(?:(\d+) 分钟?)?（工作时间）/.exec(text);
  return left ? Number(left[1] ?? 0) * 60 + Number(left[2] ?? 0) : Number.NaN;
}
/** Picture and checks of a page as it is. */
async function look(page, name, { isPhone = false } = {}) {
  await settled(page);
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  await still(page);
  await checkAccessible(page, name);
  if (isPhone) await checkNoSideways(page, name);
  await shoot(page, `resumption-${name}`);
}

let health;
await step("the county rules that here approval holds, and names the office of a stage", async () => {
  await county.post("/rules", { kind: "resumption_procedure", division: place, value: "approval", source: "县指挥部 2020 年第 3 号" });
  await county.post("/rules", { kind: "approval_stages", division: place, value: "town:8 county_health:16+county_industry:16", source: "县指挥部 2020 年第 3 号" });
  const parent = county.account.organization;
  const bureau = await county.post("/organizations", { id: newId(), kind: "department", parent, name: "区卫生健康局", division: place });
  health = await newAccount(program, admin, { name: "health-officer", role: "Department officer", organization: bureau.id });
  const page = await deskOf(county);
  await open(page, "/review-offices");
  await page.getByRole("button", { name: "指定部门" }).click();
  const form = dialog(page);
  await field(form, "环节").locator(".el-select").click();
  await page.getByRole("option", { name: "县级 · 卫健" }).click();
  await field(form, "部门").getByRole("combobox").fill("卫生健康局");
  await page.getByRole("option", { name: /卫生健康局/ }).first().click();
  await form.getByRole("button", { name: "保存" }).click();
  await page.locator("main li", { hasText: "区卫生健康局" }).waitFor();
  const { items } = await county.get("/review-offices");
  checkEqual(items.find((office) => office.stage === "county_health")?.organization, bureau.id, "the health bureau decides its stage");
  await look(page, "offices");
  await page.context().close();
});

const mobile = await deskOf(undefined, { viewport: phone, hasTouch: true });
const onPhone = { isPhone: true };
let filing;
await step("the enterprise signs in on a phone and begins: what is known is filled in", async () => {
  await mobile.goto("/console/filings");
  await signInOn(mobile, "demo-plant", program.accounts["demo-plant"]);
  await mobile.getByRole("heading", { level: 1, name: "复工申请" }).waitFor();
  await look(mobile, "empty-phone", onPhone);
  await mobile.getByRole("button", { name: "申请复工" }).first().click();
  await mobile.getByRole("button", { name: "开始填写" }).waitFor();
  await look(mobile, "new-phone", onPhone);
  await mobile.getByRole("button", { name: "开始填写" }).click();
  await mobile.waitForURL(/\/filings\/[0-9a-f-]{36}\/form$/);
  filing = /filings\/([0-9a-f-]{36})/.exec(mobile.url())[1];
  await settled(mobile);
  const view = await plant.get(`/filings/${filing}`);
  check(view.known_fields >= 8, `${view.known_fields} of ${view.all_fields} fields are known`);
  check((await mobile.locator("main").innerText()).includes(`${view.all_fields} 项中 ${view.known_fields} 项不用填`), "and the form says so");
  await look(mobile, "form-phone", onPhone);
});

await step("a second one for the same place leads to the first", async () => {
  await open(mobile, "/filings/new");
  await mobile.getByRole("button", { name: "开始填写" }).click();
  const other = mobile.getByRole("alert").filter({ hasText: "这里已有一份在办或有效的申请" }).first();
  await other.waitFor();
  check(!(await mobile.locator("main").innerText()).includes(filing), "without showing anybody its id");
  await look(mobile, "second-phone", onPhone);
  await mobile.getByText("打开那一份").click();
  await mobile.waitForURL(new RegExp(`/filings/${filing}$`));
  await open(mobile, `/filings/${filing}/form`);
});

await step("handing in too early lists all that is missing, at once", async () => {
  await mobile.getByRole("button", { name: "提交申请" }).click();
  await mobile.locator("section.urgent").waitFor();
  const { missing } = await plant.get(`/filings/${filing}`);
  checkEqual(await mobile.locator("section.urgent li").count(), missing.length, `${missing.length} papers are listed, as the server lists them`);
  await look(mobile, "missing-phone", onPhone);
});

const staff = (await plant.get(`/filings/${filing}`)).content.staff_returning;
await step("fills in the rest, with photographs, keeps a draft and hands it in", async () => {
  await mobile.locator("#paper-application input[type=date]").fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  await field(mobile, "生产经营内容").locator("textarea").fill("生产一次性医用口罩和消毒液");
  await mobile.locator("#paper-application .el-radio", { hasText: "医疗物资" }).click();
  await field(mobile, "主要负责人姓名").locator("input").fill("王建国");
  await field(mobile, "主要负责人手机").locator("input").fill("138 0537 8000");
  await mobile.locator("#paper-commitment_letter .el-checkbox").click();
  for (const [paper, text] of [["control_plan", "出入口测温登记，车间每日消毒两次，错峰就餐。"], ["emergency_plan", "发现发热立即转入隔离室，报镇街并送定点医院。"]]) await mobile.locator(`#paper-${paper} textarea`).fill(text);
  for (const [item, quantity, daily] of [["口罩", 4000, 700], ["消毒液", 60, 10], ["体温计", 6, ""]]) {
    const row = mobile.locator(".supply", { hasText: item });
    await row.locator("input").first().fill(String(quantity));
    await row.locator("input").last().fill(String(daily));
  }
  await field(mobile, "隔离区域位置").locator("input").fill("厂区东侧宿舍一楼");
  await field(mobile, "隔离房间数").locator("input").fill("4");
  check((await mobile.locator(".supply", { hasText: "口罩" }).innerText()).includes("够用 5 天"), "how long supplies last is counted while typing");
  await mobile.locator("#paper-health_proof input[type=file]").setInputFiles([picture("健康证明1.jpg"), picture("健康证明2.jpg")]);
  await mobile.locator("#paper-health_proof .files .picture").nth(1).waitFor();
  await mobile.locator("#paper-isolation_area input[type=file]").setInputFiles(picture("隔离室.jpg"));
  await mobile.locator("#paper-isolation_area .files .picture").waitFor();
  await mobile.getByRole("button", { name: "保存草稿" }).click();
  await until(async () => (await plant.get(`/filings/${filing}`)).content.isolation_rooms === 4, "the draft is kept");
  await mobile.locator(".said", { hasText: "已全部保存" }).waitFor();
  const draft = await plant.get(`/filings/${filing}`);
  checkEqual(draft.state, "draft", "it is a draft");
  checkEqual(draft.missing.map((each) => each.paper).join(), "", "nothing is missing");
  checkEqual(draft.files.length, 3, "three photographs are kept");
  await look(mobile, "form-complete-phone", onPhone);
  await mobile.getByRole("button", { name: "提交申请" }).click();
  await mobile.waitForURL(new RegExp(`/filings/${filing}$`));
  await look(mobile, "filing-phone", onPhone);
  const filed = await plant.get(`/filings/${filing}`);
  checkEqual(filed.state, "submitted", "it is under review");
  checkEqual(filed.priority, "vital", "what doctors work with comes first");
  checkEqual(filed.principal_name, "王**", "the head is shown masked");
});

const desk = await deskOf(county);
await step("the town's stage: found in the queue, passed by the command above it", async () => {
  await open(desk, "/filings?state=submitted");
  await desk.locator("main tbody tr", { hasText: "民生医疗" }).first().waitFor();
  await look(desk, "queue");
  const { working_minutes_left: left } = (await county.get("/filings?state=submitted")).items[0];
  const shown = minutesIn(await desk.locator("main tbody .due").first().innerText());
  check(left > 0 && Math.abs(shown - left) <= 1, "the queue says how much working time is left", `${shown} and ${left} minutes`);
  await open(desk, "/filing-reviews?state=open");
  await desk.locator("main tbody tr", { hasText: (await county.get(`/filings/${filing}`)).organization_name }).first().waitFor();
  check(Math.abs(minutesIn(await desk.locator("main tbody .due").first().innerText()) - left) <= 1, "and so does the list of stages");
  await look(desk, "reviews-open");
  await open(desk, "/filings?state=submitted");
  await desk.locator("main tbody a").first().click();
  await desk.waitForURL(`**/filings/${filing}`);
  await settled(desk);
  const clock = await desk.locator(".review .due").first().innerText();
  check(Math.abs(minutesIn(clock) - left) <= 1, `the stage has its clock: ${clock.replaceAll("\n", " ")}`);
  await look(desk, "filing");
  await desk.getByRole("button", { name: "审核", exact: true }).click();
  await dialog(desk).locator(".el-radio", { hasText: "通过" }).click();
  await field(dialog(desk), "意见").locator("textarea").fill("材料齐全，现场已看。");
  await look(desk, "decide");
  await dialog(desk).getByRole("button", { name: "通过", exact: true }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).step === 1, "the next step is open");
  const { reviews } = await county.get(`/filings/${filing}`);
  checkEqual(reviews.filter((review) => review.state === "open").length, 2, "two stages are open side by side");
});

const bureau = await deskOf(health);
await step("side by side: the bureau lists what is missing, the county passes; the enterprise is told once", async () => {
  await open(bureau, `/filings/${filing}`);
  checkEqual(await bureau.getByRole("button", { name: /^审核/ }).count() > 0, true, "the bureau may decide");
  await bureau.getByRole("button", { name: "审核：县级 · 卫健" }).click();
  const form = dialog(bureau);
  await form.locator(".el-radio", { hasText: "退回补件" }).click();
  await form.locator(".el-checkbox", { hasText: "应急预案" }).click();
  await form.getByRole("textbox", { name: /应急预案/ }).fill("写明送医路线和联系人");
  await look(bureau, "lacking");
  await form.getByRole("button", { name: "退回补件" }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).reviews.some((review) => review.state === "lacking"), "it is listed");
  checkEqual((await county.get(`/filings/${filing}`)).state, "submitted", "the list waits for the other stage");
  await open(desk, `/filings/${filing}`);
  check((await desk.locator(".way").innerText()).includes("由区卫生健康局审核"), "the command sees whose the other stage is");
  await desk.getByRole("button", { name: "审核", exact: true }).click();
  await dialog(desk).locator(".el-radio", { hasText: "通过" }).click();
  await dialog(desk).getByRole("button", { name: "通过", exact: true }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).state === "returned", "it is returned");

  await open(mobile, `/filings/${filing}`);
  await mobile.locator(".lacking", { hasText: "写明送医路线和联系人" }).waitFor();
  checkEqual(await mobile.locator(".lacking li").count(), 1, "one list of what is missing");
  await look(mobile, "returned-phone", onPhone);
  await mobile.getByRole("button", { name: "补齐材料" }).click();
  await mobile.locator("#paper-emergency_plan textarea").fill("发热者由东门转入隔离室，联系人李明，送区人民医院。");
  await mobile.getByRole("button", { name: "提交申请" }).click();
  await mobile.waitForURL(new RegExp(`/filings/${filing}$`));
  await until(async () => (await county.get(`/filings/${filing}`)).round === 2, "it was handed in again");
});

let permit;
await step("the bureau passes, and the permit is issued", async () => {
  await open(bureau, `/filings/${filing}`);
  await bureau.getByRole("button", { name: "审核", exact: true }).click();
  await dialog(bureau).locator(".el-radio", { hasText: "通过" }).click();
  await dialog(bureau).getByRole("button", { name: "通过", exact: true }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).state === "approved", "it is approved");
  ({ permit } = await county.get(`/filings/${filing}`));
  check(new RegExp(`^${place}-\\d{4}-\\d{5}$`).test(permit.number), `a numbered permit: ${permit.number}`);
  await settled(bureau);
  await look(bureau, "approved");
  await open(mobile, `/permits/${permit.id}`);
  await mobile.locator(".permit img").evaluate((image) => image.decode());
  await look(mobile, "permit-phone", onPhone);
  await mobile.getByRole("button", { name: "填报在岗人数" }).click();
  await field(dialog(mobile), "在岗人数").locator("input").fill("25");
  await dialog(mobile).getByRole("button", { name: "保存" }).click();
  await until(async () => (await plant.get(`/permits/${permit.id}`)).staff === 25, "25 are back at work");
});

const stranger = await (await program.newContext(browser, { viewport: phone, javaScriptEnabled: false })).newPage();
let address;
await step("anyone verifies the permit, and sees the least", async () => {
  const { token } = await plant.get(`/permits/${permit.id}`);
  address = `/p/${token}`;
  await stranger.goto(address);
  const words = await stranger.locator("main").innerText();
  check(words.includes("许可有效") && words.includes(permit.number), "the page says that it is valid", words);
  check(!words.includes("王") && !words.includes("138"), "and nothing of people");
  await shoot(stranger, "resumption-public-phone");
  await stranger.goto(address.slice(0, -4) + "AAAA");
  check((await stranger.locator("main").innerText()).includes("查无此许可"), "a forged one is told");
  await open(desk, `/permits/${permit.id}`);
  await desk.locator(".permit img").evaluate((image) => image.decode());
  await look(desk, "permit");
  await desk.getByRole("button", { name: "打印许可" }).click();
  await desk.locator(".print-sheet .permit").waitFor();
  await look(desk, "permit-print");
  await desk.keyboard.press("Escape");
  await desk.locator(".print-sheet").waitFor({ state: "hidden" });
});

await step("a check finds something; the permit is revoked with its clause, and comes back after a recheck", async () => {
  await open(desk, `/filings/${filing}`);
  await desk.getByRole("button", { name: "记录核查" }).first().click();
  let form = dialog(desk);
  await form.locator(".list li").nth(12).waitFor();
  await form.locator(".list li").nth(2).locator(".el-radio", { hasText: "不合格" }).click();
  await form.locator(".list li").nth(2).locator("input[type=text], .el-input input").last().fill("夜班没有测温");
  await form.getByRole("button", { name: "其余都合格" }).click();
  await form.locator(".el-radio", { hasText: "限期整改" }).click();
  await form.locator("input[type=file]").setInputFiles(picture("东门.jpg"));
  await look(desk, "check");
  await form.getByRole("button", { name: "保存核查" }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).checks[0]?.files.length === 1, "the check is on record with its photograph");
  const [first] = (await county.get(`/filings/${filing}`)).checks;
  checkEqual(first.outcome, "rectify", "to be put right by a day");
  checkEqual(first.items.length, 13, "every item has an answer");

  await desk.getByRole("button", { name: "更多" }).click();
  await desk.getByRole("menuitem", { name: "撤销许可" }).click();
  form = dialog(desk);
  await field(form, "原因").locator("textarea").fill("逾期未整改，夜班仍不测温");
  await field(form, "依据条款").locator("input").fill("国发明电〔2020〕4号");
  await form.getByRole("button", { name: "撤销许可" }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).state === "revoked", "the permit is revoked");
  await stranger.goto(address);
  check((await stranger.locator("main").innerText()).includes("许可已撤销"), "and anyone sees that at once");
  await settled(desk);
  check(await desk.getByRole("button", { name: "恢复许可" }).isDisabled(), "it cannot come back before a recheck");
  await look(desk, "revoked");
  await open(mobile, `/permits/${permit.id}`);
  await look(mobile, "revoked-permit-phone", onPhone);

  await open(desk, `/filings/${filing}`);
  await desk.getByRole("button", { name: "记录复查" }).click();
  form = dialog(desk);
  await form.locator(".list li").nth(12).waitFor();
  await form.locator(".el-radio", { hasText: "视频核查" }).click();
  await form.getByRole("button", { name: "其余都合格" }).click();
  await form.getByRole("button", { name: "保存核查" }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).checks.length === 2, "the recheck is on record");
  await desk.locator("button:not([disabled])", { hasText: "恢复许可" }).click();
  await field(dialog(desk), "原因").locator("textarea").fill("复查合格");
  await dialog(desk).getByRole("button", { name: "恢复许可" }).click();
  await until(async () => (await county.get(`/filings/${filing}`)).state === "approved", "it is in force again");
  const again = (await county.get(`/filings/${filing}`)).permit;
  check(again.number !== permit.number, `under a new number: ${again.number}`);
  await settled(desk);
  await look(desk, "reinstated");
});

const others = [];
await step("many are passed at once, each with its outcome", async () => {
  for (const name of ["济宁海川机械有限公司", "济宁瑞丰食品有限公司", "济宁永信纺织有限公司"]) {
    const { id } = await county.post("/enterprises", { id: newId(), name, division, staff: 12 });
    const made = await city.post("/filings", { id: newId(), organization: id });
    await send(city, "PUT", `/filings/${made.id}`, {
      resume_on: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      staff_total: 12,
      staff_returning: 8,
      work: "机械加工",
      committed: true,
      control_plan: "测温、消毒、错峰。",
      emergency_plan: "隔离、报告、送医。",
      origins: [{ division: "3708", people: 8 }],
      supplies: [{ item: "masks", quantity: 200, daily_use: 20 }, { item: "disinfectant", quantity: 30, daily_use: 3 }, { item: "thermometers", quantity: 2, daily_use: 0 }],
      isolation_rooms: 1,
      isolation_place: "办公楼一楼",
      principal_name: "赵海",
      principal_mobile: "13905370001",
    });
    for (const paper of ["roster", "health_proof"]) await send(city, "POST", `/filings/${made.id}/files?paper=${paper}&name=${paper}.jpg`, photograph, "image/jpeg");
    const filed = await city.post(`/filings/${made.id}/submission`);
    checkEqual(filed.state, "submitted", `${name} has filed`);
    others.push(made.id);
  }
  // One of them is already at a stage that another office decides.
  await county.post(`/filings/${others[2]}/decision`, { stage: "town", decision: "pass" });
  await county.post(`/filings/${others[2]}/decision`, { stage: "county_industry", decision: "pass" });
  await open(desk, "/filings?state=submitted");
  await desk.locator("main tbody tr").nth(2).waitFor();
  await desk.locator("main thead .el-checkbox, main thead input[type=checkbox]").first().click();
  await desk.getByRole("button", { name: "批量通过（3）" }).click();
  await field(dialog(desk), "意见").locator("textarea").fill("统一核验通过");
  await look(desk, "bulk");
  await dialog(desk).getByRole("button", { name: "通过 3 份" }).click();
  await dialog(desk).locator(".outcomes li").nth(2).waitFor();
  const outcomes = await dialog(desk).locator(".outcomes li").allInnerTexts();
  checkEqual(outcomes.filter((each) => each.includes("进入下一环节")).length, 2, "two went on");
  check(outcomes.some((each) => each.includes("未通过") && each.includes("其他部门")), "one could not, and it says why", outcomes.join(" | "));
  await look(desk, "bulk-outcome");
  for (const id of others.slice(0, 2)) checkEqual((await county.get(`/filings/${id}`)).step, 1, "passed on record");
  checkEqual((await county.get(`/filings/${others[2]}`)).reviews.find((review) => review.stage === "county_health").state, "open", "the other one waits");
  await dialog(desk).getByRole("button", { name: "关闭", exact: true }).click();
});

await step("refused with a clause, and withdrawn", async () => {
  await open(desk, `/filings/${others[0]}`);
  await desk.getByRole("button", { name: "审核", exact: true }).click();
  await dialog(desk).locator(".el-radio", { hasText: "不予批准" }).click();
  const verb = dialog(desk).locator(".buttons").getByRole("button", { name: "不予批准" });
  check(await verb.isDisabled(), "not without a clause and a reason");
  await dialog(desk).locator(".usual button").first().click();
  await field(dialog(desk), "原因").locator("textarea").fill("隔离区与宿舍相连");
  await verb.click();
  await until(async () => (await county.get(`/filings/${others[0]}`)).state === "refused", "it is refused");
  const refused = (await county.get(`/filings/${others[0]}`)).moves.at(-1);
  check(refused.clause.includes("国发明电") && refused.why === "隔离区与宿舍相连", "who, when, why and by which clause are on record");
  const page = await deskOf(city);
  await open(page, `/filings/${others[1]}`);
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "撤回" }).click();
  await dialog(page).getByRole("button", { name: "撤回" }).click();
  await until(async () => (await county.get(`/filings/${others[1]}`)).state === "withdrawn", "it is withdrawn");
  await page.context().close();
});

await step("stages with their time, and permits", async () => {
  await open(desk, "/filing-reviews?state=open");
  checkEqual(await desk.locator("main tbody tr").count(), (await county.get("/filing-reviews?state=open")).items.length, "every open stage");
  await look(desk, "reviews");
  await open(desk, "/permits");
  await look(desk, "permits");
});

/** Every number of the page that is a link, and how many enterprises its list has. */
async function checkNumbers(page, what) {
  const numbers = await page.locator("main a.figure, main a.number").evaluateAll((links) => links.map((link) => ({ value: Number((link.querySelector(".value") ?? link).textContent.replace(/\D/g, "")), list: link.getAttribute("href").replace(/^\/console/, ""), says: link.getAttribute("aria-label") ?? link.querySelector(".label").textContent })));
  const wrong = [];
  for (const { value, list, says } of numbers) {
    if (says.includes("在岗")) continue;
    const { total } = await county.get(`${list}${list.includes("?") ? "&" : "?"}limit=1&count=true`);
    if (total !== value) wrong.push(`${says}: ${value}, but ${total} of ${list}`);
  }
  check(numbers.length > 0 && wrong.length === 0, `${what}: ${numbers.length} numbers have as many enterprises`, wrong.join("; "));
}

await step("the rates by county, industry, size and day: each number opens its enterprises", async () => {
  await open(desk, "/resumption-rates");
  for (const by of ["县（市、区）", "行业", "规模", "日期"]) {
    await desk.getByRole("button", { name: by, exact: true }).click();
    await desk.locator("main thead th", { hasText: by }).first().waitFor();
    await settled(desk);
    await checkNumbers(desk, `by ${by}`);
    await look(desk, `rates-${["县（市、区）", "行业", "规模", "日期"].indexOf(by)}`);
  }
  await desk.locator("a.figure", { hasText: "已复工企业" }).click();
  await desk.waitForURL("**/resumption?**");
  await settled(desk);
  checkEqual(await desk.locator("main tbody tr").count(), 1, "the enterprise that works again");
  await look(desk, "standing");
});

check(all.every((faults) => faults.length === 0), "no script fails", all.flat().join("; "));
await done();
