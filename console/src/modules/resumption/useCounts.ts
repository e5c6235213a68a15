// How many rows lists have, for tiles: each is asked for by itself, and one that fails is only not shown.
import { shallowReactive, watch } from "vue";
import { api } from "@/api";
import { useSession } from "@/parts/session";

export interface Counts {
  of: (list: string) => number | undefined;
  reload: () => void;
}

/** `lists` are addresses of the API, such as "/filings?state=submitted". */
export function useCounts(lists: () => readonly string[]): Counts {
  const counts = shallowReactive(new Map<string, number>());
  const session = useSession();

  async function ask(list: string): Promise<void> {
    try {
      const response = await api.send("get", `${list}${list.includes("?") ? "&" : "?"}limit=1&count=true`);
      counts.set(list, ((await response.json()) as { total: number }).total);
    } catch {
      counts.delete(list);
    }
  }
  const reload = (): void => lists().forEach((list) => void ask(list));
  watch(() => [lists().join(" "), session.renewals], reload, { immediate: true });
  return { of: (list) => counts.get(list), reload };
}
