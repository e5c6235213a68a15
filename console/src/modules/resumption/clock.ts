// The time that is left for a stage. It runs in working hours, and only the server knows every public holiday; so what
// is counted here is said only where the whole term, counted the same way, comes to the hours that the server gave it.
import { duration, type Instant } from "@/parts/formats";
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";

/** Minutes after midnight. */
export interface Hours {
  begin: number;
  end: number;
}

/** "08:30-12:00 13:30-17:30", as the rule of working hours has it. */
export function hoursOf(rule: string): Hours[] {
  return [...rule.matchAll(/(\d\d):(\d\d)-(\d\d):(\d\d)/g)].map(([, a, b, c, d]) => ({ begin: Number(a) * 60 + Number(b), end: Number(c) * 60 + Number(d) }));
}

const minute = 60_000;
const day = 1440 * minute;
/** Midnight in China as a count of days since 1970 there. */
const dayOf = (at: number) => Math.floor((at + 8 * 60 * minute) / day);
const longest = 400;

/** Minutes from Monday to Friday within those hours. */
export function workingMinutes(from: number, until: number, hours: readonly Hours[]): number {
  let sum = 0;
  for (let each = dayOf(from); each <= dayOf(until) && each < dayOf(from) + longest; ++each) {
    if ([0, 6].includes((each + 4) % 7)) continue;
    const midnight = each * day - 8 * 60 * minute;
    for (const { begin, end } of hours) {
      const low = Math.max(from, midnight + begin * minute);
      const high = Math.min(until, midnight + end * minute);
      if (high > low) sum += (high - low) / minute;
    }
  }
  return Math.floor(sum + 1e-6);
}

export interface Term {
  opened_at: Instant;
  due_at: Instant;
  /** As the rule gave it. */
  hours?: number;
}
export interface Clock {
  isLate: boolean;
  /** Working minutes that are left, or by which it is late; undefined where a holiday lies in between. */
  working?: number;
  /** The same as the calendar has it, in milliseconds. */
  time: number;
}

const millis = (at: Instant) => new Date(at).getTime();

export function clockOf(term: Term, hours: readonly Hours[], now: number): Clock {
  const [opened, due] = [millis(term.opened_at), millis(term.due_at)];
  const isLate = now > due;
  const clock: Clock = { isLate, time: Math.abs(due - now) };
  const isExact = term.hours !== undefined && Math.abs(workingMinutes(opened, due, hours) - term.hours * 60) <= 1;
  // Beyond the end of the term nothing tells whether there was a holiday.
  if (isExact && !isLate) clock.working = workingMinutes(Math.max(now, opened), due, hours);
  return clock;
}

const wholeMinutes = (time: number) => Math.max(Math.floor(time / minute), 1) * minute;

function workingText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return say("resumption.clock.minutes", { n: rest });
  return rest === 0 ? say("resumption.clock.hours", { n: hours }) : say("resumption.clock.hoursMinutes", { n: hours, m: rest });
}

/** 剩 5 小时 30 分（工作时间） · 已超时 2 小时 */
export function clockText(clock: Clock): string {
  if (clock.isLate) return say("resumption.clock.late", { for: duration(wholeMinutes(clock.time)) });
  if (clock.working !== undefined) return say("resumption.clock.working", { for: workingText(clock.working) });
  return say("resumption.clock.left", { for: duration(wholeMinutes(clock.time)) });
}

export function clockTone(clock: Clock): Tone {
  if (clock.isLate) return "bad";
  const left = clock.working ?? clock.time / minute;
  return left <= 120 ? "warn" : "info";
}
