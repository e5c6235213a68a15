import { flushPromises } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { answerWith, mountPage } from "@/parts/testing";
import DifficultyPage from "./DifficultyPage.vue";
import locale from "./locale";

vi.mock("@/api/events", () => ({ useEvents: () => ({ liveness: { value: "live" } }) }));
afterEach(() => {
  vi.unstubAllGlobals();
});

it("offers the moves that the server says are one's own, the first of them foremost", async () => {
  const moves = [{ number: 1, at: "2020-02-24T01:00:00Z", actor_name: "王芳", move: "raise", state: "raised", level: "county" }];
  const view = { id: "d", state: "verified", kind: "loans", organization: "e", organization_name: "泗水造纸厂", division: "370831", text: "流动资金不足", level: "county", source: "enterprise", raiser_name: "王芳", raised_at: "2020-02-24T01:00:00Z", due_at: "2020-03-24T01:00:00Z", reopened: 0, moves, may: ["claim", "hand_over"] };
  const asked = answerWith({ "GET /difficulties/d": view, "GET /difficulties/d/similar": { items: [] }, "POST /difficulties/d/claim": { ...view, state: "claimed", may: ["hand_over", "solve"] } });
  // The permissions alone would offer more: whose the difficulty is, the server knows.
  const { page } = await mountPage(DifficultyPage, { props: { id: "d" }, permissions: ["difficulty_read", "difficulty_handle", "difficulty_write"], texts: { difficulties: locale } });
  await flushPromises();
  const primary = () => page.findAll("header .el-button--primary").map((button) => button.text());
  expect(primary()).toEqual(["认领"]);
  await page.find("header .el-button--primary").trigger("click");
  await flushPromises();
  expect(asked.some(({ method, path }) => method === "POST" && path === "/difficulties/d/claim")).toBe(true);
  expect(primary()).toEqual(["登记解决措施"]);
});
