// Where one passed oneself: the newest are kept for when there is no network, older ones are fetched as they are asked for.
import { keep, type KeptPassages } from "../keeping/database";
import { api, inTime } from "../server/api";
import type { Passage } from "../types";
import { dayCode } from "@/parts/formats";
import { heard, opened } from "./session";
import { own } from "./state";

const most = 30;

const page = (cursor?: string) => inTime((signal) => api.get("/my/passages", { query: { limit: most, cursor }, signal }));

/** The newest anew. Throws nothing: what failed is said on the page. */
export async function refreshPassages(): Promise<void> {
  try {
    const { items, next } = await page();
    if (!own.session) return;
    const kept: KeptPassages = { items, next, at: Date.now() };
    own.passages = kept;
    await keep(opened(), "passages", kept);
  } catch (failure) {
    await heard(failure);
  }
}

/** Those before; they are not kept. */
export async function olderPassages(): Promise<void> {
  const shown = own.passages;
  if (!shown?.next) return;
  try {
    const { items, next } = await page(shown.next);
    if (own.passages === shown) own.passages = { items: shown.items.concat(items), next, at: shown.at };
  } catch (failure) {
    await heard(failure);
  }
}

export interface Day {
  /** 2020-02-24 */
  code: string;
  passages: Passage[];
}

/** By the days of China, as they come: the newest first. */
export function byDay(passages: readonly Passage[]): Day[] {
  const days: Day[] = [];
  for (const passage of passages) {
    const code = dayCode(passage.at);
    const last = days[days.length - 1];
    if (last?.code === code) last.passages.push(passage);
    else days.push({ code, passages: [passage] });
  }
  return days;
}
