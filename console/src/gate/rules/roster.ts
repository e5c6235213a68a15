// The roster as this device has it, made ready for finding people while they stand at the gate.
import type { PassState, SyncedPerson } from "../types";

export interface Roster {
  /** Of everybody once, the later word counting. */
  people: readonly SyncedPerson[];
  byId: ReadonlyMap<string, SyncedPerson>;
  byDocument: ReadonlyMap<string, SyncedPerson>;
  revokedPasses: ReadonlySet<string>;
}

export function makeRoster(pages: Iterable<readonly SyncedPerson[]>): Roster {
  const latest = new Map<string, SyncedPerson>();
  for (const page of pages) for (const person of page) latest.set(person.id, person);
  const byId = new Map<string, SyncedPerson>();
  const byDocument = new Map<string, SyncedPerson>();
  const revokedPasses = new Set<string>();
  for (const person of latest.values()) {
    for (const id of person.merged) byId.set(id, person);
    for (const document of person.documents) byDocument.set(document, person);
    for (const pass of person.revoked_passes) revokedPasses.add(pass);
  }
  // Last, so that a file that was taken apart again is found under its own id.
  for (const person of latest.values()) byId.set(person.id, person);
  return { people: [...latest.values()], byId, byDocument, revokedPasses };
}

export function isOnRoster(person: SyncedPerson, at: number): boolean {
  return Date.parse(person.since) <= at && (person.until === undefined || at < Date.parse(person.until));
}

/** The state of the newest pass, which may have expired since the roster was sent. */
export function newestPass(person: SyncedPerson, at: number): PassState {
  const over = person.expires_at !== undefined && Date.parse(person.expires_at) <= at;
  return person.pass === "valid" && over ? "expired" : person.pass;
}

/** People who cannot be told apart by what the device knows of them; to pick one of several would be a guess. */
export interface RosterEntry {
  maskedName: string;
  workshop: string;
  shuttle: string;
  people: SyncedPerson[];
}

/** Those on the roster now whose name, workshop or shuttle holds every word that was typed. */
export function searchRoster(roster: Roster, typed: string, at: number): RosterEntry[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const entries = new Map<string, RosterEntry>();
  for (const person of roster.people) {
    if (!isOnRoster(person, at)) continue;
    const [maskedName, workshop, shuttle] = [person.masked_name, person.workshop ?? "", person.shuttle ?? ""];
    const text = `${maskedName}\n${workshop}\n${shuttle}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const key = `${maskedName}\n${workshop}\n${shuttle}`;
    const entry = entries.get(key);
    if (entry) entry.people.push(person);
    else entries.set(key, { maskedName, workshop, shuttle, people: [person] });
  }
  return [...entries.values()].sort(
    (a, b) => a.maskedName.localeCompare(b.maskedName, "zh-CN") || a.workshop.localeCompare(b.workshop, "zh-CN"),
  );
}
