import { describe, expect, it } from "vitest";
import { admittedWithin, degreesOf, degreesText, pairOf, placesInYard } from "./gate";

const gate = { lanes: 2, yard_length_dm: 455, deciseconds_per_person: 45 };

describe("what a gate can take", () => {
  it("counts whole people", () => {
    expect(admittedWithin(60, gate)).toBe(26);
    expect(admittedWithin(3600, gate)).toBe(1600);
  });
  it("fills the yard at the distance of the rule", () => {
    expect(placesInYard(gate, 300)).toBe(15);
    expect(placesInYard({ ...gate, yard_length_dm: 0 }, 300)).toBeUndefined();
  });
});

describe("degrees", () => {
  it.each([
    ["116.5872", 116.5872],
    ["１１６．５", 116.5],
    ["116.5872°E", 116.5872],
    ["东经116.5872°", 116.5872],
    ["西经 3.2", -3.2],
    ["-3.2", -3.2],
  ])("%s", (text, value) => expect(degreesOf(text, 180)).toEqual({ value }));

  it("are refused when they are none, or too many", () => {
    expect(degreesOf("116°35′", 180)).toEqual({ fault: "not_degrees" });
    expect(degreesOf("181", 180)).toEqual({ fault: "out_of_range" });
    expect(degreesOf("", 90)).toEqual({});
  });

  it("are written as briefly as they are exact", () => {
    expect(degreesText(116.60979999999999)).toBe("116.6098");
    expect(degreesText(undefined)).toBe("");
    expect(degreesOf("116.60979999999999", 180).value).toBeCloseTo(116.6098, 9);
  });

  it("come in pairs, whichever is first", () => {
    expect(pairOf("116.5872, 35.4146")).toEqual({ longitude: "116.5872", latitude: "35.4146" });
    expect(pairOf("35.4146，116.5872")).toEqual({ longitude: "116.5872", latitude: "35.4146" });
    expect(pairOf("116.5872")).toBeUndefined();
    expect(pairOf("济宁, 任城")).toBeUndefined();
    expect(pairOf("116, 170")).toBeUndefined();
  });
});
