import { computed } from "vue";
import { api, type Schema } from "@/api";
import { language } from "@/parts/language";
import { useLoad } from "@/parts/useLoad";

export type Role = Schema<"Role">;

export const roleName = (role: Role): string => (language.value === "en" ? role.name_en : role.name);

/** All roles, and their names by id. */
export function useRoles() {
  const loaded = useLoad(async (signal) => (await api.get("/roles", { signal })).items);
  const byId = computed(() => new Map(loaded.value.value?.map((role) => [role.id, role])));
  return { loaded, roles: computed(() => loaded.value.value ?? []), byId };
}
