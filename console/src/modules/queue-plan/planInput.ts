// What the planner is asked: as the form holds it, as the address keeps it, as the API wants it.
import type { Schema } from "@/api";

type Asked = Omit<Schema<"ShiftRequest">, never>;

/** The arrivals of the last working day; the shifts; counts by five minutes; shifts with counts besides. */
export const sources = ["record", "shifts", "counts", "both"] as const;
export type Source = (typeof sources)[number];

export interface ShiftInput {
  name: string;
  people?: number;
  /** "08:00" */
  start: string;
  /** Minutes before the start within which they come. */
  spread: number;
}

/** What is empty is as the site's record and the rule in force have it. */
export interface PlanInput {
  source: Source;
  shifts: ShiftInput[];
  /** Of the first count: "06:30". */
  first: string;
  /** Numbers as they are typed or pasted, one for each five minutes. */
  counts: string;
  lanes?: number;
  seconds?: number;
  /** Metres. */
  yard?: number;
  /** Metres. */
  spacing?: number;
  /** Minutes. */
  wait?: number;
}

export const usualSpread = 20;
export const newShift = (start = "08:00"): ShiftInput => ({ name: "", start, spread: usualSpread });
export const newInput = (): PlanInput => ({ source: "record", shifts: [newShift()], first: "06:30", counts: "" });

/** "08:05" → 485; undefined for what is no time. */
export function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return Number(hour) * 60 + Number(minute);
}

/** What somebody types for a time: "8", "830", "8：30" → "08:30"; what is none stays as it is, for the server to refuse. */
export function timeTyped(text: string): string {
  const [, hour, minute] = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim()) ?? [];
  const time = hour === undefined ? "" : `${hour.padStart(2, "0")}:${minute ?? "00"}`;
  return minuteOf(time) === undefined ? text.trim() : time;
}

export interface DayTime {
  /** "08:05" */
  time: string;
  /** -1: the evening before; 1: the next day. */
  day: number;
}

export function timeOf(minute: number): DayTime {
  const day = Math.floor(minute / 1440);
  const rest = minute - day * 1440;
  return { time: `${String(Math.floor(rest / 60)).padStart(2, "0")}:${String(rest % 60).padStart(2, "0")}`, day };
}

/** Numbers in a text, whatever stands between them; a column pasted from a spreadsheet. NaN for what is none. */
export const countsOf = (text: string): number[] =>
  text
    .split(/[\s,;，；、]+/)
    .filter((word) => word !== "")
    .map((word) => (/^\d+$/.test(word) ? Number(word) : Number.NaN));

const hasShifts = (source: Source): boolean => source === "shifts" || source === "both";
const hasCounts = (source: Source): boolean => source === "counts" || source === "both";

export const sumOf = (input: PlanInput): number =>
  (hasShifts(input.source) ? input.shifts.reduce((sum, shift) => sum + (shift.people ?? 0), 0) : 0) +
  (hasCounts(input.source) ? countsOf(input.counts).reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0) : 0);

const tenfold = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value * 10));

export interface PlanBody {
  arrivals?: number[];
  first_minute?: number;
  shifts?: Asked[];
  lanes?: number;
  deciseconds_per_person?: number;
  yard_length_dm?: number;
  spacing_cm?: number;
  longest_wait_minutes?: number;
}

export function bodyOf(input: PlanInput): PlanBody {
  const body: PlanBody = {
    lanes: input.lanes,
    deciseconds_per_person: tenfold(input.seconds),
    yard_length_dm: tenfold(input.yard),
    spacing_cm: input.spacing === undefined ? undefined : Math.round(input.spacing * 100),
    longest_wait_minutes: input.wait,
  };
  if (hasShifts(input.source))
    body.shifts = input.shifts.map((shift) => ({
      name: shift.name.trim() || undefined,
      people: shift.people ?? 0,
      // What is no time is refused beside its field.
      start_minute: minuteOf(shift.start) ?? -1,
      spread_minutes: shift.spread,
    }));
  if (hasCounts(input.source)) {
    body.arrivals = countsOf(input.counts).map((count) => (Number.isNaN(count) ? -1 : count));
    body.first_minute = minuteOf(input.first) ?? -1;
  }
  return body;
}

type Query = Record<string, string | string[] | undefined>;
const numbers = ["lanes", "seconds", "yard", "spacing", "wait"] as const;

/** The whole question in the address, so that a copied one asks the same. */
export function queryOf(input: PlanInput, site: string | undefined): Query {
  const query: Query = { site, source: input.source === "record" ? undefined : input.source };
  if (hasShifts(input.source))
    query.shift = input.shifts.map((s) => [s.start, s.people ?? "", s.spread, s.name].join("~"));
  if (hasCounts(input.source)) {
    query.first = input.first;
    query.counts = countsOf(input.counts).map((count) => (Number.isNaN(count) ? "x" : count)).join(" ");
  }
  for (const name of numbers) query[name] = input[name]?.toString();
  return query;
}

export function inputOf(query: Readonly<Record<string, unknown>>): PlanInput {
  const input = newInput();
  const text = (name: string): string => (typeof query[name] === "string" ? query[name] : "");
  input.source = sources.find((source) => source === query.source) ?? "record";
  const shifts = [query.shift].flat().filter((one): one is string => typeof one === "string" && one !== "");
  if (shifts.length > 0) input.shifts = shifts.map(shiftOf);
  input.first = minuteOf(text("first")) === undefined ? input.first : text("first");
  input.counts = text("counts");
  for (const name of numbers) {
    const value = Number(text(name));
    if (text(name) !== "" && Number.isFinite(value)) input[name] = value;
  }
  return input;
}

function shiftOf(text: string): ShiftInput {
  const [start = "", people = "", spread = "", ...name] = text.split("~");
  return {
    start: minuteOf(start) === undefined ? "08:00" : start,
    people: /^\d+$/.test(people) ? Number(people) : undefined,
    spread: /^\d+$/.test(spread) ? Number(spread) : usualSpread,
    name: name.join("~"),
  };
}
