import { onScopeDispose, readonly, ref, type Ref } from "vue";

/** The time, told anew every so often: for what is waiting. */
export function useNow(every = 15_000): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), every);
  onScopeDispose(() => clearInterval(timer));
  return readonly(now);
}
