// What a screen needs that hangs on a wall for days: its unit of length, a clock that is right, pages that turn, and a
// display that does not sleep.
import { computed, onMounted, onScopeDispose, ref, watch, type ComputedRef, type Ref } from "vue";

/** Design is for 1920 × 1080; a wall of twice the pixels has everything twice as large. Upright screens flow down. */
export function unitOf(width: number, height: number): number {
  return height > width ? Math.max(0.5, width / 760) : Math.max(0.5, Math.min(width / 1920, height / 1080));
}

export function useWallUnit(): Readonly<Ref<number>> {
  const unit = ref(unitOf(window.innerWidth, window.innerHeight));
  const measure = () => (unit.value = unitOf(window.innerWidth, window.innerHeight));
  window.addEventListener("resize", measure);
  onScopeDispose(() => window.removeEventListener("resize", measure));
  return unit;
}

/** Now by the server's clock: screens that nobody looks after are often wrong. `at` is the time of the last event. */
export function useServerNow(at: () => string | undefined): Readonly<Ref<number>> {
  const offset = ref(0);
  const now = ref(Date.now());
  watch(
    at,
    (time) => {
      const difference = time ? Date.parse(time) - Date.now() : 0;
      // What took a moment on its way is no false clock.
      offset.value = Math.abs(difference) > 5000 ? difference : 0;
    },
    { immediate: true },
  );
  const timer = setInterval(() => (now.value = Date.now() + offset.value), 500);
  onScopeDispose(() => clearInterval(timer));
  return now;
}

/** 0, 1, … by turns, every so many milliseconds, unless held. */
export function useTurns(every: number, of: () => number, isHeld: () => boolean): ComputedRef<number> {
  const turn = ref(0);
  const timer = setInterval(() => {
    if (!isHeld()) ++turn.value;
  }, every);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => turn.value % Math.max(1, of()));
}

/** Keeps the display on while the page is seen. Browsers that cannot do so are told by the system's settings. */
export function useWakefulness(): void {
  let lock: WakeLockSentinel | undefined;
  let isGone = false;
  async function ask(): Promise<void> {
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (isGone) await lock.release();
    } catch (refusal) {
      // A battery that is low refuses; the next time the page is seen it is asked again.
      if (!(refusal instanceof DOMException)) throw refusal;
    }
  }
  const seen = () => void ask();
  onMounted(ask);
  document.addEventListener("visibilitychange", seen);
  onScopeDispose(() => {
    isGone = true;
    document.removeEventListener("visibilitychange", seen);
    void lock?.release();
  });
}

export function useFullScreen() {
  const isFull = ref(document.fullscreenElement !== null);
  const changed = () => (isFull.value = document.fullscreenElement !== null);
  document.addEventListener("fullscreenchange", changed);
  onScopeDispose(() => document.removeEventListener("fullscreenchange", changed));
  const toggle = () => (isFull.value ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return { isFull, canBeFull: document.fullscreenEnabled, toggle };
}

/** True when the pointer has not moved for a while: then it is hidden, and the buttons step back. */
export function useStillness(after: number): Readonly<Ref<boolean>> {
  const isStill = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    isStill.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (isStill.value = true), after);
  };
  const kinds = ["pointermove", "keydown", "focusin"];
  onMounted(moved);
  for (const kind of kinds) document.addEventListener(kind, moved);
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const kind of kinds) document.removeEventListener(kind, moved);
  });
  return isStill;
}
