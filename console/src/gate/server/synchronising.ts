// Fetches what the device decides by: the configuration and the roster, page after page. A page that has not changed is
// not sent again.
import type { GateDatabase, RosterPage } from "../keeping/database";
import { replaceRoster, rosterPages } from "../keeping/roster-pages";
import type { GateConfig } from "../types";
import { NoAnswer, type GateApi } from "./api";

export interface Synchronised {
  /** Absent when it has not changed. */
  config?: GateConfig | undefined;
  pages: RosterPage[];
  /** The server's clock minus this one's. */
  skew: number;
  changed: boolean;
}

export async function synchronise(
  database: GateDatabase,
  api: Pick<GateApi, "synchronise">,
  now: () => number,
): Promise<Synchronised> {
  const had = new Map((await rosterPages(database)).map((page) => [page.cursor, page]));
  const pages: RosterPage[] = [];
  let config: GateConfig | undefined;
  let changed = false;
  let skew = 0;
  let cursor: string | undefined;
  do {
    const before = had.get(cursor);
    const asked = now();
    const answer = await api.synchronise(cursor, before?.version);
    skew = Date.parse(answer.server_time) - (asked + now()) / 2;
    if (answer.unchanged && !before) throw new NoAnswer("an answer to another device");
    config ??= answer.config;
    changed ||= !answer.unchanged;
    pages.push({
      order: pages.length,
      cursor,
      version: answer.version,
      next: answer.next,
      people: answer.unchanged ? (before?.people ?? []) : (answer.people ?? []),
    });
    cursor = answer.next;
  } while (cursor !== undefined);
  changed ||= pages.length !== had.size;
  await replaceRoster(database, pages, config, { at: now(), skew: Math.round(skew) });
  return { config, pages, skew: Math.round(skew), changed };
}
