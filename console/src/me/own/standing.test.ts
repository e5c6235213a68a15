import { describe, expect, it } from "vitest";
import { keptFile, noon, testPass, waitingOne } from "../test-own";
import { skewOf, standingOf, writtenReason } from "./standing";

const hour = 3_600_000;
const of = (more: Parameters<typeof keptFile>[0], now = noon) => standingOf(keptFile(more), [], now);
const fit = { id: "d", at: "2020-02-20T04:00:00Z", result: "fit" as const };
const unfit = { id: "e", at: "2020-02-24T03:00:00Z", result: "unfit" as const };

describe("what is shown at the gate", () => {
  it("is the code while the pass is in force", () => {
    expect(of({ pass: testPass(), declaration: fit })).toMatchObject({ kind: "valid", soon: false });
  });

  it("says within the last day that it ends", () => {
    const end = Date.parse(testPass().expires_at);
    expect(of({ pass: testPass() }, end - 25 * hour)).toMatchObject({ soon: false });
    expect(of({ pass: testPass() }, end - 23 * hour)).toMatchObject({ kind: "valid", soon: true });
  });

  it("is no code from the moment at which it ends, also when it was kept while it was valid", () => {
    const end = Date.parse(testPass().expires_at);
    expect(of({ pass: testPass() }, end - 1).kind).toBe("valid");
    expect(of({ pass: testPass() }, end).kind).toBe("expired");
    expect(of({ pass: testPass({ state: "expired" }) }, end - hour).kind).toBe("expired");
  });

  it("is no code once it was revoked, and says why", () => {
    const pass = testPass({ state: "revoked", revoked_at: "2020-02-23T04:00:00Z", revoke_reason: "接触者排查" });
    expect(of({ pass, declaration: fit }).kind).toBe("revoked");
    expect(writtenReason(pass)).toBe("接触者排查");
    expect(writtenReason({ ...pass, revoke_reason: "unfit_declaration" })).toBeUndefined();
  });

  it("is a kind word after a declaration that was not fit", () => {
    const pass = testPass({ state: "revoked", revoked_at: unfit.at, revoke_reason: "unfit_declaration" });
    expect(of({ pass, declaration: unfit })).toEqual({ kind: "unfit", at: unfit.at });
    expect(of({ declaration: unfit })).toEqual({ kind: "unfit", at: unfit.at });
  });

  it("is the code again after a later one that was", () => {
    expect(of({ pass: testPass({ issued_at: "2020-02-24T03:30:00Z" }), declaration: unfit }).kind).toBe("valid");
  });

  it("is a way to declare where there is no pass, and nothing where nothing was fetched", () => {
    expect(of({}).kind).toBe("none");
    expect(standingOf(undefined, [], noon).kind).toBe("unknown");
  });

  it("is no code while a fever waits to be sent", () => {
    const feverish = waitingOne((each) => {
      each.topics = ["symptoms"];
      each.health.symptoms.fever.has = true;
    });
    expect(standingOf(keptFile({ pass: testPass() }), [feverish], noon).kind).toBe("awaiting");
    expect(standingOf(keptFile({ pass: testPass() }), [waitingOne()], noon).kind).toBe("valid");
  });
});

describe("the clock of the server", () => {
  it("is that of its answer, and not the way it took", () => {
    const date = new Date(noon).toUTCString();
    expect(skewOf(noon - 100, noon + 100, date)).toBe(0);
    expect(skewOf(noon - 9_000, noon + 9_000, date)).toBe(0);
    expect(skewOf(noon + 2 * hour, noon + 2 * hour + 200, date)).toBe(-2 * hour + 400);
    expect(skewOf(noon, noon, null)).toBe(0);
  });
});
