// A passage entered by hand afterwards: what was written on paper, or what a device could not say properly.
import type { Schema } from "@/api";
import { documentKinds, type DocumentKind } from "../people/person";
import { tenthsOf } from "../declarations/answers";
import { instantOf, isWhole, localOf, type Direction } from "./passage";

export type NewPassage = Schema<"NewPassage">;
export type Means = NewPassage["means"];

export interface RecordForm {
  site: string | undefined;
  gate: string | undefined;
  direction: Direction;
  means: Means;
  pass: string;
  documentKind: DocumentKind;
  document: string;
  person: { id: string; name: string } | undefined;
  visitor: { name: string; mobile: string; origin: string; employer: string; outbreak: boolean | undefined; visiting: string };
  temperature: string;
  /** "2020-02-24T08:05", as clocks in China show it. */
  at: string;
}

export const emptyRecord = (gate?: string, site?: string): RecordForm => ({
  site,
  gate,
  direction: "entry",
  means: "document",
  pass: "",
  documentKind: "resident_id",
  document: "",
  person: undefined,
  visitor: { name: "", mobile: "", origin: "", employer: "", outbreak: undefined, visiting: "" },
  temperature: "",
  at: localOf(new Date().toISOString()),
});

const said = (text: string): string | undefined => text.trim() || undefined;

/** Only what belongs to the means; the rest of the form is left where it is. */
export function newPassageOf(form: RecordForm, id: string): NewPassage {
  const { visitor } = form;
  return {
    id,
    gate: form.gate ?? "",
    direction: form.direction,
    means: form.means,
    pass: form.means === "pass" ? said(form.pass) : undefined,
    document_kind: form.means === "document" ? form.documentKind : undefined,
    document: form.means === "document" ? said(form.document) : undefined,
    person: form.means === "manual" ? form.person?.id : undefined,
    visitor:
      form.means === "visitor"
        ? {
            name: said(visitor.name),
            mobile: said(visitor.mobile),
            origin: said(visitor.origin),
            employer: said(visitor.employer),
            outbreak_contact: visitor.outbreak,
            visiting: said(visitor.visiting),
          }
        : undefined,
    temperature: tenthsOf(form.temperature),
    at: isWhole(form.at) ? instantOf(form.at) : undefined,
  };
}

/** What must be there before it can be sent: everything else the server judges. */
export function lacks(form: RecordForm): boolean {
  if (!form.gate || !isWhole(form.at)) return true;
  if (form.temperature.trim() === "" ? form.direction === "entry" : tenthsOf(form.temperature) === undefined) return true;
  if (form.means === "document") return form.document.trim() === "";
  if (form.means === "manual") return form.person === undefined;
  return form.means === "pass" && form.pass.trim() === "";
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isOneOf = <T extends string>(all: readonly T[], value: unknown): value is T => all.includes(value as T);

/** As much as can be read off what a device sent; the rest stays for whoever looks at it. */
export function readOff(sent: string, form: RecordForm): RecordForm {
  let raw: unknown;
  try {
    raw = JSON.parse(sent);
  } catch {
    // Cut off or garbled: then nothing can be read off, and the form begins empty.
    return form;
  }
  if (typeof raw !== "object" || raw === null) return form;
  const from = raw as Record<string, unknown>;
  const visitor = (typeof from.visitor === "object" && from.visitor !== null ? from.visitor : {}) as Record<string, unknown>;
  const temperature = typeof from.temperature === "number" ? (from.temperature / 10).toFixed(1) : "";
  const at = Date.parse(text(from.at));
  return {
    ...form,
    gate: text(from.gate) || form.gate,
    direction: isOneOf(["entry", "exit"] as const, from.direction) ? from.direction : form.direction,
    means: isOneOf(["pass", "document", "manual", "visitor"] as const, from.means) ? from.means : form.means,
    pass: text(from.pass),
    documentKind: isOneOf(documentKinds, from.document_kind) ? from.document_kind : form.documentKind,
    document: text(from.document),
    person: text(from.person) ? { id: text(from.person), name: "" } : undefined,
    visitor: {
      name: text(visitor.name),
      mobile: text(visitor.mobile),
      origin: text(visitor.origin),
      employer: text(visitor.employer),
      outbreak: typeof visitor.outbreak_contact === "boolean" ? visitor.outbreak_contact : undefined,
      visiting: text(visitor.visiting),
    },
    temperature: tenthsOf(temperature) === undefined ? "" : temperature,
    at: Number.isNaN(at) ? form.at : localOf(new Date(at).toISOString()),
  };
}
