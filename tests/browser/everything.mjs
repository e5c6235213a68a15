// A city that has one of everything, and the pages that show it: for the stories that go to all pages of the console.
import { allOf, gatesOfCounties, newId, record, settled } from "./desk.mjs";

/** What the demo city has of the services, by the list that has it. */
const servicesOf = {
  policy: "/policies",
  compendium: "/compendia",
  ticket: "/tickets",
  article: "/articles",
  template: "/message-templates",
  broadcast: "/broadcasts",
  filing: "/filings",
  permit: "/permits",
  squad: "/squads",
  member: "/squad-members",
  plan: "/squad-plans",
  visit: "/visits",
  difficulty: "/difficulties",
};

const nobody = "01900000-0000-7000-8000-000000000000";
const list = "企业名称,统一社会信用代码,区县\n泗水圣源食品有限公司,,泗水县\n曲阜某某有限公司,91370881MA3TEST00X,曲阜市\n";
const roster = "姓名,证件号码,手机,车间\n张三,37080019800101001X,15400000001,一车间\n";

/** The id of one of each; what the demo city has none of is made. */
export async function oneOfEach(program, city, admin) {
  const [{ gate, passes }] = await gatesOfCounties(city, 1, 5);
  for (const { pass } of passes) await record(city, { gate: gate.id, pass });
  const fever = await record(city, { gate: gate.id, pass: passes[0].pass, temperature: 386 });
  await record(city, { gate: gate.id, pass: passes[1].pass, temperature: 379 });
  await record(city, { gate: gate.id, pass: "forged" });
  const faulty = { id: newId(), gate: gate.id, direction: "upwards" };
  await city.post("/passages/batch", { sent_at: new Date().toISOString(), passages: [faulty] });
  const { link } = await city.post(`/gates/${gate.id}/enrolment`, { address: program.url });
  await city.post("/devices/enrol", { code: link.split(/[/#=]/).at(-1), name: "东门手机" });
  const firstOf = async (path) => (await city.get(`${path}?limit=1`)).items[0].id;
  return {
    import: await importOf(program, city, list),
    site: gate.site,
    gate: gate.id,
    enterprise: gate.organization,
    person: passes[0].person,
    passage: fever.id,
    organization: city.account.organization,
    incident: await firstOf("/fever-incidents"),
    device: await firstOf("/devices"),
    pass: await firstOf("/passes"),
    declaration: await firstOf("/declarations"),
    account: (await allOf(admin, "/accounts")).find(({ sign_in_name: name }) => name === "demo-county").id,
    rule: (await city.get("/rules")).items[0].kind,
    ...Object.fromEntries(await Promise.all(Object.entries(servicesOf).map(async ([name, path]) => [name, await firstOf(path)]))),
  };
}

async function importOf(program, { cookie, account }, body) {
  const answer = await fetch(`${program.url}/import-kinds/enterprises/imports?mode=row_by_row&file_name=mingdan.csv`, {
    method: "POST",
    headers: { cookie: `${cookie.name}=${cookie.value}`, "x-csrf-token": account.csrf_token, "content-type": "text/csv" },
    body,
  });
  return (await answer.json()).id;
}

/** The pages of the city's command that no entry of the navigation leads to. */
export const pagesBelow = (of) => [
  "/me",
  `/organizations/${of.organization}`,
  `/enterprises/${of.enterprise}`,
  `/organizations/${of.enterprise}/roster`,
  `/sites/${of.site}`,
  `/sites/${of.site}/live`,
  `/sites/${of.site}/presence`,
  `/people/${of.person}`,
  `/people/${of.person}?tab=passages`,
  `/people/${of.person}?tab=passes`,
  `/people/${of.person}/declare`,
  `/people/${of.person}/merge`,
  `/declarations/${of.declaration}`,
  `/passes/${of.pass}`,
  `/passages/${of.passage}`,
  "/fever-incidents/table",
  `/fever-incidents/${of.incident}`,
  `/gates/${of.gate}`,
  `/devices/${of.device}`,
  `/imports/${of.import}`,
  "/imports/new",
  `/rules/${of.rule}`,
  `/queue-plan?site=${of.site}`,
  "/dashboard?division=370812",
  `/policies/search?question=${encodeURIComponent("口罩要备几天")}`,
  `/policies/${of.policy}`,
  `/policies/${of.policy}?tab=eligibility`,
  `/policies/${of.policy}/change`,
  `/policies/${of.policy}/conditions`,
  `/policies/${of.policy}/enterprises`,
  `/enterprises/${of.enterprise}/policies`,
  `/compendia/${of.compendium}`,
  "/compendia/new",
  `/tickets/${of.ticket}`,
  `/articles/${of.article}`,
  "/broadcasts/new",
  `/broadcasts/${of.broadcast}`,
  `/message-templates/${of.template}`,
  "/filings/new",
  `/filings/${of.filing}`,
  `/filings/${of.filing}/form`,
  `/permits/${of.permit}`,
  "/resumption-rates?by=section",
  "/resumption",
  "/squads/proposal",
  `/squads/${of.squad}`,
  `/squads/${of.squad}/day`,
  `/squad-members/${of.member}`,
  `/squad-plans/${of.plan}`,
  `/squad-plans/${of.plan}?view=map`,
  "/visits/new",
  `/visits/${of.visit}`,
  "/difficulties/board",
  "/difficulties/alike",
  "/difficulties/statistics",
  `/difficulties/${of.difficulty}`,
];

/** What is shown where there is nothing, or nothing any more. */
export const pagesOfNothing = ["/nowhere", `/enterprises/${nobody}`, "/enterprises?name=nobody-is-called-so"];

/** Of the auditor: the second is one that the auditor may not see. */
export const pagesOfAuditor = ["/audit", "/imports/new"];

/** The pages of the administrator that the command may not see. */
export const pagesOfAdministrator = (of) => ["/accounts", `/accounts/${of.account}`, "/roles", "/tokens", "/jobs"];

/** What a page needs before it is what it is for. */
const beginnings = {
  "/imports/new": async (page) => {
    if (!(await page.locator("input[type=file]").count())) return;
    await page.locator("input[type=file]").setInputFiles({ name: "花名册.csv", mimeType: "text/csv", buffer: Buffer.from(roster) });
    await page.locator(".row.end button").last().click();
    await page.locator("table select").first().waitFor();
    await settled(page);
  },
  "/dashboard": (page) => page.locator(".city canvas").first().waitFor({ timeout: 45_000 }),
  // The same map a second time in the same page.
  "/dashboard/wall": (page) => page.locator(".map canvas").first().waitFor({ timeout: 45_000 }),
  "/people": (page) => page.locator("main tbody tr").first().waitFor(),
};

export const begin = (page, path) => beginnings[path]?.(page);
