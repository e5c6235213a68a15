import { ref } from "vue";
import { useSession } from "./session";

export interface SavedFilter {
  name: string;
  values: Record<string, string | string[]>;
  /** Set when the list is opened without a filter. */
  isDefault: boolean;
}

/** The named filters of one list, each account's own, kept in this browser. */
export function useSavedFilters(path: string) {
  const key = `tongzhou.filters.${useSession().who?.id ?? ""}.${path}`;
  const saved = ref<SavedFilter[]>(read(key));

  function keep(all: SavedFilter[]): void {
    saved.value = all;
    localStorage.setItem(key, JSON.stringify(all));
  }

  return {
    saved,
    /** Under a name that is there already it replaces the former. */
    save(name: string, values: SavedFilter["values"], isDefault: boolean): void {
      const others = saved.value
        .filter((filter) => filter.name !== name)
        .map((filter) => (isDefault ? { ...filter, isDefault: false } : filter));
      keep([...others, { name, values, isDefault }]);
    },
    remove(name: string): void {
      keep(saved.value.filter((filter) => filter.name !== name));
    },
    /** None when it is the default already. */
    setDefault(name: string): void {
      keep(saved.value.map((filter) => ({ ...filter, isDefault: filter.name === name && !filter.isDefault })));
    },
  };
}

function read(key: string): SavedFilter[] {
  const kept = localStorage.getItem(key);
  if (!kept) return [];
  try {
    const all: unknown = JSON.parse(kept);
    return Array.isArray(all) ? (all as SavedFilter[]) : [];
  } catch {
    // Written by something else: as if none had been saved.
    localStorage.removeItem(key);
    return [];
  }
}
