import { flushPromises } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { answerWith, mountPage } from "@/parts/testing";
import AbsenceDialog from "./AbsenceDialog.vue";
import locale from "./locale";
import type { Member } from "./squad";

// What draws the words is loaded when they are said: after the end of a test nobody waits for it.
vi.mock("@/parts/notices", () => ({ done: vi.fn(), failed: vi.fn(), doAsked: vi.fn() }));
afterEach(() => {
  vi.unstubAllGlobals();
});

it("ends an absence, and sends nothing of the rest of the record", async () => {
  const member = { id: "m", masked_name: "李**", absent_from: "2020-03-02", absent_until: "2020-03-04" } as Member;
  const asked = answerWith({ "PUT /squad-members/m/absence": { ...member, absent_from: undefined, absent_until: undefined } });
  const { page } = await mountPage(AbsenceDialog, { props: { member }, permissions: ["squad_write"], texts: { squads: locale }, attachTo: document.body });
  await flushPromises();
  const button = (says: string) => [...document.body.querySelectorAll("button")].find((one) => one.textContent?.trim() === says)!;
  expect(document.body.textContent).toContain("李**");
  button("已到岗，取消请假").click();
  await flushPromises();
  button("保存").click();
  await flushPromises();
  expect(asked.map(({ method, body }) => [method, body])).toEqual([["PUT", {}]]);
  expect(page.emitted("saved")).toHaveLength(1);
});
