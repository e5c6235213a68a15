// The queue: passages from the moment they happen until the server has acknowledged them. A passage is written here,
// on disk, before its verdict shows, and leaves only with the server's word for it. What is shown of today is kept
// beside it in the same transactions, without what is personal.
import type { IDBPObjectStore } from "idb";
import {
  strict,
  type GateDatabase,
  type GateSchema,
  type Outcome,
  type TodaysPassage,
  type WaitingPassage,
} from "./database";
import type { OfflinePassage, Reason, Verdict } from "../types";

/** Of what waits: how many, and since when. */
export interface Waiting {
  count: number;
  oldestAt?: number | undefined;
  /** How many of them the server has refused to look at. */
  refused: number;
}

export interface Acknowledged {
  id: string;
  outcome: Exclude<Outcome, "waiting">;
  /** As it is on record; absent where the server keeps it aside. */
  verdict?: Verdict | undefined;
  review?: string | undefined;
  fault?: string | undefined;
}

/** Takes a passage in. An id that waits already is left as it is. */
export async function enqueue(
  database: GateDatabase,
  passage: OfflinePassage,
  maskedName: string | undefined,
  heldUntil = 0,
): Promise<void> {
  const tx = database.transaction(["queue", "today"], "readwrite", strict);
  const queue = tx.objectStore("queue");
  if ((await queue.index("passage").getKey(passage.id)) !== undefined) return tx.done;
  await Promise.all([
    queue.add({ passage, heldUntil }),
    tx.objectStore("today").put({
      id: passage.id,
      at: Date.parse(passage.at),
      direction: passage.direction,
      means: passage.means,
      maskedName,
      verdict: passage.verdict,
      reason: passage.reason,
      decidedBy: "device",
      outcome: "waiting",
    }),
    tx.done,
  ]);
}

/** The server decided while the person waited: what was shown is the server's, and the passage is on record. */
export async function settle(
  database: GateDatabase,
  id: string,
  answer: { verdict: Verdict; reason: Reason; masked_name?: string | undefined; review: boolean },
): Promise<void> {
  const tx = database.transaction(["queue", "today"], "readwrite", strict);
  await removeFromQueue(tx.objectStore("queue"), id);
  const today = tx.objectStore("today");
  const line = await today.get(id);
  if (line)
    await today.put({
      ...line,
      verdict: answer.verdict,
      reason: answer.reason,
      maskedName: answer.masked_name ?? line.maskedName,
      decidedBy: "server",
      outcome: "recorded",
      review: answer.review ? "review" : undefined,
      recordedVerdict: undefined,
    });
  await tx.done;
}

/** The server has refused to record it while the person stood there, and said why: nobody passed. */
export async function withdraw(database: GateDatabase, id: string): Promise<void> {
  const tx = database.transaction(["queue", "today"], "readwrite", strict);
  await removeFromQueue(tx.objectStore("queue"), id);
  await tx.objectStore("today").delete(id);
  await tx.done;
}

/** Lets batches have a passage again that could not be sent by itself. */
export async function release(database: GateDatabase, id: string): Promise<void> {
  const tx = database.transaction("queue", "readwrite");
  const key = await tx.store.index("passage").getKey(id);
  const waiting = key === undefined ? undefined : await tx.store.get(key);
  if (waiting) await tx.store.put({ ...waiting, heldUntil: 0 });
  await tx.done;
}

/** The oldest that may be sent now, in the order in which they happened. */
export async function nextToSend(
  database: GateDatabase,
  most: number,
  now: number,
  includeRefused: boolean,
): Promise<WaitingPassage[]> {
  const found: WaitingPassage[] = [];
  let cursor = await database.transaction("queue").store.openCursor();
  while (cursor && found.length < most) {
    const waiting = cursor.value as WaitingPassage;
    if (waiting.heldUntil <= now && (includeRefused || waiting.refused === undefined)) found.push(waiting);
    cursor = await cursor.continue();
  }
  return found;
}

/** The server's word for each: they leave the queue, and today's list says what became of them. */
export async function acknowledge(database: GateDatabase, outcomes: readonly Acknowledged[]): Promise<void> {
  const tx = database.transaction(["queue", "today"], "readwrite", strict);
  const today = tx.objectStore("today");
  for (const { id, outcome, verdict, review, fault } of outcomes) {
    await removeFromQueue(tx.objectStore("queue"), id);
    const line = await today.get(id);
    if (!line) continue;
    const recordedVerdict = verdict !== undefined && verdict !== line.verdict ? verdict : undefined;
    await today.put({ ...line, outcome, review, fault, recordedVerdict });
  }
  await tx.done;
}

/** Notes that the server would not look at them, each alone in its batch, and goes on without. */
export async function refuse(database: GateDatabase, seq: number, why: string): Promise<void> {
  const tx = database.transaction("queue", "readwrite");
  const waiting = await tx.store.get(seq);
  if (waiting) await tx.store.put({ ...waiting, refused: why });
  await tx.done;
}

export async function countWaiting(database: GateDatabase): Promise<Waiting> {
  const tx = database.transaction("queue");
  const [count, refused, oldest] = await Promise.all([
    tx.store.count(),
    tx.store.index("refused").count(),
    tx.store.openCursor(),
  ]);
  await tx.done;
  return { count, refused, oldestAt: oldest ? Date.parse(oldest.value.passage.at) : undefined };
}

export async function allWaiting(database: GateDatabase): Promise<WaitingPassage[]> {
  return (await database.getAll("queue")) as WaitingPassage[];
}

/** The newest first. */
export async function todaysList(database: GateDatabase): Promise<TodaysPassage[]> {
  return (await database.getAllFromIndex("today", "at")).reverse();
}

/** Forgets the lines of days before that have been settled. */
export async function forgetBefore(database: GateDatabase, at: number): Promise<void> {
  const tx = database.transaction("today", "readwrite");
  let cursor = await tx.store.index("at").openCursor(IDBKeyRange.upperBound(at, true));
  while (cursor) {
    if (cursor.value.outcome !== "waiting") await cursor.delete();
    cursor = await cursor.continue();
  }
  await tx.done;
}

type QueueStore = IDBPObjectStore<GateSchema, ("queue" | "today")[], "queue", "readwrite">;

async function removeFromQueue(queue: QueueStore, id: string): Promise<void> {
  const key = await queue.index("passage").getKey(id);
  if (key !== undefined) await queue.delete(key);
}
