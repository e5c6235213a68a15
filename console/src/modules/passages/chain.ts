// A passage and its corrections, from the first to the one that stands.
import { api } from "@/api";
import type { Passage } from "./passage";

// A passage is corrected once, so the chain is a line. It is short; the bound only guards against going round for ever.
const longest = 50;

export async function chainOf(passage: Passage, signal?: AbortSignal): Promise<Passage[]> {
  const chain = [passage];
  const read = (id: string) => api.get("/passages/{id}", { path: { id }, signal });
  while (chain[0]!.corrects && chain.length < longest) chain.unshift(await read(chain[0]!.corrects));
  while (chain.at(-1)!.corrected_by && chain.length < longest) chain.push(await read(chain.at(-1)!.corrected_by!));
  return chain;
}

const compared = ["direction", "verdict", "reason", "temperature", "at", "masked_name"] as const;
export type Compared = (typeof compared)[number];

/** What a correction says otherwise. */
export const differencesOf = (before: Passage, after: Passage): Compared[] => compared.filter((name) => before[name] !== after[name]);
