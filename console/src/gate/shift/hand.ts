// The person at hand: from being made known to the verdict.
import { reactive } from "vue";
import type { FieldFault } from "../server/api";
import type { VisitorAnswers } from "../types";
import type { Draft, Preview, ShownVerdict } from "./passing";
import { preview, recordPassage } from "./session";
import { shift } from "./state";

interface Hand {
  draft: Draft | undefined;
  preview: Preview | undefined;
  shown: ShownVerdict | undefined;
  /** What the server would not record, in its words, and where. */
  notRecorded: { message: string; faults: readonly FieldFault[] } | undefined;
  /** What a visitor has answered so far, so that going back loses nothing. */
  visitor: VisitorAnswers;
  recording: boolean;
}

export const hand: Hand = reactive<Hand>({
  draft: undefined,
  preview: undefined,
  shown: undefined,
  notRecorded: undefined,
  visitor: {},
  recording: false,
});

export function letGo(): void {
  Object.assign(hand, { draft: undefined, preview: undefined, shown: undefined, notRecorded: undefined, visitor: {} });
}

export type NextScreen = "temperature" | "verdict" | "visitor" | "home";

/** Takes somebody in hand; whoever leaves is measured only where that is wished. */
export async function take(draft: Draft): Promise<NextScreen> {
  hand.shown = undefined;
  hand.notRecorded = undefined;
  hand.draft = draft;
  hand.preview = await preview(draft);
  const measured = shift.settings.direction === "entry" || shift.settings.measureExits;
  return measured ? "temperature" : pass(undefined);
}

/** Records the passage of whoever is in hand. A second tap while the first is under way does nothing. */
export async function pass(temperature: number | undefined): Promise<NextScreen> {
  if (!hand.draft || hand.recording) return hand.recording ? "temperature" : "home";
  hand.recording = true;
  try {
    // Copied out of what the screens watch: only plain data can be kept.
    const draft = JSON.parse(JSON.stringify(hand.draft)) as Draft;
    const passed = await recordPassage(draft, temperature);
    if ("shown" in passed) {
      hand.shown = passed.shown;
      return "verdict";
    }
    hand.notRecorded = { message: passed.notRecorded.message, faults: passed.faults };
    return hand.draft.means === "visitor" ? "visitor" : "home";
  } finally {
    hand.recording = false;
  }
}
