// What waits for whom. The desk of the city and those of the counties have one queue; a department sees what it was sent.
import type { Permission } from "@/api";
import type { QueryOfList } from "@/api/types";

export type QueueName = "accepted" | "replied" | "followed_up" | "dispatched" | "in_progress" | "asks" | "overdue" | "open";
export type TicketQuery = QueryOfList<"/tickets">;

export interface QueueColumn {
  name: QueueName;
  query: TicketQuery;
}

interface Who {
  may: (needs: Permission) => boolean;
  organization?: string;
}

export function columnsFor({ may, organization }: Who): QueueColumn[] {
  const columns: QueueColumn[] = [];
  if (may("ticket_supervise")) columns.push({ name: "overdue", query: { overdue: true } }, { name: "asks", query: { asks_extension: true } });
  if (may("call_answer")) columns.push({ name: "accepted", query: { state: "accepted" } }, { name: "replied", query: { state: "replied" } }, { name: "followed_up", query: { state: "followed_up" } });
  if (may("ticket_handle") && organization)
    columns.push({ name: "dispatched", query: { state: "dispatched", handler: organization } }, { name: "in_progress", query: { state: "in_progress", handler: organization } });
  return columns.length > 0 ? columns : [{ name: "open", query: { open: true } }];
}
