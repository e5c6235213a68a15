import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, type ListPath, type Page, type Query, type RowOf } from "@/api";
import { addressOf } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { language } from "./language";
import { reserved, type Column, type FilterField, type ListOptions } from "./list";
import { useReadAhead } from "./readAhead";
import { useSession } from "./session";
import type { Status } from "./useLoad";

export type Order = "ascending" | "descending";
type Values = Record<string, string | string[]>;

export interface List<P extends ListPath = ListPath> {
  path: P;
  /** With the path's parameters in place: "/organizations/…/roster". */
  address: ComputedRef<string>;
  filters: readonly FilterField<P>[];
  columns: readonly Column<P>[];
  rows: ShallowRef<RowOf<P>[]>;
  keyOf: (row: RowOf<P>) => string;
  status: Ref<Status>;
  problem: ShallowRef<Problem | undefined>;
  isBusy: Ref<boolean>;
  /** How many there are in all; undefined until counted, or where the API does not count. */
  total: Ref<number | undefined>;
  totalIsMore: Ref<boolean>;
  values: ComputedRef<Values>;
  isFiltered: ComputedRef<boolean>;
  /** Sets some fields and goes to the first page; undefined or "" clears one. */
  filter: (change: Record<string, string | string[] | undefined>) => void;
  /** All at once, as a saved filter has it. */
  replace: (values: Values) => void;
  clear: () => void;
  sort: ComputedRef<{ name: string; order: Order } | undefined>;
  sortBy: (name: string, order?: Order) => void;
  pageNumber: ComputedRef<number | undefined>;
  hasNext: ComputedRef<boolean>;
  hasPrevious: ComputedRef<boolean>;
  next: () => void;
  previous: () => void;
  /** Somebody is about to ask for the next page. */
  expectNext: () => void;
  reload: () => Promise<void>;
  /** What an export of the same rows asks for. */
  query: ComputedRef<Query>;
  limit: number;
}

/** Stays the same object while it says the same, so that what shows it is not written anew for each page of rows. */
const steady = <T>(value: () => T): ComputedRef<T> =>
  computed((before?: T) => {
    const now = value();
    return before !== undefined && JSON.stringify(now) === JSON.stringify(before) ? before : now;
  });

/** The address' query as it was written: one value or several. */
type Kept = Record<string, string | string[]>;

function tidy(raw: Record<string, unknown>): Kept {
  const kept: Kept = {};
  for (const [name, value] of Object.entries(raw)) {
    if (Array.isArray(value)) {
      const all = value.filter((one): one is string => typeof one === "string" && one !== "");
      if (all.length > 0) kept[name] = all;
    } else if (typeof value === "string" && value !== "") kept[name] = value;
  }
  return kept;
}

/**
 * A list of the API: filtered, sorted and paged by the server. Its whole state is the address of the page, so that a
 * copied address shows the same rows; "previous" goes back by the cursors of the pages one came through.
 */
export function useList<P extends ListPath>(path: P, options: ListOptions<P>): List<P> {
  const limit = options.limit ?? 50;
  const rows = shallowRef<RowOf<P>[]>([]) as ShallowRef<RowOf<P>[]>;
  const status = ref<Status>("loading");
  const problem = shallowRef<Problem>();
  const isBusy = ref(false);
  const following = ref<string>();
  const total = ref<number>();
  const totalIsMore = ref(false);

  const place = options.local ? useOwnPlace() : useAddress();
  const session = useSession();

  const address = computed(() => addressOf(path, options.path?.()));
  const values = steady<Values>(() =>
    Object.fromEntries(Object.entries(place.query.value).filter(([name]) => !(reserved as readonly string[]).includes(name))),
  );
  const sort = steady(() => {
    const name = place.query.value.sort;
    if (typeof name === "string")
      return { name, order: place.query.value.order === "descending" ? ("descending" as const) : ("ascending" as const) };
    return options.sort;
  });
  const cursor = computed(() => {
    const given = place.query.value.cursor;
    return typeof given === "string" ? given : undefined;
  });
  const query = steady<Query>(() => ({
    ...options.fixed?.(),
    ...values.value,
    sort: sort.value?.name,
    order: sort.value?.order,
  }));

  let running: AbortController | undefined;
  const ahead = useReadAhead(read);
  let isForward = false;
  const askedAt = (at: string | undefined): Query => ({ ...query.value, cursor: at, limit });

  function expectNext(): void {
    if (following.value !== undefined) ahead.begin(askedAt(following.value));
  }

  async function load(counting: boolean): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    isBusy.value = true;
    if (counting) total.value = undefined;
    try {
      const asked = askedAt(cursor.value);
      const page = await (ahead.take(asked, own.signal) ?? read(asked, own.signal));
      if (own !== running) return;
      rows.value = page.items;
      following.value = page.next;
      problem.value = undefined;
      status.value = "ready";
      isBusy.value = false;
      // Who has turned one page turns the next.
      if (isForward) expectNext();
      if (!page.next && !cursor.value) {
        total.value = page.items.length;
        totalIsMore.value = false;
      } else if (total.value === undefined) void countRows(own);
    } catch (failure) {
      if (own !== running || own.signal.aborted) return;
      isBusy.value = false;
      const found = problemOf(failure, language.value);
      // Whose session is over signs in again over the rows that are there, and then they are read anew.
      if (found.isSessionOver && session.expired && status.value === "ready") return;
      problem.value = found;
      status.value = "failed";
    }
  }

  // Counting may take longer than reading a page, so the rows do not wait for it.
  async function countRows(own: AbortController): Promise<void> {
    try {
      const page = await read({ ...options.fixed?.(), ...values.value, count: true, limit: 1 }, own.signal);
      if (own !== running) return;
      total.value = page.total;
      totalIsMore.value = page.total_is_more ?? false;
    } catch {
      // The rows are there; how many there are in all stays unknown, and the page says nothing of it.
      total.value = undefined;
    }
  }

  async function read(asked: Query, signal: AbortSignal): Promise<Page<RowOf<P>>> {
    const response = await api.send("get", addressOf(path, options.path?.(), asked), { signal });
    return (await response.json()) as Page<RowOf<P>>;
  }

  function set(change: Record<string, string | string[] | undefined>): void {
    place.go(tidy({ ...place.query.value, ...change, cursor: undefined }), [], "replace");
  }

  const sorted = () => (place.query.value.sort ? { sort: place.query.value.sort, order: place.query.value.order } : {});

  const asked = computed(() => JSON.stringify([address.value, query.value]));
  const counted = computed(() => JSON.stringify([address.value, options.fixed?.(), values.value]));
  watch(
    [asked, cursor, counted],
    ([, , count], [, , before]) => {
      if (status.value === "failed") status.value = "loading";
      void load(count !== before);
    },
    { immediate: true },
  );
  watch(
    () => [session.renewals, language.value],
    () => {
      ahead.drop();
      void load(false);
    },
  );
  onScopeDispose(() => running?.abort());

  return {
    path,
    address,
    filters: options.filters ?? [],
    columns: options.columns,
    rows,
    keyOf: options.key ?? ((row) => (row as { id: string }).id),
    status,
    problem,
    isBusy,
    total,
    totalIsMore,
    values,
    isFiltered: computed(() => Object.keys(values.value).length > 0),
    filter: set,
    replace: (all) => place.go(tidy({ ...all, ...sorted() }), [], "replace"),
    clear: () => place.go(tidy(sorted()), [], "replace"),
    sort,
    sortBy(name, order) {
      const turned = sort.value?.name === name && sort.value.order === "ascending" ? "descending" : "ascending";
      set({ sort: name, order: order ?? turned });
    },
    pageNumber: computed(() => (cursor.value ? (place.trail.value.length > 0 ? place.trail.value.length + 1 : undefined) : 1)),
    hasNext: computed(() => following.value !== undefined),
    hasPrevious: computed(() => cursor.value !== undefined),
    next() {
      if (following.value === undefined) return;
      isForward = true;
      place.go({ ...place.query.value, cursor: following.value }, [...place.trail.value, cursor.value ?? ""], "push");
    },
    previous() {
      if (cursor.value === undefined) return;
      isForward = false;
      // Come to by a link, the pages before are unknown: back to the first.
      const before = place.trail.value.at(-1) ?? "";
      place.go(tidy({ ...place.query.value, cursor: before }), place.trail.value.slice(0, -1), "push");
    },
    expectNext,
    reload: () => {
      ahead.drop();
      return load(true);
    },
    query,
    limit,
  };
}

/** Where the state of a list is kept: its query and the cursors of the pages before. */
interface Place {
  query: Readonly<Ref<Kept>>;
  trail: Readonly<Ref<string[]>>;
  go: (query: Kept, trail: string[], how: "push" | "replace") => void;
}

function useAddress(): Place {
  const route = useRoute();
  const router = useRouter();
  const path = route.path;
  const query = shallowRef<Kept>(tidy(route.query));
  const trail = shallowRef<string[]>([]);
  const trailOf = (): string[] => {
    const state: unknown = (history.state as { trail?: unknown } | null)?.trail;
    return Array.isArray(state) ? state.filter((one) => typeof one === "string") : [];
  };
  watch(
    () => route.fullPath,
    () => {
      // On the way to another page the address is no longer this list's.
      if (route.path !== path) return;
      query.value = tidy(route.query);
      trail.value = trailOf();
    },
    { immediate: true },
  );
  return {
    query,
    trail,
    go: (to, state, how) => void router[how]({ query: to, hash: route.hash, state: { trail: state } }),
  };
}

function useOwnPlace(): Place {
  const query = shallowRef<Kept>({});
  const trail = shallowRef<string[]>([]);
  return {
    query,
    trail,
    go(to, state) {
      query.value = to;
      trail.value = state;
    },
  };
}
