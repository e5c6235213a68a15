import { computed, ref, type ComputedRef } from "vue";
import type { ListPath } from "@/api";
import type { Column } from "./list";
import { useSession } from "./session";
import type { List } from "./useList";

export interface ChosenColumns<P extends ListPath> {
  all: readonly Column<P>[];
  shown: ComputedRef<Column<P>[]>;
  isShown: (column: Column<P>) => boolean;
  toggle: (column: Column<P>) => void;
  /** As the page has them. */
  reset: () => void;
}

/** Which columns are shown: each account's own choice for each list, kept in this browser. */
export function useChosenColumns<P extends ListPath>(list: List<P>): ChosenColumns<P> {
  const key = `tongzhou.columns.${useSession().who?.id ?? ""}.${list.path}`;
  const chosen = ref<Record<string, boolean>>(read(key));
  const isShown = (column: Column<P>): boolean => column.primary || (chosen.value[column.name] ?? !column.hidden);

  return {
    all: list.columns,
    shown: computed(() => list.columns.filter(isShown)),
    isShown,
    toggle(column) {
      chosen.value = { ...chosen.value, [column.name]: !isShown(column) };
      localStorage.setItem(key, JSON.stringify(chosen.value));
    },
    reset() {
      chosen.value = {};
      localStorage.removeItem(key);
    },
  };
}

function read(key: string): Record<string, boolean> {
  const kept = localStorage.getItem(key);
  if (!kept) return {};
  try {
    return JSON.parse(kept) as Record<string, boolean>;
  } catch {
    // Written by something else: as if nothing had been chosen.
    localStorage.removeItem(key);
    return {};
  }
}
