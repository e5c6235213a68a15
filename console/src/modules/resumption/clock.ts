// The time that is left for a stage, in working hours, as the server counted it when it was asked: it alone knows the
// hours of the place and every public holiday.
import type { Instant } from "@/parts/formats";
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";

export interface Term {
  due_at: Instant;
  /** Past the term, how long ago it was, as a negative number. */
  working_minutes_left?: number;
}

const isLate = (term: Term, now: number): boolean => now > new Date(term.due_at).getTime();

function workingText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return say("resumption.clock.minutes", { n: rest });
  return rest === 0 ? say("resumption.clock.hours", { n: hours }) : say("resumption.clock.hoursMinutes", { n: hours, m: rest });
}

/** 剩余 3 小时 20 分（工作时间） · 超时 2 小时（工作时间） */
export function clockText(term: Term, now: number): string {
  const left = term.working_minutes_left ?? 0;
  if (!isLate(term, now)) return say("resumption.clock.left", { for: workingText(left) });
  // In the night after, or since it was asked: nobody has worked on beyond the term.
  return left < 0 ? say("resumption.clock.late", { for: workingText(-left) }) : say("resumption.clock.over");
}

export function clockTone(term: Term, now: number): Tone {
  if (isLate(term, now)) return "bad";
  return (term.working_minutes_left ?? 0) <= 120 ? "warn" : "info";
}
