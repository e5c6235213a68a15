// Names of roles, for who may read them.
import { computed } from "vue";
import { api } from "@/api";
import { inLanguage } from "@/parts/language";
import { say } from "@/parts/i18n";
import { useSession } from "@/parts/session";
import { useLoad } from "@/parts/useLoad";

export function useRoleNames(isNeeded: () => boolean) {
  const session = useSession();
  const loaded = useLoad(async (signal) => (isNeeded() && session.may("account_read") ? (await api.get("/roles", { signal })).items : []), isNeeded);
  const roles = computed(() => loaded.value.value?.map((role) => ({ id: role.id, name: inLanguage({ zh: role.name, en: role.name_en }) })) ?? []);
  return { roles, nameOf: (id: string): string => roles.value.find((role) => role.id === id)?.name ?? say("messages.audience.someRole") };
}
