// What a list is made of. A page declares its fields and columns once; useList and ListPage do the rest.
import type { ListPath, RowOf } from "@/api";
import type { QueryOfList } from "@/api/types";
import type { RecordKind } from "./names";

export interface Choice {
  value: string;
  text: string;
}

type NameOf<P extends ListPath> = Extract<keyof QueryOfList<P>, string>;

/**
 * A field of the filter, by the name of the API's parameter. `label` is a key of the texts.
 *
 *   text          a part of a name, a code
 *   choice        one or several (`multiple`) of a set; `texts` is the key below which the words stand; `searchable` when
 *                 there are many
 *   flag          yes, no, or either
 *   dates         days from `name` (an instant) to `until` (an instant, not included)
 *   division      a division and all within it
 *   organization  an organisation or enterprise
 *   record        never typed, only come to by a link: shown as a chip with the record's name
 */
export type FilterField<P extends ListPath> = { name: NameOf<P>; label: string } & (
  | { kind: "text"; placeholder?: string }
  | { kind: "choice"; options: readonly string[] | (() => Choice[]); texts?: string; multiple?: boolean; searchable?: boolean }
  | { kind: "flag"; yes?: string; no?: string }
  | { kind: "dates"; until: NameOf<P> }
  | { kind: "division" }
  | { kind: "organization"; kinds?: readonly string[] }
  | { kind: "record"; of: RecordKind }
);

/** A column. Its cell is `text`, or the slot of its name in ListPage, or the row's member of its name. */
export interface Column<P extends ListPath> {
  name: Extract<keyof RowOf<P>, string> | (string & {});
  label: string;
  text?: (row: RowOf<P>) => string;
  /** The server can sort by it; the name of the sort where it is another. */
  sort?: boolean | string;
  align?: "end";
  /** Digits of one width: codes, temperatures, times. */
  digits?: boolean;
  /** What the row is called: the link that opens it; always shown, heads the card on the phone. */
  primary?: boolean;
  /** Not shown until the user asks for it. */
  hidden?: boolean;
  minWidth?: number;
}

export interface ListOptions<P extends ListPath> {
  filters?: readonly FilterField<P>[];
  columns: readonly Column<P>[];
  /** Of the path: `() => ({ id: props.id })` */
  path?: () => Record<string, string>;
  /** Always asked for, and not shown as a filter. */
  fixed?: () => Record<string, string | number | boolean | undefined>;
  /** Where the API's own order is not the one wanted. */
  sort?: { name: string; order: "ascending" | "descending" };
  /** What tells rows apart: `id` unless said. */
  key?: (row: RowOf<P>) => string;
  /** Two lists on one page: the state of the second is not in the address. */
  local?: boolean;
  /** Rows in a page; 50 unless said. */
  limit?: number;
}

export const reserved = ["sort", "order", "cursor"] as const;
