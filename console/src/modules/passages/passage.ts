// What a passage says, in words and tones, and how it becomes a corrected one.
import type { Schema } from "@/api";
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";
import { tenthsOf } from "../declarations/answers";

export type Passage = Schema<"PassageRow">;
export type Verdict = Passage["verdict"];
export type Reason = Passage["reason"];
export type Direction = Passage["direction"];

export const verdicts: readonly Verdict[] = ["admitted", "held", "refused"];
export const reasons: readonly Reason[] = [
  "none", "fever", "no_pass", "pass_expired", "pass_revoked", "pass_forged", "unknown_person", "not_on_roster", "site_not_permitted",
  "site_closed", "visitor_incomplete", "outbreak_contact", "other",
];
export const reviews: readonly Passage["review"][] = ["none", "open", "closed"];

export const verdictTones: Record<Verdict, Tone> = { admitted: "good", held: "bad", refused: "warn" };
export const reviewTones: Record<Passage["review"], Tone> = { none: "calm", open: "warn", closed: "good" };

/** "fever clock_skew" → 发热、时钟偏差过大 */
export const reviewReasonsOf = (passage: { review_reasons?: string }): string[] =>
  (passage.review_reasons ?? "").split(" ").filter(Boolean).map((code) => say(`passages.doubts.${code}`));

// More than this the server takes for a fault of the clock (recording.hpp: tolerated_skew).
const tolerated = 5 * 60_000;
export const isSkewed = (milliseconds: number | undefined): boolean => Math.abs(milliseconds ?? 0) > tolerated;

/** How long a passage that was decided offline was on its way. */
export const delayOf = (passage: { at: string; received_at: string }): number =>
  Math.max(0, Date.parse(passage.received_at) - Date.parse(passage.at));

export interface CorrectionForm {
  direction: Direction;
  verdict: Verdict;
  reason: Reason;
  temperature: string;
  /** "2020-02-24T08:05", as clocks in China show it. */
  at: string;
  person: { id: string; name: string } | undefined;
  note: string;
}

const pad = (n: number) => String(n).padStart(2, "0");

/** An instant as a field for date and time takes it, by the clocks of China. */
export function localOf(at: string): string {
  const there = new Date(Date.parse(at) + 8 * 3_600_000);
  return `${there.getUTCFullYear()}-${pad(there.getUTCMonth() + 1)}-${pad(there.getUTCDate())}T${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`;
}
/** "8:05", "805", "８：０５" and "0805" are 08:05; nothing for what is no time of day. */
export function timeOf(typed: string): string | undefined {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.normalize("NFKC").trim());
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined;
  return `${match[1]!.padStart(2, "0")}:${match[2]}`;
}

/** Day and time are both there. */
export const isWhole = (local: string): boolean => /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(local);
export const instantOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

export const correctionFormOf = (passage: Passage): CorrectionForm => ({
  direction: passage.direction,
  verdict: passage.verdict,
  reason: passage.reason,
  temperature: passage.temperature === undefined ? "" : (passage.temperature / 10).toFixed(1),
  at: localOf(passage.at),
  person: undefined,
  note: "",
});

export interface Correction {
  direction?: Direction;
  verdict?: Verdict;
  reason?: Reason;
  temperature?: number;
  at?: string;
  person?: string;
}

/** Only what is said to have been otherwise. An unreadable temperature is a fault of the form, not a change. */
export function correctionOf(form: CorrectionForm, passage: Passage): Correction {
  const temperature = tenthsOf(form.temperature);
  return {
    direction: form.direction === passage.direction ? undefined : form.direction,
    verdict: form.verdict === passage.verdict ? undefined : form.verdict,
    reason: form.reason === passage.reason ? undefined : form.reason,
    temperature: temperature === passage.temperature ? undefined : temperature,
    at: !isWhole(form.at) || form.at === localOf(passage.at) ? undefined : instantOf(form.at),
    person: form.person?.id,
  };
}

export const correctsNothing = (correction: Correction): boolean => Object.values(correction).every((value) => value === undefined);

/** An entry that was not admitted needs a reason, and one that was admitted without doubt has none. */
export function faultOfReason(form: CorrectionForm): boolean {
  return form.verdict !== "admitted" && form.reason === "none";
}
