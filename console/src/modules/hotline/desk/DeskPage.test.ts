import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answerWith, mountPage, problemResponse, type Answers } from "@/parts/testing";
import { forgetHome } from "@/parts/place";
import people from "../../people/locale";
import hotline from "../locale";
import DeskPage from "./DeskPage.vue";

const passage = { policy: "p1", version: 1, title: "若干意见", text: "房租免收或减半。", offset: 0, length: 8, score: 0.9, reason: "房租" };
const suggestions = {
  policies: { good: true, confidence: 0.9, passages: [passage] },
  articles: [],
  answers: [],
  referral: { departments: [{ matter: "税务", share: 0.7, organization: "o1", name: "税务局" }], quality: { accuracy: 0.91, macro_f1: 0.9, messages: 120 }, model: "examples" },
};
const opened = { id: "t1", call: "c1", number: "370811-2020-000001", code: "abcde23456", state: "accepted" };

let page: VueWrapper | undefined;
beforeEach(() => {
  vi.stubGlobal("EventSource", class { addEventListener() {} close() {} });
  forgetHome();
});
afterEach(() => {
  page?.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(answers: Answers = {}) {
  const asked = answerWith({
    "GET /tickets": { items: [], total: 0 },
    "GET /organizations/tree": { roots: [{ division: "3708" }] },
    "GET /divisions": { items: [] },
    "POST /hotline/suggestions": suggestions,
    "POST /calls": opened,
    "POST /tickets/t1/answer": {},
    ...answers,
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  ({ page } = await mountPage(DeskPage, { permissions: ["call_answer", "ticket_read", "organization_read"], texts: { hotline, people }, attachTo: document.body }));
  await flushPromises();
  await page.get("textarea").setValue("国资厂房的房租能减免吗");
  await vi.advanceTimersByTimeAsync(250);
  await flushPromises();
  return asked;
}
const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const posts = (asked: Awaited<ReturnType<typeof open>>) => asked.filter(({ method, path }) => method === "POST" && path !== "/hotline/suggestions");

it("quotes, answers and closes by one key, and tells the code", async () => {
  const asked = await open();
  press("1");
  await flushPromises();
  const [call, answer] = posts(asked);
  expect(call?.body).toMatchObject({ division: "3708", question: "国资厂房的房租能减免吗", channel: "phone", category: "consultation", caller: { kind: "person" } });
  expect(answer).toMatchObject({ path: "/tickets/t1/answer", body: { answer: "《若干意见》：房租免收或减半。", policy: "p1" } });
  expect(page!.get(".last").text()).toContain("370811-2020-000001");
  expect((page!.get(".last input").element as HTMLInputElement).value).toBe("abcde 23456");
  expect((page!.get("textarea").element as HTMLTextAreaElement).value).toBe("");
});

it("does not quote by what was found for other words", async () => {
  const asked = await open();
  await page!.get("textarea").setValue("社保能缓缴吗");
  press("1");
  await flushPromises();
  expect(posts(asked)).toEqual([]);
});

it("does nothing for a key without an offer", async () => {
  const asked = await open();
  press("4");
  await flushPromises();
  expect(posts(asked)).toEqual([]);
});

it("keeps one call when the second step fails, and repeats only that", async () => {
  let fails = true;
  const asked = await open({ "POST /tickets/t1/answer": () => (fails ? problemResponse(503, "busy") : {}) });
  press("1");
  await flushPromises();
  expect(page!.get(".recorded").text()).toContain("370811-2020-000001");
  fails = false;
  press("1");
  await flushPromises();
  expect(posts(asked).map(({ path }) => path)).toEqual(["/calls", "/tickets/t1/answer", "/tickets/t1/answer"]);
  expect(page!.find(".recorded").exists()).toBe(false);
});
