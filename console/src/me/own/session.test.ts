// The session of a phone: the pass that was fetched last, with and without a network, and how it ends.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerWith, problemResponse, type Answers } from "@/parts/testing";
import { nothingFilled } from "../health/topics";
import { keep, openOwnDatabase, putWaiting, read, waitingDeclarations } from "../keeping/database";
import { keptFile, testFile, testPass } from "../test-own";
import { declareHealth, sendWhatWaits } from "./declaring";
import { byDay } from "./passages";
import { beginSession, opened, refresh, signIn, signOut } from "./session";
import { own } from "./state";

const session = { token: "tz_p_secret", expiresAt: "2020-05-24T04:00:00Z" };
const offline: Answers = { "GET /my": () => Promise.reject(new TypeError("no network")) };
offline["POST /my/declarations"] = offline["GET /my"];
offline["DELETE /my/session"] = offline["GET /my"];

/** A phone that was used before, if `signedIn`. */
async function begin(signedIn = true): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  const database = await openOwnDatabase();
  if (signedIn) {
    await keep(database, "session", session);
    await keep(database, "invitation", "tz_i_invitation");
    await keep(database, "file", keptFile({ pass: testPass() }));
  }
  database.close();
  Object.assign(own, { network: "unknown", hasLeft: false, trouble: undefined, ending: undefined, news: undefined, refused: undefined });
  await beginSession(sendWhatWaits);
}
const everythingKept = async () => JSON.stringify([await opened().getAll("kept"), await opened().getAll("waiting")]);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  opened().close();
});

describe("the pass that was fetched last", () => {
  it("is there before any network is", async () => {
    const asked = answerWith(offline);
    await begin();
    expect(asked).toEqual([]);
    expect(own.file?.file.pass?.token).toBe("token-of-the-pass");
  });

  it("stays when the network fails, and says so", async () => {
    answerWith(offline);
    await begin();
    await refresh();
    expect(own.network).toBe("offline");
    expect(own.file?.file.pass).toBeDefined();
  });

  it("stays when something answers that is not our server", async () => {
    answerWith({ "GET /my": () => new Response("<h1>Wi-Fi</h1>", { headers: { "content-type": "text/html" } }) });
    await begin();
    await refresh();
    expect(own.network).toBe("offline");
    expect(own.file?.file.pass).toBeDefined();
  });

  it("stays when the server is busy, and what it says is said", async () => {
    answerWith({ "GET /my": problemResponse(503, "busy") });
    await begin();
    await refresh();
    expect(own.trouble?.code).toBe("busy");
    expect(own.file?.file.pass).toBeDefined();
  });

  it("is replaced by what is new, with the clock of the server", async () => {
    const date = new Date(Date.now() + 7_200_000).toUTCString();
    const body = JSON.stringify(testFile({ pass: testPass({ state: "revoked" }) }));
    const asked = answerWith({ "GET /my": () => new Response(body, { headers: { "content-type": "application/json", date } }) });
    await begin();
    await refresh();
    expect(asked[0]!.headers.get("authorization")).toBe("Bearer tz_p_secret");
    expect(own.network).toBe("online");
    const kept = await read(opened(), "file");
    expect(kept?.file.pass?.state).toBe("revoked");
    expect(Math.abs(kept!.skew - 7_200_000)).toBeLessThan(3_000);
  });

  it("goes when its owner is no longer on the roster", async () => {
    answerWith({ "GET /my": problemResponse(404, "no_such_record") });
    await begin();
    await refresh();
    expect(own.hasLeft).toBe(true);
    expect(own.file).toBeUndefined();
    expect(await read(opened(), "file")).toBeUndefined();
  });
});

describe("signing in", () => {
  it("keeps the token in IndexedDB and nowhere else", async () => {
    const asked = answerWith({
      "POST /my/session": { token: "tz_p_new", expires_at: session.expiresAt },
      "GET /my": testFile(),
    });
    await begin(false);
    own.invitation = "tz_i_invitation";
    await signIn({ document_number: "370881198506150212", code: "12345678" });
    expect(asked[0]!.body).toMatchObject({ invitation: "tz_i_invitation", code: "12345678" });
    expect((await read(opened(), "session"))?.token).toBe("tz_p_new");
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("tz_");
  });

  it("forgets an invitation that is none any more", async () => {
    answerWith({ "POST /my/session": problemResponse(404, "no_such_invitation") });
    await begin(false);
    own.invitation = "tz_i_replaced";
    await expect(signIn({ document_number: "x", code: "1" })).rejects.toMatchObject({ code: "no_such_invitation" });
    expect(own.invitation).toBeUndefined();
  });
});

describe("the end of a session", () => {
  it("leaves nothing on the phone", async () => {
    const asked = answerWith({ "DELETE /my/session": null });
    await begin();
    await signOut();
    expect(asked[0]!.method).toBe("DELETE");
    expect(own.ending).toEqual({ how: "signed_out", everywhere: true });
    expect(own.session).toBeUndefined();
    expect(own.file).toBeUndefined();
    expect(await everythingKept()).toBe("[[],[]]");
  });

  it("leaves nothing without a network either, and says what that means", async () => {
    answerWith(offline);
    await begin();
    await signOut();
    expect(own.ending).toEqual({ how: "signed_out", everywhere: false });
    expect(await everythingKept()).toBe("[[],[]]");
  });

  it("comes from elsewhere: the pass goes, the invitation stays, unsent declarations are counted", async () => {
    answerWith({ "POST /my/declarations": problemResponse(401, "token_not_valid"), "GET /my": problemResponse(401, "token_not_valid") });
    await begin();
    await putWaiting(opened(), { ...nothingFilled(), id: "a", madeAt: 1 });
    own.waiting = await waitingDeclarations(opened());
    await refresh();
    expect(own.ending).toEqual({ how: "ended", unsent: 1 });
    expect(await everythingKept()).toBe('[["tz_i_invitation"],[]]');
  });

  it("does not come from a page that merely says 401", async () => {
    answerWith({ "GET /my": new Response("sign in to the Wi-Fi", { status: 401 }) });
    await begin();
    await refresh();
    expect(own.session?.token).toBe("tz_p_secret");
    expect(own.network).toBe("offline");
  });
});

describe("declaring", () => {
  const fit = { id: "a", person: "p", at: "2020-02-24T04:00:00Z", result: "fit", reasons: [] };

  it("without a network is kept, and sent once there is one", async () => {
    answerWith(offline);
    await begin();
    expect(await declareHealth("a", nothingFilled())).toBe("kept");
    expect(own.waiting.map(({ id }) => id)).toEqual(["a"]);

    const asked = answerWith({ "POST /my/declarations": fit, "GET /my": testFile({ pass: testPass() }) });
    await refresh();
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /my/declarations", "GET /my"]);
    expect(asked[0]!.body).toMatchObject({ id: "a", answers: { case_status: "none", under_observation: false } });
    expect(own.news).toBe("sent_later");
    expect(own.waiting).toEqual([]);
    await refresh();
    expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("sends what waited before it first", async () => {
    answerWith(offline);
    await begin();
    await declareHealth("a", nothingFilled());
    const asked = answerWith({ "POST /my/declarations": fit, "GET /my": testFile() });
    expect(await declareHealth("b", nothingFilled())).toBe("received");
    expect(asked.map(({ body }) => (body as { id: string } | undefined)?.id)).toEqual(["a", "b", undefined]);
  });

  it("keeps why it was not fit, until one is", async () => {
    const unfit = { ...fit, result: "unfit", reasons: ["cough"] };
    answerWith({ "POST /my/declarations": unfit, "GET /my": testFile() });
    await begin();
    const filled = nothingFilled();
    filled.topics = ["symptoms"];
    filled.health.symptoms.cough = { has: true, lasts: false, lastDay: "2020-02-20" };
    await declareHealth("a", filled);
    expect(own.result).toEqual({ id: "a", at: fit.at, reasons: ["cough"], again: "2020-03-05" });
    expect(await read(opened(), "result")).toEqual(own.result);

    answerWith({ "POST /my/declarations": { ...fit, id: "b" }, "GET /my": testFile() });
    await declareHealth("b", nothingFilled());
    expect(own.result).toBeUndefined();
    expect(await read(opened(), "result")).toBeUndefined();
  });

  it("tells at once what is wrong with the answers, and keeps nothing of them", async () => {
    const faults = [{ path: "/answers/returned_on", code: "in_the_future", message: "日期不能晚于今天。" }];
    answerWith({ "POST /my/declarations": problemResponse(422, "invalid", { errors: faults }) });
    await begin();
    await expect(declareHealth("a", nothingFilled())).rejects.toMatchObject({ faults });
    expect(own.waiting).toEqual([]);
  });
});

it("puts passages under the days of China", () => {
  const at = (id: string, time: string) => ({ id, at: time }) as Parameters<typeof byDay>[0][number];
  const days = byDay([at("c", "2020-02-24T16:30:00Z"), at("b", "2020-02-24T15:59:59Z"), at("a", "2020-02-24T00:00:00Z")]);
  expect(days.map(({ code, passages }) => [code, passages.map(({ id }) => id)])).toEqual([
    ["2020-02-25", ["c"]],
    ["2020-02-24", ["b", "a"]],
  ]);
});
