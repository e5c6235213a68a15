import { describe, expect, it } from "vitest";
import { cityOf, countByCounty, countiesOf, listOf, measureOf, stepsOf, withoutShape } from "./counties";
import { colorSteps, isLight, stepText } from "./mapOption";

const exits = "/passages?standing=true&direction=exit&verdict=admitted&from=2020-02-23T16:00:00.000Z&until=2020-02-24T16:00:00.000Z";
const division = (code: string, name: string) => ({ code, name, full_name: name, level: "county" as const, has_children: true });
const figure = (code: string, numbers: Partial<Record<"inside" | "entries" | "exits" | "held" | "refused", number>>) => ({
  division: code,
  name: `名${code}`,
  inside: 0,
  entries: 0,
  exits: 0,
  held: 0,
  refused: 0,
  ...numbers,
  list: `/passages?standing=true&division=${code}&from=A&until=B`,
});
const divisions = [division("370811", "任城区"), division("370829", "嘉祥县"), division("370871", "高新区")];
const figures = [
  figure("370829", { inside: 5, entries: 7, exits: 2, refused: 1 }),
  figure("370811", { inside: 40, entries: 50, exits: 10, held: 3 }),
];

describe("the counties of a city", () => {
  it("are all there, with zero where nothing was counted, most first", () => {
    const counties = countiesOf(divisions, figures, "inside", new Map(), exits);
    expect(counties.map((county) => [county.name, county.value])).toEqual([
      ["任城区", 40],
      ["嘉祥县", 5],
      ["高新区", 0],
    ]);
  });

  it("are there even when the divisions are not known", () => {
    expect(countiesOf([], figures, "inside", new Map(), exits).map((county) => county.name)).toEqual(["名370811", "名370829"]);
  });

  it("stand in the order of their codes where they count the same", () => {
    const counties = countiesOf(divisions, [], "held", new Map(), exits);
    expect(counties.map((county) => county.code)).toEqual(["370811", "370829", "370871"]);
  });

  it.each([
    ["inside", 40, "/presence?division=370811"],
    ["passed", 60, "/passages?standing=true&division=370811&from=A&until=B&verdict=admitted"],
    ["held", 3, "/passages?standing=true&division=370811&from=A&until=B&verdict=held"],
    ["refused", 0, "/passages?standing=true&division=370811&from=A&until=B&verdict=refused"],
    ["incidents", 2, "/fever-incidents?division=370811&open=true"],
    ["enterprises", 2, "/enterprises?division=370811"],
  ] as const)("lead by %s to the rows they count", (measure, value, list) => {
    const counties = countiesOf(divisions, figures, measure, new Map([["370811", 2]]), exits);
    expect(counties.find((county) => county.code === "370811")).toMatchObject({ value, list });
  });

  it("lead to the same day where nothing was counted yet", () => {
    const zone = countiesOf(divisions, figures, "refused", new Map(), exits).find((county) => county.code === "370871");
    expect(zone?.list).toBe(
      "/passages?standing=true&division=370871&from=2020-02-23T16:00:00.000Z&until=2020-02-24T16:00:00.000Z&verdict=refused",
    );
  });

  it("are beside the map when they have no shape", () => {
    const counties = countiesOf(divisions, figures, "inside", new Map(), exits);
    expect(withoutShape(counties, new Set(["370811", "370829"])).map((county) => county.code)).toEqual(["370871"]);
  });
});

it("finds the city that most counties lie in", () => {
  expect(cityOf(["370811", "370829", "370102"])).toBe("3708");
  expect(cityOf([])).toBe("");
});

it("counts incidents by county, whatever level they are recorded at", () => {
  expect(countByCounty([{ division: "370811001" }, { division: "370811" }, { division: "370829102203" }])).toEqual(
    new Map([
      ["370811", 2],
      ["370829", 1],
    ]),
  );
});

it("knows its measures", () => {
  expect(measureOf("refused")).toBe("refused");
  expect(measureOf("anything")).toBe("inside");
  expect(measureOf(undefined)).toBe("inside");
  expect(listOf("370811", "inside", "")).toBe("/presence?division=370811");
});

describe("the steps of the legend", () => {
  it.each([0, 1, 4, 5, 6, 11, 37, 99, 100, 101, 789, 4983, 123_456])("hold every number up to %i once", (most) => {
    const steps = stepsOf(most);
    expect(steps[0]).toEqual({ from: 0, to: 0 });
    expect(steps.length).toBeLessThanOrEqual(6);
    for (const [index, step] of steps.entries()) {
      expect(step.to).toBeGreaterThanOrEqual(step.from);
      if (index > 0) expect(step.from).toBe(steps[index - 1]!.to + 1);
    }
    expect(steps.at(-1)!.to).toBeGreaterThanOrEqual(most);
  });

  it("are written in round numbers", () => {
    expect(stepsOf(789).map(stepText)).toEqual(["0", "1–200", "201–400", "401–600", "601–800"]);
    expect(stepsOf(4).map(stepText)).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("use the whole scale of colours", () => {
    const counties = [{ code: "370811", name: "任城区", value: 10, list: "" }];
    const colored = colorSteps(counties, ["#000000", "#111111", "#222222", "#333333", "#444444", "#555555"]);
    expect(colored[0]!.color).toBe("#000000");
    expect(colored.at(-1)!.color).toBe("#555555");
    expect(colorSteps([], ["#000000", "#111111"]).map((step) => step.color)).toEqual(["#000000"]);
  });

  it("have letters that can be read on them", () => {
    expect(isLight("#e9f3f5")).toBe(true);
    expect(isLight("#14647a")).toBe(false);
  });
});
