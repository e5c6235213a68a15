// What a filing is, what may be done with it by whom, and how its stages stand.
import type { Schema } from "@/api";
import { Problem } from "@/api";
import { i18n, say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";

export type Filing = Schema<"FilingView">;
export type FilingState = Filing["state"];
export type Review = Schema<"FilingReviewView">;
export type ReviewState = Review["state"];
export type Lacking = Schema<"LackingPaper">;
export type Paper = Lacking["paper"];
export type Priority = Filing["priority"];
export type Necessity = NonNullable<Schema<"FilingContent">["necessity"]>;
export type Check = Schema<"CheckView">;
export type CheckOutcome = Check["outcome"];
export type Move = Schema<"FilingMoveRow">["move"];

export const filingStates = ["draft", "submitted", "returned", "accepted", "approved", "refused", "withdrawn", "revoked"] as const satisfies readonly FilingState[];
export const reviewStates = ["open", "passed", "lacking", "refused", "closed"] as const satisfies readonly ReviewState[];
export const priorities = ["vital", "urgent", "ordinary"] as const satisfies readonly Priority[];
export const necessities = ["livelihood", "medical", "urgent", "ordinary"] as const satisfies readonly Necessity[];
export const papers = ["application", "commitment_letter", "roster", "origins", "control_plan", "emergency_plan", "health_proof", "supplies", "isolation_area"] as const satisfies readonly Paper[];

export const stateTones: Record<FilingState, Tone> = { draft: "calm", submitted: "info", returned: "warn", accepted: "good", approved: "good", refused: "bad", withdrawn: "calm", revoked: "bad" };
export const reviewTones: Record<ReviewState, Tone> = { open: "info", passed: "good", lacking: "warn", refused: "bad", closed: "calm" };
export const priorityTones: Record<Priority, Tone> = { vital: "warn", urgent: "info", ordinary: "calm" };
export const outcomeTones: Record<CheckOutcome, Tone> = { passed: "good", rectify: "warn", failed: "bad" };

// The server decides; this only says which buttons are worth showing.
const movesIn: Record<FilingState, readonly Move[]> = {
  draft: ["change", "submit", "withdraw"],
  submitted: ["withdraw", "pass", "prioritise", "check"],
  returned: ["change", "submit", "withdraw", "prioritise"],
  accepted: ["check", "revoke"],
  approved: ["check", "revoke"],
  revoked: ["check", "reinstate"],
  refused: [],
  withdrawn: [],
};
const ofTheEnterprise: readonly Move[] = ["change", "submit", "withdraw"];

/** `pass` stands for deciding a stage. `writes`: may file; `reviews`: is an office that may review. */
export function movesOf(filing: Pick<Filing, "state">, by: { writes: boolean; reviews: boolean }): Move[] {
  return movesIn[filing.state].filter((move) => (ofTheEnterprise.includes(move) ? by.writes : by.reviews));
}

/** A permit comes back only after a check that passed since it was revoked. */
export function hasPassedRecheck(filing: Pick<Filing, "moves" | "checks">): boolean {
  const revoked = filing.moves.findLast((move) => move.move === "revoke");
  return revoked !== undefined && filing.checks.some((check) => check.outcome === "passed" && check.at > revoked.at);
}

export interface StageStanding {
  name: string;
  hours: number;
  /** The latest last: after a return a stage is decided again. */
  reviews: Review[];
  /** `ahead`: its turn has not come. */
  state: ReviewState | "ahead";
}
/** The stages as the filing was first submitted under, those of one step side by side. */
export function stepsOf(filing: Pick<Filing, "stages" | "reviews">): StageStanding[][] {
  const steps: StageStanding[][] = [];
  for (const stage of filing.stages) {
    const reviews = filing.reviews.filter((review) => review.stage === stage.name && review.step === stage.step);
    (steps[stage.step] ??= []).push({ name: stage.name, hours: stage.hours, reviews, state: reviews.at(-1)?.state ?? "ahead" });
  }
  return steps.filter(Boolean);
}

export const openStages = (filing: Pick<Filing, "stages" | "reviews">): StageStanding[] => stepsOf(filing).flat().filter((stage) => stage.state === "open");

export type Office = Schema<"OfficeRow">;
/** The office that decides a stage of a filing: that of the nearest division which names one. */
export const officeOf = (offices: readonly Office[], division: string, stage: string): Office | undefined =>
  offices.filter((office) => office.stage === stage && division.startsWith(office.division)).sort((a, b) => b.division.length - a.division.length)[0];

/** county_health → 县级 · 卫健. A stage is named by rule: the level, then the matter. */
export function stageText(stage: string): string {
  const [level = "", ...rest] = stage.split("_");
  const known = ["town", "county", "city"].includes(level);
  const matter = (known ? rest : [level, ...rest]).join("_");
  // What the texts do not know is shown as the rule has it.
  const key = `resumption.matters.${matter}`;
  const name = i18n.global.te(key) ? say(key) : matter.replaceAll("_", " ");
  return [known ? say(`resumption.levels.${level}`) : "", name].filter(Boolean).join(" · ");
}

/** The filing that stands in the way. */
export const otherFilingOf = (failure: unknown): string | undefined => (failure instanceof Problem && failure.code === "filing_open" ? failure.record : undefined);
