// Every screen of the gate app, on phone, tablet and desk, light and dark, in both languages: axe finds nothing grave,
// nothing scrolls sideways, nothing to touch is smaller than a glove needs, and Tab leads to all of it. SHOTS=folder keeps a
// picture of each.
import { checkReachable } from "./looks.mjs";
import {
  check,
  checkAccessible,
  checkNoSideways,
  desk,
  done,
  openBrowser,
  phone,
  shoot,
  startProgram,
  step,
  tablet,
  until,
} from "./support.mjs";
import { enrol, enrolmentLink, holdVerdicts, measure, newGate, readVerdict, scan, untilNetwork } from "./gatekeeper.mjs";

const program = await startProgram();
const admin = await program.signIn("demo-city");
const { gate, passes } = await newGate(admin, 12);
// The smallest phone that is still about: what goes on is in sight without scrolling.
const small = { width: 360, height: 640 };
const tours = [{ size: "small", viewport: small, schemes: ["light"], language: "zh-CN" }];
for (const [size, viewport] of Object.entries({ phone, tablet }))
  for (const language of ["zh-CN", "en"]) tours.push({ size, viewport, schemes: ["dark", "light"], language });

for (const one of tours) {
  const name = `${one.size}-${one.language}`;
  await step(name, () => tour(name, one));
}

async function tour(name, { size, viewport, schemes, language }) {
  const browser = await openBrowser();
  const context = await program.newContext(browser, { viewport, colorScheme: "light", hasTouch: true, reducedMotion: "reduce" });
  await context.addInitScript((chosen) => localStorage.setItem("tongzhou.language", chosen), language);
  await holdVerdicts(context);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

  const lookOnce = async (what) => {
    await checkAccessible(page, what);
    await checkNoSideways(page, what);
  };
  const look = async (screen) => {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `gate-${screen}-${name}-${colorScheme}`);
      await lookOnce(`${screen} ${name} ${colorScheme}`);
      if (size !== "tablet") continue;
      await page.setViewportSize(desk);
      await lookOnce(`${screen} ${name} ${colorScheme}, at a desk`);
      await page.setViewportSize(viewport);
    }
    const tiny = await page.evaluate(() =>
      [...document.querySelectorAll("button, a, input")]
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([element, box]) => box.width > 0 && (box.height < 63 || box.width < 63))
        .map(([element, box]) => `${element.className || element.id} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
    check(tiny.length === 0, `${screen} ${name}: large enough for gloves`, tiny.join(", "));
    if (size === "small") await checkReachable(page, `${screen} ${name}`);
    const goesOn = page.locator(".confirm, .right .main, [data-test=next], .way");
    if (!(await goesOn.count())) return;
    const box = await goesOn.last().boundingBox();
    check(box.y + box.height <= viewport.height, `${screen} ${name}: what goes on is in sight`, JSON.stringify(box));
  };
  const tap = (way) => page.locator(`.ways .way >> nth=${way}`).click();
  const home = async () => {
    await page.evaluate(() => document.querySelector(".back")?.click());
    await page.locator(".home").waitFor();
  };

  await page.goto("/gate/");
  await page.locator(".enrol").waitFor();
  await page.locator("button.main").click();
  await look("enrol");
  await enrol(page, await enrolmentLink(admin, gate, program.url), "东门手机");
  await untilNetwork(page, "online");
  await look("home");

  await scan(page, passes[0].token);
  await page.locator(".temperature").waitFor();
  await look("temperature");
  await page.keyboard.type("378");
  await look("temperature-fever");
  await home();
  await scan(page, passes[1].token);
  await page.locator(".temperature").waitFor();
  await page.keyboard.type("365");
  await look("temperature-normal");
  await page.keyboard.press("Enter");
  await page.locator("main.verdict").waitFor();
  await look("admitted");
  await page.locator("[data-test=next]").click();
  await scan(page, passes[2].token);
  await measure(page, 381, { tap: false });
  await look("held");
  await page.locator("[data-test=next]").click();

  await tap(0);
  await page.locator("#number").fill("37081119900101001");
  await look("document");
  await page.locator("#number").fill("370811199001010014");
  await look("document-unknown");
  await page.locator("button.main").click();
  await measure(page, 365, { tap: false });
  await look("refused");
  await page.locator("[data-test=next]").click();

  await tap(1);
  await until(() => page.locator(".member").count(), "the roster is there");
  await look("roster");
  await home();

  await tap(2);
  await page.locator("button.main").click();
  await look("visitor");
  await home();

  await page.locator(".direction.exit").click();
  await look("home-exit");
  await scan(page, passes[3].token);
  await readVerdict(page, { tap: false });
  await look("exit");
  await page.locator("[data-test=next]").click();
  await page.locator(".direction.entry").click();

  // A clock an hour fast.
  await context.route("**/devices/heartbeat", async (route) => {
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: { ...answer, clock_skew_ms: -3_600_000 } });
  });
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".warning").waitFor();
  await look("home-clock");
  await context.unroute("**/devices/heartbeat");

  await context.setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await untilNetwork(page, "offline");
  await scan(page, passes[4].token);
  await measure(page, 366);
  await look("home-offline");
  await page.locator(".status").click();
  await page.locator(".line").first().waitFor();
  await look("today");
  await home();
  await page.locator(".icon-only").click();
  await page.locator("dl").waitFor();
  await look("settings");

  const { items } = await admin.get(`/devices?gate=${gate.id}&revoked=false&limit=1`);
  await admin.post(`/devices/${items[0].id}/revoke`);
  await context.setOffline(false);
  await page.goto("/gate/");
  await page.locator(".revoked").waitFor();
  await until(() => page.locator("[data-test=handover][data-count='0']").count(), "all is handed over", 30_000);
  await look("revoked");
  const real = faults.filter((fault) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(fault));
  check(real.length === 0, `${name}: no error in the console`, real.join("; "));
  await browser.close();
}

await done();
