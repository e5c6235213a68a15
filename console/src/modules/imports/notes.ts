// What an import says of a row: the API gives it as free JSON.
import { inLanguage } from "@/parts/language";

export interface Note {
  code: string;
  /** The name of the field; "": the whole row. */
  field: string;
  zh: string;
  en: string;
}
export interface ColumnChoice {
  header: string;
  field: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

export function noteOf(value: unknown): Note | undefined {
  if (!isObject(value) || typeof value.zh !== "string" || typeof value.en !== "string") return undefined;
  return { code: String(value.code ?? ""), field: String(value.field ?? ""), zh: value.zh, en: value.en };
}

const notesOf = (value: unknown): Note[] => (Array.isArray(value) ? value.flatMap((each) => noteOf(each) ?? []) : []);

export function reasonsAndWarnings(value: unknown): { reasons: Note[]; warnings: Note[] } {
  const notes = isObject(value) ? value : {};
  return { reasons: notesOf(notes.reasons), warnings: notesOf(notes.warnings) };
}

export const textOf = (note: Note): string => inLanguage(note);

export const stringsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const columnChoicesOf = (value: unknown): ColumnChoice[] =>
  Array.isArray(value)
    ? value.flatMap((each) => (isObject(each) ? [{ header: String(each.header ?? ""), field: String(each.field ?? "") }] : []))
    : [];

export interface Cell {
  header: string;
  text: string;
  /** A reason speaks of it. */
  isFaulty: boolean;
  /** It tells which record the row is about. */
  isKey: boolean;
}

/** A refused row as it was written, what is wrong first; `keys` are the fields that say what it is about. */
export function cellsOf(cells: unknown, header: unknown, columns: unknown, notes: unknown, keys: readonly string[] = []): Cell[] {
  const texts = stringsOf(cells);
  const faulty = new Set(reasonsAndWarnings(notes).reasons.map((note) => note.field));
  const fields = new Map(columnChoicesOf(columns).map((column) => [column.header, column.field]));
  const all = stringsOf(header).map((name, index): Cell => {
    const field = fields.get(name) ?? "";
    return { header: name, text: texts[index] ?? "", isFaulty: field !== "" && faulty.has(field), isKey: keys.includes(field) };
  });
  return [...all.filter((cell) => cell.isFaulty), ...all.filter((cell) => !cell.isFaulty)];
}
