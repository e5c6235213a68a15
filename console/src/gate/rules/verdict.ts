// The verdict at a gate, the same as the server's (src/modules/gates/verdict.cpp): a pure function of what is known of
// the person, what was measured, and the rules in force.
import type { Direction, Means, PassState, Reason, SyncedRules, Verdict } from "../types";

/** What is measured and shown at the gate. Temperatures are in tenths of a degree. */
export interface Reading {
  direction: Direction;
  means: Means;
  temperature?: number | undefined;
}

/** What is known when the person stands there. */
export interface Facts {
  /** There is a file of this person. */
  known: boolean;
  /** Of the organisation whose site it is. */
  onRoster: boolean;
  /** The one shown, else the newest; nothing when none was looked for. */
  pass?: PassState | undefined;
  /** Name, mobile, origin, employer and contact are answered. */
  visitorComplete: boolean;
  outbreakContact: boolean;
  siteOperating: boolean;
  /** It has a permit to resume work, as of the last synchronisation; asked where one is required. */
  sitePermitted: boolean;
}

export type GateRules = Pick<SyncedRules, "fever_threshold" | "pass_required" | "permit_required">;

export interface Decision {
  verdict: Verdict;
  reason: Reason;
}

/** At or over the threshold (国发明电〔2020〕4号: temperature at every entry). */
export function isFever(temperature: number | undefined, rules: GateRules): boolean {
  return temperature !== undefined && temperature >= rules.fever_threshold;
}

/**
 * An exit is always admitted, for someone must be able to leave; a fever noticed on the way out is its reason. An entry
 * fails by the first that holds, in this order.
 */
export function decide(reading: Reading, facts: Facts, rules: GateRules): Decision {
  const fever = isFever(reading.temperature, rules);
  if (reading.direction === "exit") return { verdict: "admitted", reason: fever ? "fever" : "none" };
  if (fever) return { verdict: "held", reason: "fever" };
  const reason = refusalOf(reading, facts, rules);
  return { verdict: reason === "none" ? "admitted" : "refused", reason };
}

function refusalOf(reading: Reading, facts: Facts, rules: GateRules): Reason {
  if (!facts.siteOperating) return "site_closed";
  if (rules.permit_required && !facts.sitePermitted) return "site_not_permitted";
  if (facts.pass === "forged") return "pass_forged";
  if (facts.pass === "revoked") return "pass_revoked";
  if (reading.means === "visitor") {
    if (!facts.visitorComplete) return "visitor_incomplete";
    return facts.outbreakContact ? "outbreak_contact" : "none";
  }
  if (!facts.known && reading.means === "pass") return "unknown_person";
  if (!facts.onRoster) return "not_on_roster";
  if (!rules.pass_required || facts.pass === "valid") return "none";
  return facts.pass === "expired" ? "pass_expired" : "no_pass";
}
