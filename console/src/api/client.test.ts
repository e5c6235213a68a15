import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, problemResponse } from "@/parts/testing";
import { addressOf, createApi, queryText } from "./client";
import { fileNameOf } from "./download";
import { Problem } from "./problem";

const id = "01900000-0000-7000-8000-00000000000a";
const make = (more: Partial<Parameters<typeof createApi>[0]> = {}) => createApi({ language: () => "zh-CN", ...more });

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const failure: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(Problem);
  return failure as Problem;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("addresses", () => {
  it("fills in parameters and leaves out what is not asked for", () => {
    expect(addressOf("/sites/{id}/live", { id: "a/b" })).toBe("/sites/a%2Fb/live");
    expect(queryText({ name: "纺织", limit: 50, count: false, empty: "", none: undefined })).toBe(
      "?name=%E7%BA%BA%E7%BB%87&limit=50&count=false",
    );
    expect(queryText({ section: ["C", "F"] })).toBe("?section=C&section=F");
    expect(queryText({})).toBe("");
  });

  it("refuses a path whose parameter is missing", () => {
    expect(() => addressOf("/sites/{id}")).toThrow("needs id");
  });
});

describe("calls", () => {
  it("ask in the language of the page and write with the session's token", async () => {
    const asked = answerWith({ "GET /session": { name: "张敏" }, "POST /gates/1/close": null });
    const api = make({ csrf: () => "secret" });
    await api.get("/session");
    await api.post("/gates/{id}/close", { path: { id: "1" } });
    expect(asked[0]!.headers.get("accept-language")).toBe("zh-CN");
    expect(asked[0]!.headers.has("x-csrf-token")).toBe(false);
    expect(asked[1]!.headers.get("x-csrf-token")).toBe("secret");
    expect(asked[1]!.headers.has("content-type")).toBe(false);
  });

  it("send a device's token instead of the cookie", async () => {
    const asked = answerWith({ "GET /session": {} });
    await make({ token: () => "tz_d_1" }).get("/session");
    expect(asked[0]!.headers.get("authorization")).toBe("Bearer tz_d_1");
  });

  it("answer nothing for 204", async () => {
    answerWith({ "DELETE /session": null });
    expect(await make().delete("/session")).toBeUndefined();
  });
});

describe("problems", () => {
  it("keep what the server says of each field", async () => {
    const errors = [{ path: "/display_name", code: "missing", message: "请填写。" }];
    answerWith({ "POST /accounts": problemResponse(422, "invalid", { errors }) });
    const problem = await problemOf(make().post("/accounts", { body: { sign_in_name: "li", display_name: "" } }));
    expect(problem.faultOf("display_name")).toBe("请填写。");
    expect(problem.faultOf("/display_name")).toBe("请填写。");
    expect(problem.faultOf("roles")).toBeUndefined();
    expect(problem.mayPass).toBe(false);
  });

  it("tell of a session that has ended", async () => {
    answerWith({ "GET /session": problemResponse(401, "session_over") });
    const signedOut = vi.fn();
    const problem = await problemOf(make({ signedOut }).get("/session"));
    expect(signedOut).toHaveBeenCalledExactlyOnceWith(problem);
  });

  it("call a lost network a network problem, in the language of the page", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect((await problemOf(make().get("/session"))).title).toBe("连接不上服务器");
    const english = await problemOf(make({ language: () => "en" }).get("/session"));
    expect(english).toMatchObject({ status: 0, code: "network", title: "The server cannot be reached", mayPass: true });
  });

  it("do not take the page of a proxy for an answer", async () => {
    answerWith({ "GET /session": new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }) });
    expect(await problemOf(make().get("/session"))).toMatchObject({ status: 502, code: "unreadable" });
  });

  it("leave an aborted call to who aborted it", async () => {
    answerWith({});
    const stop = new AbortController();
    stop.abort();
    await expect(make().get("/session", { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a busy server", () => {
  const busy = () => problemResponse(503, "busy", {}, { "retry-after": "2" });

  it("is asked again for a read", async () => {
    vi.useFakeTimers();
    let times = 0;
    answerWith({ "GET /session": () => (++times < 3 ? busy() : { name: "张敏" }) });
    const call = make().get("/session");
    await vi.advanceTimersByTimeAsync(4000);
    expect((await call).name).toBe("张敏");
    expect(times).toBe(3);
  });

  it("is not asked again for a write, nor after a long wait", async () => {
    const asked = answerWith({
      "DELETE /session": busy,
      "GET /roles": () => problemResponse(429, "too_many", {}, { "retry-after": "40" }),
    });
    expect((await problemOf(make().delete("/session"))).retryAfter).toBe(2);
    expect((await problemOf(make().get("/roles"))).retryAfter).toBe(40);
    expect(asked).toHaveLength(2);
  });
});

it("fetches the token of a new session once and repeats the call", async () => {
  let token = "old";
  const asked = answerWith({
    "POST /roles": ({ headers }: { headers: Headers }) =>
      headers.get("x-csrf-token") === "new" ? { id } : problemResponse(403, "csrf"),
  });
  const renew = vi.fn(async () => void (token = "new"));
  const api = make({ csrf: () => token, renew });
  await api.post("/roles", { body: { name: "甲", name_en: "A", permissions: [], second_factor: false } });
  expect(renew).toHaveBeenCalledOnce();
  expect(asked).toHaveLength(2);
});

it("reads the name of a download", () => {
  expect(fileNameOf("attachment; filename*=UTF-8''%E4%BC%81%E4%B8%9A.csv", "x")).toBe("企业.csv");
  expect(fileNameOf('attachment; filename="a.csv"', "x")).toBe("a.csv");
  expect(fileNameOf(null, "x.csv")).toBe("x.csv");
});
