// The form of a filing: what is typed, and the same as the API takes it.
import type { Schema } from "@/api";
import { count } from "@/parts/formats";
import { saidOfFigure } from "../organizations/faults";
import { figureOf, figureText, type FigureFault } from "../organizations/figures";
import type { Filing, Necessity } from "./filing";
import { areFaultless, rowsOf, suppliesOf, type SupplyRow } from "./supplies";

export interface OriginRow {
  key: number;
  division?: string;
  people: string;
}
export interface Draft {
  resume_on: string;
  staff_total: string;
  staff_returning: string;
  necessity?: Necessity;
  work: string;
  committed: boolean;
  control_plan: string;
  emergency_plan: string;
  origins: OriginRow[];
  supplies: SupplyRow[];
  isolation_rooms: string;
  isolation_place: string;
  /** Empty: the head stays as named before. */
  principal_name: string;
  principal_mobile: string;
}

export const mostPeople = 10_000_000;
export const mostRooms = 10_000;
export const peopleOf = (text: string) => figureOf(text, 0, { least: 1, most: mostPeople });
export const roomsOf = (text: string) => figureOf(text, 0, { most: mostRooms });

export const faultText = (fault: FigureFault | undefined, least: number, most: number): string | undefined =>
  saidOfFigure(fault, { places: 0, range: `${count(least)}–${count(most)}` });

let keys = 0;
export const newOrigin = (division?: string, people = ""): OriginRow => ({ key: ++keys, division, people });

export function draftOf(filing: Pick<Filing, "content">): Draft {
  const { content } = filing;
  return {
    resume_on: content.resume_on ?? "",
    staff_total: figureText(content.staff_total, 0),
    staff_returning: figureText(content.staff_returning, 0),
    necessity: content.necessity,
    work: content.work ?? "",
    committed: content.committed ?? false,
    control_plan: content.control_plan ?? "",
    emergency_plan: content.emergency_plan ?? "",
    origins: content.origins.map((origin) => newOrigin(origin.division, figureText(origin.people, 0))),
    supplies: rowsOf(content.supplies),
    isolation_rooms: figureText(content.isolation_rooms, 0),
    isolation_place: content.isolation_place ?? "",
    principal_name: "",
    principal_mobile: "",
  };
}

/** Where staff return from: rows that say a place and how many. */
export const originsOf = (rows: readonly OriginRow[]): Schema<"Origin">[] =>
  rows.flatMap((row) => {
    const people = peopleOf(row.people).value;
    return row.division && people ? [{ division: row.division, people }] : [];
  });

export const sumOfOrigins = (rows: readonly OriginRow[]): number => originsOf(rows).reduce((sum, row) => sum + row.people, 0);

/** What was typed cannot be read as a number, or a row is half filled in: nothing is sent before that is put right. */
export const isReadable = (draft: Draft): boolean =>
  !peopleOf(draft.staff_total).fault &&
  !peopleOf(draft.staff_returning).fault &&
  !roomsOf(draft.isolation_rooms).fault &&
  areFaultless(draft.supplies) &&
  draft.origins.every((row) => !peopleOf(row.people).fault && (row.people.trim() === "") === !row.division);

const text = (typed: string): string | undefined => typed.trim() || undefined;

export function bodyOf(draft: Draft): Schema<"FilingContent"> & { principal_name?: string; principal_mobile?: string } {
  return {
    resume_on: draft.resume_on || undefined,
    staff_total: peopleOf(draft.staff_total).value,
    staff_returning: peopleOf(draft.staff_returning).value,
    necessity: draft.necessity,
    work: text(draft.work),
    committed: draft.committed || undefined,
    control_plan: text(draft.control_plan),
    emergency_plan: text(draft.emergency_plan),
    origins: originsOf(draft.origins),
    supplies: suppliesOf(draft.supplies),
    isolation_rooms: roomsOf(draft.isolation_rooms).value,
    isolation_place: text(draft.isolation_place),
    principal_name: text(draft.principal_name),
    principal_mobile: text(draft.principal_mobile)?.replace(/[\s-]/g, ""),
  };
}
