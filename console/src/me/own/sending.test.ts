// Declarations made without a network, with a database that behaves like the browser's.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { networkProblem, Problem } from "@/api/problem";
import { nothingFilled } from "../health/topics";
import { openOwnDatabase, putWaiting, waitingDeclarations, type OwnDatabase } from "../keeping/database";
import type { DeclarationResult } from "../types";
import { sendWaiting, type Declare } from "./sending";

let database: OwnDatabase;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openOwnDatabase();
});

const result = (id: string): DeclarationResult => ({ id, person: "p", at: "2020-02-24T04:00:00Z", result: "fit", reasons: [] });
const make = (id: string) => putWaiting(database, { ...nothingFilled(), id, madeAt: 1 });
const ids = async () => (await waitingDeclarations(database)).map(({ id }) => id);
const refusal = (status: number, code: string) => new Problem({ status, code, title: "", detail: "" });

/** A server that knows every declaration once, and a network that fails as it is told. */
function server(answers: ((id: string) => void)[] = []) {
  const known = new Set<string>();
  const calls: string[] = [];
  const declare: Declare = async (id) => {
    calls.push(id);
    answers[calls.length - 1]?.(id);
    known.add(id);
    return result(id);
  };
  return { known, calls, declare };
}
const fail = (problem: Problem) => () => {
  throw problem;
};

describe("declarations that wait", () => {
  it("are there after a restart, in the order in which they were made", async () => {
    for (const id of ["a", "b", "c"]) await make(id);
    database.close();
    database = await openOwnDatabase();
    expect(await ids()).toEqual(["a", "b", "c"]);
  });

  it("are kept once, however often the same one is", async () => {
    await make("a");
    await make("a");
    expect(await ids()).toEqual(["a"]);
  });

  it("are sent in order, once each", async () => {
    for (const id of ["a", "b"]) await make(id);
    const { calls, declare } = server();
    expect((await sendWaiting(database, declare)).sent.map(({ declaration }) => declaration.id)).toEqual(["a", "b"]);
    expect(calls).toEqual(["a", "b"]);
    expect(await ids()).toEqual([]);
  });

  it("all stay when the network fails, and keep their order", async () => {
    for (const id of ["a", "b"]) await make(id);
    const { calls, declare } = server([fail(networkProblem("en"))]);
    expect((await sendWaiting(database, declare)).failure).toMatchObject({ code: "network" });
    expect(calls).toEqual(["a"]);
    expect(await ids()).toEqual(["a", "b"]);
  });

  it("are the same declaration when an answer was lost on the way", async () => {
    await make("a");
    const { known, calls, declare } = server([
      (id) => {
        known.add(id);
        throw networkProblem("en");
      },
    ]);
    await sendWaiting(database, declare);
    await sendWaiting(database, declare);
    expect(calls).toEqual(["a", "a"]);
    expect([...known]).toEqual(["a"]);
    expect(await ids()).toEqual([]);
  });

  it("leave the list when the server will never take them, and let the others go", async () => {
    for (const id of ["a", "b"]) await make(id);
    const { declare } = server([fail(refusal(422, "invalid"))]);
    const { sent, refused } = await sendWaiting(database, declare);
    expect(refused.map(({ declaration }) => declaration.id)).toEqual(["a"]);
    expect(sent.map(({ declaration }) => declaration.id)).toEqual(["b"]);
    expect(await ids()).toEqual([]);
  });

  it.each([
    [401, "token_not_valid"],
    [404, "no_such_record"],
    [429, "too_many_requests"],
    [503, "busy"],
    // A hostel's network that answers everything is no server of ours.
    [400, "unreadable"],
  ])("stay after %i %s", async (status, code) => {
    await make("a");
    const { declare } = server([fail(refusal(status, code))]);
    expect((await sendWaiting(database, declare)).failure).toMatchObject({ code });
    expect(await ids()).toEqual(["a"]);
  });
});
