// Visits go out one by one, the oldest first: the visit, then its papers. What leaves the phone is what the server has. A
// lost answer is asked for again under the same id, and the server records it once.
import { Problem } from "@/api";
import { visitOf, type DraftPaper, type NewVisit } from "../visit";
import { changeWaiting, removeWaiting, waitingVisits, type VisitsDatabase, type WaitingVisit } from "./database";

export interface Sender {
  record: (visit: NewVisit) => Promise<unknown>;
  attach: (visit: string, paper: DraftPaper) => Promise<unknown>;
}

export interface Sending {
  sent: string[];
  refused: string[];
  /** What stopped it: no network, a busy server, a session that is over. */
  failure?: unknown;
}

/** The visit itself is at fault: sending it again would end the same. */
const isRefusal = (failure: unknown): failure is Problem => failure instanceof Problem && [400, 403, 404, 409, 413, 422].includes(failure.status) && failure.code !== "csrf" && failure.code !== "unreadable";

async function sendOne(database: VisitsDatabase, visit: WaitingVisit, sender: Sender): Promise<void> {
  if (!visit.isRecorded) {
    await sender.record(visitOf({ ...visit.draft, papers: [] }));
    await changeWaiting(database, visit.id, (now) => ({ ...now, isRecorded: true }));
  }
  for (const paper of visit.papers) {
    await sender.attach(visit.id, paper);
    await changeWaiting(database, visit.id, (now) => ({ ...now, papers: now.papers.filter(({ id }) => id !== paper.id) }));
  }
  await removeWaiting(database, visit.id);
}

/** `isAll`: those too that were refused before, as somebody asks for it. */
export async function sendWaiting(database: VisitsDatabase, account: string, sender: Sender, isAll = false): Promise<Sending> {
  const sending: Sending = { sent: [], refused: [] };
  for (const visit of await waitingVisits(database, account)) {
    if (visit.refused && !isAll) continue;
    try {
      await sendOne(database, visit, sender);
      sending.sent.push(visit.id);
    } catch (failure) {
      if (!isRefusal(failure)) return { ...sending, failure };
      const detail = [failure.detail, ...failure.faults.map((fault) => fault.message)].join(" ");
      await changeWaiting(database, visit.id, (now) => ({ ...now, refused: { code: failure.code, detail } }));
      sending.refused.push(visit.id);
    }
  }
  return sending;
}

/** One tab at a time, where the browser can tell. Where it cannot, the same visit sent twice is still one. */
export async function alone<T>(deed: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks ? (locks.request("tongzhou-visits-sending", deed) as Promise<T>) : deed();
}
