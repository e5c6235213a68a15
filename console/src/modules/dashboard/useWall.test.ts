import { effectScope, ref } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { unitOf, useServerNow, useTurns } from "./useWall";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("is twice as large on a wall of twice the pixels", () => {
  expect(unitOf(1920, 1080)).toBe(1);
  expect(unitOf(3840, 2160)).toBe(2);
  expect(unitOf(2560, 1080)).toBe(1);
  expect(unitOf(390, 844)).toBeCloseTo(0.513, 2);
});

it("turns by itself until it is held", () => {
  const scope = effectScope();
  const isHeld = ref(false);
  const turn = scope.run(() => useTurns(1000, () => 3, () => isHeld.value))!;
  expect(turn.value).toBe(0);
  vi.advanceTimersByTime(4000);
  expect(turn.value).toBe(1);
  isHeld.value = true;
  vi.advanceTimersByTime(9000);
  expect(turn.value).toBe(1);
  scope.stop();
});

it("shows the server's time where the screen's clock is wrong, and its own where it is right", async () => {
  vi.setSystemTime(new Date("2020-02-24T08:00:00+08:00"));
  const scope = effectScope();
  const at = ref<string>();
  const now = scope.run(() => useServerNow(() => at.value))!;
  at.value = "2020-02-24T07:59:58+08:00";
  await vi.advanceTimersByTimeAsync(1000);
  expect(new Date(now.value).toISOString()).toBe("2020-02-24T00:00:01.000Z");
  at.value = "2020-02-24T09:30:01+08:00";
  await vi.advanceTimersByTimeAsync(1000);
  expect(new Date(now.value).toISOString()).toBe("2020-02-24T01:30:02.000Z");
  scope.stop();
});
