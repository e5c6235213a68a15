// Addresses are sent as a list, or one by one; what the server says of one belongs to the field in which it was typed.
import { Problem } from "@/api";
import type { ContactKind } from "./message";

export const noAddresses = (): Record<ContactKind, string> => ({ mobile: "", mail: "", openid: "" });
export const fieldOf = (kind: ContactKind): string => `address-${kind}`;

/** `sent`: the kinds in the order in which they were sent. */
export async function atAddresses<T>(deed: Promise<T>, sent: readonly ContactKind[]): Promise<T> {
  try {
    return await deed;
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.faults.length === 0) throw failure;
    const { status, code, title, detail, instance, faults } = failure;
    const errors = faults.map((fault) => {
      const kind = sent[Number(/^\/items\/(\d+)\//.exec(fault.path)?.[1] ?? 0)];
      return kind ? { ...fault, path: `/${fieldOf(kind)}` } : fault;
    });
    throw new Problem({ status, code, title, detail, instance, errors });
  }
}
