// What may wait until the numbers are on the screen.
import { onScopeDispose, ref, watch, type Ref } from "vue";

type Idle = { requestIdleCallback?: (then: () => void, options: { timeout: number }) => number };

/** Turns true when `isReady` is, has been painted, and the browser has nothing more urgent to do. */
export function useDue(isReady: () => boolean): Readonly<Ref<boolean>> {
  const isDue = ref(false);
  let isGone = false;
  onScopeDispose(() => (isGone = true));
  const due = () => {
    if (!isGone) isDue.value = true;
  };
  watch(
    isReady,
    (ready) => {
      if (!ready || isDue.value) return;
      const whenIdle = (globalThis as Idle).requestIdleCallback;
      requestAnimationFrame(() => (whenIdle ? whenIdle(due, { timeout: 2000 }) : setTimeout(due, 50)));
    },
    { immediate: true },
  );
  return isDue;
}
