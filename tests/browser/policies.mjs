// The library of policies, as a city's officers use it: documents come in as a file and as pasted text, a question finds
// the passage and opens it in its place, who may claim a policy is said as data and checked against the register, a
// compendium is put together, printed and handed out.
import { allOf, goByNavigation, open, settled, signInOn, still, visit, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, done, openBrowser, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 12, people: 60, days: 0 });
const city = await program.signIn("demo-city");
const browser = await openBrowser();
const context = await program.newContext(browser);
const faults = watchFaults(context);
const page = await context.newPage();

const rent = {
  title: "关于应对疫情支持中小企业平稳发展的若干意见",
  number: "济政发〔2020〕1号",
  text: [
    "各县（市、区）人民政府，市政府各部门：",
    "为应对疫情影响，支持中小企业平稳健康发展，提出以下意见。",
    "一、减免企业房租。对承租国有资产类经营用房的中小企业，免收3个月房租，减半收取3个月房租。",
    "二、稳定职工队伍。对不裁员或少裁员的参保企业，返还其上年度实际缴纳失业保险费的50%。",
    "三、缓缴税款。因疫情影响纳税确有困难的企业，可依法申请延期缴纳税款，最长不超过3个月。",
    "四、加大信贷支持。银行机构不得盲目抽贷、断贷、压贷，2020年小微企业信贷余额不低于2019年同期。",
  ].join("\n"),
};
const rows = [
  ["标题", "正文", "文号", "发文机关", "发文层级", "适用地区", "发布日期"],
  [rent.title, rent.text, rent.number, "济宁市人民政府", "prefecture", "3708", "2020-02-05"],
  ["关于做好疫情防控期间企业复工复产工作的通知", "一、企业复工前须向所在县区指挥部备案。\n二、职工入厂须测量体温，体温高于37.3℃的不得入厂。\n三、食堂实行错峰就餐。", "济疫指发〔2020〕12号", "济宁市指挥部", "prefecture", "3708", "2020-02-09"],
  ["关于疫情防控期间援企稳岗有关问题的通知", "一、阶段性减免企业社会保险费。\n二、职业技能培训可在线上进行，按规定给予补贴。\n三、困难企业职工工资可协商调整。", "鲁人社发〔2020〕5号", "山东省人力资源和社会保障厅", "province", "3708", "2020-02-10"],
];
const csv = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");

const button = (name, where = page) => where.getByRole("button", { name, exact: true });
const dialog = () => page.locator(".el-dialog:visible");
const message = () => page.locator(".el-message-box:visible");
const field = (label, where = page) => where.getByLabel(label, { exact: false }).first();
const find = async (title) => (await city.get(`/policies?limit=5&title=${encodeURIComponent(title)}`)).items[0];
const choose = async (select, option) => {
  await select.click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: option }).first().click();
};
const look = async (name, what = name) => {
  await settled(page);
  await still(page);
  await checkAccessible(page, what);
  await shoot(page, `policies-${name}`);
};

await step("an officer signs in and finds an empty library", async () => {
  await page.goto("/console/");
  await signInOn(page, "demo-city", program.accounts["demo-city"]);
  await goByNavigation(page, "/policies");
  await page.waitForURL("**/policies");
  await settled(page);
  check((await page.locator("main").innerText()).includes("先导入现有的政策文件"), "it says what to do first");
  await look("empty", "the empty library");
});

await step("the documents come in as the spreadsheet they are kept in", async () => {
  await button("批量导入").first().click();
  await page.waitForURL("**/imports/new?kind=policies");
  await settled(page);
  await page.locator("input[type=file]").setInputFiles({ name: "政策.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.locator(".chosen", { hasText: "政策.csv" }).waitFor();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator(".said.good").waitFor();
  await button("试运行").click();
  await page.locator("section.next").waitFor();
  await button("正式导入").first().click();
  await button("正式导入", message()).click();
  await until(async () => (await city.get("/policies?limit=1&count=true")).total === 3, "three policies are in the library");
  await page.locator("section.next").waitFor();
  check(true, "three policies are imported");
  await page.locator("main tbody a[href*='/policies/']").first().click();
  await page.waitForURL(/\/policies\/[0-9a-f-]{36}/);
  check(true, "and a row of the import leads to its policy");
});

await step("one more is pasted as text, and its title, number and date are read from it", async () => {
  await open(page, "/policies");
  await button("录入政策").click();
  await page.getByRole("menuitem", { name: "粘贴全文" }).click();
  const text = "关于支持企业参加线上招聘的通知\n济人社字〔2020〕8号\n各有关单位：\n一、免费为企业发布招聘信息。\n二、对组织线上招聘的机构给予补贴。\n2020年2月20日";
  await field("全文", dialog()).fill(text);
  await still(page);
  await shoot(page, "policies-from-text");
  await button("录入", dialog()).click();
  await page.waitForURL(/\/policies\/[0-9a-f-]{36}$/);
  await settled(page);
  const found = await find("线上招聘");
  checkEqual(found.document_number, "济人社字〔2020〕8号", "its number was read");
  check((await page.getByRole("heading", { level: 1 }).innerText()).includes("线上招聘"), "its page is open");
});

await step("a word of two characters and a whole question find the passage, which opens in its place", async () => {
  await open(page, "/policies");
  const ask = page.getByRole("searchbox").or(page.getByLabel("词语或整句问题")).first();
  await ask.fill("房租");
  await ask.press("Enter");
  await page.waitForURL("**/policies/search?**");
  await page.locator("#documents").waitFor();
  check((await page.locator(".documents").innerText()).includes(rent.title), "two characters are enough");
  const again = page.getByLabel("词语或整句问题").first();
  await again.fill("我们租的是国有房产的办公用房，能减免几个月房租？");
  await again.press("Enter");
  await until(async () => new URL(page.url()).searchParams.get("question")?.startsWith("我们租的"), "the question is in the address");
  await page.locator(".answers blockquote").first().waitFor();
  const answer = page.locator(".answers blockquote").first();
  check((await answer.innerText()).includes("免收3个月房租"), "the passage that answers is first", await answer.innerText());
  check((await answer.locator("mark").allInnerTexts()).some((word) => word.includes("房租")), "its words are marked");
  check((await answer.innerText()).includes("含："), "and the reason is said");
  await look("search", "the answers");
  await answer.getByRole("link", { name: "在原文中打开" }).click();
  await page.waitForURL(/\/policies\/[0-9a-f-]{36}\?at=/);
  const mark = page.locator("article mark").first();
  await mark.waitFor();
  await until(async () => mark.evaluate((one) => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }), "the passage is on the screen");
  check((await page.locator("article mark").allInnerTexts()).join("").includes("免收3个月房租"), "the passage is highlighted in the text");
  await look("in-place", "a passage in its place");
});

let policy;
await step("a change makes a version, and what changed is shown", async () => {
  policy = await find("支持中小企业平稳发展");
  const passage = page.url();
  await open(page, `/policies/${policy.id}`);
  await button("修改").click();
  await page.waitForURL("**/change");
  await settled(page);
  await look("form", "the form of a policy");
  const text = page.locator("textarea").first();
  await text.fill((await text.inputValue()).replace("免收3个月房租", "免收6个月房租"));
  await field("修改说明").fill("按省里新规定延长免租期");
  await button("保存").click();
  await page.waitForURL((url) => url.pathname.endsWith(policy.id));
  const now = await city.get(`/policies/${policy.id}`);
  checkEqual(now.version, 2, "the API has version two");
  await settled(page);
  await page.getByRole("tab", { name: "版本" }).click();
  await page.locator(".changes ins").first().waitFor();
  check((await page.locator(".changes ins").allInnerTexts()).join("").includes("6") && (await page.locator(".changes del").allInnerTexts()).join("").includes("3"), "3 became 6");
  check((await page.locator("main").innerText()).includes("按省里新规定延长免租期"), "and why is said");
  await look("versions", "the versions");
  await page.goto(passage);
  await settled(page);
  check((await page.locator("article").innerText()).includes("正文已改为第 2 版"), "a link to a passage of before says that it is of before");
});

await step("files belong to it", async () => {
  await open(page, `/policies/${policy.id}?tab=files`);
  const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  await page.locator("input[type=file]").setInputFiles({ name: "房租减免申请表.pdf", mimeType: "application/pdf", buffer: pdf });
  await page.locator("li", { hasText: "房租减免申请表.pdf" }).waitFor();
  const [saved] = await Promise.all([page.waitForEvent("download"), button("下载").click()]);
  check(saved.suggestedFilename().includes("申请表"), "it can be saved", saved.suggestedFilename());
  checkEqual((await city.get(`/policies/${policy.id}/attachments`)).items.length, 1, "the API has it");
  await look("files", "the files of a policy");
});

await step("who may claim it is said as data", async () => {
  await page.getByRole("tab", { name: "谁能申领" }).click();
  await page.locator("main", { hasText: "还没有填写申领条件" }).waitFor();
  await button("填写条件").click();
  await page.waitForURL("**/conditions");
  await settled(page);
  const add = async (fact) => {
    await button("添加条件").click();
    const row = page.locator("fieldset").last();
    await choose(row.locator(".el-select").first(), fact);
    return row;
  };
  const size = await add("企业规模");
  for (const each of ["中型", "小型", "微型"]) await size.locator(".el-checkbox", { hasText: each }).click();
  await size.getByLabel("政策原文").fill("承租国有资产类经营用房的中小企业");
  await add("承租国有房产");
  const money = await add("营业收入");
  await choose(money.locator(".el-select").nth(1), "不多于");
  await money.locator("input[inputmode=decimal]").fill("不少");
  await button("保存").click();
  await page.locator(".fault", { hasText: "请填写数字" }).waitFor();
  check(true, "what is no figure is refused at its field");
  await money.locator("input[inputmode=decimal]").fill("400,000.5");
  await look("conditions", "the form of conditions");
  await button("保存").click();
  await page.waitForURL((url) => url.pathname.endsWith(policy.id));
  const { conditions } = await city.get(`/policies/${policy.id}/conditions`);
  const said = conditions.map(({ fact, relation, values }) => [fact, relation, ...values].join(" "));
  // 400,000.5 万元, to the fen.
  checkEqual(said.join("; "), "size_class one_of medium small micro; state_owned_tenant yes; revenue at_most 400000500000", "the API has them");
  checkEqual(conditions[0].clause, "承租国有资产类经营用房的中小企业", "with the words of the policy");
});

let enterprise;
await step("enterprises for the policy, and policies for the enterprise, each with what holds and fails", async () => {
  const all = await allOf(city, `/policies/${policy.id}/enterprises`);
  const by = (state) => all.filter((each) => each.eligibility === state);
  checkEqual(by("eligible").length, 0, "nobody's tenancy is known yet");
  check(by("unclear").length > 0, "so some are unclear", JSON.stringify(all.map(({ eligibility }) => eligibility)));
  const figure = (name) => page.locator("a.figure", { hasText: name });
  for (const [name, state] of [["待补充信息", "unclear"], ["不符合", "ineligible"]])
    await until(async () => (await figure(name).locator(".value").innerText()) === String(by(state).length), `${name}: ${by(state).length}`);
  await look("eligibility", "how many may claim it");
  await figure("待补充信息").click();
  await page.waitForURL("**/enterprises?eligibility=unclear");
  await settled(page);
  checkEqual(await page.locator("main tbody tr").count(), by("unclear").length, "the number opens its enterprises");
  enterprise = by("unclear")[0];
  const item = page.locator("main tbody tr", { has: page.getByRole("link", { name: enterprise.name }) }).first();
  await item.waitFor();
  check((await item.innerText()).includes("没有登记"), "with the condition that nobody can tell", await item.innerText());
  await open(page, `/policies/${policy.id}/enterprises`);
  checkEqual(await page.locator("main tbody tr").count(), all.length, "without a filter all are listed");
  await look("enterprises", "enterprises for a policy");
  await page.getByRole("link", { name: enterprise.name }).first().click();
  await page.waitForURL(`**/enterprises/${enterprise.id}/policies`);
  await settled(page);
  await button("填写").click();
  await dialog().locator(".form-field", { hasText: "承租国有房产" }).locator(".el-radio", { hasText: "是" }).first().click();
  await dialog().getByLabel("上年裁员率").fill("1.5");
  await button("保存", dialog()).click();
  await page.locator("#eligible", { hasText: rent.title }).waitFor();
  checkEqual((await city.get(`/enterprises/${enterprise.id}/facts`)).layoff_permille, 15, "the facts are on record");
  check((await page.locator("#eligible").innerText()).includes("满足"), "now it may claim it");
  await look("for-enterprise", "policies for an enterprise");
  checkEqual((await allOf(city, `/policies/${policy.id}/enterprises?eligibility=eligible`)).length, 1, "and the policy has one enterprise");
  await open(page, `/enterprises/${enterprise.id}`);
  await page.locator(`main a[href$="/enterprises/${enterprise.id}/policies"]`).click();
  await page.waitForURL("**/policies");
  check(true, "the enterprise's page leads there");
});

let compendium;
await step("a compendium is put together, in its order, and printed", async () => {
  await open(page, "/policies");
  for (const title of [rent.title, rows[2][0]]) await page.locator("tbody tr", { hasText: title }).locator("input[type=checkbox]").check();
  await button("加入汇编").click();
  await button("待编汇编（2）").click();
  await page.waitForURL("**/compendia/new");
  await field("标题").fill("济宁市惠企政策汇编");
  await field("前言").fill("同舟共济，共克时艰。");
  const firstOf = () => page.locator("main form ol li").first().innerText();
  const before = await firstOf();
  await page.locator("main form ol li").first().getByRole("button", { name: "下移" }).click();
  check((await firstOf()) !== before, "their order can be changed");
  await look("draft", "a compendium being made");
  await button("编成").click();
  await page.waitForURL(/\/compendia\/[0-9a-f-]{36}$/);
  compendium = page.url().split("/").at(-1);
  const made = await city.get(`/compendia/${compendium}`);
  checkEqual(made.policies.length, 2, "the API has it");
  await look("compendium", "a compendium");
  const [sheet] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "打开打印版" }).click()]);
  await sheet.waitForLoadState();
  checkEqual(await sheet.locator("nav a").count(), 2, "the printed form has contents");
  checkEqual(await sheet.locator("article").count(), 2, "and the policies");
  check((await sheet.pdf({ preferCSSPageSize: true })).length > 5_000, "a PDF comes of it");
  await shoot(sheet, "policies-printed");
  await sheet.close();
});

await step("copies are handed out, and a mistake is taken back", async () => {
  await button("登记发放").click();
  const form = dialog();
  await form.locator("input[type=number], .el-input-number input").first().fill("20");
  const picker = form.locator(".form-field", { hasText: "在册的企业或单位" }).locator(".el-select");
  await picker.click();
  await picker.locator("input").fill(enterprise.name.slice(0, 6));
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: enterprise.name }).first().click();
  await still(page);
  await shoot(page, "policies-hand-out");
  await button("登记", form).click();
  await page.locator("main tbody tr", { hasText: enterprise.name }).waitFor();
  await visit(page, "/handouts");
  check((await page.locator("a.figure", { hasText: "累计发放" }).locator(".value").innerText()).includes("20"), "twenty in all");
  await look("handouts", "the hand-outs");
  await page.locator("a.figure.what").first().click();
  await page.waitForURL(/\/handouts\?(policy|compendium)=/);
  await settled(page);
  const [given] = (await city.get("/handouts/totals")).items;
  checkEqual(await page.locator("main tbody tr").count(), given.handouts, "a total opens its rows");
  check((await page.locator("main tbody tr").first().innerText()).includes(given.title), "of what it says");
  await button("冲销").first().click();
  await dialog().getByLabel("原因").fill("登记重复");
  await button("冲销", dialog()).click();
  await until(async () => (await city.get("/handouts/totals")).copies === 0, "they are taken back");
  await until(async () => (await page.locator("a.figure", { hasText: "累计发放" }).locator(".value").innerText()).startsWith("0"), "the total says so");
  checkEqual((await city.get("/handouts?limit=5&count=true")).total, 2, "and both rows stay");
});

await step("superseded, withdrawn and restored", async () => {
  const newer = await find("线上招聘");
  await open(page, `/policies/${policy.id}`);
  const more = async (item) => {
    await button("更多").click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await more("标明被取代");
  const picker = dialog().locator(".el-select");
  await picker.click();
  await picker.locator("input").fill("线上招聘");
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "线上招聘" }).first().click();
  await button("保存", dialog()).click();
  await page.locator("main .said", { hasText: "已被取代" }).waitFor();
  checkEqual((await city.get(`/policies/${policy.id}`)).superseded_by, newer.id, "the API says by which");
  await more("标明被取代");
  await dialog().locator(".el-select").hover();
  await dialog().locator(".el-select__clear").click();
  await button("保存", dialog()).click();
  await until(async () => !(await city.get(`/policies/${policy.id}`)).superseded_by, "it stands again");
  await settled(page);
  await more("撤回");
  await button("撤回", message()).click();
  await page.locator("main .said", { hasText: "撤回" }).waitFor();
  await more("恢复");
  await button("恢复", message()).click();
  await until(async () => (await city.get(`/policies/${policy.id}`)).in_force, "it is in force again");
  check(true, "withdrawn and restored");
});

await step("a county reads what the city keeps, and an enterprise its own", async () => {
  for (const [name, mayWrite] of [["demo-county", true], ["demo-plant", false]]) {
    const own = await program.newContext(browser, { as: await program.signIn(name) });
    const desk = await own.newPage();
    await open(desk, `/policies/${policy.id}`);
    await desk.getByRole("heading", { level: 1, name: rent.title }).waitFor();
    checkEqual(await desk.getByRole("button", { name: "修改", exact: true }).count(), 0, `${name} does not change it`);
    await open(desk, "/policies");
    checkEqual((await desk.getByRole("button", { name: "录入政策" }).count()) > 0, mayWrite, `${name} enters its own: ${mayWrite}`);
    await own.close();
  }
});

check(faults.length === 0, "no script fails", faults.join("; "));
await done();
