// What a form sees for itself, told in the same way as what the server sees: at its fields, all at once.
import { Problem } from "@/api";
import { say } from "@/parts/i18n";
import type { FigureFault } from "./figures";

/** Throws when some fields have a fault; the keys are the fields of the body. */
export function requireFaultless(faults: Record<string, string | undefined>): void {
  const errors = Object.entries(faults).flatMap(([field, message]) =>
    message ? [{ path: `/${field}`, code: "invalid", message }] : [],
  );
  if (errors.length === 0) return;
  throw new Problem({
    status: 422,
    code: "invalid",
    title: say("organizations.entry.title"),
    detail: say("organizations.entry.detail"),
    errors,
  });
}

export const saidOfFigure = (fault: FigureFault | undefined, limits: { range: string; places: number }): string | undefined =>
  fault && say(`organizations.entry.${fault === "too_precise" && limits.places === 0 ? "not_whole" : fault}`, limits);

/** What the server says of the whole, though one field has it: `fields` by the code of the problem. */
export async function atFields<T>(deed: Promise<T>, fields: Record<string, string>): Promise<T> {
  try {
    return await deed;
  } catch (failure) {
    const field = failure instanceof Problem && failure.faults.length === 0 ? fields[failure.code] : undefined;
    if (!(failure instanceof Problem) || field === undefined) throw failure;
    const { status, code, title, detail, instance } = failure;
    throw new Problem({ status, code, title, detail, instance, errors: [{ path: `/${field}`, code, message: detail }] });
  }
}
