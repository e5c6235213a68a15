// A ticket: its words, what stands out about it, and by when something is due.
import type { Schema } from "@/api";
import type { QueryOfList } from "@/api/types";
import type { Tone } from "@/parts/StatusTag.vue";

export type Ticket = Schema<"TicketView">;
export type TicketLine = Schema<"TicketLine">;
export type State = Ticket["state"];
export type Move = Ticket["may"][number];
export type Rating = NonNullable<Ticket["rating"]>;
export type Category = Ticket["category"];
export type Channel = Ticket["channel"];
export type Level = Ticket["level"];

export const states: readonly State[] = ["accepted", "dispatched", "in_progress", "replied", "followed_up", "closed", "answered_directly", "rejected", "merged"];
export const categories: readonly Category[] = ["consultation", "assistance", "suggestion", "complaint", "report"];
export const channels: readonly Channel[] = ["phone", "visit", "page", "open311", "chat", "mail"];
export const levels: readonly Level[] = ["city", "county"];
export const ratings: readonly Rating[] = ["very_satisfied", "satisfied", "basically_satisfied", "dissatisfied", "very_dissatisfied"];
/** What the figures of the rates count (ticket_sets.hpp). */
export const ticketSets: readonly NonNullable<QueryOfList<"/tickets">["set"]>[] = ["answerable", "answered_later", "replied_on_time", "replied_or_overdue", "reply_late", "reply_not_due", "closed_on_time", "closed_or_overdue", "closure_late", "open_in_time", "satisfied", "unsatisfied", "rated", "not_rated"];

export const isUnhappy = (rating: Rating): boolean => rating === "dissatisfied" || rating === "very_dissatisfied";

export const stateTones: Record<State, Tone> = {
  accepted: "warn",
  dispatched: "info",
  in_progress: "info",
  replied: "warn",
  followed_up: "info",
  closed: "calm",
  answered_directly: "good",
  rejected: "calm",
  merged: "calm",
};

/** Who may be sent a ticket: whose place contains it (handlers.cpp). */
export const handlerKinds = ["city_command", "county_command", "town_command", "department"] as const;

/** A department has not replied yet. */
export const isRunning = (state: State): boolean => state === "dispatched" || state === "in_progress";

export const isOverdue = (ticket: Pick<TicketLine, "state" | "due_at">, now = Date.now()): boolean =>
  isRunning(ticket.state) && ticket.due_at !== undefined && now > Date.parse(ticket.due_at);

export interface Mark {
  tone: Tone;
  /** Below hotline.marks. */
  word: "red" | "yellow" | "late" | "overdue" | "supervised" | "asks" | "redone" | "returned" | "confidential" | "unhappy";
}

/** What stands out about it, the gravest first. A red card stays, whatever became of the term later. */
export function marksOf(ticket: Pick<TicketLine, "state" | "due_at" | "yellow_at" | "red_at" | "supervised_at" | "asked_days" | "returned" | "redone" | "confidential" | "rating">, now = Date.now()): Mark[] {
  const marks: Mark[] = [];
  const running = isRunning(ticket.state);
  if (ticket.red_at) marks.push({ tone: "bad", word: running ? "red" : "late" });
  else if (isOverdue(ticket, now)) marks.push({ tone: "bad", word: "overdue" });
  else if (ticket.yellow_at && running) marks.push({ tone: "warn", word: "yellow" });
  if (ticket.supervised_at) marks.push({ tone: "bad", word: "supervised" });
  if (ticket.rating && isUnhappy(ticket.rating)) marks.push({ tone: "bad", word: "unhappy" });
  if (ticket.asked_days !== undefined) marks.push({ tone: "warn", word: "asks" });
  if (ticket.returned > 0 && ticket.state === "accepted") marks.push({ tone: "warn", word: "returned" });
  if (ticket.redone > 0) marks.push({ tone: "info", word: "redone" });
  if (ticket.confidential) marks.push({ tone: "calm", word: "confidential" });
  return marks;
}

export const moveTones: Partial<Record<Move, Tone>> = {
  answered_directly: "good",
  replied: "good",
  followed_up: "good",
  closed: "good",
  returned: "warn",
  extension_asked: "warn",
  extension_refused: "warn",
  reassigned: "warn",
  redone: "warn",
  supervised: "bad",
  rejected: "bad",
  dispatched: "info",
  started: "info",
  rated: "info",
};
