// Squads from the first member to the last visit: members, squads proposed and formed, a plan with its proof, a move by hand,
// the difference accepted, the order of a day, a visit without a network across a reload that is sent once, a finding put
// right. On a desk and on a phone.
import { newAccount, open, settled, still, visit, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, checkNoSideways, desk, done, openBrowser, phone, shoot, startProgram, step, until } from "./support.mjs";

const program = await startProgram({ enterprises: 220, people: 60, days: 1 });
const admin = await program.signIn("demo-admin");
const county = await program.signIn("demo-county");
const home = county.account.division;
const browser = await openBrowser();
const context = await program.newContext(browser, { as: county });
const faults = watchFaults(context);
const page = await context.newPage();
const main = page.locator("main");
const button = (name, where = page) => where.getByRole("button", { name, exact: true });
const dialog = (where = page) => where.locator("[role=dialog]:visible").last();

const put = async (actor, path, body) => {
  const answer = await fetch(program.url + path, {
    method: "PUT",
    headers: { cookie: `${actor.cookie.name}=${actor.cookie.value}`, "x-csrf-token": actor.account.csrf_token, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
/** A page as it is: accessible, not too wide, and a picture of it. */
async function look(where, name) {
  await settled(where);
  await where.mouse.move(0, 0);
  await still(where);
  await shoot(where, name);
  await checkAccessible(where, name);
  await checkNoSideways(where, name);
}

const sites = (await county.get(`/sites?division=${home}&status=operating&limit=200`)).items.filter((site) => site.longitude !== undefined);
const enterprises = [...new Map(sites.map((site) => [site.organization, site])).values()];
const squadsNeeded = Math.floor(enterprises.length / 5);
const roles = ["party_building_instructor", "government_enterprise_liaison", "epidemic_prevention_officer"];
const names = ["张敏", "孔德明", "刘洋", "陈静", "王建国", "孟庆华", "赵磊", "颜世杰", "李娜", "周涛", "吴霞", "徐明", "孙燕", "马超", "朱琳"];

await step("a member is entered on the page", async () => {
  check(squadsNeeded >= 2, `${enterprises.length} enterprises of the county have coordinates: ${squadsNeeded} squads can look after them`);
  await open(page, "/squad-members");
  await main.getByText("登记队员后才能编组先锋队").waitFor();
  await look(page, "members-empty");
  await button("登记队员", main).first().click();
  const form = dialog();
  await form.getByLabel("姓名").fill("张敏");
  await form.getByLabel("手机").fill("13805370001");
  await form.getByText("党建指导员", { exact: false }).first().click();
  await form.locator("button.field").click();
  await page.getByRole("button", { name: /^整个|全部|全/ }).first().click();
  await form.getByLabel("经度").fill(String(enterprises[0].longitude));
  await form.getByLabel("纬度").fill(String(enterprises[0].latitude));
  await look(page, "member-dialog");
  await button("登记", form).click();
  await main.getByRole("link", { name: "张*" }).waitFor();
  const { items } = await county.get("/squad-members?limit=10");
  checkEqual(items.length, 1, "the member is on record");
  checkEqual(items[0].masked_mobile, "138****0001", "the mobile is masked");
});

const members = new Map();
await step("the others are there as well", async () => {
  for (const [i, role] of roles.entries())
    for (let n = 0; n < squadsNeeded; ++n) {
      if (i === 0 && n === 0) continue;
      const at = enterprises[(n * 5 + i) % enterprises.length];
      const name = names[(n * 3 + i) % names.length];
      const fields = { division: home, role, name, mobile: `1390537${String(n * 3 + i).padStart(4, "0")}`, skills: role === roles[2] && n === 0 ? ["危化品"] : [], longitude: at.longitude + 0.004 * i, latitude: at.latitude + 0.003 };
      members.set((await county.post("/squad-members", fields)).id, fields);
    }
  await page.reload();
  await settled(page);
  checkEqual(await main.locator("tbody tr").count(), squadsNeeded * 3, "all of them are on the list");
  await look(page, "members");
});

let squads;
await step("squads are proposed, looked at, and formed", async () => {
  await open(page, "/squads");
  await look(page, "squads-empty");
  await button("自动编组", main).first().click();
  await button("编组", main).click();
  const rows = main.locator("ul.rows li");
  await rows.first().waitFor();
  checkEqual(await rows.count(), squadsNeeded, "as many squads as the scarcest role allows");
  await rows.first().locator(".name input").fill("兴隆庄先锋队");
  await look(page, "forming");
  await button(`组建所选 ${squadsNeeded} 队`, main).click();
  await main.locator("ul.rows li.formed").nth(squadsNeeded - 1).waitFor();
  squads = (await county.get(`/squads?division=${home}&limit=100`)).items;
  checkEqual(squads.length, squadsNeeded, "all are formed");
  check(squads.some(({ name }) => name === "兴隆庄先锋队"), "under the name that was typed");
  await open(page, "/squads");
  await look(page, "squads");
});

await step("an enterprise asks for a skill", async () => {
  await open(page, "/squad-needs");
  await button("设定要求", main).first().click();
  const form = dialog();
  await form.locator(".el-select").first().click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item").first().waitFor();
  const { name } = await county.get(`/organizations/${enterprises[0].organization}`);
  await form.locator("input").first().fill(name);
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: name }).first().click();
  await form.getByLabel("最晚开始").waitFor();
  await form.locator(".el-select").nth(1).click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "危化品" }).click();
  await page.keyboard.press("Escape");
  await form.getByLabel("最晚开始").fill("11:30");
  await look(page, "needs-dialog");
  await button("保存", form).click();
  await main.getByText("危化品").waitFor();
  const needs = await county.get(`/squad-needs/${enterprises[0].organization}`);
  checkEqual(needs.skills, "危化品", "the skill is on record");
  checkEqual(needs.closes, 690, "and until when it can be visited");
  await look(page, "needs");
});

const makePlan = async () => {
  await open(page, "/squad-plans");
  await button("编制方案", main).first().click();
  await button("编制", dialog()).click();
  await page.waitForURL(/squad-plans\/[0-9a-f-]{36}/);
  await main.getByText("代价与证明").waitFor();
  await settled(page);
  return page.url().match(/squad-plans\/([0-9a-f-]{36})/)[1];
};
const allPlaces = async (id) => (await county.get(`/squad-plans/${id}/places?limit=500`)).items;
const view = (name) => main.getByRole("navigation", { name: "明细" }).getByRole("link", { name, exact: true }).click();

let first;
await step("a plan is made, with its cost and the proof of it", async () => {
  first = await makePlan();
  const plan = await county.get(`/squad-plans/${first}`);
  checkEqual(plan.cost, plan.bound, "its cost is its bound");
  await main.getByText("没有更好的方案", { exact: false }).waitFor();
  check((await main.getByText("已证明最优").count()) > 0, "the page says that it is proved");
  const figures = await main.locator(".figure").evaluateAll((all) => Object.fromEntries(all.map((figure) => [figure.querySelector(".label").textContent, figure.querySelector(".value").textContent])));
  checkEqual(Number(figures["已分配"]), plan.assigned, "as many are assigned as the API says");
  checkEqual(Number(figures["未分配"]), plan.unassigned + plan.unlocated, "and as many left out");
  await look(page, "plan");
  await view("全部企业");
  await settled(page);
  checkEqual(await main.locator("tbody tr").count(), Math.min(50, plan.enterprises), "all enterprises are listed");
  await view("地图");
  await main.locator("svg.plane").waitFor();
  await look(page, "plan-map");
});

let moved;
await step("one is moved by hand to the cheapest alternative", async () => {
  const places = await allPlaces(first);
  for (const place of places.filter((each) => each.squad)) {
    const { alternatives } = await county.get(`/squad-plans/${first}/places/${place.organization}`);
    if (alternatives.length > 0) {
      moved = { place, to: alternatives[0], all: alternatives };
      break;
    }
  }
  check(moved, "some enterprise could be with another squad");
  const before = await county.get(`/squad-plans/${first}`);
  await view("全部企业");
  await settled(page);
  await main.getByRole("button", { name: moved.place.organization_name }).first().click();
  const drawer = dialog();
  await drawer.getByText("还可以由谁联系").waitFor();
  const extras = await drawer.locator(".extra").allTextContents();
  checkEqual(extras.join(), moved.all.map(({ extra }) => `+${extra.toLocaleString("en")}`).join(), "alternatives are ranked by what they cost more");
  await drawer.locator("input[type=radio]").first().check();
  await drawer.getByLabel("理由").fill("该队熟悉这家企业");
  await look(page, "move");
  await button(`改由${moved.to.name}联系`, drawer).click();
  await drawer.waitFor({ state: "hidden" });
  const after = await county.get(`/squad-plans/${first}`);
  const place = (await allPlaces(first)).find((each) => each.organization === moved.place.organization);
  check(place.by_hand && place.squad === moved.to.squad, "it is with that squad, by hand");
  checkEqual(after.cost - before.cost, moved.to.extra, "the plan costs exactly so much more");
});

await step("the difference is shown before the plan is accepted", async () => {
  await button("批准", main).click();
  const shown = dialog();
  const plan = await county.get(`/squad-plans/${first}`);
  await shown.getByText("家新联系").first().waitFor();
  checkEqual(Number(await shown.locator(".fresh strong").textContent()), plan.assigned, "all of the first plan are new");
  await look(page, "accept");
  await button("批准并生效", shown).click();
  await main.locator("header .tag", { hasText: "现行" }).waitFor();
  checkEqual((await county.get(`/squad-assignments?division=${home}&count=true&limit=1`)).total, plan.assigned, "and now each has its squad");
});

await step("a change makes a second plan that changes little", async () => {
  const gone = (await allPlaces(first)).find((each) => each.squad && !each.by_hand && each.organization !== enterprises[0].organization);
  await put(county, `/squad-needs/${gone.organization}`, { looked_after: false });
  const second = await makePlan();
  const plan = await county.get(`/squad-plans/${second}`);
  await view("与现行的差异");
  await main.getByRole("button", { name: gone.organization_name }).waitFor();
  const changed = (await county.get(`/squad-plans/${second}/places?changed=true&limit=500`)).items;
  checkEqual(await main.locator("tbody tr").count(), changed.length, "the page shows the whole difference");
  check(plan.travel <= plan.least_travel * 1.01 + 1, "at most one percent more travel than the least", `${plan.travel} and ${plan.least_travel}`);
  await look(page, "difference");
  // Whoever has no squad is counted by reason, and each count opens its list.
  checkEqual(plan.left_out.find(({ why }) => why === "not_wanted")?.enterprises, 1, "one wants no squad any more");
  const leftOut = plan.left_out.reduce((sum, { enterprises: n }) => sum + n, 0);
  checkEqual((await county.get(`/squad-plans/${second}/places?unassigned=true&count=true&limit=1`)).total, leftOut, "the reasons together are all that have no squad");
  await main.getByRole("navigation", { name: "未分配的原因" }).getByRole("link", { name: /不需要联系/ }).click();
  await until(async () => (await main.locator("tbody tr").count()) === 1, "the reason opens the one that it counts");
  await main.locator("tbody").getByText(gone.organization_name).waitFor();
  await look(page, "left-out");
  await button("批准", main).click();
  await dialog().getByText("家不再有队联系").first().waitFor();
  await button("批准并生效", dialog()).click();
  await main.locator("header .tag", { hasText: "现行" }).waitFor();
  await open(page, "/squad-plans");
  await look(page, "plans");
  await open(page, "/squad-assignments");
  await look(page, "assignments");
});

let own;
await step("a squad's page has its members, enterprises and a map; and its day has an order", async () => {
  own = (await county.get(`/squads?division=${home}&limit=100`)).items.find(({ enterprises: n }) => n >= 5);
  await open(page, `/squads/${own.id}`);
  await main.locator("svg.plane").waitFor();
  checkEqual(await main.locator("ul.enterprises li").count(), own.enterprises, "all its enterprises are there");
  await look(page, "squad");
  await button("安排一天走访", main).click();
  await button("计算顺序", main).click();
  await main.getByText("每家都在可走访的时间内开始", { exact: false }).waitFor();
  const stops = await main.locator(".day li strong a").allTextContents();
  const { items } = await county.get(`/squad-assignments?squad=${own.id}&limit=20`);
  const route = await county.post(`/squads/${own.id}/day`, { organizations: items.map(({ organization }) => organization).slice(0, 8) });
  checkEqual(stops.length, route.stops.length, "as many stops as enterprises");
  const total = await main.locator(".order h2").textContent();
  check(total.includes(`走访 ${stops.length} 家`), "it says how many, how far and until when", total);
  await look(page, "day");
  await button("打印", main).click();
  await page.locator(".print-sheet-dialog svg.plane").waitFor();
  await look(page, "day-sheet");
  await page.emulateMedia({ media: "print" });
  await shoot(page, "day-print");
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
});

// ── On the phone of one of the squad ──
const organization = (await county.get("/organizations/tree")).roots[0]?.id ?? county.account.organization;
const officer = await newAccount(program, admin, { name: "duiyuan", role: "Squad member", organization: county.account.organization ?? organization });
const handset = await program.newContext(browser, { as: officer, viewport: phone, isMobile: true, hasTouch: true });
const handsetFaults = watchFaults(handset);
const mobile = await handset.newPage();
const screen = mobile.locator("main");

await step("the squad's phone knows its own squad, and today's order", async () => {
  const seat = [own.instructor, own.liaison, own.officer].find((id) => members.has(id));
  await put(county, `/squad-members/${seat}`, { ...members.get(seat), account: officer.account.id });
  await open(mobile, "/visits/mine");
  await screen.getByText(`我的走访 · ${own.name}`).waitFor();
  await screen.getByText("可离线使用").waitFor({ timeout: 60_000 });
  await look(mobile, "mine-phone");
  await button("安排一天走访", screen).click();
  await button("计算顺序", screen).click();
  await screen.locator(".order svg.plane").waitFor();
  await look(mobile, "day-phone");
  await button("我的走访", screen).click();
  await screen.locator(".day svg.plane").waitFor();
  await look(mobile, "mine-day-phone");
});

const answerAll = async (bad) => {
  const items = screen.locator("ol.items > li");
  await items.first().waitFor();
  const all = await items.count();
  for (let i = 0; i < all; ++i) await items.nth(i).locator(i === bad ? "label.not_ok" : "label.ok").click();
  return all;
};
const posts = [];
let target;
await step("a visit without a network is kept across reloads", async () => {
  await visit(mobile, "/visits/mine");
  await screen.locator("ul.enterprises li").first().waitFor();
  mobile.on("request", (request) => request.method() === "POST" && new URL(request.url()).pathname === "/visits" && posts.push(request));
  await handset.setOffline(true);
  target = await screen.locator("ul.enterprises li").first().getByRole("link").first().textContent();
  await screen.locator("ul.enterprises li").first().getByRole("button").click();
  await screen.locator(".tag", { hasText: "没有网络" }).waitFor();
  const all = await answerAll(5);
  checkEqual(all, 14, "fourteen items of the checklist");
  check((await screen.getByText("国发明电〔2020〕4号", { exact: false }).count()) >= 13, "each with its clause");
  await screen.getByLabel("问题：哪里、怎样不合格").fill("没有隔离观察区域");
  await look(mobile, "form-phone-offline");
  // The battery dies in the middle of it.
  await until(() => mobile.evaluate(async () => {
    const database = await new Promise((found, failed) => Object.assign(indexedDB.open("tongzhou-visits"), { onsuccess: (e) => found(e.target.result), onerror: failed }));
    const all = await new Promise((found) => (database.transaction("kept").objectStore("kept").getAll().onsuccess = (e) => found(e.target.result)));
    database.close();
    return all.some((each) => each.answers?.[5]?.findings?.[0]?.text === "没有隔离观察区域");
  }), "the form is on the phone");
  await mobile.reload();
  await screen.getByText(`已填 ${all} / ${all}`).waitFor();
  checkEqual(await screen.getByLabel("问题：哪里、怎样不合格").inputValue(), "没有隔离观察区域", "the form is there again after a reload without a network");
  await button("添加资料", screen).click();
  await screen.locator(".handout input").first().fill("复工防疫一张纸");
  await button("添加难题", screen).click();
  await screen.locator(".raised .el-select").click();
  await mobile.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "防疫物资" }).click();
  await screen.getByLabel("难在哪里，要什么帮助").fill("口罩只够用三天");
  const picture = await mobile.screenshot();
  await screen.locator("input[type=file]").setInputFiles({ name: "车间.png", mimeType: "image/png", buffer: picture });
  await screen.locator("figure img").waitFor();
  await screen.getByLabel("企业签名人姓名").fill("王建国");
  const pad = screen.locator("canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await mobile.mouse.move(box.x + 40, box.y + 60);
  await mobile.mouse.down();
  for (let i = 1; i <= 12; ++i) await mobile.mouse.move(box.x + 40 + i * 18, box.y + 60 + (i % 2 ? 24 : -18));
  await mobile.mouse.up();
  await button("重签", screen).waitFor();
  await shoot(mobile, "form-phone-signed");
  await button("保存并送出", screen).click();
  await screen.getByText("还没送出的走访（1）").waitFor();
  await look(mobile, "waiting-phone");
  await mobile.reload();
  await screen.getByText("还没送出的走访（1）").waitFor();
  check(true, "what waits is there again after a reload without a network");
  checkEqual((await county.get(`/visits?squad=${own.id}&count=true&limit=1`)).total, 0, "the server has none of it yet");
});

await step("with a network it is sent, once, though an answer is lost", async () => {
  let lost = 0;
  await handset.route("**/visits", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.fallback();
    const reply = await route.fetch();
    // Kept offline, the page has no token against forgery and is told to fetch one: that answer is not the one to lose.
    if (reply.status() !== 201) return route.fulfill({ response: reply });
    ++lost;
    await route.abort("connectionreset");
  });
  posts.length = 0;
  await handset.setOffline(false);
  await until(async () => (await county.get(`/visits?squad=${own.id}&count=true&limit=1`)).total === 1, "the visit is on record", 60_000);
  const send = button("立即送出", screen);
  await until(async () => {
    if ((await screen.getByText("还没送出的走访").count()) === 0) return true;
    if (await send.isEnabled().catch(() => false)) await send.click({ timeout: 2_000 }).catch(() => undefined);
    return false;
  }, "nothing waits any more", 60_000);
  check(lost === 1 && posts.length >= 2, "the first answer was lost and it was sent again", `${lost} lost, ${posts.length} sent`);
  const { items } = await county.get(`/visits?squad=${own.id}&limit=10`);
  checkEqual(items.length, 1, "it is recorded once");
  const made = await county.get(`/visits/${items[0].id}`);
  checkEqual(made.organization_name, target, "at the enterprise that was visited");
  checkEqual(made.found.length, 1, "with its finding");
  checkEqual(made.handouts[0]?.title, "复工防疫一张纸", "what was left there");
  checkEqual(made.signed_as, "王**", "who signed, masked");
  checkEqual(made.files.map(({ role }) => role).sort().join(), "photograph,signature", "the photograph and the signature");
  checkEqual((await county.get(`/difficulties?organization=${made.organization}&source=visit&limit=10`)).items.length, 1, "and its difficulty, once");
  await visit(mobile, `/visits/${made.id}`);
  await screen.locator("img.signature").waitFor();
  await look(mobile, "visit-phone");
});

await step("command sees the visit, and the finding until it is put right", async () => {
  await open(page, "/visits");
  await main.getByRole("link", { name: target }).first().waitFor();
  await look(page, "visits");
  await main.getByRole("link", { name: target }).first().click();
  await main.locator("img.signature").waitFor();
  await look(page, "visit");
  await open(page, "/visit-findings?open=true");
  await main.getByRole("link", { name: "没有隔离观察区域" }).waitFor();
  await look(page, "findings");
  await button("确认整改", main).first().click();
  await dialog().getByLabel("整改情况").fill("门卫室旁已设隔离观察室，专人负责");
  await look(page, "rectify");
  await button("确认", dialog()).click();
  await main.getByText("没有符合条件的记录").or(main.getByText("没有符合")).first().waitFor();
  const [finding] = (await county.get("/visit-findings?open=false&limit=10")).items;
  checkEqual(finding?.how, "门卫室旁已设隔离观察室，专人负责", "it is on record how");
});

await step("a member is away for some days, and nobody reads out who it is", async () => {
  await open(page, `/squad-members/${own.liaison}`);
  await button("请假", main).click();
  const days = dialog().locator("input[type=date]");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await days.first().fill(today);
  await days.last().fill(today);
  await look(page, "absence");
  await button("保存", dialog()).click();
  await main.locator("header .tag", { hasText: "请假" }).waitFor();
  const away = await county.get(`/squad-members/${own.liaison}`);
  checkEqual(`${away.absent_from} ${away.absent_until}`, `${today} ${today}`, "the days are on record");
  checkEqual(away.squad_name, own.name, "in the squad whose name it has");
  const { away: seats } = await county.post(`/squads/${own.id}/day`, { organizations: [(await county.get(`/squad-assignments?squad=${own.id}&limit=1`)).items[0].organization] });
  checkEqual(seats.join(), "government_enterprise_liaison", "and the day's order says that the seat is away");
});

await step("a member leaves in the middle of the week", async () => {
  await open(page, `/squad-members/${own.officer}`);
  await look(page, "member");
  await button("退出", main).click();
  await button("退出", dialog()).click();
  await main.locator("header .tag", { hasText: "已退出" }).waitFor();
  await open(page, `/squads/${own.id}`);
  await main.getByText("缺防疫员", { exact: false }).waitFor();
  await look(page, "squad-incomplete");
});

checkEqual([...faults, ...handsetFaults].join("; "), "", "no page failed");
await done();
