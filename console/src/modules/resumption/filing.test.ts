import { describe, expect, it } from "vitest";
import { Problem } from "@/api";
import { addTexts } from "@/parts/i18n";
import locale from "./locale";
import { outcomesFor } from "./checking";
import { hasPassedRecheck, movesOf, officeOf, otherFilingOf, stageText, stepsOf, type Check, type Filing, type Office, type Review } from "./filing";
import { happeningsOf } from "./happenings";

addTexts("resumption", locale);

const review = (stage: string, step: number, round: number, state: Review["state"]): Review =>
  ({ id: `${stage}${round}`, stage, step, round, state, opened_at: "2020-02-24T00:00:00Z", due_at: "2020-02-25T00:00:00Z", lacking: [] }) as unknown as Review;
const check = (at: string, outcome: Check["outcome"]) => ({ at, outcome }) as Check;
const move = (at: string, name: string) => ({ at, move: name }) as Filing["moves"][number];

describe("what may be done", () => {
  const enterprise = { writes: true, reviews: false };
  const office = { writes: false, reviews: true };
  it("with a draft: the enterprise fills it in, an office does nothing", () => {
    expect(movesOf({ state: "draft" }, enterprise)).toEqual(["change", "submit", "withdraw"]);
    expect(movesOf({ state: "draft" }, office)).toEqual([]);
  });
  it("under review: the office decides and checks, the enterprise withdraws", () => {
    expect(movesOf({ state: "submitted" }, office)).toEqual(["pass", "prioritise", "check"]);
    expect(movesOf({ state: "submitted" }, enterprise)).toEqual(["withdraw"]);
  });
  it("ends with a refusal or a withdrawal", () => {
    for (const state of ["refused", "withdrawn"] as const) expect(movesOf({ state }, { writes: true, reviews: true })).toEqual([]);
  });
  it("gives a permit back only after a check that passed since", () => {
    const moves = [move("2020-02-24T00:00:00Z", "submit"), move("2020-02-26T00:00:00Z", "revoke")];
    expect(hasPassedRecheck({ moves, checks: [check("2020-02-25T00:00:00Z", "passed")] })).toBe(false);
    expect(hasPassedRecheck({ moves, checks: [check("2020-02-27T00:00:00Z", "rectify")] })).toBe(false);
    expect(hasPassedRecheck({ moves, checks: [check("2020-02-27T00:00:00Z", "passed")] })).toBe(true);
    expect(hasPassedRecheck({ moves: [], checks: [check("2020-02-27T00:00:00Z", "passed")] })).toBe(false);
  });
  it("does not let a check pass with a finding", () => {
    expect(outcomesFor(true)).toEqual(["rectify", "failed"]);
    expect(outcomesFor(false)).toEqual(["passed"]);
  });
});

describe("stages", () => {
  const stages = [
    { step: 0, name: "town", hours: 8 },
    { step: 1, name: "county_health", hours: 16 },
    { step: 1, name: "county_industry", hours: 16 },
  ];
  it("stand in sequence, and side by side within a step", () => {
    const reviews = [review("town", 0, 1, "passed"), review("county_health", 1, 1, "lacking"), review("county_industry", 1, 1, "passed"), review("county_health", 1, 2, "open")];
    const steps = stepsOf({ stages, reviews });
    expect(steps.map((step) => step.map((stage) => [stage.name, stage.state, stage.reviews.length]))).toEqual([
      [["town", "passed", 1]],
      [["county_health", "open", 2], ["county_industry", "passed", 1]],
    ]);
  });
  it("are ahead until they are opened, and none under a filing", () => {
    expect(stepsOf({ stages, reviews: [] }).flat().every((stage) => stage.state === "ahead")).toBe(true);
    expect(stepsOf({ stages: [], reviews: [] })).toEqual([]);
  });
  it("are named by level and matter, whatever the rule calls them", () => {
    expect(stageText("town")).toBe("镇街");
    expect(stageText("county_health")).toBe("县级 · 卫健");
    expect(stageText("county_water_works")).toBe("县级 · water works");
    expect(stageText("park")).toBe("park");
  });
});

it("asks the office that the nearest division names", () => {
  const office = (division: string, stage: string, organization: string) => ({ division, stage, organization }) as Office;
  const offices = [office("3708", "county_health", "city"), office("370811", "county_health", "county"), office("370811", "town", "x")];
  expect(officeOf(offices, "370811005", "county_health")?.organization).toBe("county");
  expect(officeOf(offices, "370812001", "county_health")?.organization).toBe("city");
  expect(officeOf(offices, "370812001", "town")).toBeUndefined();
});

it("finds the filing that stands in the way", () => {
  const id = "01a21682-22b8-7000-9c7c-5f16b9778b31";
  const problem = (code: string) => new Problem({ status: 409, code, title: "", detail: "这里已有一份申请。", record: id });
  expect(otherFilingOf(problem("filing_open"))).toBe(id);
  expect(otherFilingOf(problem("filing_state"))).toBeUndefined();
  expect(otherFilingOf(new Error("x"))).toBeUndefined();
});

it("tells the story with stage, reason and clause, the latest first", () => {
  const moves = [
    { number: 1, at: "2020-02-24T00:00:00Z", actor_name: "王芳", move: "submit", state: "submitted" },
    { number: 2, at: "2020-02-24T02:00:00Z", actor_name: "李雷", move: "refuse", state: "refused", stage: "town", why: "没有隔离区", clause: "4号" },
    { number: 3, at: "2020-02-24T03:00:00Z", actor_name: "李雷", move: "check", state: "refused", why: "rectify" },
  ] as Filing["moves"];
  expect(happeningsOf({ moves }).map(({ title, text }) => [title, text])).toEqual([
    ["核查", "李雷：限期整改"],
    ["镇街：不予批准", "李雷：没有隔离区；依据：4号"],
    ["提交", "王芳"],
  ]);
});
