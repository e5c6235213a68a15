import { describe, expect, it } from "vitest";
import { queryOf, ticketsOf } from "./rates";

const period = { from: "2020-01-15T16:00:00.000Z", until: "2020-02-20T16:00:00.000Z" };

describe("the tickets of a row", () => {
  it("are those of its level, category or department, and of the filter", () => {
    expect(queryOf({ key: "county" }, { by: "level", division: "370811", category: "complaint" }, period)).toEqual({ division: "370811", level: "county", category: "complaint", lead: undefined, ...period });
    expect(queryOf({ key: "o1" }, { by: "department" }, period).lead).toBe("o1");
  });
  it("are those of its month within the period", () => {
    expect(queryOf({ key: "2020-01" }, { by: "month" }, period)).toMatchObject({ from: period.from, until: "2020-01-31T16:00:00.000Z" });
    expect(queryOf({ key: "2020-02" }, { by: "month" }, period)).toMatchObject({ from: "2020-01-31T16:00:00.000Z", until: period.until });
    expect(queryOf({ key: "2019-12" }, { by: "month" }, { from: "2019-11-01T00:00:00.000Z", until: "2020-03-01T00:00:00.000Z" })).toMatchObject({ from: "2019-11-30T16:00:00.000Z", until: "2019-12-31T16:00:00.000Z" });
  });
  it("are those without a department where the desk has them", () => {
    expect(queryOf({ key: "desk" }, { by: "department" }, period)).toMatchObject({ unassigned: true, lead: undefined });
  });
});

describe("the tickets of a figure", () => {
  it("are a set within the row", () => {
    const base = { level: "city", ...period } as const;
    expect(ticketsOf(base, "immediate_answer", "numerator")).toEqual({ ...base, state: "answered_directly" });
    expect(ticketsOf(base, "on_time_closure", "denominator")).toEqual({ ...base, set: "closed_or_overdue" });
    expect(ticketsOf(base, "on_time_reply", "missed")).toEqual({ ...base, set: "reply_late" });
  });
  it("are those left out, or all where the measure is not theirs", () => {
    expect(ticketsOf({}, "on_time_reply", { leftOut: "reply_not_due" })).toEqual({ set: "reply_not_due" });
    expect(ticketsOf({ lead: "o1" }, "immediate_answer", { leftOut: "of_the_desk" })).toEqual({ lead: "o1" });
  });
});
