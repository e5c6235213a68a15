// Who stands at the gate, as far as the device can tell by itself: the facts that the verdict is made of. What the
// server looks up in its files (src/modules/gates/recording.cpp, identify) is looked up in the roster here.
import type { GateConfig, NewPassage, PassState, SyncedPerson, SyncedRules, VisitorAnswers } from "../types";
import { documentHash, parseDocument, parseMobile } from "./document";
import { checkSignature, readPassToken, type PassKey, type Signature } from "./pass-token";
import { isOnRoster, newestPass, type Roster } from "./roster";
import type { Facts, GateRules } from "./verdict";

export interface Identified {
  facts: Facts;
  /** When they are on the roster; nobody else's name is known here. */
  person?: SyncedPerson | undefined;
  /** Of the pass that was shown. */
  signature?: Signature | undefined;
}

/** The rules that hold at an instant: those in force, or the ones that have taken over since. */
export function rulesAt(rules: readonly SyncedRules[], at: number): SyncedRules {
  const inForce = rules.filter((candidate) => candidate.from === undefined || Date.parse(candidate.from) <= at);
  const latest = inForce.at(-1) ?? rules[0];
  if (!latest) throw new Error("a gate without rules");
  return latest;
}

export async function identify(
  passage: Pick<NewPassage, "direction" | "means" | "pass" | "document" | "document_kind" | "person" | "visitor">,
  config: Pick<GateConfig, "salt" | "site" | "pass_keys">,
  roster: Roster,
  rules: GateRules,
  at: number,
): Promise<Identified> {
  const facts: Facts = {
    known: false,
    onRoster: false,
    visitorComplete: passage.direction === "exit" || missingAnswers(passage.visitor).length === 0,
    outbreakContact: passage.visitor?.outbreak_contact ?? false,
    siteOperating: config.site.operating,
    // What was kept by an older version of the app does not say.
    sitePermitted: config.site.permitted !== false,
  };
  const found = await find(passage, config, roster, at);
  facts.known = found.known;
  facts.pass = found.pass;
  const onRoster = found.person !== undefined && isOnRoster(found.person, at);
  facts.onRoster = onRoster;
  const asksForPass = passage.direction === "entry" && rules.pass_required && onRoster;
  if (passage.pass === undefined && asksForPass && found.person) facts.pass = newestPass(found.person, at);
  return { facts, person: onRoster ? found.person : undefined, signature: found.signature };
}

export type VisitorField = "name" | "mobile" | "origin" | "employer" | "outbreak_contact";

/** The answers that a visitor still owes before entering (国发明电〔2020〕4号). */
export function missingAnswers(visitor: VisitorAnswers | undefined): VisitorField[] {
  const missing: VisitorField[] = [];
  for (const field of ["name", "mobile", "origin", "employer"] as const)
    if (!visitor?.[field]?.trim()) missing.push(field);
  if (visitor?.mobile && parseMobile(visitor.mobile) === undefined) missing.push("mobile");
  if (visitor?.outbreak_contact === undefined) missing.push("outbreak_contact");
  return missing;
}

interface Found {
  known: boolean;
  person?: SyncedPerson | undefined;
  pass?: PassState | undefined;
  signature?: Signature | undefined;
}

async function find(
  passage: Pick<NewPassage, "means" | "pass" | "document" | "document_kind" | "person">,
  config: { salt: string; pass_keys: readonly PassKey[] },
  roster: Roster,
  at: number,
): Promise<Found> {
  if (passage.means === "pass") return findByPass(passage.pass ?? "", config.pass_keys, roster, at);
  const person =
    passage.means === "manual" ? roster.byId.get(passage.person ?? "") : findByDocument(passage, config, roster);
  return { known: person !== undefined, person };
}

function findByDocument(
  passage: Pick<NewPassage, "means" | "document" | "document_kind">,
  config: { salt: string },
  roster: Roster,
): SyncedPerson | undefined {
  if (passage.means !== "document") return undefined;
  const kind = passage.document_kind ?? "resident_id";
  const document = parseDocument(kind, passage.document ?? "");
  return document.fault ? undefined : roster.byDocument.get(documentHash(kind, document.number, config.salt));
}

// Signature, then revocation, then expiry. That we signed a pass proves that there is a file of its person, even when
// that person is on another roster, of which nothing is known here.
async function findByPass(token: string, keys: readonly PassKey[], roster: Roster, at: number): Promise<Found> {
  const read = readPassToken(token);
  if (!read) return { known: false, pass: "forged", signature: "forged" };
  const signature = await checkSignature(read, keys);
  if (signature !== "ours") return { known: false, pass: "forged", signature };
  const pass = roster.revokedPasses.has(read.pass) ? "revoked" : at >= read.expires ? "expired" : "valid";
  return { known: true, person: roster.byId.get(read.person), pass, signature };
}
