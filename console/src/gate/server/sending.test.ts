// Sending what waits: what a crash, a second tab or a lost answer does to it.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetEnrolment, keep, openGateDatabase, type GateDatabase } from "../keeping/database";
import { allWaiting, countWaiting, enqueue, todaysList } from "../keeping/queue";
import type { BatchAnswer, OfflinePassage } from "../types";
import { Refusal, type GateApi } from "./api";
import { backOff, sendWaiting, type OneAtATime, type Sending, type SendingEnd } from "./sending";
import { TestLedger, testPassage } from "./test-ledger";

let database: GateDatabase;
let n = 0;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openGateDatabase();
  n = 0;
});

const start = Date.parse("2026-11-25T00:00:00Z");

const passage = () => testPassage(++n);

async function fill(count: number): Promise<OfflinePassage[]> {
  const all = Array.from({ length: count }, () => passage());
  for (const each of all) await enqueue(database, each, "张*");
  return all;
}

const atOnce: OneAtATime = (_name, work) => work();

function send(ledger: TestLedger, more: Partial<Sending> = {}, alone = atOnce): Promise<SendingEnd> {
  return sendWaiting(
    {
      database,
      api: ledger.api,
      now: () => start + 86_400_000,
      handingOver: false,
      includeRefused: false,
      progress: () => undefined,
      ...more,
    },
    alone,
  );
}

describe("sending", () => {
  it("sends a thousand in their order, and is empty when all are acknowledged", async () => {
    const all = await fill(1_000);
    const ledger = new TestLedger();
    expect(await send(ledger)).toEqual({ end: "sent", acknowledged: 1_000 });
    expect(ledger.order).toEqual(all.map(({ id }) => id));
    expect(ledger.batches).toBe(5);
    expect(await countWaiting(database)).toEqual({ count: 0, refused: 0, oldestAt: undefined });
    expect((await todaysList(database)).every((line) => line.outcome === "recorded")).toBe(true);
  });

  it("keeps everything when the network goes before the server has it", async () => {
    await fill(3);
    const ledger = new TestLedger();
    ledger.cut = "before";
    expect(await send(ledger)).toEqual({ end: "no_answer", acknowledged: 0 });
    expect((await countWaiting(database)).count).toBe(3);
    ledger.cut = "never";
    expect(await send(ledger)).toEqual({ end: "sent", acknowledged: 3 });
    expect(ledger.recorded.size).toBe(3);
  });

  it("doubles nothing when the network goes after the server has it", async () => {
    await fill(250);
    const ledger = new TestLedger();
    ledger.cut = "after";
    expect(await send(ledger)).toEqual({ end: "no_answer", acknowledged: 0 });
    expect(ledger.recorded.size).toBe(200);
    ledger.cut = "never";
    expect(await send(ledger)).toEqual({ end: "sent", acknowledged: 250 });
    expect(ledger.order).toHaveLength(250);
    const outcomes = (await todaysList(database)).map((line) => line.outcome);
    expect(outcomes.filter((outcome) => outcome === "already_recorded")).toHaveLength(200);
  });

  it("survives a crash between the server's answer and its own writing", async () => {
    await fill(5);
    const ledger = new TestLedger();
    // The answer arrives, and then the tab is gone: the database is closed under the sender's hands.
    const dying: Pick<GateApi, "sendBatch" | "handOver"> = {
      ...ledger.api,
      sendBatch: async (passages) => {
        const answer = await ledger.api.sendBatch(passages);
        database.close();
        return answer;
      },
    };
    await expect(send(ledger, { api: dying })).rejects.toThrow();
    database = await openGateDatabase();
    expect((await countWaiting(database)).count).toBe(5);
    await send(ledger);
    expect((await countWaiting(database)).count).toBe(0);
    expect(ledger.order).toHaveLength(5);
  });

  it("is sent by one of two tabs", async () => {
    await fill(400);
    const other = await openGateDatabase();
    const ledger = new TestLedger();
    let taken = false;
    const lock: OneAtATime = async (_name, work) => {
      if (taken) return undefined;
      taken = true;
      try {
        return await work();
      } finally {
        taken = false;
      }
    };
    const ends = await Promise.all([send(ledger, {}, lock), send(ledger, { database: other }, lock)]);
    expect(ends.map(({ end }) => end)).toEqual(["sent", "busy"]);
    expect(ledger.order).toHaveLength(400);
  });

  it("doubles nothing where there are no locks and two tabs send at once", async () => {
    await fill(400);
    const other = await openGateDatabase();
    const ledger = new TestLedger();
    await Promise.all([send(ledger), send(ledger, { database: other })]);
    expect(ledger.order).toHaveLength(400);
    expect(ledger.recorded.size).toBe(400);
    expect((await countWaiting(database)).count).toBe(0);
  });

  it("goes on without the one that the server refuses to look at, and says why", async () => {
    const all = await fill(50);
    const bad = all[17]!.id;
    const ledger = new TestLedger();
    ledger.refuse = (passages) =>
      passages.some(({ id }) => id === bad) ? new Refusal(400, "bad", "bad", "not JSON", [], undefined) : undefined;
    expect(await send(ledger)).toEqual({ end: "sent", acknowledged: 49 });
    expect(await countWaiting(database)).toMatchObject({ count: 1, refused: 1 });
    expect((await allWaiting(database))[0]).toMatchObject({ passage: { id: bad }, refused: "400 not JSON" });
    // Only when somebody asks for it is it tried again.
    expect(await send(ledger)).toEqual({ end: "sent", acknowledged: 0 });
    ledger.refuse = () => undefined;
    expect(await send(ledger, { includeRefused: true })).toEqual({ end: "sent", acknowledged: 1 });
    expect(ledger.recorded.size).toBe(50);
  });

  it("ends a round of refusals", async () => {
    await fill(5);
    const ledger = new TestLedger();
    ledger.refuse = () => new Refusal(413, "too_large", "too large", "", [], undefined);
    expect(await send(ledger, { includeRefused: true })).toEqual({ end: "sent", acknowledged: 0 });
    expect(await countWaiting(database)).toMatchObject({ count: 5, refused: 5 });
  });

  it("waits when the server asks for patience", async () => {
    await fill(2);
    const ledger = new TestLedger();
    ledger.refuse = () => new Refusal(503, "busy", "busy", "", [], 7);
    expect(await send(ledger)).toEqual({ end: "later", acknowledged: 0, retryAfterSeconds: 7 });
    expect(await countWaiting(database)).toMatchObject({ count: 2, refused: 0 });
  });

  it("says when the token opens nothing any more, and then hands over", async () => {
    await fill(3);
    const ledger = new TestLedger();
    ledger.refuse = () => new Refusal(401, "token_not_valid", "", "", [], undefined);
    expect(await send(ledger)).toEqual({ end: "revoked", acknowledged: 0 });
    expect(await send(ledger, { handingOver: true })).toEqual({ end: "sent", acknowledged: 3 });
    expect((await todaysList(database)).map((line) => line.outcome)).toEqual(Array(3).fill("handed_over"));
  });

  it("does not take another network's answer for the server's", async () => {
    await fill(2);
    const ledger = new TestLedger();
    const strange = (answer: unknown): Pick<GateApi, "sendBatch" | "handOver"> => ({
      sendBatch: () => Promise.resolve(answer as BatchAnswer),
      handOver: () => Promise.resolve({ received: 1 }),
    });
    for (const answer of [{}, { outcomes: [] }, { outcomes: [{ index: 0 }, { index: 5 }] }])
      expect((await send(ledger, { api: strange(answer) })).end).toBe("no_answer");
    expect((await send(ledger, { api: strange({}), handingOver: true })).end).toBe("no_answer");
    expect((await countWaiting(database)).count).toBe(2);
  });

  it("keeps nothing personal of what has left it", async () => {
    const [a] = await fill(1);
    await send(new TestLedger());
    const all = JSON.stringify([await todaysList(database), await allWaiting(database)]);
    expect(all).toContain(a!.id);
    expect(all).not.toContain("370811199001010014");
    expect(all).not.toContain("365");
  });

  it("lets a device be given up only when it is empty", async () => {
    await keep(database, "enrolment", { device: "d", token: "t", name: "n", enrolledAt: 0 });
    await fill(1);
    await expect(forgetEnrolment(database)).rejects.toThrow("wait to be sent");
    expect(await database.get("kept", "enrolment")).toBeDefined();
    await send(new TestLedger());
    await forgetEnrolment(database);
    expect(await database.get("kept", "enrolment")).toBeUndefined();
    expect(await todaysList(database)).toHaveLength(0);
  });

  it("waits twice as long after each failure, up to five minutes, and not all devices at once", () => {
    expect([1, 2, 3].map((failures) => backOff(failures, () => 1))).toEqual([2_000, 4_000, 8_000]);
    expect(backOff(3, () => 0)).toBe(4_000);
    expect(backOff(50, () => 1)).toBe(300_000);
  });
});
