import type { Schema } from "@/api";

export type Gate = Schema<"GateView">;
export type GateKind = Gate["kind"];
export const gateKinds: readonly GateKind[] = ["pedestrian", "vehicle", "mixed"];

/** Whether phones can reach this page's address: a code with it is no use to them otherwise. */
export const isOnlyHere = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(hostname);

/** 9:05 of what is left until then; "0:00" once it is over. */
export function leftUntil(at: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
