import { describe, expect, it } from "vitest";
import { explain, explainDesignated, industriesOf, sections, type Industry, type SizeClass } from "./sizeRules";

const wan = (amount: number) => amount * 1_000_000;

describe("the size class", () => {
  // The vectors of the domain reference: industry (staff, revenue in 万元).
  it.each<[number, number, SizeClass]>([
    [1000, 40000, "large"],
    [1200, 3000, "medium"],
    [350, 1999, "small"],
    [25, 200, "micro"],
    [19, 50000, "micro"],
  ])("of a factory with %d people and %d 万元 is %s", (staff, revenue, size) =>
    expect(explain({ section: "C", staff, revenue: wan(revenue) })).toMatchObject({ kind: "figures", industry: "industry", size, missing: [] }),
  );

  it("says how far each figure reaches", () => {
    const why = explain({ section: "C", staff: 1200, revenue: wan(3000) });
    expect(why).toMatchObject({ figures: [{ name: "staff", reaches: "large" }, { name: "revenue", reaches: "medium" }] });
  });

  it("is not guessed while a figure is missing, unless it is micro anyway", () => {
    expect(explain({ size_industry: "software", staff: 500 })).toMatchObject({ size: undefined, missing: ["revenue"] });
    expect(explain({ size_industry: "software", staff: 5 })).toMatchObject({ size: "micro", missing: ["revenue"] });
  });

  it("needs to know which industry of a section", () => {
    expect(explain({ section: "F", staff: 60 })).toEqual({ kind: "several", industries: ["wholesale", "retail"] });
    expect(explain({})).toEqual({ kind: "no_industry" });
    expect(explain({ section: "J" })).toEqual({ kind: "not_listed" });
    expect(explain({ size_industry: "education" })).toEqual({ kind: "not_listed", industry: "education" });
  });

  it("knows every industry of every section", () => {
    expect(industriesOf("K")).toEqual(["real_estate_development", "property_management"]);
    const listed = sections.flatMap((section) => industriesOf(section));
    expect(new Set(listed)).toEqual(new Set<Industry>(industriesOf(undefined)));
  });
});

describe("above designated size", () => {
  it("goes by revenue", () => {
    expect(explainDesignated({ section: "C", revenue: wan(2000) })).toEqual({ kind: "by_revenue", least: 2000, isAbove: true });
    expect(explainDesignated({ section: "C", revenue: wan(2000) - 1 })).toEqual({ kind: "by_revenue", least: 2000, isAbove: false });
    expect(explainDesignated({ section: "H" })).toEqual({ kind: "by_revenue", least: 200, isAbove: undefined });
  });
  it("takes qualified contractors and developers without regard to it", () => {
    expect(explainDesignated({ section: "E", qualified_contractor: true })).toEqual({ kind: "qualified_contractors", isAbove: true });
    expect(explainDesignated({ size_industry: "real_estate_development" })).toEqual({ kind: "every", isAbove: true });
  });
  it("is none for farms, and open while the industry is", () => {
    expect(explainDesignated({ section: "A" })).toEqual({ kind: "none" });
    expect(explainDesignated({ section: "J" })).toEqual({ kind: "none" });
    expect(explainDesignated({ section: "F" })).toEqual({ kind: "several" });
    expect(explainDesignated({})).toEqual({ kind: "no_industry" });
  });
});
