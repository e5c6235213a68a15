import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answerWith, problemResponse, type Answers } from "@/parts/testing";
import { chooseLanguage } from "@/parts/language";
import App from "./App.vue";
import { forget, isKept, keep, kept } from "./kept";

let page: VueWrapper | undefined;
const divisions = { "": [["37", "山东省"]], "37": [["3708", "济宁市"]], "3708": [["370811", "任城区"]], "370811": [] } as Record<string, string[][]>;

function open(answers: Answers = {}, hash = "") {
  location.hash = hash;
  const asked = answerWith({
    "GET /divisions": ({ query }: { query: URLSearchParams }) => ({ items: divisions[query.get("parent") ?? ""]!.map(([code, name]) => ({ code, name, full_name: name, level: "county", has_children: true })) }),
    ...answers,
  });
  page = mount(App, { attachTo: document.body });
  return asked;
}
beforeEach(() => {
  chooseLanguage("zh-CN");
  localStorage.removeItem("tongzhou.place");
});
afterEach(() => {
  page?.unmount();
  location.hash = "";
  for (const one of kept.value) forget(one.number);
  vi.unstubAllGlobals();
});

it("asks from the place that the link names, as nobody in particular, and sends the same question once", async () => {
  let fails = true;
  const asked = open({ "POST /hotline/questions": () => (fails ? problemResponse(503, "busy") : { id: "t", call: "c", number: "370811-2020-000001", code: "abcde23456", state: "accepted" }) }, "#place=3708");
  await flushPromises();
  expect(page!.findAll("select")[0]!.text()).toContain("任城区");
  await page!.get("textarea").setValue("口罩在哪里买？");
  await page!.findAll("select")[0]!.setValue("370811");
  await flushPromises();
  await page!.get("form").trigger("submit");
  await flushPromises();
  expect(page!.get("[role=alert]").text()).toContain("busy");
  fails = false;
  await page!.get("form").trigger("submit");
  await flushPromises();
  const sent = asked.filter(({ method }) => method === "POST");
  expect(sent).toHaveLength(2);
  expect(sent[0]!.body).toEqual(sent[1]!.body);
  expect(sent[1]!.body).toMatchObject({ division: "370811", question: "口罩在哪里买？", kind: "person" });
  expect(sent[1]!.headers.get("x-csrf-token")).toBeNull();
  expect(page!.get("[data-test=code]").text()).toBe("abcde 23456");
  expect(isKept("370811-2020-000001")).toBe(false);
});

it("says what is missing before anything is sent", async () => {
  const asked = open();
  await flushPromises();
  await page!.get("form").trigger("submit");
  await flushPromises();
  expect(page!.text()).toContain("请写下问题");
  expect(page!.text()).toContain("请至少选到市");
  expect(asked.some(({ method }) => method === "POST")).toBe(false);
});

it("shows the answer by number and code, and rates it once", async () => {
  const status = { number: "370811-2020-000001", state: "replied", category: "consultation", accepted_at: "2020-02-24T00:00:00Z", answer: "药店。", may_rate: true };
  const asked = open({ "POST /hotline/status": status, "POST /hotline/rating": { ...status, may_rate: false, rating: "satisfied" } }, "#follow");
  const [number, code] = page!.findAll("form input");
  await number!.setValue(" 370811-2020-000001 ");
  await code!.setValue("abcde 23456");
  await page!.get("form").trigger("submit");
  await flushPromises();
  expect(page!.get("[data-test=status]").text()).toContain("药店。");
  await page!.get("input[value=satisfied]").setValue(true);
  await page!.findAll("form")[1]!.trigger("submit");
  await flushPromises();
  expect(asked.at(-1)!.body).toEqual({ number: "370811-2020-000001", code: "abcde 23456", rating: "satisfied" });
  expect(page!.findAll("form")).toHaveLength(1);
  expect(page!.get("[data-test=status]").text()).toContain("满意");
});

it("keeps a question on the phone only when told, and forgets it", () => {
  expect(keep({ number: "1", code: "a" })).toBe(true);
  expect(isKept("1")).toBe(true);
  forget("1");
  expect(localStorage.getItem("tongzhou.questions")).toBe("[]");
});
