// The board: a column for each state, each a list of the server's by itself. Filters are the query of the address.
import { computed, onScopeDispose, shallowReactive, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api } from "@/api";
import { problemOf, type Problem } from "@/api/problem";
import { dayCode, startOfDay } from "@/parts/formats";
import { language } from "@/parts/language";
import { useSession } from "@/parts/session";
import { states, type Incident, type Outcome, type State } from "./incident";

export interface BoardColumn {
  state: State;
  cards: Incident[];
  next: string | undefined;
  total: number | undefined;
  totalIsMore: boolean;
  isLoading: boolean;
  problem: Problem | undefined;
}

const perColumn = 30;
const filterNames = ["division", "organization", "site", "outcome", "from", "until"] as const;
type FilterName = (typeof filterNames)[number];

export function useBoard() {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const path = route.path;

  const one = (name: string): string | undefined => {
    const value = route.query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const filters = computed(() => Object.fromEntries(filterNames.map((name) => [name, one(name)])) as Record<FilterName, string | undefined>);
  /** Links of figures ask for open ones, or for one state. */
  const shown = computed<readonly State[]>(() => {
    const state = states.find((each) => each === one("state"));
    if (state) return [state];
    return one("open") === "true" ? states.filter((each) => each !== "closed") : states;
  });
  const isFiltered = computed(() => Object.values(filters.value).some(Boolean) || shown.value.length < states.length);

  /** Who waits longest first; else the newest, which is where those that arrive appear. */
  const isOldestFirst = computed(() => one("order") === "ascending");

  const columns = shallowReactive(new Map<State, BoardColumn>());
  const running = new Map<State, AbortController>();
  const set = (state: State, change: Partial<BoardColumn>) =>
    columns.set(state, { ...(columns.get(state) ?? { state, cards: [], next: undefined, total: undefined, totalIsMore: false, isLoading: true, problem: undefined }), ...change });

  // What has ended is history: unless a time was asked for, the board shows today's.
  const queryOf = (state: State) => {
    const { outcome, ...others } = filters.value;
    const today = state === "closed" && !others.from && !others.until ? startOfDay(dayCode()) : undefined;
    const order = isOldestFirst.value && state !== "closed" ? ("ascending" as const) : ("descending" as const);
    return { ...others, sort: "opened_at", order, outcome: state === "closed" ? (outcome as Outcome | undefined) : undefined, from: others.from ?? today, state };
  };

  async function load(state: State, more = false): Promise<void> {
    running.get(state)?.abort();
    const own = new AbortController();
    running.set(state, own);
    set(state, { isLoading: true, problem: undefined });
    try {
      const query = { ...queryOf(state), limit: perColumn, count: true, cursor: more ? columns.get(state)?.next : undefined };
      const page = await api.get("/fever-incidents", { query, signal: own.signal });
      if (running.get(state) !== own) return;
      const cards = more ? [...columns.get(state)!.cards, ...page.items] : page.items;
      set(state, { cards, next: page.next, total: page.total, totalIsMore: page.total_is_more ?? false, isLoading: false });
    } catch (failure) {
      if (own.signal.aborted) return;
      set(state, { isLoading: false, problem: problemOf(failure, language.value) });
    }
  }

  const reload = (): Promise<unknown> => Promise.all(shown.value.map((state) => load(state)));

  watch(
    () => [path === route.path, shown.value, filters.value, isOldestFirst.value, session.renewals, language.value] as const,
    ([isHere]) => {
      if (!isHere) return;
      for (const state of [...columns.keys()]) if (!shown.value.includes(state)) columns.delete(state);
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => running.forEach((each) => each.abort()));

  /** A card that was dealt with goes where it belongs. */
  function put(incident: Incident): void {
    for (const [state, column] of columns) {
      const had = column.cards.some((card) => card.id === incident.id);
      if (state === incident.state) {
        const cards = had ? column.cards.map((card) => (card.id === incident.id ? incident : card)) : [incident, ...column.cards];
        set(state, { cards, total: column.total === undefined || had ? column.total : column.total + 1 });
      } else if (had) {
        set(state, { cards: column.cards.filter((card) => card.id !== incident.id), total: column.total && column.total - 1 });
      }
    }
  }

  return {
    columns: computed(() => shown.value.flatMap((state) => columns.get(state) ?? [])),
    filters,
    isFiltered,
    isOldestFirst,
    filter: (change: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...change } }),
    clear: () => void router.replace({ query: {} }),
    query: computed(() => ({ ...route.query })),
    reload,
    loadMore: (state: State) => load(state, true),
    put,
  };
}
