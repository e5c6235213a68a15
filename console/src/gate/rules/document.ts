// Identity documents: their numbers as people write them, put right the way the server does (people/document.cpp), and
// the hash under which a synchronised roster knows them.
import { blake2b } from "@noble/hashes/blake2.js";
import type { DocumentKind } from "../types";
import { toBase64url } from "./base64url";

export const documentKinds: readonly DocumentKind[] = [
  "resident_id",
  "passport",
  "hk_macao_permit",
  "taiwan_permit",
  "foreign_permanent_resident",
  "other",
];

export type DocumentFault =
  | "missing"
  | "wrong_length"
  | "bad_character"
  | "bad_division"
  | "bad_birth_date"
  | "bad_check_character"
  | "not_a_document_number";

export type ParsedDocument = { number: string; fault?: undefined } | { fault: DocumentFault; number?: undefined };

export function parseDocument(kind: DocumentKind, typed: string): ParsedDocument {
  if (kind === "resident_id") return parseResidentId(typed);
  const number = tidy(typed);
  if (number === "") return { fault: "missing" };
  return hasTheForm(kind, number) ? { number } : { fault: "not_a_document_number" };
}

export type InferredDocument = { kind: DocumentKind; number: string } | { fault: DocumentFault };

/**
 * A visitor's document by its number alone, so that leaving asks for no more than entering did: what looks like a
 * resident ID has to be one.
 */
export function inferDocument(typed: string): InferredDocument {
  const kind: DocumentKind = /^\d{12,}/.test(tidy(typed)) ? "resident_id" : "passport";
  const parsed = parseDocument(kind, typed);
  if (parsed.number !== undefined) return { kind, number: parsed.number };
  if (kind === "resident_id") return { fault: parsed.fault };
  const other = parseDocument("other", typed);
  return other.number !== undefined ? { kind: "other", number: other.number } : { fault: other.fault };
}

/** BLAKE2b-128 of kind and number, keyed with the device's salt, as base64url. */
export function documentHash(kind: DocumentKind, number: string, salt: string): string {
  const encoder = new TextEncoder();
  return toBase64url(blake2b(encoder.encode(`${kind}:${number}`), { key: encoder.encode(salt), dkLen: 16 }));
}

/** "370***********0014", "E******678": what may stay on a screen. */
export function maskedDocument(kind: DocumentKind, number: string): string {
  if (kind === "resident_id") return `${number.slice(0, 3)}${"*".repeat(11)}${number.slice(14)}`;
  if (number.length < 8) return "*".repeat(number.length);
  return `${number.slice(0, 1)}${"*".repeat(number.length - 4)}${number.slice(-3)}`;
}

function toHalfWidth(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");
}

// Letters and digits only, in upper case: people copy brackets, dashes and spaces along.
function tidy(typed: string): string {
  return [...toHalfWidth(typed).replace(/[a-z]/g, (letter) => letter.toUpperCase())]
    .filter((character) => /[A-Z0-9]/.test(character) || character.charCodeAt(0) >= 0x80)
    .join("");
}

function hasTheForm(kind: DocumentKind, number: string): boolean {
  switch (kind) {
    case "resident_id":
      return false;
    case "passport":
      return /^[A-Z0-9]{5,17}$/.test(number);
    case "hk_macao_permit":
      return /^[HM](\d{8}|\d{10})$/.test(number);
    case "taiwan_permit":
      return /^(\d{8}|\d{10})$/.test(number);
    case "foreign_permanent_resident":
      return /^([A-Z0-9]{15}|[A-Z0-9]{18})$/.test(number);
    case "other":
      return number.length >= 2 && number.length <= 40;
  }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

// GB 11643-1999; the check character by ISO 7064 MOD 11-2.
function parseResidentId(typed: string): ParsedDocument {
  const number = toHalfWidth(typed).replace(/\s/g, "").toUpperCase();
  if (number === "") return { fault: "missing" };
  if (number.length !== 18) return { fault: "wrong_length" };
  if (!/^\d{17}[\dX]$/.test(number)) return { fault: "bad_character" };
  if (number.startsWith("0")) return { fault: "bad_division" };
  if (!hasRealBirthDate(number)) return { fault: "bad_birth_date" };
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number.charAt(i)), 0);
  return "10X98765432".charAt(sum % 11) === number.charAt(17) ? { number } : { fault: "bad_check_character" };
}

function hasRealBirthDate(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ];
  // The numbers began in 1984; nobody alive then was born before this.
  if (year < 1850) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A mobile of mainland China as eleven digits; nothing for anything else. */
export function parseMobile(typed: string): string | undefined {
  const number = toHalfWidth(typed)
    .replace(/[\s-]/g, "")
    .replace(/^(\+86|0086|86)/, "");
  return /^1[3-9]\d{9}$/.test(number) ? number : undefined;
}
