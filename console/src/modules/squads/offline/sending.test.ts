// What waits on the phone, with a database that behaves like the browser's and a server that loses answers.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "@/api";
import { networkProblem } from "@/api/problem";
import { answer, newDraft, type Draft, type DraftPaper, type NewVisit } from "../visit";
import { keep, openVisitsDatabase, putWaiting, readKept, waitingVisits, type VisitsDatabase } from "./database";
import { sendWaiting, type Sender } from "./sending";

const account = "own";
let database: VisitsDatabase;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openVisitsDatabase();
});

function visit(name: string, photos = 0): Draft {
  const draft = newDraft(["ventilation"], { organization: name, organization_name: name });
  answer(draft.answers[0]!, "ok");
  for (let i = 0; i < photos; ++i) draft.papers.push({ id: `${name}${i}`, paper: "photograph", name: `${i}.jpg`, type: "image/jpeg", bytes: new Uint8Array([i]).buffer });
  return draft;
}

/** Records once by id, and fails when it is told to: before it has recorded, or after. */
function server() {
  const visits = new Map<string, NewVisit>();
  const papers = new Map<string, DraftPaper>();
  const asked: string[] = [];
  let failing: { at: number; failure: Problem; isAfter: boolean } | undefined;
  const step = (say: string, deed: () => void) => {
    asked.push(say);
    const fails = failing?.at === asked.length ? failing : undefined;
    if (fails && !fails.isAfter) throw fails.failure;
    deed();
    if (fails) throw fails.failure;
  };
  const sender: Sender = {
    record: async (given) => step(`visit ${given.organization}`, () => visits.set(given.id, given)),
    attach: async (id, paper) => step(`paper ${paper.id}`, () => papers.set(`${id} ${paper.id}`, paper)),
  };
  return { visits, papers, asked, sender, fail: (at: number, failure: Problem, isAfter = false) => (failing = { at, failure, isAfter }) };
}

const refused = () => new Problem({ type: "", title: "", detail: "先锋队已解散", status: 409, code: "no_squad" } as never);

describe("visits that wait", () => {
  it("are there again after a restart, for their own account only, and the form is empty", async () => {
    await keep(database, account, "draft", visit("a"));
    await putWaiting(database, account, visit("a", 1));
    await putWaiting(database, "another", visit("b"));
    database.close();
    database = await openVisitsDatabase();
    const waiting = await waitingVisits(database, account);
    expect(waiting.map((each) => each.draft.organization)).toEqual(["a"]);
    expect(new Uint8Array(waiting[0]!.papers[0]!.bytes)).toEqual(new Uint8Array([0]));
    expect(await readKept(database, account, "draft")).toBeUndefined();
  });

  it("go out in the order in which they were made, each with its papers, and then are gone", async () => {
    await putWaiting(database, account, visit("a", 2), 1);
    await putWaiting(database, account, visit("b"), 2);
    const { asked, sender } = server();
    expect((await sendWaiting(database, account, sender)).sent).toHaveLength(2);
    expect(asked).toEqual(["visit a", "paper a0", "paper a1", "visit b"]);
    expect(await waitingVisits(database, account)).toEqual([]);
  });

  it.each([1, 2, 3])("are recorded once though the answer to call %i is lost", async (at) => {
    await putWaiting(database, account, visit("a", 2));
    const { visits, papers, sender, fail } = server();
    fail(at, networkProblem("zh-CN"), true);
    expect((await sendWaiting(database, account, sender)).failure).toBeInstanceOf(Problem);
    expect(await waitingVisits(database, account)).toHaveLength(1);
    expect((await sendWaiting(database, account, sender)).sent).toHaveLength(1);
    expect([visits.size, papers.size]).toEqual([1, 2]);
    expect(await waitingVisits(database, account)).toEqual([]);
  });

  it("do not send a visit again that the server has acknowledged", async () => {
    await putWaiting(database, account, visit("a", 1));
    const { asked, sender, fail } = server();
    fail(2, networkProblem("zh-CN"));
    await sendWaiting(database, account, sender);
    await sendWaiting(database, account, sender);
    expect(asked).toEqual(["visit a", "paper a0", "paper a0"]);
  });

  it("wait with the reason when the server refuses one, and do not hold up the others", async () => {
    await putWaiting(database, account, visit("a"), 1);
    await putWaiting(database, account, visit("b"), 2);
    const { asked, sender, fail } = server();
    fail(1, refused());
    expect(await sendWaiting(database, account, sender)).toMatchObject({ refused: [expect.any(String)], sent: [expect.any(String)] });
    expect((await waitingVisits(database, account))[0]!.refused).toMatchObject({ code: "no_squad" });
    await sendWaiting(database, account, sender);
    expect(asked).toEqual(["visit a", "visit b"]);
    // Somebody asks for it: tried again.
    expect((await sendWaiting(database, account, sender, true)).sent).toHaveLength(1);
  });
});
