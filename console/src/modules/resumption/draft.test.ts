import { describe, expect, it } from "vitest";
import { bodyOf, draftOf, isReadable, newOrigin, originsOf, sumOfOrigins } from "./draft";
import { daysOfAll, rowsOf, suppliesOf } from "./supplies";

const content = {
  staff_total: 313,
  staff_returning: 120,
  origins: [{ division: "3708", people: 120 }],
  supplies: [{ item: "gloves" as const, quantity: 40, daily_use: 0 }],
};

describe("the form of a filing", () => {
  it("sends back what it was filled with, and nothing that nobody said", () => {
    expect(JSON.parse(JSON.stringify(bodyOf(draftOf({ content }))))).toEqual(content);
  });
  it("reads numbers as people type them", () => {
    const draft = draftOf({ content });
    draft.staff_total = "１，２００";
    draft.principal_mobile = " 138 0000-8000 ";
    draft.principal_name = "王芳";
    expect(bodyOf(draft)).toMatchObject({ staff_total: 1200, principal_name: "王芳", principal_mobile: "13800008000" });
  });
  it("sends nothing that it cannot read", () => {
    const draft = draftOf({ content });
    expect(isReadable(draft)).toBe(true);
    draft.staff_total = "many";
    expect(isReadable(draft)).toBe(false);
    draft.staff_total = "300";
    draft.origins.push(newOrigin("370811"));
    expect(isReadable(draft)).toBe(false);
    draft.origins[1]!.people = "3";
    expect(isReadable(draft)).toBe(true);
    draft.supplies[0]!.quantity = "-1";
    expect(isReadable(draft)).toBe(false);
  });
  it("counts those whose origin is told", () => {
    const rows = [newOrigin("3708", "100"), newOrigin("370811", "20"), newOrigin(undefined, "5"), newOrigin("370812")];
    expect(sumOfOrigins(rows)).toBe(120);
    expect(originsOf(rows)).toHaveLength(2);
  });
});

describe("supplies", () => {
  it("last as long as the least of what is used up", () => {
    expect(daysOfAll([{ item: "masks", quantity: 1000, daily_use: 300 }, { item: "disinfectant", quantity: 50, daily_use: 5 }, { item: "thermometers", quantity: 3, daily_use: 0 }])).toBe(3);
    expect(daysOfAll([{ item: "thermometers", quantity: 3, daily_use: 0 }])).toBeUndefined();
  });
  it("have a row for what is needed, filled in or not", () => {
    expect(rowsOf(content.supplies).map((row) => row.item)).toEqual(["masks", "disinfectant", "thermometers", "gloves"]);
    expect(suppliesOf(rowsOf(content.supplies))).toEqual(content.supplies);
  });
});
