// The hotline as those who work with it see it: an operator answers one call by a single key and refers another; departments
// return it, get it reassigned, ask for time and reply; it is followed up, redone, rated and closed. A citizen asks, follows
// and rates on the public page. What nobody could answer becomes an article, and the desk quotes it.
import { goByNavigation, newAccount, open, settled, signInOn, still, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, checkNoSideways, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 12, people: 60, days: 1 });
const admin = await program.signIn("demo-admin");
const city = await program.signIn("demo-city");
const county = await program.signIn("demo-county");
const place = county.account.division;
const browser = await openBrowser();
const faults = [];

async function newDesk(options) {
  const context = await program.newContext(browser, options);
  faults.push(watchFaults(context));
  return context.newPage();
}

const departments = {};
const officers = {};
let operator;
await step("departments, their officers, an operator, two policies", async () => {
  const names = { tax: "济宁市税务局", housing: "济宁市住房和城乡建设局", labour: "济宁市人力资源和社会保障局" };
  for (const [key, name] of Object.entries(names)) {
    departments[key] = await city.post("/organizations", { kind: "department", name, division: "3708", parent: city.account.organization });
    officers[key] = await newAccount(program, admin, { name: `chengban-${key}`, role: "Department officer", organization: departments[key].id });
  }
  operator = await newAccount(program, admin, { name: "huawuyuan", role: "Hotline operator", organization: county.account.organization });
  await city.post("/policies", {
    division: "3708",
    title: "关于应对疫情支持中小企业平稳健康发展的若干意见",
    document_number: "济政发〔2020〕1号",
    issuer: "济宁市人民政府",
    issuer_level: "prefecture",
    kind: "opinions",
    published_on: "2020-02-05",
    text: "一、减免中小企业房租。\n对承租国有资产类经营用房的中小企业，3个月房租免收或减半。资金支付困难的，可以延期收取租金。\n二、缓缴社会保险费。\n对受疫情影响、面临暂时性生产经营困难的企业，可按规定缓缴养老、失业和工伤保险费，缓缴期限一般不超过6个月，缓缴期间免收滞纳金。\n三、延期缴纳税款。\n企业因疫情影响不能按期缴纳税款的，经批准可延期缴纳，最长不超过3个月。",
  });
  await city.post("/policies", {
    division: "3708",
    title: "关于做好企业复工复产疫情防控工作的通知",
    document_number: "济疫指办发〔2020〕12号",
    issuer_level: "prefecture",
    kind: "notice",
    published_on: "2020-02-08",
    text: "各企业复工前应当储备口罩、体温计和消毒用品，设立隔离观察区。员工进入厂区须测量体温，体温超过37.3度的不得进入，并送发热门诊。食堂实行分餐，错峰就餐，间隔一米以上。",
  });
});

const main = (page) => page.locator("main");
const questionOn = (page) => page.locator("main form textarea").first();
/** What is shown was found for the words that stand there. */
const found = (page) => main(page).locator(".offers[aria-busy=false]").waitFor();
const dialog = (page) => page.getByRole("dialog").filter({ visible: true });
const pick = async (page, label, text) => {
  // What is chosen already lies over the field; a click there is one on the field.
  await page.getByRole("combobox", { name: label }).last().click({ force: true });
  await page.keyboard.type(text);
  // Not before the list is the one that was searched for: else the click meets whatever has come in its place.
  const first = page.getByRole("option").filter({ visible: true }).first();
  await until(async () => (await first.innerText().catch(() => "")).includes(text), `${text} is found`);
  await first.click();
};
/** Makes a move on the page of a ticket by its key, with a reason or an answer. */
async function move(page, key, verb, fill = async () => {}) {
  await page.locator("body").press(key);
  const box = dialog(page);
  await box.waitFor();
  await fill(box);
  await box.getByRole("button", { name: verb, exact: true }).click();
  await box.waitFor({ state: "hidden" });
  await settled(page);
}
const why = (words) => (box) => box.getByLabel("理由").fill(words);
const ticketOf = (actor, id) => actor.get(`/tickets/${id}`);
const latest = async (actor, query) => (await actor.get(`/tickets?limit=1&${query}`)).items[0];

await step("the city names departments for matters", async () => {
  const page = await newDesk({ as: city });
  await open(page, "/matter-departments");
  for (const [matter, name] of [["人力资源和社会保障", "济宁市人力资源和社会保障局"], ["税务", "济宁市税务局"], ["住房和城乡建设", "济宁市住房和城乡建设局"]]) {
    await page.getByRole("button", { name: "指定承办部门" }).click();
    const box = dialog(page);
    await box.waitFor();
    await pick(page, "事项", matter);
    await pick(page, "承办部门", name);
    await box.getByRole("button", { name: "保存" }).click();
    await main(page).getByRole("rowheader", { name: matter }).waitFor();
  }
  const { items } = await city.get("/matter-departments");
  checkEqual(items.length, 3, "three matters have a department");
  checkEqual(items.find(({ matter }) => matter === "税务")?.organization, departments.tax.id, "the tax office answers for taxes");
  await page.context().close();
});

const page = await newDesk();
let keys = 0;
const press = async (key) => (keys++, await page.keyboard.press(key));
await step("a call is answered by a single key", async () => {
  await page.goto("/console/");
  await signInOn(page, "huawuyuan", "Xunzi-238-BC");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await goByNavigation(page, "/hotline");
  await page.waitForURL("**/hotline");
  await settled(page);
  await page.locator("body").press("n");
  await page.keyboard.type("13805370001");
  await page.keyboard.press("Enter");
  await page.keyboard.type("我们是小企业，租的国资厂房，疫情期间房租能减免吗？");
  await until(async () => (await main(page).locator(".offer.passage").first().innerText().catch(() => "")).includes("房租"), "a passage that answers", 30_000);
  check((await main(page).locator(".offer.passage").count()) <= 3, "three passages at most");
  await shoot(page, "hotline-desk");
  await checkAccessible(page, "the desk");
  await found(page);
  await press("Enter");
  await press("1");
  await page.locator(".last").getByText("已答复并办结").waitFor();
  check(keys < 20, `answered with ${keys} keystrokes after the question`);
  const ticket = await ticketOf(operator, (await latest(operator, "state=answered_directly")).id);
  check(ticket.answer.includes("3个月房租免收或减半") && ticket.quote_policy !== undefined, "the answer quotes the policy", ticket.answer);
  checkEqual(ticket.calls[0].masked_number, "138****0001", "the caller is masked");
  checkEqual(ticket.rating, undefined, "not rated yet");
  check(/^[2-9a-z]{5} [2-9a-z]{5}$/.test(await page.locator(".last input").inputValue()), "the code is told");
  checkEqual(await questionOn(page).inputValue(), "", "ready for the next call");
});

const wages = "公司停工期间不发工资，社保也没有缴，员工应该找谁反映？";
let ticket;
await step("another is referred, with the proposed department", async () => {
  // After a call the keyboard is at the number of the next one.
  await page.keyboard.type("13805370001");
  await page.keyboard.press("Tab");
  await main(page).getByText("此号码来过 1 次电话").waitFor();
  await questionOn(page).fill(wages);
  await main(page).locator(".referral li").first().waitFor();
  await found(page);
  check((await main(page).locator(".referral").innerText()).includes("人力资源和社会保障"), "the matter is told");
  await shoot(page, "hotline-desk-refer");
  await questionOn(page).press("Enter");
  await page.keyboard.press("d");
  const box = dialog(page);
  await box.waitFor();
  await box.getByText("济宁市人力资源和社会保障局").first().waitFor();
  check(/\d+%/.test(await box.locator(".share").first().innerText()), "how sure the proposal is");
  await still(page);
  await shoot(page, "hotline-refer");
  await checkAccessible(page, "referring");
  // The operator knows better, and is wrong.
  await pick(page, "主办单位", "济宁市税务局");
  await box.getByRole("button", { name: "转部门" }).click();
  await page.locator(".last").getByText("已转部门").waitFor();
  ticket = await latest(operator, "state=dispatched");
  checkEqual(ticket?.lead, departments.tax.id, "the tax office leads");
  check(ticket.due_at !== undefined, "it has a term");
});

const at = { tax: await newDesk({ as: officers.tax }), labour: await newDesk({ as: officers.labour }) };
await step("the wrong department returns it with a reason", async () => {
  await open(at.tax, "/hotline/queue");
  await at.tax.getByRole("region", { name: "派给本单位" }).getByRole("link", { name: ticket.title }).click();
  await at.tax.getByRole("heading", { level: 1, name: ticket.title }).waitFor();
  await settled(at.tax);
  await move(at.tax, "s", "接单");
  checkEqual((await ticketOf(operator, ticket.id)).state, "in_progress", "taken up");
  await move(at.tax, "b", "退回", why("工资和社保不属于税务，请转人社部门"));
  const now = await ticketOf(operator, ticket.id);
  checkEqual(`${now.state} ${now.returned}`, "accepted 1", "it is back at the desk");
});

await step("the desk dispatches it anew and reassigns it", async () => {
  await goByNavigation(page, "/hotline/queue");
  await page.waitForURL("**/hotline/queue");
  await page.getByRole("region", { name: "待派单" }).getByRole("link", { name: ticket.title }).click();
  await page.getByRole("heading", { level: 1, name: ticket.title }).waitFor();
  await settled(page);
  await move(page, "d", "派单", async (box) => {
    await box.locator(".share").first().waitFor();
    await pick(page, "主办单位", "济宁市住房和城乡建设局");
  });
  checkEqual((await ticketOf(operator, ticket.id)).lead, departments.housing.id, "dispatched to another");
  await move(page, "g", "改派", async (box) => {
    await box.getByRole("button", { name: "选用 济宁市人力资源和社会保障局" }).click();
    await box.getByLabel("理由").fill("属人社职责");
  });
  await move(page, "h", "加协办单位", async () => pick(page, "协办单位", "济宁市税务局"));
  const now = await ticketOf(operator, ticket.id);
  checkEqual(now.lead, departments.labour.id, "reassigned");
  checkEqual(now.handlers.length, 2, "one helps");
});

await step("a helper advises, the lead asks for time, the city gives it, the lead replies", async () => {
  await open(at.tax, `/tickets/${ticket.id}`);
  await move(at.tax, "v", "协办意见", (box) => box.getByLabel("协办意见").fill("社保费由税务征收，欠费信息可提供。"));
  await open(at.labour, `/tickets/${ticket.id}`);
  await at.labour.getByText("欠费信息可提供").waitFor();
  await move(at.labour, "e", "申请延期", why("需到企业核实"));
  const command = await newDesk({ as: city });
  await open(command, "/hotline/queue");
  await command.getByRole("region", { name: "待批延期" }).getByRole("link", { name: ticket.title }).click();
  await command.getByRole("heading", { level: 1, name: ticket.title }).waitFor();
  await settled(command);
  await move(command, "y", "批准延期", why("同意"));
  checkEqual((await ticketOf(city, ticket.id)).extended_days, 5, "five working days more");
  await command.context().close();
  await settled(at.labour);
  await move(at.labour, "a", "答复", (box) => box.locator("textarea").first().fill("已约谈企业，拖欠工资3月5日前补发。"));
  checkEqual((await ticketOf(operator, ticket.id)).state, "replied", "replied");
});

const answerAtLast = "停工在一个工资支付周期内的，按劳动合同约定发工资；超过的发生活费。可向区劳动监察大队（0537-12333）反映，欠缴社保可一并投诉。";
await step("a dissatisfied caller has it redone, and is followed up to the end", async () => {
  await open(page, `/tickets/${ticket.id}`);
  const rate = (words, comment) => async (box) => {
    await box.getByText(words, { exact: true }).click();
    await box.getByLabel("来电人的话").fill(comment);
  };
  await move(page, "f", "回访", rate("不满意", "没说清楚该找谁"));
  check(!(await ticketOf(operator, ticket.id)).may.includes("closed"), "it cannot be closed over that");
  await move(page, "o", "退回重办", why("请说明找哪个部门、什么标准"));
  await open(at.labour, `/tickets/${ticket.id}`);
  await move(at.labour, "a", "答复", (box) => box.locator("textarea").first().fill(answerAtLast));
  await open(page, `/tickets/${ticket.id}`);
  await move(page, "f", "回访", rate("非常满意", "这回清楚了"));
  await move(page, "c", "办结");
  const now = await ticketOf(operator, ticket.id);
  checkEqual(`${now.state} ${now.rating} ${now.redone}`, "closed very_satisfied 1", "closed");
  const story = now.story.map((row) => row.move).join(" ");
  checkEqual(story, "accepted dispatched started returned dispatched reassigned joined advised extension_asked extended replied followed_up redone replied followed_up closed", "all of it is on record");
  checkEqual(await main(page).locator(".timeline li").count(), now.story.length, "and shown");
  await shoot(page, "hotline-ticket");
  await checkAccessible(page, "a ticket");
});

let asked;
await step("a citizen asks on the public page", async () => {
  const mobile = await newDesk({ viewport: phone });
  await mobile.goto(`/ask/#place=${place.slice(0, 4)}`);
  await mobile.getByRole("button", { name: "提交" }).click();
  await mobile.getByText("请写下问题").waitFor();
  await mobile.getByLabel("您的问题").fill("口罩和体温计在哪里买？复工前要准备哪些防疫物资？");
  await mobile.getByLabel("县（市、区）").selectOption(place.slice(0, 6));
  await mobile.getByLabel("电话（选填）").fill("0537-2967118");
  await shoot(mobile, "hotline-public-ask");
  await checkAccessible(mobile, "the public page");
  await checkNoSideways(mobile, "the public page");
  await mobile.getByRole("button", { name: "提交" }).click();
  const number = await mobile.locator("[data-test=number]").innerText();
  const code = await mobile.locator("[data-test=code]").innerText();
  await mobile.getByRole("button", { name: "记在这部手机上" }).click();
  await mobile.getByText("已记在这部手机上").waitFor();
  await shoot(mobile, "hotline-public-asked");
  await mobile.getByRole("button", { name: "查看进展" }).click();
  await mobile.getByText("正在确定由哪个部门办理").waitFor();
  asked = await latest(operator, `number=${number}`);
  checkEqual(asked?.channel, "page", "it came by the page");
  checkEqual(asked.level, "county", "and lies in the county's queue");

  // The desk answers it with a passage.
  await open(page, "/hotline/queue");
  await page.getByRole("region", { name: "待派单" }).getByRole("link", { name: asked.title }).click();
  await page.getByRole("heading", { level: 1, name: asked.title }).waitFor();
  await settled(page);
  await move(page, "a", "直接答复", async (box) => {
    await box.locator(".offer").first().getByRole("button", { name: /^引用/ }).click();
    await until(async () => (await box.locator("textarea").first().inputValue()).includes("口罩"), "the passage stands in the answer");
    await still(page);
    await shoot(page, "hotline-answer");
  });

  await mobile.getByRole("button", { name: "English" }).click();
  await mobile.getByRole("button", { name: "Show", exact: true }).click();
  await mobile.getByText("Answered.", { exact: true }).waitFor();
  await mobile.getByText("Basically satisfied").click();
  await mobile.getByRole("button", { name: "Send the rating" }).click();
  await mobile.getByText("Your rating").waitFor();
  await mobile.getByRole("button", { name: "Send the rating" }).waitFor({ state: "hidden" });
  await shoot(mobile, "hotline-public-follow");
  await checkAccessible(mobile, "following a question");
  await checkNoSideways(mobile, "following a question");
  const now = await ticketOf(operator, asked.id);
  checkEqual(`${now.state} ${now.rating} ${now.rated_by}`, "answered_directly basically_satisfied caller", "the caller's own rating");

  await mobile.goto("/ask/#follow");
  await mobile.reload();
  await mobile.getByRole("button", { name: number, exact: true }).click();
  await mobile.locator("[data-test=status]").waitFor();
  check(!mobile.url().includes(code.slice(0, 5)), "the code stands in no address");
  await mobile.getByLabel("Code").fill("22222 22222");
  await mobile.getByRole("button", { name: "Show", exact: true }).click();
  await mobile.getByRole("alert").waitFor();
  check(!(await mobile.locator("[data-test=status]").isVisible()), "a wrong code shows nothing");
  await mobile.emulateMedia({ colorScheme: "dark" });
  await shoot(mobile, "hotline-public-dark");
  await checkAccessible(mobile, "the public page in the dark");
  await mobile.context().close();
});

await step("a gap becomes an article, and the desk quotes it", async () => {
  await admin.post("/jobs/hotline_gaps/run");
  const gap = await until(async () => (await county.get("/knowledge-gaps?limit=10")).items.find(({ question }) => question === wages), "the gap is gathered");
  const command = await newDesk({ as: city });
  await open(command, "/knowledge-gaps");
  await shoot(command, "hotline-gaps");
  await command.getByRole("link", { name: wages }).click();
  await command.getByRole("heading", { level: 1, name: wages }).waitFor();
  await settled(command);
  await shoot(command, "hotline-gap");
  await checkAccessible(command, "a gap");
  await command.getByRole("button", { name: "用这个答复写成知识" }).click();
  const box = dialog(command);
  await box.waitFor();
  await box.getByLabel("依据").fill("鲁人社发〔2020〕1号 第二条");
  await still(command);
  await shoot(command, "hotline-article-dialog");
  await checkAccessible(command, "writing an article");
  await box.getByRole("button", { name: "保存草稿" }).click();
  await command.waitForURL("**/articles/*");
  await command.getByRole("button", { name: "提交审核" }).click();
  await command.getByText("自己撰写的知识须由他人审核").waitFor();
  check(!(await command.getByRole("button", { name: "审核", exact: true }).isVisible()), "nobody reviews his own");
  const article = new URL(command.url()).pathname.split("/").at(-1);

  const reviewer = await newDesk({ as: county });
  await open(reviewer, `/articles/${article}`);
  await reviewer.getByRole("button", { name: "审核", exact: true }).click();
  const review = dialog(reviewer);
  await review.getByText("通过，提示给话务台").click();
  await review.getByRole("button", { name: "审核", exact: true }).click();
  await reviewer.locator("main .tag", { hasText: "已发布" }).waitFor();
  checkEqual((await county.get(`/knowledge-gaps/${gap.id}`)).state, "filled", "the gap is filled");
  await shoot(reviewer, "hotline-article");
  await reviewer.context().close();
  await command.context().close();

  await open(page, "/hotline");
  await questionOn(page).fill("停工期间公司不发工资、没缴社保，员工找谁反映？");
  await until(async () => main(page).locator(".offer.article").first().isVisible(), "the article is offered", 30_000);
  await found(page);
  await questionOn(page).press("Alt+4");
  await page.locator(".last").getByText("已答复并办结").waitFor();
  const used = await county.get(`/articles/${article}`);
  checkEqual(used.used, 1, "the article was quoted once");
  const quoted = await ticketOf(operator, (await latest(operator, "state=answered_directly")).id);
  checkEqual(quoted.quote_article, article, "and the ticket says so");
});

await step("the rates open what they are made of", async () => {
  const command = await newDesk({ as: city });
  await open(command, "/hotline-rates");
  const { rows } = await city.get("/hotline-rates");
  const rate = rows[0].immediate_answer;
  checkEqual(`${rate.numerator}/${rate.denominator}`, "3/4", "three of four were answered at once");
  const [path] = new URL(command.url()).pathname.match(/.*(?=\/hotline-rates)/);
  const links = await main(command).locator("table a[href]").evaluateAll((found) => found.map((link) => ({ to: link.getAttribute("href"), says: link.textContent })));
  const wrong = [];
  for (const { to, says } of links) {
    const figure = Number(/[\d,]+$/.exec(says.trim())[0].replace(/,/g, ""));
    const { total } = await city.get(`${to.replace(path, "")}&count=true&limit=1`);
    if (total !== figure) wrong.push(`${says.trim()} at ${to}: ${total}`);
  }
  check(links.length >= 12 && wrong.length === 0, `${links.length} figures have as many tickets`, wrong.join("; "));
  await command.getByRole("link", { name: "分子 3，查看工单" }).first().click();
  await command.waitForURL("**/tickets?*");
  await settled(command);
  checkEqual(await main(command).locator("tbody tr").count(), 3, "as many tickets as the figure says");
  await open(command, "/hotline-rates?by=department");
  check((await main(command).innerText()).includes("不足 30，不排名"), "small samples are not ranked");
  await command.context().close();
});

checkEqual(faults.flat().join("; "), "", "no script fails");
await done();
