// The numbers are asked for while the page that shows them is still on its way.
import type { LocationQuery } from "vue-router";
import { api, type Schema } from "@/api";

type Board = Schema<"Dashboard">;

let begun: { division: string | undefined; answer: Promise<Board> } | undefined;

const ask = (division: string | undefined, signal?: AbortSignal): Promise<Board> =>
  api.get("/dashboard", { query: { division }, signal });

/** "?division=370811" of the page's address; nothing for one's own place, or for what is no code. */
export function divisionOf(query: LocationQuery): string | undefined {
  const given = query.division;
  return typeof given === "string" && /^\d{2,12}$/.test(given) ? given : undefined;
}

export function beginBoard(query: LocationQuery): void {
  const division = divisionOf(query);
  const answer = ask(division);
  // Whoever takes it is told; perhaps nobody does.
  answer.catch(() => undefined);
  begun = { division, answer };
}

/** What was begun, once; asked for now where nothing was, or another place. */
export function firstBoard(division: string | undefined, signal: AbortSignal): Promise<Board> {
  const taken = begun;
  begun = undefined;
  return taken && taken.division === division ? taken.answer : ask(division, signal);
}
