// The rates, and the tickets that stand behind each of their figures (rates.hpp has the definitions).
import type { Schema } from "@/api";
import type { QueryOfList } from "@/api/types";
import { startOfDay } from "@/parts/formats";
import { ratings, type Category, type Level, type State } from "../ticket";

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
  if (asked.by === "department" && row.key !== "desk") query.lead = row.key;
  if (asked.by === "month") {
    query.from = later(period.from, startOfDay(`${row.key}-01`));
    query.until = earlier(period.until, startOfDay(`${monthAfter(row.key)}-01`));
  }
  return query;
}

/** Tickets without a department cannot be listed as such, only by the states in which they have none. */
export const isListed = (row: Pick<Row, "key">, asked: Asked): boolean => !(asked.by === "department" && row.key === "desk");

export interface Part {
  /** Below hotline.states, hotline.ratings or hotline.rates.parts. */
  label: string;
  query: TicketQuery;
  /** Of those before it, these do not count. */
  isTaken?: boolean;
}

const ofStates = (...states: State[]): Part[] => states.map((state) => ({ label: `hotline.states.${state}`, query: { state } }));
const late: Part[] = (["replied", "followed_up", "closed"] as const).map((state) => ({ label: `hotline.rates.parts.red_${state}`, query: { state, red: true }, isTaken: true }));
const overdue: Part = { label: "hotline.rates.parts.overdue", query: { overdue: true } };

/** The lists that a numerator or denominator is made of. */
export function partsOf(measure: Measure, part: "numerator" | "denominator"): Part[] {
  const isTop = part === "numerator";
  if (measure === "immediate_answer") return isTop ? ofStates("answered_directly") : ofStates("answered_directly", "accepted", "dispatched", "in_progress", "replied", "followed_up", "closed");
  if (measure === "satisfaction") return ratings.slice(0, isTop ? 3 : 5).map((rating) => ({ label: `hotline.ratings.${rating}`, query: { rating } }));
  if (measure === "on_time_closure") return isTop ? [...ofStates("closed"), ...late.filter(({ query }) => query.state === "closed")] : [...ofStates("closed"), overdue];
  return isTop ? [...ofStates("replied", "followed_up", "closed"), ...late] : [...ofStates("replied", "followed_up", "closed"), overdue];
}

/** Why some were left out of the denominator, as lists. */
export function partsLeftOut(reason: string): Part[] {
  if (reason === "rejected" || reason === "merged" || reason === "answered_directly") return ofStates(reason);
  if (reason === "open_in_time") return ofStates("accepted", "dispatched", "in_progress", "replied", "followed_up");
  return [];
}
