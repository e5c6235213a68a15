import { describe, expect, it } from "vitest";
import { dueOf } from "./findings";
import { fitted } from "./pictures";
import { sorted } from "./difference";
import { answer, lacksOf, newDraft, visitOf, type Draft } from "./visit";
import type { Place } from "./squad";

const draft = (): Draft => newDraft(["ventilation", "isolation_area"], { organization: "o", organization_name: "兖州机床" });

describe("a visit that is written down", () => {
  it("lacks answers until every item has one", () => {
    const form = draft();
    expect(lacksOf(form)).toEqual(["answers"]);
    for (const given of form.answers) answer(given, "ok");
    expect(lacksOf(form)).toEqual([]);
  });
  it("asks for what is wrong and by when where an item is not in order, and for nothing elsewhere", () => {
    const form = draft();
    for (const given of form.answers) answer(given, "ok");
    answer(form.answers[0]!, "not_ok");
    expect(lacksOf(form)).toEqual(["findings"]);
    form.answers[0]!.findings[0]!.text = "二车间窗户钉死";
    expect(lacksOf(form)).toEqual([]);
    form.answers[0]!.findings[0]!.due_on = "2020-01-01";
    expect(lacksOf(form)).toEqual(["findings"]);
    answer(form.answers[0]!, "ok");
    expect(visitOf(form).findings).toEqual([]);
  });
  it("is sent as the API takes it: findings with their item, nothing that is empty", () => {
    const form = draft();
    answer(form.answers[0]!, "not_applicable");
    answer(form.answers[1]!, "not_ok");
    const [finding] = form.answers[1]!.findings;
    finding!.text = "  没有隔离区 ";
    const visit = visitOf(form);
    expect(visit.items).toEqual([
      { item: "ventilation", result: "not_applicable", note: "" },
      { item: "isolation_area", result: "not_ok", note: "" },
    ]);
    expect(visit.findings).toEqual([{ id: finding!.id, item: "isolation_area", text: "没有隔离区", due_on: finding!.due_on }]);
    expect(visit.signed_as).toBeUndefined();
    expect(visit).not.toHaveProperty("papers");
  });
  it("lacks a difficulty's kind and a paper's title", () => {
    const form = draft();
    for (const given of form.answers) answer(given, "ok");
    form.difficulties.push({ id: "d", text: "口罩不够用" });
    form.handouts.push({ title: " ", copies: 1 });
    expect(lacksOf(form)).toEqual(["handouts", "difficulties"]);
  });
});

describe("a finding", () => {
  it("is due until its day is past, and never once it is put right", () => {
    const on = (today: string) => dueOf({ due_on: "2020-02-24" }, today);
    expect([on("2020-02-23"), on("2020-02-24"), on("2020-02-25")]).toEqual(["open", "today", "overdue"]);
    expect(dueOf({ due_on: "2020-02-24", rectified_at: "2020-02-26T00:00:00Z" }, "2020-03-01")).toBe("rectified");
  });
});

describe("a photograph", () => {
  it("is made smaller in its own proportion, and never larger", () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitted(300, 4000)).toEqual({ width: 120, height: 1600 });
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
  });
});

describe("the difference of a plan", () => {
  it("tells those who change from those who had none and those who lose theirs", () => {
    const place = (organization: string, present?: string, squad?: string) => ({ organization, present, squad }) as Place;
    const { moved, fresh, lost } = sorted([place("a", "1", "2"), place("b", undefined, "2"), place("c", "1")]);
    expect([moved, fresh, lost].map((all) => all.map(({ organization }) => organization))).toEqual([["a"], ["b"], ["c"]]);
  });
});
