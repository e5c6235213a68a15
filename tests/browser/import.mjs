// The city's real register of 4,983 enterprises through the wizard: the file as offices have it, its columns, a dry run, what
// becomes of each row, the rows that are refused as a file to be mended, the import itself and its progress, the mended file;
// and the same numbers on the map and in the lists behind it.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { navigationOf, open, settled, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkEqual, done, openBrowser, shoot, startProgram, step, until } from "./support.mjs";

const shared = process.env.TONGZHOU_DATA ?? resolve(fileURLToPath(new URL("../../../shared/data", import.meta.url)));
const file = join(shared, "enterprises/jining_enterprises.csv");
if (!existsSync(file)) {
  console.log(`skipped: ${file} is not there; TONGZHOU_DATA names the folder that has it`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const rows = 4_983;
const refused = 7;
const program = await startProgram({ enterprises: 3, people: 30, days: 0 });
const city = await program.signIn("demo-city");
const before = (await city.get("/enterprises?limit=1&count=true")).total;
const browser = await openBrowser();
const context = await program.newContext(browser, { as: city });
const faults = watchFaults(context);
const page = await context.newPage();

const number = (text) => Number(text.replace(/\D/g, ""));
const tile = async (name) => number(await page.locator("a.figure", { has: page.locator(".label", { hasText: new RegExp(`^${name}$`) }) }).locator(".value").innerText());
const stepNow = () => page.locator(".steps [aria-current=step]").innerText();
const isOver = () => page.locator("section.next").waitFor({ timeout: 120_000 });
const total = async () => number(await until(async () => /\d[\d,]*/.exec(await page.locator(".paging [role=status]").innerText())?.[0], "a count"));

await step("the file is chosen", async () => {
  await open(page, "/imports");
  await page.locator("main a[href='/console/imports/new'], main button", { hasText: "新的导入" }).first().click();
  await page.waitForURL("**/imports/new**");
  await settled(page);
  check((await stepNow()).includes("选择文件"), "the first of four steps");
  const [template] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV", exact: true }).click()]);
  check(readFileSync(await template.path(), "utf8").includes("统一社会信用代码"), "there is a template");
  await page.locator("input[type=file]").setInputFiles({ name: "名录.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
  check((await page.locator(".drop .fault").innerText()).includes("CSV"), "what is no spreadsheet is not taken");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator(".chosen", { hasText: "jining_enterprises.csv" }).waitFor();
  await page.getByRole("button", { name: "下一步" }).click();
});

await step("its columns are understood, and one is corrected by hand", async () => {
  await page.locator(".said.good").waitFor({ timeout: 30_000 });
  check((await stepNow()).includes("对应列"), "the second step");
  const columns = await page.locator("table tbody tr").count();
  checkEqual(columns, 10, "all ten columns are shown");
  check((await page.locator("table tbody").innerText()).includes("济宁高新区柳行供销合作社"), "with cells of the first rows");
  await checkAccessible(page, "the columns of the real file");
  await shoot(page, "import-columns");
  const choice = page.locator("table tbody tr", { has: page.locator("th", { hasText: /^scope$/ }) }).locator("select");
  const said = await page.locator(".said.good").innerText();
  const was = await choice.inputValue();
  await choice.selectOption("");
  await until(async () => (await page.locator(".said.good").innerText()) !== said, "one column less is imported");
  check(true, "a column can be left out");
  await choice.selectOption(was);
  await until(async () => (await page.locator(".said.good").innerText()) === said, "and taken in again");
});

let tried;
await step("a dry run says what would become of every row, and changes nothing", async () => {
  await page.getByRole("button", { name: "试运行", exact: true }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await isOver();
  tried = { created: await tile("可新增"), refused: await tile("拒绝"), rows: await tile("行数"), warned: await tile("有提示") };
  checkEqual(tried.rows, rows, "every row is accounted for");
  checkEqual(tried.refused, refused, "the seven of another city are refused");
  checkEqual(tried.created, rows - refused, "all others would be entered");
  check(tried.warned > 40, "some are taken with a remark", `${tried.warned}`);
  checkEqual((await city.get("/enterprises?limit=1&count=true")).total, before, "nothing was written");
  await page.locator("a.figure", { hasText: "拒绝" }).click();
  await page.waitForURL("**outcome=refused**");
  await settled(page);
  checkEqual(await total(), refused, "the refused rows are listed");
  check((await page.locator("main tbody tr").first().innerText()).includes("不在"), "each with its reason", await page.locator("main tbody tr").first().innerText());
  await checkAccessible(page, "the outcome of a dry run");
  await shoot(page, "import-dry-run");
});

await step("the import, followed while it runs", async () => {
  // A slower line, so that its progress can be seen.
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 });
  await page.getByRole("button", { name: "正式导入" }).first().click();
  await page.locator(".el-message-box").getByRole("button", { name: "正式导入" }).click();
  await page.locator("[role=progressbar]").first().waitFor();
  check(true, "its progress is shown");
  check((await stepNow()).includes("正式导入"), "the last step");
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await isOver();
  checkEqual(await tile("新增"), tried.created, "as many are entered as the dry run said");
  checkEqual(await tile("拒绝"), tried.refused, "as many are refused");
  checkEqual(await tile("有提示"), tried.warned, "as many have a remark");
  checkEqual((await city.get("/enterprises?limit=1&count=true")).total, before + tried.created, "and they are in the register");
  await shoot(page, "import-done");
  for (const [name, query] of [["新增", "created"], ["有提示", "warned"]]) {
    const value = await tile(name);
    await page.locator("a.figure", { hasText: name }).click();
    await page.waitForURL(`**${query}**`);
    await settled(page);
    checkEqual(await total(), value, `${name}: as many rows`);
  }
});

await step("the refused rows come back as a file, are mended, and go in alone", async () => {
  const [answer] = await Promise.all([page.waitForEvent("download"), page.locator(".mend").getByRole("button", { name: "CSV" }).click()]);
  const text = readFileSync(await answer.path(), "utf8").replace(/^\ufeff/, "");
  const lines = text.trim().split(/\r?\n/);
  checkEqual(lines.pop(), `# rows,${refused}`, "it ends with how many there are");
  checkEqual(lines.length, refused + 1, "a header and seven rows");
  check(/行号/.test(lines[0]) && /原因/.test(lines[0]), "with line and reason", lines[0]);
  check(lines.slice(1).every((line) => line.includes("3704")), "all of another city");
  // Whoever mends it knows better: they are Jining's after all, under credit codes of their own.
  const header = lines[0].split(",");
  const at = header.indexOf("uscc");
  check(at >= 0, "the columns are those of the file", lines[0]);
  const codeOf = (serial) => {
    const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const body = `MA88000${serial}`;
    const eleventh = (11 - ([3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, place) => sum + weight * parseInt(body[place], 36), 0) % 11)) % 11;
    const code = `91370811${body}${"0123456789X"[eleventh]}`;
    let weight = 1;
    let sum = 0;
    for (const sign of code) {
      sum += weight * signs.indexOf(sign);
      weight = (weight * 3) % 31;
    }
    return code + signs[(31 - (sum % 31)) % 31];
  };
  const mended = lines.map((line, index) => (index === 0 ? line : line.replace(/91370\d[0-9A-Z]{12}/, codeOf(index)).replaceAll("370402", "370811").replaceAll("370400", "370811")));
  const path = join(tmpdir(), `mended-${process.pid}.csv`);
  writeFileSync(path, [...mended, `# rows,${refused}`].join("\r\n"));
  await page.getByRole("button", { name: "导入改正后的文件" }).click();
  await page.waitForURL("**/imports/new?**mended**");
  await page.locator("input[type=file]").setInputFiles(path);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator(".said.good").waitFor({ timeout: 30_000 });
  rmSync(path);
  check((await page.locator("table tbody tr", { hasText: "原因" }).innerText()).includes("不导入") || (await page.locator(".said.good").innerText()).includes("不导入"), "line and reason are left out");
  await page.getByRole("button", { name: "试运行", exact: true }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await isOver();
  checkEqual(await tile("行数"), refused, "seven rows");
  const good = await tile("可新增");
  check(good > 0, "that are good now", await page.locator("main").innerText());
  await page.getByRole("button", { name: "正式导入" }).first().click();
  await page.locator(".el-message-box").getByRole("button", { name: "正式导入" }).click();
  await page.waitForURL((url) => /\/imports\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.locator("section.next:not(.dry)").waitFor({ timeout: 60_000 });
  checkEqual((await city.get("/enterprises?limit=1&count=true")).total, before + tried.created + good, "and they are entered");
  tried.created += good;
});

await step("its numbers are on the map, and behind each its rows", async () => {
  await open(page, "/dashboard?measure=enterprises");
  const line = page.locator(".counties tbody tr");
  await line.nth(10).waitFor();
  await until(async () => number(await page.locator(".counties thead strong").innerText()) > 4_000, "the counties' enterprises are counted", 30_000);
  await page.locator(".city canvas").waitFor({ timeout: 30_000 });
  const counties = await line.evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector("th a").textContent.trim(),
      value: Number(row.querySelector("td").textContent.replace(/\D/g, "")),
      list: row.querySelector("td a").getAttribute("href").replace(/^\/console/, ""),
    })),
  );
  let sum = 0;
  const wrong = [];
  for (const { name, value, list } of counties) {
    sum += value;
    const found = (await city.get(`${list}&limit=1&count=true`)).total;
    if (found !== value) wrong.push(`${name}: ${value}, but ${found} of ${list}`);
  }
  check(wrong.length === 0, `${counties.length} counties count what their lists have`, wrong.join("; "));
  const unsettled = (await city.get("/enterprises?county_source=unsettled&limit=1&count=true")).total;
  checkEqual(sum + unsettled, before + tried.created, "together, and with those whose county is not settled, all there are");
  check((await page.locator(".city canvas").getAttribute("aria-label").catch(() => null)) !== "", "the map says what it shows");
  await page.locator(`.city a[href="/console/enterprises?county_source=unsettled"]`, { hasText: `${unsettled}` }).waitFor();
  check(unsettled > 0, "and those are told of beside it");
  await shoot(page, "import-map");
  const [most] = counties;
  await line.first().locator("td a").click();
  await page.waitForURL("**/enterprises?division=**");
  await settled(page);
  checkEqual(await total(), most.value, `${most.name}: its enterprises`);
});

await step("it stays on record", async () => {
  await open(page, "/imports");
  const text = await page.locator("main tbody").innerText();
  check(text.includes("jining_enterprises.csv") && text.includes("试运行"), "trials and imports are listed");
  checkEqual(await page.locator("main tbody tr").count(), 4, "two trials, two imports");
  check((await navigationOf(page)).includes("/imports"), "and found in the navigation");
});

check(faults.length === 0, "no script fails", faults.join("; "));
await done();
