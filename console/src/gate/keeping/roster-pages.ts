// The synchronised pages of the roster. A synchronisation replaces them all in one transaction: half an old and half a
// new roster could miss people who moved between two pages.
import { strict, type GateDatabase, type RosterPage, type SyncState } from "./database";
import type { GateConfig } from "../types";

export function rosterPages(database: GateDatabase): Promise<RosterPage[]> {
  return database.getAll("roster");
}

export async function replaceRoster(
  database: GateDatabase,
  pages: readonly RosterPage[],
  config: GateConfig | undefined,
  state: SyncState,
): Promise<void> {
  const tx = database.transaction(["roster", "kept"], "readwrite", strict);
  const roster = tx.objectStore("roster");
  const kept = tx.objectStore("kept");
  await roster.clear();
  for (const page of pages) await roster.put(page);
  if (config) await kept.put(config, "config");
  await kept.put(state, "sync");
  await tx.done;
}
