import { describe, expect, it } from "vitest";
import { entriesOfHour, hourBars, reasonsOf, trailOf, type VerdictFigure } from "./numbers";

const verdict = (verdict: VerdictFigure["verdict"], reason: VerdictFigure["reason"], value: number): VerdictFigure => ({
  direction: "entry",
  verdict,
  reason,
  value,
  list: `/passages?verdict=${verdict}&reason=${reason}`,
});

it("tells why people were not let in, most first, and what was noticed of others", () => {
  const { kept, noticed } = reasonsOf([
    verdict("admitted", "none", 900),
    verdict("admitted", "outbreak_contact", 2),
    verdict("held", "fever", 3),
    verdict("refused", "no_pass", 9),
  ]);
  expect(kept.map((row) => [row.reason, row.value, row.share])).toEqual([
    ["no_pass", 9, 0.75],
    ["fever", 3, 0.25],
  ]);
  expect(noticed.map((row) => row.reason)).toEqual(["outbreak_contact"]);
  expect(reasonsOf([])).toEqual({ kept: [], noticed: [] });
});

describe("the hours of a day", () => {
  const hour = (at: number, entries: number, exits = 0, kept_out = 0) => ({ hour: at, entries, exits, kept_out, list: `/passages?h=${at}` });

  it("are as high as all who passed or were kept out", () => {
    const bars = hourBars([hour(7, 80, 10, 10), hour(8, 40, 10), hour(9, 0)], 8);
    expect(bars.map((bar) => [bar.total, bar.height, bar.isPast])).toEqual([
      [100, 1, true],
      [50, 0.5, true],
      [0, 0, false],
    ]);
  });

  it("of an empty day have no height", () => {
    expect(hourBars([hour(0, 0)], 23)[0]!.height).toBe(0);
  });

  it("lead to their entries alone", () => {
    expect(entriesOfHour("/passages?standing=true")).toBe("/passages?standing=true&direction=entry&verdict=admitted");
  });
});

describe("the way down", () => {
  it("leads from one's own place to what is looked at", () => {
    expect(trailOf("3708", "370811001002")).toEqual(["3708", "370811", "370811001", "370811001002"]);
    expect(trailOf("37", "370811")).toEqual(["37", "3708", "370811"]);
    expect(trailOf("370811", "370811")).toEqual(["370811"]);
  });

  it("does not pretend to come from elsewhere", () => {
    expect(trailOf("370811", "370829")).toEqual(["370829"]);
    expect(trailOf("", "370829")).toEqual(["37", "3708", "370829"]);
  });
});
