import { computed, type ComputedRef } from "vue";
import { useSession } from "@/parts/session";
import type { Who } from "./difficulty";

/** Who is at the desk: the enterprise itself, or an office. */
export function useWho(): ComputedRef<Who> {
  const session = useSession();
  return computed(() => ({
    organization: session.who?.organization,
    isEnterprise: session.who?.reach === "organization",
    handles: session.may("difficulty_handle"),
    writes: session.may("difficulty_write"),
  }));
}
