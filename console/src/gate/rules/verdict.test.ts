// Every line of the verdict, as a table: the one of src/modules/gates/verdict_test.cpp.
import { describe, expect, it } from "vitest";
import type { Direction, Means, PassState } from "../types";
import { decide, isFever, type Decision, type Facts, type GateRules, type Reading } from "./verdict";

const strict: GateRules = { fever_threshold: 373, pass_required: true, permit_required: false };
const lenient: GateRules = { ...strict, pass_required: false };
const permits: GateRules = { ...strict, permit_required: true };

const nobody: Facts = {
  known: false,
  onRoster: false,
  visitorComplete: false,
  outbreakContact: false,
  siteOperating: true,
  sitePermitted: true,
};
const worker = (pass?: PassState): Facts => ({ ...nobody, known: true, onRoster: true, pass });
const closed = (facts: Facts): Facts => ({ ...facts, siteOperating: false });
const unpermitted = (facts: Facts): Facts => ({ ...facts, sitePermitted: false });
const complete: Facts = { ...nobody, visitorComplete: true };

const entering = (means: Means, temperature = 365): Reading => ({ direction: "entry", means, temperature });
const leaving: Reading = { direction: "exit", means: "pass" };
const admitted: Decision = { verdict: "admitted", reason: "none" };
const refused = (reason: Decision["reason"]): Decision => ({ verdict: "refused", reason });
const held: Decision = { verdict: "held", reason: "fever" };

const table: [string, Reading, Facts, GateRules, Decision][] = [
  ["a worker with a valid pass", entering("pass"), worker("valid"), strict, admitted],
  ["by document, pass on file", entering("document"), worker("valid"), strict, admitted],
  ["without a phone", entering("manual"), worker("valid"), strict, admitted],
  ["an expired pass", entering("pass"), worker("expired"), strict, refused("pass_expired")],
  ["an expired pass where none is required", entering("pass"), worker("expired"), lenient, admitted],
  ["no pass", entering("document"), worker("unknown"), strict, refused("no_pass")],
  ["no pass looked for", entering("document"), worker(), strict, refused("no_pass")],
  ["no pass where none is required", entering("document"), worker(), lenient, admitted],
  ["a revoked pass where none is required", entering("pass"), worker("revoked"), lenient, refused("pass_revoked")],
  [
    "a forged pass where none is required",
    entering("pass"),
    { ...nobody, pass: "forged" },
    lenient,
    refused("pass_forged"),
  ],
  ["a pass of nobody", entering("pass"), { ...nobody, pass: "unknown" }, strict, refused("unknown_person")],
  [
    "another employer's worker",
    entering("pass"),
    { ...nobody, known: true, pass: "valid" },
    strict,
    refused("not_on_roster"),
  ],
  ["a document nobody knows", entering("document"), nobody, strict, refused("not_on_roster")],
  [
    "a document another employer knows",
    entering("document"),
    { ...nobody, known: true },
    strict,
    refused("not_on_roster"),
  ],
  ["a fever", entering("pass", 373), worker("valid"), strict, held],
  ["a fever with a forged pass", entering("pass", 373), { ...nobody, pass: "forged" }, strict, held],
  ["a fever at a closed site", entering("pass", 380), closed(worker("valid")), strict, held],
  ["a closed site", entering("pass"), closed(worker("valid")), strict, refused("site_closed")],
  ["a closed site where permits are required", entering("pass"), closed(worker("valid")), permits, refused("site_closed")],
  ["a site without permit", entering("pass"), unpermitted(worker("valid")), permits, refused("site_not_permitted")],
  ["a visitor to a site without permit", entering("visitor"), unpermitted(complete), permits, refused("site_not_permitted")],
  ["a site without permit where none is required", entering("pass"), unpermitted(worker("valid")), strict, admitted],
  ["a fever at a site without permit", entering("pass", 373), unpermitted(worker("valid")), permits, held],
  ["leaving a site without permit", leaving, unpermitted(nobody), permits, admitted],
  ["a visitor", entering("visitor"), complete, strict, admitted],
  ["a visitor without answers", entering("visitor"), nobody, strict, refused("visitor_incomplete")],
  [
    "a visitor from an outbreak",
    entering("visitor"),
    { ...complete, outbreakContact: true },
    strict,
    refused("outbreak_contact"),
  ],
  ["leaving without anything", leaving, nobody, strict, admitted],
  ["leaving a closed site with a revoked pass", leaving, closed(worker("revoked")), strict, admitted],
  ["leaving with a fever", { ...leaving, temperature: 373 }, nobody, strict, { verdict: "admitted", reason: "fever" }],
];

describe("the verdict", () => {
  it.each(table)("%s", (_what, reading, facts, rules, decision) => {
    expect(decide(reading, facts, rules)).toEqual(decision);
  });

  it("finds fever from the threshold on", () => {
    expect(isFever(373, strict)).toBe(true);
    expect(isFever(372, strict)).toBe(false);
    expect(isFever(undefined, strict)).toBe(false);
    expect(isFever(372, { ...strict, fever_threshold: 372 })).toBe(true);
  });

  it("never holds back who leaves, and never refuses without a reason", () => {
    const states: PassState[] = ["valid", "expired", "revoked", "forged", "unknown"];
    for (const means of ["pass", "document", "manual", "visitor"] as Means[])
      for (const direction of ["entry", "exit"] as Direction[])
        for (let bits = 0; bits < 64; bits++)
          for (const pass of states) {
            const has = (bit: number) => (bits & bit) !== 0;
            const facts: Facts = {
              known: has(1),
              onRoster: has(2),
              pass,
              visitorComplete: has(4),
              outbreakContact: has(8),
              siteOperating: has(16),
              sitePermitted: has(32),
            };
            const decision = decide({ direction, means, temperature: 365 }, facts, permits);
            if (direction === "exit") expect(decision).toEqual(admitted);
            expect(decision.verdict === "admitted").toBe(decision.reason === "none");
          }
  });
});
