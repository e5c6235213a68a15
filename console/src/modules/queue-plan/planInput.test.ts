import { describe, expect, it } from "vitest";
import { bodyOf, countsOf, inputOf, minuteOf, newInput, queryOf, sumOf, timeOf, timeTyped, type PlanInput } from "./planInput";

const full = (): PlanInput => ({
  source: "both",
  shifts: [
    { name: "早班", people: 400, start: "08:00", spread: 20 },
    { name: "行政~二线", people: 60, start: "08:30", spread: 30 },
  ],
  first: "06:30",
  counts: "3 5\n8，2",
  lanes: 2,
  seconds: 3.5,
  yard: 45.5,
  spacing: 1.5,
  wait: 8,
});

describe("times of a day", () => {
  it("are minutes", () => {
    expect(minuteOf("08:05")).toBe(485);
    expect(minuteOf("24:00")).toBeUndefined();
    expect(minuteOf("")).toBeUndefined();
  });
  it("are understood as they are typed", () => {
    expect(["8", "830", "0830", "8:30", " 8：30 ", "08.30"].map(timeTyped)).toEqual(["08:00", "08:30", "08:30", "08:30", "08:30", "08:30"]);
    expect(["25:00", "early", ""].map(timeTyped)).toEqual(["25:00", "early", ""]);
  });
  it("may lie on the day before or after", () => {
    expect(timeOf(485)).toEqual({ time: "08:05", day: 0 });
    expect(timeOf(-10)).toEqual({ time: "23:50", day: -1 });
    expect(timeOf(1445)).toEqual({ time: "00:05", day: 1 });
  });
});

describe("counts that are typed or pasted", () => {
  it("may have anything between them", () => {
    expect(countsOf(" 3 5\n8，2；1\t0 ")).toEqual([3, 5, 8, 2, 1, 0]);
    expect(countsOf("")).toEqual([]);
  });
  it("are told from what is no number", () => {
    expect(countsOf("3 x -1 2.5")).toEqual([3, Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("what the API is asked", () => {
  it("is nothing but the place when all is as recorded", () => {
    expect(JSON.parse(JSON.stringify(bodyOf(newInput())))).toEqual({});
  });
  it("is in tenths, decimetres and centimetres", () => {
    expect(bodyOf(full())).toMatchObject({
      lanes: 2,
      deciseconds_per_person: 35,
      yard_length_dm: 455,
      spacing_cm: 150,
      longest_wait_minutes: 8,
      first_minute: 390,
      arrivals: [3, 5, 8, 2],
      shifts: [
        { name: "早班", people: 400, start_minute: 480, spread_minutes: 20 },
        { name: "行政~二线", people: 60, start_minute: 510, spread_minutes: 30 },
      ],
    });
  });
  it("has no counts where only shifts are asked for", () => {
    const body = bodyOf({ ...full(), source: "shifts" });
    expect(body.arrivals).toBeUndefined();
    expect(body.shifts).toHaveLength(2);
  });
  it("lets the server refuse what is no number", () => {
    expect(bodyOf({ ...full(), source: "counts", counts: "3 x" }).arrivals).toEqual([3, -1]);
  });
  it("lets the server refuse what is no time", () => {
    expect(bodyOf({ ...full(), first: "early" }).first_minute).toBe(-1);
    expect(bodyOf({ ...full(), shifts: [{ name: "", start: "26:00", people: 1, spread: 20 }] }).shifts?.[0]?.start_minute).toBe(-1);
  });
  it("keeps a yard of nought, which means: not known", () => {
    expect(bodyOf({ ...newInput(), yard: 0 }).yard_length_dm).toBe(0);
  });
});

it("counts the people of what is asked", () => {
  expect(sumOf(full())).toBe(478);
  expect(sumOf({ ...full(), source: "shifts" })).toBe(460);
  expect(sumOf({ ...full(), source: "counts" })).toBe(18);
  expect(sumOf(newInput())).toBe(0);
});

describe("the address", () => {
  it("holds the whole question", () => {
    const asked = full();
    const back = inputOf(queryOf(asked, "site-7"));
    expect(bodyOf(back)).toEqual(bodyOf(asked));
    expect(queryOf(asked, "site-7").site).toBe("site-7");
  });
  it("is short when nothing is asked but the record", () => {
    const query = Object.fromEntries(Object.entries(queryOf(newInput(), "7")).filter(([, value]) => value !== undefined));
    expect(query).toEqual({ site: "7" });
  });
  it("makes something of whatever it is given", () => {
    const input = inputOf({ source: "else", shift: ["99:99~many~soon~夜班", "", 7], lanes: "two", first: "later" });
    expect(input).toMatchObject({ source: "record", first: "06:30", shifts: [{ start: "08:00", people: undefined, spread: 20, name: "夜班" }] });
    expect(input.lanes).toBeUndefined();
  });
});
