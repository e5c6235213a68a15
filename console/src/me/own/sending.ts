// Declarations go out one by one, in the order in which they were made. What leaves the list is what the server has, or
// what it will never take.
import { Problem } from "@/api";
import type { HealthAnswers } from "@/modules/declarations/answers";
import { answersIn } from "../health/topics";
import { removeWaiting, waitingDeclarations, type OwnDatabase, type WaitingDeclaration } from "../keeping/database";
import type { DeclarationResult } from "../types";

export type Declare = (id: string, answers: HealthAnswers) => Promise<DeclarationResult>;

export interface Refused {
  declaration: WaitingDeclaration;
  problem: Problem;
}

export interface Sending {
  sent: { declaration: WaitingDeclaration; result: DeclarationResult }[];
  refused: Refused[];
  /** What stopped it: no network, a busy server, a session that is over. */
  failure?: unknown;
}

/** The answers themselves are at fault: sending them again would end the same. */
const isRefusal = (failure: unknown): failure is Problem =>
  failure instanceof Problem && [400, 409, 413, 422].includes(failure.status) && failure.code !== "unreadable";

export async function sendWaiting(database: OwnDatabase, declare: Declare): Promise<Sending> {
  const sending: Sending = { sent: [], refused: [] };
  for (const declaration of await waitingDeclarations(database)) {
    try {
      const result = await declare(declaration.id, answersIn(declaration));
      sending.sent.push({ declaration, result });
    } catch (failure) {
      if (!isRefusal(failure)) return { ...sending, failure };
      sending.refused.push({ declaration, problem: failure });
    }
    await removeWaiting(database, declaration.id);
  }
  return sending;
}

/** One tab at a time, where the browser can tell. Where it cannot, the same declaration sent twice is still one. */
export async function alone<T>(deed: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return deed();
  return locks.request("tongzhou-me-sending", deed) as Promise<T>;
}
