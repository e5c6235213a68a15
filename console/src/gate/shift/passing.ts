// One person passing: from what was scanned or typed, and measured, to a verdict that is on disk somewhere before
// anybody sees it.
import type { GateDatabase } from "../keeping/database";
import { enqueue, release, settle, withdraw } from "../keeping/queue";
import { identify, missingAnswers, rulesAt } from "../rules/identify";
import type { Signature } from "../rules/pass-token";
import { newestPass, type Roster } from "../rules/roster";
import { decide } from "../rules/verdict";
import { isRevocation, NoAnswer, patienceAtTheGate, Refusal, type FieldFault, type GateApi } from "../server/api";
import type { Direction, GateConfig, NewPassage, OfflinePassage, PassState, Reason, Verdict } from "../types";

/** How somebody was made known, before the temperature. */
export type Draft = Pick<NewPassage, "means" | "pass" | "document" | "document_kind" | "person" | "visitor">;

export interface Surroundings {
  database: GateDatabase;
  api: Pick<GateApi, "recordPassage">;
  config: GateConfig;
  roster: Roster;
  now: () => number;
  newId: () => string;
  /** Whether it is worth a try to ask the server while somebody waits. */
  online: () => boolean;
  /** What a call told of the network. */
  heard: (news: "answer" | "no_answer" | "revoked") => void;
}

/** What the device can tell before the temperature is taken. */
export interface Preview {
  maskedName?: string | undefined;
  workshop?: string | undefined;
  shuttle?: string | undefined;
  onRoster: boolean;
  pass?: PassState | undefined;
}

export interface ShownVerdict {
  id: string;
  at: number;
  direction: Direction;
  means: Draft["means"];
  verdict: Verdict;
  reason: Reason;
  maskedName?: string | undefined;
  temperature?: number | undefined;
  feverThreshold: number;
  decidedBy: "device" | "server";
  /** Somebody will look at it. */
  review: boolean;
  /** Of a pass that was shown: forged, or perhaps only signed with a key that this device does not have yet. */
  signature?: Signature | undefined;
  /** nowhere: the device is full and the server is away. Somebody has to write it on paper. */
  saved: "here" | "server" | "nowhere";
}

/** not_recorded: the server says what is wrong, and nothing was recorded. */
export type Passed = { shown: ShownVerdict } | { notRecorded: Refusal; faults: readonly FieldFault[] };

export async function preview(draft: Draft, direction: Direction, around: Surroundings): Promise<Preview> {
  const at = around.now();
  const rules = rulesAt(around.config.rules, at);
  const { facts, person } = await identify({ ...draft, direction }, around.config, around.roster, rules, at);
  return {
    maskedName: person?.masked_name,
    workshop: person?.workshop,
    shuttle: person?.shuttle,
    onRoster: person !== undefined,
    pass: facts.pass ?? (person && rules.pass_required ? newestPass(person, at) : undefined),
  };
}

export async function recordPassage(
  draft: Draft,
  direction: Direction,
  temperature: number | undefined,
  around: Surroundings,
): Promise<Passed> {
  const at = around.now();
  const rules = rulesAt(around.config.rules, at);
  const identified = await identify({ ...draft, direction }, around.config, around.roster, rules, at);
  const decision = decide({ direction, means: draft.means, temperature }, identified.facts, rules);
  const asked: NewPassage = {
    id: around.newId(),
    gate: around.config.gate.id,
    direction,
    ...draft,
    ...(temperature === undefined ? {} : { temperature }),
  };
  const passage: OfflinePassage = { ...asked, at: new Date(at).toISOString(), ...decision };
  const maskedName = identified.person?.masked_name;
  const ask = around.online() && answersSuffice(passage);
  const stored = await store(around, passage, maskedName, ask ? at + patienceAtTheGate + 1_000 : 0);
  const shown: ShownVerdict = {
    id: passage.id,
    at,
    direction,
    means: draft.means,
    ...decision,
    maskedName,
    temperature,
    feverThreshold: rules.fever_threshold,
    decidedBy: "device",
    review: false,
    signature: identified.signature,
    saved: stored ? "here" : "nowhere",
  };
  return ask || !stored ? askServer(asked, shown, stored, around) : { shown };
}

/** Who leaves gaps in the visitors' form is refused by the device; alone, the server would not take such a passage. */
function answersSuffice(passage: OfflinePassage): boolean {
  return passage.means !== "visitor" || passage.direction === "exit" || missingAnswers(passage.visitor).length === 0;
}

async function store(
  around: Surroundings,
  passage: OfflinePassage,
  maskedName: string | undefined,
  heldUntil: number,
): Promise<boolean> {
  try {
    await enqueue(around.database, passage, maskedName, heldUntil);
    return true;
  } catch (fault) {
    // A full or failing disk. The verdict says so unless the server takes the passage.
    if (fault instanceof DOMException) return false;
    throw fault;
  }
}

// The server's verdict counts, and its time: without `at` a clock that is off does no harm while there is a network.
async function askServer(
  asked: NewPassage,
  shown: ShownVerdict,
  stored: boolean,
  around: Surroundings,
): Promise<Passed> {
  try {
    const answer = await around.api.recordPassage(asked);
    around.heard("answer");
    if (stored) await keepUp(() => settle(around.database, asked.id, answer));
    return {
      shown: {
        ...shown,
        verdict: answer.verdict,
        reason: answer.reason,
        maskedName: answer.masked_name ?? shown.maskedName,
        decidedBy: "server",
        review: answer.review,
        saved: "server",
      },
    };
  } catch (fault) {
    if (!(fault instanceof NoAnswer) && !(fault instanceof Refusal)) throw fault;
    if (fault instanceof Refusal && saysNo(fault)) {
      around.heard("answer");
      if (stored) await keepUp(() => withdraw(around.database, asked.id));
      return { notRecorded: fault, faults: fault.faults };
    }
    around.heard(isRevocation(fault) ? "revoked" : "no_answer");
    if (stored) await keepUp(() => release(around.database, asked.id));
    return { shown };
  }
}

/** A disk that fails now must not keep the verdict back: what still waits is sent again, and is on record once. */
async function keepUp(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
}

/** The gate is closed, or an answer is not as it must be: nobody passed, and there is nothing to send. */
function saysNo(refusal: Refusal): boolean {
  return (refusal.status === 409 && refusal.code === "gate_closed") || refusal.status === 422;
}
