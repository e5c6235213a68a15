// The queue, with a database that behaves like the browser's.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { testPassage } from "../server/test-ledger";
import type { OfflinePassage } from "../types";
import { openGateDatabase, type GateDatabase } from "./database";
import {
  acknowledge,
  allWaiting,
  countWaiting,
  enqueue,
  forgetBefore,
  nextToSend,
  release,
  settle,
  todaysList,
  withdraw,
} from "./queue";

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

describe("the queue", () => {
  it("is there again after a restart, with what was shown of today", async () => {
    const all = await fill(4);
    database.close();
    database = await openGateDatabase();
    expect((await allWaiting(database)).map(({ passage: each }) => each)).toEqual(all);
    expect(await todaysList(database)).toHaveLength(4);
  });

  it("writes a passage and its line of the day together or not at all", async () => {
    const broken = passage();
    // What cannot be stored: the transaction is undone as a whole.
    (broken as { visitor?: unknown }).visitor = { name: () => "a function cannot be kept" };
    await expect(enqueue(database, broken, "张*")).rejects.toThrow();
    expect((await countWaiting(database)).count).toBe(0);
    expect(await todaysList(database)).toHaveLength(0);
  });

  it("takes the same passage once", async () => {
    const [once] = await fill(1);
    await enqueue(database, once!, "张*");
    expect((await countWaiting(database)).count).toBe(1);
  });

  it("leaves out for a moment what is being sent by itself", async () => {
    const alone = passage();
    await enqueue(database, alone, undefined, start + 5_000);
    await fill(1);
    expect(await nextToSend(database, 10, start, false)).toHaveLength(1);
    await release(database, alone.id);
    expect(await nextToSend(database, 10, start, false)).toHaveLength(2);
  });

  it("notes what became of each: reviews, faults, and a record that is not what was shown", async () => {
    const [a, b, c] = await fill(3);
    await acknowledge(database, [
      { id: a!.id, outcome: "recorded", verdict: "admitted", review: "no_pass" },
      { id: b!.id, outcome: "faulty", fault: "/temperature:out_of_range" },
      { id: c!.id, outcome: "already_recorded", verdict: "refused" },
    ]);
    const lines = new Map((await todaysList(database)).map((line) => [line.id, line]));
    expect(lines.get(a!.id)).toMatchObject({ outcome: "recorded", review: "no_pass", recordedVerdict: undefined });
    expect(lines.get(b!.id)).toMatchObject({ outcome: "faulty", fault: "/temperature:out_of_range" });
    expect(lines.get(c!.id)).toMatchObject({ verdict: "admitted", recordedVerdict: "refused" });
  });

  it("takes the server's verdict when it came in time, and forgets what nobody recorded", async () => {
    const [a, b] = await fill(2);
    await settle(database, a!.id, { verdict: "refused", reason: "no_pass", masked_name: "李*", review: false });
    await withdraw(database, b!.id);
    expect((await countWaiting(database)).count).toBe(0);
    expect(await todaysList(database)).toMatchObject([{ verdict: "refused", decidedBy: "server", maskedName: "李*" }]);
  });

  it("forgets old lines, but none that still waits", async () => {
    await fill(3);
    await acknowledge(database, [{ id: (await allWaiting(database))[0]!.passage.id, outcome: "recorded" }]);
    await forgetBefore(database, start + 10_000);
    expect(await todaysList(database)).toHaveLength(2);
  });
});
