// The plan as rows by five minutes: the present situation and the proposal side by side.
import type { Schema } from "@/api";

export type Plan = Schema<"GateQueuePlan">;
export type Slot = Schema<"QueueSlotView">;

export interface PlanRow {
  minute: number;
  now?: Slot;
  proposed?: Slot;
}

/** Every five minutes from the first to the last of either. */
export function rowsOf(plan: Plan): PlanRow[] {
  const now = new Map(plan.forecast.slots.map((slot) => [slot.minute, slot]));
  const proposed = new Map((plan.proposal?.forecast.slots ?? []).map((slot) => [slot.minute, slot]));
  const minutes = [...now.keys(), ...proposed.keys()];
  if (minutes.length === 0) return [];
  const first = Math.min(...minutes);
  const last = Math.max(...minutes);
  return Array.from({ length: (last - first) / 5 + 1 }, (_, index) => {
    const minute = first + index * 5;
    return { minute, now: now.get(minute), proposed: proposed.get(minute) };
  });
}

/**
 * The table leaves out the hours in which nothing happens: a working day's record reaches from the early shift to the
 * last visitor at night.
 */
export const rowsWithPeople = (rows: readonly PlanRow[]): PlanRow[] =>
  rows.filter((row) =>
    [row.now, row.proposed].some((slot) => slot !== undefined && (slot.arrivals > 0 || slot.longest_queue > 0)),
  );

/** Rows around the rush: from the first to the last in which anybody stands in line, and half an hour on either side. */
export function rush(rows: readonly PlanRow[]): PlanRow[] {
  const busy = rows.flatMap((row, index) =>
    (row.now?.longest_queue ?? 0) > 0 || (row.proposed?.longest_queue ?? 0) > 0 ? [index] : [],
  );
  if (busy.length === 0) return [...rows];
  return rows.slice(Math.max(0, busy[0]! - 6), busy.at(-1)! + 7);
}

/** People of a plan's waves by the shift they belong to, in the order in which they begin. */
export interface WaveGroup {
  shift: string;
  people: number;
  waves: Schema<"WaveView">[];
}

export function wavesByShift(waves: readonly Schema<"WaveView">[]): WaveGroup[] {
  const groups = new Map<string, WaveGroup>();
  for (const wave of waves) {
    const group = groups.get(wave.shift) ?? { shift: wave.shift, people: 0, waves: [] };
    group.people += wave.people;
    group.waves.push(wave);
    groups.set(wave.shift, group);
  }
  return [...groups.values()];
}
