import { onScopeDispose } from "vue";

/** What the server counts is asked for again while the page can be seen. */
export function useEveryMinute(renew: () => unknown): void {
  const timer = setInterval(() => document.visibilityState === "visible" && renew(), 60_000);
  onScopeDispose(() => clearInterval(timer));
}
