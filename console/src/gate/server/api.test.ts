import { describe, expect, it } from "vitest";
import { isRevocation, makeApi, NoAnswer, Refusal } from "./api";

function answering(status: number, type: string, body: string, headers: Record<string, string> = {}) {
  const asked: { input: string; init: RequestInit }[] = [];
  const api = makeApi({
    fetch: (input, init) => {
      asked.push({ input: String(input), init: init ?? {} });
      return Promise.resolve(new Response(body, { status, headers: { "Content-Type": type, ...headers } }));
    },
    now: () => 0,
    token: () => "tz_d_secret",
    language: () => "zh-CN",
    appVersion: "gate-test",
  });
  return { api, asked };
}
const heartbeat = { sent_at: "1970-01-01T00:00:00.000Z", queue_length: 0 };

describe("a call to the server", () => {
  it("carries the token in the header, never in the address, and no cookie", async () => {
    const { api, asked } = answering(200, "application/json", "{}");
    await api.synchronise("1.a b", undefined);
    expect(asked[0]?.input).toBe("/gate-sync?cursor=1.a+b");
    expect(asked[0]?.init.headers).toMatchObject({ Authorization: "Bearer tz_d_secret", "Accept-Language": "zh-CN" });
    expect(asked[0]?.init.credentials).toBe("omit");
  });

  it("says which build it is and when it was sent", async () => {
    const { api, asked } = answering(200, "application/json", "{}");
    await api.heartbeat(heartbeat);
    await api.sendBatch([]);
    expect(JSON.parse(asked[0]?.init.body as string)).toMatchObject({ app_version: "gate-test" });
    expect(JSON.parse(asked[1]?.init.body as string)).toEqual({ sent_at: "1970-01-01T00:00:00.000Z", passages: [] });
  });

  it("knows a refusal of ours", async () => {
    const problem = { code: "token_not_valid", title: "t", detail: "d", status: 401 };
    const { api } = answering(401, "application/problem+json", JSON.stringify(problem), { "Retry-After": "3" });
    const refusal: unknown = await api.heartbeat(heartbeat).catch((fault: unknown) => fault);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 401, code: "token_not_valid", message: "d", retryAfterSeconds: 3 });
    expect(isRevocation(refusal)).toBe(true);
  });

  it.each([
    ["a sign-in page", 200, "text/html", "<html></html>"],
    ["a sign-in page that calls itself JSON", 200, "application/json", "<html></html>"],
    ["a proxy's 401", 401, "text/html", "Unauthorized"],
    ["a proxy's 502", 502, "text/html", "Bad gateway"],
    ["a number", 200, "application/json", "7"],
  ])("takes %s for no answer", async (_what, status, type, body) => {
    const { api } = answering(status, type, body);
    const fault: unknown = await api.heartbeat(heartbeat).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(NoAnswer);
    expect(isRevocation(fault)).toBe(false);
  });

  it("takes a network that is away for no answer", async () => {
    const api = makeApi({
      fetch: () => Promise.reject(new TypeError("Failed to fetch")),
      now: () => 0,
      token: () => undefined,
      language: () => "en",
      appVersion: "",
    });
    await expect(api.heartbeat(heartbeat)).rejects.toBeInstanceOf(NoAnswer);
  });
});
