// Who may be sent a ticket, as the picker offers them: whose place contains the ticket's (handlers.cpp).
import type { Schema } from "@/api";

export interface Handler {
  id: string;
  name: string;
  /** What it answers for, where it is named for something. */
  matters: string[];
}

type Matter = Pick<Schema<"MatterRow">, "division" | "matter" | "organization" | "organization_name">;
type Found = Pick<Schema<"Organization">, "id" | "name" | "division">;

/**
 * Departments named for a matter come first: a county's desk is told of the city's there, which its own search does not
 * find. Then whatever the search has found, where the place fits.
 */
export function handlersFor(division: string, typed: string, named: readonly Matter[], found: readonly Found[]): Handler[] {
  const handlers = new Map<string, Handler>();
  for (const row of named) {
    if (!division.startsWith(row.division)) continue;
    const known = handlers.get(row.organization);
    if (known) {
      if (!known.matters.includes(row.matter)) known.matters.push(row.matter);
    } else handlers.set(row.organization, { id: row.organization, name: row.organization_name, matters: [row.matter] });
  }
  const text = typed.trim();
  const matching = [...handlers.values()].filter((handler) => text === "" || handler.name.includes(text) || handler.matters.some((matter) => matter.includes(text)));
  const others = found.filter((one) => division.startsWith(one.division) && !handlers.has(one.id)).map(({ id, name }) => ({ id, name, matters: [] }));
  return [...matching, ...others];
}
