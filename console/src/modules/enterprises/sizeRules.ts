// Why an enterprise has its size class: the same annex as the program's own (统计上大中小微型企业划分办法（2017）,
// 国统字〔2017〕213号; scope of 规模以上), told figure by figure. The class itself is the program's to say.
import type { Schema } from "@/api";

type Enterprise = Schema<"Enterprise">;
export type Industry = NonNullable<Enterprise["size_industry"]>;
export type Section = NonNullable<Enterprise["section"]>;
export type SizeClass = NonNullable<Enterprise["size_class"]>;
export type FigureName = "staff" | "revenue" | "assets";
/** Lower bounds of large, medium and small: people, or 万元. */
export type Bounds = readonly [large: number, medium: number, small: number];
type Designated = number | "every" | "qualified_contractors" | "none";

interface Rule {
  sections: string;
  staff?: Bounds;
  revenue?: Bounds;
  assets?: Bounds;
  /** Annual revenue in 万元 from which it counts as above designated size. */
  designated: Designated;
}

export const rules: Record<Industry, Rule> = {
  agriculture: { sections: "A", revenue: [20000, 500, 50], designated: "none" },
  industry: { sections: "BCD", staff: [1000, 300, 20], revenue: [40000, 2000, 300], designated: 2000 },
  construction: { sections: "E", revenue: [80000, 6000, 300], assets: [80000, 5000, 300], designated: "qualified_contractors" },
  wholesale: { sections: "F", staff: [200, 20, 5], revenue: [40000, 5000, 1000], designated: 2000 },
  retail: { sections: "F", staff: [300, 50, 10], revenue: [20000, 500, 100], designated: 500 },
  transport: { sections: "G", staff: [1000, 300, 20], revenue: [30000, 3000, 200], designated: 2000 },
  rail_transport: { sections: "G", designated: 2000 },
  warehousing: { sections: "G", staff: [200, 100, 20], revenue: [30000, 1000, 100], designated: 2000 },
  post: { sections: "G", staff: [1000, 300, 20], revenue: [30000, 2000, 100], designated: 2000 },
  accommodation_catering: { sections: "H", staff: [300, 100, 10], revenue: [10000, 2000, 100], designated: 200 },
  information_transmission: { sections: "I", staff: [2000, 100, 10], revenue: [100000, 1000, 100], designated: 2000 },
  software: { sections: "I", staff: [300, 100, 10], revenue: [10000, 1000, 50], designated: 2000 },
  real_estate_development: { sections: "K", revenue: [200000, 1000, 100], assets: [10000, 5000, 2000], designated: "every" },
  property_management: { sections: "K", staff: [1000, 300, 100], revenue: [5000, 1000, 500], designated: 1000 },
  leasing_business: { sections: "L", staff: [300, 100, 10], assets: [120000, 8000, 100], designated: 1000 },
  research_technology: { sections: "M", staff: [300, 100, 10], designated: 1000 },
  water_environment: { sections: "N", staff: [300, 100, 10], designated: 2000 },
  resident_services: { sections: "O", staff: [300, 100, 10], designated: 500 },
  education: { sections: "P", designated: 1000 },
  health: { sections: "Q", designated: 2000 },
  social_work: { sections: "Q", staff: [300, 100, 10], designated: 500 },
  culture_sports: { sections: "R", staff: [300, 100, 10], designated: 500 },
};

export const sections = [..."ABCDEFGHIJKLMNOPQRST"] as Section[];
export const industries = Object.keys(rules) as Industry[];
export const industriesOf = (section: Section | undefined): Industry[] =>
  section ? industries.filter((industry) => rules[industry].sections.includes(section)) : industries;

const fenOfWan = 1_000_000;
const figureNames = ["staff", "revenue", "assets"] as const;
const classes = ["large", "medium", "small", "micro"] as const;

export type SizeInputs = Pick<Enterprise, "section" | "size_industry" | "staff" | "revenue" | "assets" | "qualified_contractor">;

export interface FigureReaches {
  name: FigureName;
  bounds: Bounds;
  /** People, or fen; absent: not known. */
  value?: number;
  /** By this figure alone. */
  reaches?: SizeClass;
}

export type Explanation =
  /** Neither industry nor section is known. */
  | { kind: "no_industry" }
  /** The section has several industries with bounds of their own. */
  | { kind: "several"; industries: Industry[] }
  /** The annex does not list the industry, or no industry of the section. */
  | { kind: "not_listed"; industry?: Industry }
  | { kind: "figures"; industry: Industry; figures: FigureReaches[]; size?: SizeClass; missing: FigureName[] };

function reachedBy(value: number, bounds: Bounds, unit: number): number {
  const index = bounds.findIndex((bound) => value >= bound * unit);
  return index < 0 ? 3 : index;
}

/** "所列指标须同时满足下限，否则下划一档": the lowest figure decides. */
export function explain(inputs: SizeInputs): Explanation {
  if (!inputs.size_industry && !inputs.section) return { kind: "no_industry" };
  const candidates = inputs.size_industry ? [inputs.size_industry] : industriesOf(inputs.section);
  if (candidates.length === 0) return { kind: "not_listed" };
  if (candidates.length > 1) return { kind: "several", industries: candidates };
  const industry = candidates[0]!;
  const figures = figureNames.flatMap((name): FigureReaches[] => {
    const bounds = rules[industry][name];
    if (!bounds) return [];
    const value = inputs[name];
    if (value === undefined) return [{ name, bounds }];
    return [{ name, bounds, value, reaches: classes[reachedBy(value, bounds, name === "staff" ? 1 : fenOfWan)] }];
  });
  if (figures.length === 0) return { kind: "not_listed", industry };
  const missing = figures.filter((figure) => figure.reaches === undefined).map((figure) => figure.name);
  const lowest = Math.max(...figures.map((figure) => (figure.reaches ? classes.indexOf(figure.reaches) : 0)));
  // What is not known may only lower the class, and nothing is lower than micro.
  const isSettled = missing.length === 0 || lowest === 3;
  return { kind: "figures", industry, figures, missing, size: isSettled ? classes[lowest] : undefined };
}

export type DesignatedWhy =
  | { kind: "by_revenue"; least: number; isAbove?: boolean }
  | { kind: "every" | "qualified_contractors" | "none" | "several" | "no_industry"; isAbove?: boolean };

export function explainDesignated(inputs: SizeInputs): DesignatedWhy {
  if (!inputs.size_industry && !inputs.section) return { kind: "no_industry" };
  const candidates = inputs.size_industry ? [inputs.size_industry] : industriesOf(inputs.section);
  const kinds = new Set(candidates.map((industry) => rules[industry].designated));
  if (kinds.size === 0) return { kind: "none" };
  if (kinds.size > 1) return { kind: "several" };
  const designated = [...kinds][0]!;
  if (designated === "every") return { kind: "every", isAbove: true };
  if (designated === "none") return { kind: "none" };
  if (designated === "qualified_contractors") return { kind: "qualified_contractors", isAbove: inputs.qualified_contractor };
  const isAbove = inputs.revenue === undefined ? undefined : inputs.revenue >= designated * fenOfWan;
  return { kind: "by_revenue", least: designated, isAbove };
}
