// The board of difficulties: a column for each state, each a list of the server's by itself. Filters are the address.
import { computed, onScopeDispose, shallowReactive, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api } from "@/api";
import { problemOf, type Problem } from "@/api/problem";
import { language } from "@/parts/language";
import { useSession } from "@/parts/session";
import { boardStates, kinds, type DifficultyRow, type State } from "./difficulty";

export interface BoardColumn {
  state: State;
  cards: DifficultyRow[];
  next: string | undefined;
  total: number | undefined;
  totalIsMore: boolean;
  isLoading: boolean;
  problem: Problem | undefined;
}
const perColumn = 20;

export function useBoard() {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const path = route.path;

  const one = (name: string): string | undefined => {
    const value = route.query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const filters = computed(() => ({
    kind: kinds.find((each) => each === one("kind")),
    division: one("division"),
    department: one("department"),
    organization: one("organization"),
  }));

  const columns = shallowReactive(new Map<State, BoardColumn>());
  const running = new Map<State, AbortController>();
  const set = (state: State, change: Partial<BoardColumn>) =>
    columns.set(state, { ...(columns.get(state) ?? { state, cards: [], next: undefined, total: undefined, totalIsMore: false, isLoading: true, problem: undefined }), ...change });

  async function load(state: State, more = false): Promise<void> {
    running.get(state)?.abort();
    const own = new AbortController();
    running.set(state, own);
    set(state, { isLoading: true, problem: undefined });
    try {
      const { kind, ...others } = filters.value;
      // The most pressing first, but of those confirmed the newest.
      const sort = state === "confirmed" ? { sort: "raised_at", order: "descending" as const } : { sort: "due_at", order: "ascending" as const };
      const query = { ...others, ...sort, kind: kind && [kind], state: [state], limit: perColumn, count: true, cursor: more ? columns.get(state)?.next : undefined };
      const page = await api.get("/difficulties", { query, signal: own.signal });
      if (running.get(state) !== own) return;
      const cards = more ? [...columns.get(state)!.cards, ...page.items] : page.items;
      set(state, { cards, next: page.next, total: page.total, totalIsMore: page.total_is_more ?? false, isLoading: false });
    } catch (failure) {
      if (own.signal.aborted) return;
      set(state, { isLoading: false, problem: problemOf(failure, language.value) });
    }
  }
  const reload = (): Promise<unknown> => Promise.all(boardStates.map((state) => load(state)));

  watch(
    () => [path === route.path, filters.value, session.renewals, language.value] as const,
    ([isHere]) => isHere && void reload(),
    { immediate: true },
  );
  onScopeDispose(() => running.forEach((each) => each.abort()));

  return {
    columns: computed(() => boardStates.flatMap((state) => columns.get(state) ?? [])),
    filters,
    isFiltered: computed(() => Object.values(filters.value).some(Boolean)),
    filter: (change: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...change } }),
    clear: () => void router.replace({ query: {} }),
    query: computed(() => ({ ...route.query })),
    reload,
    loadMore: (state: State) => load(state, true),
  };
}
