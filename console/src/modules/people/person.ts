// What the pages about people share: what a document may be, and what a resident ID tells of whoever it belongs to.
import type { Schema } from "@/api";
import { documentKinds, parseDocument, type DocumentFault } from "@/gate/rules/document";

export { documentKinds };
export type PersonRow = Schema<"PersonRow">;
export type PersonView = Schema<"PersonView">;
export type Entry = Schema<"EntryView">;
export type DocumentKind = Entry["document_kind"];
export type Sex = NonNullable<Entry["sex"]>;

/** What is wrong with a number, before the server is asked; nothing while nothing was typed. */
export function faultOfDocument(kind: DocumentKind, typed: string): DocumentFault | undefined {
  const fault = parseDocument(kind, typed).fault;
  return fault === "missing" ? undefined : fault;
}

export interface Told {
  sex: Sex;
  birthYear: number;
}

/** Sex and year of birth stand in a resident ID (GB 11643: the 17th digit is odd for men). */
export function toldByDocument(kind: DocumentKind, typed: string): Told | undefined {
  if (kind !== "resident_id") return undefined;
  const { number } = parseDocument(kind, typed);
  if (!number) return undefined;
  return { sex: Number(number.charAt(16)) % 2 === 1 ? "male" : "female", birthYear: Number(number.slice(6, 10)) };
}

export const isPresent = (entry: { until_at?: string }): boolean => entry.until_at === undefined;

/** The entry that a change is about: the newest present one. */
export const presentEntry = (person: PersonView): Entry | undefined => person.entries.find(isPresent);
