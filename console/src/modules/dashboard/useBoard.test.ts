import { effectScope, nextTick, ref } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useCalm } from "./useBoard";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("follows at once, then at its own pace, and never misses the last", async () => {
  const scope = effectScope();
  const value = ref<number>();
  const calm = scope.run(() => useCalm(() => value.value, 3000))!;
  value.value = 1;
  await nextTick();
  expect(calm.value).toBe(1);
  value.value = 2;
  await nextTick();
  value.value = 3;
  await nextTick();
  expect(calm.value).toBe(1);
  vi.advanceTimersByTime(3000);
  expect(calm.value).toBe(3);
  scope.stop();
});

it("follows at once to another place", async () => {
  const scope = effectScope();
  const place = ref("370811");
  const value = ref(1);
  const calm = scope.run(() => useCalm(() => value.value, 3000, () => place.value))!;
  value.value = 2;
  await nextTick();
  value.value = 3;
  place.value = "370829";
  await nextTick();
  expect(calm.value).toBe(3);
  scope.stop();
});
