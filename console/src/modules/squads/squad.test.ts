import { describe, expect, it } from "vitest";
import { degreesOf, distance, emptySeats, extraTravel, gapOf, minutesOf, presenceOf, standingOf, timeText, type Squad } from "./squad";

const squad = (more: Partial<Squad>) => ({ instructor: "a", liaison: "b", officer: "c", ...more }) as Squad;

describe("a squad", () => {
  it("is complete with one in each seat, and says which are empty", () => {
    expect(standingOf(squad({}))).toBe("complete");
    expect(standingOf(squad({ officer: undefined }))).toBe("incomplete");
    expect(emptySeats(squad({ instructor: undefined, officer: undefined }))).toEqual(["instructor", "officer"]);
    expect(standingOf(squad({ dissolved_at: "2020-02-24T00:00:00Z" }))).toBe("dissolved");
  });
  it("has members who are away on both days of an absence, and not beyond", () => {
    const member = { absent_from: "2020-02-24", absent_until: "2020-02-26" };
    expect(["2020-02-23", "2020-02-24", "2020-02-26", "2020-02-27"].map((day) => presenceOf(member, day))).toEqual(["present", "away", "away", "present"]);
    expect(presenceOf({ ...member, left_at: "2020-02-20T00:00:00Z" }, "2020-02-27")).toBe("left");
  });
});

describe("figures of a plan", () => {
  it("are proved optimal exactly when cost and bound are equal", () => {
    expect(gapOf({ cost: 900, bound: 900 })).toBe(0);
    expect(gapOf({ cost: 903, bound: 900 })).toBeCloseTo(1 / 300);
    expect(gapOf({ cost: 0, bound: 0 })).toBe(0);
  });
  it("tell what keeping squads together costs", () => {
    expect(extraTravel({ travel: 1010, least_travel: 1000 })).toBeCloseTo(0.01);
    expect(extraTravel({ travel: 0, least_travel: 0 })).toBe(0);
  });
});

describe("what is typed", () => {
  it("reads times of the day, the end of it as well", () => {
    expect(minutesOf("08:30")).toBe(510);
    expect(minutesOf("8：05")).toBe(485);
    expect(minutesOf("24:00")).toBe(1440);
    expect(["24:01", "8:60", "half past", ""].map(minutesOf)).toEqual([undefined, undefined, undefined, undefined]);
    expect(timeText(485)).toBe("08:05");
  });
  it("tells no coordinate from a wrong one", () => {
    expect(degreesOf(" ", 180)).toBeUndefined();
    expect(degreesOf("116.5", 180)).toBe(116.5);
    expect(degreesOf("181", 180)).toBeNaN();
    expect(degreesOf("east", 180)).toBeNaN();
  });
  it("writes ways no more exactly than they are", () => {
    expect([850, 1_340, 24_400].map(distance)).toEqual(["850 米", "1.3 公里", "24 公里"]);
  });
});
