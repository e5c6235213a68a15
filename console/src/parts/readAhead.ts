// The page of a list that is asked for next, read before anybody asks for it.
import { onScopeDispose } from "vue";
import type { Query } from "@/api";

/** What was read longer ago is read anew: rows that are shown are those of now. */
const freshFor = 5_000;

interface Kept<T> {
  key: string;
  at: number;
  answer: Promise<T>;
  stop: AbortController;
}

export function useReadAhead<T>(read: (asked: Query, signal: AbortSignal) => Promise<T>) {
  let kept: Kept<T> | undefined;
  const isFresh = (one: Kept<T>) => Date.now() - one.at < freshFor;

  function drop(): void {
    kept?.stop.abort();
    kept = undefined;
  }

  function begin(asked: Query): void {
    const key = JSON.stringify(asked);
    if (kept?.key === key && isFresh(kept)) return;
    drop();
    const stop = new AbortController();
    const answer = read(asked, stop.signal);
    // Told to whoever takes it, or to nobody.
    answer.catch(() => undefined);
    kept = { key, at: Date.now(), answer, stop };
  }

  /** The answer to just this, if it was begun a moment ago; otherwise what was begun is given up. */
  function take(asked: Query, signal: AbortSignal): Promise<T> | undefined {
    const taken = kept;
    if (!taken || taken.key !== JSON.stringify(asked) || !isFresh(taken)) {
      drop();
      return undefined;
    }
    kept = undefined;
    signal.addEventListener("abort", () => taken.stop.abort());
    // It failed while nobody waited: whoever waits now asks himself.
    return taken.answer.catch(() => read(asked, signal));
  }

  onScopeDispose(drop);
  return { begin, take, drop };
}
