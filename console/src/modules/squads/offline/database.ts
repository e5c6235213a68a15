// What this phone keeps for visits, all of it in IndexedDB: what is needed at an enterprise without a network, the form as
// far as it is filled in, and visits until the server has them. Each account sees its own only.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Day, Squad } from "../squad";
import type { ChecklistItem, Draft, DraftPaper, Finding } from "../visit";
import type { Assigned } from "../assigned";

export const databaseName = "tongzhou-visits";

/** Taken along: the squad, its enterprises and what is open there, the checklist, papers to hand out. */
export interface Pack {
  at: number;
  squad: Squad;
  enterprises: Assigned[];
  findings: Finding[];
  checklist: ChecklistItem[];
  policies: { id: string; title: string }[];
}
/** The order of a day, as it was computed. */
export interface KeptDay {
  day: string;
  route: Day;
}
interface Kept {
  pack: Pack;
  day: KeptDay;
  draft: Draft;
  squad: string;
}

export interface WaitingVisit {
  /** The visit's own: made here, once. Whatever is sent again is the same visit. */
  id: string;
  account: string;
  keptAt: number;
  draft: Omit<Draft, "papers">;
  papers: DraftPaper[];
  /** The server has the visit; papers may still wait. */
  isRecorded: boolean;
  /** Why the server would not take it; it waits for somebody to mend it. */
  refused?: { code: string; detail: string };
}

interface VisitsSchema extends DBSchema {
  kept: { key: string; value: Kept[keyof Kept] };
  waiting: { key: string; value: WaitingVisit; indexes: { account: string } };
}
export type VisitsDatabase = IDBPDatabase<VisitsSchema>;

export function openVisitsDatabase(lost: () => void = () => {}, name = databaseName): Promise<VisitsDatabase> {
  return openDB<VisitsSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("kept");
      database.createObjectStore("waiting", { keyPath: "id" }).createIndex("account", "account");
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

/** On disk when it resolves, not merely handed to the operating system. */
const strict: IDBTransactionOptions = { durability: "strict" };

/** Proxies of a page cannot be stored; all but the pictures is plain JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
export function storable(draft: Draft): Draft {
  const { papers, ...rest } = draft;
  return { ...plain(rest), papers: papers.map(({ id, paper, name, type, bytes }) => ({ id, paper, name, type, bytes })) };
}

const keyOf = (account: string, key: keyof Kept): string => `${account}/${key}`;

export async function readKept<K extends keyof Kept>(database: VisitsDatabase, account: string, key: K): Promise<Kept[K] | undefined> {
  return (await database.get("kept", keyOf(account, key))) as Kept[K] | undefined;
}

export async function keep<K extends keyof Kept>(database: VisitsDatabase, account: string, key: K, value: Kept[K]): Promise<void> {
  const tx = database.transaction("kept", "readwrite", strict);
  const stored = key === "draft" ? storable(value as Draft) : plain(value);
  await Promise.all([tx.store.put(stored, keyOf(account, key)), tx.done]);
}

export async function forget(database: VisitsDatabase, account: string, key: keyof Kept): Promise<void> {
  await database.delete("kept", keyOf(account, key));
}

/** The visit waits and its form is empty again, both or neither. */
export async function putWaiting(database: VisitsDatabase, account: string, draft: Draft, now: number = Date.now()): Promise<void> {
  const { papers, ...rest } = storable(draft);
  const tx = database.transaction(["waiting", "kept"], "readwrite", strict);
  const waiting = tx.objectStore("waiting");
  await Promise.all([
    waiting.put({ id: draft.id, account, keptAt: now, draft: rest, papers, isRecorded: false }),
    tx.objectStore("kept").delete(keyOf(account, "draft")),
    tx.done,
  ]);
}

/** The oldest first. */
export async function waitingVisits(database: VisitsDatabase, account: string): Promise<WaitingVisit[]> {
  const all = await database.getAllFromIndex("waiting", "account", account);
  return all.sort((a, b) => a.keptAt - b.keptAt);
}

export async function changeWaiting(database: VisitsDatabase, id: string, change: (visit: WaitingVisit) => WaitingVisit): Promise<void> {
  const tx = database.transaction("waiting", "readwrite", strict);
  const visit = await tx.store.get(id);
  if (visit) await tx.store.put(change(visit));
  await tx.done;
}

export async function removeWaiting(database: VisitsDatabase, id: string): Promise<void> {
  const tx = database.transaction("waiting", "readwrite", strict);
  await Promise.all([tx.store.delete(id), tx.done]);
}
