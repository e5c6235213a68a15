import type { InjectionKey, ShallowRef } from "vue";
import type { Problem } from "@/api";

/** Between a form and its fields: the Problem, and which of its faults have a field that shows them. */
export interface Faults {
  problem: Readonly<ShallowRef<Problem | undefined>>;
  place: (path: string) => void;
  leave: (path: string) => void;
}
export const faultsKey: InjectionKey<Faults> = Symbol("faults");
