// The columns of the ledger, for the whole of it and for one person's part.
import { briefMoment, exactMoment, temperature } from "@/parts/formats";
import { say } from "@/parts/i18n";
import type { Column } from "@/parts/list";
import type { Passage } from "./passage";

type Ledger = "/passages" | "/people/{id}/passages";

export function columnsOfPassages<P extends Ledger>(ofOnePerson = false): Column<P>[] {
  const columns: Column<Ledger>[] = [
    { name: "at", label: "passages.at", text: (row: Passage) => briefMoment(row.at), sort: true, primary: true, minWidth: 96 },
    ...(ofOnePerson ? [] : [{ name: "masked_name", label: "passages.person", minWidth: 72 }]),
    { name: "direction", label: "passages.direction" },
    { name: "verdict", label: "passages.verdict" },
    { name: "reason", label: "passages.reason", text: (row: Passage) => (row.reason === "none" ? "" : say(`passages.reasons.${row.reason}`)) },
    { name: "temperature", label: "passages.temperature", text: (row: Passage) => temperature(row.temperature), align: "end", digits: true },
    { name: "site", label: "passages.site", minWidth: 130 },
    { name: "gate_name", label: "passages.gate" },
    { name: "organization", label: "passages.organization", minWidth: 150, hidden: true },
    { name: "workshop", label: "passages.workshop", hidden: ofOnePerson },
    { name: "shuttle", label: "passages.shuttle", hidden: true },
    { name: "means", label: "passages.means", text: (row: Passage) => say(`passages.meansOf.${row.means}`) },
    { name: "review", label: "passages.review" },
    { name: "offline", label: "passages.decided", text: (row: Passage) => say(row.offline ? "passages.offline" : "passages.online") },
    { name: "division", label: "passages.division", hidden: true },
    { name: "received_at", label: "passages.received", text: (row: Passage) => exactMoment(row.received_at), hidden: true },
    { name: "device", label: "passages.device", hidden: true },
  ];
  return columns as unknown as Column<P>[];
}
