// The facts that conditions may ask, and their names: asked for once by whoever shows conditions.
import { computed } from "vue";
import { api } from "@/api";
import { useLoad } from "@/parts/useLoad";
import { nameOfFact, type Fact } from "./conditions";

export function useFacts() {
  const loaded = useLoad(async (signal) => (await api.get("/policies/facts", { signal })).items);
  const names = computed(() => new Map(loaded.value.value?.map((fact) => [fact.fact, nameOfFact(fact)])));
  return {
    loaded,
    facts: computed(() => loaded.value.value?.map(({ fact }) => fact) ?? []),
    nameOf: (fact: Fact): string => names.value.get(fact) ?? "…",
  };
}
