import { describe, expect, it } from "vitest";
import { correctionFormOf, correctionOf, correctsNothing, delayOf, faultOfReason, instantOf, isSkewed, localOf, timeOf, type Passage } from "./passage";

const passage: Passage = {
  id: "p1",
  at: "2020-02-24T00:05:30.000Z",
  division: "370811",
  organization: "o1",
  site: "s1",
  gate: "g1",
  direction: "entry",
  means: "document",
  masked_name: "张*",
  person: "x1",
  temperature: 374,
  verdict: "held",
  reason: "fever",
  review: "none",
  offline: true,
  received_at: "2020-02-24T02:05:30.000Z",
};

it("shows instants by the clocks of China, and reads them back", () => {
  expect(localOf("2020-02-24T00:05:30.000Z")).toBe("2020-02-24T08:05");
  expect(localOf("2020-02-28T17:00:00Z")).toBe("2020-02-29T01:00");
  expect(instantOf("2020-02-29T01:00")).toBe("2020-02-28T17:00:00.000Z");
});

it.each([
  ["8:05", "08:05"],
  ["805", "08:05"],
  ["2359", "23:59"],
  ["１０：３０", "10:30"],
  ["24:00", undefined],
  ["8:60", undefined],
  ["8", undefined],
  ["", undefined],
])("takes %s for %s", (typed, time) => expect(timeOf(typed)).toBe(time));

describe("a correction", () => {
  it("says nothing when nothing was touched, seconds included", () => {
    expect(correctsNothing(correctionOf(correctionFormOf(passage), passage))).toBe(true);
  });

  it("says only what differs", () => {
    const form = { ...correctionFormOf(passage), temperature: "36.4", verdict: "admitted", reason: "none" } as const;
    expect(correctionOf(form, passage)).toEqual({
      direction: undefined,
      verdict: "admitted",
      reason: "none",
      temperature: 364,
      at: undefined,
      person: undefined,
    });
  });

  it("moves the time and names the person", () => {
    const form = { ...correctionFormOf(passage), at: "2020-02-24T08:10", person: { id: "x2", name: "李*" } };
    expect(correctionOf(form, passage)).toMatchObject({ at: "2020-02-24T00:10:00.000Z", person: "x2" });
  });

  it("needs a reason for whoever was not let in", () => {
    expect(faultOfReason({ ...correctionFormOf(passage), verdict: "refused", reason: "none" })).toBe(true);
    expect(faultOfReason({ ...correctionFormOf(passage), verdict: "admitted", reason: "none" })).toBe(false);
  });
});

it("tells how late a passage came, and whose clock is wrong", () => {
  expect(delayOf(passage)).toBe(7_200_000);
  expect(delayOf({ at: "2020-02-24T02:00:00Z", received_at: "2020-02-24T01:00:00Z" })).toBe(0);
  expect(isSkewed(-300_001)).toBe(true);
  expect(isSkewed(300_000)).toBe(false);
  expect(isSkewed(undefined)).toBe(false);
});
