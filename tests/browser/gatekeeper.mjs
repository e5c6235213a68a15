// A gatekeeper for the tests of the gate app: gets a gate of its own and a device for it, and lets people pass.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { required, until } from "./support.mjs";

/** Whoever is admitted stays on the screen until a tap: a busy machine may look slower than a queue moves. */
export function holdVerdicts(context) {
  return context.addInitScript(() => {
    const { setTimeout: wait } = window;
    window.setTimeout = (deed, ms, ...more) => wait(deed, ms === 1_800 ? 600_000 : ms, ...more);
  });
}

/** A new gate at the site of whoever has most people, with an empty ledger, and passes of `most` of them. */
export async function newGate(admin, most = 20, now = Date.now()) {
  const { items } = await admin.get("/gates?limit=500");
  const counts = new Map();
  for (const { organization } of items)
    if (!counts.has(organization))
      counts.set(organization, (await admin.get(`/people?limit=1&count=true&employer=${organization}`)).total);
  const [employer] = [...counts].sort((a, b) => b[1] - a[1])[0];
  const { site } = items.find(({ organization }) => organization === employer);
  const gate = await admin.post("/gates", { site, name: "测试东门" });
  const { items: people } = await admin.get(`/people?limit=${most * 3}&employer=${employer}`);
  const passes = [];
  for (const person of people) {
    if (passes.length === most) break;
    const { items: found } = await admin.get(`/passes?limit=1&person=${person.id}`);
    if (!found[0] || found[0].revoked_at || Date.parse(found[0].expires_at) < now + 3_600_000) continue;
    const { token } = await admin.get(`/passes/${found[0].id}`);
    passes.push({ token, pass: found[0].id, person: person.id });
  }
  return { gate, site, employer, people, passes };
}

/** The link that the console shows as a QR code: whoever opens it enrols a device. */
export async function enrolmentLink(admin, gate, address) {
  return (await admin.post(`/gates/${gate.id}/enrolment`, { address })).link;
}

export async function enrol(page, link, name = "东门手机") {
  await page.goto(link);
  await page.locator("#name").fill(name);
  await page.locator("button.main").click();
  await page.locator(".home").waitFor();
}

/** As a scanner that pretends to be a keyboard does: all of it without a pause, then Enter. */
export async function scan(page, text) {
  await page.locator(".home").waitFor();
  await page.evaluate((typed) => {
    // A busy machine may pause between two of these; a scanner does not.
    const timeStamp = performance.now();
    for (const key of [...typed, "Enter"]) {
      const event = new KeyboardEvent("keydown", { key, bubbles: true });
      Object.defineProperty(event, "timeStamp", { value: timeStamp });
      document.body.dispatchEvent(event);
    }
  }, text);
}

/** Waits for an element, and says what stood there instead when it does not come. */
async function waitFor(page, selector) {
  try {
    await page.locator(selector).waitFor();
  } catch (fault) {
    const there = await page.evaluate(() => document.body.innerText.replace(/\s+/g, " ").slice(0, 400));
    throw new Error(`${selector} did not come; instead: ${there}`, { cause: fault });
  }
}

/** Types the temperature and returns what fills the screen; `tap: false` leaves it there. */
export async function measure(page, tenths, { tap = true } = {}) {
  await waitFor(page, ".temperature");
  const shown = watchForVerdict(page);
  await page.keyboard.type(String(tenths));
  await page.keyboard.press("Enter");
  return leave(page, await shown, tap);
}

export async function readVerdict(page, { tap = true } = {}) {
  return leave(page, await watchForVerdict(page), tap);
}

async function leave(page, shown, tap) {
  if (tap) {
    await page.keyboard.press("Enter");
    await waitFor(page, ".home");
  }
  return shown;
}

/** The verdict as it fills the screen. It is watched for in the page, since it may be gone again before a busy machine looks. */
async function watchForVerdict(page) {
  const shown = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const read = () => {
          const screen = document.querySelector("main.verdict");
          const decidedBy = screen?.querySelector("[data-decided]")?.dataset.decided;
          if (!decidedBy) return;
          resolve({ verdict: screen.dataset.verdict, reason: screen.dataset.reason, decidedBy });
          watcher.disconnect();
        };
        const watcher = new MutationObserver(read);
        watcher.observe(document.body, { attributes: true, childList: true, subtree: true });
        setTimeout(() => resolve(document.body.innerText.replace(/\s+/g, " ").slice(0, 400)), 40_000);
        read();
      }),
  );
  if (typeof shown === "string") throw new Error(`main.verdict did not come; instead: ${shown}`);
  return shown;
}

/** One person by pass, from the scan to the next person. */
export async function passBy(page, { token }, tenths = 365) {
  await scan(page, token);
  return measure(page, tenths);
}

export const waitingIn = (page) => page.locator("[data-test=waiting]").getAttribute("data-count").then(Number);

export const untilSent = (page, ms = 60_000) => until(async () => (await waitingIn(page)) === 0, "nothing waits", ms);

export const untilNetwork = (page, state, ms = 60_000) =>
  until(() => page.locator(`[data-test=network].${state}`).count(), `the network is ${state}`, ms);

/** What the device has kept: the whole of a store. */
export function kept(page, store) {
  return page.evaluate(
    (name) =>
      new Promise((found, failed) => {
        const opening = indexedDB.open("tongzhou-gate");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            opening.result.close();
            found(all.result);
          };
        };
      }),
    store,
  );
}

/** A film for Chromium's pretended camera: each text as a QR code for some seconds, over and over. */
export function film(texts, secondsEach = 2) {
  const { encode } = required("uqr");
  const [width, height, rate] = [640, 480, 10];
  const grey = Buffer.alloc((width * height) / 2, 128);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`)];
  for (const text of texts) {
    const { data, size } = encode(text, { ecc: "M", border: 4 });
    const scale = Math.floor(420 / size);
    const [left, top] = [Math.floor((width - size * scale) / 2), Math.floor((height - size * scale) / 2)];
    const light = Buffer.alloc(width * height, 200);
    for (let y = 0; y < size * scale; y++)
      for (let x = 0; x < size * scale; x++)
        light[(top + y) * width + left + x] = data[Math.floor(y / scale)][Math.floor(x / scale)] ? 16 : 235;
    for (let i = 0; i < secondsEach * rate; i++) parts.push(Buffer.from("FRAME\n"), light, grey);
  }
  const folder = mkdtempSync(join(tmpdir(), "tongzhou-film-"));
  const file = join(folder, "codes.y4m");
  writeFileSync(file, Buffer.concat(parts));
  return {
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${file}`,
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
