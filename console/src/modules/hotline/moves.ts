// What can be done with a ticket, one line for each move: what has to be said, and where it is sent. Which of them may be
// made now, the ticket itself says (`may`).
import { api } from "@/api";
import type { Bilingual } from "@/parts/language";
import type { Move, Rating, Ticket } from "./ticket";

export type Field = "answer" | "opinion" | "why" | "lead" | "others" | "matter" | "organization" | "days" | "into" | "follow_up" | "summary";

/** What a dialog collects; a move takes of it what is its own. */
export interface Said {
  answer: string;
  policy?: string;
  article?: string;
  opinion: string;
  why: string;
  lead?: string;
  others: string[];
  matter: string;
  organization?: string;
  days: number;
  into?: string;
  reached: boolean;
  rating?: Rating;
  comment: string;
  summary: string;
}

export interface MoveForm {
  move: Move;
  /** What its button says. */
  says: Bilingual;
  /** The key that begins it while nobody types. */
  key: string;
  fields: readonly Field[];
  /** Of the fields, those that may stay empty. */
  optional?: readonly Field[];
  isDangerous?: boolean;
  send: (ticket: Pick<Ticket, "id">, said: Said) => Promise<unknown>;
}

const path = (ticket: Pick<Ticket, "id">) => ({ id: ticket.id });
const words = (text: string): string | undefined => text.trim() || undefined;

/** In the order in which they are likely to be wanted. */
export const moveForms: readonly MoveForm[] = [
  {
    move: "answered_directly",
    says: { zh: "直接答复", en: "Answer now" },
    key: "a",
    fields: ["answer"],
    send: (ticket, said) => api.post("/tickets/{id}/answer", { path: path(ticket), body: { answer: said.answer.trim(), policy: said.policy, article: said.article } }),
  },
  {
    move: "dispatched",
    says: { zh: "派单", en: "Dispatch" },
    key: "d",
    fields: ["lead", "others", "matter", "why"],
    optional: ["others", "matter", "why"],
    send: (ticket, said) =>
      api.post("/tickets/{id}/dispatch", { path: path(ticket), body: { lead: said.lead!, others: said.others, matter: words(said.matter), why: words(said.why) } }),
  },
  { move: "started", says: { zh: "接单", en: "Take it up" }, key: "s", fields: [], send: (ticket) => api.post("/tickets/{id}/start", { path: path(ticket) }) },
  { move: "replied", says: { zh: "答复", en: "Reply" }, key: "a", fields: ["answer"], send: (ticket, said) => api.post("/tickets/{id}/reply", { path: path(ticket), body: { answer: said.answer.trim() } }) },
  {
    move: "followed_up",
    says: { zh: "回访", en: "Follow up" },
    key: "f",
    fields: ["follow_up"],
    send: (ticket, said) =>
      api.post("/tickets/{id}/follow-up", {
        path: path(ticket),
        body: { reached: said.reached, rating: said.reached ? said.rating : undefined, comment: words(said.comment) },
      }),
  },
  { move: "closed", says: { zh: "办结", en: "Close" }, key: "c", fields: [], send: (ticket) => api.post("/tickets/{id}/closure", { path: path(ticket) }) },
  { move: "redone", says: { zh: "退回重办", en: "Have it redone" }, key: "o", fields: ["why"], send: (ticket, said) => api.post("/tickets/{id}/redo", { path: path(ticket), body: { why: said.why.trim() } }) },
  { move: "advised", says: { zh: "协办意见", en: "Give an opinion" }, key: "v", fields: ["opinion"], send: (ticket, said) => api.post("/tickets/{id}/opinion", { path: path(ticket), body: { opinion: said.opinion.trim() } }) },
  { move: "returned", says: { zh: "退回", en: "Return" }, key: "b", fields: ["why"], isDangerous: true, send: (ticket, said) => api.post("/tickets/{id}/return", { path: path(ticket), body: { why: said.why.trim() } }) },
  {
    move: "extension_asked",
    says: { zh: "申请延期", en: "Ask for time" },
    key: "e",
    fields: ["days", "why"],
    send: (ticket, said) => api.post("/tickets/{id}/extension-request", { path: path(ticket), body: { days: said.days, why: said.why.trim() } }),
  },
  {
    move: "extended",
    says: { zh: "批准延期", en: "Give time" },
    key: "y",
    fields: ["days", "why"],
    send: (ticket, said) => api.post("/tickets/{id}/extension", { path: path(ticket), body: { days: said.days, why: said.why.trim() } }),
  },
  {
    move: "extension_refused",
    says: { zh: "不同意延期", en: "Refuse time" },
    key: "u",
    fields: ["why"],
    isDangerous: true,
    send: (ticket, said) => api.post("/tickets/{id}/extension-refusal", { path: path(ticket), body: { why: said.why.trim() } }),
  },
  { move: "supervised", says: { zh: "督办", en: "Supervise" }, key: "w", fields: ["why"], send: (ticket, said) => api.post("/tickets/{id}/supervision", { path: path(ticket), body: { why: said.why.trim() } }) },
  {
    move: "reassigned",
    says: { zh: "改派", en: "Reassign" },
    key: "g",
    fields: ["lead", "why"],
    send: (ticket, said) => api.post("/tickets/{id}/reassignment", { path: path(ticket), body: { lead: said.lead!, why: said.why.trim() } }),
  },
  {
    move: "joined",
    says: { zh: "加协办单位", en: "Add a department" },
    key: "h",
    fields: ["organization", "why"],
    optional: ["why"],
    send: (ticket, said) => api.post("/tickets/{id}/handlers", { path: path(ticket), body: { organization: said.organization!, why: words(said.why) } }),
  },
  {
    move: "merged",
    says: { zh: "并单", en: "Merge" },
    key: "m",
    fields: ["into", "why"],
    optional: ["why"],
    isDangerous: true,
    send: (ticket, said) => api.post("/tickets/{id}/merger", { path: path(ticket), body: { into: said.into!, why: words(said.why) } }),
  },
  { move: "rejected", says: { zh: "不予受理", en: "Reject" }, key: "z", fields: ["why"], isDangerous: true, send: (ticket, said) => api.post("/tickets/{id}/rejection", { path: path(ticket), body: { why: said.why.trim() } }) },
  {
    move: "published",
    says: { zh: "公开摘要", en: "Publish" },
    key: "i",
    fields: ["summary"],
    optional: ["summary"],
    send: (ticket, said) => api.post("/tickets/{id}/publication", { path: path(ticket), body: { summary: words(said.summary) } }),
  },
];

export const formsFor = (may: readonly Move[]): MoveForm[] => moveForms.filter((form) => may.includes(form.move));

/** What a dialog begins with. */
export function nothingSaid(ticket: Ticket): Said {
  return {
    answer: "",
    opinion: "",
    why: "",
    others: [],
    matter: ticket.matter ?? "",
    days: ticket.asked_days ?? 5,
    reached: true,
    rating: undefined,
    comment: "",
    summary: ticket.public_summary ?? "",
  };
}

/** Everything that has to be said has been. */
export function isReady(form: MoveForm, said: Said, ticket: Pick<Ticket, "rating">): boolean {
  const isSaid: Record<Field, () => boolean> = {
    answer: () => said.answer.trim().length >= 2,
    opinion: () => said.opinion.trim().length >= 2,
    why: () => said.why.trim().length >= 2,
    lead: () => said.lead !== undefined,
    others: () => said.others.length > 0,
    matter: () => said.matter.trim() !== "",
    organization: () => said.organization !== undefined,
    days: () => said.days >= 1,
    into: () => said.into !== undefined,
    // Who has rated by himself is not asked again.
    follow_up: () => !said.reached || said.rating !== undefined || ticket.rating !== undefined,
    summary: () => said.summary.trim() !== "",
  };
  return form.fields.every((field) => form.optional?.includes(field) || isSaid[field]());
}
