import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { openGateDatabase, readKept, type GateDatabase, type SyncState } from "../keeping/database";
import { rosterPages } from "../keeping/roster-pages";
import type { GateConfig, SyncedPerson, SyncPage } from "../types";
import { NoAnswer } from "./api";
import { synchronise } from "./synchronising";

let database: GateDatabase;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openGateDatabase();
});

const config = { version: "c1", salt: "s" } as GateConfig;
const person = (id: string) => ({ id, masked_name: "张*" }) as SyncedPerson;
const time = "2026-11-25T00:00:10.000Z";
const now = () => Date.parse("2026-11-25T00:00:00.000Z");

/** Answers page by page, and `unchanged` to whoever has the version, as the program does. */
function serverOf(pages: { version: string; people: SyncedPerson[] }[]) {
  const asked: [string | undefined, string | undefined][] = [];
  return {
    asked,
    synchronise: (cursor: string | undefined, version: string | undefined): Promise<SyncPage> => {
      asked.push([cursor, version]);
      const at = cursor === undefined ? 0 : Number(cursor);
      const page = pages[at];
      if (!page) return Promise.reject(new NoAnswer("cut"));
      const unchanged = version === page.version;
      return Promise.resolve({
        server_time: time,
        version: page.version,
        unchanged,
        people: unchanged ? [] : page.people,
        ...(unchanged || at > 0 ? {} : { config }),
        ...(at + 1 < pages.length ? { next: String(at + 1) } : {}),
      });
    },
  };
}
const ids = async () => (await rosterPages(database)).flatMap((page) => page.people.map(({ id }) => id));

describe("a synchronisation", () => {
  it("fetches page after page, and notes what the clock is off by", async () => {
    const server = serverOf([
      { version: "1", people: [person("a"), person("b")] },
      { version: "2", people: [person("c")] },
    ]);
    expect(await synchronise(database, server, now)).toMatchObject({ config, skew: 10_000, changed: true });
    expect(await ids()).toEqual(["a", "b", "c"]);
    expect(await readKept<GateConfig>(database, "config")).toEqual(config);
    expect(await readKept<SyncState>(database, "sync")).toEqual({ at: now(), skew: 10_000 });
  });

  it("asks with what it has, and keeps what has not changed", async () => {
    await synchronise(
      database,
      serverOf([
        { version: "1", people: [person("a")] },
        { version: "2", people: [person("b")] },
      ]),
      now,
    );
    const server = serverOf([
      { version: "1", people: [] },
      { version: "3", people: [person("c")] },
    ]);
    expect(await synchronise(database, server, now)).toMatchObject({ config: undefined, changed: true });
    expect(server.asked).toEqual([
      [undefined, "1"],
      ["1", "2"],
    ]);
    expect(await ids()).toEqual(["a", "c"]);
    const same = serverOf([
      { version: "1", people: [] },
      { version: "3", people: [] },
    ]);
    expect((await synchronise(database, same, now)).changed).toBe(false);
    expect(await readKept<GateConfig>(database, "config")).toEqual(config);
  });

  it("drops the pages that are no more", async () => {
    await synchronise(
      database,
      serverOf([
        { version: "1", people: [person("a")] },
        { version: "2", people: [person("b")] },
      ]),
      now,
    );
    expect((await synchronise(database, serverOf([{ version: "1", people: [] }]), now)).changed).toBe(true);
    expect(await ids()).toEqual(["a"]);
  });

  it("changes nothing when it is cut in the middle", async () => {
    await synchronise(database, serverOf([{ version: "1", people: [person("a")] }]), now);
    const cut = serverOf([{ version: "9", people: [person("x")] }]);
    const broken = {
      synchronise: async (cursor: string | undefined, version: string | undefined) => ({
        ...(await cut.synchronise(cursor, version)),
        next: "1",
      }),
    };
    await expect(synchronise(database, broken, now)).rejects.toBeInstanceOf(NoAnswer);
    expect(await ids()).toEqual(["a"]);
  });
});
