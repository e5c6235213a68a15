// The fever incidents that are open, read anew when their number has changed.
import { watch } from "vue";
import { api, type Schema } from "@/api";
import { useLoad, type Loaded } from "@/parts/useLoad";

export type Incident = Schema<"IncidentRow">;

const atOnce = 500;

async function openIncidents(division: string | undefined, most: number, signal: AbortSignal): Promise<Incident[]> {
  const rows: Incident[] = [];
  let cursor: string | undefined;
  do {
    const query = { division, open: true, limit: Math.min(most, atOnce), sort: "opened_at", order: "descending" as const, cursor };
    const page = await api.get("/fever-incidents", { query, signal });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor && rows.length < most);
  return rows;
}

/** `count` is what tells that something has changed; undefined: nothing is read, nor known. At most `most` are read. */
export function useIncidents(
  division: () => string | undefined,
  count: () => number | undefined,
  most: number,
): Loaded<Incident[] | undefined> {
  const incidents = useLoad(async (signal) => {
    if (count() === undefined) return undefined;
    return count() === 0 ? [] : openIncidents(division(), most, signal);
  }, division);
  watch(count, () => void incidents.reload());
  return incidents;
}
