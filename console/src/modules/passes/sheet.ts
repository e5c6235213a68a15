// What is needed to print passes for handing out: the code, and who it is for.
import { api, type Schema } from "@/api";
import { presentEntry } from "../people/person";
import { stateOf, type PassView } from "./pass";

export interface Slip {
  pass: PassView;
  /** As the roster has it, where one may read it. */
  entry?: Schema<"EntryView">;
}

export interface Sheet {
  slips: Slip[];
  /** Those who have no pass in force. */
  without: string[];
}

const atOnce = 4;

/** Does something with all of them, a few at a time, in their order. */
export async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>, each: () => void = () => {}): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      results[i] = await work(items[i]!);
      each();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

async function newestOf(person: string, signal: AbortSignal): Promise<string | undefined> {
  const { items } = await api.get("/passes", { query: { person, revoked: false, expires_after: new Date().toISOString(), limit: 1 }, signal });
  return items[0]?.id;
}

async function slipOf(id: string, readsPeople: boolean, signal: AbortSignal): Promise<Slip> {
  const pass = await api.get("/passes/{id}", { path: { id }, signal });
  if (!readsPeople) return { pass };
  const person = await api.get("/people/{id}", { path: { id: pass.person }, signal });
  return { pass, entry: presentEntry(person) ?? person.entries[0] };
}

export interface Wanted {
  passes?: readonly string[];
  people?: readonly string[];
}

export async function sheetOf(wanted: Wanted, readsPeople: boolean, signal: AbortSignal, progress: () => void): Promise<Sheet> {
  const without: string[] = [];
  const ofPeople = await eachOf(wanted.people ?? [], async (person) => {
    const id = await newestOf(person, signal);
    if (!id) without.push(person);
    return id;
  });
  const ids = [...(wanted.passes ?? []), ...ofPeople.filter((id) => id !== undefined)];
  const slips = await eachOf(ids, (id) => slipOf(id, readsPeople, signal), progress);
  // One that was revoked since the list was read is no longer handed out.
  without.push(...slips.filter((slip) => stateOf(slip.pass) !== "valid").map((slip) => slip.pass.person));
  return { slips: slips.filter((slip) => stateOf(slip.pass) === "valid"), without };
}
