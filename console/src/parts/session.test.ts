import { afterEach, describe, expect, it, vi } from "vitest";
import { flushPromises } from "@vue/test-utils";
import { effectScope } from "vue";
import { api } from "@/api";
import { answerWith, problemResponse } from "./testing";
import { useSession } from "./session";
import { useLoad } from "./useLoad";

const zhang = {
  kind: "account" as const,
  id: "01900000-0000-7000-8000-000000000001",
  name: "张敏",
  step: "done" as const,
  permissions: ["site_read" as const, "site_write" as const],
  reach: "division" as const,
  csrf_token: "first",
};

afterEach(() => vi.unstubAllGlobals());

describe("a session", () => {
  it("says what its account may do", async () => {
    answerWith({ "GET /session": zhang });
    const session = useSession();
    await session.recall();
    expect(session.may()).toBe(true);
    expect(session.may("site_read")).toBe(true);
    expect(session.may(["site_read", "rule_write"])).toBe(false);
  });

  it("is nobody's when the server knows of none; other failures are no answer", async () => {
    const session = useSession();
    answerWith({ "GET /session": problemResponse(401, "sign_in_needed") });
    expect(await session.recall()).toBeUndefined();
    answerWith({ "GET /session": problemResponse(503, "busy") });
    await expect(session.recall()).rejects.toMatchObject({ code: "busy" });
  });

  it("writes with the token of the latest session, and with none after signing out", async () => {
    const asked = answerWith({ "DELETE /session": null, "POST /gates/1/close": null });
    const session = useSession();
    session.keep(zhang);
    await session.signOut();
    await api.post("/gates/{id}/close", { path: { id: "1" } });
    expect(asked.map((one) => one.headers.get("x-csrf-token"))).toEqual(["first", null]);
    expect(session.who).toBeUndefined();
  });

  it("that has ended keeps the page, and what failed meanwhile is read anew after signing in again", async () => {
    const session = useSession();
    session.keep(zhang);
    let isOver = true;
    answerWith({ "GET /roles": () => (isOver ? problemResponse(401, "session_over") : { items: [] }) });
    const scope = effectScope();
    const roles = scope.run(() => useLoad((signal) => api.get("/roles", { signal })))!;
    await flushPromises();
    session.lapse();
    expect([session.expired, session.who?.name, roles.status.value]).toEqual([true, "张敏", "failed"]);
    isOver = false;
    session.keep({ ...zhang, csrf_token: "second" });
    await flushPromises();
    expect([session.expired, roles.status.value]).toEqual([false, "ready"]);
    scope.stop();
  });

  it("that has ended leaves what was read where it is", async () => {
    const session = useSession();
    session.keep(zhang);
    let isOver = false;
    answerWith({ "GET /roles": () => (isOver ? problemResponse(401, "session_over") : { items: [] }) });
    const scope = effectScope();
    const roles = scope.run(() => useLoad((signal) => api.get("/roles", { signal })))!;
    await flushPromises();
    isOver = true;
    session.lapse();
    await roles.reload();
    expect([roles.status.value, roles.isBusy.value, roles.problem.value]).toEqual(["ready", false, undefined]);
    scope.stop();
  });

  it("cannot end before anybody was signed in", () => {
    const session = useSession();
    session.lapse();
    expect(session.expired).toBe(false);
  });
});
