// The counties of a city: joined from what the divisions are, what was counted in them, and which have a shape.
import type { Schema } from "@/api";
import type { DivisionEntry } from "@/parts/names";

type CountyFigure = Schema<"CountyFigure">;

/** What the map can be coloured by. */
export const measures = ["inside", "passed", "refused", "held", "incidents", "enterprises"] as const;
export type Measure = (typeof measures)[number];
export const measureOf = (text: unknown): Measure => measures.find((measure) => measure === text) ?? "inside";

/** Not among the day's numbers: counted when somebody wants to see them. */
type Apart = "incidents" | "enterprises";

export interface County {
  code: string;
  name: string;
  value: number;
  /** The records behind the value: an address of the API. */
  list: string;
}

/** "3708" of 370811 …: the first four digits that most of them share. */
export function cityOf(codes: readonly string[]): string {
  const cities = new Map<string, number>();
  for (const code of codes) cities.set(code.slice(0, 4), (cities.get(code.slice(0, 4)) ?? 0) + 1);
  return [...cities].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

function valueOf(figure: CountyFigure | undefined, measure: Exclude<Measure, Apart>): number {
  if (!figure) return 0;
  return measure === "passed" ? figure.entries + figure.exits : figure[measure];
}

/** The list whose rows the value counts; made of the county's own, which names the day. */
export function listOf(code: string, measure: Measure, passages: string): string {
  if (measure === "inside") return `/presence?division=${code}`;
  if (measure === "incidents") return `/fever-incidents?division=${code}&open=true`;
  if (measure === "enterprises") return `/enterprises?division=${code}`;
  return `${passages}&verdict=${measure === "passed" ? "admitted" : measure}`;
}

/** "/passages?standing=true&…" of the whole city's day, for a county of which nothing was counted yet. */
function passagesOf(code: string, exits: string): string {
  const query = new URLSearchParams(exits.slice(exits.indexOf("?")));
  const day = `from=${query.get("from") ?? ""}&until=${query.get("until") ?? ""}`;
  return `/passages?standing=true&division=${code}&${day}`;
}

/**
 * Every county once, also those where nothing was counted; most first, then by code. `apart`: by county, where the measure
 * is none of the day's. `exits` is the list of the day's exits, which says when the day begins and ends.
 */
export function countiesOf(
  divisions: readonly DivisionEntry[],
  figures: readonly CountyFigure[],
  measure: Measure,
  apart: ReadonlyMap<string, number>,
  exits: string,
): County[] {
  const names = new Map(divisions.map((entry) => [entry.code, entry.name]));
  const counted = new Map(figures.map((figure) => [figure.division, figure]));
  const codes = [...new Set([...names.keys(), ...counted.keys()])];
  return codes
    .map((code) => {
      const figure = counted.get(code);
      const value = measure === "incidents" || measure === "enterprises" ? (apart.get(code) ?? 0) : valueOf(figure, measure);
      return {
        code,
        name: names.get(code) ?? figure?.name ?? code,
        value,
        list: listOf(code, measure, figure?.list ?? passagesOf(code, exits)),
      };
    })
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1));
}

/** Those the map cannot show: functional zones have a code of their own and no shape. */
export const withoutShape = (counties: readonly County[], shapes: ReadonlySet<string>): County[] =>
  counties.filter((county) => !shapes.has(county.code));

/** The open incidents of each county, counted off their rows. */
export function countByCounty(rows: readonly { division: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { division } of rows) {
    const county = division.slice(0, 6);
    counts.set(county, (counts.get(county) ?? 0) + 1);
  }
  return counts;
}

export interface Step {
  from: number;
  /** Included. */
  to: number;
}

/** Whole numbers from 1 to the most, in at most `steps` equal steps of a round size; nobody has its own step. */
export function stepsOf(most: number, steps = 5): Step[] {
  if (most <= 0) return [{ from: 0, to: 0 }];
  const rough = most / steps;
  const ten = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const size = Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => Math.ceil(factor * ten)).find((round) => round >= rough)!);
  const made: Step[] = [{ from: 0, to: 0 }];
  for (let from = 1; from <= most; from += size) made.push({ from, to: from + size - 1 });
  return made;
}
