// What this device keeps, all of it in IndexedDB: its token, the rules and roster it decides by, the passages that wait
// to be sent, and what it shows of today. Nothing of it is in localStorage or in an address.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type {
  BatchOutcome,
  Direction,
  GateConfig,
  Means,
  OfflinePassage,
  Reason,
  SyncedPerson,
  Verdict,
} from "../types";

export const databaseName = "tongzhou-gate";

/** Who this device is. The token is the only proof of it. */
export interface Enrolment {
  device: string;
  token: string;
  name: string;
  enrolledAt: number;
  /** Since when the server does not take the token any more. */
  revokedAt?: number | undefined;
}

/** When the roster was last complete, by this device's clock, and what that clock was off by. */
export interface SyncState {
  at: number;
  /** The server's clock minus this one's. */
  skew: number;
}

/** Language and theme are not here: parts/ keeps them, for all three apps. */
export interface Settings {
  sound: boolean;
  direction: Direction;
  camera: "environment" | "user";
  /** Whether people who leave are measured too. */
  measureExits: boolean;
  /** Whether a normal reading counts without one more tap. A fever never does. */
  quickReading: boolean;
}

export const firstSettings: Settings = {
  sound: true,
  direction: "entry",
  camera: "environment",
  measureExits: false,
  quickReading: false,
};

export interface RosterPage {
  /** 0, 1, 2 …: later pages have the later word. */
  order: number;
  /** Absent: the first page. */
  cursor?: string | undefined;
  version: string;
  next?: string | undefined;
  people: SyncedPerson[];
}

/** A passage that the server has not acknowledged yet. */
export interface WaitingPassage {
  seq: number;
  passage: OfflinePassage;
  /** Sent by itself at this moment: batches leave it out until then. */
  heldUntil: number;
  /** Why the server would not even look at it; it is tried again when somebody asks for it. */
  refused?: string | undefined;
}

export type Outcome = "waiting" | "handed_over" | BatchOutcome["status"];

/** A line of today's list: no number, no temperature, no answer of a visitor. */
export interface TodaysPassage {
  id: string;
  at: number;
  direction: Direction;
  means: Means;
  maskedName?: string | undefined;
  /** As the gatekeeper was shown it. */
  verdict: Verdict;
  reason: Reason;
  /** Whether the server had decided by then. */
  decidedBy: "device" | "server";
  outcome: Outcome;
  /** Somebody is to look at it: codes of the server, separated by spaces. */
  review?: string | undefined;
  /** Why the server could not take it as a passage; it is kept there. */
  fault?: string | undefined;
  /** What the server has on record, when that is not what was shown. */
  recordedVerdict?: Verdict | undefined;
}

export interface GateSchema extends DBSchema {
  kept: { key: string; value: Enrolment | GateConfig | SyncState | Settings };
  roster: { key: number; value: RosterPage };
  queue: {
    key: number;
    value: Omit<WaitingPassage, "seq"> & { seq?: number };
    indexes: { passage: string; refused: string };
  };
  today: { key: string; value: TodaysPassage; indexes: { at: number } };
}

export type GateDatabase = IDBPDatabase<GateSchema>;

export interface DatabaseEvents {
  /** The browser closed it, as when its data are cleared. */
  lost?: () => void;
  /** Another tab waits for this one to let go of an older version. */
  outdated?: () => void;
}

export function openGateDatabase(events: DatabaseEvents = {}, name = databaseName): Promise<GateDatabase> {
  return openDB<GateSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("kept");
      database.createObjectStore("roster", { keyPath: "order" });
      const queue = database.createObjectStore("queue", { keyPath: "seq", autoIncrement: true });
      queue.createIndex("passage", "passage.id", { unique: true });
      // Only of those that have one, so that counting them costs nothing.
      queue.createIndex("refused", "refused");
      database.createObjectStore("today", { keyPath: "id" }).createIndex("at", "at");
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      events.outdated?.();
    },
    terminated: () => events.lost?.(),
  });
}

/** On disk when it resolves, not merely handed to the operating system. */
export const strict: IDBTransactionOptions = { durability: "strict" };

export async function readKept<T extends Enrolment | GateConfig | SyncState | Settings>(
  database: GateDatabase,
  key: "enrolment" | "config" | "sync" | "settings",
): Promise<T | undefined> {
  return (await database.get("kept", key)) as T | undefined;
}

export async function keep(
  database: GateDatabase,
  key: "enrolment" | "config" | "sync" | "settings",
  value: Enrolment | GateConfig | SyncState | Settings,
): Promise<void> {
  const tx = database.transaction("kept", "readwrite", strict);
  await Promise.all([tx.store.put(value, key), tx.done]);
}

/** Forgets everything but the settings: the end of an enrolment. */
export async function forgetEnrolment(database: GateDatabase): Promise<void> {
  const tx = database.transaction(["kept", "roster", "queue", "today"], "readwrite", strict);
  if ((await tx.objectStore("queue").count()) > 0) {
    await tx.done;
    throw new Error("passages wait to be sent");
  }
  const kept = tx.objectStore("kept");
  await Promise.all([
    kept.delete("enrolment"),
    kept.delete("config"),
    kept.delete("sync"),
    tx.objectStore("roster").clear(),
    tx.objectStore("today").clear(),
    tx.done,
  ]);
}
