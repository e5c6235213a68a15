// What a device handed over and nobody could read: why, in words, and as it came.
import type { Schema } from "@/api";
import { i18n, say } from "@/parts/i18n";

export type Faulty = Schema<"FaultyRow">;
export type Settlement = NonNullable<Faulty["settlement"]>;

export interface Fault {
  field: string;
  code: string;
}

/** "/temperature:missing /gate:not_found" */
export const faultsOf = (reason: string): Fault[] =>
  reason
    .split(" ")
    .filter(Boolean)
    .map((each) => {
      const colon = each.lastIndexOf(":");
      return colon < 0 ? { field: "", code: each } : { field: each.slice(0, colon), code: each.slice(colon + 1) };
    });

const word = (key: string, otherwise: string): string => (i18n.global.te(key) ? say(key) : otherwise);

export function faultText({ field, code }: Fault): string {
  const name = field.replace(/^\//, "").split("/").pop() ?? "";
  const what = word(`faulty.codes.${code}`, code);
  return name === "" ? what : say("faulty.fault", { field: word(`faulty.fields.${name}`, name), what });
}

/** As it came, laid out when it is JSON. */
export function laidOut(sent: string): string {
  try {
    return JSON.stringify(JSON.parse(sent), null, 2);
  } catch {
    // Whatever else it is, it is shown as it is.
    return sent;
  }
}
