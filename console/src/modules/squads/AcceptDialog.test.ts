import { flushPromises } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { answerWith, mountPage, type Asked } from "@/parts/testing";
import AcceptDialog from "./AcceptDialog.vue";
import locale from "./locale";
import type { Plan } from "./squad";

// What draws the words is loaded when they are said: after the end of a test nobody waits for it.
vi.mock("@/parts/notices", () => ({ done: vi.fn(), failed: vi.fn(), doAsked: vi.fn() }));
afterEach(() => {
  vi.unstubAllGlobals();
});

it("shows the whole difference, page by page, before anybody can accept", async () => {
  const row = (organization: string, present?: string, squad?: string) => ({ organization, organization_name: organization, present, present_name: present, squad, squad_name: squad });
  const asked = answerWith({
    "GET /squad-plans/p/places": ({ query }: Asked) => (query.get("cursor") ? { items: [row("丙", "二队")] } : { items: [row("甲", "一队", "二队"), row("乙", undefined, "一队")], next: "more" }),
    "POST /squad-plans/p/accept": { id: "p", state: "accepted" },
  });
  const { page } = await mountPage(AcceptDialog, { props: { plan: { id: "p" } as Plan }, permissions: ["squad_write"], texts: { squads: locale }, attachTo: document.body });
  const button = () => [...document.body.querySelectorAll("button")].find((one) => one.textContent?.trim() === "批准并生效")!;
  await flushPromises();
  await flushPromises();
  expect(asked.every(({ path, query }) => path.endsWith("accept") || query.get("changed") === "true")).toBe(true);
  expect([...document.body.querySelectorAll(".numbers > span")].map((each) => each.textContent?.trim())).toEqual(["1 家换队", "1 家新联系", "1 家不再有队联系"]);
  expect(document.body.querySelector(".list")?.textContent).toContain("一队 → 二队");
  button().click();
  await flushPromises();
  expect(asked.at(-1)?.path).toBe("/squad-plans/p/accept");
  expect(page.emitted("accepted")).toHaveLength(1);
});
