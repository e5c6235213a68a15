// How a page is looked at: in each language, light and dark, at a desk and on a phone, and by somebody who has no mouse.
import { settled, still, watchFaults } from "./desk.mjs";
import { check, checkAccessible, checkNoSideways, desk, phone, shoot } from "./support.mjs";

export const languages = ["zh-CN", "en"];
/** One after the other in the same page: each differs from the one before in one thing. */
export const views = [
  { name: "light desk", colorScheme: "light", viewport: desk },
  { name: "dark desk", colorScheme: "dark", viewport: desk },
  { name: "dark phone", colorScheme: "dark", viewport: phone },
  { name: "light phone", colorScheme: "light", viewport: phone },
];

/** A page of somebody, or of a stranger without `as`; `faults` collects what its scripts fail at. */
export async function newPage(program, browser, faults, { language = "zh-CN", view = views[0], as } = {}) {
  const { colorScheme, viewport } = view;
  const context = await program.newContext(browser, { as, locale: language, colorScheme, viewport, reducedMotion: "reduce" });
  faults.push(watchFaults(context));
  return context.newPage();
}

/** The page as it is now. */
export async function look(page, what, isOnPhone = false) {
  await still(page);
  await checkAccessible(page, what);
  if (isOnPhone) await checkNoSideways(page, what);
}

/** The same page in each of these views; as it was afterwards. */
export async function lookInViews(page, what, { among = views, isKept = false } = {}) {
  for (const { name, colorScheme, viewport } of among) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await settled(page);
    await look(page, `${what}, ${name}`, viewport === phone);
    if (isKept) await shoot(page, `${what} ${name}`.replace(/[^a-z0-9-]+/gi, "-"));
  }
  await page.setViewportSize(views[0].viewport);
}

/** Lists in the page what answers a click there, and notes what gets the focus from now on. */
function clickable(within) {
  const invokersOf = (element) => {
    const key = Object.getOwnPropertySymbols(element).find(({ description }) => description === "_vei");
    return key ? element[key] : undefined;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const answers = (element) => invokersOf(element)?.onClick || element.matches("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const isOff = (element) => element.closest(":disabled, .is-disabled, [aria-disabled=true], [inert], [aria-hidden=true]");
  const modal = [...document.querySelectorAll("[aria-modal=true]")].filter(isShown).at(-1);
  const root = modal ?? document.querySelector(within);
  window.clickable = [...root.querySelectorAll("*")].filter((element) => answers(element) && isShown(element) && !isOff(element));
  window.focused = new Set();
  window.hasLeft = false;
  const note = ({ target }) => (root.contains(target) ? window.focused.add(target) : (window.hasLeft = true));
  window.stopNoting?.();
  window.addEventListener("focusin", note, { capture: true });
  window.stopNoting = () => window.removeEventListener("focusin", note, { capture: true });
  // A dialog has taken the focus by itself.
  if (modal) return window.clickable.length;
  document.activeElement?.blur?.();
  root.focus?.();
  return window.clickable.length;
}

/** Those that no Tab came to: neither they themselves, nor what does the same inside or around them. */
function missed() {
  const nameOf = (element) => {
    const text = element.getAttribute("aria-label") ?? element.innerText ?? "";
    return `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className} “${text.trim().slice(0, 30)}”`;
  };
  const came = [...window.focused];
  // Whoever goes on here begins where nothing is chosen.
  document.activeElement?.blur?.();
  // One Tab leads into these; their own keys lead on.
  const groups = "[role=radiogroup], [role=tablist], [role=menu], [role=listbox], [role=tree], .el-input-number";
  const parts = "[role=radio], [role=tab], [role^=menuitem], [role=option], [role=treeitem], [role=button], label";
  const isReached = (element) =>
    came.some((one) => {
      if (element.contains(one) || (one.contains(element) && one.matches("a, button, summary"))) return true;
      if (element.matches("label") && element.control === one) return true;
      if (element.matches("[type=radio]") && one.matches("[type=radio]") && one.name === element.name) return true;
      return (element.matches(parts) || element.closest("[role=treeitem]")) && element.closest(groups)?.contains(one);
    });
  return window.clickable.filter((element) => !isReached(element)).map(nameOf);
}

/** Goes by Tab through the page, or a part of it: whatever answers a click is come to. */
export async function checkReachable(page, what, within = "body") {
  const most = await page.evaluate(clickable, within);
  let stops = -1;
  for (let pressed = 0; pressed < 2 * most + 20; pressed += 5) {
    for (let i = 0; i < 5; i++) await page.keyboard.press("Tab");
    const { size, hasLeft } = await page.evaluate(() => ({ size: window.focused.size, hasLeft: window.hasLeft }));
    // Round once, and nothing new has come.
    if (hasLeft || size === stops) break;
    stops = size;
  }
  const found = await page.evaluate(missed);
  return check(found.length === 0, `${what}: Tab leads to all that can be clicked`, [...new Set(found)].join("; "));
}
