// Which column of the file is which field: what the server made of the headers, and what the user chose instead.
import type { Schema } from "@/api";
import { inLanguage } from "@/parts/language";

type Preview = Schema<"ColumnPreview">;
export type Field = Schema<"FieldColumns">;

/** Chosen by hand: from a header to a field, or to "" for a column to be left out. The rest goes by the headers. */
export type Choices = Readonly<Record<string, string>>;

export interface Column {
  index: number;
  header: string;
  samples: string[];
  /** The field it is; nothing: it is left out. */
  field?: Field;
  isChosen: boolean;
  /** It may be this field, but so may another column: someone must say. */
  mayBe?: Field;
  /** An earlier column, from 1, with the same header: only that one can be chosen. */
  sameAs?: number;
}

export const nameOf = (field: Pick<Field, "zh" | "en">): string => inLanguage(field);

export function columnsOf(preview: Preview, choices: Choices): Column[] {
  return preview.header.map((header, index) => {
    const first = preview.header.indexOf(header);
    const isFirst = first === index;
    return {
      index,
      header,
      samples: preview.rows.map((row) => row.cells[index] ?? ""),
      field: isFirst ? preview.fields.find((field) => field.header === header) : undefined,
      isChosen: isFirst && header in choices,
      mayBe: preview.fields.find((field) => field.header === undefined && field.candidates.includes(header)),
      sameAs: isFirst ? undefined : first + 1,
    };
  });
}

/** Required fields that no column is, and that none may be. */
export const missingFields = (preview: Preview): Field[] =>
  preview.fields.filter((field) => field.required && field.header === undefined && field.candidates.length === 0);

export const ambiguousFields = (preview: Preview): Field[] => preview.fields.filter((field) => field.candidates.length > 0);

/** A column becomes a field (or "": nothing). A field is one column, so whichever was it by choice is free again. */
export function chosen(choices: Choices, header: string, field: string): Choices {
  const others = Object.entries(choices).filter(([other, was]) => other !== header && (field === "" || was !== field));
  return Object.fromEntries([...others, [header, field]]);
}

/** As the API takes them. */
export const choicesText = (choices: Choices): string | undefined => {
  const list = Object.entries(choices).map(([header, field]) => ({ header, field }));
  return list.length > 0 ? JSON.stringify(list) : undefined;
};

/** Enough of a file to see its columns by: a spreadsheet whole, of a long CSV its first lines. */
export async function headOf(file: Blob, isText: boolean, most = 256 * 1024): Promise<Blob> {
  if (!isText || file.size <= most) return file;
  const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  // A line feed is no part of a letter, neither in UTF-8 nor in GBK.
  const end = bytes.lastIndexOf(10);
  return end > 0 ? file.slice(0, end + 1) : file;
}
