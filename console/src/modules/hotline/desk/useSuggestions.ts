// What is known about a question while it is typed. A later answer overtakes an earlier one; what is shown says for which
// question it is, so that nothing is quoted that was meant for another.
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { api } from "@/api";
import { problemOf, type Problem } from "@/api/problem";
import { language } from "@/parts/language";
import { offersOf, type Suggestions } from "./offers";

/** Nobody types so fast that more would be seen. */
const pause = 200;
const shortest = 2;

export function useSuggestions(question: () => string, division: () => string | undefined) {
  const found = shallowRef<Suggestions>();
  const foundFor = ref("");
  const isBusy = ref(false);
  const problem = shallowRef<Problem>();
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    running?.abort();
    const own = (running = new AbortController());
    const text = question().trim();
    const asked = keyOf();
    if (text.length < shortest) {
      found.value = undefined;
      foundFor.value = asked;
      isBusy.value = false;
      return;
    }
    isBusy.value = true;
    try {
      const answer = await api.post("/hotline/suggestions", { body: { question: text, division: division() || undefined }, signal: own.signal });
      if (own !== running) return;
      found.value = answer;
      foundFor.value = asked;
      problem.value = undefined;
    } catch (failure) {
      if (own.signal.aborted) return;
      problem.value = problemOf(failure, language.value);
    }
    isBusy.value = false;
  }

  const keyOf = (): string => `${division() ?? ""} ${question().trim()}`;

  watch([question, division], () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  });
  if (question().trim() !== "") void ask();
  onScopeDispose(() => {
    clearTimeout(timer);
    running?.abort();
  });

  return {
    found,
    offers: computed(() => offersOf(found.value)),
    /** What is shown was found for what is typed now. */
    isCurrent: computed(() => (question().trim().length < shortest ? found.value === undefined : foundFor.value === keyOf())),
    isBusy,
    problem,
    ask,
  };
}
