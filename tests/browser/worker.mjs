// A worker and the clerk who invites them, for the tests of the employee's page: people with documents, links and codes,
// small phones, and what is to be read off them.
import { readFileSync } from "node:fs";
import { checkReachable } from "./looks.mjs";
import { checkAccessible, checkNoSideways, desk, phone, required, shoot, until as untilSoon } from "./support.mjs";

const { prepareZXingModule, readBarcodes } = required("zxing-wasm/reader");
prepareZXingModule({ overrides: { wasmBinary: readFileSync(required.resolve("zxing-wasm/reader/zxing_reader.wasm")) } });

/** Small and old, as many are. */
export const small = { width: 360, height: 640 };
/** A busy machine takes its time. */
const patience = 60_000;
export const until = (question, what, ms = patience) => untilSoon(question, what, ms);

/** A resident ID with its check character. */
function residentId(serial) {
  const body = `3708811985061${String(serial).padStart(4, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + "10X98765432"[sum % 11];
}

/** Whoever keeps the roster of an employer, over the API. */
export async function newClerk(program) {
  const clerk = await program.signIn("demo-plant");
  const employer = clerk.account.organization;
  return {
    ...clerk,
    employer,
    roster: `/organizations/${employer}/roster`,
    async enter(name, serial, more = {}) {
      const document = residentId(serial);
      const { id } = await clerk.post("/people", {
        document_kind: "resident_id",
        document_number: document,
        name,
        employer,
        workshop: `测试车间${serial}`,
        shuttle: "三号班车",
        ...more,
      });
      return { document, id };
    },
    newCode: async ({ id }) => (await clerk.post(`/organizations/${employer}/roster/codes`, { people: [id] })).items[0].code,
    newLink: async () => (await clerk.post(`/organizations/${employer}/roster/invitation`, { address: program.url })).link,
    declarationsOf: async ({ id }) => (await clerk.get(`/declarations?person=${id}&limit=50`)).items,
    passesOf: async ({ id }) => (await clerk.get(`/passes?person=${id}`)).items,
  };
}

/** What the pages failed at without having foreseen it. */
export const faults = [];

/** Of a worker, unless the options say whose. */
export async function newPhone(program, browser, options = {}) {
  const context = await program.newContext(browser, { viewport: small, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(patience);
  context.on("weberror", (fault) => faults.push(String(fault.error())));
  return context;
}

export async function fillIn(page, document, code) {
  await page.locator("[name=document]").fill(document);
  await page.locator("[name=code]").fill(code);
  await page.locator("[data-test=sign-in] button[type=submit]").click();
}
export async function signInOn(page, link, document, code) {
  await page.goto(link);
  await fillIn(page, document, code);
  await page.locator("[data-test=absent], [data-test=ticket]").first().waitFor();
}

export const tab = (page, name) => page.locator(`[data-tab=${name}]`).click();
export const refresh = (page) => page.locator(".again").click();
export const problemOn = (page) => page.locator("[data-test=problem]").getAttribute("data-code");
export const send = (page) => page.locator("[data-test=send]").click();
export const ticketOn = (page) => page.locator("[data-test=ticket]").waitFor();
/** No code is shown, and why. */
export const absentOn = (page, kind) => page.locator(`[data-test=absent][data-kind=${kind}]`).waitFor();
export const newsOn = (page, news) => page.locator(`[data-test=news][data-news=${news}]`).waitFor();

export const untilWorker = (page) =>
  until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), "the service worker is in charge");
export async function goOffline(page) {
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("offline")));
}
export async function goOnline(page) {
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
}

/** What a camera would read off the picture of the code. */
export async function readCode(page) {
  const [found] = await readBarcodes(await page.locator("[data-test=ticket] .qr").screenshot(), { formats: ["QRCode"] });
  if (!found) throw new Error("no camera reads the code");
  return found.text;
}

/** All that this phone keeps: what was fetched, and what waits. */
export const keptOn = (page) =>
  page.evaluate(
    () =>
      new Promise((found, failed) => {
        const opening = indexedDB.open("tongzhou-me");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const all = ["kept", "waiting"].map((name) => opening.result.transaction(name).objectStore(name).getAll());
          all[1].transaction.oncomplete = () => {
            opening.result.close();
            found(all.map(({ result }) => result));
          };
        };
      }),
  );

export async function lookAt(page, name, what) {
  await checkAccessible(page, what);
  await checkNoSideways(page, what);
  await shoot(page, `me-${name}`);
}

async function reloadIn(page, language) {
  await page.evaluate((chosen) => localStorage.setItem("tongzhou.language", chosen), language);
  await page.reload();
  await page.locator("h1[tabindex]").first().waitFor();
  await page.waitForTimeout(300);
}

/**
 * The same page in both languages and colours, on a phone and at a desk, and all of it by Tab; in Chinese, light and as small
 * as before afterwards.
 */
export async function lookAtAll(page, name, what) {
  const before = page.viewportSize();
  for (const language of ["zh-CN", "en"]) {
    await reloadIn(page, language);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const [place, viewport] of Object.entries({ desk, phone })) {
        await page.setViewportSize(viewport);
        await lookAt(page, `${name}-${language}-${colorScheme}-${place}`, `${what}, ${language}, ${colorScheme}, ${place}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
  await reloadIn(page, "zh-CN");
  await checkReachable(page, what);
}
