// What a plan changes against the one in force.
import { api } from "@/api";
import type { Place } from "./squad";

export interface Difference {
  /** Leave their squad for another. */
  moved: Place[];
  /** Had none. */
  fresh: Place[];
  /** Had one and lose it. */
  lost: Place[];
  /** There are more than were read. */
  isMore: boolean;
}

const page = 500;
const most = 5_000;

export function sorted(changed: readonly Place[], isMore = false): Difference {
  return {
    moved: changed.filter((place) => place.squad && place.present),
    fresh: changed.filter((place) => place.squad && !place.present),
    lost: changed.filter((place) => !place.squad),
    isMore,
  };
}

export async function differenceOf(plan: string, signal?: AbortSignal): Promise<Difference> {
  const changed: Place[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await api.get("/squad-plans/{id}/places", { path: { id: plan }, query: { changed: true, limit: page, cursor }, signal });
    changed.push(...answer.items);
    if (!answer.next || changed.length >= most) return sorted(changed, answer.next !== undefined);
    cursor = answer.next;
  }
}
