import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, mountPage, problemResponse } from "@/parts/testing";
import PlaceDrawer from "./PlaceDrawer.vue";
import locale from "./locale";
import type { Plan } from "./squad";

const plan = { id: "p", state: "proposed", division: "370812" } as Plan;
const place = { organization: "o", organization_name: "兖州机床", division: "370812", squad: "s1", squad_name: "一队", metres: 1200, why: "full", nearest: "s2", nearest_name: "二队", metres_to_nearest: 800, weight: 3, by_hand: false };
const alternatives = [
  { squad: "s2", name: "二队", extra: 1500, metres: 800, moves: [{ organization: "o", organization_name: "兖州机床", from: "s1", to: "s2", from_name: "一队", to_name: "二队" }, { organization: "x", organization_name: "兖州粮油", from: "s2", to: "s1", from_name: "二队", to_name: "一队" }] },
  { squad: "s3", name: "三队", extra: 9000, metres: 4000, moves: [] },
];
const found = { place, text_zh: "最近的先锋队已满额", text_en: "The nearest squad is full", alternatives };

async function open(permissions: ("squad_read" | "squad_write")[], answers: Record<string, unknown> = {}, of: Plan = plan) {
  const asked = answerWith({ "GET /squad-plans/p/places/o": found, "POST /squad-plans/p/places/o/move": of, ...answers });
  const made = await mountPage(PlaceDrawer, { props: { plan: of, organization: "o" }, permissions, texts: { squads: locale }, attachTo: document.body });
  await flushPromises();
  return { ...made, asked };
}
const text = () => document.body.textContent ?? "";
const button = (says: string) => [...document.body.querySelectorAll("button")].find((one) => one.textContent?.trim() === says);

// What draws the words is loaded when they are said: after the end of a test nobody waits for it.
vi.mock("@/parts/notices", () => ({ done: vi.fn(), failed: vi.fn(), doAsked: vi.fn() }));
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("an enterprise of a plan", () => {
  it("says why it is not with the nearest, and ranks the others by what they cost more", async () => {
    await open(["squad_read", "squad_write"]);
    expect(text()).toContain("最近的先锋队已满额");
    expect([...document.body.querySelectorAll(".extra")].map((each) => each.textContent)).toEqual(["+1,500", "+9,000"]);
    expect(text()).toContain("兖州粮油：二队→一队");
  });

  it("is moved with a reason, and not without one", async () => {
    const { asked } = await open(["squad_read", "squad_write"]);
    document.body.querySelectorAll<HTMLInputElement>("input[type=radio]")[0]!.click();
    await flushPromises();
    expect(button("改由二队联系")!.disabled).toBe(true);
    const reason = document.body.querySelector("textarea")!;
    reason.value = "熟悉情况";
    reason.dispatchEvent(new Event("input"));
    await flushPromises();
    button("改由二队联系")!.click();
    await flushPromises();
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({ squad: "s2", reason: "熟悉情况" });
  });

  it("is only looked at by who may not change plans, and in a plan that is decided", async () => {
    const { page } = await open(["squad_read"]);
    expect(document.body.querySelector("input[type=radio]")).toBeNull();
    page.unmount();
    await open(["squad_read", "squad_write"], {}, { ...plan, state: "accepted" } as Plan);
    expect(document.body.querySelector("input[type=radio]")).toBeNull();
  });

  it("says that the plan is outdated when it is", async () => {
    await open(["squad_read", "squad_write"], { "GET /squad-plans/p/places/o": problemResponse(409, "plan_outdated") });
    expect(text()).toContain("detail of plan_outdated");
  });
});
