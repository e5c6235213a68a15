// The form of a declaration as it is being filled in: it outlives a look at another screen, not the page.
import { ref, shallowRef } from "vue";
import type { Problem } from "@/api";
import type { Filled } from "../keeping/database";
import { newDeclaration } from "../own/declaring";
import { nothingFilled } from "./topics";

export const filled = ref<Filled>(nothingFilled());
/** What the server has against the answers. */
export const refusal = shallowRef<Problem>();
let id = newDeclaration();

/** Made once for a form: if the answer is lost on the way, sending again declares nothing twice. */
export const declarationId = (): string => id;

export function beginAnew(from?: Filled): void {
  filled.value = from ? { topics: from.topics.slice(), health: JSON.parse(JSON.stringify(from.health)) as Filled["health"] } : nothingFilled();
  refusal.value = undefined;
  id = newDeclaration();
}
