// Sends what waits, the oldest first, in batches. One tab at a time: the lock spares the network, while it is the ids
// made here that keep a passage from being recorded twice.
import { acknowledge, nextToSend, refuse, type Acknowledged } from "../keeping/queue";
import type { GateDatabase, WaitingPassage } from "../keeping/database";
import type { BatchAnswer } from "../types";
import { isRevocation, NoAnswer, Refusal, type GateApi } from "./api";

export const lockName = "tongzhou-gate-send";

/** Runs the work while no other tab does the same; nothing when another one does. */
export type OneAtATime = <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;

/** Where there are no locks (a page that did not come over TLS), two tabs may send the same; that is harmless. */
export const oneTabAtATime: OneAtATime = <T>(name: string, work: () => Promise<T>) => {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  const whenFree = async (lock: Lock | null) => (lock ? work() : undefined);
  return locks.request(name, { ifAvailable: true }, whenFree) as Promise<T | undefined>;
};

export interface Sending {
  database: GateDatabase;
  api: Pick<GateApi, "sendBatch" | "handOver">;
  now: () => number;
  /** To the handover of a revoked device instead of the ledger. */
  handingOver: boolean;
  /** Also those that the server would not look at before. */
  includeRefused: boolean;
  /** After each batch that was acknowledged. */
  progress: (acknowledged: number) => void;
}

/**
 * sent: all there was; busy: another tab sends; waiting: what follows is to wait for so long; revoked: the token opens
 * nothing any more.
 */
export type SendingEnd =
  | { end: "sent"; acknowledged: number }
  | { end: "busy" }
  | { end: "no_answer"; acknowledged: number }
  | { end: "later"; acknowledged: number; retryAfterSeconds: number | undefined }
  | { end: "revoked"; acknowledged: number }
  | { end: "not_revoked"; acknowledged: number };

const mostInABatch = 200;

export async function sendWaiting(sending: Sending, alone: OneAtATime = oneTabAtATime): Promise<SendingEnd> {
  return (await alone(lockName, () => sendAll(sending))) ?? { end: "busy" };
}

async function sendAll(sending: Sending): Promise<SendingEnd> {
  const { database, now } = sending;
  let acknowledged = 0;
  let size = mostInABatch;
  // Refused ones are tried once in a round, or it would never end.
  let triedRefused = new Set<number>();
  for (;;) {
    const found = await nextToSend(database, size + triedRefused.size, now(), sending.includeRefused);
    const batch = found.filter(({ seq }) => !triedRefused.has(seq)).slice(0, size);
    if (batch.length === 0) return { end: "sent", acknowledged };
    try {
      await sendBatch(sending, batch);
      acknowledged += batch.length;
      sending.progress(batch.length);
      size = Math.min(mostInABatch, size * 2);
    } catch (fault) {
      if (fault instanceof NoAnswer) return { end: "no_answer", acknowledged };
      if (isRevocation(fault)) return { end: "revoked", acknowledged };
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status === 401 || fault.status === 403) return { end: "not_revoked", acknowledged };
      if (fault.status === 408 || fault.status === 429 || fault.status >= 500)
        return { end: "later", acknowledged, retryAfterSeconds: fault.retryAfterSeconds };
      // Something in this batch offends the server, or the batch is too big: halve it until it stands alone.
      const [first] = batch;
      if (batch.length > 1) size = Math.ceil(batch.length / 2);
      else if (first) {
        await refuse(database, first.seq, `${fault.status} ${fault.message}`);
        triedRefused = new Set([...triedRefused, first.seq]);
        size = mostInABatch;
      }
    }
  }
}

async function sendBatch(sending: Sending, batch: readonly WaitingPassage[]): Promise<void> {
  const passages = batch.map(({ passage }) => passage);
  if (sending.handingOver) {
    const answer = await sending.api.handOver(passages);
    if (answer.received !== passages.length) throw new NoAnswer("not all of them were received");
    await acknowledge(
      sending.database,
      passages.map(({ id }) => ({ id, outcome: "handed_over" })),
    );
    return;
  }
  await acknowledge(sending.database, outcomesOf(batch, await sending.api.sendBatch(passages)));
}

/** The server's word for each passage; an answer that does not speak of all of them in their order is none. */
function outcomesOf(batch: readonly WaitingPassage[], answer: BatchAnswer): Acknowledged[] {
  if (!Array.isArray(answer.outcomes) || answer.outcomes.length !== batch.length)
    throw new NoAnswer("an answer to another batch");
  return batch.map(({ passage }, index) => {
    const outcome = answer.outcomes?.[index];
    // A faulty one may be so faulty that its id could not be read.
    if (outcome?.index !== index || (outcome.id !== undefined && outcome.id !== passage.id))
      throw new NoAnswer("an answer to another batch");
    return {
      id: passage.id,
      outcome: outcome.status,
      verdict: outcome.verdict,
      review: outcome.review,
      fault: outcome.fault,
    };
  });
}

/** How long to wait after so many failures in a row: twice as long each time up to five minutes, never all at once. */
export function backOff(failures: number, random: () => number): number {
  const longest = Math.min(300_000, 2_000 * 2 ** Math.max(0, failures - 1));
  return longest / 2 + random() * (longest / 2);
}
