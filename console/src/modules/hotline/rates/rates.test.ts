import { describe, expect, it } from "vitest";
import { isListed, partsOf, queryOf } from "./rates";

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
  it("are not listed where nobody was sent them", () => {
    expect(isListed({ key: "desk" }, { by: "department" })).toBe(false);
    expect(isListed({ key: "desk" }, { by: "category" })).toBe(true);
  });
});

it("leaves the rejected and the merged out of the denominator", () => {
  const states = partsOf("immediate_answer", "denominator").map(({ query }) => query.state);
  expect(states).toHaveLength(7);
  expect(states).not.toContain("rejected");
  expect(states).not.toContain("merged");
});

it("counts three of five levels as satisfied", () => {
  expect(partsOf("satisfaction", "numerator").map(({ query }) => query.rating)).toEqual(["very_satisfied", "satisfied", "basically_satisfied"]);
  expect(partsOf("satisfaction", "denominator")).toHaveLength(5);
});
