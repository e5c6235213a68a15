// Departments by matter, as the page groups them.
import type { Schema } from "@/api";

export type Matter = Schema<"MatterRow">;

/** The larger place first: what is named for a county goes before what is named for its city. */
export function byDivision(items: readonly Matter[]): { division: string; rows: Matter[] }[] {
  const groups = new Map<string, Matter[]>();
  for (const row of items) groups.set(row.division, [...(groups.get(row.division) ?? []), row]);
  return [...groups].map(([division, rows]) => ({ division, rows })).sort((a, b) => a.division.length - b.division.length || a.division.localeCompare(b.division));
}

/** Matters that the classifier proposes and that nobody answers for anywhere: the desk cannot follow such a proposal. */
export function unassigned(list: Schema<"MatterList">): string[] {
  const named = new Set(list.items.map((row) => row.matter));
  return list.proposed.filter((matter) => !named.has(matter));
}
