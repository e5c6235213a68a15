// What every browser test needs: the program with a city of its own, a Chromium, an API client, and a tally.
//
//   import { check, done, openBrowser, startProgram, step } from "./support.mjs";
//   const program = await startProgram({ people: 500 });          // its own data folder and port; gone at the end
//   const admin = await program.signIn("demo-admin");             // over the API: admin.get("/gates?limit=5"), .post(…)
//   const browser = await openBrowser();
//   const context = await program.newContext(browser, { as: admin, viewport: phone, colorScheme: "dark" });
//   const page = await context.newPage();
//   await page.goto("/console/");
//   check(await page.title() === "同舟", "the title is there");
//   await done();                                                 // stops all, prints "N passed, N failed", sets the exit code
//
// From the environment: TONGZHOU_PROGRAM (the built program), CONSOLE_FOLDER (the built console, console/dist unless
// said), CHROMIUM (/usr/bin/chromium unless said), SHOTS (a folder for pictures, none unless said).
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
/** What the console's project has installed: playwright-core, axe-core, uqr … */
export const required = createRequire(join(root, "console/package.json"));
const { chromium } = required("playwright-core");

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const tablet = { width: 1024, height: 768 };

let passed = 0;
let failed = 0;
const endings = [];

/** Counts one check and says it; a failed one does not end the test. */
export function check(good, what, detail = "") {
  if (good) passed++;
  else failed++;
  console.log(`${good ? "  ok    " : "  FAILED"} ${what}${good || detail === "" ? "" : `: ${detail}`}`);
  return Boolean(good);
}

export function checkEqual(found, expected, what) {
  return check(Object.is(found, expected), what, `expected ${expected}, found ${found}`);
}

/** A part of the story. What it throws is a failure, and the story goes on. */
export async function step(name, deed) {
  console.log(name);
  try {
    return await deed();
  } catch (fault) {
    check(false, name, fault.stack ?? String(fault));
    return undefined;
  }
}

/** Ends what was started, the last first, and says how it went. */
export async function done() {
  for (const end of endings.reverse()) await end();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** Waits until `question` answers with something true, and returns that. */
export async function until(question, what, ms = 15_000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** The program takes TONGZHOU_… for settings of its own. */
const ownEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TONGZHOU_")));

function programPath() {
  const program = process.env.TONGZHOU_PROGRAM ?? join(root, "build/release/src/main/tongzhou");
  if (!existsSync(program)) throw new Error(`no program at ${program}; name it with TONGZHOU_PROGRAM`);
  return program;
}

/**
 * Makes a demo city (or an empty installation with `city: false`) and serves it, with the built console.
 * `settings`: more of `tongzhou config`, as { "limits.burst": 1000 }; `more`: of its environment.
 */
export async function startProgram({ enterprises = 12, people = 400, days = 1, today = false, city = true, services = false, settings = {}, more = {} } = {}) {
  const environment = { ...ownEnvironment, ...more };
  const folder = resolve(process.env.CONSOLE_FOLDER ?? join(root, "console/dist"));
  if (!existsSync(folder)) throw new Error(`no built console at ${folder}; run "npm run build" in console/`);
  const data = mkdtempSync(join(tmpdir(), "tongzhou-browser-"));
  endings.push(() => rmSync(data, { recursive: true, force: true }));
  const making = city ? ["demo", "--enterprises", enterprises, "--people", people, "--days", days, ...(today ? ["--today"] : []), ...(services ? [] : ["--without-services"])] : ["init"];
  const made = spawnSync(programPath(), [...making.map(String), "--data", data], {
    encoding: "utf8",
    env: environment,
  });
  if (made.status !== 0) throw new Error(`${making[0]} failed: ${made.stderr}${made.stdout}`);
  return serve(data, environment, {
    "http.port": 0,
    "console.folder": folder,
    "security.require_totp": false,
    "limits.requests_per_second": 1_000,
    "limits.burst": 5_000,
    ...settings,
  });
}

async function serve(data, environment, settings) {
  let child;
  let url;
  let said;
  const program = {
    data,
    /** What it printed until it served: the one-time link of an installation without an administrator. */
    get said() {
      return said;
    },
    /** "http://127.0.0.1:41234"; the same after a restart. */
    get url() {
      return url;
    },
    /** name → password, of the demo city. */
    accounts: accountsIn(data),
    start: async () => {
      const port = url === undefined ? settings["http.port"] : new URL(url).port;
      const flags = Object.entries({ ...settings, "http.port": port }).flatMap(([name, value]) => [`--${name}`, `${value}`]);
      child = spawn(programPath(), ["serve", "--data", data, ...flags], {
        stdio: ["ignore", "pipe", "pipe"],
        env: environment,
      });
      ({ address: url, said } = await beginningOf(child));
    },
    /** Ends it as an administrator would, or with "SIGKILL" as a power cut would. */
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((wake) => child.once("exit", wake));
      child.kill(signal);
      await ended;
    },
    signIn: (name, password) => signIn(program.url, name, password ?? program.accounts[name]),
    newContext: async (browser, { as, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: program.url, viewport: desk, locale: "zh-CN", ...options });
      if (as) await context.addCookies([{ ...as.cookie, url: program.url, httpOnly: true, sameSite: "Strict" }]);
      context.setDefaultTimeout(45_000);
      return context;
    },
  };
  await program.start();
  endings.push(() => program.stop());
  return program;
}

function beginningOf(child) {
  return new Promise((found, failed) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const address = /serving (https?:\/\/\S+)/.exec(said)?.[1];
      if (address) found({ address, said });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => failed(new Error(`the program ended with ${code}: ${said}`)));
  });
}

function accountsIn(data) {
  const file = join(data, "demo-accounts.txt");
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, "utf8").matchAll(/^\s+(demo-\S+)\s+(\S+)/gm);
  return Object.fromEntries([...lines].map(([, name, password]) => [name, password]));
}

/** Signs in over the API. Calls answer with the parsed body and throw what is not 2xx. */
async function signIn(url, name, password) {
  const answer = await fetch(`${url}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password }),
  });
  const body = await answer.json();
  if (!answer.ok || body.step !== "done") throw new Error(`${name} cannot sign in: ${JSON.stringify(body)}`);
  const [pair] = answer.headers.get("set-cookie").split(";");
  const [cookieName, value] = pair.split("=");
  const call = async (method, path, sent) => {
    const reply = await fetch(url + path, {
      method,
      headers: {
        cookie: pair,
        "x-csrf-token": body.account.csrf_token,
        ...(sent === undefined ? {} : { "content-type": "application/json" }),
      },
      body: sent === undefined ? undefined : JSON.stringify(sent),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return reply.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
  };
  return {
    account: body.account,
    cookie: { name: cookieName, value },
    get: (path) => call("GET", path),
    post: (path, sent = {}) => call("POST", path, sent),
    patch: (path, sent) => call("PATCH", path, sent),
    delete: (path) => call("DELETE", path),
  };
}

// What every window does besides, and no page of ours needs: the panels below the address bar alone are a page each, and take
// longer to load than ours. The rest is what Playwright turns off itself, for the switch is heard once.
const unneeded = [
  "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OptimizationHints,LensOverlay,GlobalMediaControls",
  "MediaRouter,DialMediaRouteProvider,Translate,HttpsUpgrades,PaintHolding,RenderDocument,ThirdPartyStoragePartitioning",
  "AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose",
];

/** `args`: more of Chromium's switches, such as a film in place of a camera. */
export async function openBrowser(args = []) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${unneeded.join(",")}`,
      ...args,
    ],
  });
  endings.push(() => browser.close());
  return browser;
}

/** Fails for every serious or critical violation that axe finds on the page as it is now. */
export async function checkAccessible(page, what) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(readFileSync(required.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => {
    const isGrave = ({ impact }) => impact === "serious" || impact === "critical";
    // Every rule, in whatever standard, whose violation would be grave; the others are half of the time that axe takes.
    const isInUse = ({ enabled, tags }) => enabled && !tags.includes("experimental");
    window.grave ??= window.axe._audit.rules.filter((rule) => isInUse(rule) && isGrave(rule)).map(({ id }) => id);
    return window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "rule", values: window.grave } });
  });
  const grave = violations.filter(({ impact }) => impact !== "minor" && impact !== "moderate");
  const found = grave.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  return check(found.length === 0, `${what}: accessible`, found.join("; "));
}

/** Fails when the page is wider than its window. */
export async function checkNoSideways(page, what) {
  const { wide, room, widest } = await page.evaluate(() => {
    const { scrollWidth: wide, clientWidth: room } = document.documentElement;
    const isBeyond = (element) => element.getBoundingClientRect().right > room + 1;
    const nameOf = ({ tagName, className }) => `${tagName.toLowerCase()}.${className.baseVal ?? className}`;
    return { wide, room, widest: wide > room ? [...document.body.querySelectorAll("*")].filter(isBeyond).slice(0, 8).map(nameOf) : [] };
  });
  return check(wide <= room, `${what}: nothing to scroll sideways`, `${wide} px in ${room} px, beyond: ${widest.join(", ")}`);
}

/** A picture for people to look at, where SHOTS says so. */
export async function shoot(page, name) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
}
