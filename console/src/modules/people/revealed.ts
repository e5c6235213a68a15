import { onScopeDispose, ref, shallowRef } from "vue";

/** How long something unmasked stays on the screen: long enough to copy it down, not until the tab is closed. */
export const revealedFor = 120;

/** Holds what was unmasked, and forgets it by itself. */
export function useRevealed<T>() {
  const value = shallowRef<T>();
  const secondsLeft = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;

  function hide(): void {
    clearInterval(timer);
    value.value = undefined;
    secondsLeft.value = 0;
  }

  function show(revealed: T): void {
    hide();
    value.value = revealed;
    secondsLeft.value = revealedFor;
    timer = setInterval(() => --secondsLeft.value <= 0 && hide(), 1000);
  }

  onScopeDispose(hide);
  return { value, secondsLeft, show, hide };
}
