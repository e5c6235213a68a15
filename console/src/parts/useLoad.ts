import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { problemOf, type Problem } from "@/api/problem";
import { language } from "./language";
import { useSession } from "./session";

export type Status = "loading" | "ready" | "failed";

/** What StateView shows. */
export interface State {
  status: Readonly<Ref<Status>>;
  problem: Readonly<ShallowRef<Problem | undefined>>;
  reload: () => Promise<void>;
}

export interface Loaded<T> extends State {
  /** The latest answer; the former one stays while a new one is on its way. */
  value: ShallowRef<T | undefined>;
  /** A new answer is on its way. */
  isBusy: Readonly<Ref<boolean>>;
}

/**
 * Loads something for a page, again whenever `of` changes: `useLoad((signal) => api.get("/sites/{id}", { path: { id:
 * props.id }, signal }), () => props.id)`. A later call overtakes an earlier one.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, of: () => unknown = () => 0): Loaded<T> {
  const value = shallowRef<T>();
  const status = ref<Status>("loading");
  const problem = shallowRef<Problem>();
  const isBusy = ref(false);
  const session = useSession();
  let running: AbortController | undefined;

  async function reload(): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    isBusy.value = true;
    if (status.value === "failed") status.value = "loading";
    try {
      const answer = await load(own.signal);
      if (own !== running) return;
      value.value = answer;
      problem.value = undefined;
      status.value = "ready";
    } catch (failure) {
      if (own !== running || own.signal.aborted) return;
      const found = problemOf(failure, language.value);
      // Whose session is over signs in again over what is on the screen, and then it is read anew.
      if (!(found.isSessionOver && session.expired) || status.value !== "ready") {
        problem.value = found;
        status.value = "failed";
      }
    }
    isBusy.value = false;
  }

  watch(
    of,
    () => {
      status.value = "loading";
      value.value = undefined;
      void reload();
    },
    { immediate: true },
  );
  watch(() => session.renewals, reload);
  // The server's texts are in the language of the page.
  watch(language, () => void reload());
  onScopeDispose(() => running?.abort());
  return { value, status, problem, isBusy, reload };
}

/** Something the user does: busy while it runs, and the Problem it ended with. */
export function useDeed<A extends unknown[], T>(deed: (...given: A) => Promise<T>) {
  const session = useSession();
  const isBusy = ref(false);
  const problem = shallowRef<Problem>();

  /** Answers undefined when it failed; `problem` says why. */
  async function run(...given: A): Promise<T | undefined> {
    if (isBusy.value) return undefined;
    isBusy.value = true;
    problem.value = undefined;
    try {
      return await deed(...given);
    } catch (failure) {
      const found = problemOf(failure, language.value);
      // That the session has ended is said by the sign-in that appears; afterwards it would be untrue.
      if (!(found.isSessionOver && session.expired)) problem.value = found;
      return undefined;
    } finally {
      isBusy.value = false;
    }
  }

  return { isBusy, problem, run };
}
