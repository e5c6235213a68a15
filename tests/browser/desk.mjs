// What the stories of the console share: signing in as people do, an authenticator, waiting for a page, rows of lists.
import { createHmac } from "node:crypto";
import { until } from "./support.mjs";

/** An authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits). A code is good once, so no step is told twice. */
export function newAuthenticator(secret) {
  const key = bytesOf(secret);
  let last = 0;
  return {
    secret,
    code: async () => {
      const seconds = Date.now() / 1000;
      // The server takes the step before and the one after as well; the one before only while it lasts.
      const step = Math.max(last + 1, Math.floor((seconds - 15) / 30));
      await until(() => step <= Date.now() / 30_000 + 1, "the clock comes to the next code", 45_000);
      last = step;
      return codeOf(key, step);
    },
  };
}

function bytesOf(base32) {
  const bits = [...base32.replace(/\s/g, "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"));
  return Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

export function codeOf(key, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Types name and password into the sign-in that is shown, wherever it stands. */
export async function signInOn(page, name, password) {
  await page.locator("input[autocomplete=username]").fill(name);
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page.locator("form button[type=submit]").click();
}

/** The faults of a page that nobody catches. */
export function watchFaults(context) {
  const faults = [];
  context.on("weberror", (fault) => faults.push(`${fault.page()?.url()}: ${fault.error()}`));
  return faults;
}

/** Waits until nothing on the page is loading any more. */
export async function settled(page, ms = 30_000) {
  await page.locator("main").first().waitFor({ timeout: ms });
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .el-loading-mask") === null, undefined, { timeout: ms });
}

/** Opens a page of the console and waits for all of it. */
export async function open(page, path) {
  await page.goto(`/console${path}`);
  await settled(page);
}

/** A UUIDv7, as clients make for what they record. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Date.now()) << 16n);
  crypto.getRandomValues(bytes.subarray(6));
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return Buffer.from(bytes).toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Records one passage; by pass, inwards and healthy unless said. */
export const record = (actor, passage) =>
  actor.post("/passages", { id: newId(), direction: "entry", means: "pass", temperature: 364, ...passage });

/** People of an employer who may pass now, with the text of their pass. */
export async function passesOf(actor, employer, most) {
  const { items } = await actor.get(`/people?limit=${most * 3}&employer=${employer}`);
  const found = [];
  for (const person of items) {
    if (found.length === most) break;
    const [pass] = (await actor.get(`/passes?limit=1&sort=issued_at&order=descending&person=${person.id}`)).items;
    if (!pass || pass.revoked_at || Date.parse(pass.expires_at) < Date.now() + 3_600_000) continue;
    found.push({ person: person.id, pass: (await actor.get(`/passes/${pass.id}`)).token });
  }
  return found;
}

/** One gate of each county that has people with passes: `counties` of them, those of most people first. */
export async function gatesOfCounties(actor, counties, people) {
  const { items } = await actor.get("/gates?limit=500&closed=false");
  const employers = new Map();
  for (const gate of items) {
    if (employers.has(gate.organization)) continue;
    const { total } = await actor.get(`/people?limit=1&count=true&employer=${gate.organization}`);
    employers.set(gate.organization, { gate, county: gate.division.slice(0, 6), total });
  }
  const found = new Map();
  for (const each of [...employers.values()].sort((a, b) => b.total - a.total)) {
    if (found.size === counties) break;
    if (found.has(each.county)) continue;
    const passes = await passesOf(actor, each.gate.organization, people);
    if (passes.length === people) found.set(each.county, { ...each, passes });
  }
  return [...found.values()];
}

/** Every row of a list of the API. */
export async function allOf(actor, path) {
  const rows = [];
  for (let cursor = ""; cursor !== undefined; ) {
    const more = `${path.includes("?") ? "&" : "?"}limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const answer = await actor.get(path + more);
    rows.push(...answer.items);
    cursor = answer.next;
  }
  return rows;
}

/** The pages that the navigation shows to whoever is signed in: their paths. */
export async function navigationOf(page) {
  await open(page, "/me");
  const links = await page.locator("nav.nav .pages a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  return links.map((link) => link.replace(/^\/console/, ""));
}

/** Goes to a page of the navigation as its user does; its group may be folded. */
export async function goByNavigation(page, path) {
  const link = `a[href="/console${path}"]`;
  await page.locator(`nav.nav ${link}`).waitFor({ state: "attached" });
  if (!(await page.locator(`nav.nav ${link}`).isVisible()))
    await page.locator("nav.nav section", { has: page.locator(link) }).getByRole("button").click();
  await page.locator(`nav.nav ${link}`).click();
}

/** Goes to another page without loading the console anew, as a click on a link does. */
export async function visit(page, path) {
  await page.evaluate((to) => document.querySelector("#app").__vue_app__.config.globalProperties.$router.push(to), path);
  await settled(page);
}

/** Waits until nothing moves any more but what always does. What is inherited moves one element after the other. */
export const still = (page) =>
  page.evaluate(async () => {
    const moving = () => document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
    for (let left = moving(); left.length > 0; left = moving()) await Promise.all(left.map((one) => one.finished.catch(() => undefined)));
  });

/** Another account, as an administrator makes one: by a link, and a password of its own. */
export async function newAccount(program, admin, { name, role, organization }) {
  const { id } = (await admin.get("/roles")).items.find((each) => each.name_en === role);
  const { token } = await admin.post("/accounts", { sign_in_name: name, display_name: `试用${role}`, organization, roles: [id] });
  const password = "Xunzi-238-BC";
  const answer = await fetch(`${program.url}/links/redemption`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, password, display_name: `试用${role}` }),
  });
  if (!answer.ok) throw new Error(`the link of ${name}: ${answer.status} ${await answer.text()}`);
  return program.signIn(name, password);
}
