// What goes on in the background, with a clock of its own.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openGateDatabase, readKept, type Enrolment, type GateDatabase } from "../keeping/database";
import { enqueue, todaysList } from "../keeping/queue";
import { NoAnswer, Refusal, type GateApi } from "../server/api";
import { TestLedger, testPassage } from "../server/test-ledger";
import type { GateConfig } from "../types";
import { startDuties, type Duties } from "./duties";
import { shift } from "./state";

const config = { version: "c1" } as GateConfig;
let database: GateDatabase;
let duties: Duties | undefined;
let ledger: TestLedger;
let n = 0;
const heartbeat = vi.fn<GateApi["heartbeat"]>();
const sendBatch = vi.fn<GateApi["sendBatch"]>();
const synchronise = vi.fn<GateApi["synchronise"]>();

const here = () => Promise.resolve({ server_time: new Date().toISOString(), clock_skew_ms: 40, config_version: "c1" });
const away = () => Promise.reject(new NoAnswer("away"));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.setSystemTime("2026-11-25T00:10:00Z");
  globalThis.indexedDB = new IDBFactory();
  database = await openGateDatabase();
  ledger = new TestLedger();
  heartbeat.mockReset().mockImplementation(here);
  sendBatch.mockReset().mockImplementation((passages) => ledger.api.sendBatch(passages));
  synchronise
    .mockReset()
    .mockImplementation(() =>
      Promise.resolve({ server_time: new Date().toISOString(), version: "1", unchanged: false, config, people: [] }),
    );
  Object.assign(shift, {
    enrolment: { device: "d", token: "tz_d_x", name: "n", enrolledAt: 0 },
    config: undefined,
    network: "unknown",
    syncedAt: undefined,
    waiting: { count: 0, refused: 0 },
    handoverRefused: false,
  });
});
afterEach(() => {
  duties?.stop();
  vi.useRealTimers();
});

function start(): void {
  duties = startDuties({
    database,
    api: { heartbeat, sendBatch, synchronise, handOver: ledger.api.handOver } as unknown as GateApi,
    now: Date.now,
    random: () => 1,
    changed: () => undefined,
    alone: (_name, work) => work(),
  });
}

/** Lets time pass in small steps, with room for the database in each of them. */
async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) {
    await vi.advanceTimersByTimeAsync(500);
    for (let k = 0; k < 12; k++) await new Promise((wake) => setImmediate(wake));
  }
}
async function somebodyPasses(): Promise<void> {
  await enqueue(database, testPassage(++n), "张*");
  duties?.sendSoon();
}

describe("the duties of a shift", () => {
  it("say that the device is there once a minute, and fetch the roster", async () => {
    start();
    await pass(130);
    expect(heartbeat).toHaveBeenCalledTimes(3);
    expect(synchronise).toHaveBeenCalledTimes(1);
    expect(shift).toMatchObject({ network: "online", skew: 40, config });
  });

  it("fetch the roster again when the rules have changed, and after ten minutes in any case", async () => {
    start();
    await pass(5);
    heartbeat.mockImplementation(async () => ({ ...(await here()), config_version: "c2" }));
    await pass(60);
    expect(synchronise).toHaveBeenCalledTimes(2);
    heartbeat.mockImplementation(here);
    await pass(11 * 60);
    expect(synchronise.mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  it("look for the network more often while it is away, but not with every passage", async () => {
    heartbeat.mockImplementation(away);
    ledger.cut = "before";
    start();
    for (let i = 0; i < 30; i++) {
      await somebodyPasses();
      await pass(2);
    }
    expect(shift).toMatchObject({ network: "offline", waiting: { count: 30 } });
    expect(heartbeat.mock.calls.length).toBeGreaterThanOrEqual(5);
    expect(sendBatch.mock.calls.length).toBeLessThanOrEqual(7);
    // It comes back: within one look all is sent.
    heartbeat.mockImplementation(here);
    ledger.cut = "never";
    await pass(12);
    expect(shift).toMatchObject({ network: "online", waiting: { count: 0 } });
    expect(ledger.order).toHaveLength(30);
  });

  it("wait as long as the server asks for", async () => {
    start();
    await pass(2);
    ledger.refuse = () => new Refusal(503, "busy", "", "", [], 30);
    await somebodyPasses();
    await pass(25);
    expect(sendBatch).toHaveBeenCalledTimes(1);
    ledger.refuse = () => undefined;
    await pass(10);
    expect(ledger.order).toHaveLength(1);
  });

  it("find out that the device was revoked, remember it, and hand over what waits", async () => {
    start();
    await pass(2);
    const revoked = new Refusal(401, "token_not_valid", "", "", [], undefined);
    heartbeat.mockImplementation(() => Promise.reject(revoked));
    ledger.refuse = () => revoked;
    await somebodyPasses();
    await pass(10);
    expect(shift.enrolment?.revokedAt).toBeDefined();
    expect((await readKept<Enrolment>(database, "enrolment"))?.revokedAt).toBeDefined();
    expect(shift.waiting.count).toBe(0);
    expect(await todaysList(database)).toMatchObject([{ outcome: "handed_over" }]);
    const asked = heartbeat.mock.calls.length;
    await pass(120);
    expect(heartbeat.mock.calls.length).toBe(asked);
  });
});
