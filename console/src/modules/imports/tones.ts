// The states of imports and rows in the tones of StatusTag.
import type { Schema } from "@/api";
import type { Tone } from "@/parts/StatusTag.vue";

const tones = {
  running: "info",
  finished: "good",
  failed: "bad",
  created: "good",
  updated: "info",
  unchanged: "calm",
  refused: "bad",
} as const satisfies Record<Schema<"Import">["state"] | Schema<"ImportedRow">["outcome"], Tone>;

export const toneOf = (state: keyof typeof tones): Tone => tones[state];
