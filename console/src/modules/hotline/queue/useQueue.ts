// The columns of the queue, each a list of the server's by itself; read anew when tickets move.
import { onScopeDispose, shallowReactive, watch } from "vue";
import { api } from "@/api";
import { useEvents } from "@/api/events";
import { problemOf, type Problem } from "@/api/problem";
import { language } from "@/parts/language";
import { useSession } from "@/parts/session";
import type { TicketLine } from "../ticket";
import type { QueueColumn } from "./columns";

export interface FilledColumn extends QueueColumn {
  tickets: TicketLine[];
  total: number | undefined;
  totalIsMore: boolean;
  problem: Problem | undefined;
  isLoading: boolean;
}

/** Many moves at once are one change. */
const calm = 400;

export function useQueue(columns: readonly QueueColumn[], perColumn: number) {
  const session = useSession();
  const filled = shallowReactive<FilledColumn[]>(columns.map((column) => ({ ...column, tickets: [], total: undefined, totalIsMore: false, problem: undefined, isLoading: true })));
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(at: number, signal: AbortSignal): Promise<void> {
    const column = columns[at]!;
    try {
      const page = await api.get("/tickets", { query: { ...column.query, limit: perColumn, count: true, sort: "accepted_at", order: "ascending" }, signal });
      filled[at] = { ...column, tickets: page.items, total: page.total, totalIsMore: page.total_is_more ?? false, problem: undefined, isLoading: false };
    } catch (failure) {
      if (!signal.aborted) filled[at] = { ...filled[at]!, problem: problemOf(failure, language.value), isLoading: false };
    }
  }
  async function reload(): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    await Promise.all(columns.map((_, at) => load(at, signal)));
  }
  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), calm);
  }

  const { liveness } = useEvents(() => "/events?topics=ticket&topics=ticket_card", { ticket: soon, ticket_card: soon, ready: soon, missed: soon });
  watch([() => session.renewals, language], () => void reload());
  onScopeDispose(() => {
    clearTimeout(timer);
    running.abort();
  });
  void reload();
  return { columns: filled, liveness, reload };
}
