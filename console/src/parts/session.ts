// Who is signed in and what he may do.
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import { api, keepCsrfToken, Problem, type Permission, type Schema } from "@/api";

type WhoAmI = Schema<"WhoAmI">;

export const useSession = defineStore("session", () => {
  const who = shallowRef<WhoAmI>();
  /** Somebody was signed in and is no more: what is on the screen stays while he signs in again. */
  const expired = ref(false);
  /** Counts the times of signing in again; what failed meanwhile is read anew. */
  const renewals = ref(0);

  const permissions = computed(() => new Set<Permission>(who.value?.permissions));
  const isReady = computed(() => who.value?.step === "done");

  function may(needs?: Permission | readonly Permission[]): boolean {
    if (needs === undefined) return true;
    return (typeof needs === "string" ? [needs] : needs).every((permission) => permissions.value.has(permission));
  }

  function keep(answer: WhoAmI | undefined): void {
    const again = expired.value && answer !== undefined;
    who.value = answer;
    expired.value = false;
    keepCsrfToken(answer?.csrf_token);
    if (again) ++renewals.value;
  }

  /** Asks the server. Nobody signed in is an answer; anything else that fails is thrown. */
  async function recall(): Promise<WhoAmI | undefined> {
    try {
      keep(await api.get("/session"));
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 401) throw failure;
      if (!expired.value) keep(undefined);
    }
    return who.value;
  }

  async function signOut(everywhere = false): Promise<void> {
    await api.delete(everywhere ? "/sessions" : "/session");
    keep(undefined);
  }

  function lapse(): void {
    if (who.value) expired.value = true;
  }

  return { who, expired, renewals, permissions, isReady, may, keep, recall, signOut, lapse };
});
