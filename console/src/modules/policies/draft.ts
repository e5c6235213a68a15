// The compendium that is being put together: policies chosen on whatever page, in their order, until it is made.
import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import { useSession } from "@/parts/session";

export interface Chosen {
  id: string;
  title: string;
  document_number?: string;
}

export const mostChosen = 500;

export const useDraft = defineStore("compendium", () => {
  const chosen = shallowRef<readonly Chosen[]>([]);
  const title = ref("");
  const preface = ref("");
  const division = ref<string>();

  const has = (id: string): boolean => chosen.value.some((each) => each.id === id);

  /** Each once; answers how many are new. */
  function add(policies: readonly Chosen[]): number {
    const fresh = policies.filter((policy) => !has(policy.id));
    chosen.value = [...chosen.value, ...fresh.map(({ id, title, document_number }) => ({ id, title, document_number }))].slice(0, mostChosen);
    return fresh.length;
  }

  const remove = (id: string): void => void (chosen.value = chosen.value.filter((each) => each.id !== id));

  function move(id: string, by: number): void {
    const from = chosen.value.findIndex((each) => each.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= chosen.value.length) return;
    const moved = [...chosen.value];
    moved.splice(to, 0, ...moved.splice(from, 1));
    chosen.value = moved;
  }

  function forget(): void {
    chosen.value = [];
    title.value = preface.value = "";
    division.value = undefined;
  }

  const session = useSession();
  watch(
    () => session.who?.id,
    (now, before) => before !== undefined && now !== before && forget(),
  );

  return { chosen, title, preface, division, size: computed(() => chosen.value.length), has, add, remove, move, forget };
});
