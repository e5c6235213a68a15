// The gate app without a server at all, and with a new version: it starts from what it has, tells that a version is
// ready, takes it over when nobody stands at the gate, and keeps what waits.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { check, checkEqual, done, openBrowser, phone, startProgram, step, until } from "./support.mjs";
import { enrol, enrolmentLink, holdVerdicts, kept, newGate, passBy, scan, untilNetwork, untilSent, waitingIn } from "./gatekeeper.mjs";

const built = resolve(process.env.CONSOLE_FOLDER ?? fileURLToPath(new URL("../../console/dist", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "tongzhou-console-"));
cpSync(join(built, "gate"), join(folder, "gate"), { recursive: true });

const program = await startProgram({ people: 200, settings: { "console.folder": folder } });
const admin = await program.signIn("demo-city");
const { gate, passes } = await newGate(admin, 8);
const browser = await openBrowser();
const context = await program.newContext(browser, { viewport: phone, reducedMotion: "reduce" });
await holdVerdicts(context);
let page = await context.newPage();

await step("enrolled, and fetched whole", async () => {
  await enrol(page, await enrolmentLink(admin, gate, program.url));
  await untilNetwork(page, "online");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), "the worker is in charge");
});

await step("the program is gone: the app starts, decides and keeps", async () => {
  await program.stop();
  await page.close();
  page = await context.newPage();
  await page.goto("/gate/");
  const shown = await passBy(page, passes[0]);
  check(shown.verdict === "admitted" && shown.decidedBy === "device", "somebody passes", JSON.stringify(shown));
  await page.goto("/gate/today");
  await page.locator(".line").waitFor();
  await page.goto("/gate/");
  checkEqual(await waitingIn(page), 1, "and waits");
});

await step("a new version is offered, not while somebody is at hand", async () => {
  const worker = join(folder, "gate/service-worker.js");
  const version = /[0-9a-f]{16}/.exec(readFileSync(worker, "utf8"))[0];
  writeFileSync(worker, readFileSync(worker, "utf8").replaceAll(version, "ffffffffffffffff"));
  const index = join(folder, "gate/index.html");
  writeFileSync(index, readFileSync(index, "utf8").replace("<body>", '<body data-version="next">'));
  for (const file of [worker, index]) for (const packing of ["br", "gz"]) rmSync(`${file}.${packing}`, { force: true });
  await scan(page, passes[1].token);
  await page.locator(".temperature").waitFor();
  await program.start();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.waitForTimeout(1_500);
  check(await page.locator(".temperature").isVisible(), "whoever is at hand is not disturbed");
  await page.keyboard.type("365");
  await page.keyboard.press("Enter");
  await page.locator("main.verdict").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".update .button").click();
  await until(() => page.locator("body[data-version=next]").count(), "the new version is there");
  await untilNetwork(page, "online");
  await untilSent(page);
  checkEqual((await kept(page, "today")).length, 2, "what was kept is still there");
  checkEqual((await admin.get(`/passages?gate=${gate.id}&limit=50`)).items.length, 2, "and all is in the ledger");
  const caches = await page.evaluate(() => caches.keys());
  check(caches.length === 1 && caches[0].endsWith("ffffffffffffffff"), "the old version is gone", caches.join());
});

await step("a version that waits takes over by itself at the next start", async () => {
  const worker = join(folder, "gate/service-worker.js");
  writeFileSync(worker, readFileSync(worker, "utf8").replaceAll("ffffffffffffffff", "eeeeeeeeeeeeeeee"));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.locator(".update .button").waitFor();
  await page.close();
  page = await context.newPage();
  await page.goto("/gate/");
  await until(async () => (await page.evaluate(() => caches.keys())).join().endsWith("eeeeeeeeeeeeeeee"), "it took over");
  await page.locator(".home").waitFor();
});

await step("what waits can be taken away as a file, and is recorded once all the same", async () => {
  await context.setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await untilNetwork(page, "offline");
  for (const pass of passes.slice(2, 5)) await passBy(page, pass);
  await page.locator(".icon-only").click();
  check(await page.locator(".danger").isDisabled(), "a device that holds something is not given up");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".card").nth(2).locator(".button").first().click()]);
  const batch = JSON.parse(readFileSync(await download.path(), "utf8"));
  checkEqual(batch.passages.length, 3, "three in the file");
  check(/^tongzhou-测试东门-.*\.json$/.test(download.suggestedFilename()), "named by gate and time", download.suggestedFilename());
  const answer = await admin.post("/passages/batch", batch);
  checkEqual(answer.recorded, 3, "an administrator sends it in");
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".back").click();
  await untilSent(page);
  checkEqual((await admin.get(`/passages?gate=${gate.id}&limit=50`)).items.length, 5, "and the device doubles nothing");
});

await step("an empty device is given up with two taps", async () => {
  await page.locator(".icon-only").click();
  await page.locator(".danger").click();
  await page.locator(".danger").click();
  await page.locator(".enrol").waitFor();
  for (const store of ["kept", "roster", "today", "queue"])
    check((await kept(page, store)).every((value) => !("token" in value || "id" in value)), `nothing in ${store}`);
});

await done();
rmSync(folder, { recursive: true, force: true });
