// What a scanned or typed-in code is: a pass, the number of a document, an enrolment, or something of another app.
import { parseDocument } from "../rules/document";
import { readPassToken } from "../rules/pass-token";
import type { Draft } from "../shift/passing";

export type Scanned = { draft: Draft } | { enrolment: string } | { foreign: true };

export function readScanned(text: string): Scanned {
  const trimmed = text.trim();
  if (readPassToken(trimmed)) return { draft: { means: "pass", pass: trimmed } };
  const enrolment = enrolmentCodeIn(trimmed);
  if (enrolment !== undefined) return { enrolment };
  const document = parseDocument("resident_id", trimmed);
  if (!document.fault) return { draft: { means: "document", document_kind: "resident_id", document: document.number } };
  // People show the code they pay with, or another city's: that is a mistake, not a forged pass.
  return { foreign: true };
}

/** The code itself, or the one behind the # of a link. */
export function enrolmentCodeIn(text: string): string | undefined {
  const code = /(?:#enrol=|^\s*)(tz_e_[A-Za-z0-9_-]{43})\s*$/.exec(text)?.[1];
  return code;
}
