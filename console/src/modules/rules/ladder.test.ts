import { describe, expect, it } from "vitest";
import { coming, ladderOf, placesFrom, spells, standingRule, withoutOwn } from "./ladder";
import type { Rule } from "./values";

const rule = (id: string, division: string | undefined, value: string, from: string, made = from): Rule => ({
  id,
  kind: "fever_threshold",
  division,
  value,
  effective_from: `${from}T00:00:00Z`,
  created_at: `${made}T00:00:00Z`,
  source: "文件",
  author_name: "张敏",
  note: "",
});
const at = Date.parse("2020-03-01T00:00:00Z");
const country = rule("n", undefined, "37.3", "2020-01-01");
const province = rule("p", "37", "37.2", "2020-02-20");
const county = rule("c", "370811", "37.0", "2020-02-10");
const gone = rule("w", "370826", "withdrawn", "2020-02-15");
const future = rule("f", "3708", "37.1", "2020-03-05");
const all = [country, province, county, gone, future, rule("g", "370826", "36.9", "2020-02-01")];

describe("the way up", () => {
  it("leads from the village to the country", () =>
    expect(placesFrom("370811001002")).toEqual(["370811001002", "370811001", "370811", "3708", "37", undefined]));
  it("is short for a province, and nothing but the country for the country", () => {
    expect(placesFrom("37")).toEqual(["37", undefined]);
    expect(placesFrom(undefined)).toEqual([undefined]);
  });

  it("stops at the nearest, though the province's rule is newer", () => {
    const steps = [
      { division: "370811001", standing: "no_rule" as const },
      { division: "370811", standing: "in_force" as const, rule: "c" },
    ];
    const ladder = ladderOf(steps, all, "370811001", at);
    expect(ladder.map((rung) => [rung.division, rung.standing, rung.rule?.id])).toEqual([
      ["370811001", "no_rule", undefined],
      ["370811", "in_force", "c"],
      ["3708", "unasked", undefined],
      ["37", "overruled", "p"],
      [undefined, "overruled", "n"],
    ]);
  });
});

describe("what stands at one place", () => {
  it("is the latest effective one, a withdrawal included", () => {
    expect(standingRule(all, "370826", at)?.id).toBe("w");
    expect(standingRule(all, "3708", at)).toBeUndefined();
    expect(standingRule([county, rule("d", "370811", "37.4", "2020-02-10", "2020-02-11")], "370811", at)?.id).toBe("d");
  });
  it("is what lies above when its own is withdrawn", () => {
    expect(withoutOwn(all, "370811", at)?.id).toBe("p");
    expect(withoutOwn([country, county, gone], "370811", at)?.id).toBe("n");
  });
});

describe("what was and what will be", () => {
  it("says what is coming for a place and those above it", () => {
    expect(coming(all, "370811", at).map((each) => each.id)).toEqual(["f"]);
    expect(coming(all, "37", at)).toEqual([]);
  });
  it("says how long each rule held", () => {
    const history = spells(all.filter((each) => each.division === "370826"), at);
    expect(history.map((spell) => [spell.rule.id, spell.standing, spell.until])).toEqual([
      ["w", "withdrawn", undefined],
      ["g", "past", "2020-02-15T00:00:00Z"],
    ]);
    expect(spells([future], at)[0]!.standing).toBe("ahead");
  });
});
