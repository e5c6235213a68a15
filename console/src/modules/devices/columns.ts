import { ago, briefMoment } from "@/parts/formats";
import type { Column } from "@/parts/list";

export function columnsOfDevices(ofOneGate: boolean): Column<"/devices">[] {
  return [
    { name: "name", label: "devices.name", sort: true, primary: true },
    { name: "contact", label: "devices.contact" },
    { name: "last_seen_at", label: "devices.lastSeen", text: (row) => ago(row.last_seen_at), sort: true },
    { name: "queue_length", label: "devices.queue", sort: true },
    { name: "oldest_waiting_at", label: "devices.waitingSince", text: (row) => briefMoment(row.oldest_waiting_at) },
    { name: "clock_skew_ms", label: "devices.clock" },
    { name: "app_version", label: "devices.version", digits: true },
    ...(ofOneGate
      ? []
      : [
          { name: "gate", label: "devices.gate" },
          { name: "site", label: "devices.site", minWidth: 140 },
          { name: "organization", label: "devices.organization", minWidth: 150, hidden: true },
          { name: "division", label: "devices.division", hidden: true },
        ]),
    { name: "enrolled_at", label: "devices.enrolled", text: (row) => briefMoment(row.enrolled_at), sort: true, hidden: !ofOneGate },
    { name: "enrolled_by", label: "devices.enrolledBy", hidden: true },
    { name: "revoked_at", label: "devices.revokedAt", text: (row) => briefMoment(row.revoked_at), hidden: true },
  ];
}
