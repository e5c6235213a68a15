import { briefMoment, day } from "@/parts/formats";
import type { Column } from "@/parts/list";
import { reasonText } from "./pass";

export function columnsOfPasses(ofOnePerson: boolean): Column<"/passes">[] {
  return [
    ofOnePerson
      ? { name: "issued_at", label: "passes.issued", text: (row) => briefMoment(row.issued_at), sort: true, primary: true }
      : { name: "masked_name", label: "passes.person", primary: true },
    { name: "state", label: "passes.state" },
    ...(ofOnePerson ? [] : [{ name: "issued_at", label: "passes.issued", text: (row: { issued_at: string }) => briefMoment(row.issued_at), sort: true }]),
    { name: "expires_at", label: "passes.expires", text: (row) => day(row.expires_at) },
    { name: "employer", label: "passes.employer", minWidth: 160 },
    ...(ofOnePerson ? [] : [{ name: "division", label: "passes.division" }]),
    { name: "revoked_at", label: "passes.revokedAt", text: (row) => (row.revoked_at ? briefMoment(row.revoked_at) : "—"), hidden: !ofOnePerson },
    { name: "revoked_by", label: "passes.revokedBy", hidden: true },
    { name: "revoke_reason", label: "passes.revokeReason", text: (row) => (row.revoke_reason ? reasonText(row.revoke_reason) : "—") },
  ];
}
