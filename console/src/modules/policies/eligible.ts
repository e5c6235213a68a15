// Enterprises for a policy, some at a time: the server looks at so many of the register and answers with those asked
// for, maybe none; so pages are read on until there is something to show.
import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { api, type Problem, type Schema } from "@/api";
import { problemOf } from "@/api/problem";
import { language } from "@/parts/language";
import type { Status } from "@/parts/useLoad";
import type { Eligibility } from "./conditions";

export type Found = Schema<"EnterpriseForPolicy">;
const perAnswer = 200;
const perLook = 30;
const mostAnswers = 25;

export function useEligible(policy: () => string, eligibility: () => Eligibility | undefined) {
  const items = shallowRef<Found[]>([]);
  const examined = ref(0);
  const next = ref<string>();
  const status = ref<Status>("loading");
  const problem = shallowRef<Problem>();
  const isBusy = ref(false);
  let running: AbortController | undefined;

  async function look(): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    isBusy.value = true;
    const wanted = items.value.length + perLook;
    try {
      for (let answers = 0; answers < mostAnswers; ++answers) {
        const answer = await api.get("/policies/{id}/enterprises", { path: { id: policy() }, query: { eligibility: eligibility(), limit: perAnswer, cursor: next.value }, signal: own.signal });
        if (own !== running) return;
        items.value = [...items.value, ...answer.items];
        examined.value += answer.examined;
        next.value = answer.next;
        status.value = "ready";
        problem.value = undefined;
        if (answer.next === undefined || items.value.length >= wanted) break;
      }
    } catch (failure) {
      if (own !== running || own.signal.aborted) return;
      problem.value = problemOf(failure, language.value);
      status.value = "failed";
    }
    isBusy.value = false;
  }

  async function reload(): Promise<void> {
    items.value = [];
    examined.value = 0;
    next.value = undefined;
    status.value = "loading";
    await look();
  }

  watch([policy, eligibility], reload, { immediate: true });
  onScopeDispose(() => running?.abort());
  return { items, examined, next, status, problem, isBusy, look, reload };
}
