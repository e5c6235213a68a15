// A fever incident: what state it is in, what is to be done next, and how long it has waited for it.
import type { Schema } from "@/api";
import { duration } from "@/parts/formats";
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";

export type Incident = Schema<"IncidentRow">;
export type State = Incident["state"];
export type Outcome = NonNullable<Incident["outcome"]>;

export const states: readonly State[] = ["open", "isolated", "second_reading", "closed"];
export const outcomes: readonly Outcome[] = ["released", "transferred", "home", "false_alarm"];

export const stateTones: Record<State, Tone> = { open: "bad", isolated: "warn", second_reading: "info", closed: "calm" };
export const outcomeTones: Record<Outcome, Tone> = { released: "good", transferred: "bad", home: "warn", false_alarm: "calm" };

export type Step = "isolate" | "second_reading" | "close";

/** What may be done now, the next thing first. A step may be left out, never taken back (obstacle_to, incidents.cpp). */
export function stepsOf(incident: Pick<Incident, "state">): Step[] {
  if (incident.state === "open") return ["isolate", "second_reading", "close"];
  if (incident.state === "isolated") return ["second_reading", "close"];
  return incident.state === "second_reading" ? ["close"] : [];
}

/** Why an incident may not end so: whoever goes back to work has a second reading below the threshold. */
export function obstacleTo(incident: Pick<Incident, "second_reading" | "threshold">, outcome: Outcome): "reading_needed" | "still_feverish" | undefined {
  if (outcome !== "released" && outcome !== "false_alarm") return undefined;
  if (incident.second_reading === undefined) return "reading_needed";
  return incident.second_reading >= incident.threshold ? "still_feverish" : undefined;
}

/** When the last thing was done: from then on the person waits for the next. */
export function waitingSince(incident: Pick<Incident, "state" | "opened_at" | "isolated_at" | "second_reading_at">): string | undefined {
  if (incident.state === "closed") return undefined;
  return incident.second_reading_at ?? incident.isolated_at ?? incident.opened_at;
}

export const waitOf = (incident: Parameters<typeof waitingSince>[0], now: number): number | undefined => {
  const since = waitingSince(incident);
  return since === undefined ? undefined : Math.max(0, now - Date.parse(since));
};

const minutes = 60_000;

/** How long it waits, in words. They are told anew four times a minute, so they know no seconds. */
export function waitText(incident: Parameters<typeof waitingSince>[0], now: number): string {
  const whole = Math.floor((waitOf(incident, now) ?? 0) / minutes) * minutes;
  return say(`incidents.waits.${incident.state}`, { for: whole === 0 ? say("incidents.lessThanMinute") : duration(whole) });
}

// Nobody with a fever is to stand at a gate for long, nor to sit in an isolation area without anybody coming back.
const patience: Record<Exclude<State, "closed">, { warn: number; bad: number }> = {
  open: { warn: 5 * minutes, bad: 15 * minutes },
  isolated: { warn: 20 * minutes, bad: 60 * minutes },
  second_reading: { warn: 60 * minutes, bad: 240 * minutes },
};

export function waitTone(incident: Parameters<typeof waitingSince>[0], now: number): Tone {
  const wait = waitOf(incident, now);
  if (wait === undefined || incident.state === "closed") return "calm";
  const { warn, bad } = patience[incident.state];
  return wait >= bad ? "bad" : wait >= warn ? "warn" : "info";
}

export interface Note {
  at: string;
  who: string;
  step: Step;
  /** The temperature, or the outcome. */
  value: string;
  words: string;
}

// "2020-02-24T00:05:00.000Z 王芳 second_reading 36.9: 换了体温计": the server writes a line for each move.
const form = /^(\S+Z) (.*?) (isolated|second_reading (\d+\.\d)|closed (\w+))(?:: (.*))?$/s;
const stepsBy: Record<string, Step> = { isolated: "isolate", second_reading: "second_reading", closed: "close" };

/** What was noted at each move. Words may have lines of their own, so a line that begins none belongs to the one before. */
export function notesOf(notes: string): Note[] {
  const all: Note[] = [];
  for (const line of notes.split("\n")) {
    const match = form.exec(line);
    if (match) all.push({ at: match[1]!, who: match[2]!, step: stepsBy[match[3]!.split(" ")[0]!]!, value: match[4] ?? match[5] ?? "", words: match[6] ?? "" });
    else if (all.length > 0) all.at(-1)!.words += `\n${line}`;
  }
  return all;
}
