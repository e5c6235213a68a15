// What the screens show of the shift. Written by duties.ts and session.ts, read by everything.
import { computed, reactive, shallowRef } from "vue";
import { firstSettings, type Enrolment, type Settings } from "../keeping/database";
import type { Waiting } from "../keeping/queue";
import { makeRoster, type Roster } from "../rules/roster";
import type { GateConfig } from "../types";

/** unknown until the first answer; `busy`: the server is there and asks for patience. */
export type Network = "unknown" | "online" | "offline" | "busy";

export interface ShiftState {
  ready: boolean;
  enrolment: Enrolment | undefined;
  config: GateConfig | undefined;
  settings: Settings;
  network: Network;
  waiting: Waiting;
  sending: boolean;
  synchronising: boolean;
  /** When the roster was last complete. */
  syncedAt: number | undefined;
  /** The server's clock minus this one's, as last heard. */
  skew: number | undefined;
  /** The browser keeps the data even when space is short. */
  persistent: boolean | undefined;
  /** Why nothing can be kept; unset while all is well. */
  storageFault: string | undefined;
  /** The server says that this token is not one of a revoked device either: hands have to help. */
  handoverRefused: boolean;
  /** What nobody foresaw, in its own words. */
  unforeseen: string | undefined;
  /** A newer version of this app waits to take over. */
  updateReady: boolean;
  now: number;
}

export const shift: ShiftState = reactive<ShiftState>({
  ready: false,
  enrolment: undefined,
  config: undefined,
  settings: { ...firstSettings },
  network: "unknown",
  waiting: { count: 0, refused: 0 },
  sending: false,
  synchronising: false,
  syncedAt: undefined,
  skew: undefined,
  persistent: undefined,
  storageFault: undefined,
  handoverRefused: false,
  unforeseen: undefined,
  updateReady: false,
  now: Date.now(),
});

export const roster = shallowRef<Roster>(makeRoster([]));

/** Clocks further apart than this are worth a warning; from five minutes on the server asks for a review. */
export const clockWarning = 60_000;

export const clockIsOff = computed(() => shift.skew !== undefined && Math.abs(shift.skew) > clockWarning);

export const gateClosed = computed(() => {
  const closedAt = shift.config?.gate.closed_at;
  return closedAt !== undefined && Date.parse(closedAt) <= shift.now;
});

/** Rules and passes change daily: a roster older than this is worth a word. */
export const rosterIsOld = computed(() => shift.syncedAt !== undefined && shift.now - shift.syncedAt > 24 * 3_600_000);
