// The numbers of a place, read once and then kept current by the server's events.
import { onScopeDispose, ref, watch, type Ref } from "vue";
import type { Schema } from "@/api";
import { queryText } from "@/api/client";
import { useEvents, type Live } from "@/api/events";
import { useLoad, type Loaded } from "@/parts/useLoad";
import { firstBoard } from "./firstBoard";

export type Board = Schema<"Dashboard">;

export interface LiveBoard extends Live {
  board: Loaded<Board>;
}

const newer = (a: Board, b: Board | undefined): Board => (b && b.division === a.division && b.at > a.at ? b : a);

export function useBoard(division: () => string | undefined): LiveBoard {
  const board: Loaded<Board> = useLoad(
    // The first event may overtake the answer.
    async (signal) => newer(await firstBoard(division(), signal), board.value.value),
    division,
  );
  // A stream begins with the whole, so whoever has missed something asks for a new one.
  const live: Live = useEvents(() => `/dashboard/events${queryText({ division: division() })}`, {
    dashboard(data) {
      const sent = data as Board;
      if (sent.division !== division()) return;
      board.value.value = newer(sent, board.value.value);
      if (board.status.value === "failed") void board.reload();
    },
    missed: () => live.reconnect(),
  });
  return { board, ...live };
}

/**
 * Follows a value, but not more often than every so many milliseconds: what is drawn need not be drawn anew for each
 * passage. A new `of` is followed at once.
 */
export function useCalm<T>(value: () => T, every: number, of: () => unknown = () => 0): Readonly<Ref<T>> {
  const calm = ref(value()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let taken = 0;
  const take = () => {
    clearTimeout(timer);
    timer = undefined;
    taken = Date.now();
    calm.value = value();
  };
  watch(value, (_, before) => {
    if (before === undefined || Date.now() - taken >= every) take();
    else timer ??= setTimeout(take, every - (Date.now() - taken));
  });
  watch(of, take);
  onScopeDispose(() => clearTimeout(timer));
  return calm;
}
