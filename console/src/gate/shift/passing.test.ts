// One person passing: what is on disk before the verdict shows, and what the server's answer, silence or refusal does.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openGateDatabase, type GateDatabase } from "../keeping/database";
import { allWaiting, countWaiting, nextToSend, todaysList } from "../keeping/queue";
import vectors from "../rules/vectors.json";
import { makeRoster } from "../rules/roster";
import { NoAnswer, Refusal } from "../server/api";
import type { GateConfig, NewPassage, PassageAnswer } from "../types";
import { preview, recordPassage, type Draft, type Surroundings } from "./passing";

const now = Date.parse("2026-11-25T08:05:00+08:00");
const [known] = vectors.documents;
const config = {
  version: "1",
  device: "d",
  salt: vectors.salt,
  gate: { id: "01a2135a-0000-7000-8000-00000000ffff", name: "东门", kind: "mixed" },
  site: { id: "s", name: "", organization: "o", organization_name: "", division: "370811", operating: true, permitted: true, lanes: 1 },
  rules: [
    {
      fever_threshold: 373,
      pass_required: true,
      permit_required: false,
      pass_validity_days: 14,
      queue_spacing_cm: 300,
    },
  ],
  pass_keys: vectors.pass_keys,
} satisfies GateConfig;
const roster = makeRoster([
  [
    {
      id: "p",
      merged: [],
      documents: [known!.hash],
      masked_name: "李**",
      workshop: "冲压车间",
      since: "2026-01-01T00:00:00Z",
      pass: "valid",
      expires_at: "2026-12-01T00:00:00Z",
      revoked_passes: [],
    },
  ],
]);
const worker: Draft = { means: "document", document_kind: "resident_id", document: known!.number };

let database: GateDatabase;
let ids = 0;
const heard = vi.fn();

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openGateDatabase();
  heard.mockReset();
});

type Server = (passage: NewPassage) => Promise<PassageAnswer>;

function around(server: Server | undefined, more: Partial<Surroundings> = {}): Surroundings {
  return {
    database,
    api: { recordPassage: server ?? (() => Promise.reject(new Error("must not be asked"))) },
    config,
    roster,
    now: () => now,
    newId: () => `01a2135a-0000-7000-8000-${String(++ids).padStart(12, "0")}`,
    online: () => server !== undefined,
    heard,
    ...more,
  };
}
const answers =
  (more: Partial<PassageAnswer> = {}): Server =>
  ({ id }) =>
    Promise.resolve({
      id,
      verdict: "admitted",
      reason: "none",
      at: new Date(now).toISOString(),
      review: false,
      fever: false,
      ...more,
    });

describe("somebody passing", () => {
  it("without a network is decided here, and waits", async () => {
    const passed = await recordPassage(worker, "entry", 365, around(undefined));
    expect(passed).toMatchObject({
      shown: { verdict: "admitted", decidedBy: "device", saved: "here", maskedName: "李**" },
    });
    const [waiting] = await allWaiting(database);
    expect(waiting?.passage).toEqual({
      id: expect.any(String) as string,
      gate: config.gate.id,
      direction: "entry",
      ...worker,
      temperature: 365,
      at: "2026-11-25T00:05:00.000Z",
      verdict: "admitted",
      reason: "none",
    });
  });

  it("is on disk before the server is asked, held back from batches, and gone when the server has it", async () => {
    const server = vi.fn<Server>(async (passage) => {
      expect((await countWaiting(database)).count).toBe(1);
      expect(await nextToSend(database, 10, now, false)).toHaveLength(0);
      return answers({ verdict: "refused", reason: "no_pass" })(passage);
    });
    const passed = await recordPassage(worker, "entry", 365, around(server));
    expect(passed).toMatchObject({ shown: { verdict: "refused", reason: "no_pass", decidedBy: "server" } });
    expect((await countWaiting(database)).count).toBe(0);
    expect(await todaysList(database)).toMatchObject([{ verdict: "refused", outcome: "recorded" }]);
    // The server's clock is the ledger's while there is a network, and the verdict is its own.
    expect(server.mock.calls[0]![0]).not.toHaveProperty("at");
    expect(server.mock.calls[0]![0]).not.toHaveProperty("verdict");
    expect(heard).toHaveBeenCalledWith("answer");
  });

  it.each([
    ["silence", new NoAnswer("timeout"), "no_answer"],
    ["a server in trouble", new Refusal(503, "busy", "", "", [], 5), "no_answer"],
    ["a revoked token", new Refusal(401, "token_not_valid", "", "", [], undefined), "revoked"],
    ["an id that is another's", new Refusal(409, "id_reused", "", "", [], undefined), "no_answer"],
  ])("in spite of %s, and what was decided waits to be sent", async (_what, fault, news) => {
    const passed = await recordPassage(
      worker,
      "entry",
      365,
      around(() => Promise.reject(fault)),
    );
    expect(passed).toMatchObject({ shown: { verdict: "admitted", decidedBy: "device", saved: "here" } });
    expect(await nextToSend(database, 10, now, false)).toHaveLength(1);
    expect(heard).toHaveBeenCalledWith(news);
  });

  it.each([
    ["the gate is closed", new Refusal(409, "gate_closed", "", "closed", [], undefined)],
    [
      "an answer is at fault",
      new Refusal(422, "invalid_fields", "", "", [{ path: "/x", code: "", message: "" }], undefined),
    ],
  ])("is not recorded when %s", async (_what, fault) => {
    const passed = await recordPassage(
      worker,
      "entry",
      365,
      around(() => Promise.reject(fault)),
    );
    expect(passed).toEqual({ notRecorded: fault, faults: fault.faults });
    expect((await countWaiting(database)).count).toBe(0);
    expect(await todaysList(database)).toHaveLength(0);
  });

  it("who will not answer is refused here, for alone the server would not take it", async () => {
    const visitor: Draft = { means: "visitor", visitor: { name: "不说" } };
    const server = vi.fn<Server>(answers());
    const passed = await recordPassage(visitor, "entry", 365, around(server));
    expect(passed).toMatchObject({ shown: { verdict: "refused", reason: "visitor_incomplete", decidedBy: "device" } });
    expect(server).not.toHaveBeenCalled();
    expect((await countWaiting(database)).count).toBe(1);
    // On the way out nothing more is asked of anybody.
    await recordPassage(visitor, "exit", undefined, around(server));
    expect(server).toHaveBeenCalledTimes(1);
  });
});

describe("a device that is full", () => {
  const full = () =>
    Object.assign(Object.create(database) as GateDatabase, {
      transaction: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });

  it("says that nothing was kept when the server is away", async () => {
    const silent = () => Promise.reject(new NoAnswer("away"));
    const passed = await recordPassage(worker, "entry", 365, around(silent, { database: full(), online: () => false }));
    expect(passed).toMatchObject({ shown: { verdict: "admitted", saved: "nowhere" } });
  });

  it("relies on the server, even when it was thought to be away", async () => {
    const passed = await recordPassage(
      worker,
      "entry",
      365,
      around(answers(), { database: full(), online: () => false }),
    );
    expect(passed).toMatchObject({ shown: { decidedBy: "server", saved: "server" } });
  });

  it("still shows the verdict when it fails only afterwards", async () => {
    const server: Server = (passage) => {
      database.close();
      return answers()(passage);
    };
    const passed = await recordPassage(worker, "entry", 365, around(server));
    expect(passed).toMatchObject({ shown: { verdict: "admitted", decidedBy: "server" } });
    database = await openGateDatabase();
    // Sent once more with the next batch, and known there by its id.
    expect((await countWaiting(database)).count).toBe(1);
  });
});

describe("before the temperature", () => {
  it("the device tells who it is, and how the pass stands", async () => {
    expect(await preview(worker, "entry", around(undefined))).toEqual({
      maskedName: "李**",
      workshop: "冲压车间",
      shuttle: undefined,
      onRoster: true,
      pass: "valid",
    });
    const stranger: Draft = { means: "document", document: "370811199001010014" };
    expect(await preview(stranger, "entry", around(undefined))).toMatchObject({
      onRoster: false,
      maskedName: undefined,
    });
  });
});
