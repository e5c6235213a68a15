// What this phone keeps, all of it in IndexedDB: the token, the file as it was fetched last, and declarations that wait
// for a network. Signing out removes all of it.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { HealthDraft } from "@/modules/declarations/answers";
import type { Topic } from "../health/topics";
import type { OwnFile, Passage, Unfitness } from "../types";

export const databaseName = "tongzhou-me";

export interface KeptSession {
  token: string;
  expiresAt: string;
}

/** The file, and when it was fetched by this phone's clock, which was `skew` milliseconds behind the server's. */
export interface KeptFile {
  file: OwnFile;
  at: number;
  skew: number;
}

export interface KeptPassages {
  items: Passage[];
  next?: string;
  at: number;
}

/** What became of the last declaration that did not earn a pass: to be read again when the phone has forgotten the page. */
export interface KeptResult {
  id: string;
  at: string;
  reasons: Unfitness[];
  /** The first day on which the same answers would be fit, where they tell. */
  again?: string;
}

/** What somebody filled in. */
export interface Filled {
  topics: Topic[];
  health: HealthDraft;
}

export interface WaitingDeclaration extends Filled {
  /** In the order in which they were made. */
  seq: number;
  /** Made here, once: whatever is sent again is the same declaration. */
  id: string;
  madeAt: number;
}

export interface Place {
  code: string;
  name: string;
}

export interface Kept {
  session: KeptSession;
  invitation: string;
  file: KeptFile;
  passages: KeptPassages;
  result: KeptResult;
  provinces: Place[];
}

interface OwnSchema extends DBSchema {
  kept: { key: string; value: Kept[keyof Kept] };
  waiting: { key: number; value: Omit<WaitingDeclaration, "seq"> & { seq?: number }; indexes: { declaration: string } };
}

export type OwnDatabase = IDBPDatabase<OwnSchema>;

export function openOwnDatabase(lost: () => void = () => {}, name = databaseName): Promise<OwnDatabase> {
  return openDB<OwnSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("kept");
      const waiting = database.createObjectStore("waiting", { keyPath: "seq", autoIncrement: true });
      waiting.createIndex("declaration", "id", { unique: true });
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

/** On disk when it resolves, not merely handed to the operating system. */
export const strict: IDBTransactionOptions = { durability: "strict" };

/** Proxies of the page cannot be stored; all of this is plain JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export async function read<K extends keyof Kept>(database: OwnDatabase, key: K): Promise<Kept[K] | undefined> {
  return (await database.get("kept", key)) as Kept[K] | undefined;
}

export async function keep<K extends keyof Kept>(database: OwnDatabase, key: K, value: Kept[K]): Promise<void> {
  const tx = database.transaction("kept", "readwrite", strict);
  await Promise.all([tx.store.put(plain(value), key), tx.done]);
}

export async function forget(database: OwnDatabase, ...keys: (keyof Kept)[]): Promise<void> {
  const tx = database.transaction("kept", "readwrite", strict);
  await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done]);
}

/** Everything: the end of a session. */
export async function forgetAll(database: OwnDatabase): Promise<void> {
  const tx = database.transaction(["kept", "waiting"], "readwrite", strict);
  await Promise.all([tx.objectStore("kept").clear(), tx.objectStore("waiting").clear(), tx.done]);
}

export async function waitingDeclarations(database: OwnDatabase): Promise<WaitingDeclaration[]> {
  return (await database.getAll("waiting")) as WaitingDeclaration[];
}

/** Kept before it is sent; the same one twice is kept once. */
export async function putWaiting(database: OwnDatabase, declaration: Omit<WaitingDeclaration, "seq">): Promise<void> {
  const tx = database.transaction("waiting", "readwrite", strict);
  if (!(await tx.store.index("declaration").getKey(declaration.id))) await tx.store.add(plain(declaration));
  await tx.done;
}

export async function removeWaiting(database: OwnDatabase, id: string): Promise<void> {
  const tx = database.transaction("waiting", "readwrite", strict);
  const key = await tx.store.index("declaration").getKey(id);
  if (key !== undefined) await tx.store.delete(key);
  await tx.done;
}

export async function clearWaiting(database: OwnDatabase): Promise<void> {
  const tx = database.transaction("waiting", "readwrite", strict);
  await Promise.all([tx.store.clear(), tx.done]);
}
