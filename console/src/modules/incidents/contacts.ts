// The contacts of an incident: why somebody is one, and all of them at once for a file.
import { api, type Query, type Schema } from "@/api";

export type Contact = Schema<"ContactRow">;
export type Why = "same_gate" | "same_workshop" | "same_shuttle";
export const whys: readonly Why[] = ["same_gate", "same_workshop", "same_shuttle"];

export const whysOf = (contact: Pick<Contact, Why>): Why[] => whys.filter((why) => contact[why]);

/** Page after page, to the last: a list of contacts that lacks some is worse than none. */
export async function allContacts(incident: string, query: Query): Promise<Contact[]> {
  const all: Contact[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get("/fever-incidents/{id}/contacts", { path: { id: incident }, query: { ...query, limit: 500, cursor } });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}
