// What a policy is, in the words and tones of the pages.
import type { Schema } from "@/api";
import { dayCode } from "@/parts/formats";
import type { Tone } from "@/parts/StatusTag.vue";
import { useSession } from "@/parts/session";

export type Policy = Schema<"Policy">;
export type PolicyView = Schema<"PolicyView">;
export type PolicyKind = Policy["kind"];
export type IssuerLevel = NonNullable<Policy["issuer_level"]>;

// In the order of the API; the compiler says when one is missing.
const everyKind: Record<PolicyKind, true> = { notice: true, announcement: true, opinions: true, measures: true, plan: true, guideline: true, interpretation: true, reply: true, news: true, other: true };
const everyLevel: Record<IssuerLevel, true> = { country: true, province: true, prefecture: true, county: true, town: true };
export const kinds = Object.keys(everyKind) as PolicyKind[];
export const levels = Object.keys(everyLevel) as IssuerLevel[];

export type Standing = "withdrawn" | "superseded" | "toCome" | "over" | "inForce";

/** Whether it can be relied on that day, and if not, why. */
export function standingOf(policy: Policy, today = dayCode()): Standing {
  if (policy.withdrawn_at) return "withdrawn";
  if (policy.superseded_by) return "superseded";
  if (policy.effective_from && policy.effective_from > today) return "toCome";
  if (policy.effective_until && policy.effective_until < today) return "over";
  return "inForce";
}

export const standingTones: Record<Standing, Tone> = { withdrawn: "bad", superseded: "warn", toCome: "info", over: "calm", inForce: "good" };

/** Who covers the whole place where it holds keeps it; one that holds everywhere, who sees everything. */
export function mayKeep(division: string | undefined): boolean {
  const { who, may } = useSession();
  if (!may("policy_write")) return false;
  if (who?.reach === "everything") return true;
  return who?.reach === "division" && who.division !== undefined && division !== undefined && division.startsWith(who.division);
}
