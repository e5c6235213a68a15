import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref, type EffectScope } from "vue";
import { answerWith } from "@/parts/testing";
import { useEvents, type Live } from "./events";

class FakeSource {
  static all: FakeSource[] = [];
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: () => void;
  isClosed = false;
  private readonly handlers = new Map<string, (event: { data: string }) => void>();
  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }
  addEventListener(name: string, handler: (event: { data: string }) => void): void {
    this.handlers.set(name, handler);
  }
  say(name: string, data = ""): void {
    this.handlers.get(name)?.({ data });
  }
  close(): void {
    this.isClosed = true;
  }
}

let scope: EffectScope;
const division = ref<string | undefined>("3708");
const heard: unknown[] = [];
const latest = () => FakeSource.all.at(-1)!;

function listen(): Live {
  return scope.run(() =>
    useEvents(() => division.value && `/dashboard/events?division=${division.value}`, { dashboard: (data) => heard.push(data) }),
  )!;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  FakeSource.all = [];
  heard.length = 0;
  division.value = "3708";
  scope = effectScope();
});

afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("events", () => {
  it("are handed over as what they say", () => {
    const live = listen();
    expect(live.liveness.value).toBe("waiting");
    latest().onopen!();
    latest().say("dashboard", '{"inside":{"value":7}}');
    expect(live.liveness.value).toBe("live");
    expect(heard).toEqual([{ inside: { value: 7 } }]);
  });

  it("are listened to again, ever more slowly, and one failure alone is not called a loss", async () => {
    answerWith({ "GET /session": {} });
    const live = listen();
    latest().onerror!();
    expect([live.liveness.value, FakeSource.all.length]).toEqual(["waiting", 1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSource.all).toHaveLength(2);
    latest().onerror!();
    expect(live.liveness.value).toBe("lost");
    await vi.advanceTimersByTimeAsync(1999);
    expect(FakeSource.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all).toHaveLength(3);
    latest().onopen!();
    expect(live.liveness.value).toBe("live");
  });

  it("ask who is signed in when they fail again, for EventSource does not say why", async () => {
    const asked = answerWith({ "GET /session": {} });
    listen();
    latest().onerror!();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.map((one) => one.path)).toEqual([]);
    latest().onerror!();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map((one) => one.path)).toEqual(["/session"]);
  });

  it("count as lost when nothing at all is heard", async () => {
    listen();
    latest().onopen!();
    await vi.advanceTimersByTimeAsync(60_000);
    latest().say("alive");
    await vi.advanceTimersByTimeAsync(74_000);
    expect(FakeSource.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeSource.all).toHaveLength(2);
    expect(FakeSource.all[0]!.isClosed).toBe(true);
  });

  it("follow the address, and end with the component", async () => {
    listen();
    division.value = "370811";
    await nextTick();
    expect(FakeSource.all.map((source) => [source.url, source.isClosed])).toEqual([
      ["/dashboard/events?division=3708", true],
      ["/dashboard/events?division=370811", false],
    ]);
    division.value = undefined;
    await nextTick();
    expect(latest().isClosed).toBe(true);
    division.value = "3708";
    await nextTick();
    scope.stop();
    expect(latest().isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(FakeSource.all).toHaveLength(3);
  });
});
