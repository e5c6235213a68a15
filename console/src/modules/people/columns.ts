// The columns and filters that the list of people and a roster share.
import { say } from "@/parts/i18n";
import { absent, day } from "@/parts/formats";
import type { Column } from "@/parts/list";
import type { PersonRow } from "./person";

type PeopleList = "/people" | "/organizations/{id}/roster";

const told = (row: PersonRow): string =>
  [row.sex && say(`people.sexes.${row.sex}`), row.birth_year].filter(Boolean).join(" · ") || absent;

export const rosterFilters = [
  { name: "workshop", label: "people.workshop", kind: "text" },
  { name: "shuttle", label: "people.shuttle", kind: "text" },
  { name: "left", label: "people.presence", kind: "flag", yes: "people.hasLeft", no: "people.isPresent" },
] as const;

export function columnsOfPeople<P extends PeopleList>(hasEmployer = true): Column<P>[] {
  const columns: Column<PeopleList>[] = [
    { name: "masked_name", label: "people.name", primary: true, minWidth: 76 },
    { name: "masked_document", label: "people.document", digits: true },
    { name: "document_kind", label: "people.documentKind", text: (row) => say(`people.documents.${row.document_kind}`), hidden: true },
    { name: "masked_mobile", label: "people.mobile", digits: true },
    { name: "told", label: "people.sexAndBirth", text: told },
    ...(hasEmployer ? [{ name: "employer", label: "people.employer", minWidth: 160 }] : []),
    { name: "workshop", label: "people.workshop" },
    { name: "shuttle", label: "people.shuttle" },
    ...(hasEmployer ? [{ name: "division", label: "people.division" }] : []),
    { name: "home_division", label: "people.home", hidden: hasEmployer },
    { name: "household_division", label: "people.household", hidden: true },
    { name: "from_at", label: "people.from", text: (row) => day(row.from_at), sort: true },
    { name: "until_at", label: "people.until", text: (row) => day(row.until_at), hidden: true },
  ];
  return columns as unknown as Column<P>[];
}
