// What may wait until the numbers are on the screen.
import { onScopeDispose, ref, watch, type Ref } from "vue";
import { afterPaint } from "@/parts/afterPaint";

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

/** Turns true when what `isReady` tells of has been painted. */
export function usePainted(isReady: () => boolean): Readonly<Ref<boolean>> {
  const isPainted = ref(false);
  watch(isReady, (ready) => ready && !isPainted.value && afterPaint(() => (isPainted.value = true)), { immediate: true });
  return isPainted;
}

/** Counts up to `last`, with a paint and whatever the user does between the steps: what is large is put on the page in parts. */
export function useSteps(last: number): Readonly<Ref<number>> {
  const step = ref(0);
  const go = () => {
    if (step.value < last) afterPaint(() => (++step.value, go()));
  };
  go();
  return step;
}
