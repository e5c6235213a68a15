// Where a finding stands: put right, due, overdue.
import type { Schema } from "@/api";
import { dayCode } from "@/parts/formats";
import type { Tone } from "@/parts/StatusTag.vue";

export type Due = "rectified" | "open" | "today" | "overdue";
export function dueOf(finding: Pick<Schema<"FindingRow">, "due_on" | "rectified_at">, today: string = dayCode()): Due {
  if (finding.rectified_at) return "rectified";
  if (finding.due_on < today) return "overdue";
  return finding.due_on === today ? "today" : "open";
}
export const dueTones: Record<Due, Tone> = { rectified: "good", open: "info", today: "warn", overdue: "bad" };
