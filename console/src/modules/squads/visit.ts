// The answers of a visit, and what follows from them.
import type { Schema } from "@/api";
import { newUuid } from "@/gate/rules/uuid";
import { dayCode } from "@/parts/formats";
import type { Tone } from "@/parts/StatusTag.vue";

export type Item = Schema<"VisitAnswer">["item"];
export type Result = Schema<"VisitAnswer">["result"];
export type ChecklistItem = Schema<"VisitChecklistItem">;
export type Finding = Schema<"FindingRow">;
export type NewVisit = Schema<"NewVisit">;
export type Kind = Schema<"RaisedOnVisit">["kind"];

export const results: readonly Result[] = ["ok", "not_ok", "not_applicable"];
export const resultTones: Record<Result, Tone> = { ok: "good", not_ok: "bad", not_applicable: "calm" };
export const kinds: readonly Kind[] = ["commuting", "raw_materials", "product_transport", "loans", "hiring", "supplies", "rent", "others"];

/** A finding as it is written; its id is made once. */
export interface DraftFinding {
  id: string;
  text: string;
  due_on: string;
}
export interface DraftAnswer {
  item: Item;
  result?: Result;
  note: string;
  /** At least one where it is not in order, none otherwise. */
  findings: DraftFinding[];
}
export interface DraftPaper {
  id: string;
  paper: "photograph" | "signature";
  name: string;
  type: string;
  bytes: ArrayBuffer;
}
export interface Draft {
  id: string;
  organization?: string;
  organization_name: string;
  squad?: string;
  at: string;
  answers: DraftAnswer[];
  handouts: { title: string; copies: number; policy?: string }[];
  difficulties: { id: string; kind?: Kind; text: string }[];
  note: string;
  signed_as: string;
  papers: DraftPaper[];
}

/** A week is what there is time for, unless somebody says another day. */
const usualDays = 7;
export const usualDeadline = (from: number = Date.now()): string => dayCode(from + usualDays * 86_400_000);

export const newFinding = (): DraftFinding => ({ id: newUuid(), text: "", due_on: usualDeadline() });

export function newDraft(items: readonly Item[], of: Partial<Pick<Draft, "organization" | "organization_name" | "squad">> = {}): Draft {
  return {
    id: newUuid(),
    organization_name: "",
    ...of,
    at: new Date().toISOString(),
    answers: items.map((item) => ({ item, note: "", findings: [] })),
    handouts: [],
    difficulties: [],
    note: "",
    signed_as: "",
    papers: [],
  };
}

/** Opened and left again: nothing that anybody would miss. */
export const isUntouched = (draft: Draft): boolean =>
  draft.answers.every(({ result }) => !result) && draft.note === "" && draft.signed_as === "" && draft.papers.length + draft.handouts.length + draft.difficulties.length === 0;

export function answer(given: DraftAnswer, result: Result): void {
  given.result = result;
  if (result === "not_ok" && given.findings.length === 0) given.findings.push(newFinding());
  if (result !== "not_ok") given.findings = [];
}

export type Lack = "organization" | "answers" | "findings" | "handouts" | "difficulties" | "squad";
/** What is still missing before the server could take it; said before it is kept, for later nobody is there to ask. */
export function lacksOf(draft: Draft): Lack[] {
  const lacks: Lack[] = [];
  if (!draft.organization) lacks.push("organization");
  if (draft.answers.some(({ result }) => !result)) lacks.push("answers");
  const findings = draft.answers.flatMap((each) => each.findings);
  if (findings.some((finding) => finding.text.trim().length < 2 || finding.due_on < dayCode(draft.at))) lacks.push("findings");
  if (draft.handouts.some((handout) => handout.title.trim() === "")) lacks.push("handouts");
  if (draft.difficulties.some((each) => !each.kind || each.text.trim().length < 4)) lacks.push("difficulties");
  return lacks;
}

/** As the API takes it. */
export function visitOf(draft: Draft): NewVisit {
  return {
    id: draft.id,
    organization: draft.organization!,
    squad: draft.squad,
    at: draft.at,
    items: draft.answers.map(({ item, result, note }) => ({ item, result: result!, note: note.trim() })),
    findings: draft.answers.flatMap(({ item, findings }) => findings.map((finding) => ({ ...finding, item, text: finding.text.trim() }))),
    handouts: draft.handouts.map((handout) => ({ ...handout, title: handout.title.trim() })),
    difficulties: draft.difficulties.map(({ id, kind, text }) => ({ id, kind: kind!, text: text.trim() })),
    note: draft.note.trim(),
    signed_as: draft.signed_as.trim() || undefined,
  };
}
