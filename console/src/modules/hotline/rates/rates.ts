// The rates, and the tickets that stand behind each of their figures (rates.hpp has the definitions).
import type { Schema } from "@/api";
import type { QueryOfList } from "@/api/types";
import { startOfDay } from "@/parts/formats";
import type { Category, Level } from "../ticket";

export type Rates = Schema<"HotlineRates">;
export type Row = Rates["rows"][number];
export type Rate = Row["immediate_answer"];
export const measures = ["immediate_answer", "on_time_reply", "on_time_closure", "satisfaction"] as const;
export type Measure = (typeof measures)[number];
export const groupings = ["total", "level", "department", "category", "month"] as const;
export type Grouping = (typeof groupings)[number];
export type TicketQuery = QueryOfList<"/tickets">;

/** What the page is asked to show. */
export interface Asked {
  by: Grouping;
  division?: string;
  level?: Level;
  category?: Category;
  department?: string;
  from?: string;
  until?: string;
}

function monthAfter(key: string): string {
  const [year = 0, month = 0] = key.split("-").map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
}
const later = (a: string, b: string): string => (Date.parse(a) >= Date.parse(b) ? a : b);
const earlier = (a: string, b: string): string => (Date.parse(a) <= Date.parse(b) ? a : b);

/** The tickets of a row, as the list of tickets is asked for them. */
export function queryOf(row: Pick<Row, "key">, asked: Asked, period: Pick<Rates, "from" | "until">): TicketQuery {
  const query: TicketQuery = { division: asked.division, level: asked.level, category: asked.category, lead: asked.department, from: period.from, until: period.until };
  if (asked.by === "level") query.level = row.key as Level;
  if (asked.by === "category") query.category = row.key as Category;
  if (asked.by === "department") {
    if (row.key === "desk") query.unassigned = true;
    else query.lead = row.key;
  }
  if (asked.by === "month") {
    query.from = later(period.from, startOfDay(`${row.key}-01`));
    query.until = earlier(period.until, startOfDay(`${monthAfter(row.key)}-01`));
  }
  return query;
}

interface Lists {
  numerator: TicketQuery;
  denominator: TicketQuery;
  /** Of the denominator, those that are not in the numerator. */
  missed: TicketQuery;
}
const lists: Record<Measure, Lists> = {
  immediate_answer: { numerator: { state: "answered_directly" }, denominator: { set: "answerable" }, missed: { set: "answered_later" } },
  on_time_reply: { numerator: { set: "replied_on_time" }, denominator: { set: "replied_or_overdue" }, missed: { set: "reply_late" } },
  on_time_closure: { numerator: { set: "closed_on_time" }, denominator: { set: "closed_or_overdue" }, missed: { set: "closure_late" } },
  satisfaction: { numerator: { set: "satisfied" }, denominator: { set: "rated" }, missed: { set: "unsatisfied" } },
};
/** Why tickets are left out of a denominator, and which they are. */
const leftOut: Record<string, TicketQuery> = {
  rejected: { state: "rejected" },
  merged: { state: "merged" },
  answered_directly: { state: "answered_directly" },
  open_in_time: { set: "open_in_time" },
  reply_not_due: { set: "reply_not_due" },
  not_rated: { set: "not_rated" },
  of_the_desk: {},
};
export type Figure = keyof Lists | { leftOut: string };

/** The tickets that a figure of a rate counts, of those that `base` asks for. */
export function ticketsOf(base: TicketQuery, measure: Measure, figure: Figure): TicketQuery {
  return { ...base, ...(typeof figure === "string" ? lists[measure][figure] : leftOut[figure.leftOut]) };
}
