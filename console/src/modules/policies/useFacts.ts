// The facts that conditions may ask: asked for once by whoever shows conditions.
import { computed } from "vue";
import { api } from "@/api";
import { useLoad } from "@/parts/useLoad";
import type { Facts } from "./conditions";

export function useFacts() {
  const loaded = useLoad(async (signal) => (await api.get("/policies/facts", { signal })).items);
  const facts = computed<Facts>(() => new Map(loaded.value.value?.map((fact) => [fact.fact, fact])));
  return { loaded, facts };
}
