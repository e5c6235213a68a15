// Declaring one's health: at once, or once there is a network.
import { newUuid } from "@/gate/rules/uuid";
import { fitAgainOn } from "../health/again";
import { answersIn } from "../health/topics";
import { forget, keep, putWaiting, waitingDeclarations, type Filled } from "../keeping/database";
import { api, inTime } from "../server/api";
import type { DeclarationResult } from "../types";
import { alone, sendWaiting, type Declare, type Sending } from "./sending";
import { fetchFile, heard, opened } from "./session";
import { own } from "./state";

const declare: Declare = (id, answers) =>
  inTime((signal) => api.post("/my/declarations", { body: { id, answers }, signal }));

export const newDeclaration = newUuid;

/**
 * Throws what the server has against the answers. `id` is made by the form, once: when the answer was lost on the way,
 * declaring again under it declares nothing twice.
 */
export async function declareHealth(id: string, filled: Filled): Promise<"received" | "kept"> {
  // Kept before it is sent: a phone that goes off in between loses nothing.
  await putWaiting(opened(), { ...filled, id, madeAt: Date.now() });
  const { refused, failure } = await sendAll();
  const refusal = refused.find(({ declaration }) => declaration.id === id);
  if (refusal) throw refusal.problem;
  own.news = own.waiting.some((declaration) => declaration.id === id) ? "kept" : "received";
  try {
    if (failure) throw failure;
    await fetchFile();
  } catch (later) {
    await heard(later);
  }
  return own.news;
}

/** What waited since earlier. Throws what stopped it. */
export async function sendWhatWaits(): Promise<void> {
  const { sent, refused, failure } = await sendAll();
  if (sent.length > 0) own.news = "sent_later";
  const [first] = refused;
  if (first) own.refused = first;
  if (failure) throw failure;
}

// Those that were made earlier go first: the last word is the last one spoken.
async function sendAll(): Promise<Sending> {
  const sending = await alone(() => sendWaiting(opened(), declare));
  for (const { declaration, result } of sending.sent) await keepResult(declaration, result);
  own.waiting = await waitingDeclarations(opened());
  return sending;
}

async function keepResult(filled: Filled, result: DeclarationResult): Promise<void> {
  if (result.result === "fit") {
    own.result = undefined;
    return forget(opened(), "result");
  }
  const { observation_days: observationDays = 14, province = "" } = own.file?.file ?? {};
  const again = fitAgainOn(result.reasons, answersIn(filled), { observationDays, province });
  own.result = { id: result.id, at: result.at, reasons: result.reasons, again };
  await keep(opened(), "result", own.result);
}
