// Where the user's records lie.
import { ref } from "vue";
import { api } from "@/api";
import { useSession } from "./session";

const cityOfAll = ref<string>();
let asking: Promise<void> | undefined;

/**
 * The division that holds everything the user sees: his own, or the city of the installation for who sees everything;
 * "" when neither is known.
 */
export async function homeDivision(): Promise<string> {
  const session = useSession();
  if (session.who?.division) return session.who.division;
  if (!session.may("organization_read")) return "";
  asking ??= api
    .get("/organizations/tree")
    .then((tree) => {
      const roots = tree.roots.map((root) => root.division);
      cityOfAll.value = roots.length === 1 ? roots[0] : "";
    })
    .catch((failure: unknown) => {
      asking = undefined;
      throw failure;
    });
  await asking;
  return cityOfAll.value ?? "";
}

export function forgetHome(): void {
  asking = undefined;
  cityOfAll.value = undefined;
}
