// Entering somebody on a roster, and changing what is known of somebody: from the form to what the API takes.
import type { Schema } from "@/api";
import type { DocumentKind, Entry, Sex } from "./person";

export type NewPerson = Schema<"NewPerson">;

export interface EnrolmentForm {
  kind: DocumentKind;
  document: string;
  name: string;
  mobile: string;
  address: string;
  home: string | undefined;
  household: string | undefined;
  sex: Sex | "";
  birthYear: string;
  employer: string | undefined;
  workshop: string;
  shuttle: string;
  since: string;
}

export const emptyEnrolment = (employer?: string): EnrolmentForm => ({
  kind: "resident_id",
  document: "",
  name: "",
  mobile: "",
  address: "",
  home: undefined,
  household: undefined,
  sex: "",
  birthYear: "",
  employer,
  workshop: "",
  shuttle: "",
  since: "",
});

const said = (text: string | undefined): string | undefined => text?.trim() || undefined;
const year = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));

/** What was left empty is left out. Of a resident ID sex and year of birth follow from the number. */
export function newPersonOf(form: EnrolmentForm): NewPerson {
  const isResidentId = form.kind === "resident_id";
  return {
    document_kind: form.kind,
    document_number: form.document.trim(),
    name: form.name.trim(),
    mobile: said(form.mobile),
    address: said(form.address),
    home_division: said(form.home),
    household_division: said(form.household),
    sex: isResidentId ? undefined : form.sex || undefined,
    birth_year: isResidentId ? undefined : year(form.birthYear),
    employer: said(form.employer),
    workshop: said(form.workshop),
    shuttle: said(form.shuttle),
    since: said(form.since),
  };
}

/** For the next one: what those who are entered together have in common stays. */
export const nextEnrolment = (form: EnrolmentForm): EnrolmentForm => ({
  ...emptyEnrolment(form.employer),
  kind: form.kind,
  workshop: form.workshop,
  shuttle: form.shuttle,
  since: form.since,
});

export interface ChangeForm {
  name: string;
  mobile: string;
  address: string;
  clearsAddress: boolean;
  home: string | undefined;
  household: string | undefined;
  sex: Sex | "";
  birthYear: string;
  workshop: string;
  shuttle: string;
}

/** What is sealed is not known here: those fields begin empty, and empty leaves them as they are. */
export const changeFormOf = (entry: Entry): ChangeForm => ({
  name: "",
  mobile: "",
  address: "",
  clearsAddress: false,
  home: entry.home_division,
  household: entry.household_division,
  sex: entry.sex ?? "",
  birthYear: entry.birth_year === undefined ? "" : String(entry.birth_year),
  workshop: entry.workshop ?? "",
  shuttle: entry.shuttle ?? "",
});

export type PersonChange = Omit<NewPerson, "document_kind" | "document_number" | "name" | "since"> & { name?: string };

/** Only what differs. An empty workshop, shuttle or address clears it. */
export function changeOf(form: ChangeForm, entry: Entry): PersonChange {
  const differs = (now: string, before: string | undefined) => (now.trim() === (before ?? "") ? undefined : now.trim());
  const birthYear = year(form.birthYear);
  return {
    employer: entry.employer,
    name: said(form.name),
    mobile: said(form.mobile),
    address: form.clearsAddress ? "" : said(form.address),
    home_division: form.home === entry.home_division ? undefined : form.home,
    household_division: form.household === entry.household_division ? undefined : form.household,
    sex: form.sex && form.sex !== entry.sex ? form.sex : undefined,
    birth_year: birthYear === entry.birth_year ? undefined : birthYear,
    workshop: differs(form.workshop, entry.workshop),
    shuttle: differs(form.shuttle, entry.shuttle),
  };
}

export const changesNothing = (change: PersonChange): boolean =>
  Object.entries(change).every(([name, value]) => name === "employer" || value === undefined);
